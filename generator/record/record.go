// Package record holds figures as reported and as derived, before protection. Only load, derive, protect, build and
// explain may import it: what a writer cannot import, it cannot leak.
package record

import (
	"gongkai/generator/diag"
	"gongkai/generator/model"
)

// Observation is one reported figure. Source is a measure of data/measures.yaml; a unit reports, so Region is a leaf.
type Observation struct {
	model.Key
	Amount   model.Amount
	Pos      diag.Pos
	Note     string
	Revision int // 0 = as reported in its month; each correction, and a report after it, adds one
}

// Correction replaces an observation: old and new stay visible. Late is a report after the month's (补报): there is
// nothing that it replaces, and Old has only its key.
type Correction struct {
	Old    Observation
	New    Observation
	Late   bool
	Reason model.Text
	Date   model.Date
}

// Report is what was reported: the newest value of each key, sorted by key, and how it came about.
type Report struct {
	Observations []Observation
	Corrections  []Correction
}

// Figure is a reported or derived figure with everything that protect needs to decide about it.
type Figure struct {
	model.Key
	Value    model.Value
	State    model.State // Published = has a value, if protect allows; else NotSubmitted or NotApplicable
	Persons  bool        // it counts people or households: a small count is withheld for itself
	Inputs   []model.Key // figures it was computed from: it is withheld with any of them
	Sum      []model.Key // the units' figures that a city figure adds up; a sum is judged by its own size
	Apart    []model.Key // figures that Value has more decimals to print unlike: with any of them withheld it has one
	How      string      // formula in words with its numbers
	Shown    []model.Key // figures whose numbers How shows although they are no Inputs: How goes with any of them
	Why      string      // reason of a missing value, or what is left out; without numbers
	From     []diag.Pos
	Revision int // of a computed figure: the sum of those it was computed from, so that another number has another one
}

// Judgement is a judged indicator with the figures its status follows from.
type Judgement struct {
	model.Judgement
	Inputs []model.Key // the status is withheld with any of them
}

// Derived is the result of derive.
type Derived struct {
	Figures     []Figure // reported, city sums and derived, sorted by key
	Judgements  []Judgement
	Corrections []Correction
}
