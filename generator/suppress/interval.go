package suppress

import (
	"cmp"
	"fmt"
	"slices"

	"gongkai/generator/simplex"
)

// A question is in what range a reader can place each withheld or protected form: a linear programme over all tables
// that fit what is published. Unknowns are rows, whose order is that of names and memberships.
type question struct {
	of     []int   // the form of each goal
	guards []guard // of the goals after those
	goals  []simplex.Goal
	system simplex.System
}

func (t *tables) ask(hidden []bool) (question, error) {
	var q question
	for i, f := range t.forms {
		if hidden[i] || f.small {
			q.of, q.goals = append(q.of, i), append(q.goals, t.overRows(f.terms, 1))
		}
	}
	q.guards = t.guards(hidden)
	for _, g := range q.guards {
		q.goals = append(q.goals, t.overRows(g.terms, 1))
	}
	var err error
	q.system, err = t.system(hidden)
	return q, err
}

// start is the true table, one of those that fit.
func (t *tables) start() []int64 {
	start := make([]int64, t.rows)
	for i, row := range t.row {
		start[row] += t.Inner[i]
	}
	return start
}

// system is what a reader knows: every published form, and of the others that they are not below their bounds.
func (t *tables) system(hidden []bool) (simplex.System, error) {
	s := simplex.System{Vars: t.rows, Lower: make([]int64, t.rows)}
	for i, f := range t.forms {
		if !hidden[i] {
			s.Rows = append(s.Rows, simplex.Row{Terms: t.overRows(f.terms, 1), Value: f.value})
		}
	}
	atLeast := func(terms []Term, lower int64) {
		if !implied(t.overRows(terms, 1), s.Lower, lower) {
			s.Caps = append(s.Caps, simplex.Row{Terms: t.overRows(terms, -1), Value: -lower})
		}
	}
	lower := func(f form) int64 {
		if f.kind == Virtual {
			return 0
		}
		return t.policy.Lower
	}
	for i, f := range t.forms {
		if !hidden[i] {
			continue
		}
		if f.value < lower(f) {
			return s, fmt.Errorf("cell %d (%s) is %d, but withheld cells are said to be %d at least", f.cells[0], t.Cells[f.cells[0]].Name, f.value, lower(f))
		}
		if own := t.overRows(f.terms, 1); len(own) == 1 && own[0].Coef == 1 {
			s.Lower[own[0].Var] = lower(f)
		}
	}
	for i, f := range t.forms {
		if hidden[i] {
			atLeast(f.terms, lower(f))
		}
	}
	for _, terms := range t.floors {
		atLeast(terms, 0)
	}
	return s, nil
}

// implied says whether a sum is not below a bound because of the bounds of its unknowns.
func implied(terms []simplex.Term, bounds []int64, lower int64) bool {
	var sum int64
	for _, term := range terms {
		if term.Coef < 0 {
			return false
		}
		sum += bounds[term.Var] // coefficients are 1 at least
	}
	return sum >= lower
}

// overRows is a form, times a sign, over rows: inner cells of one row have one coefficient.
func (t *tables) overRows(terms []Term, sign int64) []simplex.Term {
	list := make([]simplex.Term, len(terms))
	for i, term := range terms {
		list[i] = simplex.Term{Var: int(t.row[term.Inner]), Coef: sign * term.Coef}
	}
	slices.SortFunc(list, func(a, b simplex.Term) int { return cmp.Compare(a.Var, b.Var) })
	return slices.Compact(list)
}
