package protect

import (
	"slices"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/record"
)

var october = model.Period{Year: 2022, Month: 10}

func key(measure, region string) model.Key {
	return model.Key{Measure: measure, Period: october, Region: region}
}

// persons is a reported count of people that stands on a line of its own.
func persons(measure, region string, n model.Amount) record.Figure {
	return record.Figure{Key: key(measure, region), Value: model.CountOf(n, "人"), Persons: true,
		From: []diag.Pos{{File: "data/observations/2022-10.csv", Line: 2, Col: 1}}, How: "as reported"}
}

func rules() model.Release {
	return model.Release{
		Site:    model.Site{Threshold: 5},
		Regions: []model.Region{{ID: "weihai"}, {ID: "huancui", Parent: "weihai", Leaf: true}, {ID: "rushan", Parent: "weihai", Leaf: true}, {ID: "nanhai", Parent: "weihai", Leaf: true}},
		Measures: []model.Measure{
			{ID: "filled", Unit: "人", Persons: true},
			{ID: "created", Unit: "个"},
			{ID: "subsidized", Unit: "人", Persons: true},
			{ID: "money", Unit: "元", With: "subsidized"},
		},
		Indicators: []model.Indicator{
			{ID: "reach", Rule: model.Reach, Direction: model.Up, Measure: "filled"},
			{ID: "zero", Rule: model.Zero, Direction: model.Down, Measure: "filled"},
		},
	}
}

func protected(figures ...record.Figure) *model.Release {
	return Protect(rules(), record.Derived{Figures: figures})
}

func state(t *testing.T, rel *model.Release, measure, region string) model.State {
	t.Helper()
	c, ok := rel.Cell(key(measure, region))
	if !ok {
		t.Fatalf("there is no cell %s %s", measure, region)
	}
	return c.State
}

// TestThreshold: 1 to 4 people are withheld, none and 5 are published, posts are not people.
func TestThreshold(t *testing.T) {
	for n, want := range map[model.Amount]model.State{
		0: model.Published, 1: model.Withheld, 4: model.Withheld, 5: model.Published, 900: model.Published, -3: model.Withheld, -5: model.Published,
	} {
		if got := state(t, protected(persons("filled", "huancui", n)), "filled", "huancui"); got != want {
			t.Errorf("%d people are %v, want %v", n, got, want)
		}
	}
	posts := record.Figure{Key: key("created", "huancui"), Value: model.CountOf(3, "个")}
	if got := state(t, protected(posts), "created", "huancui"); got != model.Published {
		t.Errorf("3 posts are %v", got)
	}
}

// TestWithheldCellIsEmpty: no value, formula, reason, place or revision.
func TestWithheldCellIsEmpty(t *testing.T) {
	f := persons("filled", "huancui", 3)
	f.Why, f.Revision = "不含3人", 2
	rel := protected(f)
	want := model.Cell{Key: f.Key, State: model.Withheld}
	if got := rel.Cells[0]; got.Value != want.Value || got.State != want.State || got.How != "" || got.Why != "" || got.From != nil || got.Revision != 0 {
		t.Errorf("a withheld cell is %+v", got)
	}
}

// TestDerivedGoesWithItsInputs: through any number of steps, in any order of the figures.
func TestDerivedGoesWithItsInputs(t *testing.T) {
	value := record.Figure{Key: key("reach.value", "huancui"), Value: model.CountOf(3, "人"), Inputs: []model.Key{key("filled", "huancui")}}
	rate := record.Figure{Key: key("reach.rate", "huancui"), Value: model.ShareOf(model.Rate{Num: 3, Den: 10}), Inputs: []model.Key{value.Key}}
	lead := record.Figure{Key: key("reach.lead", "huancui"), Value: model.PointsOf(model.Rate{Num: -1, Den: 10}), Inputs: []model.Key{rate.Key}}
	free := record.Figure{Key: key("reach.target", "huancui"), Value: model.CountOf(10, "人")}
	figures := []record.Figure{lead, rate, value, persons("filled", "huancui", 3), free}
	for range 2 {
		rel := protected(figures...)
		for _, m := range []string{"filled", "reach.value", "reach.rate", "reach.lead"} {
			if got := state(t, rel, m, "huancui"); got != model.Withheld {
				t.Errorf("%s is %v", m, got)
			}
		}
		if got := state(t, rel, "reach.target", "huancui"); got != model.Published {
			t.Errorf("the target is %v", got)
		}
		slices.Reverse(figures)
	}
}

// TestSumIsWithheldOrItsParts: 903 less 900 would tell 3; a small sum is withheld for itself.
func TestSumIsWithheldOrItsParts(t *testing.T) {
	city := persons("filled", "weihai", 903)
	city.Sum = []model.Key{key("filled", "huancui"), key("filled", "rushan")}
	rel := protected(city, persons("filled", "huancui", 900), persons("filled", "rushan", 3))
	sum, part, few := state(t, rel, "filled", "weihai"), state(t, rel, "filled", "huancui"), state(t, rel, "filled", "rushan")
	if few != model.Withheld || (sum == model.Withheld) == (part == model.Withheld) {
		t.Errorf("903 is %v, 900 is %v, 3 is %v: one of the first two must be withheld with the last", sum, part, few)
	}
	small := persons("filled", "weihai", 4)
	small.Sum = []model.Key{key("filled", "huancui")}
	if got := state(t, protected(small, persons("filled", "huancui", 0)), "filled", "weihai"); got != model.Withheld {
		t.Errorf("a sum of 4 is %v", got)
	}
}

// TestMoneyGoesWithItsCount: 3000元 at 1000元/人 tell 3 people.
func TestMoneyGoesWithItsCount(t *testing.T) {
	money := record.Figure{Key: key("money", "huancui"), Value: model.CountOf(3000, "元")}
	rel := protected(money, persons("subsidized", "huancui", 3))
	if got := state(t, rel, "money", "huancui"); got != model.Withheld {
		t.Errorf("money beside a withheld count is %v", got)
	}
	money.Value = model.CountOf(9000, "元")
	rel = protected(money, persons("subsidized", "huancui", 9))
	if got := state(t, rel, "money", "huancui"); got != model.Published {
		t.Errorf("money beside a published count is %v", got)
	}
}

// TestFormulaGoesWithTheNumbersItShows, though the figure itself is published.
func TestFormulaGoesWithTheNumbersItShows(t *testing.T) {
	stock := persons("zero.stock", "huancui", 0)
	stock.How, stock.Shown = "上月末 + 当月认定 − 当月帮扶 = 2 + 1 − 3", []model.Key{key("filled", "huancui")}
	rel := protected(stock, persons("filled", "huancui", 2))
	c, _ := rel.Cell(stock.Key)
	if c.State != model.Published || c.How != "" {
		t.Errorf("%v with the formula %q", c.State, c.How)
	}
}

func TestOtherStatesKeepTheirReason(t *testing.T) {
	f := record.Figure{Key: key("filled", "nanhai"), State: model.NotSubmitted, Why: "当月未报送", Persons: true}
	rel := protected(f)
	if c := rel.Cells[0]; c.State != model.NotSubmitted || c.Why != "当月未报送" {
		t.Errorf("%v %q", c.State, c.Why)
	}
}

// TestStatusGoesWithItsInputs, except that of a stock that must be zero: withheld already means at least 1.
func TestStatusGoesWithItsInputs(t *testing.T) {
	judge := func(indicator string, status model.Status) record.Judgement {
		return record.Judgement{
			Judgement: model.Judgement{Indicator: indicator, Prefix: indicator, Period: october, Region: "huancui", Status: status, Because: "还有3人"},
			Inputs:    []model.Key{key("filled", "huancui")},
		}
	}
	rel := Protect(rules(), record.Derived{
		Figures:    []record.Figure{persons("filled", "huancui", 3)},
		Judgements: []record.Judgement{judge("zero", model.Unmet), judge("reach", model.Behind)},
	})
	reach, _ := rel.Judgement("reach", october, "huancui")
	if reach.State != model.Withheld || reach.Status != model.NoStatus || reach.Because != "" || reach.Label() != "不予公开" {
		t.Errorf("%+v", reach)
	}
	zero, _ := rel.Judgement("zero", october, "huancui")
	if zero.State != model.Published || zero.Status != model.Unmet || zero.Because != "月末没有清零，户数不予公开" {
		t.Errorf("%+v", zero)
	}
}

// TestRankingLeavesOutWithheldUnits: the places of the others say nothing of the unit that is withheld.
func TestRankingLeavesOutWithheldUnits(t *testing.T) {
	var figures, rates []record.Figure
	for i, region := range []string{"huancui", "rushan", "nanhai"} {
		n := []model.Amount{50, 4, 3000}[i]
		figures = append(figures, persons("filled", region, n))
		rates = append(rates, record.Figure{
			Key: key("reach.rate", region), Value: model.ShareOf(model.Rate{Num: int64(n), Den: []int64{100, 5, 10000}[i]}), // 50%, 80%, 30%
			Inputs: []model.Key{key("filled", region)},
		})
	}
	figures = append(figures, rates...)
	figures = append(figures, record.Rank(rates, "reach.rank", false)...)
	rel := protected(figures...)
	for region, want := range map[string]string{"huancui": "1", "rushan": "不予公开", "nanhai": "2"} {
		if c, _ := rel.Cell(key("reach.rank", region)); c.String() != want {
			t.Errorf("%s has place %v, want %s", region, c, want)
		}
	}
	if c, _ := rel.Cell(key("reach.rank", "huancui")); c.How != "按未取整的完成率排列，2个单位参加排名" {
		t.Error(c.How)
	}
}

// TestCorrections: both sides and the reason go when one side is small or withheld for another reason.
func TestCorrections(t *testing.T) {
	correct := func(measure string, was, now model.Amount, figures ...record.Figure) model.Correction {
		old := record.Observation{Key: key(measure, "huancui"), Amount: was}
		rel := Protect(rules(), record.Derived{
			Figures:     figures,
			Corrections: []record.Correction{{Old: old, New: record.Observation{Key: old.Key, Amount: now, Revision: 1}, Reason: model.Text{Text: "少报了人"}}},
		})
		return rel.Corrections[0]
	}
	for _, c := range []struct {
		name      string
		published model.Correction
		old, now  string
		reason    string
	}{
		{"large", correct("filled", 22, 44, persons("filled", "huancui", 44)), "22", "44", "少报了人"},
		{"old is small", correct("filled", 2, 44, persons("filled", "huancui", 44)), "不予公开", "不予公开", ""},
		{"new is small", correct("filled", 22, 4, persons("filled", "huancui", 4)), "不予公开", "不予公开", ""},
		{"posts", correct("created", 2, 4, record.Figure{Key: key("created", "huancui"), Value: model.CountOf(4, "个")}), "2", "4", "少报了人"},
		{"money beside a small count", correct("money", 4000, 3000, persons("subsidized", "huancui", 3),
			record.Figure{Key: key("money", "huancui"), Value: model.CountOf(3000, "元")}), "不予公开", "不予公开", ""},
	} {
		got := c.published
		if got.Old.String() != c.old || got.New.String() != c.now || got.Reason.Text != c.reason {
			t.Errorf("%s: %v → %v %q", c.name, got.Old, got.New, got.Reason.Text)
		}
	}
}

// TestCorrectionsGoWithTheirCount: 3000 → 30000 at 1000元/人 tell that 3 people were reported first. So does any
// revision of the money, and money that is corrected when the count was small before.
func TestCorrectionsGoWithTheirCount(t *testing.T) {
	correct := func(measure string, revision int, was, now model.Amount) record.Correction {
		old := record.Observation{Key: key(measure, "huancui"), Amount: was, Revision: revision - 1}
		return record.Correction{Old: old, New: record.Observation{Key: old.Key, Amount: now, Revision: revision}, Reason: model.Text{Text: "少报"}}
	}
	figures := []record.Figure{persons("subsidized", "huancui", 40), {Key: key("money", "huancui"), Value: model.CountOf(40000, "元")}}
	for _, c := range []struct {
		name        string
		corrections []record.Correction
		hidden      bool
	}{
		{"3 people first", []record.Correction{correct("money", 1, 3000, 40000), correct("subsidized", 1, 3, 40)}, true},
		{"the count in one step, the money in two", []record.Correction{
			correct("money", 1, 2000, 3000), correct("money", 2, 3000, 40000), correct("subsidized", 1, 3, 40)}, true},
		{"the count in two steps, the money in one", []record.Correction{
			correct("money", 1, 30000, 40000), correct("subsidized", 1, 3, 30), correct("subsidized", 2, 30, 40)}, true},
		{"30 people first", []record.Correction{correct("money", 1, 30000, 40000), correct("subsidized", 1, 30, 40)}, false},
	} {
		rel := Protect(rules(), record.Derived{Figures: figures, Corrections: c.corrections})
		for _, got := range rel.Corrections {
			if hidden := got.Old.State == model.Withheld && got.New.State == model.Withheld && got.Reason.Text == ""; hidden != c.hidden {
				t.Errorf("%s: %s %v → %v %q", c.name, got.Key.Measure, got.Old, got.New, got.Reason.Text)
			}
		}
	}
}

// TestCompanionsOfCompanions: whatever the order of the figures, all that tell each other go together.
func TestCompanionsOfCompanions(t *testing.T) {
	rel := rules()
	rel.Measures = append(rel.Measures, model.Measure{ID: "budget", Unit: "元", With: "money"})
	figures := []record.Figure{
		{Key: key("budget", "huancui"), Value: model.CountOf(3500, "元")},
		{Key: key("money", "huancui"), Value: model.CountOf(3000, "元")},
		persons("subsidized", "huancui", 3),
	}
	for range 2 {
		published := Protect(rel, record.Derived{Figures: figures})
		for _, m := range []string{"budget", "money"} {
			if got := state(t, published, m, "huancui"); got != model.Withheld {
				t.Errorf("%s is %v", m, got)
			}
		}
		slices.Reverse(figures)
	}
}

// TestLateReports are listed as 未报送 → the figure; a small one without its value.
func TestLateReports(t *testing.T) {
	for amount, want := range map[model.Amount]string{44: "44", 2: "不予公开"} {
		late := record.Observation{Key: key("filled", "huancui"), Amount: amount}
		c := Protect(rules(), record.Derived{
			Figures:     []record.Figure{persons("filled", "huancui", amount)},
			Corrections: []record.Correction{{Old: record.Observation{Key: late.Key}, New: late, Late: true}},
		}).Corrections[0]
		if c.Old.String() != "未报送" || c.New.String() != want {
			t.Errorf("%v → %v, want %s", c.Old, c.New, want)
		}
	}
}

// TestLateReportBesideAWithheldOne shows what the release publishes, without the reason that both share. What was
// corrected since stays withheld: it is not what the release publishes.
func TestLateReportBesideAWithheldOne(t *testing.T) {
	for _, c := range []struct {
		name     string
		revision int
		want     string
	}{{"of now", 1, "0"}, {"corrected since", 2, "不予公开"}} {
		rel := rules()
		rel.Measures = append(rel.Measures, model.Measure{ID: "back", Unit: "人", Persons: true, PartOf: "filled"})
		figures := []record.Figure{persons("filled", "huancui", 2), persons("back", "huancui", 0)}
		var corrections []record.Correction
		for i := range figures {
			figures[i].Revision = 1
			late := record.Observation{Key: figures[i].Key, Amount: figures[i].Value.Amount(), Revision: 1}
			corrections = append(corrections, record.Correction{
				Old: record.Observation{Key: late.Key}, New: late, Late: true, Reason: model.Text{Text: "漏报2人"}})
		}
		figures[1].Revision = c.revision
		got := Protect(rel, record.Derived{Figures: figures, Corrections: corrections}).Corrections
		for i, want := range []string{"不予公开", c.want} {
			if got[i].Old.String() != "未报送" || got[i].New.String() != want || got[i].Reason.Text != "" {
				t.Errorf("%s: %v: %v → %v %q, want %s", c.name, got[i].Key, got[i].Old, got[i].New, got[i].Reason.Text, want)
			}
		}
	}
}

// TestMoneyWithoutItsCount: 3000元 tell 3 people at 1000元/人, though the unit did not send the count.
func TestMoneyWithoutItsCount(t *testing.T) {
	money := record.Figure{Key: key("money", "huancui"), Value: model.CountOf(3000, "元")}
	missing := record.Figure{Key: key("subsidized", "huancui"), State: model.NotSubmitted, Persons: true}
	for _, figures := range [][]record.Figure{{money}, {money, missing}, {missing, money}} {
		rel := protected(figures...)
		if got := state(t, rel, "money", "huancui"); got != model.Withheld {
			t.Errorf("money is %v", got)
		}
	}
}

// TestGroupsHaveARhythm: groups outside their rhythm are no part of the release, nor are their corrections.
func TestGroupsHaveARhythm(t *testing.T) {
	rel := rules()
	rel.Measures[0].Rhythms = []model.Rhythm{{Dimension: "age", Months: 3}}
	for month, want := range map[int]int{9: 3, 10: 2} {
		var d record.Derived
		for _, group := range []string{"", "age=a16", "sex=female"} {
			k := model.Key{Measure: "filled", Period: model.Period{Year: 2022, Month: month}, Region: "huancui", Group: group}
			d.Figures = append(d.Figures, record.Figure{Key: k, Value: model.CountOf(50, "人"), Persons: true})
			d.Corrections = append(d.Corrections, record.Correction{
				Old: record.Observation{Key: k, Amount: 40}, New: record.Observation{Key: k, Amount: 50, Revision: 1}})
		}
		got := Protect(rel, d)
		if len(got.Cells) != want || len(got.Corrections) != want {
			t.Errorf("month %d: %d cells and %d corrections, want %d", month, len(got.Cells), len(got.Corrections), want)
		}
	}
}

// TestHiddenZeros: with zero policy B a zero is withheld like a small count.
func TestHiddenZeros(t *testing.T) {
	rel := rules()
	rel.Site.HideZeros = true
	for n, want := range map[model.Amount]model.State{0: model.Withheld, 5: model.Published} {
		got := Protect(rel, record.Derived{Figures: []record.Figure{persons("filled", "huancui", n)}})
		if got.Cells[0].State != want {
			t.Errorf("%d people are %v, want %v", n, got.Cells[0].State, want)
		}
	}
}

// TestCorrectionsThatTellAnother: the women's 3 were corrected to 30. What was reported of all, 103, less the men, whom
// nobody corrected, would tell the 3; so would 3 people between two months, or beside a part.
func TestCorrectionsThatTellAnother(t *testing.T) {
	rel := rules()
	rel.Measures[0].Additive = true
	rel.Dimensions = []model.Dimension{{ID: "sex", Values: []model.DimensionValue{{ID: "female"}, {ID: "male"}}}}
	rel.Measures = append(rel.Measures, model.Measure{ID: "part", Unit: "人", Persons: true, PartOf: "filled"})
	at := func(measure string, month int, group string) model.Key {
		return model.Key{Measure: measure, Period: model.Period{Year: 2022, Month: month}, Region: "huancui", Group: group}
	}
	figure := func(k model.Key, n model.Amount) record.Figure {
		return record.Figure{Key: k, Value: model.CountOf(n, "人"), Persons: true}
	}
	correct := func(k model.Key, was, now model.Amount) record.Correction {
		return record.Correction{Old: record.Observation{Key: k, Amount: was}, New: record.Observation{Key: k, Amount: now, Revision: 1}}
	}
	all, women, men := at("filled", 10, ""), at("filled", 10, "sex=female"), at("filled", 10, "sex=male")
	for _, c := range []struct {
		name        string
		figures     []record.Figure
		corrections []record.Correction
		shown       bool // the first of them
	}{
		{"the women were 3", []record.Figure{figure(all, 130), figure(women, 30), figure(men, 100)},
			[]record.Correction{correct(all, 103, 130), correct(women, 3, 30)}, false},
		{"the women were 20", []record.Figure{figure(all, 130), figure(women, 30), figure(men, 100)},
			[]record.Correction{correct(all, 120, 130), correct(women, 20, 30)}, true},
		{"it was 3 more than in September", []record.Figure{figure(all, 130), figure(at("filled", 9, ""), 100)},
			[]record.Correction{correct(all, 103, 130)}, false},
		{"it was 23 more than in September", []record.Figure{figure(all, 130), figure(at("filled", 9, ""), 100)},
			[]record.Correction{correct(all, 123, 130)}, true},
		{"its part left 3", []record.Figure{figure(all, 130), figure(at("part", 10, ""), 100)},
			[]record.Correction{correct(all, 103, 130)}, false},
		{"it left 3 of the whole", []record.Figure{figure(all, 130), figure(at("part", 10, ""), 100)},
			[]record.Correction{correct(at("part", 10, ""), 127, 100)}, false},
	} {
		got := Protect(rel, record.Derived{Figures: c.figures, Corrections: c.corrections}).Corrections[0]
		if shown := got.Old.State == model.Published; shown != c.shown || shown != (got.New.State == model.Published) {
			t.Errorf("%s: %v → %v", c.name, got.Old, got.New)
		}
	}
}
