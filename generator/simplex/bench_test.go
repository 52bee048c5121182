package simplex

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// cube is a table of units × sexes × ages × categories with all margins, in which counts of 1 to 4 are hidden and in
// every line that adds up none or several cells.
func cube(seed uint64, size [4]int, mean float64) (System, []Goal, []int64) {
	random := rand.New(rand.NewPCG(seed, 4))
	cells := 1
	for _, n := range size {
		cells *= n + 1
	}
	// digit n of a dimension is its total
	digits := func(cell int) (d [4]int) {
		for k, n := range size {
			d[k] = cell % (n + 1)
			cell /= n + 1
		}
		return d
	}
	number := func(d [4]int) int {
		cell := 0
		for k := 3; k >= 0; k-- {
			cell = cell*(size[k]+1) + d[k]
		}
		return cell
	}
	inner := make([]int, cells) // number of an inner cell
	var table []int64
	sums := make([]int64, cells)
	forms := make([]Goal, cells)
	for cell := range cells {
		d := digits(cell)
		if d[0] == size[0] || d[1] == size[1] || d[2] == size[2] || d[3] == size[3] {
			continue
		}
		inner[cell] = len(table)
		n := int64(0)
		for random.Float64() > 1/(1+mean) {
			n++
		}
		table = append(table, n)
		for mask := range 16 {
			at := d
			for k := range 4 {
				if mask>>k&1 == 1 {
					at[k] = size[k]
				}
			}
			sums[number(at)] += n
			forms[number(at)] = append(forms[number(at)], Term{inner[cell], 1})
		}
	}
	hidden := make([]bool, cells)
	for cell, n := range sums {
		hidden[cell] = 0 < n && n < 5
	}
	for changed := true; changed; {
		changed = false
		for cell := range cells {
			for k := range 4 {
				d := digits(cell)
				if !hidden[cell] {
					continue
				}
				var open []int
				for v := range size[k] + 1 {
					d[k] = v
					open = append(open, number(d))
				}
				if slices.ContainsFunc(open, func(c int) bool { return c != cell && hidden[c] }) {
					continue
				}
				open = slices.DeleteFunc(open, func(c int) bool { return c == cell || sums[c] == 0 })
				if len(open) == 0 {
					continue
				}
				hidden[slices.MinFunc(open, func(a, b int) int { return int(sums[a] - sums[b]) })] = true
				changed = true
			}
		}
	}
	s := System{Vars: len(table), Lower: make([]int64, len(table))}
	var goals []Goal
	for cell, form := range forms {
		if !hidden[cell] {
			s.Rows = append(s.Rows, Row{form, sums[cell]})
			continue
		}
		goals = append(goals, form)
		if len(form) == 1 {
			s.Lower[form[0].Var] = 1
		}
	}
	return s, goals, table
}

func BenchmarkIntervals(b *testing.B) {
	for _, bench := range []struct {
		size  [4]int
		mean  float64
		width int64
		given bool
	}{
		{[4]int{16, 2, 9, 1}, 4, 5, false},
		{[4]int{16, 2, 9, 8}, 4, 5, false},
		{[4]int{16, 2, 9, 8}, 4, 5, true},
		{[4]int{16, 2, 9, 8}, 1, 5, false},
	} {
		s, goals, table := cube(1, bench.size, bench.mean)
		if !bench.given {
			table = nil
		}
		r, err := s.presolve()
		if err != nil {
			b.Fatal(err)
		}
		unknowns := 0
		for _, p := range r.parts {
			unknowns += len(p.members)
		}
		b.Run(fmt.Sprintf("%dcells_%dhidden_%dunknowns_start=%v", len(s.Rows)+len(goals), len(goals), unknowns, bench.given), func(b *testing.B) {
			for b.Loop() {
				list, err := s.Intervals(goals, table, bench.width)
				if err != nil {
					b.Fatal(err)
				}
				narrow := 0
				for _, i := range list {
					if i.Narrow(bench.width) {
						narrow++
					}
				}
				b.ReportMetric(float64(narrow), "narrow")
			}
		})
	}
}
