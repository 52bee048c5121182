package suppress

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/simplex"
)

// A sample is a table with its known suppression, in the form of the folder that GONGKAI_SDC_CASES names.
type sample struct {
	Title    string
	Settings struct {
		ProtectZeros    *bool
		SecondaryZeros  bool
		SingletonMethod *string
	}
	Inner []struct{ Freq int64 }
	Cells []struct {
		I                   int
		Freq                int64
		Inner               []int
		Primary, Suppressed bool
		LpLo                *float64 `json:"lp_lo"`
		LpUp                *float64 `json:"lp_up"`
	}
}

// samples reads the folder; files of another form, without inner cells or cells, are statements of their own.
func samples(t *testing.T, try func(t *testing.T, name string, s sample)) {
	folder := os.Getenv("GONGKAI_SDC_CASES")
	if folder == "" {
		t.Skip("NOT RUN: GONGKAI_SDC_CASES does not name the folder of known cases")
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var form struct{ Inner, Cells json.RawMessage }
		if json.Unmarshal(text, &form) != nil || form.Inner == nil || form.Cells == nil {
			continue
		}
		var s sample
		if err := json.Unmarshal(text, &s); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		tried++
		t.Run(filepath.Base(file), func(t *testing.T) { try(t, filepath.Base(file), s) })
	}
	if tried == 0 {
		t.Errorf("%s holds no case", folder)
	}
}

// problem is the table of a case and its rules: whatever its settings leave out is as GaussSuppression has it.
func (s sample) problem() (Problem, Policy) {
	p := Problem{}
	for _, i := range s.Inner {
		p.Inner = append(p.Inner, i.Freq)
	}
	for _, c := range s.Cells {
		cell := Cell{Name: fmt.Sprintf("%06d", c.I), Value: c.Freq}
		for _, inner := range c.Inner {
			cell.Terms = append(cell.Terms, Term{inner, 1})
		}
		if c.Primary {
			cell.Kind = Primary
		}
		p.Cells = append(p.Cells, cell)
	}
	return p, Policy{
		Width:          5,
		ProtectZeros:   s.Settings.ProtectZeros == nil || *s.Settings.ProtectZeros,
		SecondaryZeros: s.Settings.SecondaryZeros,
		AnySum:         s.Settings.SingletonMethod == nil || *s.Settings.SingletonMethod == "anySum",
	}
}

// TestCases: the suppressed cells are those of the file.
func TestCases(t *testing.T) {
	samples(t, func(t *testing.T, name string, s sample) {
		r, err := Suppress(s.problem())
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Unsafe) > 0 {
			t.Errorf("unsafe without forced cells: %v", r.Unsafe)
		}
		for i, c := range s.Cells {
			if r.Hidden[i] != c.Suppressed {
				t.Errorf("cell %d (%d): suppressed %v, must be %v", c.I, c.Freq, r.Hidden[i], c.Suppressed)
			}
		}
	})
}

// TestCaseIntervals: what a reader can derive of each suppressed cell is what the file says.
func TestCaseIntervals(t *testing.T) {
	samples(t, func(t *testing.T, name string, s sample) {
		p, policy := s.problem()
		tables, err := compile(p, policy)
		if err != nil {
			t.Fatal(err)
		}
		hidden := make([]bool, len(tables.forms))
		for i, c := range s.Cells {
			hidden[tables.of[i]] = c.Suppressed
		}
		of, ranges, err := tables.ranges(hidden, 0)
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range s.Cells {
			if c.LpLo == nil || c.LpUp == nil {
				continue
			}
			r := ranges[slices.Index(of, tables.of[i])]
			if r.Open || math.Abs(r.Lo-*c.LpLo) > 1e-6 || math.Abs(r.Hi-*c.LpUp) > 1e-6 {
				t.Errorf("cell %d is in [%g, %g], must be in [%g, %g]", c.I, r.Lo, r.Hi, *c.LpLo, *c.LpUp)
			}
		}
	})
}

// TestCasesProtected: no withheld cell of a case is narrow in the end; those of 13 and, before its extra cell, 11 are at first.
func TestCasesProtected(t *testing.T) {
	samples(t, func(t *testing.T, name string, s sample) {
		p, policy := s.problem()
		given := make([]bool, len(p.Cells)) // what is withheld before anything is repaired
		for i, c := range s.Cells {
			given[i] = c.Primary || c.Suppressed && !strings.HasPrefix(name, "11_")
		}
		if found := narrow(t, p, policy, given); len(found) == 0 && (strings.HasPrefix(name, "13_") || strings.HasPrefix(name, "11_")) {
			t.Error("it is not found unsafe")
		}
		r, err := Protect(p, policy)
		if err != nil {
			t.Fatal(err)
		}
		if found := narrow(t, p, policy, r.Hidden); len(found) > 0 || len(r.Unsafe) > 0 {
			t.Errorf("narrow after repair: %v, unsafe %v", found, r.Unsafe)
		}
	})
}

// narrow returns the cells whose range is less than the width if just these cells are withheld.
func narrow(t *testing.T, p Problem, policy Policy, withheld []bool) []int {
	t.Helper()
	tables, err := compile(p, policy)
	if err != nil {
		t.Fatal(err)
	}
	hidden := make([]bool, len(tables.forms))
	for i := range hidden {
		hidden[i] = true
	}
	for i, cell := range p.Cells {
		if cell.Kind != Virtual && !withheld[i] { // one published cell of equal ones is enough
			hidden[tables.of[i]] = false
		}
	}
	of, ranges, err := tables.ranges(hidden, policy.Width+1)
	if err != nil {
		t.Fatal(err)
	}
	var cells []int
	for i, form := range tables.of {
		if n := slices.Index(of, form); n >= 0 && tables.missing(ranges[n]) > 0 {
			cells = append(cells, i)
		}
	}
	return cells
}

// ranges answers a question.
func (t *tables) ranges(hidden []bool, width int64) (of []int, ranges []simplex.Interval, err error) {
	q, err := t.ask(hidden)
	if err != nil {
		return nil, nil, err
	}
	ranges, err = q.system.Intervals(q.goals, t.start(), width)
	return q.of, ranges, err
}
