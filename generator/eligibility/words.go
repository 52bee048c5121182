package eligibility

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/model"
)

// Words puts a condition into words: its own text, or what follows from its question.
func Words(c model.Condition, questions []model.Question) string {
	if c.Text.Stated() {
		return c.Text.Text
	}
	switch c.Kind {
	case model.All:
		return join(c.Kids, questions, "并且")
	case model.Any:
		return join(c.Kids, questions, "或者")
	case model.Not:
		return "不是：" + Words(c.Kids[0], questions)
	case model.Verify:
		return "按规定，由经办机构核实"
	}
	q := model.Question{ID: c.Question, Text: model.Text{Text: c.Question}}
	if i := slices.IndexFunc(questions, func(q model.Question) bool { return q.ID == c.Question }); i >= 0 {
		q = questions[i]
	}
	name := strings.TrimRight(q.Text.Text, "？?")
	switch c.Kind {
	case model.In:
		var names []string
		for _, id := range c.Values {
			names = append(names, option(q, id))
		}
		return name + "：" + strings.Join(names, "、")
	case model.AtLeast:
		return name + "：" + bound(q, c.Bound, "不少于", "及以后")
	case model.AtMost:
		return name + "：" + bound(q, c.Bound, "不超过", "及以前")
	}
	if c.Yes {
		return name + "：是"
	}
	return name + "：否"
}

// join joins parts. If one of them joins several itself, nobody can tell from "or" and "and" what belongs together: then
// alternatives are numbered, and within one of them such a part stands in brackets.
func join(kids []model.Condition, questions []model.Question, with string) string {
	var text strings.Builder
	nested := slices.ContainsFunc(kids, joins)
	if nested && with == "或者" {
		for i, kid := range kids {
			if i > 0 {
				text.WriteString("；")
			}
			fmt.Fprintf(&text, "（%d）%s", i+1, Words(kid, questions))
		}
		return "符合下列条件之一：" + text.String()
	}
	closed := true
	for i, kid := range kids {
		if i > 0 {
			if !closed {
				text.WriteString("，")
			}
			text.WriteString(with)
		}
		closed = joins(kid)
		if words := Words(kid, questions); closed {
			text.WriteString("（" + words + "）")
		} else {
			text.WriteString(words)
		}
	}
	return text.String()
}

// joins reports whether a condition is put into words by joining several.
func joins(c model.Condition) bool { return len(c.Kids) > 1 && !c.Text.Stated() }

func option(q model.Question, id string) string {
	for _, o := range q.Options {
		if o.ID == id {
			return o.Name.Text
		}
	}
	return id
}

// bound words a limit: 不少于6个月, but 2022年10月1日及以后.
func bound(q model.Question, n int64, number, day string) string {
	if q.Kind == model.Day {
		return dayOf(n).Words() + day
	}
	return fmt.Sprintf("%s%d%s", number, n, q.Unit)
}
