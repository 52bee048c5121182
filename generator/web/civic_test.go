package web

import (
	"os"
	"strings"
	"testing"
	"time"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/output"
)

// civic are the page types that citizens use.
var civic = []func(*site) []page{announcements, documents, services, channels, institutions, policiesPages, selfCheck, policyPages, trainings, fairs}

func text(s string) model.Text { return model.Text{Text: s} }

func day(t *testing.T, s string) model.Date {
	t.Helper()
	d, ok := model.ParseDate(s)
	if !ok {
		t.Fatalf("not a date: %s", s)
	}
	return d
}

func at(t *testing.T, s string) time.Time {
	t.Helper()
	x, err := time.ParseInLocation("2006-01-02 15:04", s, model.Beijing)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// emptyTown has units and nothing else: every list of every page is empty.
func emptyTown(t *testing.T) *model.Release {
	return &model.Release{
		Site: model.Site{Name: text("某市信息公开"), AsOf: day(t, "2022-11-30")},
		Regions: []model.Region{
			{ID: "city", Name: text("某市"), Short: text("全市")},
			{ID: "east", Name: text("某市东开发区"), Short: text("东区"), Parent: "city", Leaf: true},
		},
	}
}

// bareTown has one entry of each kind with nothing but its name.
func bareTown(t *testing.T) *model.Release {
	rel := emptyTown(t)
	rel.Policies = []model.Policy{{ID: "P1", Name: text("甲政策"), Status: model.TermUnknown}}
	rel.Situations = []model.Situation{{ID: "lost-job", Name: text("刚失业"), Policies: []string{"P1", "P9"}, Channels: []string{"C1"}}}
	rel.Channels = []model.Channel{{ID: "C1", Kind: "help", Name: text("渠道")}}
	rel.Institutions = []model.Institution{{ID: "I1", Region: "east", Name: text("甲局")}}
	rel.Trainings = []model.Training{{ID: "T1", Name: text("甲培训")}}
	rel.Fairs = []model.JobFair{{ID: "F1", Name: text("甲招聘会"), Start: at(t, "2022-12-05 09:00")}}
	rel.Articles = []model.Article{{ID: "notice", Title: text("通知")}, {Kind: model.AnnouncementArticle, ID: "a", Title: text("公告")}}
	return rel
}

// fullTown has everything stated.
func fullTown(t *testing.T) *model.Release {
	rel := emptyTown(t)
	rel.Site.Sample, rel.Site.BaseURL = true, "https://gongkai.example/"
	rel.Questions = []model.Question{
		{ID: "identity", Text: text("您是"), Options: []model.Option{{ID: "person", Name: text("个人")}, {ID: "firm", Name: text("企业")}}},
		{ID: "months", Text: text("登记失业多久了"), Kind: model.Number, Unit: "个月", Max: 600},
	}
	rel.Categories = []model.Category{{ID: "subsidy", Name: text("就业补贴")}, {ID: "living", Name: text("生活保障")}}
	firm := model.Condition{Kind: model.In, Question: "identity", Values: []string{"firm"}, Text: text("申请单位是企业")}
	person := model.Condition{Kind: model.In, Question: "identity", Values: []string{"person"}, Text: text("是个人")}
	months := model.Condition{Kind: model.AtLeast, Question: "months", Bound: 6, Text: text("登记失业半年以上")}
	open := model.Condition{Kind: model.Verify, Text: text("符合条件的，条件通知未载明")}
	rel.Policies = []model.Policy{
		{
			ID: "P1", Name: text("吸纳补贴"), Category: "subsidy", Who: []string{"firm"}, Situations: []string{"employer"},
			Audience: text("招用人的企业"), Content: text("1000元/人<一次性>。"), Materials: []model.Text{text("劳动合同")},
			Conditions: model.Condition{Kind: model.All, Kids: []model.Condition{firm, months}},
			Where:      text("注册地人社部门"), Office: text("人社部门"), Phone: text("12333"), Funding: text("就业补助资金"),
			Basis: []model.Text{text("《某通知》")}, ApplyUntil: day(t, "2022-12-31"), Term: text("自印发之日起"),
			Exclusive: []model.Exclusion{{Name: text("扩岗补助")}}, Source: text("通知第一条"), Quote: text("给予1000元/人"),
		},
		{
			ID: "P2", Name: text("临时救助"), Category: "living", Who: []string{"person"}, Content: text("纳入临时救助。"),
			Conditions: model.Condition{Kind: model.All, Kids: []model.Condition{
				{Kind: model.Any, Kids: []model.Condition{{Kind: model.All, Kids: []model.Condition{person, months}}, firm}}, open}},
			Status: model.TermUnknown, Process: []model.Text{text("申请"), text("审核")},
		},
		{ID: "P3", Name: text("旧政策"), Category: "subsidy", Who: []string{"firm"}, Content: text("已经过去。"), Status: model.Expired, ApplyUntil: day(t, "2021-12-31")},
	}
	rel.Situations = []model.Situation{{ID: "employer", Name: text("我是企业"), Lead: text("招人有补贴。"), Steps: []model.Text{text("先打电话。"), text("再去办。")},
		Policies: []string{"P1", "P3"}, Channels: []string{"hotline", "east-only"}}}
	rel.Channels = []model.Channel{
		{ID: "hotline", Kind: "help", Name: text("人社热线"), Phone: "12333", What: text("都可以问。"), Hours: text("工作日")},
		{ID: "east-only", Kind: "jobs", Name: text("东区零工市场"), URL: "https://a.example/", Region: []string{"east"}, Sample: true},
	}
	weekdays := model.Hours{Words: text("周一至周五 8:30—12:00"), Spans: []model.Span{{From: time.Monday, To: time.Friday, Open: 8*60 + 30, Close: 12 * 60}}}
	rel.Institutions = []model.Institution{{ID: "I1", Region: "east", Name: text("东区人社局"), Duties: text("管就业"), Setup: text("两个科"),
		Address: text("示例路1号"), Hours: weekdays, Phone: "12333", Head: text("示例"), Services: []string{"失业登记", "就业补贴"}, Sample: true}}
	rel.Trainings = []model.Training{
		{ID: "T1", Name: text("鲁菜"), Region: "east", Provider: text("某校"), Content: text("做菜"), Audience: text("失业人员"), Hours: 40, Fee: text("免费"), Start: day(t, "2022-12-10"), ApplyEnd: day(t, "2022-12-05"), Phone: "12333", Sample: true},
		{ID: "T2", Name: text("早已截止的培训"), Region: "east", ApplyEnd: day(t, "2022-11-29")},
	}
	rel.Fairs = []model.JobFair{
		{ID: "F2", Name: text("十二月专场"), Region: "east", Start: at(t, "2022-12-05 09:00"), End: at(t, "2022-12-05 11:30"), Place: text("广场, 东门; 一楼"), Host: text("东区"), Mode: text("线下"), Content: text("零工\n和岗位"), Phone: "12333", Sample: true},
		{ID: "F1", Name: text("十一月专场"), Region: "east", Start: at(t, "2022-11-05 09:00"), End: at(t, "2022-11-05 11:30"), Place: text("广场")},
	}
	rel.Holidays = []model.Holidays{{Year: 2022, Closed: []model.Date{day(t, "2022-10-03")}, Open: []model.Date{day(t, "2022-10-08")}}}
	rel.Articles = []model.Article{
		{ID: "notice", Title: text("关于帮扶的通知"), Openness: "主动公开", Issuer: text("某局"), Published: at(t, "2022-11-20 09:00"), Body: text("一、**“加大”**力度\n\n- 甲")},
		{Kind: model.AnnouncementArticle, ID: "service-east", Region: "east", Title: text("东区服务公告"), Summary: text("摘要。"), Published: at(t, "2022-11-28 09:00"), Body: text("见[清单](/policies/)。"), Sample: true},
	}
	return rel
}

// render returns the pages of a release by address. It fails on any problem that a template has.
func render(t *testing.T, rel *model.Release) map[string]string {
	t.Helper()
	s := &site{Release: rel, templates: os.DirFS("../../templates")}
	for _, plan := range civic {
		s.plan = append(s.plan, plan(s)...)
	}
	var l diag.List
	r, ok := newRenderer(s, &l)
	pages := map[string]string{}
	for i := range s.plan {
		if ok {
			pages[s.plan[i].Path] = string(r.page(&s.plan[i], &slot{}, output.Manifest{}, &l))
		}
	}
	for _, d := range l.Sorted() {
		t.Errorf("%s: %s [%s]", d.Pos, d.Text, d.Rule)
	}
	return pages
}

func TestWhatTheNoticeLeavesOutIsSaidOnce(t *testing.T) {
	rel := fullTown(t)
	rel.Situations[0].Policies = []string{"P1", "P2", "P2"}
	const sentence = "其他的，通知没有写要带什么"
	if n := strings.Count(render(t, rel)["/services/east/"], sentence); n != 1 {
		t.Errorf("the package says it %d times", n)
	}
	rel.Situations[0].Policies = []string{"P1"}
	if strings.Contains(render(t, rel)["/services/east/"], sentence) {
		t.Error("the package says it of a policy that states everything")
	}
}

func TestEveryCivicPageRendersFullBareAndEmpty(t *testing.T) {
	for name, town := range map[string]func(*testing.T) *model.Release{"full": fullTown, "bare": bareTown, "empty": emptyTown} {
		pages := render(t, town(t))
		for path, html := range pages {
			if n := strings.Count(html, "<h1"); n != 1 {
				t.Errorf("%s %s: %d h1", name, path, n)
			}
			for _, bad := range []string{"style=", "<script>", "ZgotmplZ", "<no value>", "%!", "0001-01-01", "href=\"\"", "tel:\""} {
				if strings.Contains(html, bad) {
					t.Errorf("%s %s contains %q", name, path, bad)
				}
			}
			seen := map[string]bool{}
			for _, a := range attributes(html) {
				if a.Name == "id" && seen[a.Content] {
					t.Errorf("%s %s: id %q twice", name, path, a.Content)
				}
				seen[a.Content] = seen[a.Content] || a.Name == "id"
			}
		}
		if len(pages) == 0 {
			t.Errorf("%s: no pages", name)
		}
	}
}

// TestWhatCitizensMustFind names, page by page, what must stand there and what must not.
func TestWhatCitizensMustFind(t *testing.T) {
	pages := render(t, fullTown(t))
	for _, c := range []struct{ path, has string }{
		{"/policies/P1/", "有效，申请截至"},
		{"/policies/P1/", "1000元</span>/人&lt;一次性&gt;"},
		{"/policies/P1/", "与扩岗补助不重复享受。"},
		{"/policies/P1/", "<dt>通知没有写</dt><dd><p>办理流程、"},
		{"/policies/P1/", "自印发之日起</p><p>申请截至<span"},
		{"/policies/P1/", "<blockquote><p>给予1000元/人</p></blockquote>"},
		{"/policies/P1/", `<a href="/documents/notice/">通知原文</a>`},
		{"/policies/P2/", "符合下列条件之一："},
		{"/policies/P2/", "没有写截止日期"},
		{"/policies/P2/", "、咨询电话、"},
		{"/policies/P2/", "（人社热线），直接问：我能不能申请，"},
		{"/policies/P2/", "是个人，并且登记失业半年以上"},
		{"/policies/P1/", "!、咨询电话、"},
		{"/policies/P3/", "已到期：申请期限截至2021年12月31日"},
		{"/policies/P3/", `<a href="/policies/archive/">历史政策</a>`},
		{"/policies/P3/", "!逐条对照"},
		{"/policies/", "吸纳补贴"},
		{"/policies/", "!旧政策"},
		{"/policies/archive/", "旧政策"},
		{"/policies/for/person/", "临时救助"},
		{"/policies/for/person/", "!吸纳补贴"},
		{"/policies/category/subsidy/", "!临时救助"},
		{"/policies/status/ends-soon/", "现在没有这一类政策"},
		{"/policies/check/", `data-l="个人"><svg class="i" role="img" aria-label="不适用">`},
		{"/policies/check/", `data-l="企业"><svg class="i" role="img" aria-label="可能适用">`},
		{"/policies/check/", `data-l="个人"><svg class="i" role="img" aria-label="需核实">`},
		{"/policies/check/", "!旧政策"},
		{"/services/east/", `<h2 id="employer">我是企业</h2>`},
		{"/services/east/", `<p data-hours="Mo-Fr 8:30-12:00" hidden><b></b></p>`},
		{"/services/east/", `<p id="holidays" data-years="2022" data-closed="2022-10-03" data-open="2022-10-08" hidden></p>`},
		{"/institutions/", `<p data-hours="Mo-Fr 8:30-12:00" hidden><b></b></p>`},
		{"/institutions/east/", `<p data-hours="Mo-Fr 8:30-12:00" hidden><b></b></p>`},
		{"/services/east/", "东区零工市场"},
		{"/services/east/", `href="/announcements/service-east/"`},
		{"/services/east/", "十二月专场"},
		{"/services/east/", "!十一月专场"},
		{"/services/east/", "!早已截止的培训"},
		{"/services/east/", "!旧政策"},
		{"/institutions/east/", "<dt>机关职能</dt><dd><p>管就业</p>"},
		{"/institutions/city/", "机构信息待补"},
		{"/institutions/", `<a class="tel" href="tel:12333">12333</a>`},
		{"/channels/", `<a href="https://a.example/" class="ext" rel="noopener noreferrer external">`},
		{"/channels/", "<small>（外部网站）</small></a>"},
		{"/trainings/", "40学时"},
		{"/trainings/", "报名已截止"},
		{"/fairs/", `href="/fairs/calendar.ics"`},
		{"/fairs/", "12月5日 周一 "},
		{"/fairs/", "看已经举办的1场"},
		{"/announcements/", "（示例）"},
		{"/announcements/service-east/", "本文为示例"},
		{"/documents/notice/", "<strong>“加大”</strong>"},
		{"/documents/notice/", `<dt>索引号</dt><dd class="unknown">待补</dd>`},
		{"/documents/notice/", `<meta name="PubDate" content="2022-11-20 09:00">`},
	} {
		want, not := strings.CutPrefix(c.has, "!")
		html, ok := pages[c.path]
		if !ok {
			t.Errorf("no page %s", c.path)
			continue
		}
		if strings.Contains(html, want) == not {
			t.Errorf("%s: contains %q: %v, want %v", c.path, want, not, !not)
		}
	}
}

func TestHoursAreWrittenForTheScript(t *testing.T) {
	for _, c := range []struct {
		spans []model.Span
		want  string
	}{
		{nil, ""},
		{[]model.Span{{From: time.Monday, To: time.Friday, Open: 510, Close: 720}, {From: time.Monday, To: time.Thursday, Open: 810, Close: 1050}}, "Mo-Fr 8:30-12:00;Mo-Th 13:30-17:30"},
		{[]model.Span{{From: time.Saturday, To: time.Sunday, Open: 540, Close: 605}}, "Sa-Su 9:00-10:05"},
	} {
		if got := sessions(model.Hours{Spans: c.spans}); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestHolidaysOfPastYearsAreLeftOut(t *testing.T) {
	rel := fullTown(t)
	rel.Holidays = append(rel.Holidays, model.Holidays{Year: 2023, Closed: []model.Date{day(t, "2023-01-02")}})
	s := &site{Release: rel}
	if got, want := s.holidays(), (holidays{"2022 2023", "2022-10-03 2023-01-02", "2022-10-08"}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	rel.Site.AsOf = day(t, "2023-01-01")
	if got, want := s.holidays(), (holidays{"2023", "2023-01-02", ""}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestCalendarCanBeReadBack(t *testing.T) {
	rel := fullTown(t)
	rel.Fairs[0].Content = text(strings.Repeat("很长的说明；", 30) + `斜杠\`)
	s := &site{Release: rel}
	var l diag.List
	data := string(calendar(s)(output.Manifest{}, &l)[0].Data)
	for _, line := range strings.SplitAfter(data, "\n") {
		if line != "" && (!strings.HasSuffix(line, "\r\n") || len(line) > 77 || !strings.HasPrefix(line, " ") && !strings.Contains(line, ":")) {
			t.Errorf("line %q", line)
		}
	}
	var events []map[string]string
	unfolded := strings.ReplaceAll(data, "\r\n ", "")
	for _, line := range strings.Split(unfolded, "\r\n") {
		name, value, _ := strings.Cut(line, ":")
		if line == "BEGIN:VEVENT" {
			events = append(events, map[string]string{})
		}
		if len(events) > 0 {
			events[len(events)-1][name] = strings.NewReplacer(`\\`, `\`, `\;`, ";", `\,`, ",", `\n`, "\n").Replace(value)
		}
	}
	if len(events) != 6 { // two fairs, two trainings, and the policies that have a last day to apply
		t.Fatalf("%d events", len(events))
	}
	for name, want := range map[string]string{
		"UID":         "fair-F2@gongkai.example",
		"DTSTAMP":     "20221129T160000Z",
		"DTSTART":     "20221205T010000Z",
		"DTEND":       "20221205T033000Z",
		"SUMMARY":     "【示例】十二月专场",
		"LOCATION":    "广场, 东门; 一楼",
		"DESCRIPTION": "形式：线下\n内容：" + strings.Repeat("很长的说明；", 30) + "斜杠\\\n主办：东区\n电话：12333",
		"URL":         "https://gongkai.example/fairs/",
	} {
		if got := events[1][name]; got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

// TestDeadlinesAreDaysOfTheCalendar: of each unit those that concern it, which are no appointments.
func TestDeadlinesAreDaysOfTheCalendar(t *testing.T) {
	rel := fullTown(t)
	rel.Trainings[1].Region = "elsewhere"
	s := &site{Release: rel}
	var l diag.List
	list := calendar(s)(output.Manifest{}, &l)
	data := map[string]string{}
	for _, f := range list {
		data[f.Path] = string(f.Data)
	}
	for _, c := range []struct {
		file, text string
		want       bool
	}{
		{"fairs/calendar.ics", "UID:fair-F1@", true},
		{"services/east/calendar.ics", "UID:policy-P1@gongkai.example\r\nDTSTAMP:20221129T160000Z\r\nDTSTART;VALUE=DATE:20221231\r\nTRANSP:TRANSPARENT\r\nSUMMARY:【示例】吸纳补贴申请截止\r\nURL:https://gongkai.example/policies/P1/\r\nEND:VEVENT\r\n", true},
		{"services/east/calendar.ics", "UID:training-T1@", true},
		{"services/east/calendar.ics", "UID:training-T2@", false},
		{"services/east/calendar.ics", "UID:policy-P2@", false},
	} {
		if strings.Contains(data[c.file], c.text) != c.want {
			t.Errorf("%s has %q: %v", c.file, c.text, !c.want)
		}
	}
}

func TestOneIdentitySeesOnlyTheConditionsThatAreLeft(t *testing.T) {
	s := &site{Release: fullTown(t)}
	var got []string
	for _, list := range s.selfCheck().Lists {
		for _, item := range list.Items {
			words := list.Name + " " + item.Name + " " + item.Fit.Text + "："
			for _, rule := range item.Rules {
				words += rule.Text + "；"
			}
			got = append(got, words)
		}
	}
	want := `个人 临时救助 需核实：登记失业半年以上；符合条件的，条件通知未载明；
企业 吸纳补贴 可能适用：登记失业半年以上；
企业 临时救助 需核实：符合条件的，条件通知未载明；`
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}
