package eligibility

import (
	"slices"

	"gongkai/generator/model"
)

// What is compiled here is all that a program without the input needs to evaluate policies: the data file of the
// self-check. Its JSON means the same as the conditions (see the test). A day is written 2022-12-31, so that days compare
// as texts.

// Question is a question as answers to it are read; its words stand in the form.
type Question struct {
	ID   string `json:"id"`
	Kind string `json:"kind"`
	Min  int64  `json:"min,omitzero"`
	Max  int64  `json:"max,omitzero"` // 0 = no bounds
}

// Rule is a policy: its dates, the conditions that must all hold, and what cannot be had beside it.
type Rule struct {
	ID         string   `json:"id"`
	Name       string   `json:"name"`
	From       string   `json:"from,omitzero"`
	ApplyUntil string   `json:"apply_until,omitzero"`
	Until      string   `json:"until,omitzero"`
	RepealedOn string   `json:"repealed_on,omitzero"`
	When       []Clause `json:"when"`
	Excludes   []string `json:"excludes,omitzero"` // ids
}

// Clause is a condition with exactly one operator. One with words is shown as these; one without is shown by
// its parts.
type Clause struct {
	Words  string   `json:"words,omitzero"`
	All    []Clause `json:"all,omitzero"` // an empty list holds, nil is no operator
	Any    []Clause `json:"any,omitzero"`
	Not    *Clause  `json:"not,omitzero"`
	Verify bool     `json:"verify,omitzero"`
	Ask    string   `json:"ask,omitzero"` // with one of these:
	In     []string `json:"in,omitzero"`
	Min    any      `json:"min,omitempty"` // int64, or a day
	Max    any      `json:"max,omitempty"`
	Is     *bool    `json:"is,omitzero"`
}

// CompileQuestions compiles the vocabulary, in its order.
func CompileQuestions(questions []model.Question) []Question {
	list := []Question{}
	for _, q := range questions {
		list = append(list, Question{q.ID, q.Kind.ID(), q.Min, q.Max})
	}
	return list
}

// Compile compiles a policy.
func Compile(p model.Policy, questions []model.Question) Rule {
	r := Rule{
		ID: p.ID, Name: p.Name.Text, When: []Clause{},
		From: p.From.String(), ApplyUntil: p.ApplyUntil.String(), Until: p.Until.String(), RepealedOn: p.RepealedOn.String(),
	}
	for _, part := range Parts(p.Conditions) {
		r.When = append(r.When, compiler{questions}.clause(part, true))
	}
	for _, x := range p.Exclusive {
		if x.Policy != "" {
			r.Excludes = append(r.Excludes, x.Policy)
		}
	}
	return r
}

type compiler struct{ questions []model.Question }

// clause compiles a condition; shown ones have words or parts with words.
func (x compiler) clause(c model.Condition, shown bool) Clause {
	var out Clause
	if shown && Sayable(c) {
		out.Words, shown = Words(c, x.questions), false
	}
	kids := make([]Clause, len(c.Kids))
	for i, kid := range c.Kids {
		kids[i] = x.clause(kid, shown)
	}
	switch c.Kind {
	case model.All:
		out.All = kids
	case model.Any:
		out.Any = kids
	case model.Not:
		out.Not = &kids[0]
	case model.Verify:
		out.Verify = true
	default:
		out.Ask = c.Question
		x.compare(c, &out)
	}
	return out
}

// compare compiles the comparison of an answer.
func (x compiler) compare(c model.Condition, out *Clause) {
	var bound any = c.Bound
	if i := slices.IndexFunc(x.questions, func(q model.Question) bool { return q.ID == c.Question }); i >= 0 && x.questions[i].Kind == model.Day {
		bound = dayOf(c.Bound).String()
	}
	switch c.Kind {
	case model.In:
		out.In = slices.Concat([]string{}, c.Values)
	case model.AtLeast:
		out.Min = bound
	case model.AtMost:
		out.Max = bound
	case model.Is:
		out.Is = &c.Yes
	}
}

// Sayable reports whether a condition is said in one line; of any other one the parts are shown, each with its own
// mark, so that people see on which it depends.
func Sayable(c model.Condition) bool {
	switch {
	case c.Text.Stated() || c.Kind != model.All && c.Kind != model.Any:
		return true
	case c.Kind == model.Any:
		return false
	}
	return !slices.ContainsFunc(c.Kids, func(kid model.Condition) bool { return len(kid.Kids) > 0 || kid.Kind == model.Verify })
}

// dayOf reads a date that is written as YYYYMMDD.
func dayOf(n int64) model.Date {
	return model.Date{Year: int(n / 10000), Month: int(n / 100 % 100), Day: int(n % 100)}
}
