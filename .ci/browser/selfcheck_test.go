package browser

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"gongkai/generator/diag"
	"gongkai/generator/eligibility"
	"gongkai/generator/load"
	"gongkai/generator/model"
	"gongkai/generator/source"
)

// shipped is the release whose site is tested, as far as the self-check needs it.
func shipped(t testing.TB) model.Release {
	t.Helper()
	var l diag.List
	tree, err := source.Open("../..")
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	in := load.Load(tree, "", model.Date{Year: 2022, Month: 11, Day: 30}, &l)
	if l.Failed() {
		t.Fatal(l.Sorted())
	}
	return in.Release
}

// form is a set of answers on a day.
type form struct {
	day     model.Date
	answers []model.Answer
}

// inPage writes a form as the page holds it: a day is a text, a number a number.
func (f form) inPage(questions []model.Question) any {
	answers := map[string]any{}
	for _, a := range f.answers {
		switch q := questionOf(questions, a.Question); q.Kind {
		case model.Choice:
			answers[a.Question] = a.Choice
		case model.YesNo:
			answers[a.Question] = a.Yes
		case model.Day:
			answers[a.Question] = dateOf(a.Number).String()
		default:
			answers[a.Question] = a.Number
		}
	}
	return []any{f.day.String(), answers}
}

func questionOf(questions []model.Question, id string) model.Question {
	return questions[slices.IndexFunc(questions, func(q model.Question) bool { return q.ID == id })]
}

func dateOf(n int64) model.Date {
	return model.Date{Year: int(n / 10000), Month: int(n / 100 % 100), Day: int(n % 100)}
}

func numberOf(d model.Date) int64 { return int64(d.Year*10000 + d.Month*100 + d.Day) }

// neighbours are a date with the days before and after it.
func neighbours(d model.Date) []model.Date {
	var list []model.Date
	for n := -1; n <= 1; n++ {
		list = append(list, model.DateOf(time.Date(d.Year, time.Month(d.Month), d.Day+n, 12, 0, 0, 0, model.Beijing)))
	}
	return list
}

// judged is what comes out of policies, with the truth of each condition: 符合222 需核实012.
func judged(policies []model.Policy, f form) string {
	var words []string
	for _, p := range policies {
		r := eligibility.Evaluate(p, f.answers, f.day)
		word := r.Outcome.String()
		for _, reason := range r.Reasons {
			word += fmt.Sprint(int(reason.Holds))
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

// differing counts the forms that the page judges otherwise, and tells of the first.
func differing(tab *Tab, rel model.Release, policies []model.Policy, forms []form) (n int, first string) {
	tab.t.Helper()
	ids := map[string]bool{}
	for _, p := range policies {
		ids[p.ID] = true
	}
	names, _ := json.Marshal(ids)
	for batch := range slices.Chunk(forms, 4000) {
		var written []any
		for _, f := range batch {
			written = append(written, f.inPage(rel.Questions))
		}
		data, err := json.Marshal(written)
		if err != nil {
			tab.t.Fatal(err)
		}
		var got []string
		tab.eval(fmt.Sprintf(`(async () => {
			const rules = window.rules || (window.rules = await (await fetch("/policies/check/rules.json")).json());
			const some = Object.assign({}, rules, {policies: rules.policies.filter(p => (%s)[p.id])});
			return %s.map(f => selfcheck.evaluate(some, f[1], f[0]).map(r => r.outcome + r.reasons.join("")).join(" "));
		})()`, names, data), &got)
		for i, f := range batch {
			if want := judged(policies, f); got[i] != want {
				if n++; first == "" {
					first = fmt.Sprintf("%s %v: the page says %s, want %s", f.day, f.answers, got[i], want)
				}
			}
		}
	}
	return n, first
}

// leaves are the comparisons of a condition.
func leaves(c model.Condition) []model.Condition {
	list := []model.Condition{}
	if c.Question != "" {
		list = append(list, c)
	}
	for _, kid := range c.Kids {
		list = append(list, leaves(kid)...)
	}
	return list
}

// ways are answers to a question, one on each side of every bound and at it; the last entry is none.
func ways(q model.Question, conditions []model.Condition) []*model.Answer {
	var list []*model.Answer
	for _, o := range q.Options {
		list = append(list, &model.Answer{Question: q.ID, Choice: o.ID})
	}
	if q.Kind == model.YesNo {
		list = append(list, &model.Answer{Question: q.ID, Yes: true}, &model.Answer{Question: q.ID})
	}
	var numbers []int64
	for _, c := range conditions {
		switch {
		case c.Question != q.ID:
		case q.Kind == model.Number:
			numbers = append(numbers, c.Bound-1, c.Bound, c.Bound+1)
		case q.Kind == model.Day:
			for _, d := range neighbours(dateOf(c.Bound)) {
				numbers = append(numbers, numberOf(d))
			}
		}
	}
	slices.Sort(numbers)
	for _, n := range slices.Compact(numbers) {
		list = append(list, &model.Answer{Question: q.ID, Number: n})
	}
	return append(list, nil)
}

// days are the days around each date of the policies, and the day of the site.
func days(rel model.Release, policies ...model.Policy) []model.Date {
	list := []model.Date{rel.Site.AsOf}
	for _, p := range policies {
		for _, d := range []model.Date{p.From, p.ApplyUntil, p.Until, p.RepealedOn} {
			if d.Stated() {
				list = append(list, neighbours(d)...)
			}
		}
	}
	return list
}

// classesOf are all forms that the conditions of a policy can tell apart, on days that its dates can.
func classesOf(rel model.Release, p model.Policy) []form {
	var forms []form
	for _, d := range days(rel, p) {
		forms = append(forms, form{day: d})
	}
	conditions := leaves(p.Conditions)
	for _, q := range rel.Questions {
		if !slices.ContainsFunc(conditions, func(c model.Condition) bool { return c.Question == q.ID }) {
			continue
		}
		var more []form
		for _, f := range forms {
			for _, a := range ways(q, conditions) {
				answers := slices.Clone(f.answers)
				if a != nil {
					answers = append(answers, *a)
				}
				more = append(more, form{f.day, answers})
			}
		}
		forms = more
	}
	return forms
}

func TestPageAndProgramJudgeAllClassesOfAnswersAlike(t *testing.T) {
	rel := shipped(t)
	tab := open(t, View{})
	tab.visit("/policies/check/")
	seen, total := map[string]int{}, 0
	for _, p := range rel.Policies {
		forms := classesOf(rel, p)
		total += len(forms)
		for _, f := range forms {
			seen[p.ID+" "+eligibility.Evaluate(p, f.answers, f.day).Outcome.String()]++
		}
		if n, first := differing(tab, rel, []model.Policy{p}, forms); n > 0 {
			t.Errorf("%s: %d of %d forms differ: %s", p.ID, n, len(forms), first)
		}
		if seen[p.ID+" 不符合"] == 0 || seen[p.ID+" 需核实"] == 0 {
			t.Errorf("%s: its classes have one outcome only", p.ID)
		}
	}
	t.Logf("%d forms of %d policies: %v", total, len(rel.Policies), seen)
}

const randomForms = 100_000

func TestPageAndProgramJudgeRandomFormsAlike(t *testing.T) {
	rel := shipped(t)
	random := rand.New(rand.NewPCG(2022, 144))
	var conditions []model.Condition
	for _, p := range rel.Policies {
		conditions = append(conditions, leaves(p.Conditions)...)
	}
	calendar := days(rel, rel.Policies...)
	choices := map[string][]*model.Answer{}
	for _, q := range rel.Questions {
		choices[q.ID] = ways(q, conditions)
	}
	forms := make([]form, randomForms)
	for i := range forms {
		forms[i].day = calendar[random.IntN(len(calendar))]
		for _, q := range rel.Questions {
			a := choices[q.ID][random.IntN(len(choices[q.ID]))]
			if a == nil {
				continue
			}
			if q.Kind == model.Number && random.IntN(2) == 0 {
				a = &model.Answer{Question: q.ID, Number: q.Min + random.Int64N(q.Max-q.Min+1)}
			}
			forms[i].answers = append(forms[i].answers, *a)
		}
	}
	tab := open(t, View{})
	tab.visit("/policies/check/")
	if n, first := differing(tab, rel, rel.Policies, forms); n > 0 {
		t.Errorf("%d of %d forms differ: %s", n, len(forms), first)
	}
}

// A comparison that cannot fail proves nothing: each of these changes of what the page evaluates must be seen.
func TestAChangedRuleIsSeen(t *testing.T) {
	rel := shipped(t)
	const rules, script = "/policies/check/rules.json", "/policies/check/check.js"
	for _, c := range []struct{ name, file, from, to string }{
		{"a bound", rules, `"ask":"unemployed_months","min":6`, `"ask":"unemployed_months","min":7`},
		{"a choice", rules, `"in":["firm"]`, `"in":["firm","household"]`},
		{"a day", rules, `"apply_until":"2022-12-31"`, `"apply_until":"2022-12-30"`},
		{"an answer", rules, `"ask":"used_benefits","is":false`, `"ask":"used_benefits","is":true`},
		{"logic", script, "Math.min(t,", "Math.max(t,"},
		{"what is not answered", script, "return OPEN;", "return NO;"},
	} {
		broken := strings.Replace(read(t, c.file), c.from, c.to, 1)
		if broken == read(t, c.file) {
			t.Fatalf("%s: nothing to change", c.name)
		}
		tab := openOn(t, serve(t, map[string]string{c.file: broken}), View{})
		tab.visit("/policies/check/")
		if n, _ := differing(tab, rel, rel.Policies[:1], classesOf(rel, rel.Policies[0])); n == 0 {
			t.Errorf("%s: not seen", c.name)
		}
	}
}
