// Package suppress chooses which cells of linked tables must be withheld so that no small count can be read or derived.
//
// It is pure: cells are integer forms over inner cells (the leaf combinations of every variable used anywhere), whatever
// they mean. The result does not depend on how inner cells are numbered nor, when cells have names, in which order they
// are listed.
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
	Name  string // breaks ties between cells that are wanted alike; cells without names keep the order of the caller
	Terms []Term
	Value int64
	Kind  Kind
}

// A Problem is everything that one release would show, with the true table.
type Problem struct {
	Inner  []int64  // counts of the inner cells, none negative
	Cells  []Cell   // equal forms may come more than once: they share their fate
	Floors [][]Term // forms that everybody knows to be ≥ 0, beside the inner cells: the rest of a part, a stock
	Guards []Guard
}

// A Guard is the difference of two cells that is no small count itself. Nobody outside can know that it is none: while
// both cells are withheld it must not be known to be in a range narrower than the width that has a number from 1 to
// Threshold-1 in it. With one of them published it varies as the other does, with both it is no secret.
type Guard struct {
	Of, Less int  // places in Cells
	Cell     bool // it is withheld as a cell of its own: no narrow range at all
}

// A Policy is what counts as too small and how wide an interval must stay.
type Policy struct {
	Threshold      int64 // a Candidate in 1…Threshold-1 is taken for Primary, unless it is Forced as well
	Width          int64 // the least width of the interval that a reader can derive
	ProtectZeros   bool  // so is a zero (policy B)
	SecondaryZeros bool  // zeros may be withheld to protect others
	AnySum         bool  // the singleton rule
	Lower          int64 // what everybody knows a withheld cell to be at least: 1 where zeros are published (policy A)
}

// A Result says which cells are withheld, in the order of the problem's cells.
type Result struct {
	Hidden    []bool     // a virtual cell is never among them
	Unsafe    []int      // primary and virtual cells that forced cells give away: nothing can repair them
	Exposed   []int      // likewise the guards, by their places
	Intervals []Interval // of the withheld and the virtual cells
}

// An Interval says that a reader cannot tell of a cell more than that it is from Lo to Hi, or without bound on one side.
// A narrow one is exactly what can be derived; of a wide one no more is worked out than that it is wide enough.
type Interval struct {
	Cell   int
	Lo, Hi int64
	Open   bool
}

// Suppress withholds cells until no protected one is a linear combination of the published ones, all linked tables at
// once: Gaussian elimination after Langsrud, "Secondary cell suppression by Gaussian elimination" (PSD 2024). That says
// nothing about intervals: see Protect.
func Suppress(p Problem, policy Policy) (Result, error) {
	t, err := compile(p, policy)
	if err != nil {
		return Result{}, err
	}
	var entries int64
	hidden, unsafe, err := t.eliminate(&entries)
	if err != nil {
		return Result{}, err
	}
	return t.result(hidden, unsafe), nil
}

// result tells of cells what was found of forms.
func (t *tables) result(hidden, unsafe []bool) Result {
	r := Result{Hidden: make([]bool, len(t.of))}
	for i, form := range t.of {
		kind := t.Cells[i].Kind
		r.Hidden[i] = hidden[form] && kind != Virtual && kind != Forced
		if unsafe[form] && (kind == Primary || kind == Virtual || t.forms[form].kind != Forced) {
			r.Unsafe = append(r.Unsafe, i)
		}
	}
	return r
}
