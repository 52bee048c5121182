package eligibility

import (
	"fmt"

	"gongkai/generator/model"
)

// Failure is an example of a policy that does not come out as stated. Text is Chinese and stands for the clerk.
type Failure struct {
	Example model.Example // Example.Name has the place
	Got     model.Outcome
	Text    string
}

// Check evaluates the examples of a policy. An example without a day of its own is about the conditions: it is evaluated
// at asOf, but a policy that is over by then is taken as if it were not, unless the example expects 已到期. Otherwise
// every rebuild after a deadline would fail.
func Check(p model.Policy, questions []model.Question, asOf model.Date) []Failure {
	var failures []Failure
	for _, e := range p.Examples {
		day := e.AsOf
		if !day.Stated() {
			day = asOf
		}
		r := Evaluate(p, e.Answers, day)
		if r.Outcome == model.Over && e.Expect != model.Over && !e.AsOf.Stated() {
			r.Outcome = outcome(holds(p.Conditions, e.Answers))
		}
		if r.Outcome == e.Expect {
			continue
		}
		text := fmt.Sprintf("例“%s”应为%s，按条件得出%s", e.Name.Text, e.Expect, r.Outcome)
		if cause := because(r, questions); cause != "" {
			text += "：" + cause
		}
		failures = append(failures, Failure{e, r.Outcome, text})
	}
	return failures
}

// because names the conditions that made the outcome.
func because(r Result, questions []model.Question) string {
	want, ok := map[model.Outcome]Truth{model.DoesNotFit: No, model.MustVerify: Unknown}[r.Outcome]
	if !ok {
		return ""
	}
	s := ""
	for _, x := range r.Reasons {
		if x.Holds != want {
			continue
		}
		if s != "" {
			s += "；"
		}
		s += Words(x.Condition, questions) + "（" + x.Holds.String() + "）"
	}
	return s
}
