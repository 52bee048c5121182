package audit

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/simplex"
)

// All releases are one system. Each is a table of its own: its sums are of the units that had reported by then, with the
// numbers that they had then. A number of a unit is its key at a revision: it is the same unknown wherever it occurs, and
// what is known of it in one release is known in all. A number that the newest release no longer has, because it was
// corrected since or is not shown any more, is an unknown beside those of the newest release, and what ties it to others
// in its release is written down here.

// number is a figure of a unit at one of its revisions.
type number struct {
	Key
	revision int
}

// numbered reports a withheld figure of an earlier release that does not say which of its numbers it was: what that
// release told of it could not be linked to anything.
func (b *book) numbered(c Cell, l *diag.List) {
	if m, ok := b.Structure.measure(c.Measure); ok && m.counted() && c.there() && c.Revision < 0 {
		l.Errorf(c.pos(b.file), 0, rule, "从版本库恢复 data/ledger", "%v 没有写更正次数，不能证明没有泄露", c.Key)
	}
}

// join writes the figures of the units in earlier releases over the unknowns of this one and what it adds to them.
func (b *book) join() {
	numbers := map[number]simplex.Goal{} // only looked up
	for _, c := range b.unitCells() {
		numbers[number{c.Key, max(c.Revision, 0)}] = b.leafForm(c.Key)
	}
	for _, r := range b.past {
		over := map[Key]simplex.Goal{}
		for _, c := range r.unitCells() {
			n := number{c.Key, c.Revision}
			if numbers[n] == nil {
				numbers[n] = simplex.Goal{{Var: b.vars, Coef: 1}}
				b.vars++
				b.others = append(b.others, c.Measure)
			}
			over[c.Key] = numbers[n]
		}
		r.over, r.newest, r.forms = over, b, map[Key]simplex.Goal{}
	}
}

// unitCells are the figures of people, and of money that tells of them, that the units reported.
func (b *book) unitCells() []Cell {
	var cells []Cell
	for _, c := range b.Cells {
		m, ok := b.Structure.measure(c.Measure)
		if ok && m.counted() && c.there() && slices.Contains(b.leaves[c.Region], c.Region) {
			cells = append(cells, c)
		}
	}
	return cells
}

// allFacts are what all releases say, the newest first, each once.
func (b *book) allFacts() []fact {
	facts := b.facts()
	said := map[string]bool{}
	for _, f := range facts {
		said[f.text()] = true
	}
	for _, r := range b.past {
		for _, f := range r.facts() {
			if text := f.text(); !said[text] {
				said[text] = true
				facts = append(facts, f)
			}
		}
	}
	return facts
}

// text writes what a fact says as the key of a map.
func (f fact) text() string {
	var text strings.Builder
	for _, rows := range [][]simplex.Row{f.rows, f.caps} {
		for _, r := range rows {
			fmt.Fprintf(&text, "%q=%d,", keyOf(r.Terms), r.Value)
		}
		text.WriteByte(';')
	}
	return text.String()
}

// allGoals are what nobody may know of any release, by the policy of each.
func (b *book) allGoals() []goal {
	var goals []goal
	asked := map[string]bool{}
	add := func(list []goal) {
		for _, g := range list {
			strict := fmt.Sprintf("%q %d", keyOf(g.form), g.width())
			name := fmt.Sprintf("%s %d %t", strict, g.home.Structure.Threshold, g.change)
			if !g.virtual {
				name = strict
			}
			if !asked[name] && !asked[strict] { // what a cell must not tell, a difference of the same form must not, too
				asked[name] = true
				goals = append(goals, g)
			}
		}
	}
	add(b.goals())
	for _, r := range b.past {
		add(r.goals())
	}
	for _, r := range b.past {
		add(b.changes(r))
	}
	return goals
}

// changes are by how much corrections and late reports of figures that are withheld changed a sum since an earlier
// release: nobody may know that it was by few.
func (b *book) changes(then *book) []goal {
	var goals []goal
	for _, c := range b.Cells {
		old, ok := then.at(c.Key)
		m, known := b.Structure.measure(c.Measure)
		if !ok || !known || !m.Persons || !c.there() || !old.there() || slices.Contains(b.leaves[c.Region], c.Region) {
			continue
		}
		var form simplex.Goal
		for _, unit := range b.leaves[c.Region] {
			k := c.Key
			k.Region = unit
			before, now := then.leafForm(k), b.leafForm(k)
			was, _ := then.at(k)
			is, _ := b.at(k)
			if !is.there() {
				now = nil
			}
			if was.Status == "Q" || is.Status == "Q" {
				form = append(form, minus(now, before)...)
			}
		}
		if form = tidy(form); len(form) > 0 {
			goals = append(goals, goal{home: b, cell: c, form: form, virtual: true, change: true, between: []Cell{old, c},
				name: fmt.Sprintf("%v 与已发布的 %s 相比，不予公开的数的变化", c.Key, then.Version)})
		}
	}
	return goals
}

// allBounds is what holds in every release without being published.
func (b *book) allBounds() (lower []int64, caps []simplex.Row) {
	lower, caps = b.bounds()
	for _, r := range b.past {
		for _, row := range r.relations() {
			if len(row.Terms) == 1 && row.Terms[0].Coef == -1 {
				v := row.Terms[0].Var
				lower[v] = max(lower[v], -row.Value)
				continue
			}
			caps = append(caps, row)
		}
	}
	return lower, caps
}

// relations is what ties the numbers of an earlier release to one another, as far as one of them is no longer in the
// newest, whose equations tie the others: a withheld count is at least 1, cumulative figures grow, groups are no more
// than what they divide and as much where none is missing, a part is no more than its whole, and a stock is the one of
// the month before with its flows.
func (b *book) relations() []simplex.Row {
	var rows []simplex.Row
	atMost := func(form simplex.Goal, n int64) { // form ≤ n
		first := b.newest.vars - len(b.newest.others)
		if slices.ContainsFunc(form, func(t simplex.Term) bool { return t.Var >= first }) {
			rows = append(rows, simplex.Row{Terms: form, Value: n})
		}
	}
	last := map[[3]string]Key{} // the month before of a figure; only looked up
	for _, c := range b.unitCells() {
		form := b.form(c.Key)
		m, _ := b.Structure.measure(c.Measure)
		if least := b.Structure.lower(); c.Status == "Q" && m.Persons && least > 0 {
			atMost(minus(nil, form), -least)
		}
		series := [3]string{c.Measure, c.Region, c.Group}
		before, ok := last[series]
		last[series] = c.Key
		if ok && m.Kind == "cumulative" && before.Period.year() == c.Period.year() && b.sameChains(before, c.Key) {
			atMost(minus(b.form(before), form), 0)
		}
		if m.Additive == nil || *m.Additive {
			b.divided(c.Key, atMost)
		}
	}
	for _, rest := range b.rests() {
		if slices.Contains(b.leaves[rest.between[0].Region], rest.between[0].Region) {
			atMost(minus(b.form(rest.between[0].Key), b.form(rest.between[1].Key)), 0)
		}
	}
	for _, s := range b.Structure.Stocks {
		b.moved(s, atMost)
	}
	return rows
}

// divided ties a figure to the groups of each dimension that divide it.
func (b *book) divided(whole Key, atMost func(simplex.Goal, int64)) {
	parts, _ := b.Structure.parts(whole.Group)
	for _, d := range b.Structure.Dimensions {
		if slices.ContainsFunc(parts, func(p part) bool { return p.dimension == d.ID }) {
			continue
		}
		rest, n := b.form(whole), 0
		for _, v := range d.Values {
			k := whole
			k.Group = b.group(append(slices.Clip(parts), part{d.ID, v}))
			if c, ok := b.at(k); ok && c.there() {
				rest = minus(rest, b.form(k))
				n++
			}
		}
		if n > 0 {
			atMost(minus(nil, rest), 0)
		}
		if n == len(d.Values) {
			atMost(rest, 0)
		}
	}
}

// group writes the name of a group, by the order of the dimensions.
func (b *book) group(parts []part) string {
	var names []string
	for _, d := range b.Structure.Dimensions {
		for _, p := range parts {
			if p.dimension == d.ID {
				names = append(names, p.dimension+"="+p.value)
			}
		}
	}
	return strings.Join(names, ";")
}

// moved ties the stocks of the units to those of the month before and the flows.
func (b *book) moved(s Stock, atMost func(simplex.Goal, int64)) {
	for _, c := range b.unitCells() {
		opening := before(c.Key)
		found, helped := b.named(s.Found, c.Key), b.named(s.Helped, c.Key)
		if c.Measure != s.Stock || b.broken(s.Stock, c.Region, c.Period) {
			continue
		}
		if slices.ContainsFunc([]Key{opening, found, helped}, func(k Key) bool { c, ok := b.at(k); return !ok || !c.there() }) {
			continue
		}
		rest := minus(minus(b.form(c.Key), b.form(opening)), minus(b.form(found), b.form(helped)))
		atMost(rest, 0)
		atMost(minus(nil, rest), 0)
	}
}
