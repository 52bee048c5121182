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
	ID       string
	Settings struct {
		MaxN            *int64 // the largest small count; without it the file says itself which cells are primary
		ProtectZeros    *bool
		SecondaryZeros  bool
		SingletonMethod *string
	}
	Inner []struct {
		I    *int // what cells call it; without it, its place
		Freq int64
	}
	Cells []struct {
		I          int
		Freq       int64
		Inner      []int
		Primary    *bool
		Suppressed *bool
		LpLo       *float64 `json:"lp_lo"`
		LpUp       *float64 `json:"lp_up"`
	}
}

// samples reads the folder; files of another form, without inner cells or cells, are statements of their own.
func samples(t *testing.T, try func(t *testing.T, s sample, p Problem, policy Policy)) {
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
		if err := json.Unmarshal(text, &form); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		if form.Inner == nil || form.Cells == nil {
			continue
		}
		tried++
		t.Run(filepath.Base(file), func(t *testing.T) {
			var s sample
			if err := json.Unmarshal(text, &s); err != nil {
				t.Fatal(err)
			}
			p, policy, err := s.problem()
			if err != nil {
				t.Fatal(err)
			}
			try(t, s, p, policy)
		})
	}
	if tried == 0 {
		t.Errorf("%s holds no case", folder)
	}
}

// problem is the table of a case and its rules: whatever its settings leave out is as GaussSuppression has it.
func (s sample) problem() (Problem, Policy, error) {
	p := Problem{}
	policy := Policy{
		Width:          5,
		ProtectZeros:   s.Settings.ProtectZeros == nil || *s.Settings.ProtectZeros,
		SecondaryZeros: s.Settings.SecondaryZeros,
		AnySum:         true,
	}
	if rule := s.Settings.SingletonMethod; rule != nil && *rule != "anySum" {
		if policy.AnySum = false; *rule != "none" {
			return p, policy, fmt.Errorf("the singleton rule %s is neither none nor anySum", *rule)
		}
	}
	place := map[int]int{}
	for n, inner := range s.Inner {
		called := n
		if inner.I != nil {
			called = *inner.I
		}
		if _, twice := place[called]; twice {
			return p, policy, fmt.Errorf("two inner cells are called %d", called)
		}
		place[called] = n
		p.Inner = append(p.Inner, inner.Freq)
	}
	for _, c := range s.Cells {
		cell := Cell{Name: fmt.Sprintf("%09d", c.I), Value: c.Freq}
		for _, called := range c.Inner {
			inner, ok := place[called]
			if !ok {
				return p, policy, fmt.Errorf("cell %d: there is no inner cell %d", c.I, called)
			}
			cell.Terms = append(cell.Terms, Term{inner, 1})
		}
		switch {
		case c.Primary == nil && s.Settings.MaxN == nil:
			return p, policy, fmt.Errorf("neither the settings nor cell %d say whether it is primary", c.I)
		case c.Primary == nil && (c.Freq > 0 && c.Freq <= *s.Settings.MaxN || c.Freq == 0 && policy.ProtectZeros), c.Primary != nil && *c.Primary:
			cell.Kind = Primary
		}
		p.Cells = append(p.Cells, cell)
	}
	return p, policy, nil
}

// TestCases: the suppressed cells are those of the file.
func TestCases(t *testing.T) {
	samples(t, func(t *testing.T, s sample, p Problem, policy Policy) {
		r, err := Suppress(p, policy)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range r.Unsafe {
			if !nothing(p, i) {
				t.Errorf("cell %d (%d): unsafe without forced cells", s.Cells[i].I, s.Cells[i].Freq)
			}
		}
		for i, c := range s.Cells {
			if c.Suppressed != nil && r.Hidden[i] != *c.Suppressed {
				t.Errorf("cell %d (%d): suppressed %v, must be %v", c.I, c.Freq, r.Hidden[i], *c.Suppressed)
			}
		}
	})
}

// nothing says whether a cell has no inner cells: that it is 0 is no secret, even where zeros are.
func nothing(p Problem, cell int) bool { return len(p.Cells[cell].Terms) == 0 }

// given is what a file withholds.
func (s sample) given() []bool {
	list := make([]bool, len(s.Cells))
	for i, c := range s.Cells {
		list[i] = c.Suppressed != nil && *c.Suppressed
	}
	return list
}

// TestCaseIntervals: what a reader can derive of each suppressed cell is what the file says.
func TestCaseIntervals(t *testing.T) {
	samples(t, func(t *testing.T, s sample, p Problem, policy Policy) {
		tables, hidden := formed(t, p, policy, s.given())
		q, ranges, err := tables.ranges(hidden, 0)
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range s.Cells {
			lo, hi := float64(c.Freq), float64(c.Freq) // a published cell is known
			if n := slices.Index(q.of, tables.of[i]); n >= 0 && hidden[tables.of[i]] {
				lo, hi = ranges[n].Lo, ranges[n].Hi
			}
			for _, end := range []struct {
				name      string
				got       float64
				must      *float64
				unlimited float64
			}{{"least", lo, c.LpLo, math.Inf(-1)}, {"most", hi, c.LpUp, math.Inf(1)}} {
				switch {
				case end.must != nil && !(math.Abs(end.got-*end.must) <= 1e-6):
					t.Errorf("cell %d is %g at %s, must be %g", c.I, end.got, end.name, *end.must)
				case end.must == nil && (c.LpLo != nil || c.LpUp != nil) && end.got != end.unlimited:
					t.Errorf("cell %d is %g at %s, must be unlimited", c.I, end.got, end.name)
				}
			}
		}
	})
}

// TestCasesProtected: the interval check finds narrow exactly the suppressed cells that are so by the file, and whatever
// a linear combination gives away before anything but primary cells is withheld; after repair there are none.
func TestCasesProtected(t *testing.T) {
	samples(t, func(t *testing.T, s sample, p Problem, policy Policy) {
		found := narrow(t, p, policy, s.given())
		for i, c := range s.Cells {
			if c.LpLo == nil || c.LpUp == nil || !s.given()[i] {
				continue
			}
			width := math.Floor(*c.LpUp+1e-6) - math.Ceil(*c.LpLo-1e-6)
			if must := width < float64(policy.Width); slices.Contains(found, i) != must {
				t.Errorf("cell %d, from %g to %g: found narrow %v", c.I, *c.LpLo, *c.LpUp, !must)
			}
		}
		primary := make([]bool, len(p.Cells))
		for i, c := range p.Cells {
			primary[i] = c.Kind == Primary
		}
		before := narrow(t, p, policy, primary)
		for _, i := range spanned(p, primary) {
			if !slices.Contains(before, i) {
				t.Errorf("cell %d is a combination of published cells and not found narrow", s.Cells[i].I)
			}
		}
		switch id, _, _ := strings.Cut(s.ID, "_"); {
		case id == "11" && len(before) == 0:
			t.Error("without its extra cell it is not found unsafe")
		case id == "13" && len(found) == 0:
			t.Error("it is not found unsafe")
		}
		r, err := Protect(p, policy)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range append(narrow(t, p, policy, r.Hidden), r.Unsafe...) {
			if !nothing(p, i) {
				t.Errorf("cell %d is narrow after repair", s.Cells[i].I)
			}
		}
	})
}

// formed says of forms what is withheld of cells: one published cell of equal ones is enough to know them all.
func formed(t *testing.T, p Problem, policy Policy, withheld []bool) (tables *tables, hidden []bool) {
	t.Helper()
	tables, err := compile(p, policy)
	if err != nil {
		t.Fatal(err)
	}
	hidden = make([]bool, len(tables.forms))
	for i := range hidden {
		hidden[i] = true
	}
	for i, cell := range p.Cells {
		if cell.Kind != Virtual && !withheld[i] {
			hidden[tables.of[i]] = false
		}
	}
	return tables, hidden
}

// narrow returns the cells whose range is less than the width if just these cells are withheld.
func narrow(t *testing.T, p Problem, policy Policy, withheld []bool) []int {
	t.Helper()
	tables, hidden := formed(t, p, policy, withheld)
	q, ranges, err := tables.ranges(hidden, policy.Width+1)
	if err != nil {
		t.Fatal(err)
	}
	var cells []int
	for i, form := range tables.of {
		if n := slices.Index(q.of, form); n >= 0 && tables.missing(ranges[n]) > 0 {
			cells = append(cells, i)
		}
	}
	for n, g := range q.guards {
		if tables.exposed(g, ranges[len(q.of)+n]) > 0 {
			cells = append(cells, len(p.Cells)+g.places[0]) // after the cells
		}
	}
	return cells
}

// ranges answers a question.
func (t *tables) ranges(hidden []bool, width int64) (q question, ranges []simplex.Interval, err error) {
	if q, err = t.ask(hidden); err != nil {
		return q, nil, err
	}
	ranges, err = q.system.Intervals(q.goals, t.start(), width)
	return q, ranges, err
}
