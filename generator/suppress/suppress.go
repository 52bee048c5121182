// Package suppress chooses which cells of linked tables must be withheld so that no small count can be read or derived.
//
// It is pure: cells are integer forms over inner cells (the leaf combinations of every variable used anywhere), whatever
// they mean. The result depends on what the cells say, never on the order in which cells or inner cells are listed.
package suppress

// A Term is one inner cell of a form with its coefficient, as a rule 1 or -1.
type Term struct {
	Inner int
	Coef  int64
}

// A Kind says what may become of a cell.
type Kind uint8

const (
	Candidate Kind = iota // may be published or withheld
	Primary               // must not be known: withheld
	Virtual               // must not be known, but is no cell of its own: the difference of two months, the rest of a part
	Forced                // public already, by an earlier release
)

// A Cell is a form over inner cells and its true value.
type Cell struct {
	Terms []Term
	Value int64
	Kind  Kind
}

// A Problem is everything that one release would show, with the true table.
type Problem struct {
	Inner  []int64  // counts of the inner cells, none negative
	Cells  []Cell   // equal forms may come more than once: they share their fate
	Floors [][]Term // forms that everybody knows to be ≥ 0, beside the inner cells: the rest of a part, a stock
}

// A Policy is what counts as too small and how wide an interval must stay.
type Policy struct {
	Threshold      int64 // a Candidate in 1…Threshold-1 is taken for Primary
	Width          int64 // the least width of the interval that a reader can derive
	ProtectZeros   bool  // so is a zero (policy B)
	SecondaryZeros bool  // zeros may be withheld to protect others
	AnySum         bool  // the singleton rule
	Lower          int64 // what everybody knows a withheld cell to be at least: 1 where zeros are published (policy A)
}

// A Result says which cells are withheld, in the order of the problem's cells.
type Result struct {
	Hidden    []bool
	Unsafe    []int      // protected cells that forced cells give away: nothing can repair them
	Intervals []Interval // of the withheld and the virtual cells
}

// An Interval is what a reader can derive of a cell: no less than Lo and, unless Open, no more than Hi.
type Interval struct {
	Cell   int
	Lo, Hi int64
	Open   bool
}
