package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gongkai/generator/eligibility"
	"gongkai/generator/model"
)

// person is somebody of eligibility/testdata/people.txt: described, and judged against the notice, by somebody who had not
// seen the rules.
type person struct {
	name    string
	day     model.Date
	answers []model.Answer
	expect  map[string]string // outcome by policy
}

// people reads the file; its head describes the form.
func people(t *testing.T, questions []model.Question) []person {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("eligibility", "testdata", "people.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var list []person
	for _, block := range strings.Split(string(data), "\n\n") {
		p := person{expect: map[string]string{}}
		for line := range strings.Lines(block) {
			key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
			q := slices.IndexFunc(questions, func(q model.Question) bool { return q.ID == key })
			switch {
			case strings.HasPrefix(line, "#"):
				p.name, _, _ = strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "# "), "：")
			case key == "day":
				p.day, _ = model.ParseDate(value)
			case key == "expect":
				outcome, ids, _ := strings.Cut(value, ": ")
				for _, id := range strings.Fields(ids) {
					if p.expect[id] != "" {
						t.Errorf("%s: %s 写了两次", p.name, id)
					}
					p.expect[id] = outcome
				}
			case key == "note":
			case q < 0:
				t.Errorf("%s: 读不懂 %q", p.name, line)
			default:
				p.answers = append(p.answers, answerOf(t, questions[q], value))
			}
		}
		if p.day.Stated() {
			list = append(list, p)
		}
	}
	return list
}

func answerOf(t *testing.T, q model.Question, value string) model.Answer {
	t.Helper()
	a := model.Answer{Question: q.ID}
	ok := true
	switch q.Kind {
	case model.Choice:
		a.Choice = value
		ok = slices.ContainsFunc(q.Options, func(o model.Option) bool { return o.ID == value })
	case model.YesNo:
		a.Yes, ok = value == "yes", value == "yes" || value == "no"
	case model.Number:
		n, err := strconv.ParseInt(value, 10, 64)
		a.Number, ok = n, err == nil
	case model.Day:
		var d model.Date
		d, ok = model.ParseDate(value)
		a.Number = int64(d.Year*10000 + d.Month*100 + d.Day)
	}
	if !ok {
		t.Errorf("%s: 读不懂回答 %q", q.ID, value)
	}
	return a
}

// TestPeople holds the shipped conditions against what somebody reads in the notice for these people and firms.
func TestPeople(t *testing.T) {
	rel := shippedRelease(t)
	list := people(t, rel.Questions)
	if len(list) < 30 {
		t.Fatalf("only %d people", len(list))
	}
	seen := map[string]int{}
	for _, p := range list {
		for _, policy := range rel.Policies {
			r := eligibility.Evaluate(policy, p.answers, p.day)
			got := r.Outcome.String()
			seen[fmt.Sprint(policy.ID, got)]++
			if got != p.expect[policy.ID] {
				t.Errorf("%s（%s）%s %s：按条件%s，按通知%s", p.name, p.day, policy.ID, policy.Name, got, p.expect[policy.ID])
			}
			delete(p.expect, policy.ID)
		}
		for id := range p.expect {
			t.Errorf("%s：没有政策 %s", p.name, id)
		}
	}
	if len(seen) < 2*len(rel.Policies) {
		t.Errorf("each policy should come out in different ways: %v", seen)
	}
}
