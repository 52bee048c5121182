package derive

import (
	"slices"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/model"
)

// TestCityInOctober is the panel 为什么 of the visual reference.
func TestCityInOctober(t *testing.T) {
	var r filing
	r.posts()
	d := derived(t, city(), &r)
	for _, c := range []struct{ figure, how, value string }{
		{"value", "8个单位之和", "11620个"},
		{"target", "", "14000个"},
		{"rate", "累计 ÷ 年度目标 = 11620 ÷ 14000", "83.0%"},
		{"pace", "已过月数 ÷ 12 = 10 ÷ 12", "83.3%"},
		{"lead", "完成率 − 序时进度 = 11620 ÷ 14000 − 10 ÷ 12", "−0.3个百分点"},
		{"gap", "目标 − 累计 = 14000 − 11620", "2380个"},
		{"over", "累计 − 目标 = 11620 − 14000，不足0按0算", "0个"},
		{"need", "缺口 ÷ 剩余月数 = 2380 ÷ 2，不足1个按1个算", "1190个"},
		{"forecast", "累计 + 近三月平均增量 × 剩余月数 = 11620 + 4160 ÷ 3 × 2", "14393个"},
		{"finish", "缺口 ÷ 近三月平均增量 = 2380 ÷ (4160 ÷ 3)，不足1个月按1个月算，还要2个月", "2022年12月"},
		{"increment", "本月累计 − 上月累计 = 11620 − 10240", "1380个"},
		{"mom", "(当月新增 − 上月新增) ÷ 上月新增 = (1380 − 1450) ÷ 1450", "−4.8%"},
		{"yoy", "", "不适用：上年无此项"},
	} {
		if got := d.shown("posts."+c.figure, october, "weihai"); got != c.value {
			t.Errorf("%s = %s, want %s", c.figure, got, c.value)
		}
		if got := d.figure("posts."+c.figure, october, "weihai").How; got != c.how {
			t.Errorf("%s: %s, want %s", c.figure, got, c.how)
		}
	}
	j := d.judged("posts", october, "weihai")
	because := "完成率83.0%，序时进度83.3%，较序时−0.3个百分点，在±1个百分点以内"
	if j.Status != model.OnPace || j.Because != because || j.Target != "posts-2022" {
		t.Errorf("%v %v: %s", j.Status, j.Target, j.Because)
	}
}

// TestUnitsInOctober is table 1 of the visual reference.
func TestUnitsInOctober(t *testing.T) {
	var r filing
	r.posts()
	d := derived(t, city(), &r)
	for _, c := range []struct {
		region                      string
		rank, rate, lead, gap, need string
		status                      model.Status
	}{
		{"gaoqu", "第1", "101.0%", "+17.7个百分点", "0个", "0个", model.Done},
		{"huancui", "并列第2", "87.0%", "+3.7个百分点", "338个", "169个", model.Ahead},
		{"rongcheng", "并列第2", "87.0%", "+3.7个百分点", "416个", "208个", model.Ahead},
		{"jingqu", "第4", "84.5%", "+1.2个百分点", "155个", "78个", model.Ahead},
		{"wendeng", "第5", "82.8%", "−0.6个百分点", "500个", "250个", model.OnPace},
		{"nanhai", "第6", "81.0%", "−2.3个百分点", "76个", "38个", model.Behind},
		{"lingang", "第7", "76.0%", "−7.3个百分点", "168个", "84个", model.Behind},
		{"rushan", "第8", "68.0%", "−15.3个百分点", "736个", "368个", model.FarBehind},
	} {
		d.expect("posts", october, c.region, map[string]string{
			"rank": c.rank, "rate": c.rate, "lead": c.lead, "gap": c.gap, "need": c.need,
		})
		if got := d.judged("posts", october, c.region).Status; got != c.status {
			t.Errorf("%s is %v, want %v", c.region, got, c.status)
		}
	}
	d.expect("posts", october, "gaoqu", map[string]string{"over": "9个", "finish": "不适用：已完成"})
	if got := d.judged("posts", october, "rushan").Because; got != "完成率68.0%，序时进度83.3%，较序时−15.3个百分点，低于−10个百分点" {
		t.Error(got)
	}
	if got := d.judged("posts", october, "gaoqu").Because; got != "累计909个，达到年度目标900个" {
		t.Error(got)
	}
}

// TestStatusAtItsBounds judges one unit with a target of 1000 in June (pace 50%) on both sides of every threshold.
func TestStatusAtItsBounds(t *testing.T) {
	for _, c := range []struct {
		month   int
		created int64
		status  model.Status
		lead    string
	}{
		{6, 1000, model.Done, "+50.0个百分点"},
		{6, 999, model.Ahead, "+49.9个百分点"},
		{6, 511, model.Ahead, "+1.1个百分点"},
		{6, 510, model.OnPace, "+1.0个百分点"}, // not more than +1
		{6, 500, model.OnPace, "0.0个百分点"},
		{6, 490, model.OnPace, "−1.0个百分点"}, // not below −1
		{6, 489, model.Behind, "−1.1个百分点"},
		{6, 400, model.Behind, "−10.0个百分点"}, // not below −10
		{6, 399, model.FarBehind, "−10.1个百分点"},
		{6, 0, model.FarBehind, "−50.0个百分点"},
		{11, 1000, model.Done, "+8.3个百分点"},
		{12, 1000, model.Done, "0.0个百分点"},
		{12, 1001, model.Done, "+0.1个百分点"},
		{12, 999, model.Missed, "−0.1个百分点"}, // 99.9%: the date has come
	} {
		p := model.Period{Year: 2022, Month: c.month}
		d := oneUnit(t, nil, 1000, p, c.created)
		if got := d.judged("posts", p, "huancui").Status; got != c.status {
			t.Errorf("%d of 1000 in month %d is %v, want %v", c.created, c.month, got, c.status)
		}
		d.expect("posts", p, "huancui", map[string]string{"lead": c.lead})
	}
}

// TestLeadPrintsApartFromItsThreshold: 明显滞后 beside −10.0 would read as a mistake.
func TestLeadPrintsApartFromItsThreshold(t *testing.T) {
	p := model.Period{Year: 2022, Month: 6}
	d := oneUnit(t, nil, 100000, p, 39997)
	d.expect("posts", p, "huancui", map[string]string{"lead": "−10.003个百分点", "rate": "40.0%"})
	if got := d.judged("posts", p, "huancui").Status; got != model.FarBehind {
		t.Error(got)
	}
	d = oneUnit(t, nil, 100000, model.Period{Year: 2022, Month: 12}, 99996)
	d.expect("posts", model.Period{Year: 2022, Month: 12}, "huancui", map[string]string{"rate": "99.996%"})
}

// TestRatesOfDifferentPlacesPrintApart: 87.04 and 87.02 have different places and must not both print 87.0%.
func TestRatesOfDifferentPlacesPrintApart(t *testing.T) {
	rel := city()
	rel.Periods = []model.Period{october}
	for _, u := range units {
		rel.Targets[0].Amounts[u.id] = 10000
	}
	var r filing
	for i, n := range []int64{8704, 8702, 8704, 7000, 10000, 9999, 6000, 5000} {
		r.add(october, units[i].id, "posts_created", n)
	}
	d := derived(t, rel, &r)
	for region, want := range map[string][2]string{
		"huancui": {"87.04%", "并列第3"}, "wendeng": {"87.02%", "第5"}, "rongcheng": {"87.04%", "并列第3"}, "rushan": {"70.0%", "第6"},
		"gaoqu": {"100.00%", "第1"}, "jingqu": {"99.99%", "第2"},
	} {
		d.expect("posts", october, region, map[string]string{"rate": want[0], "rank": want[1]})
	}
}

// TestPlanOfItsOwn: 59% at mid-year was officially 与时序进度基本一致, because the plan is seasonal.
func TestPlanOfItsOwn(t *testing.T) {
	plan := make([]model.Rate, 12)
	for i := range plan {
		plan[i] = model.Rate{Num: int64(i + 1), Den: 12}
	}
	plan[5] = model.Rate{Num: 595, Den: 1000}
	p := model.Period{Year: 2022, Month: 6}
	d := oneUnit(t, plan, 1000, p, 590)
	d.expect("posts", p, "huancui", map[string]string{"pace": "59.5%", "lead": "−0.5个百分点"})
	if got := d.judged("posts", p, "huancui").Status; got != model.OnPace {
		t.Error(got)
	}
	if got := d.figure("posts.pace", p, "huancui").How; got != "目标的分月计划：到6月底59.5%" {
		t.Error(got)
	}
}

// oneUnit derives a city of one unit that reported one cumulative.
func oneUnit(t *testing.T, plan []model.Rate, target model.Amount, p model.Period, created int64) result {
	t.Helper()
	rel := city()
	rel.Regions = rel.Regions[:2]
	rel.Periods = []model.Period{p}
	rel.Targets[0].Plan = plan
	rel.Targets[0].Amounts = map[string]model.Amount{"huancui": target}
	var r filing
	r.add(p, "huancui", "posts_created", created)
	return derived(t, rel, &r)
}

// TestAfterTheDate: at the end of December there is no 每月还需 and no forecast.
func TestAfterTheDate(t *testing.T) {
	p := model.Period{Year: 2022, Month: 12}
	d := oneUnit(t, nil, 1000, p, 999)
	d.expect("posts", p, "huancui", map[string]string{
		"gap": "1个", "need": "不适用：目标日期已到", "forecast": "不适用：目标日期已到", "finish": "不适用：目标日期已到",
	})
	if got := d.judged("posts", p, "huancui").Because; got != "到2022年12月31日累计999个，没有达到年度目标1000个" {
		t.Error(got)
	}
}

// TestWithoutTarget: a unit without a target, and a year without one, are not judged; the rest is computed.
func TestWithoutTarget(t *testing.T) {
	rel := city()
	delete(rel.Targets[0].Amounts, "jingqu")
	rel.Periods = append([]model.Period{{Year: 2021, Month: 10}}, rel.Periods...)
	var r filing
	r.posts()
	for _, u := range units {
		r.add(model.Period{Year: 2021, Month: 10}, u.id, "posts_created", u.created-62)
	}
	d := derived(t, rel, &r)
	d.expect("posts", october, "jingqu", map[string]string{
		"value": "845个", "target": "不适用：没有年度目标", "rate": "不适用：没有年度目标", "rank": "不适用：没有年度目标",
		"increment": "101个", "yoy": "+7.9%",
	})
	if j := d.judged("posts", october, "jingqu"); j.Status != model.NoStatus || j.State != model.NotApplicable || j.Label() != "不适用" {
		t.Errorf("a unit without a target is judged %v", j.Label())
	}
	d.expect("posts", october, "rushan", map[string]string{"rank": "第7"}) // one fewer takes part
	d.expect("posts", model.Period{Year: 2021, Month: 10}, "jingqu", map[string]string{
		"value": "783个", "increment": "不适用：2021年9月无此项",
	})
	for _, j := range d.Judgements {
		if j.Indicator == "posts" && j.Period.Year == 2021 {
			t.Errorf("%s is judged in a year without a target", j.Region)
		}
	}
}

// TestMissingUnit: the city's sum names who is missing; its rate and status are not judged; nothing is carried forward.
func TestMissingUnit(t *testing.T) {
	var r filing
	r.posts()
	r.Observations = slices.DeleteFunc(r.Observations, isUnit("nanhai", october))
	d := derived(t, city(), &r)
	if got := d.shown("posts_created", october, "nanhai"); got != "未报送：当月未报送，不作估计" {
		t.Error(got)
	}
	d.expect("posts", october, "weihai", map[string]string{
		"value": "11296个（不含南海新区）", "target": "14000个", "pace": "83.3%",
		"rate": "不适用：不含南海新区，不作评价", "need": "不适用：不含南海新区，不作评价",
		"increment": "不适用：报送的单位与上月不同",
	})
	j := d.judged("posts", october, "weihai")
	if j.State != model.NotApplicable || j.Status != model.NoStatus || !slices.Equal(j.Excluded, []string{"nanhai"}) {
		t.Errorf("%v %v %v", j.State, j.Status, j.Excluded)
	}
	d.expect("posts", october, "nanhai", map[string]string{
		"value": "未报送：当月未报送，不作估计", "rate": "未报送：当月未报送，不作估计", "rank": "未报送：当月未报送，不作估计",
		"increment": "未报送：2022年10月未报送",
	})
	if j := d.judged("posts", october, "nanhai"); j.Label() != "未报送" || j.Excluded != nil {
		t.Errorf("%v %v", j.Label(), j.Excluded)
	}
}

// TestMissingMonthBefore: a base that is missing is never 0, and the forecast needs three increments in a row.
func TestMissingMonthBefore(t *testing.T) {
	var r filing
	r.posts()
	r.Observations = slices.DeleteFunc(r.Observations, isUnit("nanhai", model.Period{Year: 2022, Month: 9}))
	d := derived(t, city(), &r)
	d.expect("posts", october, "nanhai", map[string]string{
		"rate": "81.0%", "increment": "不适用：2022年9月未报送", "mom": "不适用：2022年9月未报送",
		"forecast": "不适用：2022年9月未报送", "finish": "不适用：2022年9月未报送",
	})
	d.expect("posts", october, "weihai", map[string]string{
		"rate": "83.0%", "increment": "不适用：报送的单位与上月不同", "forecast": "不适用：2022年9月不含南海新区",
	})
}

func TestFirstMonths(t *testing.T) {
	var r filing
	r.posts()
	d := derived(t, city(), &r)
	d.expect("posts", model.Period{Year: 2022, Month: 1}, "weihai", map[string]string{
		"increment": "720个", "mom": "不适用：上月新增不详：2021年12月无此项", "forecast": "不适用：本年不足三个月",
	})
	d.expect("posts", model.Period{Year: 2022, Month: 3}, "weihai", map[string]string{
		"increment": "1170个", "mom": "+98.3%", "forecast": "9920个", // 2480 + 2480 ÷ 3 × 9
	})
}

// TestJanuaryAfterAYear: 环比 of January has December's increment as its base.
func TestJanuaryAfterAYear(t *testing.T) {
	rel := city()
	rel.Periods = []model.Period{{Year: 2021, Month: 11}, {Year: 2021, Month: 12}, {Year: 2022, Month: 1}}
	var r filing
	for i, n := range []int64{1000, 1100, 150} {
		for _, u := range units {
			r.add(rel.Periods[i], u.id, "posts_created", n)
		}
	}
	d := derived(t, rel, &r)
	d.expect("posts", rel.Periods[2], "huancui", map[string]string{"increment": "150个", "mom": "+50.0%"})
	d.expect("posts", rel.Periods[2], "weihai", map[string]string{"increment": "1200个", "mom": "+50.0%"})
}

func TestSecondTarget(t *testing.T) {
	rel := city()
	province := rel.Targets[0]
	province.ID, province.Amounts = "posts-2022-province", map[string]model.Amount{"weihai": 15000}
	rel.Targets = append(rel.Targets, province)
	var r filing
	r.posts()
	d := derived(t, rel, &r)
	d.expect("posts@posts-2022-province", october, "weihai", map[string]string{
		"rate": "77.5%", "lead": "−5.9个百分点", "increment": "1380个", "mom": "−4.8%", "forecast": "14393个",
	})
	if j := d.judged("posts@posts-2022-province", october, "weihai"); j.Status != model.Behind || j.Target != "posts-2022-province" {
		t.Errorf("%v %v", j.Status, j.Target)
	}
	if j := d.judged("posts@posts-2022-province", october, "huancui"); j.State != model.NotApplicable {
		t.Errorf("a unit without a provincial target is judged %v", j.Label())
	}
}

// TestUpperBound: for a direction down, more than the target cannot be repaired and being slow is good.
func TestUpperBound(t *testing.T) {
	for _, c := range []struct {
		month   int
		created int64
		want    model.Status
	}{
		{6, 400, model.Ahead}, {6, 500, model.OnPace}, {6, 520, model.Behind}, {6, 700, model.FarBehind},
		{6, 1001, model.Missed}, {12, 1000, model.Done}, {12, 1001, model.Missed},
	} {
		p := model.Period{Year: 2022, Month: c.month}
		rel := city()
		rel.Regions, rel.Periods = rel.Regions[:2], []model.Period{p}
		rel.Indicators[0].Direction = model.Down
		rel.Targets[0].Amounts = map[string]model.Amount{"huancui": 1000}
		var r filing
		r.add(p, "huancui", "posts_created", c.created)
		d := derived(t, rel, &r)
		if j := d.judged("posts", p, "huancui"); j.Status != c.want || j.Because == "" {
			t.Errorf("%d of at most 1000 in month %d is %v (%s), want %v", c.created, c.month, j.Status, j.Because, c.want)
		}
	}
}

// TestFiguresComeFromTheirCells: a rate of a unit names its own row and the target, the city's all rows.
func TestFiguresComeFromTheirCells(t *testing.T) {
	var r filing
	r.posts()
	d := derived(t, city(), &r)
	own := d.figure("posts_created", october, "rushan").From[0]
	target := diag.Pos{File: "data/targets/2022.yaml", Line: 10, Col: 13}
	if got := d.figure("posts.rate", october, "rushan").From; !slices.Equal(got, []diag.Pos{own, target}) {
		t.Errorf("rate of 乳山市 comes from %v", got)
	}
	if got := d.figure("posts.rate", october, "weihai").From; len(got) != 9 {
		t.Errorf("rate of the city comes from %d places, want 8 rows and the target", len(got))
	}
}
