package eligibility

import (
	"slices"
	"time"

	"gongkai/generator/model"
)

// Identity is the question whose options are the columns of the table 谁能享受.
const Identity = "identity"

// Row is a policy and what its conditions allow each identity at best.
type Row struct {
	Policy model.Policy
	Best   []model.Outcome // one per option of the question Identity
}

// Table derives 谁能享受 from the conditions: for each policy and identity the best outcome that some complete set
// of answers reaches.
func Table(policies []model.Policy, questions []model.Question, asOf model.Date) []Row {
	who := Identities(questions)
	var rows []Row
	for _, p := range policies {
		row := Row{Policy: p}
		for _, o := range who {
			best := model.Over
			if !p.Over(asOf) {
				start := []model.Answer{{Question: Identity, Choice: o.ID}}
				best = outcome(reach(p.Conditions, questions, start))
			}
			row.Best = append(row.Best, best)
		}
		rows = append(rows, row)
	}
	return rows
}

// Identities returns the options of the question Identity.
func Identities(questions []model.Question) []model.Option {
	for _, q := range questions {
		if q.ID == Identity {
			return q.Options
		}
	}
	return nil
}

// reach returns the best truth that a condition takes over all completions of the answers. It answers one open
// question after the other; what is settled by a part of the answers stays so (see the package comment), which
// prunes the search without losing anything.
func reach(c model.Condition, questions []model.Question, answers []model.Answer) Truth {
	now := holds(c, answers)
	if now != Unknown {
		return now
	}
	q, ok := openQuestion(c, questions, answers)
	if !ok {
		return now
	}
	best := No
	for _, a := range candidates(c, q) {
		best = max(best, reach(c, questions, append(slices.Clip(answers), a)))
		if best == Yes {
			break
		}
	}
	return best
}

// openQuestion returns the first question that the condition asks and the answers leave open.
func openQuestion(c model.Condition, questions []model.Question, answers []model.Answer) (model.Question, bool) {
	for _, q := range questions {
		asked := slices.ContainsFunc(leaves(c), func(x model.Condition) bool { return x.Question == q.ID })
		if asked && !slices.ContainsFunc(answers, func(a model.Answer) bool { return a.Question == q.ID }) {
			return q, true
		}
	}
	return model.Question{}, false
}

// candidates returns answers to a question, one for each way in which the condition can tell answers apart.
func candidates(c model.Condition, q model.Question) []model.Answer {
	var list []model.Answer
	switch q.Kind {
	case model.Choice:
		for _, o := range q.Options {
			list = append(list, model.Answer{Question: q.ID, Choice: o.ID})
		}
	case model.YesNo:
		list = []model.Answer{{Question: q.ID, Yes: true}, {Question: q.ID}}
	case model.Number, model.Day:
		for _, n := range values(c, q) {
			list = append(list, model.Answer{Question: q.ID, Number: n})
		}
	}
	return list
}

// values returns, for each interval between the bounds of a question, one number in it.
func values(c model.Condition, q model.Question) []int64 {
	var list []int64
	for _, leaf := range leaves(c) {
		if leaf.Question == q.ID {
			list = append(list, before(leaf.Bound, q.Kind), leaf.Bound, after(leaf.Bound, q.Kind))
		}
	}
	if q.Max > q.Min {
		list = slices.DeleteFunc(list, func(n int64) bool { return n < q.Min || n > q.Max })
		list = append(list, q.Min, q.Max)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func leaves(c model.Condition) []model.Condition {
	if len(c.Kids) == 0 {
		return []model.Condition{c}
	}
	var list []model.Condition
	for _, kid := range c.Kids {
		list = append(list, leaves(kid)...)
	}
	return list
}

// before and after return the neighbours of a number, or of a date written as YYYYMMDD.
func before(n int64, kind model.QuestionKind) int64 { return neighbour(n, -1, kind) }
func after(n int64, kind model.QuestionKind) int64  { return neighbour(n, 1, kind) }

func neighbour(n, step int64, kind model.QuestionKind) int64 {
	if kind != model.Day {
		return n + step
	}
	t := time.Date(int(n/10000), time.Month(n/100%100), int(n%100+step), 0, 0, 0, 0, time.UTC)
	return int64(t.Year()*10000 + int(t.Month())*100 + t.Day())
}
