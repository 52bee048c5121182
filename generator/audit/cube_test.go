package audit

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator/diag"
	"gongkai/generator/suppress"
)

// cube is a month of 16 units by sex, age and category with every margin: 4,590 cells of 2,304 unknowns, after
// suppression by elimination, which leaves intervals narrow that an audit has to find, or with their repair.
func cube(t testing.TB, protect func(suppress.Problem, suppress.Policy) (suppress.Result, error)) site {
	t.Helper()
	dimensions := []Dimension{{ID: "sex"}, {ID: "age"}, {ID: "category"}}
	sizes := []int{2, 9, 8}
	for i := range dimensions {
		for v := range sizes[i] {
			dimensions[i].Values = append(dimensions[i].Values, fmt.Sprint(dimensions[i].ID, v))
		}
	}
	var units []string
	for u := range 16 {
		units = append(units, fmt.Sprint("u", u))
	}
	s := site{structure: Structure{Threshold: 5, Width: 5, Zeros: "published", Regions: city(units...), Dimensions: dimensions,
		Measures: []Measure{{ID: "m", Kind: "flow", Persons: true}}}}
	random := rand.New(rand.NewPCG(1, 2))
	levels := append([]int{16}, sizes...)
	p := suppress.Problem{}
	for range 16 * 2 * 9 * 8 {
		p.Inner = append(p.Inner, int64(random.ExpFloat64()*20))
	}
	for c := range 17 * 3 * 10 * 9 {
		place, rest := make([]int, 4), c
		for i, n := range levels {
			place[i], rest = rest%(n+1), rest/(n+1)
		}
		cell := suppress.Cell{Name: fmt.Sprintf("%04d", c)}
		for inner, count := range p.Inner {
			inside, rest := true, inner
			for i, n := range levels {
				inside = inside && (place[i] == n || place[i] == rest%n)
				rest /= n
			}
			if inside {
				cell.Terms = append(cell.Terms, suppress.Term{Inner: inner, Coef: 1})
				cell.Value += count
			}
		}
		p.Cells = append(p.Cells, cell)
		line := []string{"m", "2022-01", "city", "", ""}
		if place[0] < 16 {
			line[2] = units[place[0]]
		}
		var group []string
		for i, d := range dimensions {
			if place[i+1] < sizes[i] {
				group = append(group, d.ID+"="+d.Values[place[i+1]])
			}
		}
		line[3] = strings.Join(group, ";")
		s.lines = append(s.lines, strings.Join(strings.Fields(strings.Join(line, " ")), " "))
	}
	r, err := protect(p, suppress.Policy{Threshold: 5, Width: 5, AnySum: true, Lower: 1})
	if err != nil {
		t.Fatal(err)
	}
	for c := range s.lines {
		if r.Hidden[c] {
			s.lines[c] += " Q"
		} else {
			s.lines[c] += fmt.Sprint(" ", p.Cells[c].Value)
		}
	}
	return s
}

// BenchmarkAuditCube is the time that an audit of a large table through the folder takes: of one that fails, with what
// gives each figure away, and of one that passes.
func BenchmarkAuditCube(b *testing.B) {
	for _, c := range []struct {
		name    string
		protect func(suppress.Problem, suppress.Policy) (suppress.Result, error)
	}{{"eliminated", suppress.Suppress}, {"protected", suppress.Protect}} {
		dir := cube(b, c.protect).folder(b)
		b.Run("4590cells_2304unknowns_"+c.name, func(b *testing.B) {
			for b.Loop() {
				var l diag.List
				r, err := Audit(context.Background(), dir, nil, &l)
				if err != nil || r.Cells != 4590 || r.Unknowns != 2304 {
					b.Fatal(r.Cells, r.Unknowns, err)
				}
				b.ReportMetric(float64(len(r.Withheld)), "withheld")
				b.ReportMetric(float64(len(l.Sorted())), "findings")
			}
		})
	}
}

// BenchmarkAuditFigures audits the figures of the shipped site alone.
func BenchmarkAuditFigures(b *testing.B) {
	site := shipped(b)
	dir := fstest.MapFS{}
	for _, name := range []string{"observations.csv", "observations.json", "structure.json"} {
		dir[Folder+name] = site[Folder+name]
	}
	var l diag.List
	r, err := Audit(context.Background(), dir, nil, &l)
	if err != nil || l.Failed() {
		b.Fatal(err, l.Sorted())
	}
	b.Run(fmt.Sprintf("shipped/%dcells_%dunknowns", r.Cells, r.Unknowns), func(b *testing.B) {
		for b.Loop() {
			var l diag.List
			if _, err := Audit(context.Background(), dir, nil, &l); err != nil || l.Failed() {
				b.Fatal(err, l.Sorted())
			}
		}
	})
}

// TestAuditOfALargeTable: elimination alone leaves some counts of the cube in narrow intervals; the audit names them, and
// comes to an end.
func TestAuditOfALargeTable(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	_, found := audited(t, cube(t, suppress.Suppress).folder(t), nil)
	verdict(t, found, "不予公开，却能推算出来")
}
