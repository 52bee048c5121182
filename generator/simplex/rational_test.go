package simplex

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// TestRational compares random systems – coefficients of either sign, caps, bounds, rows said again, no bound above – with
// a second method in exact fractions.
func TestRational(t *testing.T) {
	finite, open, none := 0, 0, 0
	for seed := range uint64(600) {
		random := rand.New(rand.NewPCG(seed, 7))
		s := System{Vars: 2 + random.IntN(8)}
		var table []int64
		for range s.Vars {
			s.Lower = append(s.Lower, int64(random.IntN(3)-1))
			table = append(table, s.Lower[len(table)]+int64(random.IntN(4)))
		}
		form := func() (terms []Term, value int64) {
			for v := range s.Vars {
				if random.IntN(2) == 0 {
					terms = append(terms, Term{v, []int64{1, 1, 1, 1, -1, 2, -3}[random.IntN(7)]})
					value += terms[len(terms)-1].Coef * table[v]
				}
			}
			return terms, value
		}
		for range 1 + random.IntN(4) {
			terms, value := form()
			s.Rows = append(s.Rows, Row{terms, value})
		}
		if random.IntN(3) == 0 { // the sum of two rows
			a, b := s.Rows[0], s.Rows[len(s.Rows)-1]
			s.Rows = append(s.Rows, Row{append(append([]Term{}, a.Terms...), b.Terms...), a.Value + b.Value})
		}
		for range random.IntN(3) {
			terms, value := form()
			s.Caps = append(s.Caps, Row{terms, value + int64(random.IntN(3))})
		}
		start := table
		if random.IntN(2) == 0 {
			start = nil
		}
		if random.IntN(5) == 0 {
			s.Rows[0].Value -= int64(random.IntN(9)) // perhaps no table fits any more
			start = nil
		}
		goal, _ := form()
		list, err := s.Intervals([]Goal{goal}, start, 0)
		lo, hi, fits := exactly(s, goal)
		if !fits {
			none++
			if err == nil {
				t.Errorf("seed %d: no table fits, but it found %v", seed, list[0])
			}
			continue
		}
		if err != nil {
			if whole := wholeOnly(s); !whole { // rows in which only fractions fit may be refused
				t.Errorf("seed %d: %v", seed, err)
			}
			continue
		}
		same := func(got float64, want *big.Rat) bool {
			if want == nil {
				open++
				return math.IsInf(got, 0)
			}
			finite++
			value, _ := want.Float64()
			return math.Abs(got-value) < 1e-6
		}
		if !same(list[0].Lo, lo) || !same(list[0].Hi, hi) {
			t.Errorf("seed %d: %v to %v, exactly %v to %v", seed, list[0].Lo, list[0].Hi, lo, hi)
		}
	}
	if finite == 0 || open == 0 || none == 0 {
		t.Error("some kind of system is missing: the test proves less than it says")
	}
	t.Log(finite, "bounds,", open, "open,", none, "systems that no table fits")
}

// wholeOnly reports whether presolve refuses a system, which it may do where a row with one unknown says a fraction.
func wholeOnly(s System) bool {
	_, err := s.presolve()
	return err != nil
}

// exactly solves a system with a dense tableau of fractions and Bland's rule; nil: no bound.
func exactly(s System, goal Goal) (lo, hi *big.Rat, fits bool) {
	rows := append(append([]Row{}, s.Rows...), s.Caps...)
	m, n := len(rows), s.Vars+len(s.Caps)
	tableau := make([][]*big.Rat, m) // structural columns, artificial ones, value
	head := make([]int, m)
	for r, row := range rows {
		tableau[r] = zeros(n + m + 1)
		value := row.Value
		for _, t := range row.Terms {
			tableau[r][t.Var].Add(tableau[r][t.Var], big.NewRat(t.Coef, 1))
			value -= t.Coef * s.Lower[t.Var]
		}
		if k := r - len(s.Rows); k >= 0 {
			tableau[r][s.Vars+k].SetInt64(1)
		}
		tableau[r][n+m].SetInt64(value)
		if value < 0 {
			for _, v := range tableau[r] {
				v.Neg(v)
			}
		}
		tableau[r][n+r].SetInt64(1)
		head[r] = n + r
	}
	phase := zeros(n + m + 1) // minus the sum of the artificial ones
	for _, row := range tableau {
		for c := range phase {
			if c < n || c == n+m {
				phase[c].Sub(phase[c], row[c])
			}
		}
	}
	if ascend(tableau, phase, head, n) || phase[n+m].Sign() != 0 {
		return nil, nil, false
	}
	for r := range head { // artificial ones leave, or their row says nothing
		for c := 0; head[r] >= n && c < n; c++ {
			if tableau[r][c].Sign() != 0 {
				pivot(tableau, phase, head, r, c)
			}
		}
	}
	bound := func(sign int64) *big.Rat {
		base := new(big.Rat)
		costs := zeros(n + m + 1)
		for _, t := range goal {
			costs[t.Var].Sub(costs[t.Var], big.NewRat(sign*t.Coef, 1))
			base.Add(base, big.NewRat(t.Coef*s.Lower[t.Var], 1))
		}
		for r, c := range head {
			if f := new(big.Rat).Set(costs[c]); f.Sign() != 0 {
				for k := range costs {
					costs[k].Sub(costs[k], new(big.Rat).Mul(f, tableau[r][k]))
				}
			}
		}
		if ascend(tableau, costs, head, n) {
			return nil
		}
		return base.Add(base, new(big.Rat).Mul(costs[n+m], big.NewRat(sign, 1)))
	}
	hi = bound(1)
	return bound(-1), hi, true
}

func zeros(n int) []*big.Rat {
	list := make([]*big.Rat, n)
	for i := range list {
		list[i] = new(big.Rat)
	}
	return list
}

// ascend exchanges the first of n columns whose cost is negative until none is, or reports that nothing limits one.
func ascend(tableau [][]*big.Rat, costs []*big.Rat, head []int, n int) (unlimited bool) {
	value := len(costs) - 1
	for {
		c := 0
		for c < n && costs[c].Sign() >= 0 {
			c++
		}
		if c == n {
			return false
		}
		at := -1
		var least *big.Rat
		for r, row := range tableau {
			if row[c].Sign() <= 0 {
				continue
			}
			t := new(big.Rat).Quo(row[value], row[c])
			if at < 0 || t.Cmp(least) < 0 || t.Cmp(least) == 0 && head[r] < head[at] {
				at, least = r, t
			}
		}
		if at < 0 {
			return true
		}
		pivot(tableau, costs, head, at, c)
	}
}

func pivot(tableau [][]*big.Rat, costs []*big.Rat, head []int, at, c int) {
	by := new(big.Rat).Inv(tableau[at][c])
	for _, v := range tableau[at] {
		v.Mul(v, by)
	}
	reduce := func(row []*big.Rat) {
		f := new(big.Rat).Set(row[c])
		for k := range row {
			row[k].Sub(row[k], new(big.Rat).Mul(f, tableau[at][k]))
		}
	}
	for r := range tableau {
		if r != at {
			reduce(tableau[r])
		}
	}
	reduce(costs)
	head[at] = c
}
