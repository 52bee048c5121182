package bulletin

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/generator/compose"
	"gongkai/generator/pdf"
	"gongkai/generator/prose"
	"gongkai/generator/typeset"
)

// compose turns a bulletin into boxes, in the order of GB/T 9704-2012, clause 7.
func (s *setter) compose(b compose.Bulletin) {
	root := s.canvas.Root()
	s.base = b.Base
	if b.Sample {
		s.mark = root.Add("P")
	}
	s.masthead(b.Issuers(), b.Number)
	s.title(b.TitleParts)
	if b.Recipient != "" {
		s.lines(root.Add("P"), s.line(b.Recipient+"：", s.faces.Text, size3), text(0))
	}
	text, from := len(s.boxes), 0
	for _, f := range b.Figures {
		s.blocks(root, b.Blocks[from:f.Block], s.faces.Text)
		s.figure(root, f.Figure, b.Blocks[f.Block].Spans)
		from = f.Block + 1
	}
	s.blocks(root, b.Blocks[from:], s.faces.Text)
	if b.Signature != "" || b.Date.Stated() || len(b.Attached)+len(b.Notes) > 0 {
		s.hold()
	}
	s.attached(b.Attached)
	s.signature(b)
	s.notes(b.Notes)
	s.imprint(b.Imprint)
	s.late = !s.begin(text)
}

// title sets the parts of the title on as few lines as can be, as even as can be (7.3.1: 回行时词意完整).
func (s *setter) title(parts []string) {
	e := s.canvas.Root().Add("H1")
	height := pitch(5) / 4
	for _, text := range even(parts, func(text string) bool { return s.line(text, s.faces.Biaosong, size2).width <= measure }) {
		r := s.line(text, s.faces.Biaosong, size2)
		style := typeset.Style{Em: size2, Measure: int(measure)}
		for _, l := range typeset.Break(r.chars, style) {
			s.add(box{height: height, keep: true, draw: func(y pdf.Pt) {
				s.drawLine(e, r, l, left+(measure-pdf.Pt(l.Width))/2, baseline(y, height, r.size), black)
			}})
		}
	}
	s.add(box{height: pitch(1), keep: true})
}

// even joins parts to lines: the fewest that fit, and of those the ones whose longest line is shortest. A part that does
// not fit has a line of its own.
func even(parts []string, fits func(string) bool) []string {
	type lines struct{ count, longest, from int } // of the parts so far; from is the first of the last line
	best := make([]lines, len(parts)+1)
	for to := 1; to <= len(parts); to++ {
		for from := range to {
			line := strings.Join(parts[from:to], "")
			if from+1 < to && !fits(line) {
				continue
			}
			x := lines{best[from].count + 1, max(best[from].longest, utf8.RuneCountInString(line)), from}
			if b := best[to]; b.count == 0 || x.count < b.count || x.count == b.count && x.longest < b.longest {
				best[to] = x
			}
		}
	}
	var list []string
	for to := len(parts); to > 0; to = best[to].from {
		list = append(list, strings.Join(parts[best[to].from:to], ""))
	}
	slices.Reverse(list)
	return list
}

// blocks sets the text. Headings stay with what follows them.
func (s *setter) blocks(parent *pdf.Element, blocks []prose.Block, face *pdf.Font) {
	for i := 0; i < len(blocks); i++ {
		b := blocks[i]
		switch compose.RoleOf(blocks, i) {
		case compose.Section:
			s.section(parent, b)
		case compose.Caption:
			continue // with its table
		case compose.Table:
			var caption, note []prose.Span
			if i > 0 && compose.RoleOf(blocks, i-1) == compose.Caption {
				caption = blocks[i-1].Spans
			}
			if i+1 < len(blocks) && compose.RoleOf(blocks, i+1) == compose.Footnote {
				note = blocks[i+1].Spans
			}
			s.table(parent, b, caption, note)
		case compose.Footnote:
			continue // with its table
		default:
			s.body(parent, b, face)
		}
	}
}

// section sets 一、 in 黑体, （一） in 楷体, what is below in the face of the text.
func (s *setter) section(parent *pdf.Element, b prose.Block) {
	face := s.faces.Text
	switch b.Level {
	case 1:
		face = s.faces.Hei
	case 2:
		face = s.faces.Kai
	}
	from := len(s.boxes)
	s.lines(parent.Add("H"+strconv.Itoa(min(b.Level+1, 6))), s.spans(b.Spans, face, size3), text(2))
	s.keepLast(len(s.boxes) - from)
}

// body sets what is neither heading nor table: a list, a quotation, or text, such as a paragraph or code. A rule across
// the page has no place in an official document and is left out.
func (s *setter) body(parent *pdf.Element, b prose.Block, face *pdf.Font) {
	switch b.Kind {
	case prose.List:
		list := parent.Add("L")
		s.depth++
		for i, item := range b.Items {
			s.item(list.Add("LI"), item, marker(b, i, s.depth), face)
		}
		s.depth--
	case prose.Quote:
		defer s.indent()()
		s.blocks(parent.Add("BlockQuote"), b.Blocks, s.faces.Kai)
	case prose.Rule:
	default:
		s.lines(parent.Add("P"), s.spans(b.Spans, face, size3), text(2))
	}
}

// mostInset leaves the innermost of a nest more than half of the line.
const mostInset = 12 * size3

// indent makes what follows stand two characters further in, until the function that it returns is called.
func (s *setter) indent() (back func()) {
	before := s.inset
	s.inset = min(mostInset, before+pdf.Pt(text(2).Indent))
	return func() { s.inset = before }
}

// marker is what stands before an item of a list. The numbers of a list within another are those of the next level of an
// official document (GB/T 9704—2012, 7.3.3).
func marker(list prose.Block, i, depth int) string {
	switch {
	case list.Ordered && depth > 1:
		return "（" + strconv.Itoa(list.Start+i) + "）"
	case list.Ordered:
		return strconv.Itoa(list.Start+i) + "．"
	case depth > 1:
		return "– "
	}
	return "·"
}

// item sets an item of a list: its first paragraph begins with the marker, and what follows stands further in. In an item
// that begins with anything else the marker has a line of its own.
func (s *setter) item(e *pdf.Element, blocks []prose.Block, marker string, face *pdf.Font) {
	label, content := e.Add("Lbl"), e.Add("LBody")
	before, at := s.line(marker, face, size3), left+s.inset+pdf.Pt(text(2).Indent)
	mark := func(y pdf.Pt) { s.draw(label, before, at, baseline(y, pitch(1), size3), black) }
	from := len(s.boxes)
	if len(blocks) > 0 && blocks[0].Kind == prose.Paragraph {
		style := text(2)
		style.Indent += int(before.width)
		s.lines(content.Add("P"), s.spans(blocks[0].Spans, face, size3), style)
		blocks = blocks[1:]
	}
	if from == len(s.boxes) {
		s.add(box{height: pitch(1), grid: true, keep: len(blocks) > 0, draw: mark})
	} else {
		first := &s.boxes[from]
		draw := first.draw
		first.draw = func(y pdf.Pt) {
			mark(y)
			draw(y)
		}
	}
	defer s.indent()()
	s.blocks(content, blocks, face)
}

// signature sets 署名 and 成文日期 without a seal (7.3.5.2): one line below the text, two characters from the right,
// the date two characters to the right of the signature. Those who sign together stand one below the other.
func (s *setter) signature(b compose.Bulletin) {
	var names []run
	var widest pdf.Pt
	for _, name := range b.Signatures() {
		r := s.line(name, s.faces.Text, size3)
		names, widest = append(names, r), max(widest, r.width)
	}
	date := s.line(b.Date.Words(), s.faces.Text, size3)
	if len(names)+len(date.chars) == 0 {
		return
	}
	const em = size3
	right := measure - 2*em
	nameX := right - widest
	dateX := nameX + 2*em
	if dateX+date.width > right {
		dateX = right - date.width
		nameX = min(nameX, dateX-2*em)
	}
	s.add(box{height: pitch(1), grid: true, keep: true})
	sign := func(r run, x pdf.Pt) {
		e := s.canvas.Root().Add("P")
		s.add(box{height: pitch(1), grid: true, keep: true, draw: func(y pdf.Pt) {
			s.draw(e, r, left+x, baseline(y, pitch(1), size3), black)
		}})
	}
	for _, r := range names {
		sign(r, nameX)
	}
	if len(date.chars) > 0 {
		sign(date, dateX)
	}
}

// notes sets 附注 in brackets below the date (7.3.6).
func (s *setter) notes(notes []string) {
	for _, n := range notes {
		s.keepLast(1)
		s.lines(s.canvas.Root().Add("P"), s.line("（"+n+"）", s.faces.Text, size3), text(2))
	}
}
