package chart

import (
	"slices"

	"gongkai/generator/model"
)

// Figure is a chart of a document with the words that stand for it: bars, a line, pairs, a month grid or small lines.
// What it shows stands in a table of the same document.
type Figure struct {
	Caption string // 图1　…
	Alt     string // what a reader who does not see it is told: every value that is drawn, and what is not drawn
	Bars    []Row
	Pace    model.Cell // of the bars
	Line    Line
	Pairs   Pairs
	Grid    Grid
	Small   Multiples
}

// Key explains a sign.
type Key struct {
	Sign  Sign
	Words string
}

// Keys explain the signs of the figure, in the order in which they stand above it.
func (f Figure) Keys() []Key {
	switch {
	case f.Bars != nil:
		keys := []Key{{BarSign, "完成率"}}
		if drawn(f.Pace) {
			keys = append(keys, Key{PaceSign, "序时进度" + f.Pace.String()})
		}
		if slices.ContainsFunc(f.Bars, func(r Row) bool { return r.Bar.Short }) {
			keys = append(keys, Key{GapSign, "落后部分"})
		}
		return append(keys, Key{GoalSign, "年度目标"})
	case f.Pairs.List != nil:
		return f.Pairs.keys()
	case f.Grid.Rows != nil:
		var keys []Key
		for _, s := range f.Grid.signs() {
			keys = append(keys, Key{s, s.String()})
		}
		return append(keys, Key{Words, "各列是1—12月"})
	case f.Small.List != nil:
		return []Key{{ActualSign, "完成率"}, {PlanSign, "序时进度"}, {Words, "横轴1—12月，纵轴" + f.Small.Words()}, {Words, "右上：完成率、较序时"}}
	}
	return f.Line.Keys()
}

// Labels are the texts that stand in the figure, in their order.
func (f Figure) Labels() []string {
	var labels []string
	for _, k := range f.Keys() {
		labels = append(labels, k.Words)
	}
	for _, r := range f.Bars {
		labels = append(labels, r.Name, r.Rate.String())
	}
	for _, r := range f.Pairs.List {
		labels = append(labels, r.Name, r.Rate.String(), r.Floor.String())
	}
	for _, t := range f.Grid.Months {
		labels = append(labels, t.Label)
	}
	for _, r := range f.Grid.Rows {
		labels = append(labels, r.Name)
	}
	for i, s := range f.Small.List {
		labels = append(labels, s.Name, s.Rate.String(), s.Lead.Words())
		if i == 0 {
			labels = append(labels, smallFull)
		}
	}
	for _, t := range f.Line.Levels {
		labels = append(labels, t.Label)
	}
	if f.Line.Drawn {
		labels = append(labels, f.Line.Last.Label, f.Line.Last.Month)
	}
	for _, t := range f.Line.Months {
		labels = append(labels, t.Label)
	}
	return labels
}
