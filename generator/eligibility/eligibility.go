// Package eligibility evaluates the typed conditions of a policy for a set of answers.
//
// Logic is three-valued (Kleene): a question without an answer is unknown and never assumed, and what only the office
// can tell is always unknown. So one more answer can settle an open result but never overturn a settled one.
package eligibility

import (
	"slices"

	"gongkai/generator/model"
)

// Truth is a value of three-valued logic. The order makes "all" the minimum and "any" the maximum.
type Truth uint8

const (
	No Truth = iota
	Unknown
	Yes
)

// String is the word that people read beside a condition.
func (t Truth) String() string { return [...]string{"不满足", "需核实", "满足"}[t] }

// Reason is one condition of a policy and whether the answers meet it.
type Reason struct {
	Condition model.Condition
	Holds     Truth
}

// Result is the outcome of a policy for a set of answers, with a reason for each of its conditions.
type Result struct {
	Outcome model.Outcome
	Reasons []Reason
}

// Evaluate tells what a policy means for somebody with these answers on a day. A policy that is over is 已到期
// whatever the answers; else a condition that fails is 不符合, an open one 需核实.
func Evaluate(p model.Policy, answers []model.Answer, asOf model.Date) Result {
	var r Result
	for _, c := range Parts(p.Conditions) {
		r.Reasons = append(r.Reasons, Reason{c, holds(c, answers)})
	}
	switch {
	case p.Over(asOf):
		r.Outcome = model.Over
	default:
		r.Outcome = outcome(holds(p.Conditions, answers))
	}
	return r
}

// Parts returns the conditions that must all hold, as they are numbered for people: nested "all" without a text of
// its own is one list.
func Parts(c model.Condition) []model.Condition {
	if c.Kind != model.All || c.Text.Stated() {
		return []model.Condition{c}
	}
	var parts []model.Condition
	for _, kid := range c.Kids {
		parts = append(parts, Parts(kid)...)
	}
	return parts
}

func outcome(t Truth) model.Outcome {
	return [...]model.Outcome{No: model.DoesNotFit, Unknown: model.MustVerify, Yes: model.Fits}[t]
}

func holds(c model.Condition, answers []model.Answer) Truth {
	switch c.Kind {
	case model.All:
		t := Yes
		for _, kid := range c.Kids {
			t = min(t, holds(kid, answers))
		}
		return t
	case model.Any:
		t := No
		for _, kid := range c.Kids {
			t = max(t, holds(kid, answers))
		}
		return t
	case model.Not:
		return Yes - holds(c.Kids[0], answers)
	case model.Verify:
		return Unknown
	}
	i := slices.IndexFunc(answers, func(a model.Answer) bool { return a.Question == c.Question })
	if i < 0 {
		return Unknown
	}
	if meets(c, answers[i]) {
		return Yes
	}
	return No
}

func meets(c model.Condition, a model.Answer) bool {
	switch c.Kind {
	case model.In:
		return slices.Contains(c.Values, a.Choice)
	case model.AtLeast:
		return a.Number >= c.Bound
	case model.AtMost:
		return a.Number <= c.Bound
	case model.Is:
		return a.Yes == c.Yes
	}
	return false
}
