package compose

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator/derive"
	"gongkai/generator/diag"
	"gongkai/generator/load"
	"gongkai/generator/model"
	"gongkai/generator/prose"
	"gongkai/generator/protect"
	"gongkai/generator/source"
)

// shipped is the release of the data that ships.
func shipped(t testing.TB) *model.Release {
	t.Helper()
	tree, err := source.Open("../..")
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	var l diag.List
	in := load.Load(tree, "", model.Date{}, &l)
	none(t, &l)
	return protect.Protect(in.Release, derive.Derive(&in.Release, in.Report))
}

func none(t testing.TB, l *diag.List) {
	t.Helper()
	for _, d := range l.Sorted() {
		if !d.Warning {
			t.Errorf("%v: %s", d.Pos, d.Text)
		}
	}
}

func composer(t testing.TB, rel *model.Release) *Composer {
	t.Helper()
	var l diag.List
	c := New(os.DirFS("../../templates"), rel, &l)
	none(t, &l)
	return c
}

// fromTemplate reports whether a block was written by a template and not by the editor.
func fromTemplate(b prose.Block) bool { return strings.HasPrefix(b.Pos.File, "templates/") }

// everyBulletin composes each bulletin of the release: of the months, and of the years.
func everyBulletin(t *testing.T, rel *model.Release, do func(Bulletin)) {
	t.Helper()
	c := composer(t, rel)
	for _, region := range append([]model.Region{rel.Root()}, rel.Below()...) {
		var l diag.List
		for _, p := range rel.Months() {
			do(c.Bulletin(p, region, &l))
		}
		for _, year := range Years(rel) {
			do(c.Year(year, region, &l))
		}
		none(t, &l)
	}
}

// texts returns the paragraphs and cells that the template wrote, without those of the editor and without the running
// number of a row.
func texts(blocks []prose.Block) []string {
	var list []string
	for _, b := range blocks {
		if !fromTemplate(b) {
			continue
		}
		if b.Kind == prose.Table {
			for _, row := range b.Rows {
				for j, cell := range row {
					if prose.Plain(b.Header[j]) == "序号" {
						continue
					}
					list = append(list, prose.Plain(cell))
				}
			}
			continue
		}
		list = append(list, prose.Plain(b.Spans))
	}
	return list
}

// Numbers of a text that are no figures. A whole date never is one; a year or month may be (预计2022年12月完成).
var (
	dates      = regexp.MustCompile(`\d{4}年\d{1,2}月\d{1,2}日`)
	structural = regexp.MustCompile(`\d{4}年|(?:\d{1,2}—)?\d{1,2}月|(?m)^[图表]\d+`)
)

// TestEveryNumberIsACell walks through all bulletins: the figures that the text prints are the noted ones, in their
// order, each is what its cell prints, and between them there is no number that is not a date.
func TestEveryNumberIsACell(t *testing.T) {
	rel := shipped(t)
	methods := []string{withheldNote(rel.Site), ""}
	for _, i := range rel.Indicators {
		methods = append(methods, strings.ReplaceAll(i.Method.Text, "本站", "本通报"), "", strings.ReplaceAll(i.Ours.Text, "本站", "本通报"), "")
	}
	for _, x := range rel.Corrections { // the old figure is no cell of the release
		methods = append(methods, "，原为"+x.Old.Words()+"（更正原因："+x.Reason.Text+"）", "")
	}
	static := strings.NewReplacer(methods...)
	count := 0
	everyBulletin(t, rel, func(b Bulletin) {
		p, region := b.Period, b.Region
		rest := dates.ReplaceAllString(static.Replace(strings.Join(texts(b.Blocks), "\n")), "")
		for _, use := range b.Uses {
			count++
			if want := prints(rel, use.Key); !strings.Contains(want, "|"+use.Text+"|") {
				t.Errorf("%v %s: %v is printed as %q, its cell prints %s", p, region.ID, use.Key, use.Text, want)
			}
			i := index(rest, use.Text)
			if i < 0 {
				t.Fatalf("%v %s: %v %q is not in the text after its predecessor", p, region.ID, use.Key, use.Text)
			}
			unnoted(t, p, region, rest[:i])
			rest = rest[i+len(use.Text):]
		}
		unnoted(t, p, region, rest)
	})
	if count < 5_000 {
		t.Errorf("only %d figures were seen", count)
	}
}

// index finds a figure that is not a part of a longer number.
func index(text, figure string) int {
	for from := 0; ; {
		i := strings.Index(text[from:], figure)
		if i < 0 {
			return -1
		}
		i += from
		end := i + len(figure)
		if (i == 0 || !strings.ContainsRune("0123456789.", rune(text[i-1]))) &&
			(end == len(text) || !strings.ContainsRune("0123456789.", rune(text[end]))) && !month(figure, text[end:]) {
			return i
		}
		from = i + 1
	}
}

// month reports whether a number is that of a month, 1月, as in the first column of a table.
func month(figure, after string) bool {
	return strings.HasPrefix(after, "月") && strings.Trim(figure, "0123456789") == ""
}

// prints lists the forms in which the text may print a cell.
func prints(rel *model.Release, k model.Key) string {
	c, ok := rel.Cell(k)
	if !ok {
		c.State = model.NotApplicable
	}
	forms := []string{c.String(), c.Words(), strings.TrimSuffix(c.String(), "%")}
	switch c.State {
	case model.Published:
		forms = append(forms, c.Value.AbsWords())
	case model.NotApplicable:
		forms = append(forms, "—")
	}
	return "|" + strings.Join(forms, "|") + "|"
}

func unnoted(t *testing.T, p model.Period, region model.Region, text string) {
	t.Helper()
	for _, line := range strings.Split(structural.ReplaceAllString(text, ""), "\n") {
		if strings.ContainsAny(line, "0123456789") {
			t.Errorf("%v %s: a number without a cell: %q", p, region.ID, line)
		}
	}
}

// TestNoSectionIsEmpty sees that every heading of every bulletin has something below it.
func TestNoSectionIsEmpty(t *testing.T) {
	everyBulletin(t, shipped(t), func(b Bulletin) {
		for i, x := range b.Blocks {
			if x.Kind != prose.Title {
				continue
			}
			if i+1 == len(b.Blocks) || b.Blocks[i+1].Kind == prose.Title && b.Blocks[i+1].Level <= x.Level {
				t.Errorf("%s: nothing below %s", b.Title, prose.Plain(x.Spans))
			}
		}
	})
}

// TestWording sees the phrases of the standing form (domain.md §7) and the words for what there is not.
func TestWording(t *testing.T) {
	rel := shipped(t)
	c := composer(t, rel)
	for _, row := range []struct {
		period, region, want string
	}{
		{"2022-10", "weihai", "截至10月底，全市累计开发城乡公益性岗位11620个，完成年度目标的83.0%，低于序时进度0.3个百分点。"},
		{"2022-10", "weihai", "2022年全市城乡公益性岗位开发目标为14000个左右。"},
		{"2022-10", "weihai", "（不含南海新区）"},
		{"2022-10", "weihai", "明显滞后的单位有乳山市（完成率68.0%，低于序时进度15.3个百分点）。"},
		{"2022-10", "weihai", "未按月报全数据的单位有南海新区（困难人员就业比例、专场招聘会、跟踪回访）。"},
		{"2022-10", "rongcheng", "完成率在各单位中排并列第2"},
		{"2022-10", "rushan", "前一比例低于后一比例2.0个百分点，未达到要求；再帮扶12人实现就业即可达到。"},
		{"2022-10", "rushan", "10月末，乳山市零就业家庭尚未清零（户数不予公开）；当月认定、帮扶户数也不予公开。未达到动态清零要求。"},
		{"2022-10", "gaoqu", "已超过年度目标9个"},
		{"2022-10", "rushan", "10月，乳山市没有举办失业人员专场招聘会，今年以来有7个月举办。"},
		{"2022-10", "rushan", "就业困难人员就业比例低于失业人员再就业比例2.0个百分点，未达到要求。"},
		{"2022-10", "weihai", "全市登记失业平台应联系人员累计8557人，已办结8305人，联系办结率97.1%，未全部办结。"},
		{"2022-01", "weihai", "全市当月应回访2312人，已回访2305人，回访率99.7%，未全部回访。"},
		{"2022-10", "nanhai", "南海新区未报送10月困难人员就业比例、专场招聘会、跟踪回访所需数据，不作评价。"},
		{"2022-10", "nanhai", "完成率保留一位小数相同而实际不同的，多列小数。"},
		{"2022-10", "lingang", "相差0.03个百分点|前一比例高于后一比例0.03个百分点"},
		{"2022-09", "wendeng", "9月开发城乡公益性岗位累计数于2022年11月8日更正，原为2140个（更正原因：重复计入22个乡村岗位）。"},
		{"2022-09", "weihai", "文登区9月开发城乡公益性岗位累计数于2022年11月8日更正，原为2140个（更正原因：重复计入22个乡村岗位）。"},
		{"2022-10", "weihai", "全市（不含南海新区）认定就业困难人员3653人"},
		{"2022-10", "weihai", "高于后一比例1.2个百分点；因南海新区未报送，全市不作评价。"},
		{"2022-10", "weihai", "合计不含南海新区，全市不作评价。"},
		{"2022-10", "weihai", "10月，全市（不含南海新区）举办失业人员专场招聘会9场；乳山市没有举办；因南海新区未报送，全市不作评价。"},
		{"2022-10", "weihai", "不予公开：1至4户（人），以及能推算出它们的数。"},
		{"2022-10", "rushan", "不予公开：1至4户（人），以及能推算出它们的数。"},
		{"2022-10", "weihai", "慢于序时进度的单位有临港区（完成率76.0%，低于序时进度7.3个百分点）、南海新区（完成率81.0%"},
		{"2022-10", "weihai", "各单位目标为示例分解数；序时进度和快慢的划分标准由本通报设定。"},
		{"2022-10", "rongcheng", "10月已作评价的指标均达到要求。"},
		{"2022-10", "weihai", "预计2022年12月完成。按评价标准，与序时进度基本一致。"},
		{"2022-03", "weihai", "预计2023年5月完成。按评价标准，慢于序时进度。"},
		{"2022-10", "rushan", "城乡公益性岗位开发低于序时进度15.3个百分点，按评价标准明显滞后于序时进度。"},
		{"2022-03", "weihai", "3月，全市举办失业人员专场招聘会5场；乳山市、经区、南海新区没有举办，未达到要求。"},
		{"2022-09", "weihai", "9月，全市举办失业人员专场招聘会10场，各单位均已举办，达到要求。"},
		{"2022-01", "weihai", "1月末，全市零就业家庭0户；当月认定、帮扶户数不予公开。达到动态清零要求。"},
		{"2022-03", "weihai", "3月末，全市零就业家庭尚未清零（户数不予公开）；当月认定、帮扶户数也不予公开。未达到动态清零要求。"},
		{"2022-03", "lingang", "临港区认定就业困难人员数、就业困难人员实现就业人数不予公开；登记失业人员329人，失业人员再就业129人，占39.2%。"},
		{"2022-08", "weihai", "8月末，全市零就业家庭尚未清零（户数不予公开）；当月认定13户，帮扶户数不予公开。未达到动态清零要求。"},
		{"2022-10", "gaoqu", "现将2022年10月威海火炬高技术产业开发区（以下简称高区）失业人员集中帮扶工作进展情况通报如下。"},
		{"2022-10", "rushan", "现将2022年10月乳山市失业人员集中帮扶工作进展情况通报如下。"},
		{"2022-10", "weihai", "现将2022年10月全市失业人员集中帮扶工作进展情况通报如下。"},
		{"2022-10", "rushan", "就业困难人员就业比例（累计）\n60.0%\n不低于失业人员再就业比例62.0%\n未达到"},
		{"2022-10", "rushan", "登记失业平台联系办结（累计）\n89.3%"},
		{"2022-10", "nanhai", "就业困难人员就业比例（累计）\n未报送\n不低于失业人员再就业比例\n未报送"},
		{"2022-10", "weihai", "综合分析，主要存在以下问题："},
	} {
		p, _ := model.ParsePeriod(row.period)
		region, _ := rel.Region(row.region)
		var l diag.List
		text := strings.Join(texts(c.Bulletin(p, region, &l).Blocks), "\n")
		found := false
		for _, want := range strings.Split(row.want, "|") {
			found = found || strings.Contains(text, want)
		}
		if !found {
			t.Errorf("%s %s does not say %q:\n%s", row.period, row.region, row.want, text)
		}
	}
}

// TestUnsaid: what a bulletin must not say. A correction that was known on its day is no correction of it.
func TestUnsaid(t *testing.T) {
	rel := shipped(t)
	c := composer(t, rel)
	for _, row := range []struct{ period, region, unwanted string }{
		{"2022-10", "wendeng", "更正"},
		{"2022-08", "wendeng", "更正"},
		{"2022-09", "huancui", "更正"},
		{"2022-10", "nanhai", "不予公开"},
		{"2022-10", "rushan", "综合分析"},
		{"2022-09", "rongcheng", "本站"},
		{"2022-10", "weihai", "本站"},
	} {
		p, _ := model.ParsePeriod(row.period)
		region, _ := rel.Region(row.region)
		var l diag.List
		if text := strings.Join(texts(c.Bulletin(p, region, &l).Blocks), "\n"); strings.Contains(text, row.unwanted) {
			t.Errorf("%s %s says %q:\n%s", row.period, row.region, row.unwanted, text)
		}
	}
}

// TestHead sees title, addressee, signature, date and notes: stated ones only, the addressee for the city alone.
func TestHead(t *testing.T) {
	rel := shipped(t)
	c := composer(t, rel)
	october := model.Period{Year: 2022, Month: 10}
	unit, _ := rel.Region("huancui")
	var l diag.List
	b := c.Bulletin(october, rel.Root(), &l)
	if b.Title != "关于2022年10月失业人员集中帮扶工作进展情况的通报" || strings.Join(b.TitleParts, "") != b.Title || len(b.TitleParts) != 3 {
		t.Errorf("title is %q in %q", b.Title, b.TitleParts)
	}
	if b.Recipient != rel.Site.Recipient.Text || b.Date.String() != "2022-11-10" || !b.Sample || b.Issuer != "" {
		t.Errorf("head is %q %v %v %q", b.Recipient, b.Date, b.Sample, b.Issuer)
	}
	if b := c.Bulletin(october, unit, &l); b.Recipient != "" || b.Title != "关于2022年10月环翠区失业人员集中帮扶工作进展情况的通报" {
		t.Errorf("head of a unit is %q %q", b.Recipient, b.Title)
	}
	bare := *rel
	bare.Site = model.Site{}
	bare.Publications = nil
	b = composer(t, &bare).Bulletin(october, unit, &l)
	if b.Signature != "" || b.Date.Stated() || b.Sample || len(b.Notes) != 1 {
		t.Errorf("what is not stated is printed: %q %v %v %q", b.Signature, b.Date, b.Sample, b.Notes)
	}
	none(t, &l)
}

// TestCorrected: a bulletin that shows figures corrected after its day says so once, with the newest day.
func TestCorrected(t *testing.T) {
	rel := *shipped(t)
	const november = "本通报数据已于2022年11月8日更正"
	further := rel.Corrections[slices.IndexFunc(rel.Corrections, func(x model.Correction) bool { return x.Key.Region == "wendeng" })]
	further.Key.Period, further.Key.Region, further.Date = model.Period{Year: 2022, Month: 8}, "rushan", model.Date{Year: 2022, Month: 11, Day: 21}
	further.Old = model.Cell{State: model.NotSubmitted}
	with := rel
	with.Corrections = append(slices.Clone(rel.Corrections), further)
	for _, row := range []struct {
		rel                  *model.Release
		period, region, want string
	}{
		{&rel, "2022-09", "wendeng", november},
		{&rel, "2022-09", "weihai", november},
		{&rel, "2022-09", "huancui", ""},
		{&rel, "2022-10", "weihai", ""},
		{&rel, "2022-08", "wendeng", ""},
		{&with, "2022-09", "wendeng", november},
		{&with, "2022-09", "weihai", "本通报数据已于2022年11月21日更正"},
		{&with, "2022-08", "rushan", "本通报数据已于2022年11月21日补报"},
	} {
		p, _ := model.ParsePeriod(row.period)
		region, _ := rel.Region(row.region)
		var l diag.List
		b := composer(t, row.rel).Bulletin(p, region, &l)
		said := 0
		for _, note := range b.Notes {
			if strings.Contains(note, "本通报数据") {
				said++
			}
		}
		if b.Corrected != row.want || row.want != "" && (said != 1 || !slices.Contains(b.Notes, row.want)) || row.want == "" && said > 0 {
			t.Errorf("%s %s says %q in %q, want %q", row.period, row.region, b.Corrected, b.Notes, row.want)
		}
	}
}

// TestEditor sees that the editor's sections come after what the data say, with their own places, and that a bulletin
// without them has no empty section.
func TestEditor(t *testing.T) {
	rel := shipped(t)
	october := model.Period{Year: 2022, Month: 10}
	region, _ := rel.Region("wendeng")
	body := model.Text{Pos: diag.Pos{File: "content/commentary/2022-10-wendeng.md", Line: 5, Col: 1},
		Text: "## 存在问题\n\n一是**进度**。\n\n## 别的\n\n不要\n\n## 下一步工作\n\n加快。\n"}
	with := *rel
	with.Articles = []model.Article{{Kind: model.CommentaryArticle, Period: october, Region: "wendeng", Body: body}}
	without := *rel
	without.Articles = nil
	var l diag.List
	outline := func(rel *model.Release) string {
		var s []string
		blocks := composer(t, rel).Bulletin(october, region, &l).Blocks
		for i, b := range blocks {
			if RoleOf(blocks, i) == Section && b.Level == 1 || !fromTemplate(b) {
				s = append(s, prose.Plain(b.Spans))
			}
			if b.Kind == prose.Paragraph && strings.Contains(prose.Plain(b.Spans), mark) {
				t.Error("a mark is left")
			}
		}
		return strings.Join(s, "|")
	}
	if got, want := outline(&with), "一、总体进展|二、分项进展|三、存在问题|一是进度。|四、下一步工作|加快。"; got != want {
		t.Errorf("outline is %s, want %s", got, want)
	}
	if got, want := outline(&without), "一、总体进展|二、分项进展|三、存在问题"; got != want {
		t.Errorf("outline is %s, want %s", got, want)
	}
	none(t, &l)
}

// TestEmpty composes from a release with nothing but names.
func TestEmpty(t *testing.T) {
	full := shipped(t)
	empty := &model.Release{Regions: full.Regions, Indicators: full.Indicators, Measures: full.Measures}
	c := composer(t, empty)
	var l diag.List
	for _, region := range empty.Regions {
		b := c.Bulletin(model.Period{Year: 2022, Month: 1}, region, &l)
		for _, text := range texts(b.Blocks) {
			if strings.Contains(text, "<no value>") || strings.Contains(text, "%!") {
				t.Errorf("%s: %s", region.ID, text)
			}
		}
		if b.Title == "" || len(b.Blocks) == 0 {
			t.Errorf("%s is empty", region.ID)
		}
	}
	none(t, &l)
}

// TestTemplateMistakes sees where a mistake of the template is reported.
func TestTemplateMistakes(t *testing.T) {
	rel := shipped(t)
	for _, row := range []struct{ text, want string }{
		{"# 题\n\n{{if}}\n", "templates/bulletin.md:3 template"},
		{"# 题\n\n全市{{.Nothing}}\n", "templates/bulletin.md:3:5 template"},
		{"# 题\n\n{{range .Indicators}}{{.F.nothing}}{{end}}\n", "templates/bulletin.md:3:26 template"},
		{"", "templates/bulletin.md missing-file"},
	} {
		files := fstest.MapFS{yearFile: &fstest.MapFile{Data: []byte("# 题\n")}}
		if row.text != "" {
			files[file] = &fstest.MapFile{Data: []byte(row.text)}
		}
		var l diag.List
		c := New(files, rel, &l)
		c.Bulletin(model.Period{Year: 2022, Month: 10}, rel.Root(), &l)
		got := ""
		for _, d := range l.Sorted() {
			got += d.Pos.String() + " " + d.Rule
		}
		if got != row.want {
			t.Errorf("%q is reported as %q, want %q", row.text, got, row.want)
		}
	}
}

func BenchmarkBulletin(b *testing.B) {
	rel := shipped(b)
	c := composer(b, rel)
	for b.Loop() {
		var l diag.List
		c.Bulletin(model.Period{Year: 2022, Month: 10}, rel.Root(), &l)
	}
}

// TestSecondTarget gives the posts a second target: it has a paragraph, a table and in a unit's bulletin a section of
// its own, numbered on.
func TestSecondTarget(t *testing.T) {
	rel := *shipped(t)
	further := rel.Targets[0]
	further.ID, further.Level = "province", model.Text{Text: "省"}
	rel.Targets = append(slices.Clone(rel.Targets), further)
	c := composer(t, &rel)
	october := model.Period{Year: 2022, Month: 10}
	unit, _ := rel.Region("huancui")
	for region, want := range map[string]string{
		rel.Root().ID: "（一）城乡公益性岗位开发（市级目标）|（二）城乡公益性岗位开发（省级目标）|（三）",
		unit.ID:       "（一）城乡公益性岗位开发（市级目标）|（二）城乡公益性岗位开发（省级目标）|（三）其他评价指标|",
	} {
		var l diag.List
		place, _ := rel.Region(region)
		outline := ""
		for _, b := range c.Bulletin(october, place, &l).Blocks {
			if b.Kind == prose.Title && b.Level == 2 {
				outline += prose.Plain(b.Spans) + "|"
			}
		}
		if !strings.HasPrefix(outline, want) {
			t.Errorf("%s: %s, want %s", region, outline, want)
		}
		none(t, &l)
	}
}

func TestOrdinals(t *testing.T) {
	for n, want := range map[int]string{1: "（一）", 9: "（九）", 10: "（十）", 11: "（十一）", 20: "（二十）", 32: "（三十二）"} {
		if got := ordinal(n - 1); got != want {
			t.Errorf("%d is %s, want %s", n, got, want)
		}
	}
}
