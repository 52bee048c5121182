package chart

import (
	"strings"

	"gongkai/generator/model"
)

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
	Of    model.Key
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
	b.Drawn, b.Of = true, rate.Key
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

// Row is a named bar.
type Row struct {
	Name string
	Rate model.Cell
	Bar  Bar
}

// NewRow draws 完成率 of a place against 序时进度.
func NewRow(name string, rate, pace model.Cell) Row { return Row{name, rate, NewBar(rate, pace, "")} }

// Ranking is a figure of bullet bars; false if fewer than two of them have a published value.
func Ranking(caption string, rows []Row, pace model.Cell) (Figure, bool) {
	var shown, missing []string
	for _, r := range rows {
		if !r.Bar.Drawn {
			missing = append(missing, r.Name+"（"+r.Rate.State.String()+"）")
			continue
		}
		words := r.Name + r.Rate.String()
		if r.Bar.Short {
			words += "（低于序时进度）"
		}
		shown = append(shown, words)
	}
	if len(shown) < 2 {
		return Figure{}, false
	}
	alt := "条形图，各单位完成率：" + strings.Join(shown, "、")
	if drawn(pace) {
		alt += "；序时进度" + pace.String()
	}
	return Figure{Caption: caption, Alt: alt + absent(missing) + "。", Bars: rows, Pace: pace}, true
}

// absent names what a figure does not draw.
func absent(missing []string) string {
	if missing == nil {
		return ""
	}
	return "；没有画出：" + strings.Join(missing, "、")
}
