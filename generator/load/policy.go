package load

import (
	"fmt"
	"slices"

	"gongkai/generator/diag"
	"gongkai/generator/eligibility"
	"gongkai/generator/model"
	"gongkai/generator/source"
)

func (x *loader) policies() {
	files := x.files("data/policies", ".yaml")
	for _, file := range files {
		o, ok := x.document(file, "政策")
		if !ok {
			x.broken[policyKind] = true
			continue
		}
		before, _ := x.list.Counts()
		x.doubt = false
		id := x.policy(o)
		o.close()
		after, _ := x.list.Counts()
		x.doubtful[id] = x.doubt || after > before
	}
	x.column("政策服务清单", diag.Pos{File: "data/policies"}, 0, len(files))
	x.overlaps()
}

func (x *loader) policy(o *object) string {
	p := model.Policy{
		ID: o.id(policyKind), Name: o.text("name"), Category: o.ref("category", categoryKind), Who: o.refList("who", identityKind),
		Situations: o.refList("situations", situationKind), Audience: o.text("audience"), Content: o.text("content"),
		Materials: o.texts("materials"), Process: o.texts("process"), Where: o.text("where"), Office: o.text("office"),
		TimeLimit: o.text("time_limit"), Phone: o.text("phone"), Hotline: o.ref("hotline", channelKind), Funding: o.text("funding"),
		Basis: o.texts("basis"), Term: o.text("term"),
		From: o.date("from"), ApplyUntil: o.date("apply_until"), Until: o.date("until"), RepealedOn: o.date("repealed_on"),
		Source: o.text("source"), Quote: o.text("quote"), Version: o.word("version"), Family: o.word("family"),
	}
	o.need("name", "category", "who", "content", "source")
	// Without conditions a policy would be promised to everyone.
	p.Conditions = model.Condition{Kind: model.Verify, Text: model.Text{Text: "条件没有逐项列出，请向经办机构核实"}}
	if n, ok := o.get("conditions"); ok {
		p.Conditions = x.condition(n)
	}
	o.entries("exclusive", "不重复享受", func(e *object) {
		p.Exclusive = append(p.Exclusive, model.Exclusion{Policy: e.ref("policy", policyKind), Name: e.text("name")})
		e.need("name")
	})
	p.Examples = o.examples()
	for _, k := range o.words("keywords") {
		p.Keywords = append(p.Keywords, k.Text)
	}
	for _, basis := range p.Basis {
		x.docNumbers(basis)
	}
	for _, end := range []struct {
		field, words string
		date         model.Date
	}{{"apply_until", "申请截止", p.ApplyUntil}, {"until", "执行截止", p.Until}, {"repealed_on", "废止", p.RepealedOn}} {
		if p.From.Stated() && end.date.Stated() && end.date.Compare(p.From) < 0 {
			at, n := o.at(end.field)
			x.list.Errorf(at, n, "date-order", "检查两个日期", "政策 %s 的%s日期 %s 早于开始日期 %s", p.ID, end.words, end.date, p.From)
		}
	}
	at, n := o.at("from")
	if !o.has("from") {
		at, n = o.at("family")
	}
	x.terms = append(x.terms, term{p, at, n})
	if p.ID != "" {
		x.samePolicy(p)
		x.rel.Policies = append(x.rel.Policies, p)
	}
	return p.ID
}

// samePolicy reports a name that two policies have: nobody could tell them apart in a list. Two versions may share it.
func (x *loader) samePolicy(p model.Policy) {
	for _, other := range x.rel.Policies {
		if p.Name.Stated() && other.Name.Text == p.Name.Text && (p.Family == "" || p.Family != other.Family) {
			c := source.Cell(p.Name)
			x.list.Add(diag.Diag{Pos: c.Pos, Len: c.Len(), Rule: "duplicate-id", Text: fmt.Sprintf("政策 %s 和 %s 同名", p.ID, other.ID),
				Hint: "改一个名称；是同一政策的两个版本，就都写上同样的 family", Also: []diag.Note{{Pos: other.Name.Pos, Text: "另一个在这里"}}})
			return
		}
	}
}

// policyExamples evaluates the stated cases of every policy.
func (x *loader) policyExamples() {
	for _, p := range x.rel.Policies {
		if x.doubtful[p.ID] || x.broken[questionKind] {
			continue // what was reported about its conditions or answers is the one mistake
		}
		if len(p.Examples) == 0 && asks(p.Conditions) {
			c := source.Cell(p.Name)
			x.list.Warnf(c.Pos, c.Len(), "policy-example", "加上 examples：至少一个符合、一个不符合", "政策 %s 的条件没有例子，写错了也查不出来", p.ID)
		}
		for _, f := range eligibility.Check(p, x.rel.Questions, x.rel.Site.AsOf) {
			c := source.Cell(f.Example.Name)
			x.list.Errorf(c.Pos, c.Len(), "policy-example", "改正例子的 expect，或者改正 conditions", "政策 %s 的%s", p.ID, f.Text)
		}
	}
}

// asks reports whether a condition compares an answer.
func asks(c model.Condition) bool { return c.Question != "" || slices.ContainsFunc(c.Kids, asks) }

// term is a version of a policy with the place that says since when it is in force.
type term struct {
	policy model.Policy
	at     diag.Pos
	width  int
}

// overlaps reports two versions of one policy that are in force on the same day.
func (x *loader) overlaps() {
	for i, b := range x.terms {
		for _, a := range x.terms[:i] {
			if a.policy.Family == "" || a.policy.Family != b.policy.Family {
				continue
			}
			later, earlier := b, a
			if a.policy.From.Compare(b.policy.From) > 0 {
				later, earlier = a, b
			}
			if !earlier.policy.InForce(later.policy.From) {
				continue
			}
			x.list.Add(diag.Diag{Pos: later.at, Len: later.width, Rule: "policy-overlap",
				Text: fmt.Sprintf("政策 %s 和 %s 是同一政策的两个版本，有些日子同时有效", later.policy.ID, earlier.policy.ID),
				Hint: "给旧版本写上 until 或 repealed_on，给新版本写上 from",
				Also: []diag.Note{{Pos: earlier.at, Text: "另一个版本"}}})
		}
	}
}

// docNumbers checks every 发文字号 that is mentioned in a text.
func (x *loader) docNumbers(t model.Text) {
	for _, at := range nearly.FindAllStringIndex(t.Text, -1) {
		found := t.Text[at[0]:at[1]]
		if !docNumber.MatchString(found) {
			c := source.Cell{Pos: t.Pos.Right(diag.Col(t.Text, at[0]) - 1), Text: found}
			x.list.Errorf(c.Pos, c.Len(), "doc-number", docNumberAs(found), "发文字号 %q 的写法不对", found)
		}
	}
}
