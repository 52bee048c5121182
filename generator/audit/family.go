package audit

import (
	"slices"

	"gongkai/generator/simplex"
)

// family is a part of the equations that shares no unknown with the others: the measures that a part, a stock or its
// flows tie together.
type family struct {
	name  string // its first measure
	vars  int
	lower []int64
	caps  []simplex.Row
	facts []fact
	goals []goal
}

// families splits the equations of a release and of those before it.
func (b *book) families() []family {
	split := b.split()
	lower, caps := b.allBounds()
	for v, n := range lower {
		home := &split.families[split.home[v]]
		home.lower[split.number[v]] = n
	}
	for _, row := range caps {
		home := split.of(row.Terms)
		home.caps = append(home.caps, split.row(row))
	}
	for _, f := range b.allFacts() {
		all := f.all()
		home := split.of(all[0].Terms)
		f.rows, f.caps = split.rows(f.rows), split.rows(f.caps)
		home.facts = append(home.facts, f)
	}
	for _, g := range b.allGoals() {
		home := split.of(g.form)
		g.sum, g.form = keyOf(g.form), split.form(g.form)
		home.goals = append(home.goals, g)
	}
	return split.families
}

// split says to which family an unknown belongs, and its number in it.
type split struct {
	families     []family
	home, number []int
}

func (b *book) split() split {
	s := split{home: make([]int, b.vars), number: make([]int, b.vars)}
	root := b.kin()
	for _, line := range b.series {
		i := slices.IndexFunc(s.families, func(f family) bool { return root[f.name] == root[line.measure] })
		if i < 0 {
			i = len(s.families)
			s.families = append(s.families, family{name: line.measure})
		}
		for _, p := range line.months {
			pieces := b.pieces[spot{line.measure, line.unit, line.group, p}]
			for _, piece := range pieces {
				for k := range piece.size() {
					s.home[piece.start+k] = i
				}
			}
		}
	}
	for n, measure := range b.others {
		i := slices.IndexFunc(s.families, func(f family) bool { return root[f.name] == root[measure] })
		if i < 0 {
			i = len(s.families)
			s.families = append(s.families, family{name: measure})
		}
		s.home[b.vars-len(b.others)+n] = i
	}
	for v, i := range s.home {
		s.number[v] = s.families[i].vars
		s.families[i].vars++
	}
	for i := range s.families {
		s.families[i].lower = make([]int64, s.families[i].vars)
	}
	return s
}

// kin names for each measure the one that stands for all that are tied to it.
func (b *book) kin() map[string]string {
	root := map[string]string{}
	var measures []Measure // of all releases
	var stocks []Stock
	for _, r := range append([]*book{b}, b.past...) {
		measures = append(measures, r.Structure.Measures...)
		stocks = append(stocks, r.Structure.Stocks...)
	}
	for _, m := range measures {
		root[m.ID] = m.ID
	}
	tie := func(a, c string) {
		from, to := root[a], root[c]
		for _, m := range measures {
			if root[m.ID] == from {
				root[m.ID] = to
			}
		}
	}
	for _, m := range measures {
		if m.PartOf != "" {
			tie(m.ID, m.PartOf)
		}
	}
	for _, s := range stocks {
		tie(s.Found, s.Stock)
		tie(s.Helped, s.Stock)
	}
	return root
}

func (s split) of(form simplex.Goal) *family { return &s.families[s.home[form[0].Var]] }

func (s split) form(form simplex.Goal) simplex.Goal {
	moved := slices.Clone(form)
	for i := range moved {
		moved[i].Var = s.number[moved[i].Var]
	}
	return moved
}

func (s split) row(r simplex.Row) simplex.Row {
	return simplex.Row{Terms: s.form(r.Terms), Value: r.Value}
}

func (s split) rows(rows []simplex.Row) []simplex.Row {
	moved := make([]simplex.Row, len(rows))
	for i, r := range rows {
		moved[i] = s.row(r)
	}
	return moved
}
