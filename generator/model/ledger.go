package model

import "strconv"

// LedgerDir is where the ledger is: a folder for each release.
const LedgerDir = "data/ledger"

// Recorded is a release that was published before, as the ledger has it. What it published is public for
// ever: nothing that is published later may be judged without it.
type Recorded struct {
	Version      Version
	AsOf         Date
	Cells        []RecordedCell // by Key
	Observations string         // the files themselves, to be served as they are
	Structure    string
}

// RecordedCell is a figure of an earlier release. A withheld one has no number. Two figures of a unit with one key
// and one revision are the same number.
type RecordedCell struct {
	Key
	State    State
	Number   string // as Cell.Number prints it; empty unless State is Published
	Revision int
}

// Count returns a published whole number; false for anything else.
func (c RecordedCell) Count() (Amount, bool) {
	n, err := strconv.ParseInt(c.Number, 10, 64)
	return Amount(n), err == nil && c.State == Published
}

// Cell returns a figure of the release.
func (r Recorded) Cell(k Key) (RecordedCell, bool) {
	return search(r.Cells, k, func(c RecordedCell) Key { return c.Key })
}
