package browser

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gongkai/generator/eligibility"
	"gongkai/generator/model"
)

// person is one of eligibility/testdata/people.txt, whose head describes the form; what is expected of them there is
// compared with the program by generator/people_test.go.
type person struct {
	name string
	form
}

func people(t *testing.T, questions []model.Question) []person {
	t.Helper()
	data, err := os.ReadFile("../../generator/eligibility/testdata/people.txt")
	if err != nil {
		t.Fatal(err)
	}
	var list []person
	for _, block := range strings.Split(string(data), "\n\n")[1:] {
		p := person{name: strings.SplitN(block, "\n", 2)[0]}
		for line := range strings.Lines(block) {
			key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
			if key == "day" {
				p.day, _ = model.ParseDate(value)
			}
			i := slices.IndexFunc(questions, func(q model.Question) bool { return q.ID == key })
			if i < 0 {
				continue
			}
			a := model.Answer{Question: key, Choice: value, Yes: value == "yes"}
			a.Number, _ = strconv.ParseInt(strings.ReplaceAll(value, "-", ""), 10, 64) // of a choice it is not looked at
			p.answers = append(p.answers, a)
		}
		list = append(list, p)
	}
	return list
}

// fill answers a question the way a reader does: a click, or keys; a date is what the device's own field gives. A question
// that the page does not ask any more is left.
func fill(tab *Tab, q model.Question, a model.Answer) (asked bool) {
	tab.t.Helper()
	if tab.eval(fmt.Sprintf(`!document.getElementById("q-%s").hidden`, q.ID), &asked); !asked {
		return false
	}
	switch q.Kind {
	case model.Number:
		tab.eval(fmt.Sprintf(`document.getElementById("a-%s").focus()`, q.ID), nil)
		tab.press(strconv.FormatInt(a.Number, 10), "Enter")
	case model.Day:
		tab.eval(fmt.Sprintf(`(() => { const e = document.getElementById("a-%s"); e.value = "%s"; e.dispatchEvent(new Event("input", {bubbles: true})); })()`,
			q.ID, dateOf(a.Number)), nil)
	default:
		value := a.Choice
		if q.Kind == model.YesNo {
			value = map[bool]string{true: "yes", false: "no"}[a.Yes]
		}
		tab.eval(fmt.Sprintf(`document.querySelector("input[name='c-%s'][value='%s']").parentNode.click()`, q.ID, value), nil)
	}
	return true
}

// shown is one result on the page: what comes out, and the marks of its conditions.
type shown struct {
	Path, Outcome string
	Marks         []string
}

const results = `[...document.querySelectorAll("#results > li, #rest > li")].map(li => ({
	path: li.querySelector("h3 a").getAttribute("href"), outcome: li.querySelector(".st").textContent,
	marks: [...li.querySelectorAll(":scope > .tick > li > svg use")].map(u => u.getAttribute("href"))}))`

func TestPeopleFillInTheForm(t *testing.T) {
	rel := shipped(t)
	list := people(t, rel.Questions)
	if len(list) < 30 {
		t.Fatalf("only %d people", len(list))
	}
	for i, p := range list {
		width := []int{360, 1280}[i%2]
		tab := open(t, View{Width: width, Now: time.Date(p.day.Year, time.Month(p.day.Month), p.day.Day, 12, 0, 0, 0, model.Beijing)})
		tab.visit("/policies/check/")
		tab.waitFor(`document.getElementById("answers")`)
		who := false
		for _, q := range rel.Questions {
			for _, a := range p.answers {
				if a.Question == q.ID {
					fill(tab, q, a)
					who = who || q.ID == eligibility.Identity
				}
			}
		}
		var got []shown
		tab.eval(results, &got)
		if !who {
			var count string
			if tab.eval(`document.getElementById("count").textContent`, &count); len(got) != 0 || count != "先选您是谁。" {
				t.Errorf("%s: without an identity the page says %q, %v", p.name, count, got)
			}
			continue
		}
		report(t, p.name, compared(tab, rel, p.form, got))
		report(t, p.name, left(tab))
		if i < 4 {
			report(t, p.name, axe(tab))
		}
	}
}

// compared holds the results on the page, and the sentence that counts them, against the program.
func compared(tab *Tab, rel model.Release, f form, got []shown) (problems []string) {
	counts := map[string]int{}
	for _, p := range rel.Policies {
		want := eligibility.Evaluate(p, f.answers, f.day).Outcome.String()
		i := slices.IndexFunc(got, func(s shown) bool { return s.Path == "/policies/"+p.ID+"/" })
		if i < 0 || got[i].Outcome != want {
			problems = append(problems, fmt.Sprintf("%s: want %s, got %v", p.ID, want, got))
			continue
		}
		// The marks tell why: none fails where it fits, one is open where something is to be verified.
		has := func(mark string) bool { return slices.Contains(got[i].Marks, "#i-"+mark) }
		ok := map[string]bool{
			"符合": has("yes") && !has("ask") && !has("no"), "需核实": has("ask") && !has("no"),
			"不符合": has("no") && !has("ask") && !has("yes"), "已到期": len(got[i].Marks) == 0,
		}[want]
		if !ok {
			problems = append(problems, fmt.Sprintf("%s: %s with marks %v", p.ID, want, got[i].Marks))
		}
		who := f.answers[slices.IndexFunc(f.answers, func(a model.Answer) bool { return a.Question == eligibility.Identity })]
		if asIs := eligibility.Evaluate(model.Policy{Conditions: p.Conditions}, []model.Answer{who}, f.day); asIs.Outcome != model.DoesNotFit {
			counts[want]++
		}
	}
	var parts []string
	for _, outcome := range []string{"符合", "需核实", "不符合", "已到期"} {
		if n := counts[outcome]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s%d项", outcome, n))
		}
	}
	var count string
	if tab.eval(`document.getElementById("count").textContent`, &count); count != strings.Join(parts, "，") {
		problems = append(problems, fmt.Sprintf("counts %q, want %q", count, strings.Join(parts, "，")))
	}
	return problems
}

// left lists what a filled-in form leaves behind or gives away.
func left(tab *Tab) (problems []string) {
	tab.t.Helper()
	var kept []string
	tab.eval(`(async () => [...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie,
		...(await indexedDB.databases()).map(d => d.name), ...await caches.keys(), location.search, location.hash].filter(Boolean))()`, &kept)
	if at := tab.at(); at != "/policies/check/" {
		kept = append(kept, at)
	}
	seen := tab.Seen()
	for _, r := range seen.Requests {
		path := strings.TrimPrefix(r, tab.origin)
		if !slices.Contains([]string{"/policies/check/", "/site.css", "/site.js", "/policies/check/check.js", "/policies/check/rules.json", "/icon.svg"}, path) {
			kept = append(kept, "request "+path)
		}
	}
	return append(kept, seen.Problems()...)
}

// startForm opens the form on a day on which every policy can be had.
func startForm(t *testing.T, instead map[string]string) *Tab {
	t.Helper()
	tab := openOn(t, serve(t, instead), View{Now: time.Date(2022, 11, 30, 12, 0, 0, 0, model.Beijing)})
	tab.visit("/policies/check/")
	tab.waitFor(`document.getElementById("answers")`)
	return tab
}

func TestPoliciesThatExcludeEachOtherAreExplained(t *testing.T) {
	rel := shipped(t)
	const rules = "/policies/check/rules.json"
	tab := startForm(t, map[string]string{rules: strings.Replace(read(t, rules), `"path":"/policies/P06/"`, `"excludes":["P03"],"path":"/policies/P06/"`, 1)})
	fill(tab, questionOf(rel.Questions, "identity"), model.Answer{Choice: "person"})
	fill(tab, questionOf(rel.Questions, "start_up"), model.Answer{Yes: true})
	for id, other := range map[string]string{"P03": "创业补贴", "P06": "创业担保贷款及贴息"} {
		var text string
		tab.eval(fmt.Sprintf(`document.querySelector("#results a[href='/policies/%s/']").closest("li").textContent`, id), &text)
		if want := "与“" + other + "”只能享受一项，您两项都可能符合"; !strings.Contains(text, want) {
			t.Errorf("%s does not say %s: %s", id, want, text)
		}
	}
	fill(tab, questionOf(rel.Questions, "start_up"), model.Answer{})
	said := false
	if tab.eval(`document.getElementById("results").textContent.includes("只能享受一项")`, &said); said {
		t.Error("of policies that do not fit it says so, too")
	}
}

func TestFormReadsWhatPeopleType(t *testing.T) {
	tab := startForm(t, nil)
	fill(tab, model.Question{ID: "identity"}, model.Answer{Choice: "household"})
	for _, c := range []struct {
		typed  string
		counts bool
	}{
		{"2022-10-01", true}, {"2022年10月1日", true}, {"2022.10.1", true}, {"20221001", true}, {"２０２２－１０－１", true}, {"2022-02-30", false}, {"明年", false}, {"2022-13-01", false},
	} {
		// A browser that knows no field for dates shows one for text.
		var got struct {
			Marked bool
			Said   string
		}
		tab.eval(fmt.Sprintf(`(() => { const e = document.getElementById("a-loan_due"); e.type = "text"; e.value = %q;
			for (const kind of ["input", "change"]) e.dispatchEvent(new Event(kind, {bubbles: true}));
			return {marked: !!document.querySelector("#results a[href='/policies/P05/']").closest("li").querySelector(".tick > li:nth-child(2) use[href='#i-yes']"),
				said: document.getElementById("e-loan_due").textContent}; })()`, c.typed), &got)
		if got.Marked != c.counts || (got.Said == "") != c.counts {
			t.Errorf("%s: counts %v, says %q", c.typed, got.Marked, got.Said)
		}
	}
	fill(tab, model.Question{ID: "identity"}, model.Answer{Choice: "firm"})
	fill(tab, model.Question{ID: "hired", Kind: model.YesNo}, model.Answer{Yes: true})
	for _, c := range []struct{ typed, said string }{{"６", ""}, {"6.5", "请填整数，从0到600。现在不算作回答。"}, {"601", "请填整数，从0到600。现在不算作回答。"}, {"", ""}} {
		var said string
		tab.eval(fmt.Sprintf(`(() => { const e = document.getElementById("a-unemployed_months"); e.value = %q;
			for (const kind of ["input", "change"]) e.dispatchEvent(new Event(kind, {bubbles: true}));
			return document.getElementById("e-unemployed_months").textContent; })()`, c.typed), &said)
		if said != c.said {
			t.Errorf("%q: says %q, want %q", c.typed, said, c.said)
		}
	}
	var state struct {
		Answered, Shown int
		Focus           string
	}
	tab.eval(`(() => { document.getElementById("clear").click(); return {answered: document.querySelectorAll("#answers :checked").length,
		shown: document.querySelectorAll("#answers > :is(fieldset, .q):not([hidden])").length, focus: document.activeElement.name}; })()`, &state)
	if state.Answered != 0 || state.Shown != 1 || state.Focus != "c-identity" {
		t.Errorf("after clearing: %+v", state)
	}
}

// Where the rules cannot be read the page is what it is without a script: the tables, and no gap above them.
func TestWithoutRulesTheTablesRemain(t *testing.T) {
	tab := openOn(t, serve(t, map[string]string{"/policies/check/rules.json": "no rules"}), View{})
	tab.visit("/policies/check/")
	tab.waitFor(`!document.querySelector(".check")`)
	var text string
	if tab.eval(`document.querySelector("main").innerText`, &text); !strings.Contains(text, "谁能享受") || strings.Contains(text, "您的情况") {
		t.Errorf("the page says %s", text)
	}
}
