package bulletin

import (
	"rsc.io/qr"

	"gongkai/generator/compose"
	"gongkai/generator/pdf"
	"gongkai/generator/typeset"
)

// A card is read standing, from a step or two away: it uses more of the paper than a document and fills it.
var (
	cardLeft   = pdf.MM(14_000)
	cardWidth  = pdf.MM(182_000)
	cardTop    = pdf.MM(14_000)
	cardBottom = pdf.MM(11_000)
	codeSide   = pdf.MM(40_000)
	callGap    = pdf.MM(6_000) // between two hotlines side by side
)

const (
	largest = 20_000 // of the text of a card
	least   = 10_000 // of text that can be read on a board at all
	plenty  = 16_500 // text of this size, which a metre away can be read, and less may fill the page to the brim
	bar     = 2_000  // the rule below the title
)

// cardSetter lays a card out in one size of text, em; everything else follows from it.
type cardSetter struct {
	setter
	em pdf.Pt
}

// SetCard makes a card of one page, in the largest text that leaves it on one page, whose size it returns too. What is
// left over goes between its parts and lines.
func SetCard(x compose.Card, faces *Faces, about pdf.Info) ([]byte, pdf.Pt, error) {
	for em := pdf.Pt(largest); ; em -= em / 64 {
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
		if room < 0 || em > plenty && room < pdf.PageHeight/24 {
			continue
		}
		s.canvas.AddPage()
		if x.Sample {
			mark := s.line(compose.SampleMark, faces.Hei, size5)
			s.draw(s.mark, mark, cardLeft+cardWidth-mark.width, pdf.MM(11_000), grey)
		}
		y := cardTop
		for _, b := range s.boxes {
			if b.blank {
				y += room / max(1, gaps)
			}
			if b.draw != nil {
				b.draw(y)
			}
			y += b.height
		}
		data, err := s.canvas.Bytes()
		return data, em, err
	}
}

func (s *cardSetter) card(x compose.Card) {
	root := s.canvas.Root()
	if x.Sample {
		s.mark = root.Add("P")
	}
	title := s.fitted(x.Title, s.faces.Biaosong, s.em*5/2, cardWidth)
	s.row(title.size*5/4, s.text(root.Add("H1"), title, cardLeft+(cardWidth-title.width)/2, cardWidth, title.size*5/4, red))
	s.add(box{height: s.em / 3, draw: func(y pdf.Pt) { s.canvas.Line(cardLeft, y+s.em/3, cardLeft+cardWidth, y+s.em/3, bar, red) }})
	if len(x.Calls) > 0 {
		s.add(box{height: s.em * 2 / 5, blank: true})
		s.row(s.em*3/2, s.text(root.Add("H2"), s.line(compose.CallsTag, s.faces.Biaosong, s.em*13/10), cardLeft, cardWidth, s.em*3/2, black))
		s.calls(root, x.Calls)
	}
	if len(x.Cases) > 0 {
		s.part(root.Add("H2"), compose.CasesTag)
		s.cases(root.Add("L"), x.Cases)
	}
	s.low(root, x)
}

// placed is a line of text on a row, its baseline down from the top of the row.
type placed struct {
	run
	element *pdf.Element
	line    typeset.Line
	x, down pdf.Pt
	color   pdf.Color
}

// text sets a text at x, its lines height apart. The baseline stands at the same place of a line in every size.
func (s *cardSetter) text(e *pdf.Element, r run, x, width, height pdf.Pt, color pdf.Color) []placed {
	var list []placed
	for i, l := range typeset.Break(r.chars, typeset.Style{Em: int(r.size), Measure: int(width)}) {
		list = append(list, placed{r, e, l, x, pdf.Pt(i)*height + height*76/100, color})
	}
	return list
}

// row sets columns side by side, and returns how high that is.
func (s *cardSetter) row(height pdf.Pt, columns ...[]placed) {
	for _, c := range columns {
		height = max(height, below(c))
	}
	s.add(box{height: height, draw: func(y pdf.Pt) {
		for _, c := range columns {
			for _, p := range c {
				s.drawLine(p.element, p.run, p.line, p.x, y+p.down, p.color)
			}
		}
	}})
}

// below returns the bottom of lines of text.
func below(lines []placed) pdf.Pt {
	bottom := pdf.Pt(0)
	for _, p := range lines {
		bottom = max(bottom, p.down+p.size*3/8)
	}
	return bottom
}

// lower moves lines of text down.
func lower(lines []placed, by pdf.Pt) []placed {
	for i := range lines {
		lines[i].down += by
	}
	return lines
}

// fitted is a text on one line, smaller if there is not the room.
func (s *cardSetter) fitted(text string, face *pdf.Font, size, width pdf.Pt) run {
	r := s.line(text, face, size)
	if r.width > width {
		r = s.line(text, face, size*width/r.width)
	}
	return r
}

// part sets the heading of a part over a rule, and texts on its line.
func (s *cardSetter) part(e *pdf.Element, name string, beside ...[]placed) {
	s.add(box{height: s.em * 2 / 5, blank: true})
	head := s.text(e, s.line(name, s.faces.Biaosong, s.em*13/10), cardLeft, cardWidth, s.em*3/2, black)
	s.row(s.em*3/2, append([][]placed{head}, beside...)...)
	s.add(box{height: s.em / 4, draw: func(y pdf.Pt) { s.canvas.Line(cardLeft, y, cardLeft+cardWidth, y, thick, red) }})
	s.add(box{blank: true})
}

// calls sets the hotlines two by two: the number as large as there is room, what it is good for below.
func (s *cardSetter) calls(root *pdf.Element, calls []compose.Call) {
	columns := min(2, len(calls))
	for from := 0; from < len(calls); from += columns {
		var row [][]placed
		x, width := cardLeft, cardWidth
		if columns == 2 {
			width = cardWidth * 48 / 100
		}
		for _, c := range calls[from:min(from+columns, len(calls))] {
			e := root.Add("P")
			number := s.fitted(c.Phone, s.faces.Hei, s.em*18/5, width)
			list := lower(s.text(e, number, x, width, s.em*10/3, red), s.em*2/5)
			list = append(list, lower(s.text(e, s.line(c.Name.Text, s.faces.Hei, s.em), x, width, s.em*3/2, black), s.em*10/3)...)
			what := s.text(e, s.line(c.What.Text, s.faces.Song, s.em*9/10), x, width, s.em*6/5, black)
			row = append(row, append(list, lower(what, below(list))...))
			x += width + callGap
			width = cardWidth - width - callGap
		}
		s.row(0, row...)
	}
}

// cases sets the situations: a name, and beside it what comes first.
func (s *cardSetter) cases(list *pdf.Element, cases []compose.Case) {
	indent := pdf.Pt(0)
	names := make([]run, len(cases))
	for i, c := range cases {
		names[i] = s.fitted(c.Name.Text, s.faces.Hei, s.em*12/10, cardWidth/3)
		indent = max(indent, names[i].width+s.em)
	}
	for i, c := range cases {
		if i > 0 {
			s.hair(cardWidth)
		}
		item := list.Add("LI")
		name, lead := item.Add("Lbl"), item.Add("LBody")
		height := s.em * 5 / 4
		s.row(height, s.text(name, names[i], cardLeft, indent, height, black),
			s.text(lead, s.line(c.Lead.Text, s.faces.Song, s.em), cardLeft+indent, cardWidth-indent, height, black))
	}
}

// hair sets a fine rule in the middle of a gap.
func (s *cardSetter) hair(width pdf.Pt) {
	half := box{height: s.em / 6, blank: true}
	s.add(half)
	s.add(box{draw: func(y pdf.Pt) { s.canvas.Line(cardLeft, y, cardLeft+width, y, thin, silver) }})
	s.add(half)
}

// low sets the offices, with the code of the page that has everything at their right, and below them where that is. On a
// card without offices the code stands beside its address.
func (s *cardSetter) low(root *pdf.Element, x compose.Card) {
	width, beside := cardWidth, cardWidth
	var code *qr.Code
	if x.URL != "" {
		code = encode(x.URL)
		beside -= codeSide + quietZone(code, codeSide)
	}
	from := len(s.boxes)
	if len(x.Offices) > 0 {
		head, hours := root.Add("H2"), []placed(nil)
		if x.Hours.Stated() {
			r := s.fitted(x.Hours.Text, s.faces.Song, s.em, cardWidth*2/3)
			hours = s.text(root.Add("P"), r, cardLeft+cardWidth-r.width, cardWidth, s.em*3/2, black)
		}
		s.part(head, compose.OfficesTag, hours)
		from = len(s.boxes)
		s.offices(root.Add("L"), x.Offices, beside)
		s.code(root, code, x.URL, from)
		s.add(box{height: s.em / 2, blank: true})
	} else {
		s.add(box{height: s.em, blank: true})
		width, from = beside, len(s.boxes)
	}
	if code != nil {
		link := root.Add("P")
		pieces := []piece{{link, s.fitted(compose.ScanTag, s.faces.Hei, s.em, width), black}}
		link = root.Add("P").Add("Link")
		s.canvas.Link(link, x.URL)
		pieces = append(pieces, piece{link, s.fitted(x.URL, s.faces.Song, s.em*4/5, width), black})
		s.row(0, s.flow(pieces, width, s.em*7/5))
	}
	var pieces []piece
	for _, t := range x.Foot {
		pieces = append(pieces, piece{root.Add("P"), s.line(t, s.faces.Kai, s.em*17/20), grey})
	}
	s.row(0, s.flow(pieces, width, s.em*5/4))
	if len(x.Offices) == 0 {
		s.code(root, code, x.URL, from)
	}
}

// code sets the code at the right of the boxes from one on, which become as high as it is.
func (s *cardSetter) code(root *pdf.Element, code *qr.Code, url string, from int) {
	if code == nil {
		return
	}
	figure := root.Add("Figure")
	figure.Alt = "二维码：" + url
	height := pdf.Pt(0)
	for _, b := range s.boxes[from:] {
		height += b.height
	}
	rest := max(0, codeSide+quietZone(code, codeSide)-height)
	s.add(box{height: rest, draw: func(y pdf.Pt) { s.qrCode(figure, code, cardLeft+cardWidth-codeSide, y+rest-codeSide, codeSide) }})
}

// piece is a short text of its own.
type piece struct {
	element *pdf.Element
	run     run
	color   pdf.Color
}

// flow sets short texts, as many on a line as there is room, and longer ones on lines of their own.
func (s *cardSetter) flow(pieces []piece, width, height pdf.Pt) []placed {
	var list []placed
	at, down := pdf.Pt(0), pdf.Pt(0)
	for _, p := range pieces {
		if at > 0 && at+p.run.width > width {
			at, down = 0, down+height
		}
		lines := s.text(p.element, p.run, cardLeft+at, width-at, height, p.color)
		if len(lines) == 0 {
			continue
		}
		list = append(list, lower(lines, down)...)
		down += pdf.Pt(len(lines)-1) * height
		at += pdf.Pt(lines[len(lines)-1].line.Width) + s.em
	}
	return list
}

// offices sets each office: its name, and below it the way there, as much on a line as there is room.
func (s *cardSetter) offices(list *pdf.Element, offices []compose.OfficeLine, width pdf.Pt) {
	height := s.em * 6 / 5
	for i, o := range offices {
		if i > 0 {
			s.hair(width)
		}
		e := list.Add("LI").Add("LBody")
		name := s.text(e.Add("P"), s.line(o.Name.Text, s.faces.Hei, s.em), cardLeft, width, height, black)
		var way []piece
		for _, t := range o.Way {
			way = append(way, piece{e.Add("P"), s.line(t.Text, s.faces.Song, s.em), black})
		}
		s.row(height, name, lower(s.flow(way, width, height), pdf.Pt(len(name))*height))
	}
}
