package bulletin

import (
	"gongkai/generator/compose"
	"gongkai/generator/pdf"
	"gongkai/generator/typeset"
)

// Words of a card.
const (
	callsName   = "直接打电话"
	casesName   = "您是哪种情况"
	officesName = "到哪里办"
	scanName    = "扫一扫，看全部政策、招聘会和培训"
)

// A card is read from a distance: its margins are narrower and its text larger than those of a document.
var (
	cardTop    = pdf.MM(26_000)
	cardBottom = pdf.MM(18_000)
	codeSide   = pdf.MM(40_000)
)

// cardSetter lays a card out in one size of text; everything else follows from it.
type cardSetter struct {
	setter
	em pdf.Pt
}

// SetCard makes a card of one page, in the largest text that leaves it on one page.
func SetCard(x compose.Card, faces *Faces, about pdf.Info) ([]byte, error) {
	for em := pdf.Pt(15_000); ; em -= 500 {
		s := &cardSetter{setter{faces: faces, canvas: pdf.New(about), names: x.Names}, em}
		s.card(x)
		height, gaps := pdf.Pt(0), pdf.Pt(0)
		for _, b := range s.boxes {
			height += b.height
			if b.blank {
				gaps++
			}
		}
		room := pdf.PageHeight - cardTop - cardBottom - height
		// Below 6 points nobody could read it: what is too long then runs over the edge of the paper.
		if room < 0 && em > 6_000 {
			continue
		}
		s.canvas.AddPage()
		if x.Sample {
			mark := s.line(sampleMark, faces.Hei, size5)
			s.draw(s.mark, mark, left+measure-mark.width, pdf.MM(16_000), grey)
		}
		y := cardTop
		for _, b := range s.boxes {
			if b.draw != nil {
				b.draw(y)
			}
			y += b.height
			if b.blank {
				y += max(0, room/gaps) // what is left goes between the parts
			}
		}
		return s.canvas.Bytes()
	}
}

func (s *cardSetter) card(x compose.Card) {
	root := s.canvas.Root()
	if x.Sample {
		s.mark = root.Add("P")
	}
	title := s.line(x.Title, s.faces.Biaosong, s.em*5/2)
	if title.width > measure {
		title = s.line(x.Title, s.faces.Biaosong, title.size*measure/title.width)
	}
	s.strip(root.Add("H1"), title, left+(measure-title.width)/2, title.size*3/2, red)
	s.paragraph(root.Add("P"), s.line(x.Lead, s.faces.Kai, s.em), left, measure, true)
	s.part(root.Add("H2"), callsName)
	for _, c := range x.Calls {
		s.call(root.Add("P"), c)
	}
	s.part(root.Add("H2"), casesName)
	s.pairs(root, x)
	s.part(root.Add("H2"), officesName)
	s.offices(root, x)
	s.foot(root, x)
}

// gap leaves room.
func (s *cardSetter) gap(height pdf.Pt) { s.add(box{height: height}) }

// strip sets one line at x.
func (s *cardSetter) strip(e *pdf.Element, r run, x, height pdf.Pt, color pdf.Color) {
	s.add(box{height: height, draw: func(y pdf.Pt) { s.draw(e, r, x, baseline(y, height, r.size), color) }})
}

// paragraph sets a text in a column.
func (s *cardSetter) paragraph(e *pdf.Element, r run, x, width pdf.Pt, centre bool) {
	height := r.size * 8 / 5
	for _, l := range typeset.Break(r.chars, typeset.Style{Em: int(r.size), Measure: int(width)}) {
		s.add(box{height: height, draw: func(y pdf.Pt) {
			at := x
			if centre {
				at += (width - pdf.Pt(l.Width)) / 2
			}
			s.drawLine(e, r, l, at, baseline(y, height, r.size), black)
		}})
	}
}

// part sets the heading of a part over a rule.
func (s *cardSetter) part(e *pdf.Element, name string) {
	s.add(box{height: s.em, blank: true})
	r := s.line(name, s.faces.Hei, s.em*6/5)
	s.strip(e, r, left, r.size*3/2, black)
	s.add(box{height: s.em / 2, draw: func(y pdf.Pt) { s.canvas.Line(left, y, left+measure, y, thick, red) }})
}

// beside sets a short text beside the paragraphs that follow it, at the height of the first.
func (s *cardSetter) beside(draw func(y pdf.Pt), least pdf.Pt, from int) {
	height := pdf.Pt(0)
	for _, b := range s.boxes[from:] {
		height += b.height
	}
	first := s.boxes[from].draw
	s.boxes[from].draw = func(y pdf.Pt) {
		draw(y)
		first(y)
	}
	if height < least {
		s.gap(least - height)
	}
}

// call sets a hotline: its number, as large as it can be, beside what it is good for.
func (s *cardSetter) call(e *pdf.Element, c compose.Call) {
	number := s.line(c.Phone, s.faces.Hei, s.em*5/2)
	indent := number.width + s.em
	from := len(s.boxes)
	s.paragraph(e, s.line(c.Name.Text, s.faces.Hei, s.em), left+indent, measure-indent, false)
	s.paragraph(e, s.line(c.What.Text, s.faces.Song, s.em), left+indent, measure-indent, false)
	s.beside(func(y pdf.Pt) { s.draw(e, number, left, y+s.em*27/10, red) }, s.em*7/2, from)
}

// pairs sets the situations: a name, and beside it what comes first.
func (s *cardSetter) pairs(root *pdf.Element, x compose.Card) {
	if len(x.Cases) == 0 {
		return
	}
	list := root.Add("L")
	for _, c := range x.Cases {
		item := list.Add("LI")
		name, text := item.Add("Lbl"), item.Add("LBody")
		r := s.line(c.Name.Text, s.faces.Hei, s.em)
		indent := max(6*s.em, r.width+s.em)
		from := len(s.boxes)
		s.paragraph(text, s.line(c.Lead.Text, s.faces.Song, s.em), left+indent, measure-indent, false)
		s.beside(func(y pdf.Pt) { s.draw(name, r, left, baseline(y, s.em*8/5, s.em), black) }, 0, from)
		s.gap(s.em / 4)
	}
}

func (s *cardSetter) offices(root *pdf.Element, x compose.Card) {
	if len(x.Offices) == 0 {
		return
	}
	list := root.Add("L")
	for _, o := range x.Offices {
		e := list.Add("LI").Add("LBody")
		s.paragraph(e.Add("P"), s.line(o.Name.Text, s.faces.Hei, s.em), left, measure, false)
		way := ""
		for i, t := range o.Way {
			if i > 0 {
				way += "　"
			}
			way += t.Text
		}
		s.paragraph(e.Add("P"), s.line(way, s.faces.Song, s.em*9/10), left, measure, false)
		s.gap(s.em / 4)
	}
}

// foot sets the code of the page with everything, and beside it where that is and of when the card is.
func (s *cardSetter) foot(root *pdf.Element, x compose.Card) {
	s.add(box{height: s.em / 2, blank: true})
	indent, least := pdf.Pt(0), pdf.Pt(0)
	from := len(s.boxes)
	figure := (*pdf.Element)(nil)
	if x.URL != "" {
		figure = root.Add("Figure")
		figure.Alt = "二维码：" + x.URL
		indent, least = codeSide, codeSide
		s.gap(codeSide / 8)
		s.paragraph(root.Add("P"), s.line(scanName, s.faces.Hei, s.em), left+indent, measure-indent, false)
		p := root.Add("P").Add("Link")
		s.canvas.Link(p, x.URL)
		s.paragraph(p, s.line(x.URL, s.faces.Song, s.em*9/10), left+indent, measure-indent, false)
	}
	for _, t := range x.Foot {
		s.paragraph(root.Add("P"), s.line(t, s.faces.Kai, s.em*9/10), left+indent, measure-indent, false)
	}
	if figure == nil {
		return
	}
	s.boxes[from].draw = func(pdf.Pt) {}
	s.beside(func(y pdf.Pt) { s.qrCode(figure, x.URL, left-codeSide*quiet/(33+2*quiet), y, codeSide) }, least, from)
}
