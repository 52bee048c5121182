package protect

import (
	"slices"

	"gongkai/generator/model"
	"gongkai/generator/record"
	"gongkai/generator/suppress"
)

// chains writes the forms of what the units reported of one measure. Each group is a chain of its own: what it grew by
// from one month with figures to the next. That groups add up is an equation beside it (parts): any amounts of the
// groups that add up belong to some table of the people, so that the table need not be written down.
func (s *system) chains(m model.Measure, figures []record.Figure) {
	type series struct {
		region, group string
		year          int
	}
	last := map[series]record.Figure{} // only looked up
	for _, f := range figures {
		if f.Sum != nil {
			continue
		}
		x := series{f.Region, f.Group, f.Period.Year}
		before, ok := last[x]
		last[x] = f
		if m.Kind != model.Cumulative || !ok || s.fell(before, f) {
			s.forms[f.Key] = []suppress.Term{{Inner: s.unknown(f.Value.Num), Coef: 1}}
			continue
		}
		grown := suppress.Term{Inner: s.unknown(f.Value.Num - before.Value.Num), Coef: 1}
		s.forms[f.Key] = append(slices.Clone(s.forms[before.Key]), grown)
	}
}

// fell reports whether any figure of the unit was smaller than when it was last reported in the year, in a month after
// the one before and up to that of now: a new chain begins.
func (s *system) fell(before, now record.Figure) bool {
	return now.Value.Num < before.Value.Num || s.broken(before.Key, now.Key)
}

// broken reports whether a chain begins after one month and up to another.
func (s *system) broken(from, to model.Key) bool {
	return slices.ContainsFunc(s.rel.Breaks, func(b model.Break) bool {
		return b.Measure == to.Measure && b.Region == to.Region &&
			b.Period.Compare(from.Period) > 0 && b.Period.Compare(to.Period) <= 0
	})
}

// stocks writes the forms of every stock of the family that is reported with its flows, 上月末 + 当月认定 − 当月帮扶 = 月末: the
// stock of the month before with the flows, as long as no month is missing.
func (s *system) stocks(family []model.Measure) {
	within := func(id string) bool {
		return slices.ContainsFunc(family, func(m model.Measure) bool { return m.ID == id })
	}
	for _, ind := range s.rel.Indicators {
		if ind.Rule != model.Zero || !within(ind.Measure) || !within(ind.Found) || !within(ind.Helped) {
			continue
		}
		m, _ := s.rel.Measure(ind.Measure)
		for _, f := range s.shown(m) {
			at := func(measure string, p model.Period) ([]suppress.Term, int64, bool) {
				k := model.Key{Measure: measure, Period: p, Region: f.Region, Group: f.Group}
				form, ok := s.forms[k]
				return form, s.derived.Figures[s.index[k]].Value.Num, ok
			}
			opening, n, ok1 := at(ind.Measure, f.Period.Add(-1))
			found, in, ok2 := at(ind.Found, f.Period)
			helped, out, ok3 := at(ind.Helped, f.Period)
			if f.Sum != nil || !ok1 || !ok2 || !ok3 || n+in-out != f.Value.Num {
				continue
			}
			s.forms[f.Key] = minus(slices.Concat(opening, found), helped)
			s.problem.Floors = append(s.problem.Floors, s.forms[f.Key])
		}
	}
}
