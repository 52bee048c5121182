package suppress

import (
	"cmp"
	"slices"
)

// tables are the cells of a problem with equal forms merged. They never change; elimination works on copies.
type tables struct {
	Problem
	policy  Policy
	terms   [][]Term // of each cell: ascending inner cells, each once, no coefficient 0
	floors  [][]Term // likewise
	of      []int    // the form of each cell
	forms   []form   // in the order of their first cells
	order   []int    // forms in the order in which they are tried: forced, those that must show, most wanted first
	must    int      // so many of them are not asked
	row     []int32  // of each inner cell: those of equal membership are one
	rows    int      // how many there are
	singles int      // the first singleton row: they stand last
}

// A form is what equal cells have in common. Multiples of each other are equal: who knows one knows all.
type form struct {
	column column
	kind   Kind
	small  bool // virtual or protected: must not be known
	value  int64
	terms  []Term // without a common divisor
	cells  []int
	tie    int64
}

// compile brings cells and inner cells into an order that depends on names and memberships only.
func compile(p Problem, policy Policy) (*tables, error) {
	t := &tables{Problem: p, policy: policy, of: make([]int, len(p.Cells))}
	var err error
	if t.terms, t.floors, err = p.check(); err != nil {
		return nil, err
	}
	listed := make([]int, len(p.Cells))
	for i := range listed {
		listed[i] = i
	}
	slices.SortStableFunc(listed, func(a, b int) int { return cmp.Compare(p.Cells[a].Name, p.Cells[b].Name) })
	t.number(listed)
	t.merge(listed)
	return t, t.sort()
}

// number gives every inner cell its row: by the cells that hold it, the last one first, singletons after all others.
func (t *tables) number(listed []int) {
	type member struct {
		place int
		coef  int64
	}
	in := make([][]member, len(t.Inner))
	for f, floor := range t.floors {
		for _, term := range floor {
			in[term.Inner] = append(in[term.Inner], member{len(listed) + f, term.Coef})
		}
	}
	for place := len(listed) - 1; place >= 0; place-- {
		for _, term := range t.terms[listed[place]] {
			in[term.Inner] = append(in[term.Inner], member{place, term.Coef})
		}
	}
	compare := func(a, b int) int {
		if c := cmp.Compare(t.single(a), t.single(b)); c != 0 {
			return c
		}
		return slices.CompareFunc(in[a], in[b], func(a, b member) int {
			return cmp.Or(cmp.Compare(a.place, b.place), cmp.Compare(a.coef, b.coef))
		})
	}
	inner := make([]int, len(t.Inner))
	for i := range inner {
		inner[i] = i
	}
	slices.SortFunc(inner, compare)
	t.row = make([]int32, len(t.Inner))
	for i, n := range inner {
		if i > 0 && compare(inner[i-1], n) != 0 {
			t.rows++
		}
		t.row[n] = int32(t.rows)
		if t.single(n) == 0 {
			t.singles = t.rows + 1
		}
	}
	t.rows++
}

// single is 1 for an inner cell whose contributor may know it: one person where zeros are published, else none.
func (t *tables) single(inner int) int {
	known := int64(1)
	if t.policy.ProtectZeros || t.policy.SecondaryZeros {
		known = 0
	}
	if t.policy.AnySum && t.Inner[inner] == known {
		return 1
	}
	return 0
}

// merge makes the forms.
func (t *tables) merge(listed []int) {
	same := map[uint64][]int{}
	for _, i := range listed {
		column := t.column(i)
		found := slices.IndexFunc(same[column.hash], func(f int) bool { return t.forms[f].column.equal(&column) })
		if found >= 0 {
			t.of[i] = same[column.hash][found]
		} else {
			t.of[i] = len(t.forms)
			same[column.hash] = append(same[column.hash], t.of[i])
			terms, value := primitive(t.terms[i], t.Cells[i].Value)
			t.forms = append(t.forms, form{column: column, kind: Virtual, value: value, terms: terms})
		}
		f := &t.forms[t.of[i]]
		f.cells = append(f.cells, i)
		switch kind := t.Cells[i].Kind; {
		case kind == Forced:
			f.kind = Forced
		case f.kind == Virtual && kind != Virtual:
			f.kind = Candidate
		}
		f.small = f.small || t.Cells[i].Kind == Primary || t.Cells[i].Kind == Virtual
	}
	for i := range t.forms {
		f := &t.forms[i]
		if f.kind == Candidate {
			for _, c := range f.cells {
				z := t.Cells[c].Value
				f.small = f.small || z < t.policy.Threshold && (z > 0 || z == 0 && t.policy.ProtectZeros)
			}
		}
	}
}

// primitive divides a form by what its coefficients have in common.
func primitive(terms []Term, value int64) ([]Term, int64) {
	var g int64
	for _, term := range terms {
		g = gcd(g, term.Coef)
	}
	if g <= 1 {
		return terms, value
	}
	divided := make([]Term, len(terms))
	for i, term := range terms {
		divided[i] = Term{term.Inner, term.Coef / g}
	}
	return divided, value / g
}

// column is a cell over rows.
func (t *tables) column(cell int) column {
	terms := slices.Clone(t.terms[cell])
	slices.SortFunc(terms, func(a, b Term) int { return cmp.Compare(t.row[a.Inner], t.row[b.Inner]) })
	var rows []int32
	var coefs []int64
	for _, term := range terms {
		if r := t.row[term.Inner]; len(rows) == 0 || rows[len(rows)-1] != r {
			rows, coefs = append(rows, r), append(coefs, term.Coef)
		}
	}
	return reduced(rows, coefs)
}

// sort brings the forms into the order of elimination. The weight of a cell is z + 1, and what it shares with other
// cells only breaks ties of weight: 0.99 times a fraction of the largest is less than the 1 between two weights.
func (t *tables) sort() error {
	shared := make([]int64, len(t.Inner))
	for _, f := range t.forms {
		if f.kind == Virtual {
			continue
		}
		for _, term := range f.terms {
			if shared[term.Inner] += f.value + 1; magnitude(shared[term.Inner]) >= limit {
				return errSize
			}
		}
	}
	class := func(f form) int {
		switch {
		case f.kind == Forced:
			return 0
		case t.shows(f):
			return 1
		case f.value == 0 && !t.policy.SecondaryZeros:
			return 2
		}
		return 3
	}
	for i := range t.forms {
		f := &t.forms[i]
		for _, term := range f.terms {
			if f.tie += shared[term.Inner]; magnitude(f.tie) >= limit {
				return errSize
			}
		}
		if f.kind == Forced || f.kind == Candidate && !f.small {
			t.order = append(t.order, i)
		}
		if f.kind == Forced || t.shows(*f) {
			t.must++
		}
	}
	slices.SortStableFunc(t.order, func(a, b int) int {
		f, g := t.forms[a], t.forms[b]
		return cmp.Or(cmp.Compare(class(f), class(g)), cmp.Compare(g.value, f.value), cmp.Compare(g.tie, f.tie))
	})
	return nil
}

// shows says whether a form is a zero that is published whatever it gives away: where zeros are published, a withheld
// cell would be believed to be 1 at least.
func (t *tables) shows(f form) bool {
	return f.kind == Candidate && !f.small && f.value == 0 && !t.policy.ProtectZeros && !t.policy.SecondaryZeros
}
