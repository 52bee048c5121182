package suppress

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator/audit"
	"gongkai/generator/diag"
)

// A yearbook is a random table as a site publishes it: units in a hierarchy, one or two dimensions, and half of the time
// 12 cumulative months.
type yearbook struct {
	Problem
	structure audit.Structure
	keys      []audit.Key // of the cells of the problem; the zero Key of a virtual one
}

// randomYearbook shows all joint groups, or the units by each dimension alone. Its unknowns are numbered
// month + months·(unit + units·(first + second…)).
func randomYearbook(random *rand.Rand) yearbook {
	months, kind := 1, "flow"
	if random.IntN(2) == 0 {
		months, kind = 12, "cumulative"
	}
	units := categories(random, 4)
	variables := []variable{{leaves: months, levels: []uint{1}}, units}
	if months > 1 {
		variables[0] = cumulative()
	}
	y := yearbook{structure: audit.Structure{Threshold: policyA.Threshold, Width: policyA.Width, Zeros: "published",
		Measures: []audit.Measure{{ID: "m", Kind: kind, Persons: true}}}}
	regions := map[uint]string{}
	for i := range len(units.levels) {
		level := units.levels[len(units.levels)-1-i]
		r := audit.Region{ID: fmt.Sprintf("r%x", level), Leaf: level&(level-1) == 0}
		for _, above := range y.structure.Regions { // the last one that contains it is the smallest
			if l := units.levels[len(units.levels)-1-slices.Index(y.structure.Regions, above)]; l&level == level {
				r.Parent = above.ID
			}
		}
		regions[level] = r.ID
		y.structure.Regions = append(y.structure.Regions, r)
	}
	dimensions := 1 + random.IntN(2)
	for d := range dimensions {
		v := variable{leaves: 2 + random.IntN(2)}
		dimension := audit.Dimension{ID: fmt.Sprintf("d%d", d)}
		for i := range v.leaves {
			v.levels = append(v.levels, 1<<i)
			dimension.Values = append(dimension.Values, fmt.Sprintf("v%x", 1<<i))
		}
		v.levels = append(v.levels, 1<<v.leaves-1)
		variables, y.structure.Dimensions = append(variables, v), append(y.structure.Dimensions, dimension)
	}
	shown := []uint{1<<len(variables) - 1}
	if dimensions == 2 && random.IntN(2) == 0 {
		shown = []uint{shown[0] &^ 4, shown[0] &^ 8}
	}
	y.Problem = drawn(random, variables, shown)
	for _, c := range y.Cells {
		k := audit.Key{}
		var choice []uint
		if _, text, _ := strings.Cut(c.Name, " ["); c.Kind != Virtual {
			for field := range strings.FieldsSeq(strings.TrimSuffix(text, "]")) {
				var level uint
				fmt.Sscanf(field, "%x", &level)
				choice = append(choice, level)
			}
			k = audit.Key{Measure: "m", Region: regions[choice[1]], Period: audit.Period(2022 * 12)}
			for choice[0] >>= 1; choice[0] > 0; choice[0] >>= 1 {
				k.Period++
			}
			var group []string
			for d, level := range choice[2:] {
				if level&(level-1) == 0 {
					group = append(group, fmt.Sprintf("d%d=v%x", d, level))
				}
			}
			k.Group = strings.Join(group, ";")
		}
		y.keys = append(y.keys, k)
	}
	return y
}

// folder is what is published of it.
func (y yearbook) folder(t *testing.T, hidden []bool) fstest.MapFS {
	t.Helper()
	rows := [][]string{{"period", "region", "measure", "group", "value", "status", "revision"}}
	written := map[audit.Key]bool{}
	for i, c := range y.Cells {
		k := y.keys[i]
		if c.Kind == Virtual || written[k] {
			continue // both tables show it
		}
		written[k] = true
		row := []string{k.Period.String(), k.Region, k.Measure, k.Group, fmt.Sprint(c.Value), "A", "0"}
		if hidden[i] {
			row[4], row[5] = "", "Q"
		}
		rows = append(rows, row)
	}
	var text strings.Builder
	if err := csv.NewWriter(&text).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	structure, err := json.Marshal(y.structure)
	if err != nil {
		t.Fatal(err)
	}
	return fstest.MapFS{
		audit.Folder + "observations.csv":  {Data: []byte(text.String())},
		audit.Folder + "observations.json": {Data: twin(rows)},
		audit.Folder + "structure.json":    {Data: structure},
	}
}

// twin is the same table in JSON, the members in the order of the columns.
func twin(rows [][]string) []byte {
	text := []byte("[")
	for n, row := range rows[1:] {
		for i, field := range row {
			value := fmt.Sprintf("%q", field)
			switch {
			case field == "":
				value = "null"
			case i == 4 || i == 6:
				value = field
			}
			text = fmt.Appendf(text, "%s%q:%s", []string{"{", ","}[min(i, 1)], rows[0][i], value)
		}
		text = append(text, []string{"},", "}"}[n/(len(rows)-2)]...)
	}
	return append(text, ']')
}

// TestAuditOfRandomTables: package audit, which shares only the interval solver, passes what is withheld here and fails
// with any one primary cell published.
func TestAuditOfRandomTables(t *testing.T) {
	published, withheld, cells := 0, 0, 0
	for seed := range *audited {
		y := randomYearbook(rand.New(rand.NewPCG(uint64(seed), 8)))
		r, err := Protect(y.Problem, policyA)
		if err != nil {
			t.Fatal(err)
		}
		if found := y.audit(t, r.Hidden); len(found) > 0 {
			t.Errorf("table %d is protected, but: %s", seed, found[0].Text)
		}
		for i, c := range y.Cells {
			cells++
			if r.Hidden[i] {
				withheld++
			}
			if !primary(c) {
				continue
			}
			published++
			open := slices.Clone(r.Hidden)
			for j, k := range y.keys {
				open[j] = open[j] && k != y.keys[i]
			}
			if len(y.audit(t, open)) == 0 {
				t.Errorf("table %d: with the primary cell %v published, the audit passes", seed, y.keys[i])
			}
		}
	}
	t.Logf("%d tables, %d of %d cells withheld, %d primary ones published one by one", *audited, withheld, cells, published)
}

// audit is what package audit finds.
func (y yearbook) audit(t *testing.T, hidden []bool) []diag.Diag {
	t.Helper()
	var l diag.List
	if _, err := audit.Audit(context.Background(), y.folder(t, hidden), nil, &l); err != nil {
		t.Fatal(err)
	}
	return l.Sorted()
}
