package protect

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/derive"
	"gongkai/generator/model"
	"gongkai/generator/record"
)

// moves are what one person may be moved in from one unit to another so that all that adds up still does: a part with its
// whole, money with its count, a household with how it was found and helped.
var moves = [][]string{
	{"due"}, {"done"}, {"due", "done"}, {"back"}, {"lost"}, {"back", "lost"}, {"known"}, {"found", "helped"}, {"subsidized", "money"},
	{"filled", "filled sex=female"}, {"filled", "filled sex=male"},
}

// moved is the report with one person moved from a unit to another in all measures of a move in one month, if each of
// these counts is withheld, none becomes or ceases to be small, and what units report still fits together.
func moved(rep record.Report, withheld map[model.Key]bool, move []string, p model.Period, from, to string) (record.Report, bool) {
	other := record.Report{Observations: slices.Clone(rep.Observations), Corrections: rep.Corrections}
	few := func(n model.Amount) bool { return n > 0 && n < 5 }
	for _, name := range move {
		measure, group, _ := strings.Cut(name, " ")
		for _, side := range []struct {
			region string
			by     model.Amount
		}{{from, -1}, {to, 1}} {
			k := model.Key{Measure: measure, Period: p, Region: side.region, Group: group}
			i, ok := slices.BinarySearchFunc(other.Observations, k, func(o record.Observation, k model.Key) int { return o.Key.Compare(k) })
			if !ok || !withheld[k] {
				return rep, false
			}
			o := &other.Observations[i]
			if measure == "money" {
				o.Amount += 1000 * side.by
				continue
			}
			if few(o.Amount) != few(o.Amount+side.by) || o.Amount+side.by < 1 {
				return rep, false
			}
			o.Amount += side.by
		}
	}
	return other, true
}

// witness is the report after a move in the first month and between the first units, in random order, where it can be made.
func witness(random *rand.Rand, rel model.Release, rep record.Report, withheld map[model.Key]bool, move []string) (record.Report, bool) {
	units := rel.Leaves()
	for _, month := range random.Perm(len(rel.Periods)) {
		for _, from := range random.Perm(len(units)) {
			for _, to := range random.Perm(len(units)) {
				if other, ok := moved(rep, withheld, move, rel.Periods[month], units[from].ID, units[to].ID); ok && from != to {
					return other, true
				}
			}
		}
	}
	return rep, false
}

// TestReleaseDoesNotDependOnWithheldCounts: two worlds that differ in withheld counts only, and in which the same
// figures are withheld, give the same release, to the last decimal. 300/451 printed as 66.74 would tell that the withheld
// 4/6 prints as 66.7 too. Which figures are withheld follows from the counts: a world in which it would be others is no
// witness.
func TestReleaseDoesNotDependOnWithheldCounts(t *testing.T) {
	finer, witnesses := 0, make([]int, len(moves))
	for seed := uint64(0); seed < 16 && (finer == 0 || slices.Contains(witnesses, 0)); seed++ {
		rel, rep := world(seed, 4, 12)
		want := Protect(rel, derive.Derive(&rel, rep))
		withheld := map[model.Key]bool{}
		for _, c := range want.Cells {
			withheld[c.Key] = c.State == model.Withheld
		}
		random := rand.New(rand.NewPCG(seed, 3))
		for n, move := range moves {
			other, ok := witness(random, rel, rep, withheld, move)
			if !ok || witnesses[n] > 0 {
				continue
			}
			got := Protect(rel, derive.Derive(&rel, other))
			if !slices.EqualFunc(want.Cells, got.Cells, func(a, b model.Cell) bool { return a.Key == b.Key && a.State == b.State }) {
				continue
			}
			witnesses[n]++
			for i, c := range want.Cells {
				if c.Value.Digits > 1 {
					finer++
				}
				if !reflect.DeepEqual(c, got.Cells[i]) {
					t.Errorf("seed %d, %v: %v is %v or %v", seed, move, c.Key, c, got.Cells[i])
				}
			}
			for i, j := range want.Judgements {
				if !reflect.DeepEqual(j, got.Judgements[i]) {
					t.Errorf("seed %d, %v: judged %v or %v", seed, move, j, got.Judgements[i])
				}
			}
			if !reflect.DeepEqual(want.Corrections, got.Corrections) {
				t.Errorf("seed %d, %v: the corrections differ", seed, move)
			}
		}
	}
	if slices.Contains(witnesses, 0) {
		t.Errorf("some moves give no witness: %v of %v", witnesses, moves)
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

// TestRateHasNoDecimalsOfWithheldMoney: 87.04% beside a withheld 87.01% of another unit. A third unit, without a target,
// is withheld with it so that the city's sum does not tell it.
func TestRateHasNoDecimalsOfWithheldMoney(t *testing.T) {
	p := model.Period{Year: 2022, Month: 1}
	rel := model.Release{
		Site:    model.Site{Threshold: 5},
		Regions: []model.Region{{ID: "city"}, {ID: "a", Parent: "city", Leaf: true}, {ID: "b", Parent: "city", Leaf: true}, {ID: "c", Parent: "city", Leaf: true}},
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
	}{{"money", "a", 8704}, {"money", "b", 8701}, {"people", "a", 50}, {"people", "b", 3}, {"money", "c", 4000}, {"people", "c", 20}} {
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
