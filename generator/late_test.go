package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator/build"
	"gongkai/generator/diag"
	"gongkai/generator/model"
)

// TestLateReports releases twice on one day. In between, figures of earlier months are reported late or corrected, and
// what both releases say together gives none of them away. Whoever is many is published.
func TestLateReports(t *testing.T) {
	const reason = ",更正：补录遗漏；2022-11-08\n"
	const found, helped, stock = "2022-08,lingang,zero_households_found,,2", "2022-08,lingang,zero_households_helped,,2", "2022-08,lingang,zero_households,,0"
	text, err := os.ReadFile(filepath.Join(shippedRoot, "data", "observations", "2022-09.csv"))
	if err != nil {
		t.Fatal(err)
	}
	hardship := linesWith(string(text), "2022-09,nanhai,hardship_")
	for _, test := range []struct {
		name    string
		month   string // its file lacks …
		without []string
		file    string // … what this file adds
		rows    string
		want    []string // figures of the second release: key and status
	}{
		{"a unit that is few", "2022-08", []string{"2022-08,威海临港经济技术开发区,zero_"}, "2022-10.csv", found + reason + helped + reason + stock + reason,
			[]string{"2022-08,lingang,zero_households_found,,Q", "2022-08,weihai,zero_households_found,,Q"}},
		{"it is not said that it is late", "2022-08", []string{"2022-08,威海临港经济技术开发区,zero_"}, "2022-08_lingang.csv",
			"期间,地区,指标,分组,数值,备注\n" + found + ",\n" + helped + ",\n" + stock + ",\n",
			[]string{"2022-08,lingang,zero_households_found,,Q", "2022-08,weihai,zero_households_found,,Q"}},
		{"groups that are few", "2022-09", []string{"2022-09,nanhai,hardship_"}, "2022-10.csv", strings.ReplaceAll(hardship, ",\n", reason),
			[]string{"2022-09,nanhai,hardship_employed,category=low_income,Q", "2022-09,weihai,hardship_employed,category=low_income,Q"}},
		{"a unit that is many", "2022-09", []string{"2022-09,lingang,posts_occupied,"}, "2022-10.csv", "2022-09,lingang,posts_occupied,,423" + reason,
			[]string{"2022-09,lingang,posts_occupied,,A", "2022-09,weihai,posts_occupied,,A"}},
		{"a withheld figure is corrected by few", "", nil, "2022-10.csv",
			"2022-08,huancui,zero_households_found,,2" + reason + "2022-08,huancui,zero_households_helped,,2" + reason,
			[]string{"2022-08,huancui,zero_households_found,,Q", "2022-08,weihai,zero_households_found,,Q"}},
		{"a withheld figure is corrected by many", "", nil, "2022-10.csv",
			"2022-08,huancui,zero_households_found,,8" + reason + "2022-08,huancui,zero_households_helped,,8" + reason,
			[]string{"2022-08,huancui,zero_households_found,,Q", "2022-08,weihai,zero_households_found,,A"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := series{root: copyInput(t, "2022-08", "2022-09", "2022-10"), ledger: fstest.MapFS{}}
			if err := os.RemoveAll(filepath.Join(r.root, "content", "commentary")); err != nil {
				t.Fatal(err)
			}
			if test.month != "" {
				name := filepath.Join("data", "observations", test.month+".csv")
				data, err := os.ReadFile(filepath.Join(r.root, name))
				if err != nil {
					t.Fatal(err)
				}
				for _, prefix := range test.without {
					lines := linesWith(string(data), prefix)
					for line := range strings.Lines(lines) {
						edit(t, r.root, name, line, "", 1)
					}
				}
			}
			r.again(t, "2022-11-30")
			name := filepath.Join(r.root, "data", "observations", test.file)
			before, _ := os.ReadFile(name) // there may be none
			if err := os.WriteFile(name, append(before, test.rows...), 0o644); err != nil {
				t.Fatal(err)
			}
			now := r.again(t, "2022-11-30.2")
			for _, want := range test.want {
				key, status := want[:strings.LastIndex(want, ",")], want[strings.LastIndex(want, ",")+1:]
				found := false
				for _, c := range now.Cells {
					if strings.Join([]string{c.Period.String(), c.Region, c.Measure, c.Group}, ",") == key {
						found = true
						if c.State.Letter() != status {
							t.Errorf("%s is %s, want %s", key, c.State.Letter(), status)
						}
					}
				}
				if !found {
					t.Errorf("there is no %s", key)
				}
			}
		})
	}
}

// TestRhythmIsLengthened releases the same figures twice, the second time by quarter what was by month. The months of the
// city that no longer show stay public, so that what their units withheld counts as well.
func TestRhythmIsLengthened(t *testing.T) {
	r := series{root: copyInput(t), ledger: fstest.MapFS{}}
	const monthly, quarterly = "rhythm: {age: monthly}", "rhythm: {age: quarterly}"
	edit(t, r.root, "data/measures.yaml", quarterly, monthly, 1)
	before := r.again(t, "2022-11-30")
	edit(t, r.root, "data/measures.yaml", monthly, quarterly, 1)
	now := r.again(t, "2022-11-30.2")
	for _, c := range now.Cells {
		if i, ok := slices.BinarySearchFunc(before.Cells, c.Key, func(c model.Cell, k model.Key) int { return c.Key.Compare(k) }); !ok ||
			before.Cells[i].State != c.State {
			t.Errorf("%v is %s now", c.Key, c.State.Letter())
		}
	}
	if len(now.Cells) >= len(before.Cells) {
		t.Errorf("%d cells by quarter, %d by month", len(now.Cells), len(before.Cells))
	}
}

// again releases the figures at the end of November under a version.
func (r *series) again(t *testing.T, v string) *model.Release {
	t.Helper()
	version, _ := model.ParseVersion(v)
	l := &diag.List{}
	f, err := build.Load(build.Options{Root: r.root, AsOf: "2022-11-30", Today: version.Date, Version: version}, l)
	if err != nil {
		t.Fatal(err)
	}
	r.record(t, f.Release, version, l)
	return f.Release
}

// linesWith picks the lines that begin so.
func linesWith(text, prefix string) (with string) {
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, prefix) {
			with += line
		}
	}
	return with
}
