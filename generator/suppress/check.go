package suppress

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

var errSize = errors.New("counts or coefficients are too large to be added")

// check returns the terms of each cell and floor, if the problem agrees with itself: the true table is what everything starts from.
func (p Problem) check() (cells, floors [][]Term, err error) {
	for i, n := range p.Inner {
		if n < 0 {
			return nil, nil, fmt.Errorf("inner cell %d is %d, which is negative", i, n)
		}
	}
	for i, c := range p.Cells {
		terms, sum, err := p.sum(c.Terms)
		if err == nil && sum != c.Value {
			err = fmt.Errorf("it is %d, but its inner cells make %d", c.Value, sum)
		}
		if err != nil {
			return nil, nil, fmt.Errorf("cell %d (%s): %w", i, c.Name, err)
		}
		cells = append(cells, terms)
	}
	for i, g := range p.Guards {
		if min(g.Of, g.Less) < 0 || max(g.Of, g.Less) >= len(p.Cells) {
			return nil, nil, fmt.Errorf("guard %d: there is no such cell", i)
		}
	}
	for i, floor := range p.Floors {
		terms, sum, err := p.sum(floor)
		if err == nil && sum < 0 {
			err = fmt.Errorf("it is %d", sum)
		}
		if err != nil {
			return nil, nil, fmt.Errorf("floor %d: %w", i, err)
		}
		floors = append(floors, terms)
	}
	return cells, floors, nil
}

// sum returns a form with each inner cell once, ascending, and what it is of the true table.
func (p Problem) sum(form []Term) (terms []Term, sum int64, err error) {
	sorted := slices.Clone(form)
	slices.SortFunc(sorted, func(a, b Term) int { return cmp.Compare(a.Inner, b.Inner) })
	terms = sorted[:0]
	for _, term := range sorted {
		if term.Inner < 0 || term.Inner >= len(p.Inner) {
			return nil, 0, fmt.Errorf("there is no inner cell %d", term.Inner)
		}
		if !within(term.Coef, max(1, p.Inner[term.Inner])) {
			return nil, 0, errSize
		}
		sum += term.Coef * p.Inner[term.Inner]
		if n := len(terms); n > 0 && terms[n-1].Inner == term.Inner {
			terms[n-1].Coef += term.Coef
			term = terms[n-1]
		} else {
			terms = append(terms, term)
		}
		if magnitude(sum) >= limit || magnitude(term.Coef) >= limit {
			return nil, 0, errSize
		}
	}
	return slices.DeleteFunc(terms, func(t Term) bool { return t.Coef == 0 }), sum, nil
}
