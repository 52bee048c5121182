package compose

import (
	"slices"
	"strings"

	"gongkai/generator/model"
)

// keptView is the places that did in equally many months what is asked of them each month.
type keptView struct {
	Places string // 经区、临港区
	Months model.Cell
	Every  bool // in each month
}

// kept groups places by the number of months in which they did what is asked of them: those that always did first, then
// by number, those without a number last. Months without a report are told, for one place also those in which it did
// not; a month whose judgement is not published is neither. A place without any report is only told to have none.
func (c *Composer) kept(x *yearIndicator, prefix string, reported []model.Period, places []model.Region) {
	last := reported[len(reported)-1]
	var groups []keptView
	var silent []string
	for _, r := range places {
		var lacked, missing []string
		every := true
		for _, p := range reported {
			j := c.rel.Judged(prefix, p, r.ID)
			every = every && j.State == model.Published && j.Status == model.Met
			switch {
			case j.State == model.NotSubmitted:
				missing = append(missing, months[p.Month])
			case j.State == model.Published && j.Status == model.Unmet:
				lacked = append(lacked, months[p.Month])
			}
		}
		place := plain(r.Short.Text)
		g := keptView{place, c.rel.Figure(c.rel.Judged(prefix, last, r.ID), "months"), every}
		if len(missing) == len(reported) {
			silent = append(silent, place+strings.Join(missing, "、"))
			continue
		}
		if i := slices.IndexFunc(groups, func(o keptView) bool { return o.Months.Words() == g.Months.Words() && o.Every == every }); i >= 0 {
			groups[i].Places += "、" + place
		} else {
			groups = append(groups, g)
		}
		switch {
		case len(missing) == 0:
		case len(places) == 1:
			silent = missing
		default:
			silent = append(silent, place+strings.Join(missing, "、"))
		}
		if len(places) == 1 && some(g.Months) {
			x.Lacked = strings.Join(lacked, "、")
		}
	}
	slices.SortStableFunc(groups, func(a, b keptView) int { return b.amount().Compare(a.amount()) })
	x.Kept, x.Silent, x.Several = groups, strings.Join(silent, "、"), len(reported) > 1
}

// amount is the number of months; less than any where it is not known.
func (k keptView) amount() model.Rate {
	if !known(k.Months) {
		return model.Rate{Num: -1, Den: 1}
	}
	return k.Months.Value.Rate()
}
