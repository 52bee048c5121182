package bulletin

import (
	"slices"

	"gongkai/generator/chart"
	"gongkai/generator/pdf"
)

const (
	paceRule = 1_100 // as high as a row: those of all rows make one
	goalRule = 1_200
	gapRule  = 1_800
	goalTall = 10_000
	pairDot  = 2_900
)

// upright draws an upright rule.
func (s *setter) upright(e *pdf.Element, x, middle, tall, width pdf.Pt, color pdf.Color) {
	s.canvas.Stroke(e, width, color, 0, pdf.Point{X: x, Y: middle - tall/2}, pdf.Point{X: x, Y: middle + tall/2})
}

// pace draws the mark of 序时进度, dashed like its line in other charts. A dash stands in the middle of a row, and half ones
// at its edges, so that the marks of all rows make one line.
func (s *setter) pace(e *pdf.Element, x, middle, tall pdf.Pt) {
	for _, dash := range [][2]pdf.Pt{{-4, -3}, {-1, 1}, {3, 4}} {
		s.canvas.Stroke(e, paceRule, red, 0, pdf.Point{X: x, Y: middle + tall*dash[0]/8}, pdf.Point{X: x, Y: middle + tall*dash[1]/8})
	}
}

// gap draws what a bar lacks.
func (s *setter) gap(e *pdf.Element, from, to, middle pdf.Pt) {
	s.canvas.Stroke(e, gapRule, red, 0, pdf.Point{X: from, Y: middle}, pdf.Point{X: to, Y: middle})
}

// rows sets the rows of a figure: a name at the left, values at the right, and between them what draw draws. It gets
// the middle of the row and the places of the axis.
func (s *setter) rows(e *pdf.Element, names []string, values [][]string, draw func(i int, middle, tall pdf.Pt, at func(chart.Permyriad) pdf.Pt)) {
	name := s.widestLabel(names)
	columns := make([]pdf.Pt, len(values[0]))
	right := measure
	for j := range columns {
		for _, row := range values {
			columns[j] = max(columns[j], s.label(row[j]).width)
		}
		right -= columns[j] + size5
	}
	from, room := left+name+size5, right-name-size5
	s.strips(len(names), figureRow, func(i int, y, tall pdf.Pt) {
		middle := y + tall/2
		s.draw(e, s.label(names[i]), left, middleLine(middle), black)
		draw(i, middle, tall, func(p chart.Permyriad) pdf.Pt { return from + room*pdf.Pt(p)/100_00 })
		x := left + right
		for j, text := range values[i] {
			r := s.label(text)
			x += size5 + columns[j]
			s.draw(e, r, x-r.width, middleLine(middle), black)
		}
	})
}

// strips adds strips of one height that give way by half of it.
func (s *setter) strips(n int, height pdf.Pt, draw func(i int, y, tall pdf.Pt)) {
	s.spring(0, half(pdf.Pt(n)*height), slices.Repeat([]pdf.Pt{height}, n), draw)
}

func (s *setter) widestLabel(texts []string) pdf.Pt {
	var most pdf.Pt
	for _, t := range texts {
		most = max(most, s.label(t).width)
	}
	return most
}

// bars draws 完成率 against 序时进度, one bar a row.
func (s *setter) bars(e *pdf.Element, f chart.Figure) {
	var names []string
	var values [][]string
	for _, r := range f.Bars {
		names, values = append(names, r.Name), append(values, []string{r.Rate.String()})
	}
	s.rows(e, names, values, func(i int, middle, tall pdf.Pt, at func(chart.Permyriad) pdf.Pt) {
		b := f.Bars[i].Bar
		if !b.Drawn {
			return
		}
		upper := middle - barThick/2
		s.canvas.Fill(e, at(0), upper, at(b.Full)-at(0), barThick, track)
		s.canvas.Fill(e, at(0), upper, at(b.Value)-at(0), barThick, black)
		for _, mark := range []chart.Permyriad{b.Pace, b.Full} {
			if mark > 0 && b.Value > mark { // a rule across a bar has paper beside it
				s.canvas.Fill(e, at(mark)-1_500, upper, 3_000, barThick, paper)
			}
		}
		if b.Short {
			s.gap(e, at(b.Value), at(b.Pace), middle)
		}
		s.upright(e, at(b.Full), middle, goalTall, goalRule, black)
		if b.Pace > 0 {
			s.pace(e, at(b.Pace), middle, tall)
		}
	})
}

// pairs draws two rates, one pair a row.
func (s *setter) pairs(e *pdf.Element, p chart.Pairs) {
	var names []string
	var values [][]string
	for _, r := range p.List {
		names, values = append(names, r.Name), append(values, []string{r.Rate.String(), r.Floor.String()})
	}
	s.rows(e, names, values, func(i int, middle, tall pdf.Pt, at func(chart.Permyriad) pdf.Pt) {
		pair := p.List[i].Pair
		if !pair.Drawn {
			return
		}
		line := func(width pdf.Pt, color pdf.Color, from, to chart.Permyriad) {
			s.canvas.Stroke(e, width, color, 0, pdf.Point{X: at(from), Y: middle}, pdf.Point{X: at(to), Y: middle})
		}
		line(400, grey, 0, 100_00)
		link := black
		if pair.Short {
			link = red
		}
		line(1_600, link, pair.Floor, pair.Rate)
		s.ring(e, at(pair.Floor), middle, pairDot, black)
		switch {
		case pair.Short:
			s.sign(e, chart.ShortSign, at(pair.Rate), middle)
		case pair.Equal:
			s.canvas.Disc(e, at(pair.Rate), middle, pairDot/2, black)
		default:
			s.canvas.Disc(e, at(pair.Rate), middle, pairDot, black)
		}
	})
}

// months draws a month grid below the names of its months.
func (s *setter) months(e *pdf.Element, g chart.Grid) {
	var names []string
	for _, r := range g.Rows {
		names = append(names, r.Name)
	}
	from := left + s.widestLabel(names) + size5
	at := func(p chart.Permyriad) pdf.Pt { return from + (left+measure-from)*pdf.Pt(p)/100_00 }
	s.strips(1+len(g.Rows), figureRow, func(i int, y, tall pdf.Pt) {
		middle := y + tall/2
		if i == 0 {
			for _, t := range g.Months {
				r := s.label(t.Label)
				s.draw(e, r, at(t.At)-r.width/2, middleLine(middle), black)
			}
			s.canvas.Stroke(e, 400, grey, 0, pdf.Point{X: left, Y: y + tall}, pdf.Point{X: left + measure, Y: y + tall})
			return
		}
		row := g.Rows[i-1]
		s.draw(e, s.label(row.Name), left, middleLine(middle), black)
		for k, sign := range row.Signs {
			s.sign(e, sign, at(g.Months[k].At), middle)
		}
	})
}
