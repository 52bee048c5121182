package audit

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

// sdcTable is a case with its inner cells: two variables, the first of which becomes the unit.
type sdcTable struct {
	Settings struct {
		ProtectZeros bool
	}
	Inner []struct {
		Key  map[string]string
		Freq int64
	}
	Cells []struct {
		Key                 map[string]string
		Freq                int64
		Inner               []int
		Primary, Suppressed bool
		Lo                  float64 `json:"lp_lo"`
		Up                  float64 `json:"lp_up"`
	}
}

// folder publishes the case: rows are units, columns are groups. The bound of the files is 0.
func (s sdcTable) folder(row, column string, hidden func(i int) bool) (site, []string) {
	var units, values []string
	for _, c := range s.Inner {
		if !slices.Contains(units, c.Key[row]) {
			units = append(units, c.Key[row])
		}
		if !slices.Contains(values, c.Key[column]) {
			values = append(values, c.Key[column])
		}
	}
	x := site{structure: Structure{Threshold: 1, Width: 5, Zeros: "protected", Regions: city(units...),
		Dimensions: []Dimension{{"d", values}}, Measures: []Measure{{ID: "m", Kind: "flow", Persons: true}}}}
	var names []string
	for i, c := range s.Cells {
		line := "m 2022-01 " + c.Key[row]
		if c.Key[row] == "Total" {
			line = "m 2022-01 city"
		}
		if c.Key[column] != "Total" {
			line += " d=" + c.Key[column]
		}
		names = append(names, line)
		if hidden(i) {
			x.lines = append(x.lines, line+" Q")
		} else {
			x.lines = append(x.lines, fmt.Sprintf("%s %d", line, c.Freq))
		}
	}
	return x, names
}

// TestCaseIntervals: 11 with its extra cell has the intervals of the file and passes; without it one cell is known; 13
// is safe by rank, but every withheld cell is 0 or 1.
func TestCaseIntervals(t *testing.T) {
	var s sdcTable
	statement(t, "11_fourbyfour_algebra", &s)
	x, _ := s.folder("v1", "v2", func(i int) bool { return s.Cells[i].Suppressed })
	x.structure.Width = 1000 // wider than any: the search ends at the bounds
	b := rebuilt(t, x)
	f := b.families()[0]
	intervals, err := f.judge(t.Context(), f.facts, f.goals)
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for i, g := range f.goals {
		for _, c := range s.Cells {
			if c.Suppressed && g.cell.Region == c.Key["v1"] && g.cell.Group == "d="+c.Key["v2"] {
				checked++
				if math.Abs(intervals[i].Lo-c.Lo) > 1e-6 || math.Abs(intervals[i].Hi-c.Up) > 1e-6 {
					t.Errorf("%v is in %v, want %v to %v", g.cell.Key, intervals[i], c.Lo, c.Up)
				}
			}
		}
	}
	if checked != 10 {
		t.Errorf("%d intervals were compared", checked)
	}
	x, _ = s.folder("v1", "v2", func(i int) bool { return s.Cells[i].Suppressed })
	found := judgedAlone(t, x)
	verdict(t, found)
	x, _ = s.folder("v1", "v2", func(i int) bool { return s.Cells[i].Primary })
	found = judgedAlone(t, x)
	verdict(t, found, "m/2022-01/w/d=b 不予公开，却能推算出来", "由公开的")
}

func TestRankSafeButNarrow(t *testing.T) {
	var s sdcTable
	statement(t, "13_narrow_interval_anySum", &s)
	for i := range s.Cells { // zeros stay as they are: they are published in some of the other cells
		if s.Cells[i].Freq == 0 && !s.Cells[i].Suppressed {
			t.Fatal("a zero is published")
		}
	}
	x, _ := s.folder("r", "c", func(i int) bool { return s.Cells[i].Suppressed })
	found := judgedAlone(t, x)
	for _, cell := range []string{"r1/d=c1", "r1/d=c2", "r2/d=c1", "r2/d=c2"} {
		verdict(t, found, "m/2022-01/"+cell+" 不予公开，却能推算出来，只剩 2 种可能")
	}
}
