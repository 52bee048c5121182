package suppress

import (
	"cmp"
	"slices"

	"gongkai/generator/simplex"
)

// A verdict is what is to be done about narrow ranges.
type verdict struct {
	promoted, narrow []bool // forms
	exposed          []int  // guards, by their places in the problem
}

// repair promotes a published form for each narrow one, and when none is, for guards. If there is none to promote, the
// narrow ones are unsafe.
func (t *tables) repair(q question, ranges []simplex.Interval, hidden []bool) verdict {
	v := verdict{promoted: make([]bool, len(t.forms)), narrow: make([]bool, len(t.forms))}
	served := make([]bool, len(t.forms)) // forms inside which something was promoted in this round
	promote := func(terms []Term, missing int64) {
		at, container := t.choose(terms, missing, hidden)
		if at < 0 || container >= 0 && served[container] {
			return
		}
		if container >= 0 {
			served[container] = true
		}
		v.promoted[at] = true
	}
	for n, i := range q.of {
		if missing := t.missing(ranges[n]); missing > 0 {
			v.narrow[i] = true
			promote(t.forms[i].terms, missing)
		}
	}
	if !none(v.promoted) {
		return v
	}
	treated := make([]bool, len(t.Inner)) // guards overlap, what is withheld for one mostly serves others
	for n, g := range q.guards {
		missing := t.exposed(g, ranges[len(q.of)+n])
		if missing <= 0 {
			continue
		}
		v.exposed = append(v.exposed, g.places...)
		if !slices.ContainsFunc(g.terms, func(term Term) bool { return treated[term.Inner] }) {
			promote(g.terms, missing)
		}
		for _, term := range g.terms {
			treated[term.Inner] = true
		}
	}
	return v
}

// missing is by how much a range of whole numbers is narrower than the width.
func (t *tables) missing(r simplex.Interval) int64 {
	if r.Open {
		return 0
	}
	lo, hi := r.Whole()
	return t.policy.Width - (hi - lo)
}

// choose returns the published form to withhold for a narrow one: in the smallest that contains it, the smallest sibling
// that has what is missing, else the container; where nothing contains it, the smallest form that shares an inner cell
// with it, and at last any. It returns -1 if nothing is left.
func (t *tables) choose(narrow []Term, missing int64, hidden []bool) (at, container int) {
	free := func(i int) bool {
		f := &t.forms[i]
		return !hidden[i] && f.kind == Candidate && !t.shows(*f)
	}
	var containers, sharing, siblings, others []int
	for i := range t.forms {
		if hidden[i] {
			continue
		}
		switch t.relation(i, narrow) {
		case contains:
			containers = append(containers, i)
		case shares:
			sharing = append(sharing, i)
		default:
			others = append(others, i)
		}
	}
	smaller := func(a, b int) int {
		f, g := &t.forms[a], &t.forms[b]
		return cmp.Or(cmp.Compare(f.value, g.value), cmp.Compare(len(f.terms), len(g.terms)), cmp.Compare(a, b))
	}
	slices.SortFunc(containers, smaller)
	for _, c := range containers {
		siblings = siblings[:0]
		for _, i := range others {
			if free(i) && t.forms[i].value >= missing && t.relation(c, t.forms[i].terms) == contains {
				siblings = append(siblings, i)
			}
		}
		if len(siblings) > 0 {
			return slices.MinFunc(siblings, smaller), c
		}
		if free(c) {
			return c, c
		}
	}
	for _, list := range [][]int{sharing, others} {
		list = slices.DeleteFunc(list, func(i int) bool { return !free(i) })
		if len(list) > 0 {
			return slices.MinFunc(list, smaller), -1
		}
	}
	return -1, -1
}

// A relation says what one form has of another's inner cells.
type relation uint8

const (
	apart relation = iota
	shares
	contains
)

// relation of a form to another: it contains it if it has all its terms.
func (t *tables) relation(form int, b []Term) relation {
	a := t.forms[form].terms
	all, any := true, false
	i := 0
	for _, term := range b {
		for i < len(a) && a[i].Inner < term.Inner {
			i++
		}
		if i == len(a) || a[i].Inner != term.Inner {
			all = false
			continue
		}
		any, all = true, all && a[i].Coef == term.Coef
	}
	switch {
	case any && all:
		return contains
	case any:
		return shares
	}
	return apart
}
