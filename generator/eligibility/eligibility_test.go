package eligibility

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"gongkai/generator/model"
)

// questions are a small vocabulary with one question of each kind.
var questions = []model.Question{
	{ID: "identity", Text: model.Text{Text: "您是？"}, Options: []model.Option{
		{ID: "person", Name: model.Text{Text: "个人"}}, {ID: "firm", Name: model.Text{Text: "企业"}}}},
	{ID: "months", Text: model.Text{Text: "登记失业时间"}, Kind: model.Number, Unit: "个月", Max: 600},
	{ID: "insured", Text: model.Text{Text: "是否缴纳社会保险"}, Kind: model.YesNo},
	{ID: "due", Text: model.Text{Text: "贷款到期日"}, Kind: model.Day},
}

func all(kids ...model.Condition) model.Condition {
	return model.Condition{Kind: model.All, Kids: kids}
}
func anyOf(kids ...model.Condition) model.Condition {
	return model.Condition{Kind: model.Any, Kids: kids}
}
func not(kid model.Condition) model.Condition {
	return model.Condition{Kind: model.Not, Kids: []model.Condition{kid}}
}

var (
	firm     = model.Condition{Kind: model.In, Question: "identity", Values: []string{"firm"}}
	halfYear = model.Condition{Kind: model.AtLeast, Question: "months", Bound: 6}
	insured  = model.Condition{Kind: model.Is, Question: "insured", Yes: true}
	fourth   = all(
		model.Condition{Kind: model.AtLeast, Question: "due", Bound: 20221001},
		model.Condition{Kind: model.AtMost, Question: "due", Bound: 20221231})
	verify = model.Condition{Kind: model.Verify, Text: model.Text{Text: "按规定"}}
)

// answers reads "firm 7 yes 20221115"; "-" leaves a question open.
func answers(t *testing.T, s string) []model.Answer {
	t.Helper()
	var list []model.Answer
	for i, word := range strings.Fields(s) {
		a := model.Answer{Question: questions[i].ID}
		switch {
		case word == "-":
			continue
		case questions[i].Kind == model.Choice:
			a.Choice = word
		case questions[i].Kind == model.YesNo:
			a.Yes = word == "yes"
		default:
			if _, err := fmt.Sscan(word, &a.Number); err != nil {
				t.Fatal(err)
			}
		}
		list = append(list, a)
	}
	return list
}

func TestEvaluate(t *testing.T) {
	last := model.Date{Year: 2022, Month: 12, Day: 31}
	for _, c := range []struct {
		condition model.Condition
		answers   string
		asOf      string
		want      string
	}{
		{all(), "", "2022-11-30", "符合"},
		{all(firm, halfYear, insured), "firm 6 yes", "2022-11-30", "符合 满足 满足 满足"},
		{all(firm, halfYear, insured), "firm 5 yes", "2022-11-30", "不符合 满足 不满足 满足"},
		{all(firm, halfYear, insured), "firm - yes", "2022-11-30", "需核实 满足 需核实 满足"},
		{all(firm, halfYear, insured), "person", "2022-11-30", "不符合 不满足 需核实 需核实"},
		{all(firm, all(halfYear, insured)), "firm 6 no", "2022-11-30", "不符合 满足 满足 不满足"},
		{all(firm, halfYear, insured), "firm 6 yes", "2022-12-31", "符合 满足 满足 满足"},
		{all(firm, halfYear, insured), "firm 6 yes", "2023-01-01", "已到期 满足 满足 满足"},
		{all(firm, halfYear, insured), "person", "2023-01-01", "已到期 不满足 需核实 需核实"},
		{all(firm, verify), "firm", "2022-11-30", "需核实 满足 需核实"},
		{all(firm, verify), "person", "2022-11-30", "不符合 不满足 需核实"},
		{not(verify), "firm", "2022-11-30", "需核实 需核实"},
		{anyOf(firm, verify), "firm", "2022-11-30", "符合 满足"},
		{anyOf(firm, insured), "person - no", "2022-11-30", "不符合 不满足"},
		{anyOf(firm, insured), "person", "2022-11-30", "需核实 需核实"},
		{not(firm), "person", "2022-11-30", "符合 满足"},
		{fourth, "- - - 20221001", "2022-11-30", "符合 满足 满足"},
		{fourth, "- - - 20220930", "2022-11-30", "不符合 不满足 满足"},
		{fourth, "- - - 20230101", "2022-11-30", "不符合 满足 不满足"},
	} {
		day, _ := model.ParseDate(c.asOf)
		r := Evaluate(model.Policy{Conditions: c.condition, ApplyUntil: last}, answers(t, c.answers), day)
		got := r.Outcome.String()
		for _, reason := range r.Reasons {
			got += " " + reason.Holds.String()
		}
		if got != c.want {
			t.Errorf("%s, answers %q on %s: got %s, want %s", Words(c.condition, questions), c.answers, c.asOf, got, c.want)
		}
	}
}

func TestAPolicyIsOverByEachOfItsDates(t *testing.T) {
	day := model.Date{Year: 2022, Month: 11, Day: 30}
	before, same := model.Date{Year: 2022, Month: 11, Day: 29}, day
	for _, c := range []struct {
		policy model.Policy
		want   model.Outcome
	}{
		{model.Policy{}, model.Fits},
		{model.Policy{ApplyUntil: before}, model.Over},
		{model.Policy{ApplyUntil: same}, model.Fits},
		{model.Policy{Until: before}, model.Over},
		{model.Policy{Until: same}, model.Fits},
		{model.Policy{RepealedOn: before}, model.Over},
		{model.Policy{RepealedOn: same}, model.Over},
	} {
		if got := Evaluate(c.policy, nil, day).Outcome; got != c.want {
			t.Errorf("%+v: got %s, want %s", c.policy, got, c.want)
		}
	}
}

func TestWords(t *testing.T) {
	for _, c := range []struct {
		condition model.Condition
		want      string
	}{
		{verify, "按规定"},
		{model.Condition{Kind: model.Verify}, "按规定，由经办机构核实"},
		{firm, "您是：企业"},
		{halfYear, "登记失业时间：不少于6个月"},
		{anyOf(insured, not(firm)), "是否缴纳社会保险：是，或者不是：您是：企业"},
		{fourth, "贷款到期日：2022年10月1日及以后，并且贷款到期日：2022年12月31日及以前"},
		{anyOf(all(firm, insured), fourth), "符合下列条件之一：（1）您是：企业，并且是否缴纳社会保险：是；（2）贷款到期日：2022年10月1日及以后，并且贷款到期日：2022年12月31日及以前"},
		{all(anyOf(firm, insured), firm), "（您是：企业，或者是否缴纳社会保险：是）并且您是：企业"},
	} {
		if got := Words(c.condition, questions); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

func TestCheckNamesTheConditionThatDecides(t *testing.T) {
	p := model.Policy{
		Conditions: all(firm, halfYear),
		Examples: []model.Example{
			{Name: model.Text{Text: "够"}, Answers: answers(t, "firm 6"), Expect: model.Fits},
			{Name: model.Text{Text: "不够"}, Answers: answers(t, "firm 5"), Expect: model.Fits},
			{Name: model.Text{Text: "没说"}, Answers: answers(t, "firm"), Expect: model.DoesNotFit},
			{Name: model.Text{Text: "晚了"}, Answers: answers(t, "firm 6"), Expect: model.Over, AsOf: model.Date{Year: 2023, Month: 1, Day: 1}},
		},
		ApplyUntil: model.Date{Year: 2022, Month: 12, Day: 31},
	}
	var got []string
	for _, f := range Check(p, questions, model.Date{Year: 2022, Month: 11, Day: 30}) {
		got = append(got, f.Text)
	}
	want := `例“不够”应为符合，按条件得出不符合：登记失业时间：不少于6个月（不满足）
例“没说”应为不符合，按条件得出需核实：登记失业时间：不少于6个月（需核实）`
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}

func TestExamplesOutliveTheDeadline(t *testing.T) {
	day := model.Date{Year: 2022, Month: 12, Day: 31}
	after := model.Date{Year: 2023, Month: 1, Day: 1}
	p := model.Policy{Conditions: firm, ApplyUntil: day, Examples: []model.Example{
		{Answers: answers(t, "firm"), Expect: model.Fits},
		{Answers: answers(t, "person"), Expect: model.DoesNotFit},
		{Answers: answers(t, "firm"), Expect: model.Over},
		{Answers: answers(t, "firm"), Expect: model.Over, AsOf: after},
		{Answers: answers(t, "firm"), Expect: model.Fits, AsOf: day},
	}}
	if failures := Check(p, questions, after); len(failures) != 0 {
		t.Errorf("after the deadline: %v", failures)
	}
	p.Examples = []model.Example{{Answers: answers(t, "firm"), Expect: model.Fits, AsOf: after}}
	if failures := Check(p, questions, day); len(failures) != 1 {
		t.Errorf("an example with a day after the deadline cannot be 符合")
	}
}

func TestTableIsTheBestOutcomeOfCompleteAnswers(t *testing.T) {
	day := model.Date{Year: 2022, Month: 11, Day: 30}
	for _, c := range []struct {
		policy model.Policy
		want   string // person, firm
	}{
		{model.Policy{Conditions: all(firm, halfYear)}, "不符合 符合"},
		{model.Policy{Conditions: all(firm, verify)}, "不符合 需核实"},
		{model.Policy{Conditions: anyOf(firm, verify)}, "需核实 符合"},
		{model.Policy{Conditions: verify}, "需核实 需核实"},
		{model.Policy{Conditions: all(insured, not(insured))}, "不符合 不符合"},
		{model.Policy{Conditions: all(fourth, not(firm))}, "符合 不符合"},
		{model.Policy{Conditions: all(halfYear, not(halfYear), verify)}, "不符合 不符合"},
		{model.Policy{Conditions: firm, Until: model.Date{Year: 2022, Month: 1, Day: 1}}, "已到期 已到期"},
	} {
		rows := Table([]model.Policy{c.policy}, questions, day)
		if got := fmt.Sprintf("%s %s", rows[0].Best[0], rows[0].Best[1]); got != c.want {
			t.Errorf("%s: got %s, want %s", Words(c.policy.Conditions, questions), got, c.want)
		}
	}
}

// TestMoreAnswersNeverOverturnASettledResult walks random conditions with growing answers; and the table is compared
// with trying every complete set of answers from a coarse grid.
func TestMoreAnswersNeverOverturnASettledResult(t *testing.T) {
	random := rand.New(rand.NewPCG(2022, 12))
	day := model.Date{Year: 2022, Month: 11, Day: 30}
	grid := completeAnswers()
	for range 2000 {
		p := model.Policy{Conditions: randomCondition(random, 3)}
		complete := grid[random.IntN(len(grid))]
		settled := model.MustVerify
		for i, n := range random.Perm(len(complete)) {
			complete[i], complete[n] = complete[n], complete[i]
		}
		for n := range len(complete) + 1 {
			got := Evaluate(p, complete[:n], day).Outcome
			if settled != model.MustVerify && got != settled {
				t.Fatalf("%s: %s became %s with answers %v", Words(p.Conditions, questions), settled, got, complete[:n])
			}
			settled = got
		}
		row := Table([]model.Policy{p}, questions, day)[0]
		for i, o := range Identities(questions) {
			if want := bestOf(p, grid, o.ID, day); row.Best[i] != want {
				t.Fatalf("%s for %s: table says %s, trying says %s", Words(p.Conditions, questions), o.ID, row.Best[i], want)
			}
		}
	}
}

func completeAnswers() [][]model.Answer {
	var grid [][]model.Answer
	for _, who := range []string{"person", "firm"} {
		for _, months := range []int64{0, 5, 6, 7, 600} {
			for _, yes := range []bool{true, false} {
				for _, due := range []int64{20220930, 20221001, 20221002, 20221230, 20221231, 20230101} {
					grid = append(grid, []model.Answer{{Question: "identity", Choice: who}, {Question: "months", Number: months},
						{Question: "insured", Yes: yes}, {Question: "due", Number: due}})
				}
			}
		}
	}
	return grid
}

func bestOf(p model.Policy, grid [][]model.Answer, who string, day model.Date) model.Outcome {
	best := No
	for _, answers := range grid {
		for _, a := range answers {
			if a.Question == Identity && a.Choice == who {
				best = max(best, holds(p.Conditions, answers))
			}
		}
	}
	return outcome(best)
}

func randomCondition(random *rand.Rand, depth int) model.Condition {
	leaf := []model.Condition{firm, halfYear, insured, fourth, verify, not(insured)}
	if depth == 0 || random.IntN(4) == 0 {
		return leaf[random.IntN(len(leaf))]
	}
	kids := []model.Condition{randomCondition(random, depth-1), randomCondition(random, depth-1)}
	return []model.Condition{all(kids...), anyOf(kids...), not(kids[0])}[random.IntN(3)]
}

func TestGivenDropsWhatOneAnswerSettles(t *testing.T) {
	asFirm := answers(t, "firm")[0]
	for _, c := range []struct{ condition, want model.Condition }{
		{all(firm, halfYear), halfYear},
		{all(firm, halfYear, verify), all(halfYear, verify)},
		{all(anyOf(all(firm, insured), not(firm)), verify), all(insured, verify)},
		{all(anyOf(firm, insured), verify), verify},
		{firm, all()},
		{not(firm), not(all())},
		{halfYear, halfYear},
	} {
		got, want := Words(Given(c.condition, asFirm), questions), Words(c.want, questions)
		if got != want {
			t.Errorf("%s: got %q, want %q", Words(c.condition, questions), got, want)
		}
	}
}
