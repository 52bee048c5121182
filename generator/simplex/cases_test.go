package simplex

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"
)

// TestCases compares the intervals of published test cases, whose lower bound is 0, with those that their files state.
func TestCases(t *testing.T) {
	folder := os.Getenv("GONGKAI_SDC_CASES")
	if folder == "" {
		t.Skip("NOT RUN: GONGKAI_SDC_CASES does not name the folder of known cases")
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var form struct{ Inner, Cells json.RawMessage }
		if json.Unmarshal(data, &form) != nil || form.Inner == nil || form.Cells == nil {
			continue // a statement in a form of its own
		}
		var table struct {
			Inner []struct {
				I    *int // what cells call it; without it, its place
				Freq int64
			}
			Cells []struct {
				Freq       int64
				Inner      []int
				Suppressed bool
				Lo         *float64 `json:"lp_lo"`
				Up         *float64 `json:"lp_up"`
			}
		}
		if err := json.Unmarshal(data, &table); err != nil {
			t.Fatal(file, err)
		}
		s := System{Vars: len(table.Inner)}
		var start []int64
		place := map[int]int{}
		for n, inner := range table.Inner {
			called := n
			if inner.I != nil {
				called = *inner.I
			}
			place[called] = n
			start = append(start, inner.Freq)
		}
		cell := func(called []int) (terms []Term) {
			for _, i := range called {
				terms = append(terms, Term{place[i], 1})
			}
			return terms
		}
		var goals []Goal
		var of []int
		for i, c := range table.Cells {
			switch {
			case !c.Suppressed:
				s.Rows = append(s.Rows, Row{cell(c.Inner), c.Freq})
			case c.Lo != nil && c.Up != nil:
				goals, of = append(goals, cell(c.Inner)), append(of, i)
			}
		}
		for _, start := range [][]int64{nil, start} {
			list, err := s.Intervals(goals, start, 0)
			if err != nil {
				t.Errorf("%s: %v", filepath.Base(file), err)
				continue
			}
			for k, got := range list {
				cell := table.Cells[of[k]]
				if math.Abs(got.Lo-*cell.Lo) > 1e-6 || math.Abs(got.Hi-*cell.Up) > 1e-6 {
					t.Errorf("%s: cell %d is %v to %v, not %v to %v", filepath.Base(file), of[k], got.Lo, got.Hi, *cell.Lo, *cell.Up)
				}
				compared++
			}
		}
	}
	if compared == 0 {
		t.Errorf("%s has no case with intervals: the test proves nothing", folder)
	}
	t.Log(compared, "intervals compared")
}
