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
)

const (
	largest = 20_000 // of the text of a card
	plenty  = 14_200 // text of this size and less may fill the page to the brim
	bar     = 2_000  // the rule below the title
	callGap = 16_000 // between two hotlines side by side
)

// cardSetter lays a card out in one size of text, em; everything else follows from it.
type cardSetter struct {
	setter
	em pdf.Pt
}

// SetCard makes a card of one page, in the largest text that leaves it on one page. What is left over goes between its
// parts and lines.
func SetCard(x compose.Card, faces *Faces, about pdf.Info) ([]byte, error) {
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
		return s.canvas.Bytes()
	}
}

func (s *cardSetter) card(x compose.Card) {
	root := s.canvas.Root()
	if x.Sample {
		s.mark = root.Add("P")
	}
	title := s.fitted(x.Title, s.faces.Biaosong, s.em*3, cardWidth)
	s.row(title.size*5/4, s.text(root.Add("H1"), title, cardLeft+(cardWidth-title.width)/2, cardWidth, title.size*5/4, red))
	s.add(box{height: s.em / 2, draw: func(y pdf.Pt) { s.canvas.Line(cardLeft, y+s.em/2, cardLeft+cardWidth, y+s.em/2, bar, red) }})
	if len(x.Calls) > 0 {
		s.add(box{height: s.em * 2 / 5, blank: true})
		s.row(s.em*8/5, s.text(root.Add("H2"), s.line(compose.CallsTag, s.faces.Biaosong, s.em*13/10), cardLeft, cardWidth, s.em*8/5, black))
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

// part sets the heading of a part over a rule.
func (s *cardSetter) part(e *pdf.Element, name string) {
	s.add(box{height: s.em / 2, blank: true})
	s.row(s.em*3/2, s.text(e, s.line(name, s.faces.Biaosong, s.em*13/10), cardLeft, cardWidth, s.em*8/5, black))
	s.add(box{height: s.em / 3, draw: func(y pdf.Pt) { s.canvas.Line(cardLeft, y, cardLeft+cardWidth, y, thick, red) }})
	s.add(box{blank: true})
}

// calls sets the hotlines two by two: the number as large as there is room, what it is good for below.
func (s *cardSetter) calls(root *pdf.Element, calls []compose.Call) {
	columns := min(2, len(calls))
	width := (cardWidth - pdf.Pt(columns-1)*callGap) / pdf.Pt(columns)
	for from := 0; from < len(calls); from += columns {
		var row [][]placed
		for i, c := range calls[from:min(from+columns, len(calls))] {
			x, e := cardLeft+pdf.Pt(i)*(width+callGap), root.Add("P")
			number := s.fitted(c.Phone, s.faces.Hei, s.em*43/10, width)
			list := lower(s.text(e, number, x, width, s.em*4, red), s.em/2)
			list = append(list, lower(s.text(e, s.line(c.Name.Text, s.faces.Hei, s.em), x, width, s.em*3/2, black), s.em*4)...)
			what := s.text(e, s.line(c.What.Text, s.faces.Song, s.em*9/10), x, width, s.em*13/10, black)
			row = append(row, append(list, lower(what, below(list))...))
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
		indent = max(indent, names[i].width+s.em*3/2)
	}
	for i, c := range cases {
		if i > 0 {
			s.hair(cardWidth)
		}
		item := list.Add("LI")
		name, lead := item.Add("Lbl"), item.Add("LBody")
		height := s.em * 4 / 3
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

// low sets the offices and below them where everything else is to be found, with the code of that page at the right.
func (s *cardSetter) low(root *pdf.Element, x compose.Card) {
	width := cardWidth
	var code *qr.Code
	least := pdf.Pt(0)
	if x.URL != "" {
		code = encode(x.URL)
		width -= codeSide + quietZone(code, codeSide)
		least = codeSide + quietZone(code, codeSide)
	}
	if len(x.Offices) > 0 {
		s.part(root.Add("H2"), compose.OfficesTag)
	} else {
		s.add(box{height: s.em, blank: true})
	}
	from := len(s.boxes)
	if len(x.Offices) > 0 {
		s.offices(root.Add("L"), x.Offices, width)
		s.add(box{height: s.em, blank: true})
	}
	foot := len(s.boxes)
	if code != nil {
		s.row(0, s.text(root.Add("P"), s.fitted(compose.ScanTag, s.faces.Hei, s.em*11/10, width), cardLeft, width, s.em*8/5, black))
		link := root.Add("P").Add("Link")
		s.canvas.Link(link, x.URL)
		s.row(0, s.text(link, s.fitted(x.URL, s.faces.Song, s.em*9/10, width), cardLeft, width, s.em*13/10, black))
	}
	var runs []run
	var colors []pdf.Color
	for _, t := range x.Foot {
		runs, colors = append(runs, s.line(t, s.faces.Kai, s.em*17/20)), append(colors, grey)
	}
	s.row(0, s.flow(root, runs, colors, 0, width, s.em*5/4))
	if code == nil {
		return
	}
	figure := root.Add("Figure")
	figure.Alt = "二维码：" + x.URL
	height := pdf.Pt(0)
	for _, b := range s.boxes[from:] {
		height += b.height
	}
	if height < least {
		s.boxes[foot].height += least - height
		draw := s.boxes[foot].draw
		s.boxes[foot].draw = func(y pdf.Pt) { draw(y + least - height) }
	}
	last := &s.boxes[len(s.boxes)-1]
	draw, tall := last.draw, last.height
	last.draw = func(y pdf.Pt) {
		draw(y)
		s.qrCode(figure, code, cardLeft+cardWidth-codeSide, y+tall-codeSide, codeSide)
	}
}

// flow sets short texts from x on, as many on a line as there is room, and longer ones on lines of their own.
func (s *cardSetter) flow(root *pdf.Element, runs []run, colors []pdf.Color, x, width, height pdf.Pt) []placed {
	var list []placed
	at, down := pdf.Pt(0), pdf.Pt(0)
	for i, r := range runs {
		if at > 0 && at+r.width > width {
			at, down = 0, down+height
		}
		lines := s.text(root.Add("P"), r, cardLeft+x+at, width-at, height, colors[i])
		if len(lines) == 0 {
			continue
		}
		list = append(list, lower(lines, down)...)
		down += pdf.Pt(len(lines)-1) * height
		at += pdf.Pt(lines[len(lines)-1].line.Width) + s.em
	}
	return list
}

// offices sets each office: its name, and beside it the way there, as much on a line as there is room.
func (s *cardSetter) offices(list *pdf.Element, offices []compose.OfficeLine, width pdf.Pt) {
	indent := width * 2 / 5
	height := s.em * 6 / 5
	for i, o := range offices {
		if i > 0 {
			s.hair(width)
		}
		e := list.Add("LI").Add("LBody")
		name := s.text(e.Add("P"), s.line(o.Name.Text, s.faces.Hei, s.em*13/15), cardLeft, indent-s.em, height, black)
		var runs []run
		var colors []pdf.Color
		for _, t := range o.Way {
			color := black
			if t.Pos.File == "" {
				color = grey // yet to be said
			}
			runs, colors = append(runs, s.line(t.Text, s.faces.Song, s.em*13/15)), append(colors, color)
		}
		s.row(height, name, s.flow(e, runs, colors, indent, width-indent, height))
	}
}
