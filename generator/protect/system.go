package protect

import (
	"slices"

	"gongkai/generator/model"
	"gongkai/generator/record"
	"gongkai/generator/suppress"
)

// system is one family of measures as a problem of suppress: measures that are part of one another, or a stock with its
// flows, in all months, units and groups (disclosure.md, "Model"). Its unknowns are what a cumulative figure of a unit
// grew by from one month to the next, the flows, and stocks. Sums, groups that add up and differences of months are
// forms over them.
type system struct {
	*gate
	family  []model.Measure
	money   bool                          // amounts of money that tell counts, no counts themselves
	forms   map[model.Key][]suppress.Term // of the reported figures and their sums; only looked up
	problem suppress.Problem
	keys    []model.Key       // of the cells of the problem; the zero Key for what is none
	of      []model.Key       // the same, and of what is no cell the figure from which it could be worked out
	less    []model.Key       // what would be subtracted from that; the zero Key for nothing
	at      map[model.Key]int // place of a cell in the problem; only looked up
}

// newSystem reads the figures of the measures of one family.
func (g *gate) newSystem(family []model.Measure) *system {
	s := &system{gate: g, family: family, money: family[0].With != "", forms: map[model.Key][]suppress.Term{}, at: map[model.Key]int{}}
	mine := make([][]record.Figure, len(family))
	for i, m := range family {
		mine[i] = g.shown(m)
		s.chains(m, mine[i])
	}
	s.stocks(family)
	for i, m := range family {
		s.parts(m, mine[i])
	}
	for _, figures := range mine {
		s.sums(figures)
	}
	for i, m := range family {
		s.cells(mine[i])
		if m.Kind == model.Cumulative {
			s.differences(mine[i])
		}
	}
	for i, m := range family {
		if m.PartOf != "" {
			s.rests(m, mine[i])
		}
	}
	s.earlier(family)
	return s
}

// shown lists the figures of a measure that are part of the release, or were part of an earlier one, sorted by period,
// region and group. A sum that an earlier one published needs the units that it withheld.
func (g *gate) shown(m model.Measure) []record.Figure {
	from, _ := slices.BinarySearchFunc(g.derived.Figures, m.ID, func(f record.Figure, id string) int {
		return model.Key{Measure: f.Measure}.Compare(model.Key{Measure: id})
	})
	var list []record.Figure
	for _, f := range g.derived.Figures[from:] {
		if f.Measure != m.ID {
			break
		}
		if f.State == model.Published && (f.Persons || m.With != "") && f.Value.Num >= 0 && (m.Shows(f.Group, f.Period) || g.had(f)) {
			list = append(list, f)
		}
	}
	return list
}

// public reports whether an earlier release published the same number.
func (g *gate) public(f record.Figure) bool {
	return slices.ContainsFunc(g.rel.Ledger, func(r model.Recorded) bool {
		c, ok := r.Cell(f.Key)
		return ok && c.State == model.Published && g.same(f, r, c)
	})
}

// had reports whether an earlier release published or withheld the same number.
func (g *gate) had(f record.Figure) bool {
	return slices.ContainsFunc(g.rel.Ledger, func(r model.Recorded) bool {
		c, ok := r.Cell(f.Key)
		return ok && reported(c) && g.same(f, r, c)
	})
}

// same reports whether a figure is the number of a release: that of the same revision, a sum of the same units. That of
// other units is another one, also where nobody said that a unit was late.
func (g *gate) same(f record.Figure, r model.Recorded, c model.RecordedCell) bool {
	return c.Revision == f.Revision && (f.Sum == nil || slices.Equal(f.Sum, g.unitsIn(r, f.Key)))
}

// kept reports whether an earlier release withheld the figure. It stays withheld, also when it is corrected: published
// beside what that release shows it could give away what it was withheld for. Where zeros are published, a withheld
// figure is known to be none, so that a zero is another number.
func (g *gate) kept(f record.Figure) bool {
	return (f.Value.Num != 0 || g.rel.Site.HideZeros) && slices.ContainsFunc(g.rel.Ledger, func(r model.Recorded) bool {
		c, ok := r.Cell(f.Key)
		return ok && c.State == model.Withheld
	})
}

// count reports whether so few people must not be known.
func (g *gate) count(n int64) bool {
	return n > 0 && n < int64(g.rel.Site.Threshold) || n == 0 && g.rel.Site.HideZeros
}

// unknown adds an inner cell.
func (s *system) unknown(n int64) int {
	s.problem.Inner = append(s.problem.Inner, n)
	return len(s.problem.Inner) - 1
}

// sums writes the form of each sum: those of the units that it adds up.
func (s *system) sums(figures []record.Figure) {
	for _, f := range figures {
		for _, k := range f.Sum {
			s.forms[f.Key] = append(s.forms[f.Key], s.forms[k]...)
		}
	}
}

func (s *system) cells(figures []record.Figure) {
	for _, f := range figures {
		c := suppress.Cell{Terms: s.forms[f.Key], Value: f.Value.Num}
		switch {
		case s.noSecret(f):
			c.Kind = suppress.Forced
		case s.hidden[s.index[f.Key]]:
			c.Kind = suppress.Primary
		case s.count(f.Value.Num) || s.kept(f):
			c.Kind = suppress.Primary
		}
		s.at[f.Key] = len(s.problem.Cells)
		s.add(f.Key, f.Key, model.Key{}, c)
		if s.public(f) {
			c.Kind = suppress.Forced // beside the cell itself, which is unsafe when it is few by now
			s.add(model.Key{}, f.Key, model.Key{}, c)
		}
	}
}

func (s *system) add(k, of, less model.Key, c suppress.Cell) {
	s.problem.Cells = append(s.problem.Cells, c)
	s.keys = append(s.keys, k)
	s.of = append(s.of, of)
	s.less = append(s.less, less)
}

// differences adds a virtual cell for each two months of a year between which a cumulative figure grew by few: both
// published would give that away. Between others it did not grow by few, but nobody else knows that: a guard.
func (s *system) differences(figures []record.Figure) {
	for i, now := range figures {
		for month := 1; month < now.Period.Month; month++ {
			k := now.Key
			k.Period.Month = month
			j, ok := slices.BinarySearchFunc(figures[:i], k, func(f record.Figure, k model.Key) int { return f.Key.Compare(k) })
			if !ok {
				continue
			}
			increment := month == now.Period.Month-1 && s.increment(now.Key)
			if s.oneChain(figures[j], now) {
				s.difference(now.Key, k, now.Value.Num-figures[j].Value.Num, increment)
			} else if increment {
				s.guard(now.Key, k, true)
			}
		}
	}
}

// increment reports whether what a figure grew by in a month is a figure itself: withheld with it, it is narrow nowhere.
func (s *system) increment(k model.Key) bool {
	return slices.ContainsFunc(s.rel.Indicators, func(ind model.Indicator) bool {
		if ind.Measure != k.Measure {
			return false
		}
		i, ok := s.index[model.Key{Measure: ind.ID + ".increment", Period: k.Period, Region: k.Region, Group: k.Group}]
		return ok && s.derived.Figures[i].State == model.Published
	})
}

// difference adds what two figures leave, a virtual cell when it is few.
func (s *system) difference(of, less model.Key, n int64, cell bool) {
	if s.count(n) || s.tellsFew(of, less) {
		form := minus(s.forms[of], s.forms[less])
		s.add(model.Key{}, of, less, suppress.Cell{Terms: form, Value: n, Kind: suppress.Virtual})
		return
	}
	if cell || !s.money {
		s.guard(of, less, cell)
	}
}

func (s *system) guard(of, less model.Key, cell bool) {
	s.problem.Guards = append(s.problem.Guards, suppress.Guard{Of: s.at[of], Less: s.at[less], Cell: cell})
}

// oneChain reports whether a later figure is an earlier one with what it grew by: the same units, and none fell.
func (s *system) oneChain(before, now record.Figure) bool {
	if !sameUnits(before, now) {
		return false
	}
	for i, k := range now.Sum {
		if s.fell(s.derived.Figures[s.index[before.Sum[i]]], s.derived.Figures[s.index[k]]) {
			return false
		}
	}
	return now.Sum != nil || !s.fell(before, now)
}

// rests adds, for each figure that is part of another, what the part leaves: never negative.
func (s *system) rests(m model.Measure, figures []record.Figure) {
	for _, part := range figures {
		k := part.Key
		k.Measure = m.PartOf
		i, ok := s.index[k]
		if _, known := s.forms[k]; !ok || !known || !sameUnits(part, s.derived.Figures[i]) {
			continue
		}
		rest := s.derived.Figures[i].Value.Num - part.Value.Num
		form := minus(s.forms[k], s.forms[part.Key])
		if part.Sum == nil && rest >= 0 {
			s.problem.Floors = append(s.problem.Floors, form)
		}
		s.difference(k, part.Key, rest, false)
	}
}

// sameUnits reports whether two figures add up the same units.
func sameUnits(a, b record.Figure) bool {
	return slices.EqualFunc(a.Sum, b.Sum, func(k, l model.Key) bool { return k.Region == l.Region })
}

// minus is the difference of two forms, sorted by unknown.
func minus(a, b []suppress.Term) []suppress.Term {
	all := slices.Clone(a)
	for _, t := range b {
		all = append(all, suppress.Term{Inner: t.Inner, Coef: -t.Coef})
	}
	slices.SortFunc(all, func(x, y suppress.Term) int { return x.Inner - y.Inner })
	var form []suppress.Term
	for _, t := range all {
		if n := len(form); n > 0 && form[n-1].Inner == t.Inner {
			form[n-1].Coef += t.Coef
		} else {
			form = append(form, t)
		}
	}
	return slices.DeleteFunc(form, func(t suppress.Term) bool { return t.Coef == 0 })
}

// inconsistent is the first figure to which the table of unknowns does not give its value.
func (s *system) inconsistent() (model.Key, bool) {
	i := slices.IndexFunc(s.problem.Cells, func(c suppress.Cell) bool { return s.value(c.Terms) != c.Value })
	if i < 0 {
		return model.Key{}, false
	}
	return s.of[i], true
}
