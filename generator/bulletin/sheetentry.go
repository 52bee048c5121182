package bulletin

import (
	"gongkai/generator/compose"
	"gongkai/generator/pdf"
	"gongkai/generator/typeset"
)

const (
	elementPad  = 3_600 // of an element, above and below together
	elementEms  = 6     // of the names of the elements
	elementName = sizeText
)

// entry sets an entry: its name and state, a row for each element, the address of its page as the last.
func (s *sheetSetter) entry(root *pdf.Element, x compose.Entry) {
	name, state := root.Add("H3"), root.Add("P")
	r := s.line(x.State, s.faces.Kai, size5)
	title := s.line(x.Name.Text, s.faces.Hei, sizeEntry)
	s.noted()
	if room := measure - r.width - sizeEntry; title.width <= room {
		s.heading(name, title, room, func(y pdf.Pt) { s.draw(state, r, left+measure-r.width, y, grey) })
	} else {
		s.heading(name, title, measure, nil)
		s.paragraph(state, r, cellLine, grey, false)
	}
	table := root.Add("Table")
	s.rule(thin, black)
	for _, e := range x.Elements {
		s.element(table.Add("TR"), e)
	}
	if x.URL == "" {
		return
	}
	s.keepLast(1)
	tr := table.Add("TR")
	head := tr.Add("TH")
	head.Scope = "Row"
	link := tr.Add("TD").Add("Link")
	s.canvas.Link(link, x.URL)
	label, url := s.line(compose.AddressTag, s.faces.Hei, elementName), s.line(x.URL, s.faces.Song, size5)
	s.add(box{height: sheetLine + elementPad, draw: func(y pdf.Pt) {
		at := baseline(y+elementPad/2, sheetLine, sizeText)
		s.draw(head, label, left, at, grey)
		s.draw(link, url, left+elementEms*sizeText, at, grey)
	}})
}

// element sets the name of an element beside its text. A row may go on on the next page, but not with a single line.
func (s *sheetSetter) element(tr *pdf.Element, x compose.Element) {
	head, cell := tr.Add("TH"), tr.Add("TD")
	head.Scope = "Row"
	name := s.line(x.Name, s.faces.Hei, elementName)
	indent := pdf.Pt(elementEms * sizeText)
	s.add(box{height: elementPad / 2, keep: true})
	from := len(s.boxes)
	for _, text := range x.Lines {
		color, size := black, pdf.Pt(sizeText)
		if text.Pos.File == "" {
			color, size = grey, size5 // not stated: nobody's words
		}
		e := cell
		if len(x.Lines) > 1 {
			e = cell.Add("P")
		}
		r := s.line(text.Text, s.faces.Song, size)
		for _, l := range typeset.Break(r.chars, typeset.Style{Em: int(size), Measure: int(measure - indent), Justify: true}) {
			first := len(s.boxes) == from
			s.add(box{height: sheetLine, draw: func(y pdf.Pt) {
				at := baseline(y, sheetLine, sizeText)
				if first {
					s.draw(head, name, left, at, color)
				}
				s.drawLine(e, r, l, left+indent, at, color)
			}})
		}
	}
	if last := len(s.boxes) - 1; last > from {
		s.boxes[from].keep, s.boxes[last-1].keep = true, true
	}
	s.keepLast(1)
	s.add(box{height: elementPad / 2, draw: func(y pdf.Pt) {
		s.canvas.Line(left, y+elementPad/2, left+measure, y+elementPad/2, thin, silver)
	}})
}
