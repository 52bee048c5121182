package bulletin

import (
	"strings"

	"gongkai/generator/pdf"
	"gongkai/generator/prose"
	"gongkai/generator/typeset"
)

const (
	cellPad   = 3_000  // on either side of a cell
	cellLine  = 15_000 // from line to line within a cell
	rowPad    = 5_000  // of a row, above and below together
	raised    = 3_000  // of a caption, from where it would stand on the text line
	thin      = 400    // rules of the sheets
	thick     = 1_000  // rules above and below a table
	leastText = 4      // ems that a column of text keeps
	fewWords  = 8      // ems of a text that had better stay on one line
	longWord  = 12     // ems after which a word is cut

	smallTable = 6     // rows of a table that is never cut
	mediumRows = 10    // rows of a table that is cut only where seven lines would be empty
	mediumCut  = 49_00 // see tableCut
	shortNote  = 7     // lines of a note that is cut only where what belongs together is longer than a page
	noteCut    = 22 * 22_00
)

// cellSizes are the sizes of tables, the next for one that is too wide: 5号 to 小六.
var cellSizes = [...]pdf.Pt{size5, 9_000, 8_000, 7_500}

// ruling is a rule below a row.
type ruling struct {
	width pdf.Pt
	color pdf.Color
}

// A table has three rules (三线表), one more above 合计, and between the rows only what leads the eye.
var (
	rowRule  = ruling{250, silver}
	headRule = ruling{500, black}
	endRule  = ruling{thick, black}
)

// cell is one cell of a table, set.
type cell struct {
	run
	parts   []string // of a head: a line may end between them
	unit    string   // of a head: its last line, in brackets
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
				s.drawLine(e, r, l, left+(measure-pdf.Pt(l.Width))/2, y+pitch(1)-5_000-raised, black)
			}})
		}
	}
	elements := make([]*pdf.Element, len(b.Rows)+1)
	for i := range elements {
		elements[i] = table.Add("TR")
	}
	var grid [][]cell
	var widths []pdf.Pt
	fits := false
	for _, s.cell = range cellSizes {
		grid = grid[:0]
		for i, row := range append([][][]prose.Span{b.Header}, b.Rows...) {
			grid = append(grid, s.cells(b, row, i == 0))
		}
		if widths, fits = s.columns(grid); fits {
			break
		}
	}
	if !fits {
		s.wide = append(s.wide, b.Pos)
	}
	for i := range grid {
		for j := range grid[i] {
			if kind := &grid[i][j]; i == 0 {
				kind.element = elements[i].Add("TH")
				kind.element.Scope = "Column"
			} else {
				kind.element = elements[i].Add("TD")
			}
		}
	}
	for i := range grid {
		for j := range grid[i] {
			c := &grid[i][j]
			room := widths[j] - 2*cellPad
			if c.parts != nil {
				c.run = s.headed(*c, room)
			}
			c.lines = balanced(c.chars, int(s.cell), int(room))
			if c.align == prose.Right {
				c.block = blockWidth(grid[1:], j)
			}
		}
	}
	again := s.head(grid, widths, caption)
	room := depth
	if again != nil {
		room -= again.height
	}
	last := len(grid) - 1
	for i, row := range grid[1:] {
		rule := rowRule
		switch {
		case i == last-1:
			rule = endRule
		case isTotal(b.Rows[i+1]):
			rule = headRule
		}
		for _, b := range s.row(row, widths, rule, room) {
			b.head = again
			s.add(b)
		}
		// A small table stays whole. Else the first three rows stay together, and the last three: 合计 and two that it sums.
		end := &s.boxes[len(s.boxes)-1]
		end.keep = i < last-1 && (last <= smallTable || i < 2 || i >= last-3) || i == last-1 && note != nil
		switch {
		case i < last-1 && last <= mediumRows:
			end.cut = mediumCut
		case i < last-1:
			end.cut = tableCut
		}
	}
	if note != nil {
		s.note(parent.Add("P"), note)
	}
	s.add(box{height: pitch(1) / 3, blank: true})
}

// cells makes the cells of a row.
func (s *setter) cells(b prose.Block, row [][]prose.Span, head bool) []cell {
	total := isTotal(row)
	cells := make([]cell, len(b.Header))
	for j := range cells {
		c := &cells[j]
		face := s.faces.Song
		if head || total {
			face = s.faces.Hei
		}
		c.run = run{size: s.cell}
		if j < len(row) {
			c.run = s.spans(row[j], face, s.cell)
		}
		if j < len(b.Align) {
			c.align = b.Align[j]
		}
		if c.align == prose.Right && !c.numeric() {
			c.align = prose.Center // 不予公开 and — stand in the middle, as the figures do
		}
		if head {
			if j < len(row) {
				c.parts, c.unit = headParts(row[j])
			}
			c.align = prose.Center
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

// numeric reports whether a cell holds a figure.
func (c *cell) numeric() bool {
	return len(c.chars) > 0 && strings.ContainsRune("0123456789+−-", c.chars[0].Rune)
}

// headParts takes a head apart: its words, as far as it is folded, and what it says in brackets, its unit.
func headParts(spans []prose.Span) (parts []string, unit string) {
	part := ""
	for i, x := range spans {
		if x.Fold || x.Break {
			parts, part = append(parts, part), ""
			continue
		}
		at := strings.Index(x.Text, "（")
		if at > 0 || at == 0 && i > 0 {
			return append(parts, part+x.Text[:at]), x.Text[at:] + prose.Plain(spans[i+1:])
		}
		part += x.Text
	}
	return append(parts, part), ""
}

// headed is a head whose words are shared out among as few lines as can be, its unit on a line of its own.
func (s *setter) headed(c cell, room pdf.Pt) run {
	lines := even(c.parts, func(text string) bool { return s.line(text, s.faces.Hei, s.cell).width <= room })
	if c.unit != "" {
		lines = append(lines, c.unit)
	}
	return s.line(strings.Join(lines, "\n"), s.faces.Hei, s.cell)
}

// headWidth is the least width of a head: of one that is folded half of it, by words; of another half of it, or what a
// column of text keeps. A unit in brackets stays on one line.
func (s *setter) headWidth(c cell) pdf.Pt {
	width := func(parts []string) pdf.Pt { return s.line(strings.Join(parts, ""), s.faces.Hei, s.cell).width }
	whole := width(c.parts)
	least := min(whole, max(leastText*s.cell, (whole+1)/2+s.cell/2))
	if len(c.parts) > 1 {
		least = whole
		for k := 1; k < len(c.parts); k++ {
			least = min(least, max(width(c.parts[:k]), width(c.parts[k:])))
		}
	}
	return max(least, width([]string{c.unit}))
}

// isMonth reports whether a head is the name of a month.
func isMonth(c cell) bool {
	number, ok := strings.CutSuffix(strings.Join(c.parts, ""), "月")
	return ok && number != "" && strings.Trim(number, "0123456789") == ""
}

// Shares of a column: none of them cuts a figure.
const (
	leastShare  = iota // text in many lines
	modestShare        // text of a few words on one line
	rowShare           // what the rows need on one line
	fullShare          // what the head needs, too
	shares
)

// columns shares the measure out: what each column needs on one line if there is room, less for the head if not, then less
// for text. The months of a year are equally wide. It reports whether there is room at all.
func (s *setter) columns(grid [][]cell) (widths []pdf.Pt, fits bool) {
	n := len(grid[0])
	columns := make([][shares]pdf.Pt, n)
	var months [shares]pdf.Pt
	for j := range columns {
		for i, row := range grid {
			for k, w := range s.share(row[j], i == 0, isMonth(grid[0][j])) {
				columns[j][k] = max(columns[j][k], w+2*cellPad)
			}
		}
		if isMonth(grid[0][j]) {
			for k, w := range columns[j] {
				months[k] = max(months[k], w)
			}
		}
	}
	var sum [shares]pdf.Pt
	for j := range columns {
		if isMonth(grid[0][j]) {
			columns[j] = months
		}
		for k, w := range columns[j] {
			sum[k] += w
		}
	}
	k := fullShare
	for k > leastShare && sum[k] > measure {
		k--
	}
	widths = make([]pdf.Pt, n)
	for j, c := range columns {
		switch {
		case sum[k] > measure:
			widths[j] = measure * c[k] / sum[k]
		case k == fullShare:
			widths[j] = c[k] + (measure-sum[k])/pdf.Pt(n)
		default:
			widths[j] = c[k] + (measure-sum[k])*(c[k+1]-c[k])/(sum[k+1]-sum[k])
		}
	}
	return widths, sum[k] <= measure
}

// share is what a cell asks for.
func (s *setter) share(c cell, head, month bool) (w [shares]pdf.Pt) {
	whole := widest(c.chars)
	if head {
		few := s.headWidth(c)
		return [shares]pdf.Pt{few, few, few, max(few, s.line(strings.Join(c.parts, ""), s.faces.Hei, s.cell).width)}
	}
	w = [shares]pdf.Pt{whole, whole, whole, whole}
	switch {
	case c.align == prose.Left:
		part, figure := typeset.Widest(c.chars)
		uncut := pdf.Pt(part)
		if !figure {
			uncut = min(uncut, longWord*s.cell)
		}
		w[leastShare] = max(uncut, min(whole, leastText*s.cell))
		w[modestShare] = max(w[leastShare], min(whole, fewWords*s.cell))
	case month && !c.numeric():
		w[leastShare] = (whole + 1) / 2
		w[modestShare] = w[leastShare]
	}
	return w
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

// blockWidth is the width of the widest figure of a column.
func blockWidth(grid [][]cell, j int) pdf.Pt {
	var most pdf.Pt
	for _, row := range grid {
		if row[j].align == prose.Right {
			most = max(most, row[j].width)
		}
	}
	return most
}

// balanced breaks a cell into as few lines as it takes, of about equal length.
func balanced(chars []typeset.Char, em, measure int) []typeset.Line {
	lines := typeset.Break(chars, typeset.Style{Em: em, Measure: measure})
	uncut, _ := typeset.Widest(chars)
	for len(lines) > 1 && measure-em/2 >= max(em, uncut) {
		measure -= em / 2
		closer := typeset.Break(chars, typeset.Style{Em: em, Measure: measure})
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
func (s *setter) row(cells []cell, widths []pdf.Pt, rule ruling, room pdf.Pt) []box {
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
			parts = append(parts, s.part(cells, widths, ruling{}, from, fit))
		} else {
			parts = append(parts, s.part(cells, widths, rule, from, most-from))
		}
	}
	return parts
}

// part makes the box of n lines of a row.
func (s *setter) part(cells []cell, widths []pdf.Pt, rule ruling, from, n int) box {
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
				s.drawLine(c.element, c.run, l, at, baseline(y+free+pdf.Pt(i*cellLine), cellLine, c.size), black)
			}
			x += widths[j]
		}
		if rule.width > 0 {
			s.canvas.Line(left, y+height, left+measure, y+height, rule.width, rule.color)
		}
	}}
}

// head adds the head of a table, with the rule above the table, and returns it as it is drawn again on the next page,
// below the caption with （续）; nil where it is so tall that it would leave the rows no room.
func (s *setter) head(grid [][]cell, widths []pdf.Pt, caption []prose.Span) *box {
	topped := func(b box) box {
		draw := b.draw
		b.draw = func(y pdf.Pt) {
			s.canvas.Line(left, y, left+measure, y, thick, black)
			draw(y)
		}
		return b
	}
	parts := s.row(grid[0], widths, headRule, depth)
	parts[0] = topped(parts[0])
	for _, b := range parts {
		b.keep = true
		s.add(b)
	}
	above := s.continued(caption)
	if len(parts) > 1 || above.height+parts[0].height > depth/2 {
		return nil
	}
	again := topped(s.row(silent(grid[0]), widths, headRule, depth)[0])
	return &box{height: above.height + again.height, draw: func(y pdf.Pt) {
		above.draw(y)
		again.draw(y + above.height)
	}}
}

// continued is the caption of a table that goes on on another page, where it is no content.
func (s *setter) continued(caption []prose.Span) box {
	if caption == nil {
		return box{draw: func(pdf.Pt) {}}
	}
	r := s.append(s.spans(caption, s.faces.Hei, size5), "（续）", s.faces.Hei)
	lines := typeset.Break(r.chars, typeset.Style{Em: size5, Measure: int(measure)})
	return box{height: pdf.Pt(len(lines))*cellLine + raised, draw: func(y pdf.Pt) {
		for i, l := range lines {
			s.drawLine(nil, r, l, left+(measure-pdf.Pt(l.Width))/2, baseline(y+pdf.Pt(i)*cellLine, cellLine, size5), black)
		}
	}}
}

// note sets the note below a table. A short one stays whole; a long one may go on on the next page, but no single line of
// it stands alone.
func (s *setter) note(e *pdf.Element, spans []prose.Span) {
	r := s.spans(spans, s.faces.Song, size5)
	s.add(box{height: 4_000, keep: true})
	lines := typeset.Break(r.chars, typeset.Style{Em: size5, Measure: int(measure), Justify: true})
	last := len(lines) - 1
	cut := 0
	if len(lines) <= shortNote {
		cut = noteCut
	}
	for i, l := range lines {
		if i == last {
			cut = 0
		}
		s.add(box{height: cellLine, keep: i < last && (i == 0 || i == last-1), cut: cut, draw: func(y pdf.Pt) {
			s.drawLine(e, r, l, left, baseline(y, cellLine, size5), black)
		}})
	}
}
