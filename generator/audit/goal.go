package audit

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"

	"gongkai/generator/simplex"
)

// goal is a number that nobody may know: a withheld cell, or one that stands between two cells.
type goal struct {
	home *book  // the release by whose policy it is judged
	cell Cell   // where it is reported
	name string // in words
	form simplex.Goal
	sum  string // the form over the unknowns of all families, as the key of a map
	// virtual numbers are no cells: what a cumulative figure grew by between two months, the rest of a whole without its
	// part. They may be 0, and must not be known to be in a range narrower than the width that has a number from 1, where
	// zeros are withheld from 0, to threshold − 1 in it.
	virtual bool
	change  bool   // a virtual number that may be negative: what a correction changed
	between []Cell // of a virtual number: the cell that is taken away from the other
	perHead int64  // of money: the least that a person stands for; 0 = a count of people
}

// width is how wide the range of a number must stay. Withheld money tells its count to whoever knows the rate, so that
// its range must be as wide as that of a count: W times the smallest amount for one person that the release publishes of
// the measure, where it publishes none W.
func (g goal) width() int64 { return g.home.Structure.Width * max(1, g.perHead) }

// perHeads are the smallest published amounts for one person, by the measure; only looked up.
func (b *book) perHeads() map[string]int64 {
	least := map[string]int64{}
	for _, c := range b.Cells {
		m, _ := b.Structure.measure(c.Measure)
		amount, ok := c.count()
		if !m.money() || !ok {
			continue
		}
		count, _ := b.at(b.named(m.With, c.Key))
		if n, ok := count.count(); ok && n > 0 && amount >= n && (least[m.ID] == 0 || amount/n < least[m.ID]) {
			least[m.ID] = amount / n
		}
	}
	for _, m := range b.Structure.Measures {
		if m.money() {
			least[m.ID] = max(1, least[m.ID])
		}
	}
	return least
}

// goals lists the withheld cells of a release and its virtual numbers, the latter each form once, in the order of the cells.
func (b *book) goals() []goal {
	goals := b.hidden()
	seen := map[string]bool{}
	for _, v := range append(b.differences(), b.rests()...) {
		if v.harmless(b.Structure) {
			continue
		}
		v.form = minus(b.form(v.between[1].Key), b.form(v.between[0].Key))
		name := keyOf(v.form)
		if len(v.form) == 0 || seen[name] {
			continue // no unknowns: both cells are the same sum
		}
		seen[name] = true
		v.home, v.cell, v.virtual = b, v.between[1], true
		v.name = fmt.Sprintf("%v − %v", v.between[1].Key, v.between[0].Key)
		goals = append(goals, v)
	}
	return goals
}

// hidden are the withheld cells that are numbers of the equations.
func (b *book) hidden() []goal {
	var goals []goal
	perHead := b.perHeads()
	for _, c := range b.Cells {
		if c.Status != "Q" {
			continue
		}
		form, measure := b.form(c.Key), c.Measure
		if f, ok := b.Structure.figure(c.Measure); ok {
			form, measure = b.source(f, c.Key), cmp.Or(f.Is, f.OpeningOf, f.IncrementOf)
		}
		if len(form) > 0 {
			goals = append(goals, goal{home: b, cell: c, name: c.Key.String(), form: form, perHead: perHead[measure]})
		}
	}
	return goals
}

// harmless reports whether both cells are published and their difference is no small number: nothing needs solving.
func (g goal) harmless(s Structure) bool {
	a, published := g.between[0].count()
	c, too := g.between[1].count()
	return published && too && (c-a < s.lower() || c-a >= s.Threshold) // a negative one contradicts an equation
}

// keyOf writes a form as the key of a map.
func keyOf(form simplex.Goal) string {
	var key []byte
	for _, t := range form {
		key = binary.AppendVarint(binary.AppendUvarint(key, uint64(t.Var)), t.Coef)
	}
	return string(key)
}

// differences are C_m − C_q of every cumulative figure within one year and chain, of the same units.
func (b *book) differences() []goal {
	var goals []goal
	rows := map[[3]string][]Cell{} // of a measure, region and group by month; looked up in the order of the cells
	for _, c := range b.Cells {
		m, ok := b.Structure.measure(c.Measure)
		if !ok || !m.Persons || m.Kind != "cumulative" || !c.there() {
			continue
		}
		row := [3]string{c.Measure, c.Region, c.Group}
		for _, earlier := range rows[row] {
			if earlier.Period.year() == c.Period.year() && b.sameChains(earlier.Key, c.Key) {
				goals = append(goals, goal{between: []Cell{earlier, c}})
			}
		}
		rows[row] = append(rows[row], c)
	}
	return goals
}

func (b *book) sameChains(a, c Key) bool {
	first, second := b.submitted(a), b.submitted(c)
	return len(first) > 0 && slices.EqualFunc(first, second, func(x, y Key) bool {
		return x.Region == y.Region &&
			b.chains[b.spot(x)] == b.chains[b.spot(y)]
	})
}

// rests are whole − part, of the same units, month and group.
func (b *book) rests() []goal {
	var goals []goal
	for _, c := range b.Cells {
		m, ok := b.Structure.measure(c.Measure)
		if !ok || !m.Persons || m.PartOf == "" || !c.there() {
			continue
		}
		whole, ok := b.at(b.named(m.PartOf, c.Key))
		if !ok || !whole.there() || !b.sameUnits(c.Key, whole.Key) {
			continue
		}
		goals = append(goals, goal{between: []Cell{c, whole}})
	}
	return goals
}

func (b *book) sameUnits(a, c Key) bool {
	return slices.EqualFunc(b.submitted(a), b.submitted(c), func(x, y Key) bool { return x.Region == y.Region })
}

// bounds is what holds without being published: a withheld count, not money, is at least 1 where zeros are published, a
// rest and a stock are not negative.
func (b *book) bounds() (lower []int64, caps []simplex.Row) {
	lower = make([]int64, b.vars)
	least := b.Structure.lower()
	for _, c := range b.Cells {
		if m, ok := b.Structure.measure(c.Measure); !ok || !m.Persons || c.Status != "Q" || least == 0 {
			continue
		}
		switch form := b.form(c.Key); {
		case len(form) == 1 && form[0].Coef == 1:
			lower[form[0].Var] = least
		case len(form) > 0:
			caps = append(caps, simplex.Row{Terms: minus(nil, form), Value: -least})
		}
	}
	for _, rest := range b.rests() {
		hidden := rest.between[0].Status == "Q" || rest.between[1].Status == "Q"
		if form := minus(b.form(rest.between[0].Key), b.form(rest.between[1].Key)); hidden && len(form) > 0 {
			caps = append(caps, simplex.Row{Terms: form})
		}
	}
	return lower, append(caps, b.floors...)
}
