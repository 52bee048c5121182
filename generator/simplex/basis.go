package simplex

import (
	"cmp"
	"math"
	"slices"
)

// An entry is a coefficient in a row.
type entry struct {
	row int
	v   float64
}

// A basis solves equations with the chosen columns of a matrix: a triangular factorization of them, made from the
// integer columns, and the exchanges since then (the product form of the inverse: Chvátal, Linear Programming,
// chapters 7 and 24).
type basis struct {
	head   []int     // the chosen columns; the position of one is that of its pivot
	pivot  []int     // row of each pivot
	diag   []float64 // value of each pivot
	lower  [][]entry // what a pivot takes off rows that have none yet
	upper  [][]entry // what its column has in rows that had theirs
	active []int     // the pivots that take something off
	change []exchange
	work   []float64 // by row
}

// An exchange put another column at a position; alpha is that column in terms of the ones before.
type exchange struct {
	at    int
	by    float64
	alpha []entry // by position, without at
}

const (
	zero  = 1e-11 // entries below are rounding
	small = 1e-7  // no pivot is below
)

// factor chooses from the columns, in the order given, all that are independent of those before. rather is the row where
// the pivot of each should be, -1 or nil if it does not matter; those named come first and, where they are taken, no
// later column needs what they take off.
func factor(rows int, cols [][]entry, order, rather []int) *basis {
	b := &basis{work: make([]float64, rows)}
	count := make([]int, rows)
	for _, c := range order {
		for _, e := range cols[c] {
			count[e.row]++
		}
	}
	done, seen := make([]bool, rows), make([]bool, rows)
	w := b.work
	var touched []int // rows where the column is, or was, not 0
	from := -1        // the first of the active pivots that later columns need; -1: none yet
	for i, c := range order {
		if len(b.head) == rows {
			break
		}
		named := i < len(rather) && rather[i] >= 0
		if !named && from < 0 {
			from = len(b.active)
		}
		for _, r := range touched {
			w[r], seen[r] = 0, false
		}
		touched = touched[:0]
		for _, e := range cols[c] {
			w[e.row], seen[e.row] = e.v, true
			touched = append(touched, e.row)
		}
		if from >= 0 {
			for _, k := range b.active[from:] {
				t := w[b.pivot[k]]
				if t == 0 {
					continue
				}
				for _, e := range b.lower[k] {
					if !seen[e.row] {
						seen[e.row] = true
						touched = append(touched, e.row)
					}
					w[e.row] -= e.v * t
				}
			}
			slices.Sort(touched)
		}
		largest := 0.0
		for _, r := range touched {
			if !done[r] {
				largest = max(largest, math.Abs(w[r]))
			}
		}
		if largest < small {
			continue
		}
		at := -1 // the emptiest row whose entry is not much smaller than the largest (Markowitz' rule with a threshold)
		for _, r := range touched {
			if !done[r] && math.Abs(w[r]) >= largest/10 && (at < 0 || count[r] < count[at]) {
				at = r
			}
		}
		if named && math.Abs(w[rather[i]]) >= largest/10 {
			at = rather[i]
		} else if from < 0 {
			from = len(b.active)
		}
		var lower, upper []entry
		for _, r := range touched {
			switch v := w[r]; {
			case r == at || math.Abs(v) < zero:
			case done[r]:
				upper = append(upper, entry{r, v})
			default:
				lower = append(lower, entry{r, v / w[at]})
			}
		}
		done[at] = true
		if len(lower) > 0 {
			b.active = append(b.active, len(b.head))
		}
		b.head = append(b.head, c)
		b.pivot = append(b.pivot, at)
		b.diag = append(b.diag, w[at])
		b.lower = append(b.lower, lower)
		b.upper = append(b.upper, upper)
	}
	return b
}

func (b *basis) forward(w []float64) {
	for _, k := range b.active {
		if t := w[b.pivot[k]]; t != 0 {
			for _, e := range b.lower[k] {
				w[e.row] -= e.v * t
			}
		}
	}
}

// solve writes to x, by position, how the chosen columns add up to the column w, which it uses up.
func (b *basis) solve(w, x []float64) {
	b.forward(w)
	for k := len(b.pivot) - 1; k >= 0; k-- {
		t := w[b.pivot[k]]
		if math.Abs(t) < zero {
			x[k] = 0
			continue
		}
		t /= b.diag[k]
		x[k] = t
		for _, e := range b.upper[k] {
			w[e.row] -= e.v * t
		}
	}
	for _, c := range b.change {
		if x[c.at] == 0 {
			continue
		}
		t := x[c.at] / c.by
		x[c.at] = t
		for _, e := range c.alpha {
			x[e.row] -= e.v * t
		}
	}
}

// price writes to y the price of each row at which every chosen column is worth its cost c, which it uses up.
func (b *basis) price(c, y []float64) {
	for i := len(b.change) - 1; i >= 0; i-- {
		x := &b.change[i]
		t := c[x.at]
		for _, e := range x.alpha {
			t -= e.v * c[e.row]
		}
		c[x.at] = t / x.by
	}
	for k, r := range b.pivot {
		t := c[k]
		for _, e := range b.upper[k] {
			t -= e.v * y[e.row]
		}
		y[r] = t / b.diag[k]
	}
	for i := len(b.active) - 1; i >= 0; i-- {
		k := b.active[i]
		r := b.pivot[k]
		for _, e := range b.lower[k] {
			y[r] -= e.v * y[e.row]
		}
	}
}

// exchange puts column c, which is alpha in terms of the chosen ones, at a position.
func (b *basis) exchange(at, c int, alpha []float64) {
	x := exchange{at: at, by: alpha[at]}
	for i, v := range alpha {
		if i != at && math.Abs(v) > zero {
			x.alpha = append(x.alpha, entry{i, v})
		}
	}
	b.head[at] = c
	b.change = append(b.change, x)
}

// sparse orders columns so that few entries arise: first those with a row of their own, then rows with a column of
// their own, again and again, and the emptiest columns of what remains. pivots are the rows, -1 where any will do.
func sparse(rows int, cols [][]entry, chosen []int) (order, pivots []int) {
	users := make([][]int, rows) // positions in chosen
	count := make([]int, rows)
	left := make([]int, len(chosen))
	for i, c := range chosen {
		left[i] = len(cols[c])
		for _, e := range cols[c] {
			users[e.row] = append(users[e.row], i)
			count[e.row]++
		}
	}
	gone, closed := make([]bool, len(chosen)), make([]bool, rows)
	var queue []int
	take := func(i, row int) {
		gone[i], closed[row] = true, true
		order, pivots = append(order, chosen[i]), append(pivots, row)
		for _, e := range cols[chosen[i]] {
			count[e.row]--
		}
		for _, k := range users[row] {
			if left[k]--; left[k] == 1 && !gone[k] {
				queue = append(queue, k)
			}
		}
	}
	for i := range chosen {
		if left[i] == 1 {
			queue = append(queue, i)
		}
	}
	for {
		for len(queue) > 0 {
			i := queue[0]
			queue = queue[1:]
			if k := slices.IndexFunc(cols[chosen[i]], func(e entry) bool { return !closed[e.row] }); !gone[i] && k >= 0 {
				take(i, cols[chosen[i]][k].row)
			}
		}
		r := 0
		for r < rows && (closed[r] || count[r] != 1) {
			r++
		}
		if r == rows {
			break
		}
		take(users[r][slices.IndexFunc(users[r], func(i int) bool { return !gone[i] })], r)
	}
	var rest []int
	for i := range chosen {
		if !gone[i] {
			rest = append(rest, i)
		}
	}
	slices.SortStableFunc(rest, func(a, b int) int { return cmp.Compare(left[a], left[b]) })
	for _, i := range rest {
		order, pivots = append(order, chosen[i]), append(pivots, -1)
	}
	return order, pivots
}
