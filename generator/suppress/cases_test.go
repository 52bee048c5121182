package suppress

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
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
