package chart

import "gongkai/generator/model"

// Sign is a shape that means something in a drawing. None differs from another in colour alone.
type Sign uint8

const (
	Words      Sign = iota // no shape: the legend speaks alone
	BarSign                // 完成率
	PaceSign               // 序时进度
	GapSign                // from the end of a bar to 序时进度
	GoalSign               // 年度目标
	ActualSign             // a line: as reported
	PlanSign               // a line: as planned
	AheadSign              // a line: 推算
	RateSign               // of a pair: the rate that is judged
	FloorSign              // of a pair: its floor
	ShortSign              // of a pair: a rate below its floor
	Met                    // of a month, from here on
	Unmet
	Unsent
	Hidden
	Unjudged
	Waiting
)

// signs are the names of the signs, and what they mean in a month.
var signs = [...]struct{ id, word string }{
	BarSign: {"bar", ""}, PaceSign: {"pace", ""}, GapSign: {"gap", ""}, GoalSign: {"goal", ""},
	ActualSign: {"actual", ""}, PlanSign: {"plan", ""}, AheadSign: {"ahead", ""},
	RateSign: {"rate", ""}, FloorSign: {"floor", ""}, ShortSign: {"late", ""},
	Met:      {"met", "达到"},
	Unmet:    {"miss", "未达到"},
	Unsent:   {"gone", "未报送"},
	Hidden:   {"hide", "不予公开"},
	Unjudged: {"void", "不作评价"},
	Waiting:  {"wait", "未到"},
}

// ID is the ASCII name of the sign. One that has Shapes has a symbol of that name in templates/icons.svg.
func (s Sign) ID() string { return signs[s].id }

// String is what the sign means in a month.
func (s Sign) String() string { return signs[s].word }

// Loud reports whether the sign says that something is amiss.
func (s Sign) Loud() bool { return s == ShortSign || s == Unmet }

// Faint reports whether the sign says that there is nothing to judge.
func (s Sign) Faint() bool { return s > Unmet }

// SignOf returns the sign of a month that has been.
func SignOf(j model.Judgement) Sign {
	judged := j.State == model.Published && j.Status != model.NoStatus
	switch {
	case len(j.Excluded) > 0 && !judged: // a sum without one of its parts
		return Unjudged
	case j.State == model.NotSubmitted:
		return Unsent
	case j.State == model.Withheld:
		return Hidden
	case !judged:
		return Unjudged
	case j.Status.Good():
		return Met
	}
	return Unmet
}

// Side is the side of the square that signs are drawn in, in the unit of Shape.
const Side = 140

// Shape is a part of a sign: a line, an area or a circle.
type Shape struct {
	Kind   Kind
	Radius int      // of a circle
	At     [][2]int // corners, x and y from the top left; of a circle its centre
}

// Kind is how a shape is drawn.
type Kind uint8

const (
	Stroke Kind = iota
	Area
	Disc
	Ring
)

// Shapes are the parts of a sign that keeps its form; the others stretch with their drawing.
func (s Sign) Shapes() []Shape { return shapes[s] }

var shapes = [...][]Shape{
	ShortSign: {{Area, 0, [][2]int{{0, 10}, {140, 10}, {70, 130}}}},
	Met:       {{Disc, 50, [][2]int{{70, 70}}}},
	Unmet:     {{Ring, 60, [][2]int{{70, 70}}}, {Stroke, 0, [][2]int{{44, 44}, {96, 96}}}, {Stroke, 0, [][2]int{{96, 44}, {44, 96}}}},
	Unsent:    {{Stroke, 0, [][2]int{{20, 70}, {120, 70}}}},
	Hidden:    {{Stroke, 0, [][2]int{{15, 15}, {125, 15}, {125, 125}, {15, 125}, {15, 15}}}},
	Unjudged:  {{Stroke, 0, [][2]int{{35, 115}, {105, 25}}}},
	Waiting:   {{Disc, 18, [][2]int{{70, 70}}}},
}
