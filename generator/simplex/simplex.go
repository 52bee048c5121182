// Package simplex says how far linear forms can vary over the tables that fit what is known: the smallest and the
// largest value of a withheld cell over all x with A·x = b (Rows), C·x ≤ d (Caps) and x ≥ lower.
//
// It is the only package between a CSV cell and a published number that computes in floating point. No published
// figure comes from it: it only judges. What it claims in favour of publishing, a table that fits and shows a value,
// is added up again in the integer rows before it is returned; whatever cannot be finished or checked is an error.
package simplex

import "math"

// A Term is Coef times the unknown Var.
type Term struct {
	Var  int
	Coef int64
}

// A Row says that the sum of its terms is Value, as one of System.Caps that it is at most Value.
type Row struct {
	Terms []Term
	Value int64
}

// A System is what is known about Vars unknown counts. A search changes nothing in it but the number at Spent.
type System struct {
	Vars  int
	Lower []int64 // of each unknown; nil: all 0
	Rows  []Row
	Caps  []Row
	Seen  [][]float64 // tables of which some may fit, perhaps of a system that said more: what they show is not searched again
	// Stop is asked before each step of a search; its error ends the search. nil: only the number of steps does.
	Stop  func() error
	Spent *int64 // counts the work of several systems, one after the other, which is limited together; nil: this one has a limit of its own
}

// A Goal is a linear form whose range is asked for, such as a withheld cell.
type Goal = []Term

// An Interval is what a goal can be. LoAt and HiAt are tables that fit the system and show Lo and Hi; intervals share
// tables, so they must not be written to. Without a bound (Open) Lo is -Inf or Hi is +Inf, and the table of that side
// shows that the goal spreads by the width asked for, 1 at least.
type Interval struct {
	Lo, Hi     float64
	Open       bool
	Exact      bool // Lo and Hi are the minimum and the maximum; otherwise the search stopped at the width asked for
	LoAt, HiAt []float64
}

// tolerance is what bounds and sums of a table may be off by. Counts are whole numbers, and bounds are fractions with
// small denominators.
const tolerance = 1e-6

// Narrow reports whether the goal varies by less than width.
func (i Interval) Narrow(width int64) bool {
	return !i.Open && i.Hi-i.Lo < float64(width)-tolerance
}

// Whole returns the smallest and the largest whole number of the interval; that of an open side is beyond any count.
func (i Interval) Whole() (lo, hi int64) {
	lo, hi = math.MinInt64, math.MaxInt64
	if !math.IsInf(i.Lo, -1) {
		lo = int64(math.Ceil(i.Lo - tolerance))
	}
	if !math.IsInf(i.Hi, 1) {
		hi = int64(math.Floor(i.Hi + tolerance))
	}
	return lo, hi
}
