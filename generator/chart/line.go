package chart

import (
	"fmt"
	"strings"

	"gongkai/generator/model"
)

// The drawing area of a line chart, in hundredths of a percent.
const (
	left   Permyriad = 4_00
	right  Permyriad = 99_00
	top    Permyriad = 11_00
	bottom Permyriad = 88_00
)

// Line is a year's cumulative figure against its plan. Paths are for a viewBox of 10000 × 10000 that is stretched over
// the drawing; points, ticks and words are placed in percent.
type Line struct {
	Drawn    bool
	Of       model.Key // the figure of the newest published month
	AheadOf  model.Key // the forecast
	Actual   string
	Plan     string
	Forecast string    // empty when nothing is forecast
	Target   string    // in words
	Outlook  string    // the forecast in words
	Pieces   [][]Place // of Actual
	Planned  []Place   // the points of Plan
	Ahead    []Place   // the points of Forecast
	Points   []Point
	Missing  []string // months that have been and are not published: 3月（未报送）
	Last     Point    // the newest published month; its Label is the figure
	End      Point    // the forecast at the year's end
	Months   []Tick
	Levels   []Tick
	Left     Permyriad
	Right    Permyriad
}

// Place is a point of the drawing.
type Place struct{ X, Y Permyriad }

// Point is a month with a published figure.
type Point struct {
	X, Y  Permyriad
	Label string
	Month string
}

// Tick is a labelled place on an axis.
type Tick struct {
	At     Permyriad
	Label  string
	Anchor string // text-anchor
}

// NewLine draws the cumulative figures of months 1–12; months that are not published leave a gap in the line.
// Plan is the planned share at the end of each month.
func NewLine(months [12]model.Cell, target model.Cell, plan func(month int) model.Rate, forecast model.Cell) Line {
	l := Line{Left: left, Right: right}
	if !drawn(target) || target.Value.Num <= 0 {
		return l
	}
	highest := target.Value.Num
	for _, c := range append(months[:], forecast) {
		if drawn(c) {
			highest = max(highest, c.Value.Num)
		}
	}
	y := func(amount int64) Permyriad { return bottom - (bottom-top)*Permyriad(amount)/Permyriad(highest) }

	var actual path
	for i, c := range months {
		if !drawn(c) {
			actual.lift()
			if c.State == model.Withheld || c.State == model.NotSubmitted {
				l.Missing = append(l.Missing, fmt.Sprintf("%d月（%s）", i+1, c.State))
			}
			continue
		}
		if i == 0 {
			actual.to(x(0), y(0))
		}
		p := Point{x(i + 1), y(c.Value.Num), c.String(), fmt.Sprintf("%d月", i+1)}
		actual.to(p.X, p.Y)
		l.Points = append(l.Points, p)
		l.Last, l.Drawn, l.Of = p, true, c.Key
	}
	l.Actual, l.Pieces = actual.String(), actual.pieces

	var planned path
	planned.to(x(0), y(0))
	for m := 1; m <= 12; m++ {
		share := plan(m)
		planned.to(x(m), y(target.Value.Num*share.Num/share.Den))
	}
	l.Plan, l.Planned, l.Target = planned.String(), planned.pieces[0], target.Words()

	if l.Drawn && drawn(forecast) {
		l.End = Point{x(12), y(forecast.Value.Num), forecast.String(), "12月"}
		l.Outlook, l.AheadOf = forecast.Words(), forecast.Key
		var f path
		f.to(l.Last.X, l.Last.Y)
		f.to(l.End.X, l.End.Y)
		l.Forecast, l.Ahead = f.String(), f.pieces[0]
	}
	for m := 3; m <= 12; m += 3 {
		l.Months = append(l.Months, Tick{x(m), fmt.Sprintf("%d月", m), "middle"})
	}
	l.Months[len(l.Months)-1].Anchor = "end"
	l.Levels = []Tick{{y(0), "0", "start"}, {y(target.Value.Num), target.Words(), "start"}}
	return l
}

// Keys explain the lines.
func (l Line) Keys() []Key {
	keys := []Key{{ActualSign, "实际累计"}, {PlanSign, "序时计划"}}
	if l.Forecast != "" {
		keys = append(keys, Key{AheadSign, "推算（近三月平均），年末" + l.Outlook})
	}
	return keys
}

// Course is a figure of a year's line against its plan; false if it has less than two published months.
func Course(caption, place string, l Line) (Figure, bool) {
	if len(l.Points) < 2 {
		return Figure{}, false
	}
	alt := "折线图，" + place + "各月累计："
	for i, p := range l.Points {
		if i > 0 {
			alt += "、"
		}
		alt += p.Month + p.Label
	}
	alt += absent(l.Missing) + "；虚线是序时计划，年末为" + l.Target
	if l.Forecast != "" {
		alt += "；按近三个月平均进度推算，年末为" + l.Outlook
	}
	return Figure{Caption: caption, Alt: alt + "。", Line: l}, true
}

func x(month int) Permyriad { return left + (right-left)*Permyriad(month)/12 }

// path is SVG path data: M starts a piece, L draws to a point.
type path struct {
	b      strings.Builder
	pieces [][]Place
	down   bool
}

func (p *path) to(x, y Permyriad) {
	c := byte('M')
	if p.down {
		c = 'L'
	} else {
		p.pieces = append(p.pieces, nil)
	}
	last := &p.pieces[len(p.pieces)-1]
	*last = append(*last, Place{x, y})
	fmt.Fprintf(&p.b, "%c%d %d", c, x, y)
	p.down = true
}

// lift ends a piece: the next point starts a new one.
func (p *path) lift() { p.down = false }

func (p *path) String() string { return p.b.String() }
