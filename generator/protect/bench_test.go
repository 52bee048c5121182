package protect

import (
	"fmt"
	"testing"

	"gongkai/generator/derive"
	"gongkai/generator/diag"
	"gongkai/generator/load"
	"gongkai/generator/model"
	"gongkai/generator/record"
	"gongkai/generator/source"
)

// shipped is the site of this repository before protection.
func shipped(t testing.TB) (model.Release, record.Derived) {
	t.Helper()
	tree, err := source.Open("../..")
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	var l diag.List
	input := load.Load(tree, "", model.Date{Year: 2022, Month: 12, Day: 31}, &l)
	if l.Failed() {
		t.Fatal(l.Sorted())
	}
	rel := input.Release
	rel.Breaks = derive.Breaks(&rel, input.Report)
	return rel, derive.Derive(&rel, input.Report)
}

// BenchmarkProtect protects the shipped site (must-show 6 of disclosure control). Its cells are the counts of people and
// households and the money that tells them, its unknowns what they are made of.
func BenchmarkProtect(b *testing.B) {
	rel, d := shipped(b)
	g := sorted(&rel, d)
	cells, unknowns := 0, 0
	for _, family := range append(g.families(), g.moneys()...) {
		s := g.newSystem(family)
		used := map[int]bool{} // the last group of a dimension leaves its own unused
		for _, c := range s.problem.Cells {
			for _, t := range c.Terms {
				used[t.Inner] = true
			}
		}
		unknowns += len(used)
		for _, k := range s.keys {
			if k.Measure != "" {
				cells++
			}
		}
	}
	b.Run(fmt.Sprintf("cells=%d/unknowns=%d", cells, unknowns), func(b *testing.B) {
		for b.Loop() {
			Protect(rel, d)
		}
	})
}
