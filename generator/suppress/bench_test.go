package suppress

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// cube is a table over variables whose levels each have a sum: every combination of levels and sums is a cell.
func cube(random *rand.Rand, mean float64, levels ...int) Problem {
	p := Problem{}
	inner, cells := 1, 1
	for _, n := range levels {
		inner, cells = inner*n, cells*(n+1)
	}
	for range inner {
		p.Inner = append(p.Inner, int64(random.ExpFloat64()*mean))
	}
	for c := range cells {
		cell := Cell{Name: fmt.Sprintf("%06d", c)}
		for i := range inner {
			if covers(c, i, levels) {
				cell.Terms = append(cell.Terms, Term{i, 1})
				cell.Value += p.Inner[i]
			}
		}
		p.Cells = append(p.Cells, cell)
	}
	return p
}

// covers says whether an inner cell lies in a cell: in each variable the same level, or the sum, which is the last.
func covers(cell, inner int, levels []int) bool {
	for _, n := range levels {
		if level := cell % (n + 1); level < n && level != inner%n {
			return false
		}
		cell, inner = cell/(n+1), inner/n
	}
	return true
}

// BenchmarkSuppressCube4590Cells2304Unknowns has 16 units, 2 sexes, 9 levels of age and 8 categories, with sums.
func BenchmarkSuppressCube4590Cells2304Unknowns(b *testing.B) {
	p := cube(rand.New(rand.NewPCG(1, 2)), 20, 16, 2, 9, 8)
	for b.Loop() {
		r, err := Suppress(p, policyA)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(hidden(r)), "hidden")
	}
}

var policyA = Policy{Threshold: 5, Width: 5, AnySum: true, Lower: 1}

// BenchmarkProtectCube4590Cells2304Unknowns is all of it: suppression, ranges and repair until none is narrow.
func BenchmarkProtectCube4590Cells2304Unknowns(b *testing.B) { protecting(b, 20, 16, 2, 9, 8) }

// BenchmarkProtectThreeWay510Cells288Unknowns leaves out the categories.
func BenchmarkProtectThreeWay510Cells288Unknowns(b *testing.B) { protecting(b, 40, 16, 2, 9) }

// BenchmarkProtectTwoWay170Cells144Unknowns leaves out the sexes as well.
func BenchmarkProtectTwoWay170Cells144Unknowns(b *testing.B) { protecting(b, 40, 16, 9) }

func protecting(b *testing.B, mean float64, levels ...int) {
	p := cube(rand.New(rand.NewPCG(1, 2)), mean, levels...)
	for b.Loop() {
		r, err := Protect(p, policyA)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(hidden(r)), "hidden")
	}
}

// BenchmarkIntervalsCube4590Cells2304Unknowns only asks of the protected cube in what range each withheld cell is.
func BenchmarkIntervalsCube4590Cells2304Unknowns(b *testing.B) {
	t, err := compile(cube(rand.New(rand.NewPCG(1, 2)), 20, 16, 2, 9, 8), policyA)
	if err != nil {
		b.Fatal(err)
	}
	r, err := Protect(t.Problem, policyA)
	if err != nil {
		b.Fatal(err)
	}
	withheld := make([]bool, len(t.forms))
	for i, form := range t.of {
		withheld[form] = r.Hidden[i]
	}
	for b.Loop() {
		q, _, err := t.ranges(withheld, policyA.Width+1)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(q.of)), "goals")
	}
}

func hidden(r Result) int {
	n := 0
	for _, h := range r.Hidden {
		if h {
			n++
		}
	}
	return n
}
