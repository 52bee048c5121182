package simplex

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestOrder proves on tables with all margins, large enough that bases are factored anew, that bounds depend neither on
// where the search begins nor on the order of rows and unknowns, and that stopping at a width judges alike.
func TestOrder(t *testing.T) {
	for seed := range uint64(6) {
		s, goals, table := cube(seed, [4]int{6, 2, 4, 3}, 5)
		begun, err := s.Intervals(goals, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		given, err := s.Intervals(goals, table, 0)
		if err != nil {
			t.Fatal(err)
		}
		random := rand.New(rand.NewPCG(seed, 3))
		other, name := System{Vars: s.Vars, Lower: make([]int64, s.Vars)}, random.Perm(s.Vars)
		rename := func(terms []Term) (renamed []Term) {
			for _, k := range random.Perm(len(terms)) {
				renamed = append(renamed, Term{name[terms[k].Var], terms[k].Coef})
			}
			return renamed
		}
		for v, lower := range s.Lower {
			other.Lower[name[v]] = lower
		}
		for _, k := range random.Perm(len(s.Rows)) {
			other.Rows = append(other.Rows, Row{rename(s.Rows[k].Terms), s.Rows[k].Value})
		}
		var renamed []Goal
		for _, goal := range goals {
			renamed = append(renamed, rename(goal))
		}
		shuffled, err := other.Intervals(renamed, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		stopped, err := s.Intervals(goals, nil, 5)
		if err != nil {
			t.Fatal(err)
		}
		limits, err := s.Limits(goals)
		if err != nil {
			t.Fatal(err)
		}
		remembered := s
		for _, i := range stopped {
			remembered.Seen = append(remembered.Seen, i.LoAt, i.HiAt)
		}
		wrong := slices.Clone(stopped[0].LoAt)
		wrong[0] -= 100
		remembered.Seen = append(remembered.Seen, wrong, wrong[1:], nil)
		again, err := remembered.Intervals(goals, table, 5)
		if err != nil {
			t.Fatal(err)
		}
		stops := 0
		for g, i := range begun {
			if a, b := given[g], shuffled[g]; !i.Exact || math.Abs(i.Lo-a.Lo)+math.Abs(i.Hi-a.Hi)+math.Abs(i.Lo-b.Lo)+math.Abs(i.Hi-b.Hi) > 1e-6 {
				t.Errorf("seed %d, goal %d: %v to %v, from the table %v to %v, shuffled %v to %v", seed, g, i.Lo, i.Hi, a.Lo, a.Hi, b.Lo, b.Hi)
			}
			if i.Narrow(5) != stopped[g].Narrow(5) {
				t.Errorf("seed %d, goal %d: %v to %v, stopped at %v to %v", seed, g, i.Lo, i.Hi, stopped[g].Lo, stopped[g].Hi)
			}
			if l := limits[g]; l.Lo > i.Lo+1e-6 || l.Hi < i.Hi-1e-6 {
				t.Errorf("seed %d, goal %d: %v to %v, by single rows %v to %v", seed, g, i.Lo, i.Hi, l.Lo, l.Hi)
			}
			if i.Narrow(5) != again[g].Narrow(5) {
				t.Errorf("seed %d, goal %d: %v to %v, with tables known %v to %v", seed, g, i.Lo, i.Hi, again[g].Lo, again[g].Hi)
			}
			if !stopped[g].Exact {
				stops++
			}
		}
		if stops == 0 {
			t.Errorf("seed %d: no search was stopped", seed)
		}
	}
}

// TestCheck proves that the check of tables can fail: each count of a table that fits is made wrong in turn.
func TestCheck(t *testing.T) {
	s, _, table := cube(1, [4]int{3, 2, 2, 2}, 5)
	s.Caps = []Row{{sum(0, 1), table[0] + table[1]}}
	q := search{system: s}
	right := make([]float64, len(table))
	for v, n := range table {
		right[v] = float64(n)
	}
	if err := q.check(right); err != nil {
		t.Fatal(err)
	}
	for v := range right {
		for _, by := range []float64{-1, 1, 1e-4, math.Inf(1), math.NaN()} {
			was := right[v]
			right[v] += by
			if q.check(right) == nil {
				t.Errorf("unknown %d off by %v is not found", v, by)
			}
			right[v] = was
		}
	}
	i := Interval{Lo: 1, Hi: 3, LoAt: []float64{1}, HiAt: []float64{2}}
	if i.shown(sum(0), 1) {
		t.Error("a table that does not show the bound is taken")
	}
}

// TestWhole holds what an interval says about whole counts.
func TestWhole(t *testing.T) {
	for _, test := range []struct {
		i      Interval
		lo, hi int64
		narrow bool // than 5
	}{
		{Interval{Lo: 0, Hi: 5}, 0, 5, false},
		{Interval{Lo: 0.5, Hi: 4.5}, 1, 4, true},
		{Interval{Lo: 1, Hi: 5.9999999999}, 1, 6, false},
		{Interval{Lo: -0.0000000001, Hi: 4}, 0, 4, true},
		{Interval{Lo: 2, Hi: math.Inf(1), Open: true}, 2, math.MaxInt64, false},
		{Interval{Lo: math.Inf(-1), Hi: 3, Open: true}, math.MinInt64, 3, false},
	} {
		if lo, hi := test.i.Whole(); lo != test.lo || hi != test.hi || test.i.Narrow(5) != test.narrow {
			t.Errorf("%v to %v: %d to %d, narrow %v", test.i.Lo, test.i.Hi, lo, hi, test.i.Narrow(5))
		}
	}
}

// TestBounds holds what single rows leave to columns.
func TestBounds(t *testing.T) {
	inf := math.Inf(1)
	for _, test := range []struct {
		name string
		rows []Row
		lo   []float64
		hi   []float64
	}{
		{"no row", nil, []float64{0, 0, 0}, []float64{inf, inf, inf}},
		{"a sum", []Row{{sum(0, 1, 2), 4}}, []float64{0, 0, 0}, []float64{4, 4, 4}},
		{"what others leave", []Row{{sum(0, 1), 2}, {sum(1, 2), 9}}, []float64{0, 0, 7}, []float64{2, 2, 9}},
		{"a difference", []Row{{[]Term{{0, 1}, {1, -1}}, 3}, {sum(1, 2), 4}}, []float64{3, 0, 0}, []float64{7, 4, 4}},
		{"several of one", []Row{{[]Term{{0, 2}, {1, 4}}, 10}}, []float64{0, 0, 0}, []float64{5, 2.5, inf}},
	} {
		p := part{members: make([][]int, 3), rows: test.rows}
		if lo, hi := p.bounds(); !slices.Equal(lo, test.lo) || !slices.Equal(hi, test.hi) {
			t.Errorf("%s: %v to %v", test.name, lo, hi)
		}
	}
}

// TestLimitOfWork: a search that has used up its steps, or those of several systems together, ends with an error.
func TestLimitOfWork(t *testing.T) {
	s, goals, _ := cube(1, [4]int{4, 2, 3, 2}, 5)
	var spent int64
	s.Spent = &spent
	if _, err := s.Intervals(goals, nil, 0); err != nil || spent == 0 {
		t.Fatalf("%v after %d steps", err, spent)
	}
	spent = mostWork
	if _, err := s.Intervals(goals, nil, 0); err != ErrLong {
		t.Errorf("%v beyond the limit", err)
	}
}
