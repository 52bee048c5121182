package opendata

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/derive"
	"gongkai/generator/model"
	"gongkai/generator/record"
)

// twoYears has an indicator of every rule, two units and all months of two years. Every figure has a value somewhere.
func twoYears() (*model.Release, record.Report) {
	rel := &model.Release{
		Regions: []model.Region{{ID: "city"}, {ID: "east", Parent: "city", Leaf: true}, {ID: "west", Parent: "city", Leaf: true}},
		Indicators: []model.Indicator{
			{ID: "reach", Rule: model.Reach, Direction: model.Up, Measure: "filled", Thresholds: model.Thresholds{Ahead: 10, Behind: -10, FarBehind: -100}},
			{ID: "ratio", Rule: model.RatioFloor, Direction: model.Up, Part: "part", Whole: "whole", FloorPart: "floor_part", FloorWhole: "floor_whole"},
			{ID: "zero", Rule: model.Zero, Direction: model.Down, Measure: "stock", Found: "found", Helped: "helped"},
			{ID: "monthly", Rule: model.Monthly, Direction: model.Up, Measure: "fairs"},
			{ID: "coverage", Rule: model.Coverage, Direction: model.Up, Part: "done", Whole: "due"},
		},
	}
	for _, year := range []int{2021, 2022} {
		rel.Targets = append(rel.Targets, model.Target{ID: fmt.Sprint("reach-", year), Indicator: "reach", Year: year, City: "city",
			Due: model.Date{Year: year, Month: 12, Day: 31}, Amounts: map[string]model.Amount{"city": 4000, "east": 2000, "west": 2000}})
	}
	var report record.Report
	for name, of := range map[string]func(month int) int{ // sorted below
		"filled": func(m int) int { return 150*m + m*m }, "part": func(m int) int { return 60 + m }, "whole": func(m int) int { return 100 + m },
		"floor_part": func(m int) int { return 500 + m }, "floor_whole": func(m int) int { return 900 + m },
		"stock": func(m int) int { return 20 }, "found": func(m int) int { return 7 }, "helped": func(m int) int { return 7 },
		"fairs": func(m int) int { return 3 }, "done": func(m int) int { return 30 + m }, "due": func(m int) int { return 40 + m },
	} {
		kind := model.Flow
		switch name {
		case "filled", "part", "whole", "floor_part", "floor_whole":
			kind = model.Cumulative
		case "stock":
			kind = model.Stock
		}
		rel.Measures = append(rel.Measures, model.Measure{ID: name, Unit: "人", Kind: kind, Persons: true, Additive: true})
		for n := range 24 {
			p := model.Period{Year: 2021 + n/12, Month: n%12 + 1}
			for _, unit := range []string{"east", "west"} {
				report.Observations = append(report.Observations, record.Observation{Key: model.Key{Measure: name, Period: p, Region: unit}, Amount: model.Amount(of(p.Month))})
			}
		}
	}
	for n := range 24 {
		rel.Periods = append(rel.Periods, model.Period{Year: 2021 + n/12, Month: n%12 + 1})
	}
	slices.SortFunc(rel.Measures, func(a, b model.Measure) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(report.Observations, func(a, b record.Observation) int { return a.Key.Compare(b.Key) })
	return rel, report
}

// TestInputsAreThoseOfDerive: what structure.json says that a figure takes is what derive takes, in every month and
// region, in both directions. With less, the audit would miss a figure that tells of a withheld one; with more, it would
// refuse a harmless one.
func TestInputsAreThoseOfDerive(t *testing.T) {
	rel, report := twoYears()
	d := derive.Derive(rel, report)
	byKey := map[model.Key]record.Figure{}
	for _, f := range d.Figures {
		byKey[f.Key] = f
		rel.Cells = append(rel.Cells, model.Cell{Key: f.Key})
	}
	figures := map[string]structureFigure{}
	for _, f := range structureOf(rel).Figures {
		figures[f.ID] = f
	}
	compared := map[string]int{}
	for _, f := range d.Figures {
		_, figure := model.SplitMeasure(f.Measure)
		if figure == "" || f.State != model.Published {
			continue
		}
		compared[f.Measure]++
		got, want := stated(figures[f.Measure], f.Key), reported(byKey, f.Key)
		if !slices.Equal(got, want) {
			t.Errorf("%v: structure.json says\n%v\nderive takes\n%v", f.Key, got, want)
		}
	}
	for name := range figures {
		if compared[name] == 0 {
			t.Errorf("%s never has a value: nothing is compared", name)
		}
	}
	if compared["reach.mom"] < 3*20 || len(compared) < 25 {
		t.Errorf("compared are %v", compared)
	}
}

// stated are the reported figures, of units or their sums, that a figure takes as structure.json tells.
func stated(f structureFigure, k model.Key) []string {
	months := []model.Period{k.Period}
	if f.OpeningOf != "" {
		months = []model.Period{k.Period.Add(-1)}
	}
	if f.IncrementOf != "" && k.Period.Month > 1 {
		months = append(months, k.Period.Add(-1))
	}
	for _, n := range f.Back {
		months = append(months, k.Period.Add(-n))
	}
	for i := range f.Increments {
		p := k.Period.Add(-i)
		if months = append(months, p); p.Month > 1 {
			months = append(months, p.Add(-1))
		}
	}
	for m := 1; f.YearToDate && m < k.Period.Month; m++ {
		months = append(months, model.Period{Year: k.Period.Year, Month: m})
	}
	regions := []string{k.Region}
	if f.OfUnits && k.Region == "city" {
		regions = []string{"east", "west"}
	}
	var list []string
	for _, measure := range f.Inputs {
		for _, p := range months {
			for _, r := range regions {
				list = append(list, fmt.Sprint(model.Key{Measure: measure, Period: p, Region: r}))
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// reported follows the inputs of a figure down to what was reported, or added up of it.
func reported(byKey map[model.Key]record.Figure, k model.Key) []string {
	if _, figure := model.SplitMeasure(k.Measure); figure == "" {
		return []string{fmt.Sprint(k)}
	}
	var list []string
	for _, in := range byKey[k].Inputs {
		list = append(list, reported(byKey, in)...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}
