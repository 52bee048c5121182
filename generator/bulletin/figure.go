package bulletin

import (
	"gongkai/generator/chart"
	"gongkai/generator/pdf"
	"gongkai/generator/prose"
	"gongkai/generator/typeset"
)

const (
	barRow   = 17_000 // from bar to bar
	barThick = 7_000
	keyLine  = 20_000 // of the words that explain the shapes
	keySign  = 20_000 // of a shape beside its words
	keyGap   = 6_000
	lineTall = 6 // lines of text that the plane of a line chart takes
	axisLine = 14_000
)

var track = pdf.Color{R: 0xE0, G: 0xE0, B: 0xE0}

// figure sets a chart and its caption, which stands below (GB/T 1.1). Its words belong to the figure, so that a reader
// of the text has them too.
func (s *setter) figure(parent *pdf.Element, f chart.Figure, caption []prose.Span) {
	e := parent.Add("Figure")
	e.Alt = f.Alt
	height := pdf.Pt(keyLine)
	if f.Bars != nil {
		height += pdf.Pt(len(f.Bars) * barRow)
	} else {
		height += pitch(lineTall) + axisLine
	}
	s.add(box{height: pitch(1) / 3, blank: true})
	s.add(box{height: height, keep: true, draw: func(y pdf.Pt) {
		s.keys(e, f, y)
		if f.Bars != nil {
			s.bars(e, f, y+keyLine)
		} else {
			s.course(e, f.Line, y+keyLine)
		}
	}})
	var title *pdf.Element // made when it is drawn, so that it is the last in the figure
	r := s.spans(caption, s.faces.Hei, sizeHead)
	for _, l := range typeset.Break(r.chars, typeset.Style{Em: sizeHead, Measure: int(measure)}) {
		s.add(box{height: sizeHead * 3 / 2, keep: true, draw: func(y pdf.Pt) {
			if title == nil {
				title = e.Add("Caption")
			}
			s.drawLine(title, r, l, left+(measure-pdf.Pt(l.Width))/2, baseline(y, sizeHead*3/2, sizeHead), black)
		}})
	}
	s.boxes[len(s.boxes)-1].keep = false
	s.add(box{height: pitch(1) / 3, blank: true})
}

// keys explains the shapes in one line, from the left.
func (s *setter) keys(e *pdf.Element, f chart.Figure, y pdf.Pt) {
	x, middle := left, y+keyLine/2-2_000
	for i, words := range f.Keys() {
		switch {
		case f.Bars == nil:
			at := []pdf.Point{{X: x, Y: middle}, {X: x + keySign, Y: middle}}
			s.stroke(e, lineKinds[i], at)
		case i == 0:
			s.canvas.Fill(e, x, middle-barThick/2, keySign, barThick, black)
		case i == len(f.Keys())-1:
			s.upright(e, x+keySign/2, middle, black)
		default:
			s.upright(e, x+keySign/2, middle, red)
		}
		x += keySign + keyGap
		r := s.line(words, s.faces.Song, size5)
		s.draw(e, r, x, middle-size5/2+size5*ascent/1000, black)
		x += r.width + 2*size5
	}
}

// upright is an upright rule across a bar.
func (s *setter) upright(e *pdf.Element, x, middle pdf.Pt, color pdf.Color) {
	const reach = barThick/2 + 3_000
	s.canvas.Stroke(e, 1_200, color, 0, pdf.Point{X: x, Y: middle - reach}, pdf.Point{X: x, Y: middle + reach})
}

// bars draws one bar a row: the name at its left, the figure at its right.
func (s *setter) bars(e *pdf.Element, f chart.Figure, y pdf.Pt) {
	var names, values pdf.Pt
	for _, r := range f.Bars {
		names = max(names, s.line(r.Name, s.faces.Song, size5).width)
		values = max(values, s.line(r.Rate.String(), s.faces.Song, size5).width)
	}
	from := left + names + size5
	room := measure - names - values - 2*size5
	at := func(p chart.Permyriad) pdf.Pt { return from + room*pdf.Pt(p)/100_00 }
	for _, r := range f.Bars {
		middle := y + barRow/2
		base := middle - size5/2 + size5*ascent/1000
		s.draw(e, s.line(r.Name, s.faces.Song, size5), left, base, black)
		if r.Bar.Drawn {
			s.canvas.Fill(e, from, middle-barThick/2, at(r.Bar.Full)-from, barThick, track)
			s.canvas.Fill(e, from, middle-barThick/2, at(r.Bar.Value)-from, barThick, black)
			if r.Bar.Short {
				s.canvas.Stroke(e, 2_000, red, 0, pdf.Point{X: at(r.Bar.Value), Y: middle}, pdf.Point{X: at(r.Bar.Pace), Y: middle})
			}
			s.upright(e, at(r.Bar.Full), middle, black)
			if r.Bar.Pace > 0 {
				s.upright(e, at(r.Bar.Pace), middle, red)
			}
		}
		value := s.line(r.Rate.String(), s.faces.Song, size5)
		s.draw(e, value, left+measure-value.width, base, black)
		y += barRow
	}
}

// lineKind is how a line of a chart is drawn.
type lineKind struct {
	width, dash pdf.Pt
	color       pdf.Color
}

// lineKinds are the lines of a course: actual, plan, forecast. They differ in stroke, not in colour alone.
var lineKinds = []lineKind{{1_800, 0, black}, {1_000, 4_000, red}, {1_400, 1_500, grey}}

func (s *setter) stroke(e *pdf.Element, k lineKind, at []pdf.Point) {
	s.canvas.Stroke(e, k.width, k.color, k.dash, at...)
}

// course draws a year against its plan, on the plane of chart.Line.
func (s *setter) course(e *pdf.Element, l chart.Line, y pdf.Pt) {
	tall := pitch(lineTall)
	at := func(p chart.Place) pdf.Point {
		return pdf.Point{X: left + measure*pdf.Pt(p.X)/100_00, Y: y + tall*pdf.Pt(p.Y)/100_00}
	}
	line := func(k lineKind, places []chart.Place) {
		points := make([]pdf.Point, len(places))
		for i, p := range places {
			points[i] = at(p)
		}
		s.stroke(e, k, points)
	}
	for _, t := range l.Levels {
		line(lineKind{400, 0, grey}, []chart.Place{{X: l.Left, Y: t.At}, {X: l.Right, Y: t.At}})
	}
	line(lineKinds[1], l.Planned)
	line(lineKinds[2], l.Ahead)
	for _, piece := range l.Pieces {
		line(lineKinds[0], piece)
	}
	for _, p := range l.Points {
		dot := at(chart.Place{X: p.X, Y: p.Y})
		s.canvas.Disc(e, dot.X, dot.Y, 2_200, black)
	}
	for _, t := range l.Levels {
		s.draw(e, s.line(t.Label, s.faces.Song, size5), left, at(chart.Place{Y: t.At}).Y-4_000, black)
	}
	last := s.line(l.Last.Label, s.faces.Hei, size5)
	spot := at(chart.Place{X: l.Last.X, Y: l.Last.Y})
	s.draw(e, last, min(spot.X+4_000, left+measure-last.width), spot.Y+size5+4_000, black)
	for _, t := range l.Months {
		r := s.line(t.Label, s.faces.Song, size5)
		x := at(chart.Place{X: t.At}).X
		if t.Anchor == "end" {
			x -= r.width
		} else {
			x -= r.width / 2
		}
		s.draw(e, r, x, at(chart.Place{Y: l.Levels[0].At}).Y+size5+4_000, black)
	}
}
