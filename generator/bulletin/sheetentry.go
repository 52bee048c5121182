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

// entry sets an entry: its name and state, and a row for each element.
func (s *sheetSetter) entry(root *pdf.Element, x compose.Entry) {
	name, state := root.Add("H3"), root.Add("P")
	r := s.line(x.State, s.faces.Kai, size5)
	title := s.line(x.Name.Text, s.faces.Hei, sizeEntry)
	s.noted(name)
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
}

// element sets the name of an element beside its text. A row may go on on the next page, but not with a single line.
func (s *sheetSetter) element(tr *pdf.Element, x compose.Element) {
	head, cell := tr.Add("TH"), tr.Add("TD")
	head.Scope = "Row"
	name := s.line(x.Name, s.faces.Hei, elementName)
	indent := pdf.Pt(elementEms * sizeText)
	s.add(box{height: elementPad / 2, keep: true})
	from, end := len(s.boxes), pdf.Pt(0) // of the last line
	for _, text := range x.Lines {
		color, size := black, pdf.Pt(sizeText)
		if text.Pos.File == "" {
			color, size = grey, size5 // not stated: nobody's words
		}
		e := cell
		if len(x.Lines) > 1 || x.URL != "" {
			e = cell.Add("P")
		}
		r := s.line(text.Text, s.faces.Song, size)
		for _, l := range typeset.Break(r.chars, typeset.Style{Em: int(size), Measure: int(measure - indent), Justify: true}) {
			first := len(s.boxes) == from
			end = indent + pdf.Pt(l.Width)
			s.add(box{height: sheetLine, draw: func(y pdf.Pt) {
				at := baseline(y, sheetLine, sizeText)
				if first {
					s.draw(head, name, left, at, color)
				}
				s.drawLine(e, r, l, left+indent, at, color)
			}})
		}
	}
	if x.URL != "" {
		s.address(cell.Add("Link"), x.URL, end)
	}
	if last := len(s.boxes) - 1; last > from {
		s.boxes[from].keep, s.boxes[last-1].keep = true, true
	}
	s.keepLast(1)
	s.add(box{height: elementPad / 2, draw: func(y pdf.Pt) {
		s.canvas.Line(left, y+elementPad/2, left+measure, y+elementPad/2, thin, silver)
	}})
}

// address sets the address of a page at the right margin, on the last line if that leaves the room.
func (s *sheetSetter) address(link *pdf.Element, url string, end pdf.Pt) {
	s.canvas.Link(link, url)
	r := s.line(url, s.faces.Song, size5)
	draw := func(y pdf.Pt) { s.draw(link, r, left+max(0, measure-r.width), baseline(y, sheetLine, sizeText), grey) }
	last := &s.boxes[len(s.boxes)-1]
	if above := last.draw; above != nil && end+sizeText+r.width <= measure {
		last.draw = func(y pdf.Pt) {
			above(y)
			draw(y)
		}
		return
	}
	s.add(box{height: sheetLine, draw: draw})
}
