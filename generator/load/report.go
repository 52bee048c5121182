package load

import (
	"fmt"
	"slices"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/record"
)

// settle keeps the newest value of each key and lists the corrections. Rows come in the order of the months.
func (x *loader) settle(rows []reported) {
	slices.SortStableFunc(rows, func(a, b reported) int { return a.file.Compare(b.file) })
	newest := map[model.Key]reported{}
	for _, o := range rows {
		old, again := newest[o.Key]
		switch {
		case again && old.file == o.file:
			x.list.Add(diag.Diag{Pos: o.Pos, Len: o.width, Rule: "duplicate-observation", Text: fmt.Sprintf("这个数报了两次：%s", x.describe(o.Key)),
				Hint: "只保留一行", Also: []diag.Note{{Pos: old.Pos, Text: "第一次写在这里"}}})
			continue
		case again:
			o.Revision = old.Revision + 1
			x.report.Corrections = append(x.report.Corrections, record.Correction{Old: old.Observation, New: o.Observation, Reason: o.change.reason, Date: o.change.date})
		case o.Period != o.file:
			late := record.Observation{Key: o.Key}
			o.Revision = 1 // a sum that was published without it is another number now
			x.report.Corrections = append(x.report.Corrections, record.Correction{Old: late, New: o.Observation, Late: true, Reason: o.change.reason, Date: o.change.date})
		}
		newest[o.Key] = o
	}
	x.newest = newest
	for _, o := range newest {
		x.report.Observations = append(x.report.Observations, o.Observation)
	}
	slices.SortFunc(x.report.Observations, func(a, b record.Observation) int { return a.Key.Compare(b.Key) })
	slices.SortStableFunc(x.report.Corrections, func(a, b record.Correction) int { return a.New.Key.Compare(b.New.Key) })
}

// describe names a figure in words.
func (x *loader) describe(k model.Key) string {
	r, _ := x.rel.Region(k.Region)
	m, _ := x.rel.Measure(k.Measure)
	s := fmt.Sprintf("%s %s %s", k.Period.Words(), r.Short.Text, m.Name.Text)
	if k.Group != "" {
		s += "（" + x.groupInWords(k.Group) + "）"
	}
	return s
}
