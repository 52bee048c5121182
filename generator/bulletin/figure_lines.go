package bulletin

import (
	"gongkai/generator/chart"
	"gongkai/generator/pdf"
)

const (
	smallColumns = 4      // one less where names are long
	smallGap     = 16_000 // between two small charts
	smallTitle   = 28_000 // its name and rate, and below that its lead
	smallTall    = 76_000
	smallBelow   = 8_000
	labelGap     = 4_000 // between the newest point and its label
	halo         = 1_500 // of paper around a label
)

// lineKind is how a line of a chart is drawn.
type lineKind struct {
	width, dash pdf.Pt
	color       pdf.Color
}

// lineKinds differ in stroke, not in colour alone.
var lineKinds = map[chart.Sign]lineKind{
	chart.ActualSign: {1_600, 0, black}, chart.PlanSign: {900, 4_000, red}, chart.AheadSign: {1_400, 1_500, grey},
}

// hair is a line of the axes.
var hair = lineKind{400, 0, grey}

func (s *setter) stroke(e *pdf.Element, k lineKind, at []pdf.Point) {
	s.canvas.Stroke(e, k.width, k.color, k.dash, at...)
}

// plane is a rectangle of the page on which places are drawn.
type plane struct{ x, y, wide, tall pdf.Pt }

func (p plane) at(q chart.Place) pdf.Point {
	return pdf.Point{X: p.x + p.wide*pdf.Pt(q.X)/100_00, Y: p.y + p.tall*pdf.Pt(q.Y)/100_00}
}

// share is a size in hundredths of a percent of the plane, rounded up.
func (p plane) share(wide, tall pdf.Pt) chart.Place {
	return chart.Place{X: chart.Permyriad((wide*100_00 + p.wide - 1) / p.wide), Y: chart.Permyriad((tall*100_00 + p.tall - 1) / p.tall)}
}

// path draws a line through places of a plane.
func (s *setter) path(e *pdf.Element, k lineKind, p plane, places []chart.Place) {
	points := make([]pdf.Point, len(places))
	for i, q := range places {
		points[i] = p.at(q)
	}
	s.stroke(e, k, points)
}

// course draws a year against its plan in a plane of a height.
func (s *setter) course(e *pdf.Element, l chart.Line, y, tall pdf.Pt) {
	p := plane{left, y, measure, tall}
	for _, t := range l.Levels {
		s.path(e, hair, p, []chart.Place{{X: l.Left, Y: t.At}, {X: l.Right, Y: t.At}})
	}
	s.path(e, lineKinds[chart.PlanSign], p, l.Planned)
	s.path(e, lineKinds[chart.AheadSign], p, l.Ahead)
	for _, piece := range l.Pieces {
		s.path(e, lineKinds[chart.ActualSign], p, piece)
	}
	for _, point := range l.Points {
		dot := p.at(chart.Place{X: point.X, Y: point.Y})
		s.canvas.Disc(e, dot.X, dot.Y, 1_900, black)
	}
	for _, t := range l.Levels {
		s.draw(e, s.label(t.Label), left, p.at(chart.Place{Y: t.At}).Y-4_000, black)
	}
	s.newest(e, l, p)
	for _, t := range l.Months {
		r := s.label(t.Label)
		x := p.at(chart.Place{X: t.At}).X
		if t.Anchor == "end" {
			x -= r.width
		} else {
			x -= r.width / 2
		}
		s.draw(e, r, x, p.at(chart.Place{Y: l.Levels[0].At}).Y+size5+4_000, black)
	}
}

// newest labels the newest point of a line where no line crosses the words, on paper of their own.
func (s *setter) newest(e *pdf.Element, l chart.Line, p plane) {
	value, month := s.line(l.Last.Label, s.faces.Hei, size5), s.label(l.Last.Month)
	wide := value.width + size5/2 + month.width
	at := l.Label(p.share(wide, size5), p.share(labelGap, labelGap))
	spot := p.at(at.Place)
	if at.Left {
		spot.X -= wide
	}
	if at.Above {
		spot.Y -= size5
	}
	s.canvas.Fill(e, spot.X-halo, spot.Y-halo, wide+2*halo, size5+2*halo, paper)
	base := spot.Y + size5*ascent/1000
	s.draw(e, value, spot.X, base, black)
	s.draw(e, month, spot.X+wide-month.width, base, grey)
}

// multiples draws small line charts side by side, each below its name and its newest value.
func (s *setter) multiples(e *pdf.Element, m chart.Multiples) {
	var name, most pdf.Pt
	for _, small := range m.List {
		name, most = max(name, s.label(small.Name).width), max(most, s.label(small.Rate.String()).width)
	}
	columns := smallColumns
	beside := func(n int) pdf.Pt { return (measure - pdf.Pt(n-1)*smallGap) / pdf.Pt(n) }
	if name+size5/2+most > beside(columns) {
		columns--
	}
	wide := beside(columns)
	n := (len(m.List) + columns - 1) / columns
	s.strips(n, smallTitle+smallTall+smallBelow, func(row int, y, tall pdf.Pt) {
		from := row * columns
		for i, small := range m.List[from:min(from+columns, len(m.List))] {
			x := left + pdf.Pt(i)*(wide+smallGap)
			rate, lead := s.label(small.Rate.String()), s.label(small.Lead.Words())
			s.draw(e, s.label(small.Name), x, middleLine(y+smallTitle/4), black)
			s.draw(e, rate, x+wide-rate.width, middleLine(y+smallTitle/4), black)
			s.draw(e, lead, x+wide-lead.width, middleLine(y+smallTitle*3/4), black)
			p := plane{x, y + smallTitle, wide, tall - smallTitle - smallBelow}
			for _, level := range []chart.Permyriad{m.Zero, m.Full} {
				s.path(e, hair, p, []chart.Place{{X: 0, Y: level}, {X: 100_00, Y: level}})
			}
			if from+i == 0 {
				s.draw(e, s.label(m.FullLabel()), x, p.at(chart.Place{Y: m.Full}).Y-2_000, black)
			}
			s.path(e, lineKinds[chart.PlanSign], p, small.Planned)
			for _, piece := range small.Pieces {
				s.path(e, lineKinds[chart.ActualSign], p, piece)
			}
			for _, dot := range small.Dots {
				at := p.at(dot)
				s.canvas.Disc(e, at.X, at.Y, 1_900, black)
			}
		}
	})
}
