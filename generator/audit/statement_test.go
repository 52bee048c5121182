package audit

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/diag"
)

// statement reads a file of the sdc-cases, which say what is disclosed and why.
func statement(t *testing.T, name string, into any) {
	t.Helper()
	dir := os.Getenv("GONGKAI_SDC_CASES")
	if dir == "" {
		t.Skip("NOT RUN: GONGKAI_SDC_CASES does not name the folder of known cases")
	}
	data, err := os.ReadFile(filepath.Join(dir, name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}

// TestCountsHiddenByOneTotal is statement 18: where zeros are published, two withheld cells with the sum 2 are 1 and 1.
func TestCountsHiddenByOneTotal(t *testing.T) {
	var s struct {
		Settings struct{ Threshold int64 }
		Inner    []struct {
			Key  struct{ R, C string }
			Freq int64
		}
	}
	statement(t, "18_zero_published_lower_bound", &s)
	hidden := []string{"r1a", "r1b", "r2a", "r2b"}
	folder := func(zeros string) site {
		x := site{structure: Structure{Threshold: s.Settings.Threshold, Width: s.Settings.Threshold, Zeros: zeros,
			Regions: city("r1", "r2"), Dimensions: []Dimension{{"c", []string{"a", "b", "c"}}},
			Measures: []Measure{{ID: "m", Kind: "flow", Persons: true}}}}
		total, units, columns := int64(0), map[string]int64{}, map[string]int64{}
		for _, cell := range s.Inner {
			value := fmt.Sprint(cell.Freq)
			if slices.Contains(hidden, cell.Key.R+cell.Key.C) {
				value = "Q"
			}
			x.lines = append(x.lines, fmt.Sprintf("m 2022-01 %s c=%s %s", cell.Key.R, cell.Key.C, value))
			total += cell.Freq
			units[cell.Key.R] += cell.Freq
			columns[cell.Key.C] += cell.Freq
		}
		for _, r := range []string{"r1", "r2"} {
			x.lines = append(x.lines, fmt.Sprintf("m 2022-01 %s %d", r, units[r]))
		}
		for _, c := range []string{"a", "b", "c"} {
			x.lines = append(x.lines, fmt.Sprintf("m 2022-01 city c=%s %d", c, columns[c]))
		}
		x.lines = append(x.lines, fmt.Sprintf("m 2022-01 city %d", total))
		return x
	}
	x := folder("published")
	_, found := audited(t, x.folder(t), nil)
	verdict(t, found, "m/2022-01/r1 太小")
	// The total is withheld, as it must be: the row then has nothing but the columns, which leave 1 to 30 for r1a.
	i := slices.Index(x.lines, "m 2022-01 r1 2")
	x.lines[i] = "m 2022-01 r1 Q"
	_, found = audited(t, x.folder(t), nil)
	for _, d := range found {
		if strings.Contains(d.Text, "太小") {
			t.Errorf("%s", d.Text)
		}
	}
	// The equations alone find it as well: a threshold of 2 finds no total too small.
	x = folder("published")
	x.structure.Threshold = 2
	found = judgedAlone(t, x)
	verdict(t, found, "m/2022-01/r1/c=a 不予公开，却能推算出来，由公开的 m/2022-01/r1")
}

// TestDifferenceOfMonths is statement 19: every cumulative figure is large, the growth between two of them is not.
func TestDifferenceOfMonths(t *testing.T) {
	var s struct {
		Settings struct{ Threshold int64 }
		Series   map[string]map[string]int64
		Expect   struct {
			Safe   [][]string `json:"safe_alternatives"`
			Unsafe [][]string `json:"unsafe_examples"`
		}
	}
	statement(t, "19_cumulative_leak", &s)
	months := []string{"2026-01", "2026-02", "2026-03", "2026-04"}
	publish := func(shown []string) site {
		x := site{structure: Structure{Threshold: s.Settings.Threshold, Width: s.Settings.Threshold, Zeros: "published",
			Regions: []Region{{"D1", "", true}}, Measures: []Measure{{ID: "m", Kind: "cumulative", Persons: true}}}}
		for _, p := range months {
			value := "Q"
			if slices.Contains(shown, p) {
				value = fmt.Sprint(s.Series["D1"][p])
			}
			x.lines = append(x.lines, fmt.Sprintf("m %s D1 %s", p, value))
		}
		return x
	}
	naive := publish(months)
	_, found := audited(t, naive.folder(t), nil)
	verdict(t, found, "m/2026-02/D1 − m/2026-01/D1 能推算出来", "由公开的", "m/2026-01/D1", "m/2026-02/D1")
	for _, shown := range s.Expect.Unsafe {
		_, found := audited(t, publish(shown).folder(t), nil)
		verdict(t, found, fmt.Sprintf("m/%s/D1 − m/%s/D1 能推算出来", shown[1], shown[0]))
	}
	for _, shown := range s.Expect.Safe {
		x := publish(shown)
		r, found := audited(t, x.folder(t), nil)
		t.Log(shown, r.Withheld)
		verdict(t, found)
	}
}

// TestRateGivesBackItsNumerator is statement 20.
func TestRateGivesBackItsNumerator(t *testing.T) {
	var s struct {
		Cases []struct {
			N          int64
			Rate       string `json:"rate_percent"`
			Candidates []int64
		}
	}
	statement(t, "20_ratio_leak", &s)
	for _, c := range s.Cases {
		x := site{structure: Structure{Threshold: 5, Width: 5, Zeros: "published", Regions: []Region{{"D1", "", true}},
			Measures: []Measure{{ID: "done", Kind: "flow", Persons: true}, {ID: "due", Kind: "flow", Persons: true}},
			Figures:  []Figure{{ID: "f.rate", Num: "done", Den: "due", Inputs: []string{"done", "due"}}}},
			lines: []string{"done 2022-01 D1 Q", fmt.Sprintf("due 2022-01 D1 %d", c.N), "f.rate 2022-01 D1 " + c.Rate}}
		_, found := audited(t, x.folder(t), nil)
		verdict(t, found, "f.rate/2022-01/D1 是公开的", "done/2022-01/D1 却不予公开")
		// The interval that the rate leaves is that of the statement.
		x.structure.Width = 1000
		b := rebuilt(t, x)
		f := b.families()[0]
		intervals, err := f.judge(t.Context(), f.facts, f.goals)
		if err != nil {
			t.Fatal(err)
		}
		if lo, hi := intervals[0].Whole(); lo != c.Candidates[0] || hi != c.Candidates[len(c.Candidates)-1] {
			t.Errorf("%s%% of %d leaves %d to %d, want %v", c.Rate, c.N, lo, hi, c.Candidates)
		}
	}
}

// TestDifferenceOfScopes is statement 21: a measure and the part of it, published over two universes.
func TestDifferenceOfScopes(t *testing.T) {
	var s struct {
		Settings struct{ Threshold int64 }
		Tables   map[string]map[string]int64
		Expect   struct{ Difference map[string]int64 }
	}
	statement(t, "21_geo_and_scope_difference", &s)
	groups := []string{"m_30p", "f_30p", "m_16_30", "f_16_30", "m_15", "f_15"}
	x := site{structure: Structure{Threshold: s.Settings.Threshold, Width: s.Settings.Threshold, Zeros: "published",
		Regions: []Region{{"A", "", true}}, Dimensions: []Dimension{{"g", groups}},
		Measures: []Measure{{ID: "areaA_def2", Kind: "flow", Persons: true}, {ID: "areaA_def1", Kind: "flow", Persons: true, PartOf: "areaA_def2"}}}}
	for _, table := range []string{"areaA_def1", "areaA_def2"} {
		for _, g := range groups {
			x.lines = append(x.lines, fmt.Sprintf("%s 2022-01 A g=%s %d", table, g, s.Tables[table][g]))
		}
	}
	_, found := audited(t, x.folder(t), nil)
	for _, g := range groups {
		name := fmt.Sprintf("areaA_def2/2022-01/A/g=%s − areaA_def1/2022-01/A/g=%s ", g, g)
		if s.Expect.Difference[g] > 0 {
			verdict(t, found, name+"能推算出来")
		} else if slices.ContainsFunc(found, func(d diag.Diag) bool { return strings.Contains(d.Text, name) }) {
			t.Errorf("a difference of 0 is reported: %s", name)
		}
	}
}
