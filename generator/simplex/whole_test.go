package simplex

import "testing"

// TestWholeTables: with fractions three cells of which any two are at most 1 add up to 1.5; with whole counts to 1.
func TestWholeTables(t *testing.T) {
	pairs := System{Vars: 6, Rows: []Row{{sum(0, 1, 3), 1}, {sum(1, 2, 4), 1}, {sum(0, 2, 5), 1}}}
	for _, test := range []struct {
		name   string
		system System
		goal   Goal
		start  []int64
		width  int64
		apart  int64
	}{
		{"a half too much", pairs, sum(0, 1, 2), []int64{0, 0, 0, 1, 1, 1}, 5, 1},
		{"from the other end", pairs, sum(0, 1, 2), []int64{1, 0, 0, 0, 1, 0}, 5, 1},
		{"no need to go on", System{Vars: 2, Rows: []Row{{sum(0, 1), 9}}}, sum(0), []int64{4, 5}, 5, 5},
		{"known", System{Vars: 2, Rows: []Row{{sum(0), 4}}}, sum(0), []int64{4, 0}, 5, 0},
		{"without a bound", System{Vars: 1}, sum(0), []int64{2}, 5, 5},
		{"every third number", System{Vars: 2, Rows: []Row{{[]Term{{0, 1}, {1, -3}}, 1}}, Caps: []Row{{sum(0), 8}}}, sum(0), []int64{4, 1}, 9, 6},
	} {
		lo, hi, err := test.system.Apart(test.goal, test.start, test.width)
		if err != nil || min(hi-lo, test.width) != test.apart {
			t.Errorf("%s: whole tables are %d to %d, %v", test.name, lo, hi, err)
		}
	}
}
