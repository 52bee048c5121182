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
			for _, c := range cases(rel, ind, p.Year) {
				for _, region := range rel.Regions {
					s := spot{book: b, ind: ind, prefix: c.prefix, target: c.target, p: p, region: region}
					if s.reported() {
						s.judgeByRule()
					}
				}
				if c.target != nil {
					b.rank(ind, c.prefix, p)
				}
			}
		}
	}
	slices.SortFunc(b.figures, func(x, y record.Figure) int { return x.Key.Compare(y.Key) })
	slices.SortFunc(b.judgements, func(x, y record.Judgement) int { return x.Judgement.Compare(y.Judgement) })
	return record.Derived{Figures: b.figures, Judgements: b.judgements, Corrections: rep.Corrections}
}

// judgedAs is one target of an indicator in one year and the prefix of its figures. Without a target the figures
// that need none are still computed.
type judgedAs struct {
	prefix string
	target *model.Target
}

// cases lists the targets of an indicator in a year. The first has the indicator's id as its prefix, a second one
// <indicator>@<target>.
func cases(rel *model.Release, ind model.Indicator, year int) []judgedAs {
	var list []judgedAs
	for i := range rel.Targets {
		t := &rel.Targets[i]
		if t.Indicator != ind.ID || t.Year != year {
			continue
		}
		prefix := ind.ID
		if len(list) > 0 {
			prefix += "@" + t.ID
		}
		list = append(list, judgedAs{prefix, t})
	}
	if list == nil {
		list = []judgedAs{{prefix: ind.ID}}
	}
	return list
}

// rank adds the places of the units by 完成率.
func (b *book) rank(ind model.Indicator, prefix string, p model.Period) {
	var rates []record.Figure
	for _, unit := range b.rel.Leaves() {
		if f, ok := b.at(model.Key{Measure: prefix + ".rate", Period: p, Region: unit.ID}); ok {
			rates = append(rates, f)
		}
	}
	for _, f := range record.Rank(rates, prefix+".rank", ind.Direction == model.Down) {
		b.put(f)
	}
}
