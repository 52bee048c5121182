package bulletin

import (
	"strings"

	"gongkai/generator/compose"
	"gongkai/generator/pdf"
	"gongkai/generator/typeset"
)

// The rules of 版记 (GB/T 9704—2012, 7.4.1): 推荐高度首条、末条 0.35 mm，中间 0.25 mm.
var (
	imprintOuter = pdf.MM(350)
	imprintInner = pdf.MM(250)
)

// masthead sets 发文机关标志, 发文字号 and the red rule: the top of the one 35 mm below that of the type area, the next two
// lines below it, the rule 4 mm below that (7.2.4, 7.2.5, 7.2.7). Issuers who act together stand one below the other, of one
// size. Without a number there is one line between, so that none seems to be missing; without a red head the number stands
// above the title.
func (s *setter) masthead(issuers []string, number string) {
	if len(issuers) == 0 {
		if number != "" {
			s.number(number)
		}
		s.add(box{height: pitch(1), keep: true})
		return
	}
	size := largestHead
	for _, name := range issuers {
		if w := s.line(name, s.faces.Biaosong, largestHead).width; w > measure {
			size = min(size, largestHead*measure/w)
		}
	}
	s.redHead = &redHead{size: min(size, pitch(headLines)*4/5/pdf.Pt(len(issuers))), down: pdf.MM(35_000), line: 125, lines: 2}
	h, first := s.redHead, len(s.boxes)
	var below pdf.Pt // from the end of the line to the rule
	for i, name := range issuers {
		e := s.canvas.Root().Add("P")
		s.add(box{keep: true, draw: func(y pdf.Pt) {
			r := s.line(name, s.faces.Biaosong, h.size)
			if i == 0 {
				y += h.down
			}
			s.draw(e, r, left+(measure-r.width)/2, y+h.size*ascent/1000, red)
		}})
	}
	gap := len(s.boxes)
	s.add(box{grid: true, keep: true})
	if number != "" {
		s.number(number)
		below = pdf.MM(4_000) - (pitch(1)-size3)/2
	}
	rule := len(s.boxes)
	s.add(box{keep: true, draw: func(y pdf.Pt) {
		s.canvas.Line(left, y+below, left+measure, y+below, 1_500, red)
	}})
	h.set = func() {
		for i := first; i < gap; i++ {
			s.boxes[i].height = h.size * h.line / 100
		}
		s.boxes[first].height += h.down
		s.boxes[gap-1].height -= h.size * (h.line - 100) / 100
		s.boxes[gap].height = pitch(h.lines)
		if number == "" {
			s.boxes[gap].height = pitch(1)
		}
		s.boxes[rule].height = below + pitch(h.lines)
	}
	h.set()
}

// Of 发文机关标志: its size, and the lines of text that it may take.
const (
	largestHead pdf.Pt = 48_000
	headLines          = 8
)

// redHead is how 发文机关标志 stands: what gives way where many issuers, a long title and a long 主送机关 would leave the
// first page without text, which it must show (GB/T 9704—2012, 7.3.3: 公文首页必须显示正文).
type redHead struct {
	size, down pdf.Pt
	line       pdf.Pt // from issuer to issuer, in hundredths of the size
	lines      int    // empty ones below the issuers and below the rule
	set        func() // makes the boxes as high as that
}

// leastHead is the size of the title, than which 发文机关标志 is never smaller.
const leastHead = size2

// give makes the red head lower by a step: first the issuers smaller, then closer, then the room above them, and last the
// empty lines below.
func (h *redHead) give() bool {
	switch {
	case h.size > leastHead:
		h.size = max(leastHead, h.size-1_000)
	case h.line > 110:
		h.line -= 5
	case h.down > pdf.MM(10_000):
		h.down = max(pdf.MM(10_000), h.down-pdf.MM(2_500))
	case h.lines > 1:
		h.lines--
	default:
		return false
	}
	h.set()
	return true
}

// begin makes room on the first page for the text, which begins with a box; false if there is none for a line of it.
func (s *setter) begin(text int) bool {
	reach := func(n int) pdf.Pt { // of the first page, down to the n-th line of the text or to where a page may end
		y := pdf.Pt(0)
		for i := range s.boxes {
			_, y = s.place(i, y)
			if i >= text && s.boxes[i].draw != nil {
				n--
			}
			if i >= text && (n <= 0 || !s.boxes[i].keep) {
				break
			}
		}
		return y
	}
	if text >= len(s.boxes) {
		return true
	}
	for s.redHead != nil && reach(3) > depth+rows && s.redHead.give() {
	}
	return reach(1) <= depth+rows
}

// number sets 发文字号 in the middle of a line.
func (s *setter) number(number string) {
	e := s.canvas.Root().Add("P")
	r := s.line(number, s.faces.Text, size3)
	s.add(box{height: pitch(1), grid: true, keep: true, draw: func(y pdf.Pt) {
		s.draw(e, r, left+(measure-r.width)/2, baseline(y, pitch(1), size3), black)
	}})
}

// attached sets 附件说明 (7.3.4): a line below the text, two characters in, each title on a line of its own; a long one
// goes on below its first character. They stay together and with 署名; if a page does not hold that, it is cut between titles,
// so that the last stands with 署名.
func (s *setter) attached(list []compose.Attachment) {
	if len(list) == 0 {
		return
	}
	s.add(box{height: pitch(1), grid: true, keep: true, blank: true})
	label := s.line("附件：", s.faces.Text, size3).width
	var marks pdf.Pt // from where the label begins to where the widest mark ends: 附件：1., or 10. below its number
	for i, a := range list {
		width := s.line(a.Mark, s.faces.Text, size3).width
		if i > 0 {
			width += label
		}
		marks = max(marks, width)
	}
	l := s.canvas.Root().Add("L")
	begin := left + pdf.Pt(text(2).Indent)
	for i, a := range list {
		item := l.Add("LI")
		mark, body := item.Add("Lbl"), item.Add("LBody")
		before, at := s.line(a.Mark, s.faces.Text, size3), begin
		if i > 0 {
			at += label
		}
		title := begin + marks
		if len(list) > 1 {
			title += size3 / 4
		}
		if a.URL != "" {
			body = body.Add("Link")
			s.canvas.Link(body, a.URL)
		}
		r := s.line(a.Title, s.faces.Text, size3)
		style := text(0)
		style.Measure -= int(title - left)
		lines := typeset.Break(r.chars, style)
		for k, line := range lines {
			b := box{height: pitch(1), grid: true, keep: true, draw: func(y pdf.Pt) {
				base := baseline(y, pitch(1), size3)
				if k == 0 {
					s.draw(mark, before, at, base, black)
				}
				s.drawLine(body, r, line, title, base, black)
			}}
			if k == len(lines)-1 && i < len(list)-1 {
				b.keep, b.cut = false, listCut
			}
			s.add(b)
		}
	}
}

// imprint sets 版记 (7.4) at the foot of the last page, so that its last line is the last of the page: rules as wide as
// the type area, 4号, a character in on either side; 抄送 goes on below what follows its colon. At least a line above stays
// empty. The standard asks for the last page (7.4.1: 公文最后一面), not for an even one, so it stays with the text: the file
// is read on a screen too, where a page with nothing else would seem to have lost its text. That the last page of a print
// on both sides is the even one (6.2) is a matter of the blank back, which has no number (7.5).
func (s *setter) imprint(i compose.Imprint) {
	var lines []func(y pdf.Pt) // y is the top of the line
	begin, end := left+size4, left+measure-size4
	if i.CopyTo != "" {
		e := s.canvas.Root().Add("P")
		label, bodies, _ := strings.Cut(i.CopyTo, "：")
		before, r := s.line(label+"：", s.faces.Text, size4), s.line(bodies, s.faces.Text, size4)
		at := begin + before.width
		for k, l := range typeset.Break(r.chars, typeset.Style{Em: size4, Measure: int(end - at), Justify: true}) {
			lines = append(lines, func(y pdf.Pt) {
				if k == 0 {
					s.draw(e, before, begin, baseline(y, pitch(1), size4), black)
				}
				s.drawLine(e, r, l, at, baseline(y, pitch(1), size4), black)
			})
		}
	}
	above := len(lines)
	office, printed := s.line(i.Office, s.faces.Text, size4), s.line(i.Printed, s.faces.Text, size4)
	right := end - printed.width
	beside := len(office.chars) > 0 && len(printed.chars) > 0 && begin+office.width+size4 <= right
	if len(office.chars) > 0 {
		e := s.canvas.Root().Add("P")
		for _, l := range typeset.Break(office.chars, typeset.Style{Em: size4, Measure: int(end - begin), Justify: true}) {
			lines = append(lines, func(y pdf.Pt) { s.drawLine(e, office, l, begin, baseline(y, pitch(1), size4), black) })
		}
	}
	if len(printed.chars) > 0 {
		e := s.canvas.Root().Add("P")
		lines = append(lines, func(y pdf.Pt) { s.draw(e, printed, right, baseline(y, pitch(1), size4), black) })
	}
	if len(lines) == 0 {
		return
	}
	count := len(lines)
	if beside {
		count-- // both on the last line
	}
	s.keepLast(1)
	s.add(box{height: pitch(count + 1), grid: true, foot: true, draw: func(y pdf.Pt) {
		y += pitch(1)
		rule := func(n int, width pdf.Pt) {
			s.canvas.Line(left, y+pitch(n), left+measure, y+pitch(n), width, black)
		}
		rule(0, imprintOuter)
		if above > 0 && above < len(lines) {
			rule(above, imprintInner)
		}
		for k, draw := range lines {
			draw(y + pitch(min(k, count-1)))
		}
		rule(count, imprintOuter)
	}})
}
