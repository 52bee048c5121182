package suppress

import (
	"cmp"
	"encoding/binary"
	"slices"

	"gongkai/generator/simplex"
)

// A guard is the form of one or more guards of the problem whose cells are withheld.
type guard struct {
	terms  []Term
	cell   bool
	places []int
}

// guards lists those whose cells are both withheld, equal ones once, in the order of their cells' names.
func (t *tables) guards(hidden []bool) []guard {
	var open []int
	for i, g := range t.Guards {
		if hidden[t.of[g.Of]] && hidden[t.of[g.Less]] {
			open = append(open, i)
		}
	}
	slices.SortStableFunc(open, func(a, b int) int {
		g, h := t.Guards[a], t.Guards[b]
		return cmp.Or(cmp.Compare(t.of[g.Of], t.of[h.Of]), cmp.Compare(t.of[g.Less], t.of[h.Less]))
	})
	var list []guard
	same := map[string]int{}
	for _, i := range open {
		g := t.Guards[i]
		terms := subtract(t.terms[g.Of], t.terms[g.Less])
		if len(terms) == 0 {
			continue // whatever the cells are, it is 0
		}
		var key []byte
		for _, term := range terms {
			key = binary.AppendVarint(binary.AppendUvarint(key, uint64(term.Inner)), term.Coef)
		}
		at, known := same[string(key)]
		if !known {
			at = len(list)
			same[string(key)] = at
			list = append(list, guard{terms: terms})
		}
		list[at].cell = list[at].cell || g.Cell
		list[at].places = append(list[at].places, i)
	}
	return list
}

// subtract is the difference of two forms, whose inner cells ascend.
func subtract(a, b []Term) []Term {
	var list []Term
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0].Inner < b[0].Inner:
			list, a = append(list, a[0]), a[1:]
		case len(a) == 0 || b[0].Inner < a[0].Inner:
			list, b = append(list, Term{b[0].Inner, -b[0].Coef}), b[1:]
		default:
			if c := a[0].Coef - b[0].Coef; c != 0 {
				list = append(list, Term{a[0].Inner, c})
			}
			a, b = a[1:], b[1:]
		}
	}
	return list
}

// exposed is by how much the range of a guard is narrower than the width, 0 if no small count is in it.
func (t *tables) exposed(g guard, r simplex.Interval) int64 {
	missing := t.missing(r)
	if missing <= 0 || g.cell {
		return missing
	}
	if lo, hi := r.Whole(); hi < 1 || lo >= t.policy.Threshold {
		return 0
	}
	return missing
}
