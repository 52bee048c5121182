package suppress

import (
	"fmt"
	"slices"
	"testing"
)

// set is a cell that adds inner cells.
func set(name string, p *Problem, kind Kind, inner ...int) {
	c := Cell{Name: name, Kind: kind}
	for _, i := range inner {
		c.Terms = append(c.Terms, Term{i, 1})
		c.Value += p.Inner[i]
	}
	p.Cells = append(p.Cells, c)
}

// named says of each cell whether it is among the names.
func named(p Problem, names ...string) []bool {
	list := make([]bool, len(p.Cells))
	for i, c := range p.Cells {
		list[i] = slices.Contains(names, c.Name)
	}
	return list
}

// protected fails unless a problem can be protected, and returns the names of the cells withheld.
func protected(t *testing.T, p Problem, policy Policy) []string {
	t.Helper()
	r, err := Protect(p, policy)
	if err != nil {
		t.Fatal(err)
	}
	if found := narrow(t, p, policy, r.Hidden); len(found) > 0 || len(r.Unsafe) > 0 {
		t.Errorf("narrow after repair: %v, unsafe %v", found, r.Unsafe)
	}
	var names []string
	for i, hidden := range r.Hidden {
		if hidden {
			names = append(names, p.Cells[i].Name)
		}
	}
	return names
}

// TestZerosPublishedLiftTheBound is case 18: a row with total 2 whose cells 1 and 1 are withheld. Whoever knows that
// zeros are published knows both to be 1.
func TestZerosPublishedLiftTheBound(t *testing.T) {
	p := Problem{Inner: []int64{1, 1, 0, 30, 40, 50}}
	for i, name := range []string{"r1a", "r1b", "r1c", "r2a", "r2b", "r2c"} {
		set(name, &p, Candidate, i)
	}
	set("r1", &p, Candidate, 0, 1, 2)
	set("r2", &p, Candidate, 3, 4, 5)
	for i, name := range []string{"a", "b", "c"} {
		set(name, &p, Candidate, i, i+3)
	}
	set("all", &p, Candidate, 0, 1, 2, 3, 4, 5)
	withheld := named(p, "r1a", "r1b", "r2a", "r2b")
	for _, test := range []struct{ lower, lo, hi int64 }{{0, 0, 2}, {1, 1, 1}} {
		policy := Policy{Width: 2, Lower: test.lower}
		tables, err := compile(p, policy)
		if err != nil {
			t.Fatal(err)
		}
		hidden := make([]bool, len(withheld))
		for i, form := range tables.of { // every cell is a form of its own
			hidden[form] = withheld[i]
		}
		q, ranges, err := tables.ranges(hidden, 0)
		if err != nil {
			t.Fatal(err)
		}
		if lo, hi := ranges[slices.Index(q.of, tables.of[0])].Whole(); lo != test.lo || hi != test.hi {
			t.Errorf("bound %d: r1a is in [%d, %d], must be in [%d, %d]", test.lower, lo, hi, test.lo, test.hi)
		}
	}
	if !slices.Contains(narrow(t, p, policyA, withheld), 0) {
		t.Error("r1a is not found narrow")
	}
	if names := protected(t, p, policyA); !slices.Contains(names, "r1") {
		t.Errorf("the total 2 is published; withheld are %v", names)
	}
}

// TestCumulativesGiveIncrements is case 19: 12, 14, 14, 25 since January tell of 2 in February.
func TestCumulativesGiveIncrements(t *testing.T) {
	p := Problem{Inner: []int64{12, 2, 0, 11}}
	for m := range 4 {
		set(fmt.Sprintf("2026-0%d", m+1), &p, Candidate, []int{0, 1, 2, 3}[:m+1]...)
	}
	for q := range 4 {
		for m := q + 1; m < 4; m++ {
			if d := p.Cells[m].Value - p.Cells[q].Value; d > 0 && d < 5 {
				set(fmt.Sprintf("2026-0%d less 2026-0%d", m+1, q+1), &p, Virtual, []int{0, 1, 2, 3}[q+1:m+1]...)
			}
		}
	}
	for _, test := range []struct {
		published []string
		safe      bool
	}{
		{[]string{"2026-01", "2026-02", "2026-03", "2026-04"}, false},
		{[]string{"2026-01", "2026-02"}, false},
		{[]string{"2026-01", "2026-03"}, false},
		{[]string{"2026-01", "2026-04"}, true},
		{[]string{"2026-02", "2026-04"}, true},
		{[]string{"2026-01"}, true},
		{[]string{"2026-02", "2026-03", "2026-04"}, true},
	} {
		withheld := named(p, test.published...)
		for i := range withheld {
			withheld[i] = !withheld[i]
		}
		if found := narrow(t, p, policyA, withheld); (len(found) == 0) != test.safe {
			t.Errorf("with %v published these are narrow: %v", test.published, found)
		}
	}
	if names := protected(t, p, policyA); len(names) == 0 || len(names) == 4 {
		t.Errorf("withheld are %v", names)
	}
}

// TestRatesGiveNumerators is case 20: a rate of step s fixes a numerator as far as n(r-s/2) ≤ k ≤ n(r+s/2), which is said
// here with floors over k and the rest of n.
func TestRatesGiveNumerators(t *testing.T) {
	for _, test := range []struct {
		n, rate, decimals int64 // 8.1 with one decimal: 81, 1
		numerators        []int64
	}{
		{37, 81, 1, []int64{3}},
		{412, 7, 1, []int64{3}},
		{2500, 1, 1, []int64{2, 3}},
		{2500, 12, 2, []int64{3}},
		{60, 5, 0, []int64{3}},
	} {
		p := Problem{Inner: []int64{3, test.n - 3}}
		set("k", &p, Candidate, 0)
		set("n", &p, Candidate, 0, 1)
		whole := int64(200)
		for range test.decimals {
			whole *= 10
		}
		low, high := 2*test.rate-1, 2*test.rate+1
		p.Floors = [][]Term{{{0, whole - low}, {1, -low}}, {{0, high - whole}, {1, high}}}
		tables, err := compile(p, policyA)
		if err != nil {
			t.Fatal(err)
		}
		_, ranges, err := tables.ranges([]bool{true, false}, 0)
		if err != nil {
			t.Fatal(err)
		}
		if lo, hi := ranges[0].Whole(); lo != test.numerators[0] || hi != test.numerators[len(test.numerators)-1] {
			t.Errorf("%d of %d: k is in [%d, %d], must be one of %v", test.rate, test.n, lo, hi, test.numerators)
		}
		if len(narrow(t, p, policyA, named(p, "k"))) == 0 {
			t.Errorf("%d of %d: k is not found narrow", test.rate, test.n)
		}
		if names := protected(t, p, policyA); len(names) != 2 {
			t.Errorf("beside the rate %d the denominator %d is published", test.rate, test.n)
		}
		p.Floors = nil // the rate is withheld with its numerator
		if names := protected(t, p, policyA); len(names) != 1 {
			t.Errorf("without a rate %v are withheld", names)
		}
	}
}

// TestScopesDiffer is case 21: two tables of the same groups, the second with some people more.
func TestScopesDiffer(t *testing.T) {
	one := []int64{50, 54, 128, 140, 39, 49}
	two := []int64{52, 55, 130, 140, 39, 49}
	p := Problem{Inner: slices.Clone(one)}
	for i := range one {
		p.Inner = append(p.Inner, two[i]-one[i])
		set(fmt.Sprintf("one %d", i), &p, Candidate, i)
	}
	for i := range two {
		set(fmt.Sprintf("two %d", i), &p, Candidate, i, i+6)
		if d := two[i] - one[i]; d > 0 && d < 5 {
			set(fmt.Sprintf("two less one %d", i), &p, Virtual, i+6)
		}
	}
	set("one", &p, Candidate, 0, 1, 2, 3, 4, 5)
	set("two", &p, Candidate, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
	found := narrow(t, p, policyA, make([]bool, len(p.Cells)))
	if len(found) != 3 {
		t.Errorf("published as they are, %v are narrow, not the differences 2, 1 and 2", found)
	}
	protected(t, p, policyA)
}

// TestForcedCells: what earlier releases published is never withheld; what it gives away alone is reported.
func TestForcedCells(t *testing.T) {
	p := Problem{Inner: []int64{3, 20, 30}}
	set("a", &p, Candidate, 0)
	set("b", &p, Candidate, 1)
	set("c", &p, Candidate, 2)
	set("ab", &p, Forced, 0, 1)
	set("abc", &p, Forced, 0, 1, 2)
	if names := protected(t, p, policyA); !slices.Equal(names, []string{"a", "b"}) {
		t.Errorf("withheld are %v", names)
	}
	set("b, earlier", &p, Forced, 1)
	for _, try := range []func(Problem, Policy) (Result, error){Suppress, Protect} {
		r, err := try(p, policyA)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(r.Unsafe, []int{0}) {
			t.Errorf("unsafe are %v", r.Unsafe)
		}
	}
}

// TestOnlyWholeTables: fractions of persons would leave 4 to 5 to a cell of which every whole table makes 5.
func TestOnlyWholeTables(t *testing.T) {
	p := Problem{Inner: []int64{1, 1, 1, 1, 1, 1, 1}, Floors: [][]Term{{{2, 1}, {3, -1}}}}
	set("a", &p, Candidate, 0, 1, 3)
	set("b", &p, Primary, 0, 1, 2, 5, 6)
	set("c", &p, Candidate, 0, 3, 4, 5, 6)
	set("d", &p, Primary, 0, 2, 3, 4, 5, 6)
	set("e", &p, Forced, 1, 3, 6)
	set("f", &p, Candidate, 0, 1, 2, 6)
	set("g", &p, Forced, 1, 2, 5)
	policy := Policy{Threshold: 2, Width: 1, SecondaryZeros: true}
	if found := narrow(t, p, policy, named(p, "b", "d")); len(found) > 0 {
		t.Errorf("with fractions %v are narrow as well", found)
	}
	if names := protected(t, p, policy); len(names) < 3 {
		t.Errorf("only %v are withheld", names)
	}
}

// TestParts: tables that share nothing are protected each for itself, and their results are told of the right cells.
func TestParts(t *testing.T) {
	p := Problem{Inner: []int64{3, 20, 30, 40, 2, 50, 60}}
	set("nothing", &p, Candidate)
	set("one a", &p, Candidate, 0)
	set("two a", &p, Candidate, 4)
	set("one b", &p, Candidate, 1)
	set("two b", &p, Candidate, 5)
	set("two", &p, Candidate, 4, 5, 6)
	set("one", &p, Candidate, 0, 1, 2)
	set("three", &p, Candidate, 3)
	p.Cells = append(p.Cells, Cell{Name: "twice one a", Terms: []Term{{0, 2}}, Value: 6})
	if names := protected(t, p, policyA); !slices.Equal(names, []string{"one a", "two a", "twice one a"}) {
		t.Errorf("withheld are %v", names)
	}
	r, err := Protect(p, policyA)
	if err != nil {
		t.Fatal(err)
	}
	var of []int
	for _, i := range r.Intervals {
		of = append(of, i.Cell)
		if p.Cells[i.Cell].Value < i.Lo || p.Cells[i.Cell].Value > i.Hi {
			t.Errorf("cell %d is %d, not in [%d, %d]", i.Cell, p.Cells[i.Cell].Value, i.Lo, i.Hi)
		}
	}
	if !slices.Equal(of, []int{1, 2, 8}) {
		t.Errorf("intervals are of %v", of)
	}
}

// TestNothingFits: what disagrees with itself is an error, not a release.
func TestNothingFits(t *testing.T) {
	for name, p := range map[string]Problem{
		"sum":      {Inner: []int64{3}, Cells: []Cell{{Terms: []Term{{0, 1}}, Value: 4}}},
		"unknown":  {Inner: []int64{3}, Cells: []Cell{{Terms: []Term{{1, 1}}, Value: 3}}},
		"negative": {Inner: []int64{-3}},
		"floor":    {Inner: []int64{3}, Floors: [][]Term{{{0, -1}}}},
		"large":    {Inner: []int64{1 << 40}, Cells: []Cell{{Terms: []Term{{0, 1 << 40}}}}},
	} {
		for _, try := range []func(Problem, Policy) (Result, error){Suppress, Protect} {
			if _, err := try(p, policyA); err == nil {
				t.Errorf("%s: no error", name)
			}
		}
	}
}
