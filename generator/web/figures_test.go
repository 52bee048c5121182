package web

import (
	"io/fs"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/compose"
	"gongkai/generator/derive"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/output"
	"gongkai/generator/protect"
	"gongkai/generator/record"
)

// countedTown has two units, an indicator of each rule and two months of figures: east is ahead, west has not sent its
// second month and has one household that is not cleared.
func countedTown(t *testing.T) *model.Release {
	rel, rep := counted(t)
	return protect.Protect(*rel, derive.Derive(rel, rep))
}

// counted is countedTown as its units reported it.
func counted(t *testing.T) (*model.Release, record.Report) {
	rel := emptyTown(t)
	rel.Site.Sample, rel.Site.Threshold, rel.Site.BaseURL = true, 5, "https://gongkai.example/"
	rel.Regions = append(rel.Regions, model.Region{ID: "west", Name: text("某市西区"), Short: text("西区"), Parent: "city", Leaf: true, Note: text("单独统计。")})
	rel.Periods = []model.Period{{Year: 2022, Month: 1}, {Year: 2022, Month: 2}}
	rel.Publications = []model.Publication{{Period: rel.Periods[0], At: at(t, "2022-02-10 09:00")}}
	rel.Dimensions = []model.Dimension{{ID: "sex", Name: text("性别"), Values: []model.DimensionValue{{ID: "female", Name: text("女")}, {ID: "male", Name: text("男")}}}}
	measure := func(id, name, unit string, kind model.MeasureKind, persons bool) {
		rel.Measures = append(rel.Measures, model.Measure{ID: id, Name: text(name), Unit: unit, Kind: kind, Persons: persons, Additive: true, Groups: []string{"sex"}})
	}
	measure("posts", "开发岗位", "个", model.Cumulative, false)
	measure("hard", "困难人员就业", "人", model.Cumulative, true)
	measure("hard_all", "困难人员", "人", model.Cumulative, true)
	measure("re", "再就业", "人", model.Cumulative, true)
	measure("re_all", "登记失业", "人", model.Cumulative, true)
	measure("zero", "零就业家庭", "户", model.Stock, true)
	measure("fairs", "招聘会", "场", model.Flow, false)
	measure("due", "应回访", "人", model.Flow, true)
	measure("done", "已回访", "人", model.Flow, true)
	rel.Indicators = []model.Indicator{
		{ID: "reach", Name: text("岗位开发"), Short: text("岗位"), Rule: model.Reach, Direction: model.Up, Measure: "posts", Thresholds: model.Thresholds{Ahead: 10, Behind: -10, FarBehind: -100}, Method: text("累计÷目标"), Basis: text("通知第三条"), Ours: text("本站设定")},
		{ID: "ratio", Name: text("两项比例"), Short: text("比例"), Rule: model.RatioFloor, Direction: model.Up, Part: "hard", Whole: "hard_all", FloorPart: "re", FloorWhole: "re_all"},
		{ID: "clear", Name: text("清零"), Short: text("清零"), Rule: model.Zero, Direction: model.Down, Measure: "zero"},
		{ID: "fair", Name: text("每月招聘会"), Short: text("招聘会"), Rule: model.Monthly, Direction: model.Up, Measure: "fairs"},
		{ID: "follow", Name: text("回访"), Short: text("回访"), Rule: model.Coverage, Direction: model.Up, Part: "done", Whole: "due"},
	}
	rel.Targets = []model.Target{{ID: "t", Indicator: "reach", Year: 2022, Due: day(t, "2022-12-31"), Source: text("通知第三条"), City: "city",
		Amounts: map[string]model.Amount{"city": 1200, "east": 700, "west": 500}}}
	rel.Catalogue = []model.CatalogueItem{{ID: "1", Group: text("组"), Name: text("事项"), Page: "/progress/"}, {ID: "2", Group: text("组"), Name: text("另一事项")}}
	for _, id := range []string{"about", "methods", "disclosure", "withheld", "accessibility"} {
		rel.Articles = append(rel.Articles, model.Article{Kind: model.PageArticle, ID: id, Title: text("说明" + id), Body: text("正文。")})
	}

	var rep record.Report
	line := 1
	report := func(month int, region, measure, group string, n model.Amount) {
		line++
		rep.Observations = append(rep.Observations, record.Observation{
			Key:    model.Key{Measure: measure, Period: model.Period{Year: 2022, Month: month}, Region: region, Group: group},
			Amount: n, Pos: diag.Pos{File: "data/observations/2022.csv", Line: line, Col: 9},
		})
	}
	for month := 1; month <= 2; month++ {
		n := model.Amount(month)
		report(month, "east", "posts", "", 100*n)
		report(month, "east", "hard", "", 60*n)
		report(month, "east", "hard", "sex=female", 3*n)
		report(month, "east", "hard", "sex=male", 57*n)
		report(month, "east", "hard_all", "", 100*n)
		report(month, "east", "re", "", 70*n)
		report(month, "east", "re_all", "", 100*n)
		report(month, "east", "zero", "", 0)
		report(month, "east", "fairs", "", n-1)
		report(month, "east", "due", "", 50)
		report(month, "east", "done", "", 50)
	}
	report(1, "west", "posts", "", 10)
	report(1, "west", "zero", "", 1)
	first := model.Key{Measure: "posts", Period: model.Period{Year: 2022, Month: 1}, Region: "east"}
	rep.Corrections = []record.Correction{{
		Old: record.Observation{Key: first, Amount: 90}, New: record.Observation{Key: first, Amount: 100, Revision: 1},
		Reason: text("漏报"), Date: day(t, "2022-02-08"),
	}}
	slices.SortFunc(rep.Observations, func(a, b record.Observation) int { return a.Key.Compare(b.Key) })
	return rel, rep
}

// figural are the page types of this half of the package, with those that list all pages.
var figural = []func(*site) []page{home, progress, corrections, indicators, bulletins, datasets, about, search, sitemap, notFound}

// templateFiles are the shipped templates.
func templateFiles() fs.FS { return os.DirFS("../../templates") }

// plan prepares the pages of a release for rendering without a build.
func plan(t *testing.T, rel *model.Release, types []func(*site) []page) (*site, *renderer, *diag.List) {
	t.Helper()
	templates := templateFiles()
	var l diag.List
	s := &site{Release: rel, templates: templates, composer: compose.New(templates, rel, &l)}
	for _, plan := range types {
		s.plan = append(s.plan, plan(s)...)
	}
	r, ok := newRenderer(s, &l)
	if !ok {
		for _, d := range l.Sorted() {
			t.Errorf("%s: %s [%s]", d.Pos, d.Text, d.Rule)
		}
		t.FailNow()
	}
	return s, r, &l
}

func TestEveryFigurePageRendersFullAndEmpty(t *testing.T) {
	for name, town := range map[string]func(*testing.T) *model.Release{
		"counted": countedTown, "empty": emptyTown, "nothing": func(*testing.T) *model.Release { return &model.Release{} },
	} {
		s, r, l := plan(t, town(t), figural)
		for i := range s.plan {
			p := &s.plan[i]
			html := string(r.page(p, &slot{}, output.Manifest{}, l))
			if strings.Count(html, "<h1") != 1 || !strings.HasSuffix(html, "</html>\n") {
				t.Errorf("%s: %s is not a whole page", name, p.Path)
			}
			if s.Site.Sample != strings.Contains(html, "<b>示例数据</b>") {
				t.Errorf("%s: %s: the mark 示例数据 does not follow the site", name, p.Path)
			}
		}
		for _, d := range l.Sorted() {
			t.Errorf("%s: %s: %s [%s]", name, d.Pos, d.Text, d.Rule)
		}
	}
}

// TestEveryTemplateBearsAnEmptyView executes every template of every page type with the zero value of its view.
func TestEveryTemplateBearsAnEmptyView(t *testing.T) {
	all := append(append([]func(*site) []page{}, figural...), civic...)
	s, r, l := plan(t, countedTown(t), all)
	done := map[string]bool{}
	for i := range s.plan {
		p := &s.plan[i]
		if done[p.Template] || p.View == nil {
			continue
		}
		done[p.Template] = true
		view := p.View(&rendering{site: s, Problems: l, slot: &slot{}})
		f := frame{Site: s.Site, Page: p, View: reflect.Zero(reflect.TypeOf(view)).Interface()}
		if len(r.frame(f, l)) == 0 {
			t.Errorf("%s.html does not bear an empty view", p.Template)
		}
	}
	for _, d := range l.Sorted() {
		t.Errorf("%s: %s [%s]", d.Pos, d.Text, d.Rule)
	}
	if len(done) < 15 {
		t.Errorf("only %d templates were tried", len(done))
	}
}

func TestMonthPageSaysWhatIsMissingAndWithheld(t *testing.T) {
	s, r, l := plan(t, countedTown(t), figural)
	pages := map[string]string{}
	for i := range s.plan {
		pages[s.plan[i].Path] = string(r.page(&s.plan[i], &slot{}, output.Manifest{}, l))
	}
	for _, c := range []struct{ path, want string }{
		{"/progress/2022-02/", "全市不含西区：当月未报送"},
		{"/progress/2022-02/", "未报送"},
		{"/progress/2022-02/", "东区再帮扶"},
		{"/progress/2022-02/", "西区：单独统计。"},
		{"/progress/2022-01/", `data-key="reach.rate/2022-01/east">14.3%<`},
		{"/progress/2022-01/east/", "不予公开"}, // 3 women
		{"/progress/2022-01/east/", "data/observations/2022.csv 第2行"},
		{"/progress/2022-01/east/", "为什么是“快于序时”"},
		{"/progress/2022-01/", "漏报"},
		{"/progress/corrections/", "漏报"},
		{"/indicators/reach/", "本站设定"},
		{"/about/disclosure/", "共2个二级事项，本站已有页面的1个"},
		{"/about/accessibility/", `id="care"`},
		{"/bulletins/", "/bulletins/2022-02/east.pdf"},
		{"/", "/progress/2022-02/"},
	} {
		if !strings.Contains(pages[c.path], c.want) {
			t.Errorf("%s does not say %q", c.path, c.want)
		}
	}
	for _, group := range []string{"female", "male"} { // the men, with the published total, would give the women away
		if page := pages["/progress/2022-01/east/"]; strings.Contains(page, `data-key="hard/2022-01/east/sex=`+group+`"`) {
			t.Errorf("the page names a withheld figure as if it had a value: %s", group)
		}
	}
}

// TestFinerSharesAreExplained sees what is said of two shares with more than one decimal: that one decimal would be
// the same only where it is (106/163 against 598/920 is 65.03 against 65.00; 1301/2000 against 6506/10000 is 65.05, 65.1
// at one decimal, against 65.06, 65.1; 6504/10000 against 6506/10000 is 65.0 against 65.1).
func TestFinerSharesAreExplained(t *testing.T) {
	share := func(num, den int64, digits int) model.Cell {
		return model.Cell{Key: model.Key{Measure: "x"}, Value: model.ShareOf(model.Rate{Num: num, Den: den}).WithDigits(digits)}
	}
	for _, c := range []struct {
		rate, floor model.Cell
		want        string
	}{
		{share(106, 163, 2), share(598, 920, 2), "东区两项保留一位小数相同而实际不同，故多列小数。"},
		{share(1301, 2000, 2), share(6506, 10000, 2), "东区两项保留一位小数相同而实际不同，故多列小数。"},
		{share(6504, 10000, 2), share(6506, 10000, 2), "东区两项相差很小，故多列小数。"},
		{share(60, 100, 1), share(62, 100, 1), ""},
		{model.Cell{State: model.Withheld}, share(62, 100, 2), ""},
	} {
		if got := finerWords("东区", c.rate, c.floor); got != c.want {
			t.Errorf("%v and %v: %q, want %q", c.rate, c.floor, got, c.want)
		}
	}
}

func TestFairWithoutAnEndHasNone(t *testing.T) {
	rel := emptyTown(t)
	rel.Fairs = []model.JobFair{
		{ID: "F1", Name: text("甲"), Place: text("广场"), Start: at(t, "2022-12-05 09:00")},
		{ID: "F2", Name: text("乙"), Start: at(t, "2022-12-06 09:00"), End: at(t, "2022-12-06 11:30")},
	}
	r := &rendering{site: &site{Release: rel}}
	var got []string
	for _, d := range r.coming() {
		got = append(got, d.Note)
	}
	if want := []string{"9:00，广场", "9:00—11:30"}; !slices.Equal(got, want) {
		t.Errorf("notes are %q, want %q", got, want)
	}
}

// TestTwoTargetsAreToldApart gives the indicator a second target, and a third in the year before: both of the year are
// judged on every page with headings of their own, the third has no block.
func TestTwoTargetsAreToldApart(t *testing.T) {
	s, r, l := plan(t, targetedTown(t), figural)
	pages := map[string]string{}
	for i := range s.plan {
		pages[s.plan[i].Path] = string(r.page(&s.plan[i], &slot{}, output.Manifest{}, l))
	}
	heading := regexp.MustCompile(`<h2[^>]*>(.*?)</h2>`)
	for path, page := range pages {
		seen := map[string]bool{}
		for _, m := range heading.FindAllStringSubmatch(page, -1) {
			if seen[m[1]] {
				t.Errorf("%s has the heading %s twice", path, m[1])
			}
			seen[m[1]] = true
		}
		if strings.Contains(page, "reach@old") {
			t.Errorf("%s names a target of another year", path)
		}
	}
	for _, c := range []struct{ path, want string }{
		{"/progress/2022-01/", ">岗位开发（市级目标）</h2>"},
		{"/progress/2022-01/", ">各单位排名：岗位开发（省级目标）</h2>"},
		{"/progress/2022-01/", `data-key="reach@province.rate/2022-01/east">10.0%<`},
		{"/progress/2022-01/east/", `data-key="reach@province.target/2022-01/east"`},
		{"/progress/", ">岗位开发（省级目标）</h2>"},
		{"/indicators/reach/", "省级目标：<span"},
		{"/indicators/reach/", `data-key="reach@province.lead/2022-01/east"`},
		{"/indicators/reach/", ">各单位各月状态（省级目标）</h2>"},
		{"/bulletins/2022-01/city/", "岗位开发（省级目标）"},
	} {
		if !strings.Contains(pages[c.path], c.want) {
			t.Errorf("%s does not say %q", c.path, c.want)
		}
	}
}

// targetedTown is countedTown with further targets of its indicator.
func targetedTown(t *testing.T) *model.Release {
	rel, rep := counted(t)
	further := rel.Targets[0]
	further.ID, further.Level = "province", text("省")
	further.Amounts = map[string]model.Amount{"city": 1800, "east": 1000, "west": 800}
	old := further
	old.ID, old.Year = "old", 2021
	rel.Targets[0].Level = text("市")
	rel.Targets = append(rel.Targets, old, further)
	return protect.Protect(*rel, derive.Derive(rel, rep))
}

// TestEveryDashHasItsReason looks at every dash of the figure pages: in a table its reason stands in a note below it,
// beside a single figure right after it.
func TestEveryDashHasItsReason(t *testing.T) {
	s, r, l := plan(t, targetedTown(t), append(slices.Clone(figural), services))
	single := regexp.MustCompile(`(?s)<(?:div><dt|p class="key-fig")>.*?</(?:div|p)>`) // a fact or the headline
	tables := regexp.MustCompile(`(?s)<table.*?</table>(.{0,60})`)
	const dash = `<span class="state">—</span>`
	inTables, alone := 0, 0
	for i := range s.plan {
		page := string(r.page(&s.plan[i], &slot{}, output.Manifest{}, l))
		rest := page
		for _, m := range tables.FindAllStringSubmatch(page, -1) {
			rest = strings.Replace(rest, m[0], "", 1)
			if strings.Contains(m[0], `class="grey reason"`) {
				continue // a line of the service page
			}
			if strings.Contains(m[0], dash) {
				inTables++
				if after := page[strings.Index(page, m[0])+len(m[0])-len(m[1]):]; !strings.Contains(after[:min(len(after), 2000)], "“—”的原因：") {
					t.Errorf("%s does not say why a table has a dash: %s", s.plan[i].Path, m[0])
				}
			}
		}
		for _, fact := range single.FindAllString(rest, -1) {
			if !strings.Contains(fact, dash) {
				continue
			}
			alone += strings.Count(fact, dash)
			rest = strings.Replace(rest, fact, "", 1)
			if !strings.Contains(fact, "reason") {
				t.Errorf("%s does not say why there is a dash in %s", s.plan[i].Path, fact)
			}
		}
		if at := strings.Index(rest, dash); at >= 0 {
			t.Errorf("%s does not say why there is a dash in %s", s.plan[i].Path, rest[max(0, at-80):at+len(dash)])
		}
	}
	if inTables < 5 || alone < 5 {
		t.Errorf("only %d tables with a dash and %d single dashes", inTables, alone)
	}
}

func TestDashesNameTheirRows(t *testing.T) {
	dash := func(why string) model.Cell {
		return model.Cell{Key: model.Key{Measure: "x"}, State: model.NotApplicable, Why: why}
	}
	var d dashes
	d.row("东区", dash("上年无此项"), model.Cell{Key: model.Key{Measure: "x"}}, dash("目标日期已到"))
	d.row("西区", dash("上年无此项"), dash("上年无此项"), model.Cell{State: model.NotApplicable})
	d.row("全市", dash("上年无此项"), dash(""), model.Cell{Key: model.Key{Measure: "x"}, State: model.Withheld})
	if got, want := strings.Join(d.notes(), "|"), "“—”的原因：上年无此项；东区，目标日期已到；全市，不适用。"; got != want {
		t.Errorf("notes are %s, want %s", got, want)
	}
	if got := (&dashes{}).notes(); got != nil {
		t.Errorf("a table without a dash has the note %q", got)
	}
}
