package protect

import (
	"fmt"
	"os"
	"testing"
	"time"

	"gongkai/generator/derive"
	"gongkai/generator/diag"
	"gongkai/generator/load"
	"gongkai/generator/model"
	"gongkai/generator/source"
	"gongkai/generator/suppress"
)

func TestMeasureShipped(t *testing.T) {
	tree, err := source.Open("../..")
	if err != nil {
		t.Fatal(err)
	}
	var l diag.List
	in := load.Load(tree, "", model.Date{}, &l)
	rel := in.Release
	rel.Breaks = derive.Breaks(&rel, in.Report)
	d := derive.Derive(&rel, in.Report)
	if q := os.Getenv("RH"); q != "" {
		for i := range rel.Measures {
			if rel.Measures[i].ID[:4] == "hard" {
				n := 3
				if q == "y" {
					n = 12
				}
				rel.Measures[i].Rhythms = []model.Rhythm{{Dimension: "category", Months: n}}
			}
		}
	}
	if q := os.Getenv("AGE"); q != "" {
		for i := range rel.Measures {
			if rel.Measures[i].ID == "reemployed" {
				n := 3
				if q == "y" {
					n = 12
				}
				rel.Measures[i].Rhythms = []model.Rhythm{{Dimension: "age", Months: n}}
				if os.Getenv("SEX") != "" {
					rel.Measures[i].Rhythms = append(rel.Measures[i].Rhythms, model.Rhythm{Dimension: "sex", Months: 3})
				}
			}
		}
	}
	t9 := time.Now(); g := newGate(&rel, d); fmt.Println("gate", time.Since(t9))
	fmt.Println("refusals", rel.Refusals)
	for _, family := range g.families() {
		t0 := time.Now()
		s := g.newSystem(family)
		t1 := time.Now()
		ok := s.consistent()
		res, err := suppress.Suppress(s.problem, g.policy())
		t2 := time.Now()
		prim, sec, virt, cells := 0, 0, 0, 0
		per := map[string][3]int{}
		for i, c := range s.problem.Cells {
			if c.Kind == suppress.Virtual {
				virt++
				continue
			}
			cells++
			x := per[s.keys[i].Measure]
			x[0]++
			if c.Kind == suppress.Primary {
				prim++
				x[1]++
			} else if res.Hidden[i] {
				sec++
				x[2]++
			}
			per[s.keys[i].Measure] = x
		}
		fmt.Println(family[0].ID, "ok", ok, err, "inner", len(s.problem.Inner), "cells", cells, "virt", virt, "prim", prim, "sec", sec, "build", t1.Sub(t0), "solve", t2.Sub(t1), per, len(res.Unsafe))
		if os.Getenv("PROT") != "" {
			t3 := time.Now()
			res, err = suppress.Protect(s.problem, g.policy())
			n := 0
			per := map[string]int{}
			for i, h := range res.Hidden {
				if h {
					n++
					k := s.keys[i]
					per[k.Measure+fmt.Sprint(k.Region == "weihai", k.Group != "")]++
				}
			}
			fmt.Println("   protect", err, n, per, time.Since(t3), len(res.Unsafe))
		}
	}
}
