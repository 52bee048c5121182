package bulletin

import (
	"strconv"

	"gongkai/generator/compose"
	"gongkai/generator/pdf"
	"gongkai/generator/typeset"
)

const (
	sizeText   = sizeHead // 小4: what a reference work says
	sizeEntry  = 14_000   // 4号: the name of an entry
	sheetLine  = 19_000   // from line to line
	listLine   = 17_500   // of the contents
	sheetPad   = 6_000    // of an element, above and below together
	labelEms   = 6        // of the names of the elements
	leaderDash = 1_200
)

// Words of its own.
const (
	contentsName = "目录"
	addressName  = "网页："
)

// sheetSetter sets a reference work; it knows on which page each of its headings stands.
type sheetSetter struct {
	setter
	starts []int // of this pass
	known  []int // of the pass before; empty in the first
}

// SetSheet makes the pages of a reference work. Its contents need the pages of the entries, so that it is set twice.
func SetSheet(x compose.Sheet, faces *Faces, about pdf.Info) ([]byte, error) {
	s := layOut(x, faces, about, nil)
	if x.Contents {
		s = layOut(x, faces, about, s.starts)
	}
	return s.canvas.Bytes()
}

func layOut(x compose.Sheet, faces *Faces, about pdf.Info, known []int) *sheetSetter {
	s := &sheetSetter{setter: setter{faces: faces, canvas: pdf.New(about), names: x.Names}, known: known}
	s.sheet(x)
	s.paginate(x.Sample)
	return s
}

func (s *sheetSetter) sheet(x compose.Sheet) {
	root := s.canvas.Root()
	if x.Sample {
		s.mark = root.Add("P")
	}
	s.title([]string{x.Title})
	s.boxes = s.boxes[:len(s.boxes)-1] // the lead stands close to the title
	s.add(box{height: pitch(1) / 3, keep: true})
	for _, text := range x.Lead {
		s.centred(root.Add("P"), s.line(text, s.faces.Kai, sizeText))
	}
	s.add(box{height: pitch(1), keep: true})
	if x.Contents {
		s.contents(root, x)
	}
	for _, c := range x.Chapters {
		s.chapter(root, c)
	}
}

// centred sets a short text in the middle.
func (s *sheetSetter) centred(e *pdf.Element, r run) {
	for _, l := range typeset.Break(r.chars, typeset.Style{Em: int(r.size), Measure: int(measure)}) {
		s.add(box{height: sheetLine, keep: true, draw: func(y pdf.Pt) {
			s.drawLine(e, r, l, left+(measure-pdf.Pt(l.Width))/2, baseline(y, sheetLine, r.size), black)
		}})
	}
}

// contents lists chapters and entries with their pages.
func (s *sheetSetter) contents(root *pdf.Element, x compose.Sheet) {
	s.heading(root.Add("H2"), s.line(contentsName, s.faces.Hei, size3), nil)
	list := root.Add("TOC")
	n := 0
	for _, c := range x.Chapters {
		s.contentsLine(list.Add("TOCI"), s.line(c.Name.Text, s.faces.Hei, sizeText), 0, n)
		n++
		for _, e := range c.Entries {
			s.contentsLine(list.Add("TOCI"), s.line(e.Name.Text, s.faces.Song, sizeText), 2*sizeText, n)
			n++
		}
	}
	s.boxes[len(s.boxes)-1].keep = false
	s.add(box{height: pitch(1), blank: true})
}

func (s *sheetSetter) contentsLine(e *pdf.Element, r run, indent pdf.Pt, n int) {
	page := run{size: sizeText}
	if n < len(s.known) {
		page = s.line(strconv.Itoa(s.known[n]), s.faces.Song, sizeText)
	}
	room := measure - indent - 4*sizeText
	lines := typeset.Break(r.chars, typeset.Style{Em: sizeText, Measure: int(room)})
	for i, l := range lines {
		s.add(box{height: listLine, keep: i < len(lines)-1, draw: func(y pdf.Pt) {
			at := baseline(y, listLine, sizeText)
			s.drawLine(e, r, l, left+indent, at, black)
			if i < len(lines)-1 {
				return
			}
			s.draw(e, page, left+measure-page.width, at, black)
			from, to := left+indent+pdf.Pt(l.Width)+sizeText/2, left+measure-page.width-sizeText/2
			s.canvas.Stroke(nil, 600, grey, leaderDash, pdf.Point{X: from, Y: at - 1_500}, pdf.Point{X: to, Y: at - 1_500})
		}})
	}
}

// heading sets a heading that notes its page; right stands at the end of its last line.
func (s *sheetSetter) heading(e *pdf.Element, r run, right func(y pdf.Pt)) {
	height := r.size * 7 / 4
	lines := typeset.Break(r.chars, typeset.Style{Em: int(r.size), Measure: int(measure - 10*sizeText)})
	for i, l := range lines {
		s.add(box{height: height, keep: true, draw: func(y pdf.Pt) {
			at := baseline(y, height, r.size)
			s.drawLine(e, r, l, left, at, black)
			if i == len(lines)-1 && right != nil {
				right(at)
			}
		}})
	}
}

// noted is a heading of the contents.
func (s *sheetSetter) noted(e *pdf.Element, r run, right func(y pdf.Pt)) {
	s.add(box{keep: true, draw: func(pdf.Pt) { s.starts = append(s.starts, s.canvas.PageCount()) }})
	s.heading(e, r, right)
}

func (s *sheetSetter) chapter(root *pdf.Element, c compose.Chapter) {
	s.noted(root.Add("H2"), s.line(c.Name.Text, s.faces.Biaosong, size3), nil)
	if c.Columns == nil {
		s.rule(thick, red)
		s.add(box{height: 6_000, keep: true})
	}
	for _, e := range c.Entries {
		s.entry(root, e)
	}
	if c.Columns != nil {
		s.listing(root.Add("Table"), c)
	}
	s.add(box{height: pitch(1) / 2, blank: true})
}

// rule draws a rule across the page.
func (s *sheetSetter) rule(width pdf.Pt, color pdf.Color) {
	s.add(box{height: width, keep: true, draw: func(y pdf.Pt) { s.canvas.Line(left, y, left+measure, y, width, color) }})
}

// entry sets one entry: its name and state, a row for each element, the address of its page. It stays on one page if it
// fits on one, so that it can be handed out by itself.
func (s *sheetSetter) entry(root *pdf.Element, x compose.Entry) {
	from := len(s.boxes)
	name, state := root.Add("H3"), root.Add("P")
	s.noted(name, s.line(x.Name.Text, s.faces.Hei, sizeEntry), func(y pdf.Pt) {
		r := s.line(x.State, s.faces.Kai, sizeText)
		s.draw(state, r, left+measure-r.width, y, grey)
	})
	table := root.Add("Table")
	s.rule(thin, black)
	for _, e := range x.Elements {
		s.element(table.Add("TR"), e)
	}
	if x.URL != "" {
		s.keepLast(1)
		p := root.Add("P")
		r := s.line(addressName, s.faces.Song, size5)
		label, link := p.Add("Span"), p.Add("Link")
		url := s.line(x.URL, s.faces.Song, size5)
		s.canvas.Link(link, x.URL)
		s.add(box{height: sheetLine, draw: func(y pdf.Pt) {
			at := baseline(y, sheetLine, size5)
			s.draw(label, r, left, at, grey)
			s.draw(link, url, left+r.width, at, grey)
		}})
	}
	s.keepLast(len(s.boxes) - from)
	s.boxes[len(s.boxes)-1].keep = false
	s.add(box{height: pitch(1) / 2, blank: true})
}

// element sets the name of an element beside its text. A row may go on on the next page, but not with a single line.
func (s *sheetSetter) element(tr *pdf.Element, x compose.Element) {
	head, cell := tr.Add("TH"), tr.Add("TD")
	head.Scope = "Row"
	name := s.line(x.Name, s.faces.Hei, sizeText)
	indent := pdf.Pt(labelEms * sizeText)
	style := typeset.Style{Em: sizeText, Measure: int(measure - indent), Justify: true}
	s.add(box{height: sheetPad / 2, keep: true})
	from := len(s.boxes)
	for _, text := range x.Lines {
		color := black
		if text.Pos.File == "" {
			color = grey // not stated: nobody's words
		}
		e := cell
		if len(x.Lines) > 1 {
			e = cell.Add("P")
		}
		r := s.line(text.Text, s.faces.Song, sizeText)
		for _, l := range typeset.Break(r.chars, style) {
			first := len(s.boxes) == from
			s.add(box{height: sheetLine, draw: func(y pdf.Pt) {
				at := baseline(y, sheetLine, sizeText)
				if first {
					s.draw(head, name, left, at, black)
				}
				s.drawLine(e, r, l, left+indent, at, color)
			}})
		}
	}
	if last := len(s.boxes) - 1; last > from {
		s.boxes[from].keep, s.boxes[last-1].keep = true, true
	}
	s.keepLast(1)
	s.add(box{height: sheetPad / 2, draw: func(y pdf.Pt) {
		s.canvas.Line(left, y+sheetPad/2, left+measure, y+sheetPad/2, thin, silver)
	}})
}

// silver are the rules between the elements.
var silver = pdf.Color{R: 0xBF, G: 0xBF, B: 0xBF}

// listing sets the table of a chapter; a page may end between its rows.
func (s *sheetSetter) listing(table *pdf.Element, c compose.Chapter) {
	var widths []pdf.Pt
	total := 0
	for _, col := range c.Columns {
		total += col.Ems
	}
	for _, col := range c.Columns {
		widths = append(widths, measure*pdf.Pt(col.Ems)/pdf.Pt(total))
	}
	cells := func(tr *pdf.Element, row int) []cell {
		list := make([]cell, len(c.Columns))
		for j := range list {
			x := &list[j]
			switch {
			case row < 0:
				x.element = tr.Add("TH")
				x.element.Scope, x.run = "Column", s.line(c.Columns[j].Name, s.faces.Hei, size5)
			case j == 0:
				x.element = tr.Add("TH")
				x.element.Scope, x.run = "Row", s.line(c.Rows[row][j].String(), s.faces.Hei, size5)
			default:
				x.element, x.run = tr.Add("TD"), s.line(c.Rows[row][j].String(), s.faces.Song, size5)
			}
			x.lines = typeset.Break(x.chars, typeset.Style{Em: size5, Measure: int(widths[j]) - 2*cellPad})
		}
		return list
	}
	head := cells(table.Add("TR"), -1)
	again := s.head([][]cell{head}, widths)
	room := depth
	if again != nil {
		room -= again.height
	}
	for i := range c.Rows {
		rule := pdf.Pt(thin)
		if i == len(c.Rows)-1 {
			rule = thick
		}
		for _, b := range s.row(cells(table.Add("TR"), i), widths, rule, room) {
			b.head = again
			b.keep = len(c.Rows) <= smallTable && i < len(c.Rows)-1
			s.add(b)
		}
	}
}
