package simplex

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func sum(vars ...int) []Term {
	var terms []Term
	for _, v := range vars {
		terms = append(terms, Term{v, 1})
	}
	return terms
}

// TestIntervals holds systems that can be solved by hand.
func TestIntervals(t *testing.T) {
	inf := math.Inf(1)
	corner := []Row{{sum(0, 1), 2}, {sum(2, 3), 9}, {sum(0, 2), 5}, {sum(1, 3), 6}} // ⎡0 1⎤ row sums 2 and 9
	for _, test := range []struct {
		name   string
		system System
		goal   Goal
		lo, hi float64
	}{
		{"one unknown is left", System{Vars: 2, Rows: []Row{{sum(0, 1), 7}, {sum(1), 3}}}, sum(0), 4, 4},
		{"a sum of nothing fixes its members", System{Vars: 3, Rows: []Row{{sum(0, 1), 0}, {sum(0, 1, 2), 6}}}, sum(1, 2), 6, 6},
		{"two by two", System{Vars: 4, Rows: corner}, sum(0), 0, 2},
		{"two by two, hidden cells are at least 1", System{Vars: 4, Lower: []int64{1, 1, 1, 1}, Rows: corner}, sum(3), 5, 5},
		{"a row said twice, and the sum of all", System{Vars: 4, Rows: append(slices.Clone(corner), corner[0], Row{sum(0, 1, 2, 3), 11})}, sum(3), 4, 6},
		{"a difference", System{Vars: 4, Rows: corner}, []Term{{3, 1}, {0, -1}}, 4, 4},
		{"members of one column", System{Vars: 3, Rows: []Row{{sum(0, 1, 2), 8}}}, []Term{{0, 1}, {1, -1}}, -8, 8},
		{"a goal over two parts", System{Vars: 4, Rows: []Row{{sum(0, 1), 3}, {sum(2, 3), 4}}}, sum(0, 2), 0, 7},
		{"a goal with an unknown twice", System{Vars: 2, Rows: []Row{{sum(0, 1), 3}}}, sum(0, 0), 0, 6},
		{"nothing is known", System{Vars: 1}, sum(0), 0, inf},
		{"nothing is known, downwards", System{Vars: 2, Lower: []int64{2, 3}}, []Term{{0, -1}}, -inf, -2},
		{"only a difference is known", System{Vars: 2, Rows: []Row{{[]Term{{0, 1}, {1, -1}}, 3}}}, sum(0), 3, inf},
		{"a cap", System{Vars: 2, Rows: []Row{{sum(0, 1), 9}}, Caps: []Row{{sum(0), 4}}}, sum(1), 5, 9},
		{"a rate of 40% to 60%", System{Vars: 2, Rows: []Row{{sum(0, 1), 10}}, Caps: []Row{{[]Term{{0, 5}, {1, 0}}, 30}, {[]Term{{0, -5}}, -20}}}, sum(0), 4, 6},
		{"a negative bound", System{Vars: 2, Lower: []int64{-3, 0}, Rows: []Row{{sum(0, 1), 2}}}, sum(0), -3, 2},
		{"halves", System{Vars: 3, Rows: []Row{{sum(0, 1), 1}, {sum(1, 2), 1}, {sum(0, 2), 1}}}, sum(0), 0.5, 0.5},
		{"no goal", System{Vars: 1}, nil, 0, 0},
	} {
		list, err := test.system.Intervals([]Goal{test.goal}, nil, 0)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		got := list[0]
		if got.Lo != test.lo || got.Hi != test.hi || !got.Exact || got.Open != (math.IsInf(test.lo, 0) || math.IsInf(test.hi, 0)) {
			t.Errorf("%s: %v to %v, open %v, exact %v", test.name, got.Lo, got.Hi, got.Open, got.Exact)
		}
	}
}

// TestRefused holds systems that no table fits, and questions that make no sense: callers must not go on.
func TestRefused(t *testing.T) {
	two := []Row{{sum(0, 1), 7}}
	for _, test := range []struct {
		name   string
		system System
		goal   Goal
		start  []int64
		says   string
	}{
		{"rows that contradict each other", System{Vars: 2, Rows: []Row{{sum(0, 1), 7}, {sum(1, 0), 8}}}, nil, nil, "no table fits"},
		{"an unknown below its bound", System{Vars: 2, Lower: []int64{5, 5}, Rows: two}, nil, nil, "no table fits"},
		{"half a person", System{Vars: 2, Rows: []Row{{[]Term{{0, 2}}, 3}}}, nil, nil, "no table fits"},
		{"a dependent row that disagrees", System{Vars: 4, Rows: []Row{{sum(0, 1), 5}, {sum(2, 3), 5}, {sum(0, 2), 5}, {sum(1, 3), 6}}}, nil, nil, "fit"},
		{"only with negative counts", System{Vars: 3, Rows: []Row{{sum(0, 1), 2}, {sum(1, 2), 3}, {[]Term{{0, 1}, {2, -1}}, 4}}}, nil, nil, "fit"},
		{"a cap below the bounds", System{Vars: 2, Lower: []int64{2, 2}, Caps: []Row{{sum(0, 1), 3}}}, nil, nil, "no table fits"},
		{"a start that does not fit", System{Vars: 2, Rows: two}, nil, []int64{3, 3}, "does not fit"},
		{"a start of another size", System{Vars: 2, Rows: two}, nil, []int64{7}, "start"},
		{"an unknown goal", System{Vars: 2, Rows: two}, sum(2), nil, "goal"},
		{"an unknown of a row", System{Vars: 1, Rows: two}, nil, nil, "row"},
		{"bounds of others", System{Vars: 2, Lower: []int64{1}, Rows: two}, nil, nil, "bounds"},
		{"a number beyond float64", System{Vars: 2, Rows: []Row{{sum(0, 1), 1<<60 + 1}}}, nil, nil, "too large"},
	} {
		list, err := test.system.Intervals([]Goal{test.goal}, test.start, 0)
		if err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v, %v", test.name, list, err)
		}
	}
}

// TestEnumeration compares random tables with margins of which cells are hidden with all whole tables that fit. The
// rows of such tables have whole vertices, so both must agree.
func TestEnumeration(t *testing.T) {
	compared := 0
	for seed := range uint64(150) {
		random := rand.New(rand.NewPCG(seed, 12))
		rows, cols := 2+random.IntN(3), 2+random.IntN(2)
		table := make([]int64, rows*cols)
		s := System{Vars: len(table), Lower: make([]int64, len(table))}
		for v := range table {
			table[v] = int64(random.IntN(4))
			if random.IntN(3) == 0 {
				s.Rows = append(s.Rows, Row{sum(v), table[v]})
			} else if table[v] > 0 && seed%2 == 0 {
				s.Lower[v] = 1
			}
		}
		add := func(terms []Term) {
			value := int64(0)
			for _, t := range terms {
				value += table[t.Var]
			}
			s.Rows = append(s.Rows, Row{terms, value})
		}
		var all []Term
		for r := range rows {
			var terms []Term
			for c := range cols {
				terms = append(terms, Term{r*cols + c, 1})
			}
			all = append(all, terms...)
			add(terms)
		}
		for c := range cols {
			var terms []Term
			for r := range rows {
				terms = append(terms, Term{r*cols + c, 1})
			}
			add(terms)
		}
		add(all)
		var goals []Goal
		for v := range table {
			goals = append(goals, sum(v))
		}
		goals = append(goals, []Term{{0, 1}, {1, 1}}, []Term{{0, 1}, {len(table) - 1, -1}})
		los, his := enumerate(s, goals)
		for _, start := range [][]int64{nil, table} {
			list, err := s.Intervals(goals, start, 0)
			if err != nil {
				t.Fatal(seed, err)
			}
			wide, err := s.Intervals(goals, start, 2)
			if err != nil {
				t.Fatal(seed, err)
			}
			for g, i := range list {
				lo, hi := i.Whole()
				if lo != los[g] || hi != his[g] || !i.Exact {
					t.Errorf("seed %d, goal %d: %v to %v, enumerated %d to %d", seed, g, i.Lo, i.Hi, los[g], his[g])
				}
				w := wide[g]
				if w.Narrow(2) != i.Narrow(2) || w.Lo < i.Lo || w.Hi > i.Hi || w.Exact && (w.Lo != i.Lo || w.Hi != i.Hi) || w.Narrow(2) && !w.Exact {
					t.Errorf("seed %d, goal %d: %v with width, %v without", seed, g, w, i)
				}
				compared++
			}
		}
	}
	t.Log(compared, "intervals compared")
}

// enumerate tries every whole table that fits.
func enumerate(s System, goals []Goal) (los, his []int64) {
	los, his = make([]int64, len(goals)), make([]int64, len(goals))
	for g := range goals {
		los[g], his[g] = math.MaxInt64, math.MinInt64
	}
	table := make([]int64, s.Vars)
	left := make([]int64, len(s.Rows))
	uses := make([][]int, s.Vars)
	for r, row := range s.Rows {
		left[r] = row.Value
		for _, t := range row.Terms {
			uses[t.Var] = append(uses[t.Var], r)
		}
	}
	var try func(v int)
	try = func(v int) {
		if v == s.Vars {
			for _, n := range left {
				if n != 0 {
					return
				}
			}
			for g, goal := range goals {
				value := int64(0)
				for _, t := range goal {
					value += t.Coef * table[t.Var]
				}
				los[g], his[g] = min(los[g], value), max(his[g], value)
			}
			return
		}
		most := int64(math.MaxInt64)
		for _, r := range uses[v] {
			most = min(most, left[r])
		}
		for n := s.lower(v); n <= most; n++ {
			table[v] = n
			for _, r := range uses[v] {
				left[r] -= n
			}
			try(v + 1)
			for _, r := range uses[v] {
				left[r] += n
			}
		}
	}
	try(0)
	return los, his
}
