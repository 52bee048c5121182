package derive

import (
	"slices"
	"testing"

	"gongkai/generator/model"
	"gongkai/generator/record"
)

func isUnit(region string, p model.Period) func(record.Observation) bool {
	return func(o record.Observation) bool { return o.Region == region && o.Period == p }
}

// TestRatio is table 2 of the visual reference.
func TestRatio(t *testing.T) {
	var r filing
	r.ratios()
	d := derived(t, city(), &r)
	for _, c := range []struct {
		region, rate, floor, margin, short string
		status                             model.Status
	}{
		{"huancui", "68.0%", "65.0%", "+3.0个百分点", "0人", model.Met},
		{"wendeng", "67.0%", "66.0%", "+1.0个百分点", "0人", model.Met},
		{"rongcheng", "70.0%", "67.0%", "+3.0个百分点", "0人", model.Met},
		{"rushan", "60.0%", "62.0%", "−2.0个百分点", "12人", model.Unmet},
		{"gaoqu", "72.0%", "70.0%", "+2.0个百分点", "0人", model.Met},
		{"jingqu", "70.0%", "70.0%", "0.0个百分点", "0人", model.Met},      // equal is met
		{"lingang", "65.03%", "65.00%", "+0.03个百分点", "0人", model.Met}, // alike at one digit
	} {
		d.expect("hardship_ratio", october, c.region, map[string]string{
			"rate": c.rate, "floor": c.floor, "margin": c.margin, "short": c.short,
		})
		if got := d.judged("hardship_ratio", october, c.region).Status; got != c.status {
			t.Errorf("%s is %v, want %v", c.region, got, c.status)
		}
	}
	d.expect("hardship_ratio", october, "nanhai", map[string]string{"rate": "未报送：当月未报送，不作估计"})
	d.expect("hardship_ratio", october, "weihai", map[string]string{
		"part": "2458人（不含南海新区）", "whole": "3653人（不含南海新区）",
		"rate": "67.3%（不含南海新区）", "floor": "66.1%（不含南海新区）", "margin": "+1.2个百分点（不含南海新区）",
	})
	j := d.judged("hardship_ratio", october, "weihai")
	if j.State != model.NotApplicable || !slices.Equal(j.Excluded, []string{"nanhai"}) {
		t.Errorf("a city without 南海新区 is judged %v, excluded %v", j.Label(), j.Excluded)
	}
	want := "348 ÷ 580 = 60.0%，低于1736 ÷ 2800 = 62.0%，相差−2.0个百分点"
	if got := d.judged("hardship_ratio", october, "rushan").Because; got != want {
		t.Error(got)
	}
	how := "下限 × 分母 − 分子 = 1736 ÷ 2800 × 580 − 348，不足1人按1人算"
	if got := d.figure("hardship_ratio.short", october, "rushan").How; got != how {
		t.Error(got)
	}
}

// TestRateYearOnYear: 同比 of a rate is in 百分点, and a missing base says why.
func TestRateYearOnYear(t *testing.T) {
	rel := city()
	last := model.Period{Year: 2021, Month: 10}
	rel.Periods = append([]model.Period{last}, rel.Periods...)
	var r filing
	r.ratios()
	for m, n := range map[string]int64{"hardship_employed": 650, "hardship_recognized": 1000, "reemployed": 60, "unemployed_registered": 100} {
		r.add(last, "huancui", m, n)
	}
	d := derived(t, rel, &r)
	d.expect("hardship_ratio", october, "huancui", map[string]string{"yoy": "+3.0个百分点"})
	d.expect("hardship_ratio", october, "wendeng", map[string]string{"yoy": "不适用：2021年10月未报送"})
	d.expect("hardship_ratio", october, "weihai", map[string]string{"yoy": "不适用：报送的单位与上年同期不同"})
	d.expect("hardship_ratio", last, "huancui", map[string]string{"yoy": "不适用：上年无此项"})
	how := "本期 − 上年同期 = 612 ÷ 900 − 650 ÷ 1000"
	if got := d.figure("hardship_ratio.yoy", october, "huancui").How; got != how {
		t.Error(got)
	}
}

// TestRatioOfDifferentUnits: four sums are comparable only when the same units sent them.
func TestRatioOfDifferentUnits(t *testing.T) {
	var r filing
	r.ratios()
	r.add(october, "nanhai", "reemployed", 300)
	d := derived(t, city(), &r)
	d.expect("hardship_ratio", october, "weihai", map[string]string{"rate": "不适用：四项数报送的单位不同，不作比较"})
	d.expect("hardship_ratio", october, "nanhai", map[string]string{"floor_part": "300人", "rate": "未报送：当月未报送，不作估计"})
}

func TestRatioWithoutDenominator(t *testing.T) {
	var r filing
	r.ratios()
	for _, m := range []string{"hardship_employed", "hardship_recognized"} {
		r.add(october, "nanhai", m, 0)
	}
	r.add(october, "nanhai", "reemployed", 10)
	r.add(october, "nanhai", "unemployed_registered", 20)
	d := derived(t, city(), &r)
	d.expect("hardship_ratio", october, "nanhai", map[string]string{"rate": "不适用：分母为零，不作比较", "part": "0人"})
	if j := d.judged("hardship_ratio", october, "nanhai"); j.State != model.NotApplicable {
		t.Errorf("judged %v", j.Label())
	}
}

// TestZeroHousehold: 6 + 9 − 15 = 0, and one unit that is not cleared.
func TestZeroHousehold(t *testing.T) {
	var r filing
	september := october.Add(-1)
	for i, u := range units {
		stock, found, helped := int64(0), int64(1), int64(1)
		r.add(october, u.id, "zero_households", 0)
		switch i {
		case 0:
			stock, found, helped = 4, 2, 6
		case 1:
			stock, found, helped = 2, 1, 3
		}
		r.add(september, u.id, "zero_households", stock)
		r.add(october, u.id, "zero_households_found", found)
		r.add(october, u.id, "zero_households_helped", helped)
	}
	d := derived(t, city(), &r)
	d.expect("zero_household", october, "weihai", map[string]string{"opening": "6户", "found": "9户", "helped": "15户", "stock": "0户"})
	if got := d.figure("zero_household.stock", october, "weihai").How; got != "上月末 + 当月认定 − 当月帮扶 = 6 + 9 − 15" {
		t.Error(got)
	}
	if j := d.judged("zero_household", october, "weihai"); j.Status != model.Met || j.Because != "月末为0户" {
		t.Errorf("%v: %s", j.Status, j.Because)
	}
	d.expect("zero_household", september, "huancui", map[string]string{"opening": "不适用：2022年8月无此项", "stock": "4户", "found": "不适用：2022年9月无此项"})
	if j := d.judged("zero_household", september, "huancui"); j.Status != model.Unmet {
		t.Error(j.Status)
	}
	if j := d.judged("zero_household", september, "rongcheng"); j.Status != model.Met {
		t.Error(j.Status)
	}
}

// TestZeroHouseholdThatDoesNotAddUp prints no formula: it would be wrong. load reports the month.
func TestZeroHouseholdThatDoesNotAddUp(t *testing.T) {
	var r filing
	r.add(october.Add(-1), "huancui", "zero_households", 6)
	r.add(october, "huancui", "zero_households", 1)
	r.add(october, "huancui", "zero_households_found", 9)
	r.add(october, "huancui", "zero_households_helped", 15)
	d := derived(t, city(), &r)
	d.expect("zero_household", october, "huancui", map[string]string{"stock": "1户"})
	if got := d.figure("zero_household.stock", october, "huancui").How; got != "" {
		t.Error(got)
	}
}

// TestMonthlyFair counts the months with a fair; a month that was not sent is not one of them.
func TestMonthlyFair(t *testing.T) {
	var r filing
	for m := 1; m <= 10; m++ {
		p := model.Period{Year: 2022, Month: m}
		for _, u := range units {
			n := int64(1)
			if u.id == "rushan" && m > 7 {
				n = 0
			}
			if u.id == "nanhai" && m == 4 {
				continue
			}
			r.add(p, u.id, "job_fairs", n)
		}
	}
	d := derived(t, city(), &r)
	for region, months := range map[string]string{"huancui": "10个月", "rushan": "7个月", "nanhai": "9个月", "weihai": "6个月"} {
		d.expect("monthly_fair", october, region, map[string]string{"months": months})
	}
	april := model.Period{Year: 2022, Month: 4}
	for _, c := range []struct {
		p      model.Period
		region string
		label  string
		words  string
	}{
		{october, "huancui", "达到", "当月1场，不少于一场"},
		{october, "rushan", "未达到", "当月0场，少于一场"},
		{october, "weihai", "未达到", "乳山市当月少于一场"},
		{model.Period{Year: 2022, Month: 5}, "weihai", "达到", "8个单位当月都不少于一场"},
		{april, "nanhai", "未报送", ""},
		{april, "weihai", "不适用", ""},
	} {
		if j := d.judged("monthly_fair", c.p, c.region); j.Label() != c.label || j.Because != c.words {
			t.Errorf("%v %s is %s (%s), want %s (%s)", c.p, c.region, j.Label(), j.Because, c.label, c.words)
		}
	}
	if j := d.judged("monthly_fair", april, "weihai"); !slices.Equal(j.Excluded, []string{"nanhai"}) {
		t.Errorf("excluded %v", j.Excluded)
	}
}

func TestFollowup(t *testing.T) {
	var r filing
	for m := 9; m <= 10; m++ {
		p := model.Period{Year: 2022, Month: m}
		for i, u := range units {
			due, done := int64(1000), int64(1000)
			if u.id == "lingang" && m == 9 {
				done = 999
			}
			if u.id == "nanhai" {
				due, done = 0, 0
			}
			if i == 1 && m == 10 {
				continue
			}
			r.add(p, u.id, "followups_due", due)
			r.add(p, u.id, "followups_done", done)
		}
	}
	d := derived(t, city(), &r)
	september := october.Add(-1)
	d.expect("followup", september, "lingang", map[string]string{"rate": "99.9%", "months": "0个月"})
	d.expect("followup", october, "lingang", map[string]string{"rate": "100.0%", "months": "1个月"})
	d.expect("followup", october, "nanhai", map[string]string{"rate": "不适用：没有应完成的数", "months": "2个月"})
	d.expect("followup", october, "wendeng", map[string]string{"rate": "未报送：当月未报送，不作估计", "months": "1个月"})
	d.expect("followup", october, "weihai", map[string]string{"due": "6000人（不含文登区）", "rate": "100.0%（不含文登区）", "months": "0个月"})
	for _, c := range []struct {
		p      model.Period
		region string
		label  string
	}{
		{september, "lingang", "未达到"}, {september, "weihai", "未达到"}, {october, "lingang", "达到"},
		{october, "nanhai", "达到"}, {october, "wendeng", "未报送"}, {october, "weihai", "不适用"},
	} {
		if j := d.judged("followup", c.p, c.region); j.Label() != c.label {
			t.Errorf("%v %s is %s (%s), want %s", c.p, c.region, j.Label(), j.Because, c.label)
		}
	}
}

// TestGroupsAreSummed: groups get city sums, a missing one is 未报送.
func TestGroupsAreSummed(t *testing.T) {
	var r filing
	r.posts()
	for _, u := range units[:7] {
		r.add(october, u.id, "posts_created/area=urban", 100)
	}
	d := derived(t, city(), &r)
	if got := d.shown("posts_created/area=urban", october, "weihai"); got != "700个（不含南海新区）" {
		t.Error(got)
	}
	if got := d.shown("posts_created/area=urban", october, "nanhai"); got != "未报送：当月未报送，不作估计" {
		t.Error(got)
	}
}

// TestDeepTree: a province sums its counties through its cities, and every node has its sum.
func TestDeepTree(t *testing.T) {
	rel := city()
	rel.Regions = append(rel.Regions,
		model.Region{ID: "yantai", Short: text("烟台市"), Parent: "shandong"},
		model.Region{ID: "zhifu", Short: text("芝罘区"), Parent: "yantai", Leaf: true},
		model.Region{ID: "shandong", Short: text("全省")})
	rel.Regions[0].Parent = "shandong"
	var r filing
	r.posts()
	r.add(october, "zhifu", "posts_created", 380)
	d := derived(t, rel, &r)
	for region, want := range map[string]string{"weihai": "11620个", "yantai": "380个", "shandong": "12000个"} {
		if got := d.shown("posts_created", october, region); got != want {
			t.Errorf("%s = %s, want %s", region, got, want)
		}
	}
}

func TestNotAdditive(t *testing.T) {
	rel := city()
	rel.Measures[0].Additive = false
	var r filing
	r.posts()
	d := derived(t, rel, &r)
	if got := d.shown("posts_created", october, "weihai"); got != "不适用：各单位有重复，不能相加" {
		t.Error(got)
	}
	d.expect("posts", october, "weihai", map[string]string{"rate": "不适用：各单位有重复，不能相加"})
}

func TestEveryRuleIsInTheTable(t *testing.T) {
	for _, rule := range []model.Rule{model.Reach, model.RatioFloor, model.Zero, model.Monthly, model.Coverage} {
		if !slices.ContainsFunc(rules, func(r judging) bool { return r.rule == rule }) {
			t.Errorf("rule %s is not in the table", rule.ID())
		}
	}
}

func TestPolicyStatus(t *testing.T) {
	day := func(s string) model.Date { d, _ := model.ParseDate(s); return d }
	p01 := model.Policy{ApplyUntil: day("2022-12-31")}
	for _, c := range []struct {
		name string
		p    model.Policy
		on   string
		want model.PolicyStatus
	}{
		{"31 days left", p01, "2022-11-30", model.InForce},
		{"30 days left", p01, "2022-12-01", model.EndsSoon},
		{"the last day", p01, "2022-12-31", model.EndsSoon},
		{"the day after", p01, "2023-01-01", model.Expired},
		{"no date", model.Policy{}, "2022-11-30", model.TermUnknown},
		{"only a start", model.Policy{From: day("2022-01-01")}, "2022-11-30", model.TermUnknown},
		{"in force until", model.Policy{Until: day("2023-06-30")}, "2022-11-30", model.InForce},
		{"the earlier end counts", model.Policy{ApplyUntil: day("2023-12-31"), Until: day("2022-12-15")}, "2022-11-30", model.EndsSoon},
		{"repealed", model.Policy{ApplyUntil: day("2022-12-31"), RepealedOn: day("2022-11-01")}, "2022-11-30", model.Repealed},
		{"repealed later", model.Policy{ApplyUntil: day("2022-12-31"), RepealedOn: day("2022-12-05")}, "2022-11-30", model.InForce},
	} {
		if got := PolicyStatus(c.p, day(c.on)); got != c.want {
			t.Errorf("%s: %v on %s, want %v", c.name, got, c.on, c.want)
		}
	}
}

// TestRevisionsAreHandedOn: the city's sum and all that is computed from a corrected figure are of its revision.
func TestRevisionsAreHandedOn(t *testing.T) {
	rel := city()
	var r filing
	r.posts()
	for i, o := range r.Observations {
		if o.Region == "huancui" && o.Period == october && o.Measure == "posts_created" {
			r.Observations[i].Revision = 2
		}
	}
	d := derived(t, rel, &r)
	for _, region := range []string{"huancui", "weihai"} {
		for _, measure := range []string{"posts_created", "posts.value", "posts.rate", "posts.lead", "posts.increment"} {
			if got := d.figure(measure, october, region).Revision; got != 2 {
				t.Errorf("%s %s is of revision %d", region, measure, got)
			}
		}
	}
	if got := d.figure("posts.rate", october, "rushan").Revision; got != 0 {
		t.Errorf("a unit that corrected nothing is of revision %d", got)
	}
}
