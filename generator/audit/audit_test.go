package audit

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator/diag"
)

// site is a published folder of figures as text: measure period region [group] value, where Q is a withheld one.
type site struct {
	structure Structure
	lines     []string
}

// city has one region that sums the units a and b.
func city(units ...string) []Region {
	regions := []Region{{ID: "city"}}
	for _, u := range units {
		regions = append(regions, Region{u, "city", true})
	}
	return regions
}

func (s site) rows(t testing.TB) [][]string {
	t.Helper()
	rows := [][]string{{"period", "region", "measure", "group", "value", "status", "revision"}}
	for _, line := range s.lines {
		f := strings.Fields(line)
		if len(f) == 4 {
			f = slices.Insert(f, 3, "")
		}
		revision := "0"
		if value, n, ok := strings.Cut(f[4], "r"); ok {
			f[4], revision = value, n
		}
		status := "A"
		if f[4] == "Q" || f[4] == "L" {
			f[4], status = "", f[4]
		}
		rows = append(rows, []string{f[1], f[2], f[0], f[3], f[4], status, revision})
	}
	return rows
}

func (s site) csv(t testing.TB) []byte {
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.WriteAll(s.rows(t))
	return []byte(b.String())
}

// folder is the site as it is published.
func (s site) folder(t testing.TB) fstest.MapFS {
	t.Helper()
	rows := s.rows(t)
	var twin strings.Builder
	for n, row := range rows[1:] {
		twin.WriteString([]string{"[", ","}[min(n, 1)])
		for i, text := range row {
			value := fmt.Sprintf("%q", text)
			if text == "" {
				value = "null"
			} else if i == 4 || i == 6 { // numbers
				value = text
			}
			fmt.Fprintf(&twin, "%s%q:%s", []string{"{", ","}[min(i, 1)], rows[0][i], value)
		}
		twin.WriteString("}\n")
	}
	twin.WriteString("]")
	structure, err := json.Marshal(s.structure)
	if err != nil {
		t.Fatal(err)
	}
	return fstest.MapFS{
		Folder + "observations.csv":  {Data: s.csv(t)},
		Folder + "observations.json": {Data: []byte(twin.String())},
		Folder + "structure.json":    {Data: structure},
	}
}

// ledger records sites in order.
func ledger(t *testing.T, releases ...site) fs.FS {
	dir := fstest.MapFS{}
	for i, s := range releases {
		f := s.folder(t)
		version := fmt.Sprintf("2022-%02d-28/", i+1)
		dir[version+"observations.csv"] = f[Folder+"observations.csv"]
		dir[version+"structure.json"] = f[Folder+"structure.json"]
	}
	return dir
}

func audited(t *testing.T, dir, ledger fs.FS) (Report, []diag.Diag) {
	t.Helper()
	var l diag.List
	r, err := Audit(context.Background(), dir, ledger, &l)
	if err != nil {
		t.Fatal(err)
	}
	return r, l.Sorted()
}

// rebuilt rebuilds the equations of one site.
func rebuilt(t *testing.T, s site) *book {
	t.Helper()
	var l diag.List
	r, err := readSite(s.folder(t), &l)
	if err != nil || l.Failed() {
		t.Fatal(err, l.Sorted())
	}
	return newBook(r)
}

// judgedAlone audits the equations of a site alone, whatever its policy.
func judgedAlone(t *testing.T, s site) []diag.Diag {
	t.Helper()
	var l diag.List
	rebuilt(t, s).judge(context.Background(), &l)
	return l.Sorted()
}

// verdict wants a pass for no words, else one message that holds them all.
func verdict(t *testing.T, found []diag.Diag, words ...string) {
	t.Helper()
	if len(words) == 0 {
		for _, d := range found {
			t.Errorf("%v: %s", d.Pos, d.Text)
		}
		return
	}
	for _, d := range found {
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(d.Text, w) }) && d.Rule == rule {
			return
		}
	}
	t.Errorf("no message has %q:", words)
	for _, d := range found {
		t.Logf("%v: %s", d.Pos, d.Text)
	}
}
