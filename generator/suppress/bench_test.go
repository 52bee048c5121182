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

// BenchmarkProtectCube510Cells288Unknowns leaves out the categories: suppression, ranges and repair together.
func BenchmarkProtectCube510Cells288Unknowns(b *testing.B) {
	p := cube(rand.New(rand.NewPCG(1, 2)), 40, 16, 2, 9)
	for b.Loop() {
		r, err := Protect(p, policyA)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(hidden(r)), "hidden")
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
