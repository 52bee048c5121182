package bulletin

import (
	"gongkai/generator/compose"
	"gongkai/generator/pdf"
	"gongkai/generator/typeset"
)

const (
	listedLine = 14_500 // from line to line within a cell of a list
	listedPad  = 8_000  // of a row, above and below together
)

// listed is a line of a cell of a list.
type listed struct {
	run
	element *pdf.Element
	line    typeset.Line
	color   pdf.Color
}

// listing sets the table of a chapter whose heading is in the boxes from one on. A page may end between its rows, and
// the next one begins with its head.
func (s *sheetSetter) listing(table *pdf.Element, c compose.Chapter, from int) {
	total := 0
	for _, col := range c.Columns {
		total += col.Share
	}
	var widths []pdf.Pt
	for _, col := range c.Columns {
		widths = append(widths, measure*pdf.Pt(col.Share)/pdf.Pt(total))
	}
	cells := make([][]listed, len(c.Columns))
	silent := make([][]listed, len(c.Columns)) // drawn again on the next page, where it is no content
	tr := table.Add("TR")
	for j, col := range c.Columns {
		th := tr.Add("TH")
		th.Scope = "Column"
		cells[j] = s.listed(nil, th, s.line(col.Name, s.faces.Hei, size5), widths[j], grey)
		silent[j] = s.listed(nil, nil, s.line(col.Name, s.faces.Hei, size5), widths[j], grey)
	}
	var again *box
	room := depth
	head := s.listedRow(cells, widths, black, depth)
	for _, b := range head {
		b.keep = true
		s.add(b)
	}
	if len(head) == 1 && head[0].height < depth/3 { // a taller one would leave the rows no room
		again = &s.listedRow(silent, widths, black, depth)[0]
		room -= again.height
	}
	for i, row := range c.Rows {
		color := silver
		if i == len(c.Rows)-1 {
			color = black
		}
		free := room
		if i == 0 {
			free = max(depth/3, depth-s.height(s.chain(from))) // a part of a tall first row stands below the heading
		}
		for _, b := range s.listedRow(s.cellsOf(table.Add("TR"), row, widths), widths, color, free) {
			b.head = again
			s.add(b)
		}
		if i == len(c.Rows)-2 {
			s.boxes[len(s.boxes)-1].keep = true // the last row is not alone
		}
	}
}

// cellsOf makes the cells of a row; the first is its head.
func (s *sheetSetter) cellsOf(tr *pdf.Element, row []compose.Lines, widths []pdf.Pt) [][]listed {
	cells := make([][]listed, len(row))
	for j, texts := range row {
		kind, face := "TD", s.faces.Song
		if j == 0 {
			kind, face = "TH", s.faces.Hei
		}
		cell := tr.Add(kind)
		if j == 0 {
			cell.Scope = "Row"
		}
		for _, t := range texts {
			e, color := cell, black
			if len(texts) > 1 {
				e = cell.Add("P")
			}
			if t.Pos.File == "" {
				color = grey // yet to be said
			}
			cells[j] = s.listed(cells[j], e, s.line(t.Text, face, size5), widths[j], color)
		}
	}
	return cells
}

// listed adds the lines of a text to a cell.
func (s *sheetSetter) listed(cell []listed, e *pdf.Element, r run, width pdf.Pt, color pdf.Color) []listed {
	for _, l := range typeset.Break(r.chars, typeset.Style{Em: size5, Measure: int(width) - 2*cellPad}) {
		cell = append(cell, listed{r, e, l, color})
	}
	return cell
}

// listedRow makes the boxes of a row with a rule below it: one, or as many as it takes where the row is taller than the
// room that a page has. All cells begin at the top.
func (s *sheetSetter) listedRow(cells [][]listed, widths []pdf.Pt, rule pdf.Color, room pdf.Pt) []box {
	most := 1
	for _, c := range cells {
		most = max(most, len(c))
	}
	fit := int((room - listedPad) / listedLine)
	var boxes []box
	for from := 0; from < most; from += fit {
		n := min(fit, most-from)
		height := pdf.Pt(n)*listedLine + listedPad
		boxes = append(boxes, box{height: height, draw: func(y pdf.Pt) {
			x := left
			for j, c := range cells {
				for i, l := range c[min(from, len(c)):min(from+n, len(c))] {
					s.drawLine(l.element, l.run, l.line, x+cellPad, baseline(y+listedPad/2+pdf.Pt(i)*listedLine, listedLine, size5), l.color)
				}
				x += widths[j]
			}
			if from+n == most {
				s.canvas.Line(left, y+height, left+measure, y+height, thin, rule)
			}
		}})
	}
	return boxes
}
