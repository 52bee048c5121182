package eligibility

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/model"
)

// read evaluates a compiled clause the way a program does that knows its JSON only.
func read(c map[string]any, answers map[string]any) Truth {
	if kids, ok := c["all"]; ok {
		t := Yes
		for _, kid := range kids.([]any) {
			t = min(t, read(kid.(map[string]any), answers))
		}
		return t
	}
	if kids, ok := c["any"]; ok {
		t := No
		for _, kid := range kids.([]any) {
			t = max(t, read(kid.(map[string]any), answers))
		}
		return t
	}
	if kid, ok := c["not"]; ok {
		return Yes - read(kid.(map[string]any), answers)
	}
	if c["verify"] == true {
		return Unknown
	}
	answer, ok := answers[c["ask"].(string)]
	if !ok {
		return Unknown
	}
	met := false
	switch {
	case c["in"] != nil:
		met = slices.Contains(c["in"].([]any), answer)
	case c["min"] != nil:
		met = compare(answer, c["min"]) >= 0
	case c["max"] != nil:
		met = compare(answer, c["max"]) <= 0
	default:
		met = answer == c["is"]
	}
	if met {
		return Yes
	}
	return No
}

// compare compares two numbers or two days; what cannot be compared panics.
func compare(a, b any) int {
	if day, ok := b.(string); ok {
		return strings.Compare(a.(string), day)
	}
	switch d := a.(float64) - b.(float64); {
	case d < 0:
		return -1
	case d > 0:
		return 1
	}
	return 0
}

// written are answers as a form has them.
func written(list []model.Answer) map[string]any {
	m := map[string]any{}
	for _, a := range list {
		switch questions[slices.IndexFunc(questions, func(q model.Question) bool { return q.ID == a.Question })].Kind {
		case model.Choice:
			m[a.Question] = a.Choice
		case model.YesNo:
			m[a.Question] = a.Yes
		case model.Day:
			m[a.Question] = dayOf(a.Number).String()
		default:
			m[a.Question] = float64(a.Number)
		}
	}
	return m
}

func TestCompiledRulesMeanTheSame(t *testing.T) {
	random := rand.New(rand.NewPCG(2022, 11))
	grid := completeAnswers()
	seen := map[Truth]int{}
	for range 5000 {
		p := model.Policy{Conditions: randomCondition(random, 3)}
		data, err := json.Marshal(Compile(p, questions))
		if err != nil {
			t.Fatal(err)
		}
		var rule struct{ When []map[string]any }
		if err := json.Unmarshal(data, &rule); err != nil {
			t.Fatal(err)
		}
		answers := slices.Clone(grid[random.IntN(len(grid))])
		random.Shuffle(len(answers), func(i, j int) { answers[i], answers[j] = answers[j], answers[i] })
		answers = answers[:random.IntN(len(answers)+1)]
		r := Evaluate(p, answers, model.Date{Year: 2022, Month: 11, Day: 30})
		if len(r.Reasons) != len(rule.When) {
			t.Fatalf("%s: %d reasons, %d compiled", Words(p.Conditions, questions), len(r.Reasons), len(rule.When))
		}
		whole := Yes
		for i, c := range rule.When {
			holds := read(c, written(answers))
			whole = min(whole, holds)
			seen[holds]++
			if holds != r.Reasons[i].Holds {
				t.Fatalf("%s, answers %v: compiled %s gives %s, want %s", Words(r.Reasons[i].Condition, questions), answers, data, holds, r.Reasons[i].Holds)
			}
		}
		if outcome(whole) != r.Outcome {
			t.Fatalf("%s, answers %v: %s, want %s", Words(p.Conditions, questions), answers, outcome(whole), r.Outcome)
		}
	}
	if len(seen) != 3 {
		t.Errorf("the conditions were only %v", seen)
	}
}

func TestCompile(t *testing.T) {
	last := model.Date{Year: 2022, Month: 12, Day: 31}
	for _, c := range []struct {
		policy model.Policy
		want   string
	}{
		{model.Policy{ID: "P"}, `{"id":"P","name":"","when":[]}`},
		{model.Policy{ID: "P", ApplyUntil: last, Exclusive: []model.Exclusion{{Policy: "Q"}, {}}}, `{"id":"P","name":"","apply_until":"2022-12-31","when":[],"excludes":["Q"]}`},
		{model.Policy{ID: "P", From: last, Until: last, RepealedOn: last}, `{"id":"P","name":"","from":"2022-12-31","until":"2022-12-31","repealed_on":"2022-12-31","when":[]}`},
		{model.Policy{Conditions: all(halfYear, verify)},
			`{"id":"","name":"","when":[{"words":"登记失业时间：不少于6个月","ask":"months","min":6},{"words":"按规定","verify":true}]}`},
		{model.Policy{Conditions: fourth},
			`{"id":"","name":"","when":[{"words":"贷款到期日：2022年10月1日及以后","ask":"due","min":"2022-10-01"},{"words":"贷款到期日：2022年12月31日及以前","ask":"due","max":"2022-12-31"}]}`},
		{model.Policy{Conditions: anyOf(all(firm, insured), verify)},
			`{"id":"","name":"","when":[{"any":[{"words":"您是：企业，并且是否缴纳社会保险：是","all":[{"ask":"identity","in":["firm"]},{"ask":"insured","is":true}]},{"words":"按规定","verify":true}]}]}`},
		{model.Policy{Conditions: not(all())}, `{"id":"","name":"","when":[{"words":"不是：","not":{"all":[]}}]}`},
	} {
		if got, _ := json.Marshal(Compile(c.policy, questions)); string(got) != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

func TestCompiledQuestionsKeepOrderKindAndBounds(t *testing.T) {
	want := `[{"id":"identity","kind":"choice"},{"id":"months","kind":"number","max":600},{"id":"insured","kind":"yesno"},{"id":"due","kind":"date"}]`
	if got, _ := json.Marshal(CompileQuestions(questions)); string(got) != want {
		t.Errorf("got %s", got)
	}
}
