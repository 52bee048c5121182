package bulletin

import (
	"slices"
	"strings"

	"gongkai/generator/pdf"
	"gongkai/generator/prose"
	"gongkai/generator/typeset"
)

const (
	cellPad    = 3_000  // on either side of a cell
	cellLine   = 15_000 // from line to line within a cell
	rowPad     = 5_000  // of a row, above and below together
	thin       = 400    // rules between rows
	thick      = 1_000  // rules above and below a table
	smallTable = 6      // rows of a table that is never cut
	leastText  = 4      // ems that a column of text keeps
)

// cell is one cell of a table, set.
type cell struct {
	run
	lines   []typeset.Line
	element *pdf.Element
	align   prose.Align
	block   pdf.Pt // width of the figures of its column, which stand right-aligned in its middle
}

// table sets a table: caption, head, rows between which a page may end, note.
func (s *setter) table(parent *pdf.Element, b prose.Block, caption, note []prose.Span) {
	table := parent.Add("Table")
	if caption != nil {
		e := table.Add("Caption")
		r := s.spans(caption, s.faces.Hei, sizeHead)
		for _, l := range typeset.Break(r.chars, typeset.Style{Em: sizeHead, Measure: int(measure)}) {
			s.add(box{height: pitch(1), grid: true, keep: true, draw: func(y pdf.Pt) {
				s.drawLine(e, r, l, left+(measure-pdf.Pt(l.Width))/2, y+pitch(1)-5_000, black)
			}})
		}
	}
	grid := make([][]cell, 0, len(b.Rows)+1)
	grid = append(grid, s.cells(table.Add("TR"), b, b.Header, true))
	for _, row := range b.Rows {
		grid = append(grid, s.cells(table.Add("TR"), b, row, false))
	}
	widths := columns(grid)
	for i := range grid {
		for j := range grid[i] {
			c := &grid[i][j]
			c.lines = balanced(c.chars, int(widths[j])-2*cellPad)
			if i > 0 && c.align == prose.Right {
				c.block = blockWidth(grid[1:], j)
			}
		}
	}
	again := s.head(grid, widths)
	room := depth
	if again != nil {
		room -= again.height
	}
	last := len(grid) - 1
	for i, row := range grid[1:] {
		rule := pdf.Pt(thin)
		if i == last-1 {
			rule = thick
		}
		for _, b := range s.row(row, widths, rule, room) {
			b.head = again
			s.add(b)
		}
		// A small table stays whole. Else the first three rows stay together, and the last three: 合计 and two that it sums.
		end := &s.boxes[len(s.boxes)-1]
		end.keep = i < last-1 && (last <= smallTable || i < 2 || i >= last-3) || i == last-1 && note != nil
		if i < last-1 {
			end.cut = tableCut
		}
	}
	if note != nil {
		s.note(parent.Add("P"), note)
	}
	s.add(box{height: pitch(1) / 3, blank: true})
}

// cells makes the cells of a row.
func (s *setter) cells(tr *pdf.Element, b prose.Block, row [][]prose.Span, head bool) []cell {
	total := isTotal(row)
	cells := make([]cell, len(b.Header))
	for j := range cells {
		c := &cells[j]
		face := s.faces.Song
		if head || total {
			face = s.faces.Hei
		}
		c.run = run{size: size5}
		if j < len(row) {
			spans := row[j]
			if head {
				spans = folded(spans)
			}
			c.run = s.spans(spans, face, size5)
		}
		if j < len(b.Align) {
			c.align = b.Align[j]
		}
		switch {
		case head:
			c.element, c.align = tr.Add("TH"), prose.Center
			c.element.Scope = "Column"
		default:
			c.element = tr.Add("TD")
		}
	}
	return cells
}

// isTotal reports whether a row is the 合计 row.
func isTotal(row [][]prose.Span) bool {
	for j, spans := range row {
		if j > 1 {
			return false
		}
		if prose.Plain(spans) == "合计" {
			return true
		}
	}
	return false
}

// folded puts what a head says in brackets, its unit, on a line of its own.
func folded(spans []prose.Span) []prose.Span {
	text := prose.Plain(spans)
	name, unit, ok := strings.Cut(text, "（")
	if !ok || name == "" {
		return spans
	}
	return []prose.Span{{Text: name}, {Break: true}, {Text: "（" + unit}}
}

// columns shares the measure out: what each column needs on one line if there is room, less for text if not.
func columns(grid [][]cell) []pdf.Pt {
	n := len(grid[0])
	wish, least := make([]pdf.Pt, n), make([]pdf.Pt, n)
	var wishes, leasts pdf.Pt
	for j := range n {
		for i, row := range grid {
			w := widest(row[j].chars)
			wish[j] = max(wish[j], w)
			if i == 0 || row[j].align == prose.Left {
				name, unit := row[j].chars, []typeset.Char(nil)
				if k := slices.IndexFunc(name, func(c typeset.Char) bool { return c.Rune == '\n' }); i == 0 && k >= 0 {
					name, unit = name[:k], name[k:] // a unit in brackets stays on one line
				}
				w = widest(name)
				w = max(min(w, max(leastText*size5, (w+1)/2+size5/2)), widest(unit))
			}
			least[j] = max(least[j], w)
		}
		wish[j], least[j] = wish[j]+2*cellPad, least[j]+2*cellPad
		wishes, leasts = wishes+wish[j], leasts+least[j]
	}
	widths := make([]pdf.Pt, n)
	for j := range n {
		switch {
		case wishes <= measure:
			widths[j] = wish[j] + (measure-wishes)/pdf.Pt(n)
		case leasts < measure && wishes > leasts:
			widths[j] = least[j] + (measure-leasts)*(wish[j]-least[j])/(wishes-leasts)
		default:
			widths[j] = measure * least[j] / leasts
		}
	}
	return widths
}

// widest returns the width of the widest of the lines that characters are made of.
func widest(chars []typeset.Char) pdf.Pt {
	var w, most pdf.Pt
	for _, c := range chars {
		if c.Rune == '\n' {
			w = 0
		}
		w += pdf.Pt(c.Width)
		most = max(most, w)
	}
	return most
}

// blockWidth is the width of the widest cell of a column.
func blockWidth(grid [][]cell, j int) pdf.Pt {
	var most pdf.Pt
	for _, row := range grid {
		most = max(most, row[j].width)
	}
	return most
}

// balanced breaks a cell into as few lines as it takes, of about equal length.
func balanced(chars []typeset.Char, measure int) []typeset.Line {
	lines := typeset.Break(chars, typeset.Style{Em: size5, Measure: measure})
	for len(lines) > 1 && measure > size5 {
		measure -= size5 / 2
		closer := typeset.Break(chars, typeset.Style{Em: size5, Measure: measure})
		if len(closer) > len(lines) {
			break
		}
		lines = closer
	}
	return lines
}

// silent is a row that is drawn again on the next page, where it is no content.
func silent(row []cell) []cell {
	again := append([]cell(nil), row...)
	for j := range again {
		again[j].element = nil
	}
	return again
}

// row makes the boxes of a row with a rule below it: one, its cells in the middle of its height, or as many as it takes
// where the row is taller than the room that a page has.
func (s *setter) row(cells []cell, widths []pdf.Pt, rule, room pdf.Pt) []box {
	most := 1
	for _, c := range cells {
		most = max(most, len(c.lines))
	}
	fit := int((room - rowPad) / cellLine)
	if most <= fit {
		return []box{s.part(cells, widths, rule, 0, most)}
	}
	var parts []box
	for from := 0; from < most; from += fit {
		if from+fit < most {
			parts = append(parts, s.part(cells, widths, 0, from, fit))
		} else {
			parts = append(parts, s.part(cells, widths, rule, from, most-from))
		}
	}
	return parts
}

// part makes the box of n lines of a row.
func (s *setter) part(cells []cell, widths []pdf.Pt, rule pdf.Pt, from, n int) box {
	height := pdf.Pt(n*cellLine + rowPad)
	return box{height: height, draw: func(y pdf.Pt) {
		x := left
		for j, c := range cells {
			lines := c.lines[min(from, len(c.lines)):min(from+n, len(c.lines))]
			free := (height - pdf.Pt(len(lines)*cellLine)) / 2
			if from > 0 || n < len(c.lines) {
				free = rowPad / 2
			}
			for i, l := range lines {
				at := x + cellPad
				room := widths[j] - 2*cellPad - pdf.Pt(l.Width)
				switch c.align {
				case prose.Center:
					at += room / 2
				case prose.Right:
					at += room - max(0, (widths[j]-2*cellPad-c.block)/2)
				}
				s.drawLine(c.element, c.run, l, at, baseline(y+free+pdf.Pt(i*cellLine), cellLine, size5), black)
			}
			x += widths[j]
		}
		if rule > 0 {
			s.canvas.Line(left, y+height, left+measure, y+height, rule, black)
		}
	}}
}

// head adds the head of a table, with the rule above the table, and returns it as it is drawn again on the next page;
// nil where it is so tall that it would leave the rows no room.
func (s *setter) head(grid [][]cell, widths []pdf.Pt) *box {
	topped := func(b box) box {
		draw := b.draw
		b.draw = func(y pdf.Pt) {
			s.canvas.Line(left, y, left+measure, y, thick, black)
			draw(y)
		}
		return b
	}
	parts := s.row(grid[0], widths, thin, depth)
	parts[0] = topped(parts[0])
	for _, b := range parts {
		b.keep = true
		s.add(b)
	}
	if len(parts) > 1 || parts[0].height > depth/2 {
		return nil
	}
	again := topped(s.row(silent(grid[0]), widths, thin, depth)[0])
	return &again
}

// note sets the note below a table. A long one may go on on the next page, but no single line of it stands alone.
func (s *setter) note(e *pdf.Element, spans []prose.Span) {
	r := s.spans(spans, s.faces.Song, size5)
	s.add(box{height: 4_000, keep: true})
	lines := typeset.Break(r.chars, typeset.Style{Em: size5, Measure: int(measure), Justify: true})
	for i, l := range lines {
		s.add(box{height: cellLine, keep: len(lines) > 1 && (i == 0 || i == len(lines)-2), draw: func(y pdf.Pt) {
			s.drawLine(e, r, l, left, baseline(y, cellLine, size5), black)
		}})
	}
}
