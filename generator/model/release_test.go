package model

import "testing"

// sample is a release with a ranking of nothing but keys, in their order.
func sample() *Release {
	p := Period{2022, 10}
	return &Release{
		Regions: []Region{{ID: "weihai"}, {ID: "huancui", Parent: "weihai", Leaf: true}, {ID: "nanhai", Parent: "weihai", Leaf: true}},
		Dimensions: []Dimension{{ID: "sex", Name: Text{Text: "性别"}, Values: []DimensionValue{
			{ID: "female", Name: Text{Text: "女"}}}}},
		Measures:   []Measure{{ID: "posts_created", Name: Text{Text: "开发城乡公益性岗位"}}},
		Indicators: []Indicator{{ID: "posts", Name: Text{Text: "城乡公益性岗位开发"}, Rule: Reach}},
		Periods:    []Period{{2021, 12}, {2022, 9}, p},
		Cells: []Cell{
			{Key: Key{"posts.rate", p, "huancui", ""}, Value: ShareOf(Rate{87, 100})},
			{Key: Key{"posts_created", p, "huancui", ""}, Value: CountOf(2262, "个")},
			{Key: Key{"posts_created", p, "huancui", "area=urban"}, State: Withheld},
		},
		Judgements: []Judgement{{Indicator: "posts", Prefix: "posts", Period: p, Region: "huancui", Status: Ahead}},
	}
}

func TestReleaseFindsCells(t *testing.T) {
	r := sample()
	p := Period{2022, 10}
	for _, c := range r.Cells {
		if got, ok := r.Cell(c.Key); !ok || got.Key != c.Key {
			t.Errorf("%v is not found", c.Key)
		}
	}
	if _, ok := r.Cell(Key{"posts_created", p, "nanhai", ""}); ok {
		t.Error("a cell that does not exist is found")
	}
	j, ok := r.Judgement("posts", p, "huancui")
	if !ok || r.Figure(j, "rate").String() != "87.0%" {
		t.Error("the rate of a judgement is not found")
	}
	if c := r.Figure(j, "rank"); c.State != NotApplicable || c.String() != "不适用" || c.Plain() != "" || c.Words() != "不适用" {
		t.Errorf("a figure that does not exist is %v", c)
	}
	if _, ok := r.Judgement("posts", p, "nanhai"); ok {
		t.Error("a judgement that does not exist is found")
	}
}

func TestWithheldCellPrintsNoValue(t *testing.T) {
	c := Cell{State: Withheld, Value: CountOf(3, "人")} // must not happen, and must not print
	if c.String() != "不予公开" || c.Words() != "不予公开" || c.Plain() != "" {
		t.Errorf("a withheld cell prints %q %q %q", c.String(), c.Words(), c.Plain())
	}
}

func TestReleaseRegionsAndPeriods(t *testing.T) {
	r := sample()
	if r.Root().ID != "weihai" || len(r.Leaves()) != 2 || r.Newest() != (Period{2022, 10}) {
		t.Error("root, leaves or newest period are wrong")
	}
	if (&Release{}).Newest() != (Period{}) || (&Release{}).Months() != nil {
		t.Error("a release without figures has a newest month")
	}
}

// TestMonthsStay: the months of a year with a target keep their pages when another year begins, with or without a
// target of its own; a year before the first target is only the base of 同比.
func TestMonthsStay(t *testing.T) {
	r := Release{Periods: []Period{{2021, 12}, {2022, 1}, {2022, 12}, {2023, 1}, {2024, 1}}}
	for _, c := range []struct {
		years []int // that have a target
		first Period
		n     int
	}{{nil, Period{2021, 12}, 5}, {[]int{2022}, Period{2022, 1}, 4}, {[]int{2024, 2022}, Period{2022, 1}, 4}, {[]int{2030}, Period{2021, 12}, 5}} {
		r.Targets = nil
		for _, y := range c.years {
			r.Targets = append(r.Targets, Target{Year: y})
		}
		if m := r.Months(); len(m) != c.n || m[0] != c.first {
			t.Errorf("targets %v: months %v", c.years, m)
		}
	}
	r.Targets = []Target{{Year: 2022}}
	if m := r.MonthsOf(2022); len(m) != 2 || r.MonthsOf(2021) != nil {
		t.Errorf("months of 2022: %v", m)
	}
}

// TestTree: a region's children are right below it, and everything but the root is below it.
func TestTree(t *testing.T) {
	r := Release{Regions: []Region{{ID: "p"}, {ID: "c", Parent: "p"}, {ID: "u", Parent: "c", Leaf: true}, {ID: "d", Parent: "p", Leaf: true}}}
	ids := func(regions []Region) (s string) {
		for _, x := range regions {
			s += x.ID
		}
		return s
	}
	if got := ids(r.Children("p")) + " " + ids(r.Children("c")) + " " + ids(r.Children("u")) + " " + ids(r.Below()) + " " + ids(r.Leaves()); got != "cd u  cud ud" {
		t.Errorf("children, below, leaves: %q", got)
	}
	for _, c := range []struct {
		id, whole string
		want      bool
	}{{"u", "p", true}, {"u", "c", true}, {"u", "u", true}, {"d", "c", false}, {"c", "u", false}, {"", "p", false}} {
		if got := r.Within(c.id, c.whole); got != c.want {
			t.Errorf("%q within %q: %v", c.id, c.whole, got)
		}
	}
}

func TestLabels(t *testing.T) {
	r := sample()
	for measure, want := range map[string]string{
		"posts_created":      "开发城乡公益性岗位",
		"posts.rate":         "城乡公益性岗位开发·完成率",
		"posts@province.gap": "城乡公益性岗位开发·缺口",
		"nothing":            "nothing",
	} {
		if got := r.Label(measure); got != want {
			t.Errorf("label of %s = %s, want %s", measure, got, want)
		}
	}
}

func TestKeysAreOrdered(t *testing.T) {
	p := Period{2022, 10}
	ordered := []Key{
		{"a", Period{2022, 9}, "x", ""}, {"a", p, "w", "z"}, {"a", p, "x", ""}, {"a", p, "x", "area=rural"}, {"b", Period{2021, 1}, "a", ""},
	}
	for i := range ordered {
		for j := range ordered {
			if got, want := ordered[i].Compare(ordered[j]) < 0, i < j; got != want {
				t.Errorf("%v before %v: %v", ordered[i], ordered[j], got)
			}
		}
	}
}

// TestFiguresAreNamedOnce keeps the table of names whole: every rule has figures, no figure twice, all with words.
func TestFiguresAreNamedOnce(t *testing.T) {
	for _, rule := range []Rule{Reach, RatioFloor, Zero, Monthly, Coverage} {
		seen := map[string]bool{}
		for _, f := range FiguresOf(rule) {
			if seen[f.ID] || f.Name == "" || f.Note == "" {
				t.Errorf("%s: figure %q is named twice or without words", rule.ID(), f.ID)
			}
			seen[f.ID] = true
		}
		if len(seen) == 0 {
			t.Errorf("%s has no figures", rule.ID())
		}
	}
}

func TestPaceFollowsThePlan(t *testing.T) {
	if got := (Target{}).Pace(10); got != (Rate{10, 12}) {
		t.Errorf("pace without a plan %v", got)
	}
	plan := make([]Rate, 12)
	plan[5] = Rate{59, 100} // 59% at mid-year was officially 与时序进度基本一致
	if got := (Target{Plan: plan}).Pace(6); got != (Rate{59, 100}) {
		t.Errorf("pace of the plan %v", got)
	}
}
