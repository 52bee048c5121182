package simplex

import (
	"errors"
	"math"
	"slices"
)

// A piece is what one part has of a goal. Members of a column may differ in the goal, so a unit of the column is worth
// the largest coefficient at most and the smallest at least.
type piece struct {
	goal, part int
	cols       []int
	least      []float64 // of each of cols
	most       []float64
	leastOf    []int // the member that counts so
	mostOf     []int
	floor, top float64 // between these by single rows
	lo, hi     float64 // seen so far
	loAt, hiAt []float64
	exact      bool // there is no more to see
}

// A search finds the intervals of a system.
type search struct {
	system  System
	reduced reduced
	start   [][]float64 // a table of each part that fits
	solvers []*solver   // nil: not begun
	pieces  []piece
	of      [][]int // the pieces of each goal
	in      [][]int // those of each part
	width   float64 // 0: none
	spent   *int64
}

// Intervals returns the range of each goal. start is a table that fits, from which the search may begin; with nil it
// finds one. With width > 0 the search for a goal stops as soon as its tables differ by width. It is an error if no
// table fits or if the search does not end.
func (s System) Intervals(goals []Goal, start []int64, width int64) ([]Interval, error) {
	q, err := s.open(goals)
	if err != nil {
		return nil, err
	}
	q.width = float64(width)
	if err := q.begin(start); err != nil {
		return nil, err
	}
	for p := range q.in {
		q.see(p, q.start[p])
	}
	for _, table := range s.Seen {
		q.recall(table)
	}
	for g := range goals {
		for _, k := range q.of[g] {
			if err := q.stopped(); err != nil {
				return nil, err
			}
			if err := q.bound(k); err != nil {
				return nil, err
			}
		}
	}
	return q.results(goals)
}

func (q *search) stopped() error {
	if q.system.Stop == nil {
		return nil
	}
	return q.system.Stop()
}

// open begins a search: what the rows fix at once and between what the rest of each goal lies by single rows.
func (s System) open(goals []Goal) (*search, error) {
	if s.Vars < 0 || s.Lower != nil && len(s.Lower) != s.Vars {
		return nil, errors.New("simplex: the bounds are not those of the unknowns")
	}
	r, err := s.presolve()
	if err != nil {
		return nil, err
	}
	q := &search{system: s, reduced: r, solvers: make([]*solver, len(r.parts)), of: make([][]int, len(goals)), in: make([][]int, len(r.parts)), spent: s.Spent}
	if q.spent == nil {
		q.spent = new(int64)
	}
	for g, goal := range goals {
		if err := q.divide(g, goal); err != nil {
			return nil, err
		}
	}
	for p := range q.in {
		q.limit(p)
	}
	return q, nil
}

// begin finds a table of each part that fits.
func (q *search) begin(start []int64) error {
	if start != nil && len(start) != q.system.Vars {
		return errors.New("simplex: the table to start from is not one of the unknowns")
	}
	if start != nil {
		table := make([]float64, len(start))
		for v, x := range start {
			table[v] = float64(x)
		}
		if err := q.check(table); err != nil {
			return err
		}
		for _, p := range q.reduced.parts {
			q.start = append(q.start, q.amounts(p, table))
		}
		return q.check(q.table(nil, true))
	}
	for i, p := range q.reduced.parts {
		s, err := newSolver(p, nil, q.spent)
		if err != nil {
			return err
		}
		q.solvers[i] = s
		q.start = append(q.start, s.table())
	}
	return q.check(q.table(nil, true))
}

// above returns by how much an unknown exceeds its bound; that of a cap is what it leaves.
func (s System) above(v int, table []float64) float64 {
	if v < s.Vars {
		return table[v] - float64(s.lower(v))
	}
	row := s.Caps[v-s.Vars]
	left := float64(row.Value)
	for _, t := range row.Terms {
		left -= float64(t.Coef) * table[t.Var]
	}
	return left
}

// divide makes the pieces of a goal.
func (q *search) divide(g int, goal Goal) error {
	for _, t := range goal {
		if t.Var < 0 || t.Var >= q.system.Vars {
			return errors.New("simplex: a goal names an unknown that does not exist")
		}
	}
	var touched []place
	seen := map[place]bool{}
	coef := map[int]float64{}
	for _, t := range combine(slices.Clone(goal)) {
		coef[t.Var] = float64(t.Coef)
		if at := q.reduced.at[t.Var]; at.part >= 0 && !seen[at] {
			seen[at] = true
			touched = append(touched, at)
		}
	}
	for _, at := range touched {
		k := slices.IndexFunc(q.of[g], func(k int) bool { return q.pieces[k].part == at.part })
		if k < 0 {
			k = len(q.of[g])
			q.of[g] = append(q.of[g], len(q.pieces))
			q.in[at.part] = append(q.in[at.part], len(q.pieces))
			q.pieces = append(q.pieces, piece{goal: g, part: at.part, lo: math.Inf(1), hi: math.Inf(-1)})
		}
		p := &q.pieces[q.of[g][k]]
		list := q.reduced.parts[at.part].members[at.col]
		least, most := list[0], list[0]
		for _, v := range list {
			if coef[v] < coef[least] {
				least = v
			}
			if coef[v] > coef[most] {
				most = v
			}
		}
		p.cols = append(p.cols, at.col)
		p.least, p.leastOf = append(p.least, coef[least]), append(p.leastOf, least)
		p.most, p.mostOf = append(p.most, coef[most]), append(p.mostOf, most)
	}
	return nil
}

// limit sets between what the pieces of a part can lie at all.
func (q *search) limit(part int) {
	if len(q.in[part]) == 0 {
		return
	}
	least, most := q.reduced.parts[part].bounds()
	for _, k := range q.in[part] {
		p := &q.pieces[k]
		for i, c := range p.cols {
			p.floor += min(product(p.least[i], least[c]), product(p.least[i], most[c]))
			p.top += max(product(p.most[i], least[c]), product(p.most[i], most[c]))
		}
	}
}

// recall takes a table known from elsewhere for a witness, if it fits.
func (q *search) recall(table []float64) {
	if len(table) != q.system.Vars || q.check(table) != nil {
		return
	}
	for i, p := range q.reduced.parts {
		if len(q.in[i]) > 0 {
			q.see(i, q.amounts(p, table))
		}
	}
}

// amounts is a table over the columns of a part.
func (q *search) amounts(p part, table []float64) []float64 {
	x := make([]float64, len(p.members))
	for c, list := range p.members {
		for _, v := range list {
			x[c] += q.system.above(v, table)
		}
	}
	return x
}

// product is 0 for no times unlimited.
func product(a, b float64) float64 {
	if a == 0 {
		return 0
	}
	return a * b
}

// spread is how far the tables of a goal differ so far.
func (q *search) spread(g int) float64 {
	sum := 0.0
	for _, k := range q.of[g] {
		sum += q.pieces[k].hi - q.pieces[k].lo
	}
	return sum
}

func (q *search) enough(g int) bool {
	return q.width > 0 && q.spread(g) >= q.width
}

// see takes a table as a witness for every goal of its part.
func (q *search) see(part int, x []float64) {
	for _, k := range q.in[part] {
		p := &q.pieces[k]
		if p.loAt != nil && q.enough(p.goal) {
			continue
		}
		lo, hi := 0.0, 0.0
		for i, c := range p.cols {
			lo += p.least[i] * x[c]
			hi += p.most[i] * x[c]
		}
		if lo < p.lo {
			p.lo, p.loAt = lo, x
		}
		if hi > p.hi {
			p.hi, p.hiAt = hi, x
		}
	}
}

// bound searches the largest and the smallest value of a piece.
func (q *search) bound(k int) error {
	p := &q.pieces[k]
	s := q.solvers[p.part]
	for _, up := range []bool{true, false} {
		if q.enough(p.goal) {
			return nil
		}
		reached := func() bool {
			if up {
				return p.hi >= p.top-feasible
			}
			return p.lo <= p.floor+feasible
		}
		if reached() {
			continue
		}
		if s == nil {
			var err error
			if s, err = newSolver(q.reduced.parts[p.part], q.start[p.part], q.spent); err != nil {
				return err
			}
			q.solvers[p.part] = s
			q.see(p.part, s.table())
		}
		worth := make([]float64, len(s.x))
		for i, c := range p.cols {
			worth[c] = -p.least[i]
			if up {
				worth[c] = p.most[i]
			}
		}
		ray, err := s.climb(worth, func() bool {
			if q.stopped() != nil {
				return true
			}
			if q.width == 0 {
				return false
			}
			q.see(p.part, s.table())
			return q.enough(p.goal) || reached()
		})
		if err == nil {
			err = q.stopped()
		}
		if err != nil {
			return err
		}
		q.see(p.part, s.table())
		if ray != nil {
			p.open(s.table(), ray, worth, max(1, q.width), up)
		}
	}
	p.exact = !q.enough(p.goal)
	return nil
}

// table copies the amounts of the vertex without what is rounding.
func (s *solver) table() []float64 {
	table := slices.Clone(s.x)
	for c, v := range table {
		if near := math.Round(v); math.Abs(v-near) < feasible {
			table[c] = near
		}
	}
	return table
}

// open notes that the piece has no bound and goes along the ray until it has grown by far.
func (p *piece) open(x, ray, worth []float64, far float64, up bool) {
	each := 0.0
	for c, v := range ray {
		each += v * worth[c]
	}
	for c, v := range ray {
		x[c] += v * far / each
	}
	if up {
		p.hi, p.hiAt = math.Inf(1), x
	} else {
		p.lo, p.loAt = math.Inf(-1), x
	}
}
