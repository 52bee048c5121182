package chart

import (
	"strings"

	"gongkai/generator/model"
)

// Figure is a chart of a document with the words that stand for it: bars or a line. What it shows stands in a table of
// the same document.
type Figure struct {
	Caption string // 图1　…
	Alt     string // what a reader who does not see it is told
	Bars    []Row
	Pace    model.Cell // of the bars
	Line    Line
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
		if r.Bar.Drawn {
			words := r.Name + r.Rate.String()
			if r.Bar.Short {
				words += "（低于序时进度）"
			}
			shown = append(shown, words)
		} else {
			missing = append(missing, r.Name+"（"+r.Rate.State.String()+"）")
		}
	}
	if len(shown) < 2 {
		return Figure{}, false
	}
	alt := "条形图，各单位完成率：" + strings.Join(shown, "、")
	if drawn(pace) {
		alt += "；序时进度" + pace.String()
	}
	if missing != nil {
		alt += "；没有画出：" + strings.Join(missing, "、")
	}
	return Figure{Caption: caption, Alt: alt + "。", Bars: rows, Pace: pace}, true
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
	alt += "；虚线是序时计划，年末为" + l.Target
	if l.Forecast != "" {
		alt += "；按近三个月平均进度推算，年末为" + l.End.Label
	}
	return Figure{Caption: caption, Alt: alt + "。", Line: l}, true
}

// Keys are the words that explain the shapes of the figure, in the order of Labels.
func (f Figure) Keys() []string {
	if f.Bars == nil {
		keys := []string{"实际累计", "序时计划"}
		if f.Line.Forecast != "" {
			keys = append(keys, "推算，年末"+f.Line.End.Label)
		}
		return keys
	}
	keys := []string{"完成率"}
	if drawn(f.Pace) {
		keys = append(keys, "序时进度"+f.Pace.String())
	}
	return append(keys, "年度目标")
}

// Labels are the texts that stand in the figure, in their order.
func (f Figure) Labels() []string {
	labels := f.Keys()
	for _, r := range f.Bars {
		labels = append(labels, r.Name, r.Rate.String())
	}
	if f.Bars == nil {
		for _, t := range f.Line.Levels {
			labels = append(labels, t.Label)
		}
		labels = append(labels, f.Line.Last.Label)
		for _, t := range f.Line.Months {
			labels = append(labels, t.Label)
		}
	}
	return labels
}
