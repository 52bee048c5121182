package derive

import (
	"fmt"

	"gongkai/generator/model"
	"gongkai/generator/record"
)

// monthly judges whether a flow is at least one in the month; a region above the units is judged by all its units.
func monthly(s spot) {
	count := s.same("count", s.read(s.ind.Measure))
	units, lacking, without := s.flows(s.p)
	s.months(func(p model.Period) (bool, []record.Figure) {
		figures, lacking, without := s.flows(p)
		return len(lacking)+len(without) == 0, figures
	})
	switch {
	case count.State != model.Published:
		s.unjudged(count.State, without)
	case len(without) > 0:
		s.unjudged(model.NotApplicable, without)
	case s.region.Leaf && len(lacking) == 0:
		s.judge(model.Met, "当月"+count.Value.Words()+"，不少于一"+count.Value.Unit, units...)
	case s.region.Leaf:
		s.judge(model.Unmet, "当月"+count.Value.Words()+"，少于一"+count.Value.Unit, units...)
	case len(lacking) == 0:
		s.judge(model.Met, fmt.Sprintf("%d个单位当月都不少于一%s", len(units), count.Value.Unit), units...)
	default:
		s.judge(model.Unmet, s.names(lacking)+"当月少于一"+count.Value.Unit, units...)
	}
}

// flows returns the flow of each unit of the region in a month: those that sent it, the ids of those below one and
// of those that did not send it.
func (s spot) flows(p model.Period) (figures []record.Figure, lacking, without []string) {
	for _, unit := range s.units[s.region.ID] {
		f, ok := s.at(model.Key{Measure: s.ind.Measure, Period: p, Region: unit.ID})
		switch {
		case !ok || f.State != model.Published:
			without = append(without, unit.ID)
		default:
			figures = append(figures, f)
			if f.Value.Num < 1 {
				lacking = append(lacking, unit.ID)
			}
		}
	}
	return figures, lacking, without
}

// months writes 达到月数: the months of the year so far in which met holds. A month that was not sent is not met.
func (s spot) months(met func(model.Period) (bool, []record.Figure)) {
	n := 0
	var inputs []record.Figure
	for _, p := range s.rel.Periods {
		if p.Year != s.p.Year || p.Month > s.p.Month || !s.reportedIn(p) {
			continue
		}
		ok, figures := met(p)
		if ok {
			n++
		}
		inputs = append(inputs, figures...)
	}
	if len(inputs) == 0 {
		s.none(model.NotSubmitted, "本年各月均未报送", "months")
		return
	}
	v := model.CountOf(model.Amount(n), "个月")
	f := s.set("months", v, "本年已报各月中达到要求的月数", inputs...)
	f.Why = "" // what one month leaves out says nothing of the others
	s.figures[s.index[f.Key]] = f
}
