package suppress

import (
	"cmp"
	"slices"
)

// A part is a problem of its own: its cells share inner cells with no other part.
type part struct {
	Problem
	cells  []int // of the whole
	guards []int // of the whole
}

// split finds the parts, in the order of their first cells. A cell without inner cells is known to be 0 and is a part.
func split(p Problem) []part {
	root := make([]int, len(p.Inner))
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	link := func(terms []Term) {
		for _, term := range terms {
			root[find(term.Inner)] = find(terms[0].Inner)
		}
	}
	for _, c := range p.Cells {
		link(c.Terms)
	}
	for _, terms := range p.Floors {
		link(terms)
	}
	for _, g := range p.Guards {
		if a, b := p.Cells[g.Of].Terms, p.Cells[g.Less].Terms; len(a) > 0 && len(b) > 0 {
			link([]Term{a[0], b[0]})
		}
	}
	var parts []part
	number := make([]int, len(p.Inner)) // of the part of a root, plus 1
	place := make([]int, len(p.Inner))  // of an inner cell in its part, plus 1
	local := func(terms []Term) (*part, []Term) {
		if len(terms) == 0 {
			parts = append(parts, part{})
			return &parts[len(parts)-1], terms
		}
		at := &number[find(terms[0].Inner)]
		if *at == 0 {
			parts = append(parts, part{})
			*at = len(parts)
		}
		owner := &parts[*at-1]
		moved := slices.Clone(terms)
		for i, term := range terms {
			if place[term.Inner] == 0 {
				owner.Inner = append(owner.Inner, p.Inner[term.Inner])
				place[term.Inner] = len(owner.Inner)
			}
			moved[i].Inner = place[term.Inner] - 1
		}
		return owner, moved
	}
	at := make([]int, len(p.Cells)) // of a cell in its part
	for i, c := range p.Cells {
		owner, terms := local(c.Terms)
		c.Terms = terms
		at[i] = len(owner.Cells)
		owner.Cells, owner.cells = append(owner.Cells, c), append(owner.cells, i)
	}
	for i, g := range p.Guards {
		if terms := p.Cells[g.Of].Terms; len(terms) > 0 && len(p.Cells[g.Less].Terms) > 0 {
			owner, _ := local(terms)
			owner.Guards, owner.guards = append(owner.Guards, Guard{at[g.Of], at[g.Less], g.Cell}), append(owner.guards, i)
		} // a cell without inner cells is 0, and the other is guarded by itself
	}
	for _, terms := range p.Floors {
		if len(terms) > 0 {
			owner, moved := local(terms)
			owner.Floors = append(owner.Floors, moved)
		}
	}
	return parts
}

// join adds what was found of a part.
func (p part) join(r *Result, found Result) {
	for i, hidden := range found.Hidden {
		r.Hidden[p.cells[i]] = hidden
	}
	for _, i := range found.Unsafe {
		r.Unsafe = append(r.Unsafe, p.cells[i])
	}
	for _, i := range found.Exposed {
		r.Exposed = append(r.Exposed, p.guards[i])
	}
	for _, interval := range found.Intervals {
		interval.Cell = p.cells[interval.Cell]
		r.Intervals = append(r.Intervals, interval)
	}
}

// order sorts a result by cell.
func order(r *Result) {
	slices.Sort(r.Unsafe)
	slices.Sort(r.Exposed)
	slices.SortFunc(r.Intervals, func(a, b Interval) int { return cmp.Compare(a.Cell, b.Cell) })
}
