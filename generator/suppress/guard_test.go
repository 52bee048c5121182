package suppress

import (
	"slices"
	"testing"
)

// TestGuards: two units are withheld in two months; what both grew by, which nobody asks about alone, is published. With 5
// each of them grew by 0 to 5, which is narrower than 6 and could be few.
func TestGuards(t *testing.T) {
	policy := Policy{Threshold: 5, Width: 6, AnySum: true, Lower: 1}
	for _, test := range []struct {
		name    string
		grown   [2]int64
		kind    Kind // of what both grew by
		cell    bool // the growth of unit a is a figure, too
		hidden  bool // what both grew by
		exposed []int
	}{
		{name: "narrow and perhaps few", grown: [2]int64{0, 5}, hidden: true},
		{name: "wide", grown: [2]int64{0, 6}},
		{name: "known to be none", grown: [2]int64{0, 0}},
		{name: "known to be none and withheld as a figure", grown: [2]int64{0, 0}, cell: true, exposed: []int{0}},
		{name: "public already", grown: [2]int64{0, 5}, kind: Forced, exposed: []int{0, 1}},
	} {
		p := Problem{Inner: []int64{20, test.grown[0], 30, test.grown[1]}}
		set("a1", &p, Primary, 0)
		set("a2", &p, Primary, 0, 1)
		set("b1", &p, Primary, 2)
		set("b2", &p, Primary, 2, 3)
		set("both", &p, test.kind, 1, 3)
		p.Guards = []Guard{{1, 0, test.cell}, {3, 2, false}}
		r, err := Protect(p, policy)
		if err != nil {
			t.Fatal(err)
		}
		if r.Hidden[4] != test.hidden || !slices.Equal(r.Exposed, test.exposed) || len(r.Unsafe) > 0 {
			t.Errorf("%s: withheld %v, exposed %v, unsafe %v", test.name, r.Hidden[4], r.Exposed, r.Unsafe)
		}
		withheld := slices.Clone(r.Hidden)
		withheld[4] = false
		if found := narrow(t, p, policy, withheld); (test.hidden || test.exposed != nil) != slices.Contains(found, len(p.Cells)) {
			t.Errorf("%s: with all published, narrow are %v", test.name, found)
		}
	}
	p := Problem{Inner: []int64{20, 0, 30, 5}}
	set("a1", &p, Candidate, 0)
	set("a2", &p, Candidate, 0, 1)
	set("both", &p, Candidate, 1, 3)
	set("b", &p, Primary, 2)
	p.Guards = []Guard{{1, 0, true}}
	if names := protected(t, p, policy); !slices.Equal(names, []string{"b"}) {
		t.Errorf("of published cells nothing is guarded, withheld are %v", names)
	}
}
