package load

import (
	"strings"

	"gongkai/generator/model"
	"gongkai/generator/source"
)

const conditionForm = "写成 {ask: 问题, in: [选项]}、{ask: 问题, min: 数}、{ask: 问题, is: true}、{all: [..]}、{any: [..]}、{not: ..} 或 {verify: 文字}"

// condition reads a typed condition. One that is wrong becomes 需核实, so that it cannot promise anything.
func (x *loader) condition(n source.Node) model.Condition {
	unsure := model.Condition{Kind: model.Verify}
	if n.Kind == source.List {
		x.list.Errorf(n.Pos, 1, "wrong-type", "最外面写 all:（全部满足）或 any:（满足一项），再换行写这些条件", "几个条件排成了列表，没有写是全部满足还是满足一项")
		x.doubt = true
		return unsure
	}
	o, ok := x.object(n, "条件")
	if !ok {
		x.doubt = true
		return unsure
	}
	defer o.close()
	text := o.text("text")
	var forms []string
	for _, form := range []string{"all", "any", "not", "ask", "verify"} {
		if o.has(form) {
			forms = append(forms, form)
		}
	}
	if len(forms) != 1 {
		p, width := o.head()
		o.known = append(o.known, "in", "min", "max", "is")
		if len(forms) == 0 {
			x.list.Errorf(p, width, "missing-field", conditionForm, "这个条件缺少 all、any、not、ask 或 verify")
		} else {
			x.list.Errorf(p, width, "wrong-type", conditionForm, "一个条件只能写一种，这里有 %s", strings.Join(forms, "、"))
		}
		x.doubt = true
		return unsure
	}
	switch forms[0] {
	case "all", "any":
		c := model.Condition{Kind: model.All, Text: text}
		if forms[0] == "any" {
			c.Kind = model.Any
		}
		for _, kid := range o.items(forms[0]) {
			c.Kids = append(c.Kids, x.condition(kid))
		}
		if n, _ := o.get(forms[0]); n.Kind == source.List && len(c.Kids) == 0 {
			x.list.Errorf(n.Pos, 1, "missing-field", conditionForm, "%s 里没有条件", forms[0])
			x.doubt = true
			return unsure
		}
		return c
	case "not":
		kid, _ := o.get("not")
		return model.Condition{Kind: model.Not, Kids: []model.Condition{x.condition(kid)}, Text: text}
	case "verify":
		verify := o.text("verify")
		if !text.Stated() {
			text = verify
		}
		return model.Condition{Kind: model.Verify, Text: text}
	}
	c, ok := o.ask()
	if !ok {
		x.doubt = true
		return unsure
	}
	c.Text = text
	return c
}

// ask reads a comparison with the answer to a question.
func (o *object) ask() (model.Condition, bool) {
	c := model.Condition{Question: o.ref("ask", questionKind)}
	q, ok := o.question(c.Question)
	if !ok {
		o.known = append(o.known, "in", "min", "max", "is")
		return c, false
	}
	switch q.Kind {
	case model.Choice:
		c.Kind = model.In
		o.need("in")
		if n, ok := o.get("in"); ok && n.Kind == source.List && len(n.Items) == 0 {
			o.list.Errorf(n.Pos, 1, "missing-field", "写上选项，例如 in: [firm]", "in 里没有选项")
		}
		for _, v := range o.words("in") {
			o.option(q, v)
			c.Values = append(c.Values, v.Text)
		}
		return c, len(c.Values) > 0
	case model.YesNo:
		c.Kind = model.Is
		o.need("is")
		c.Yes = o.flag("is", true)
		return c, true
	}
	var bounds []model.Condition
	for _, b := range []struct {
		field string
		kind  model.ConditionKind
	}{{"min", model.AtLeast}, {"max", model.AtMost}} {
		n, ok := o.scalar(b.field, "界限")
		if !ok {
			continue
		}
		if v, ok := o.answerNumber(q, n, b.field); ok {
			bounds = append(bounds, model.Condition{Kind: b.kind, Question: q.ID, Bound: v})
		}
	}
	switch {
	case len(bounds) == 2 && bounds[0].Bound > bounds[1].Bound:
		p, n := o.at("max")
		o.list.Errorf(p, n, "date-order", "对调 min 和 max", "条件的上限 max 小于下限 min")
		return c, false
	case len(bounds) == 2:
		return model.Condition{Kind: model.All, Kids: bounds}, true
	case len(bounds) == 1:
		return bounds[0], true
	}
	if !o.has("min") && !o.has("max") {
		o.need("min")
	}
	return c, false
}

// answerNumber reads a number, or a date as YYYYMMDD, as the question asks for.
func (o *object) answerNumber(q model.Question, n source.Node, field string) (int64, bool) {
	if q.Kind != model.Day {
		return o.whole(n, field, 0, int64(model.MaxAmount))
	}
	d, ok := model.ParseDate(n.Text)
	if !ok {
		o.wrong(n, field, "bad-date", "日期写成 2022-12-31，并且这一天要存在", "日期")
	}
	return int64(d.Year*10000 + d.Month*100 + d.Day), ok
}

// option reports a word that is not an option of the question.
func (o *object) option(q model.Question, c source.Cell) {
	var ids []string
	for _, option := range q.Options {
		if option.ID == c.Text {
			return
		}
		ids = append(ids, option.ID)
	}
	o.doubt = true
	o.list.Errorf(c.Pos, c.Len(), "unknown-reference", didYouMean(c.Text, ids), "问题“%s”没有选项 %q", q.ID, c.Text)
}

// examples reads the stated cases of a policy.
func (o *object) examples() []model.Example {
	var examples []model.Example
	o.entries("examples", "例子", func(e *object) {
		outcomes := []string{model.Fits.String(), model.MustVerify.String(), model.DoesNotFit.String(), model.Over.String()}
		example := model.Example{Name: e.text("name"), AsOf: e.date("as_of")}
		e.need("expect")
		expect := e.choice("expect", outcomes...)
		if n, ok := e.get("answers"); ok {
			if a, ok := o.object(n, "回答"); ok {
				example.Answers = a.answers()
			}
		}
		if !example.Name.Stated() {
			example.Name.Pos, _ = e.head()
		}
		if expect >= 0 {
			example.Expect = model.Outcome(expect)
			examples = append(examples, example)
		}
	})
	return examples
}

func (o *object) answers() []model.Answer {
	var answers []model.Answer
	for _, f := range o.Fields {
		o.refer(questionKind, f.Key)
		q, known := o.question(f.Key.Text)
		n, stated := o.scalar(f.Key.Text, "一个回答")
		if !known || !stated {
			o.doubt = true
			continue
		}
		a := model.Answer{Question: q.ID}
		ok := true
		switch q.Kind {
		case model.Choice:
			a.Choice = n.Text
			o.option(q, source.Cell{Pos: n.Pos, Text: n.Text})
		case model.YesNo:
			a.Yes = o.flag(q.ID, false)
		default:
			a.Number, ok = o.answerNumber(q, n, q.ID)
		}
		o.doubt = o.doubt || !ok || o.bad[q.ID]
		if ok {
			answers = append(answers, a)
		}
	}
	return answers
}
