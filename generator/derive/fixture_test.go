package derive

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/record"
)

// The fixture is the month of the visual reference (design/mock/progress/2022-10), whose figures were worked out by
// hand: 8 targets of together 14000, 8 cumulatives of together 11620.

var october = model.Period{Year: 2022, Month: 10}

// unit is one row of the fixture: posts, then the two fractions of the ratio (0 = not submitted).
type unit struct {
	id, short       string
	target, created int64
	part, whole     int64
	floor, of       int64
}

var units = []unit{
	{"huancui", "环翠区", 2600, 2262, 612, 900, 3120, 4800},
	{"wendeng", "文登区", 2900, 2400, 469, 700, 2310, 3500},
	{"rongcheng", "荣成市", 3200, 2784, 504, 720, 2680, 4000},
	{"rushan", "乳山市", 2300, 1564, 348, 580, 1736, 2800},
	{"gaoqu", "高区", 900, 909, 216, 300, 1288, 1840},
	{"jingqu", "经区", 1000, 845, 203, 290, 1218, 1740},
	{"lingang", "临港区", 700, 532, 106, 163, 598, 920},
	{"nanhai", "南海新区", 400, 324, 0, 0, 0, 0},
}

// created are the city's cumulatives at the end of January to October.
var created = []int64{720, 1310, 2480, 3660, 4880, 6180, 7460, 8790, 10240, 11620}

func text(s string) model.Text { return model.Text{Text: s} }

// city returns a release without figures: the regions, measures, indicators and targets of the fixture.
func city() *model.Release {
	rel := &model.Release{
		Site:    model.Site{Threshold: 5},
		Regions: []model.Region{{ID: "weihai", Name: text("威海市"), Short: text("全市")}},
		Measures: []model.Measure{
			{ID: "posts_created", Name: text("开发城乡公益性岗位"), Unit: "个", Additive: true, Groups: []string{"area"}},
			{ID: "hardship_employed", Unit: "人", Persons: true, Additive: true},
			{ID: "hardship_recognized", Unit: "人", Persons: true, Additive: true},
			{ID: "reemployed", Unit: "人", Persons: true, Additive: true},
			{ID: "unemployed_registered", Unit: "人", Persons: true, Additive: true},
			{ID: "zero_households", Unit: "户", Kind: model.Stock, Persons: true, Additive: true},
			{ID: "zero_households_found", Unit: "户", Kind: model.Flow, Persons: true, Additive: true},
			{ID: "zero_households_helped", Unit: "户", Kind: model.Flow, Persons: true, Additive: true},
			{ID: "job_fairs", Unit: "场", Kind: model.Flow, Additive: true},
			{ID: "followups_due", Unit: "人", Kind: model.Flow, Persons: true, Additive: true},
			{ID: "followups_done", Unit: "人", Kind: model.Flow, Persons: true, Additive: true},
		},
		Indicators: []model.Indicator{
			{ID: "posts", Rule: model.Reach, Direction: model.Up, Measure: "posts_created",
				Thresholds: model.Thresholds{Ahead: 10, Behind: -10, FarBehind: -100}},
			{ID: "hardship_ratio", Rule: model.RatioFloor, Direction: model.Up, Part: "hardship_employed",
				Whole: "hardship_recognized", FloorPart: "reemployed", FloorWhole: "unemployed_registered"},
			{ID: "zero_household", Rule: model.Zero, Direction: model.Down, Measure: "zero_households",
				Found: "zero_households_found", Helped: "zero_households_helped"},
			{ID: "monthly_fair", Rule: model.Monthly, Direction: model.Up, Measure: "job_fairs"},
			{ID: "followup", Rule: model.Coverage, Direction: model.Up, Part: "followups_done", Whole: "followups_due"},
		},
		Targets: []model.Target{{
			ID: "posts-2022", Indicator: "posts", Year: 2022, Due: model.Date{Year: 2022, Month: 12, Day: 31}, Approx: true,
			City: "weihai", Amounts: map[string]model.Amount{"weihai": 14000},
			Source: model.Text{Pos: diag.Pos{File: "data/targets/2022.yaml", Line: 10, Col: 13}},
		}},
	}
	for _, u := range units {
		rel.Regions = append(rel.Regions, model.Region{ID: u.id, Short: text(u.short), Parent: "weihai", Leaf: true})
		rel.Targets[0].Amounts[u.id] = model.Amount(u.target)
	}
	for m := 1; m <= 10; m++ {
		rel.Periods = append(rel.Periods, model.Period{Year: 2022, Month: m})
	}
	return rel
}

// filing collects observations; each stands on a line of its own.
type filing struct{ record.Report }

func (r *filing) add(p model.Period, region, measure string, amount int64) {
	measure, group, _ := strings.Cut(measure, "/")
	r.Observations = append(r.Observations, record.Observation{
		Key:    model.Key{Measure: measure, Period: p, Region: region, Group: group},
		Amount: model.Amount(amount),
		Pos:    diag.Pos{File: fmt.Sprintf("data/observations/%v.csv", p), Line: len(r.Observations) + 2, Col: 1},
	})
}

// posts files the monthly cumulatives of all units so that they add up to the city's.
func (r *filing) posts() {
	for m, total := range created {
		left := total
		for i := len(units) - 1; i >= 0; i-- {
			n := units[i].created * total / 11620
			if i == 0 {
				n = left
			}
			left -= n
			r.add(model.Period{Year: 2022, Month: m + 1}, units[i].id, "posts_created", n)
		}
	}
}

// ratios files the two fractions of October; 南海新区 did not send them.
func (r *filing) ratios() {
	for _, u := range units {
		if u.whole == 0 {
			continue
		}
		r.add(october, u.id, "hardship_employed", u.part)
		r.add(october, u.id, "hardship_recognized", u.whole)
		r.add(october, u.id, "reemployed", u.floor)
		r.add(october, u.id, "unemployed_registered", u.of)
	}
}

// result is what Derive returned, with lookups for tests.
type result struct {
	record.Derived
	t *testing.T
}

func derived(t *testing.T, rel *model.Release, r *filing) result {
	t.Helper()
	slices.SortFunc(r.Observations, func(a, b record.Observation) int { return a.Key.Compare(b.Key) })
	return result{Derive(rel, r.Report), t}
}

func (d result) figure(measure string, p model.Period, region string) record.Figure {
	d.t.Helper()
	measure, group, _ := strings.Cut(measure, "/")
	k := model.Key{Measure: measure, Period: p, Region: region, Group: group}
	for _, f := range d.Figures {
		if f.Key == k {
			return f
		}
	}
	d.t.Fatalf("there is no figure %v", k)
	return record.Figure{}
}

// shown is what a reader would see: the value, or the state with its reason.
func (d result) shown(measure string, p model.Period, region string) string {
	d.t.Helper()
	f := d.figure(measure, p, region)
	if f.State != model.Published {
		return f.State.String() + "：" + f.Why
	}
	s := f.Value.Words()
	if f.Why != "" {
		s += "（" + f.Why + "）"
	}
	return s
}

func (d result) judged(prefix string, p model.Period, region string) record.Judgement {
	d.t.Helper()
	for _, j := range d.Judgements {
		if j.Prefix == prefix && j.Period == p && j.Region == region {
			return j
		}
	}
	d.t.Fatalf("there is no judgement %s %v %s", prefix, p, region)
	return record.Judgement{}
}

// expect compares figures: region → figure → what is shown.
func (d result) expect(prefix string, p model.Period, region string, want map[string]string) {
	d.t.Helper()
	for figure, words := range want {
		if got := d.shown(prefix+"."+figure, p, region); got != words {
			d.t.Errorf("%s %v %s.%s = %s, want %s", region, p, prefix, figure, got, words)
		}
	}
}
