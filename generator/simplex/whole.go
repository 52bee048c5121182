package simplex

import (
	"math"
	"slices"
)

// mostBranches is how many systems the search for whole tables solves for one goal.
const mostBranches = 60

// A branching looks for whole tables that differ in a goal, by branch and bound: where the table that shows a bound has
// a fraction, either the unknown is at most the whole number below or at least the one above (Land and Doig, An
// automatic method of solving discrete programming problems, 1960).
type branching struct {
	goal   Goal
	width  int64
	lo, hi float64 // of the whole tables so far
	solved int
}

// Apart returns between what a goal lies in whole tables that fit, as far as the search sees them within its number of
// steps; it stops when they are width apart. start is one of them.
func (s System) Apart(goal Goal, start []int64, width int64) (lo, hi int64, err error) {
	b := &branching{goal: goal, width: width}
	for _, t := range goal {
		b.lo += float64(t.Coef) * float64(start[t.Var])
	}
	b.hi = b.lo
	s.Seen = nil
	if err := b.branch(s, start); err != nil {
		return 0, 0, err
	}
	return int64(b.lo), int64(b.hi), nil
}

func (b *branching) enough() bool { return b.hi-b.lo >= float64(b.width) || b.solved >= mostBranches }

// branch searches the tables of a system; start may be nil.
func (b *branching) branch(s System, start []int64) error {
	if b.enough() {
		return nil
	}
	b.solved++
	list, err := s.Intervals([]Goal{b.goal}, start, 0)
	if err == errNone || err == errCheck || err == errLost {
		return nil // nothing is seen here: that is never in favour of publishing
	}
	if err != nil {
		return err
	}
	i := list[0]
	if i.Open { // only so at the first, of which start is a whole table: some multiple of a ray is whole
		b.hi = b.lo + float64(b.width)
		return nil
	}
	for _, side := range []struct {
		bound float64
		table []float64
	}{{i.Hi, i.HiAt}, {i.Lo, i.LoAt}} {
		if side.bound <= b.hi && side.bound >= b.lo {
			continue
		}
		v := slices.IndexFunc(side.table, func(x float64) bool { return math.Abs(x-math.Round(x)) > tolerance })
		if v < 0 {
			b.lo, b.hi = min(b.lo, side.bound), max(b.hi, side.bound)
			continue
		}
		below := int64(math.Floor(side.table[v]))
		under, over := s, s
		under.Caps = append(slices.Clone(s.Caps), Row{[]Term{{v, 1}}, below})
		over.Caps = append(slices.Clone(s.Caps), Row{[]Term{{v, -1}}, -below - 1})
		if err := b.branch(under, nil); err != nil {
			return err
		}
		return b.branch(over, nil)
	}
	return nil
}
