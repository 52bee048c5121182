package audit

import (
	"encoding/json"
	"slices"
	"strings"

	"gongkai/generator/diag"
)

// Structure is structure.json: what the published figures are made of. The audit trusts it as it trusts the figures: which
// measures count people, what adds up to what, and where a count began anew. It is not trusted with turning the audit off
// (policy): a threshold that protects nobody fails, and so does a measure in 人 or 户 that is said to count something else.
type Structure struct {
	Threshold  int64       `json:"threshold"` // a count from 1 to Threshold−1 is withheld
	Width      int64       `json:"width"`     // no interval may be narrower
	Zeros      string      `json:"zeros"`     // published: a withheld count is at least 1
	Regions    []Region    `json:"regions"`
	Dimensions []Dimension `json:"dimensions"`
	Measures   []Measure   `json:"measures"`
	Stocks     []Stock     `json:"stocks"`
	Figures    []Figure    `json:"figures"`
	Breaks     []Break     `json:"breaks"`
}

// Region is a unit or a sum of units.
type Region struct {
	ID     string `json:"id"`
	Parent string `json:"parent"`
	Leaf   bool   `json:"leaf"`
}

// Dimension is a variable by which figures are grouped.
type Dimension struct {
	ID     string   `json:"id"`
	Values []string `json:"values"`
}

// Measure is what the units report.
type Measure struct {
	ID       string `json:"id"`
	Kind     string `json:"kind"`     // cumulative, stock or flow
	Persons  bool   `json:"persons"`  // it counts people or households
	Additive *bool  `json:"additive"` // units and groups add up; not stated: they do
	PartOf   string `json:"part_of"`  // the measure that it never exceeds
	With     string `json:"with"`     // the count that it tells
}

// Stock is an identity: stock = stock of the month before + found − helped.
type Stock struct {
	Stock  string `json:"stock"`
	Found  string `json:"found"`
	Helped string `json:"helped"`
}

// Figure is a derived figure. It is another figure under its own name, or computed.
type Figure struct {
	ID          string   `json:"id"`
	Is          string   `json:"is"`           // the measure itself
	OpeningOf   string   `json:"opening_of"`   // the measure a month before
	IncrementOf string   `json:"increment_of"` // the measure less itself a month before, in January the measure
	Num         string   `json:"num"`          // Num ÷ Den, in percent
	Den         string   `json:"den"`
	Inputs      []string `json:"inputs"`       // measures without which it cannot be known
	Back        []int    `json:"back"`         // also of so many months before
	Increments  int      `json:"increments"`   // the increments of so many months, its own the last
	YearToDate  bool     `json:"year_to_date"` // also of every month since January
	OfUnits     bool     `json:"of_units"`     // also of the units
}

// silent reports whether nothing is said of what a figure is computed from. Only what was set beforehand needs none: the
// target of a year and its pace.
func (f Figure) silent() bool {
	return f.Is == "" && f.OpeningOf == "" && f.IncrementOf == "" && len(f.Inputs) == 0 && (f.Num == "" || f.Den == "") &&
		!strings.HasSuffix(f.ID, ".target") && !strings.HasSuffix(f.ID, ".pace")
}

// Break says that a cumulative measure of a unit was corrected downwards: it counts anew from the month.
type Break struct {
	Measure string `json:"measure"`
	Region  string `json:"region"`
	Period  string `json:"period"`
}

func readStructure(file string, data []byte, l *diag.List) (s Structure) {
	if err := json.Unmarshal(data, &s); err != nil || s.Threshold < 1 || s.Width < 1 || len(s.Regions) == 0 {
		l.Errorf(diag.Pos{File: file}, 0, rule, "重新生成一次", "读不懂，不能证明没有泄露")
	}
	return s
}

// lower is the least that a withheld count can be.
func (s Structure) lower() int64 {
	if s.Zeros == "published" {
		return 1
	}
	return 0
}

func (s Structure) measure(id string) (Measure, bool) {
	i := slices.IndexFunc(s.Measures, func(m Measure) bool { return m.ID == id })
	if i < 0 {
		return Measure{}, false
	}
	return s.Measures[i], true
}

// counted reports whether equations are written for a measure: it counts people, or it is money that tells their count.
func (m Measure) counted() bool { return m.Persons || m.money() }

// money reports whether a measure tells a count of people without counting them itself.
func (m Measure) money() bool { return !m.Persons && m.With != "" }

func (s Structure) figure(id string) (Figure, bool) {
	i := slices.IndexFunc(s.Figures, func(f Figure) bool { return f.ID == id })
	if i < 0 {
		return Figure{}, false
	}
	return s.Figures[i], true
}

// units lists the leaf units of a region, itself if it is one.
func (s Structure) units(region string) []string {
	var units []string
	for _, r := range s.Regions {
		if r.Leaf && s.within(r.ID, region) {
			units = append(units, r.ID)
		}
	}
	return units
}

func (s Structure) within(id, whole string) bool {
	for range s.Regions { // a circle of parents ends, too
		if id == whole {
			return true
		}
		i := slices.IndexFunc(s.Regions, func(r Region) bool { return r.ID == id })
		if i < 0 {
			return false
		}
		id = s.Regions[i].Parent
	}
	return id == whole
}

// part is one condition of a group: sex=female.
type part struct{ dimension, value string }

// parts splits a group; false when the structure does not know it.
func (s Structure) parts(group string) ([]part, bool) {
	if group == "" {
		return nil, true
	}
	var parts []part
	for text := range strings.SplitSeq(group, ";") {
		dimension, value, _ := strings.Cut(text, "=")
		i := slices.IndexFunc(s.Dimensions, func(d Dimension) bool { return d.ID == dimension })
		if i < 0 || !slices.Contains(s.Dimensions[i].Values, value) {
			return nil, false
		}
		parts = append(parts, part{dimension, value})
	}
	return parts, true
}
