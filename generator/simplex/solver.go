package simplex

import (
	"cmp"
	"errors"
	"math"
	"slices"
)

// A solver walks over the vertices of a part: revised simplex, each search from the basis where the last one ended.
type solver struct {
	cols     [][]entry // over the independent rows
	b        []float64
	x        []float64 // of each column, at least 0
	place    []int     // position in the basis, -1: none
	basis    *basis
	entering int       // the last column that was tried
	y        []float64 // prices, by row
	c        []float64 // by position
	alpha    []float64 // by position
	column   []float64 // by row
	spent    *int64    // the work so far, perhaps of other solvers as well
}

const (
	refresh  = 100  // exchanges until the basis is factored anew
	residual = 1e-7 // what rows may be off by until then
	feasible = 1e-9 // counts above minus this are not negative
	gain     = 1e-9 // what a step must bring for each unit
	mostWork = 4e9  // what steps may take, each as much as there are columns and rows: protecting the 4,590-cell cube takes 1e7
	stalled  = 300  // steps in place after which Bland's rule takes over
)

var errLost = errors.New("simplex: the computation became too inexact")

// newSolver finds a vertex: from a table that fits by taking away what can be missed, otherwise from any basis by
// making what is negative less so (phase 1).
func newSolver(p part, start []float64, spent *int64) (*solver, error) {
	s := &solver{spent: spent, cols: make([][]entry, len(p.members)), x: make([]float64, len(p.members)), place: make([]int, len(p.members))}
	for r, row := range p.rows {
		s.b = append(s.b, float64(row.Value))
		for _, t := range row.Terms {
			s.cols[t.Var] = append(s.cols[t.Var], entry{r, float64(t.Coef)})
		}
	}
	order := make([]int, len(s.cols))
	for c := range order {
		order[c] = c
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if start != nil && (start[a] > 0) != (start[b] > 0) {
			return -cmp.Compare(start[a], start[b])
		}
		return cmp.Compare(len(s.cols[a]), len(s.cols[b]))
	})
	s.basis = factor(len(s.b), s.cols, order, nil)
	s.drop()
	s.y, s.column = make([]float64, len(s.b)), make([]float64, len(s.b))
	s.c, s.alpha = make([]float64, len(s.b)), make([]float64, len(s.b))
	if start != nil {
		copy(s.x, start)
		if err := s.refactor(); err != nil {
			return nil, err
		}
		return s, s.push()
	}
	if err := s.refactor(); err != nil {
		return nil, err
	}
	return s, s.begin()
}

// drop forgets the rows that depend on others: those without a pivot. Whether they agree is seen when tables are added
// up in all rows.
func (s *solver) drop() {
	number := make([]int, len(s.b))
	for r := range number {
		number[r] = -1
	}
	rows := slices.Sorted(slices.Values(s.basis.pivot))
	b := make([]float64, len(rows))
	for i, r := range rows {
		number[r], b[i] = i, s.b[r]
	}
	s.b = b
	for c, col := range s.cols {
		kept := col[:0]
		for _, e := range col {
			if number[e.row] >= 0 {
				kept = append(kept, entry{number[e.row], e.v})
			}
		}
		s.cols[c] = kept
	}
}

// refactor computes the basis and its amounts from the integer columns again.
func (s *solver) refactor() error {
	order, pivots := sparse(len(s.b), s.cols, s.basis.head)
	s.basis = factor(len(s.b), s.cols, order, pivots)
	if len(s.basis.head) < len(s.b) {
		return errLost
	}
	for c := range s.place {
		s.place[c] = -1
	}
	for at, c := range s.basis.head {
		s.place[c] = at
	}
	copy(s.column, s.b)
	for c, v := range s.x {
		if s.place[c] < 0 && v != 0 {
			for _, e := range s.cols[c] {
				s.column[e.row] -= e.v * v
			}
		}
	}
	s.basis.solve(s.column, s.alpha)
	for at, c := range s.basis.head {
		s.x[c] = s.alpha[at]
	}
	return nil
}

// direct computes column c in terms of the basis.
func (s *solver) direct(c int) {
	clear(s.column)
	for _, e := range s.cols[c] {
		s.column[e.row] = e.v
	}
	s.basis.solve(s.column, s.alpha)
}

// move changes column c by t and the basis so that the rows still hold.
func (s *solver) move(c int, t float64) {
	s.x[c] += t
	for at, v := range s.alpha {
		if v != 0 {
			s.x[s.basis.head[at]] -= t * v
		}
	}
}

// swap puts column c into the basis where the column at a position becomes 0.
func (s *solver) swap(at, c int) error {
	out := s.basis.head[at]
	s.x[out], s.place[out], s.place[c] = 0, -1, at
	s.basis.exchange(at, c, s.alpha)
	if len(s.basis.change) >= refresh {
		return s.refactor()
	}
	return nil
}

// push makes a vertex of a table: every amount outside the basis goes down to 0, or as far as the basis allows.
func (s *solver) push() error {
	for c := range s.cols {
		if s.place[c] >= 0 || s.x[c] == 0 {
			continue
		}
		s.direct(c)
		t, at := s.x[c], -1
		for i, v := range s.alpha {
			if v < -small && s.x[s.basis.head[i]] < -v*t {
				t, at = max(0, s.x[s.basis.head[i]]/-v), i
			}
		}
		s.move(c, -t)
		if at < 0 {
			s.x[c] = 0
			continue
		}
		if err := s.swap(at, c); err != nil {
			return err
		}
	}
	return nil
}

// off reports whether the rows no longer add up.
func (s *solver) off() bool {
	copy(s.column, s.b)
	for c, v := range s.x {
		if v != 0 {
			for _, e := range s.cols[c] {
				s.column[e.row] -= e.v * v
			}
		}
	}
	return slices.ContainsFunc(s.column, func(v float64) bool { return math.Abs(v) > residual })
}
