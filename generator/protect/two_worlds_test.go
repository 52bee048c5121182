package protect

import (
	"reflect"
	"slices"
	"testing"

	"gongkai/generator/derive"
	"gongkai/generator/model"
	"gongkai/generator/record"
)

// otherWorld moves one person between each two units whose count of a month is withheld. Both counts stay small and
// their sum stays the same, so nobody outside can tell the worlds apart.
func otherWorld(rep record.Report) (other record.Report, moved int) {
	other = record.Report{Observations: slices.Clone(rep.Observations), Corrections: rep.Corrections}
	giver := map[model.Key]int{}
	for i, o := range other.Observations {
		if o.Measure == "fairs" || o.Measure == "money" || o.Amount < 1 || o.Amount > 4 {
			continue
		}
		k := o.Key
		k.Region = ""
		j, ok := giver[k]
		switch {
		case !ok && o.Amount > 1:
			giver[k] = i
		case ok && o.Amount < 4:
			other.Observations[j].Amount--
			other.Observations[i].Amount++
			delete(giver, k)
			moved++
		}
	}
	return other, moved
}

// TestReleaseDoesNotDependOnWithheldCounts: two worlds that differ in withheld counts only give the same release, to
// the last decimal. 300/451 printed as 66.74 would tell that the withheld 4/6 prints as 66.7 too.
func TestReleaseDoesNotDependOnWithheldCounts(t *testing.T) {
	finer := 0
	for seed := range uint64(40) {
		rel, rep := world(seed, 4, 24)
		other, moved := otherWorld(rep)
		if moved == 0 {
			t.Fatalf("seed %d: the worlds are the same, the test proves nothing", seed)
		}
		want, got := Protect(rel, derive.Derive(&rel, rep)), Protect(rel, derive.Derive(&rel, other))
		for i, c := range want.Cells {
			if c.Value.Digits > 1 {
				finer++
			}
			if !reflect.DeepEqual(c, got.Cells[i]) {
				t.Errorf("seed %d: %v is %v or %v", seed, c.Key, c, got.Cells[i])
			}
		}
		for i, j := range want.Judgements {
			if !reflect.DeepEqual(j, got.Judgements[i]) {
				t.Errorf("seed %d: judged %v or %v", seed, j, got.Judgements[i])
			}
		}
		if !reflect.DeepEqual(want.Corrections, got.Corrections) {
			t.Errorf("seed %d: the corrections differ", seed)
		}
	}
	if finer == 0 {
		t.Error("no figure has more than one decimal, the test proves nothing")
	}
}

// TestFloorHasNoDecimalsOfAWithheldRate is the case that was seen: 4/6 is withheld, 301/451 is published.
func TestFloorHasNoDecimalsOfAWithheldRate(t *testing.T) {
	rel := model.Release{
		Site:    model.Site{Threshold: 5},
		Regions: []model.Region{{ID: "city"}, {ID: "unit", Parent: "city", Leaf: true}},
		Indicators: []model.Indicator{
			{ID: "ratio", Rule: model.RatioFloor, Direction: model.Up, Part: "part", Whole: "whole", FloorPart: "back", FloorWhole: "lost"},
		},
		Periods: []model.Period{{Year: 2022, Month: 1}},
	}
	for _, id := range []string{"back", "lost", "part", "whole"} {
		rel.Measures = append(rel.Measures, model.Measure{ID: id, Unit: "人", Persons: true, Additive: true})
	}
	shown := func(part, whole, back, lost model.Amount) (rate, floor string) {
		var rep record.Report
		for i, n := range []model.Amount{back, lost, part, whole} {
			rep.Observations = append(rep.Observations, record.Observation{
				Key: model.Key{Measure: rel.Measures[i].ID, Period: rel.Periods[0], Region: "unit"}, Amount: n,
			})
		}
		for _, c := range Protect(rel, derive.Derive(&rel, rep)).Cells {
			switch {
			case c.Region != "unit":
			case c.Measure == "ratio.rate":
				rate = c.Words()
			case c.Measure == "ratio.floor":
				floor = c.Words()
			}
		}
		return rate, floor
	}
	for _, c := range []struct {
		part, whole, back, lost model.Amount
		rate, floor             string
	}{
		{4, 6, 301, 451, "不予公开", "66.7%"},
		{301, 451, 4, 6, "66.7%", "不予公开"},
		{40, 60, 301, 451, "66.67%", "66.74%"}, // nothing withheld: they must print differently
	} {
		if rate, floor := shown(c.part, c.whole, c.back, c.lost); rate != c.rate || floor != c.floor {
			t.Errorf("%d/%d beside %d/%d: %s and %s, want %s and %s", c.part, c.whole, c.back, c.lost, rate, floor, c.rate, c.floor)
		}
	}
}

// TestRateHasNoDecimalsOfWithheldMoney: 87.04% beside a withheld 87.01% of another unit.
func TestRateHasNoDecimalsOfWithheldMoney(t *testing.T) {
	p := model.Period{Year: 2022, Month: 1}
	rel := model.Release{
		Site:    model.Site{Threshold: 5},
		Regions: []model.Region{{ID: "city"}, {ID: "a", Parent: "city", Leaf: true}, {ID: "b", Parent: "city", Leaf: true}},
		Measures: []model.Measure{
			{ID: "people", Unit: "人", Persons: true, Additive: true}, {ID: "money", Unit: "元", Additive: true, With: "people"},
		},
		Indicators: []model.Indicator{{ID: "paid", Rule: model.Reach, Direction: model.Up, Measure: "money"}},
		Targets: []model.Target{{ID: "paid-2022", Indicator: "paid", Year: 2022, Due: model.Date{Year: 2022, Month: 12, Day: 31}, City: "city",
			Amounts: map[string]model.Amount{"city": 20000, "a": 10000, "b": 10000}}},
		Periods: []model.Period{p},
	}
	var rep record.Report
	for _, o := range []struct {
		measure, region string
		n               model.Amount
	}{{"money", "a", 8704}, {"money", "b", 8701}, {"people", "a", 50}, {"people", "b", 3}} {
		k := model.Key{Measure: o.measure, Period: p, Region: o.region}
		rep.Observations = append(rep.Observations, record.Observation{Key: k, Amount: o.n})
	}
	want := map[string]string{"a": "87.0%", "b": "不予公开"}
	for _, c := range Protect(rel, derive.Derive(&rel, rep)).Cells {
		if c.Measure == "paid.rate" && want[c.Region] != "" && c.Words() != want[c.Region] {
			t.Errorf("%s prints %s, want %s", c.Region, c.Words(), want[c.Region])
		}
	}
}
