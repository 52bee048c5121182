package derive

import (
	"cmp"
	"slices"
	"strings"

	"gongkai/generator/model"
	"gongkai/generator/record"
)

// Breaks returns the months in which a cumulative figure of a unit, its total or a group, is smaller than it was when it
// was last reported in the year, sorted. load lets that pass with a correction only. What grew up to then was not
// counted like what follows, so that the difference of two figures around it is no count of anybody.
func Breaks(rel *model.Release, rep record.Report) []model.Break {
	last := map[model.Key]record.Observation{} // by the key of the year
	var breaks []model.Break
	for _, o := range rep.Observations { // a measure's months in their order
		if m, ok := rel.Measure(o.Measure); !ok || m.Kind != model.Cumulative {
			continue
		}
		k := o.Key
		k.Period.Month = 0
		if before, ok := last[k]; ok && o.Amount < before.Amount {
			breaks = append(breaks, model.Break{Measure: o.Measure, Region: o.Region, Period: o.Period})
		}
		last[k] = o
	}
	slices.SortFunc(breaks, func(a, b model.Break) int {
		return cmp.Or(strings.Compare(a.Measure, b.Measure), strings.Compare(a.Region, b.Region), a.Period.Compare(b.Period))
	})
	return slices.Compact(breaks)
}
