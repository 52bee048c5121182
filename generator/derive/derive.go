// Package derive computes figures from figures, exactly: sums of the units, completion, pace, gap, forecast, ratios,
// changes, places, judgements and the status of policies (domain.md §3, "Judging, exactly").
//
// Every derived figure names its inputs, so that protect can withhold it with them and explain can walk back to the
// cells. Nothing is carried forward or estimated for a month that a unit did not send, and there is no floating
// point: counts are whole numbers, rates are fractions that are rounded only in print.
package derive

import (
	"slices"

	"gongkai/generator/model"
	"gongkai/generator/record"
)

// judging is a way of judging: it writes the figures and the judgement of one spot.
type judging struct {
	rule  model.Rule
	judge func(spot)
}

var rules = []judging{
	{model.Reach, reach},
	{model.RatioFloor, ratioFloor},
	{model.Zero, zero},
	{model.Monthly, monthly},
	{model.Coverage, coverage},
}

func (s spot) judgeByRule() {
	for _, r := range rules {
		if r.rule == s.ind.Rule {
			r.judge(s)
		}
	}
}

// Derive returns everything that follows from a report: the reported figures themselves, what was not submitted, the
// sums of the units, and the figures and judgements of every indicator, sorted.
func Derive(rel *model.Release, rep record.Report) record.Derived {
	b := newBook(rel, rep)
	b.complete()
	for _, ind := range rel.Indicators {
		for _, p := range rel.Periods {
			for _, goal := range rel.Goals(ind, p.Year) {
				for _, region := range rel.Regions {
					s := spot{book: b, ind: ind, prefix: goal.Prefix, target: goal.Target, p: p, region: region}
					if s.reported() {
						s.judgeByRule()
					}
				}
				if goal.Target == nil {
					continue
				}
				for _, region := range rel.Regions {
					b.rank(ind, goal.Prefix, p, region)
				}
			}
		}
	}
	slices.SortFunc(b.figures, func(x, y record.Figure) int { return x.Key.Compare(y.Key) })
	slices.SortFunc(b.judgements, func(x, y record.Judgement) int { return x.Judgement.Compare(y.Judgement) })
	return record.Derived{Figures: b.figures, Judgements: b.judgements, Corrections: rep.Corrections}
}

// rank adds the places by 完成率 of the units that stand right below one region.
func (b *book) rank(ind model.Indicator, prefix string, p model.Period, whole model.Region) {
	var rates []record.Figure
	for _, unit := range b.rel.Children(whole.ID) {
		if f, ok := b.at(model.Key{Measure: prefix + ".rate", Period: p, Region: unit.ID}); ok {
			rates = append(rates, f)
		}
	}
	for _, f := range record.Rank(rates, prefix+".rank", ind.Direction == model.Down) {
		b.put(f)
	}
}
