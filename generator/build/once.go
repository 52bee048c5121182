package build

import (
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/record"
)

// once refuses a reported figure that an earlier release published with another value and that no correction explains:
// a key and a revision name one number for ever, by which everything that was published is judged together.
func once(rel *model.Release, report record.Report, l *diag.List) {
	for _, o := range report.Observations {
		for _, r := range rel.Ledger {
			c, ok := r.Cell(o.Key)
			if old, public := c.Count(); ok && public && c.Revision == o.Revision && old != o.Amount {
				region, _ := rel.Region(o.Region)
				what := rel.Label(o.Measure)
				if o.Group != "" {
					what += "（" + rel.GroupLabel(o.Group) + "）"
				}
				l.Errorf(o.Pos, 0, "ledger", "改回原数，另加一行更正（写法见 data/README.md “更正”）",
					"%s%s的%s在 %v 公布的是%d，这里不同，又没有写更正", o.Period.Words(), region.Short.Text, what, r.Version, old)
				break
			}
		}
	}
}
