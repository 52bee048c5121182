package chart

import "gongkai/generator/model"

// axis is the right end of a bullet bar: 110% of the target, so that a bar beyond it shows.
var axis = model.Rate{Num: 110, Den: 100}

// Full is the place of 100% on a bullet bar, Half that of 50%.
var (
	Full = at(model.Rate{Num: 1, Den: 1}, axis)
	Half = at(model.Rate{Num: 1, Den: 2}, axis)
)

// Bar is a bullet bar: the rate, the pace mark, and the part that is missing between them.
type Bar struct {
	Drawn bool // false: the rate has no published value
	Value Permyriad
	Pace  Permyriad // 0 = no pace mark
	Full  Permyriad
	Short bool // the bar ends before the pace mark
	Words string
}

// NewBar draws 完成率 against 序时进度.
func NewBar(rate, pace model.Cell, words string) Bar {
	b := Bar{Full: Full, Words: words}
	if !drawn(rate) {
		return b
	}
	b.Drawn = true
	b.Value = at(rate.Value.Rate(), axis)
	if drawn(pace) {
		b.Pace = at(pace.Value.Rate(), axis)
		b.Short = rate.Value.Rate().Compare(pace.Value.Rate()) < 0
	}
	return b
}

// Over reports whether the bar crosses the mark of 100%.
func (b Bar) Over() bool { return b.Value > b.Full }

// Crossed reports whether the bar crosses the pace mark.
func (b Bar) Crossed() bool { return b.Pace > 0 && b.Value > b.Pace }

// PaceSide is the text-anchor of words at the pace mark, so that they stay inside the drawing.
func (b Bar) PaceSide() string {
	switch {
	case b.Pace < 10_00:
		return "start"
	case b.Pace > 90_00:
		return "end"
	}
	return "middle"
}
