package simplex

import "math"

// An activity is the sum of what some terms are at least or at most; unlimited counts the terms without such a bound.
type activity struct {
	sum       float64
	unlimited int
}

func (a *activity) add(v float64) {
	if math.IsInf(v, 0) {
		a.unlimited++
	} else {
		a.sum += v
	}
}

// without returns the sum without one of its terms; false: another has no bound.
func (a activity) without(v float64) (float64, bool) {
	if math.IsInf(v, 0) {
		return a.sum, a.unlimited == 1
	}
	return a.sum - v, a.unlimited == 0
}

// bounds returns between what each column lies by what single rows leave to it. A goal that was seen at such a bound
// needs no search. A few rounds are enough: they may come closer to their limit for ever.
func (p part) bounds() (least, most []float64) {
	least, most = make([]float64, len(p.members)), make([]float64, len(p.members))
	for c := range most {
		most[c] = math.Inf(1)
	}
	for changed, rounds := true, 0; changed && rounds < 10; rounds++ {
		changed = false
		for _, row := range p.rows {
			var low, high activity
			for _, t := range row.Terms {
				l, h := ends(t, least, most)
				low.add(l)
				high.add(h)
			}
			for _, t := range row.Terms {
				l, h := ends(t, least, most)
				up, down := math.Inf(1), math.Inf(-1) // for the term
				if rest, ok := low.without(l); ok {
					up = float64(row.Value) - rest
				}
				if rest, ok := high.without(h); ok {
					down = float64(row.Value) - rest
				}
				coef := float64(t.Coef)
				if coef < 0 {
					up, down = down, up
				}
				if up/coef < most[t.Var]-feasible {
					most[t.Var], changed = up/coef, true
				}
				if down/coef > least[t.Var]+feasible {
					least[t.Var], changed = down/coef, true
				}
			}
		}
	}
	return least, most
}

// ends returns what a term is at least and at most.
func ends(t Term, least, most []float64) (low, high float64) {
	low, high = float64(t.Coef)*least[t.Var], float64(t.Coef)*most[t.Var]
	return min(low, high), max(low, high)
}

// Limits returns between what each goal lies by single rows: its interval or more, without tables that show it. It is
// quick, and what is narrow by it is narrow.
func (s System) Limits(goals []Goal) ([]Interval, error) {
	q, err := s.open(goals)
	if err != nil {
		return nil, err
	}
	list := make([]Interval, len(goals))
	for g, goal := range goals {
		i := q.settled(goal)
		for _, k := range q.of[g] {
			i.Lo, i.Hi = i.Lo+q.pieces[k].floor, i.Hi+q.pieces[k].top
		}
		i.Open = math.IsInf(i.Lo, 0) || math.IsInf(i.Hi, 0)
		list[g] = i
	}
	return list, nil
}
