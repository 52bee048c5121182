package web

import (
	"fmt"
	"html/template"
	"strings"

	"gongkai/generator/eligibility"
	"gongkai/generator/model"
)

// policyPages plans one page per policy, with every element that a guide must state.
func policyPages(s *site) []page {
	var pages []page
	notice := s.notice()
	for _, p := range s.Policies {
		crumbs := []crumb{s.crumb("policies")}
		if past(p) {
			crumbs = append(crumbs, crumb{archivePath, archiveName})
		}
		pages = append(pages, page{
			Path:        policyPath(p),
			Column:      "policies",
			Title:       p.Name.Text,
			Description: summary(p.Name.Text+"："+p.Content.Text, 90),
			Keywords:    append([]string{p.Name.Text, s.categoryName(p.Category)}, p.Keywords...),
			Found:       p.Audience.Text + p.Content.Text + s.required(p.Conditions),
			Content:     true,
			Crumbs:      crumbs,
			Published:   notice.Published,
			Source:      notice.Issuer.Text,
			Pos:         p.Name.Pos,
			Template:    "policy",
			View:        func(r *rendering) any { return r.policy(p) },
		})
	}
	return pages
}

// policyView is the view of policy.html.
type policyView struct {
	Banner   string        // why the policy can no longer be applied for
	Urgent   template.HTML // what the situation it is for says to those who cannot wait
	Current  bool
	Until    string // the last day on which it is current, empty = for ever or over
	Over     label  // what State is to say after it, in the same place: nothing moves when it is shown
	State    label
	Lead     string
	Facts    []info
	Elements []element
	Info     []info
}

func (s *rendering) policy(p model.Policy) policyView {
	v := policyView{
		Current:  !past(p),
		State:    s.policyState(p),
		Lead:     p.Content.Text,
		Facts:    s.policyFacts(p),
		Elements: gathered(s.policyElements(p), s.toAsk(p)),
	}
	for _, x := range s.Situations {
		if !past(p) && len(p.Situations) > 0 && x.ID == p.Situations[0] {
			v.Urgent = s.urgent(x)
		}
	}
	if past(p) {
		v.Banner = v.State.Text
	} else if last := policyEnd(p); last.Stated() {
		over := p
		over.Status = model.Expired
		v.Until, v.Over = last.String(), s.policyState(over)
	}
	notice := s.notice()
	v.Info = []info{{Name: "条款", Text: p.Source.Text}}
	if notice.ID != "" {
		v.Info = append([]info{{Name: "来源", Text: "通知原文", Path: articlePath(&notice)}}, v.Info...)
	}
	for _, i := range documentInfo(&notice) {
		if i.Name == "有效性" {
			i.Text = p.Status.String()
		}
		v.Info = append(v.Info, i)
	}
	return v
}

func (s *site) policyFacts(p model.Policy) []info {
	facts := []info{{Name: "谁申请", Text: strings.Join(s.who(p), "、")}, {Name: "申请截止", Text: p.ApplyUntil.String(), Day: p.ApplyUntil.String()}}
	if facts[1].Text == "" {
		facts[1].Text = "没有写"
	}
	if !p.Phone.Stated() {
		return append(facts, info{Name: "询问热线", Phone: s.Hotline(p).Phone})
	}
	return append(facts, info{Name: "咨询电话", Phone: p.Phone.Text})
}

func (s *site) policyElements(p model.Policy) []element {
	where := element{Name: "办理渠道", Lines: stated(p.Where)}
	if p.Where.Stated() && strings.Contains(p.Where.Text+p.Office.Text, "人社") {
		where.Link = s.crumb("institutions")
	}
	return []element{
		{Name: "适用对象", Lines: stated(p.Audience)},
		{Name: "政策内容", Lines: stated(p.Content)},
		{Name: "申请条件", Rules: s.clauses(p.Conditions)},
		{Name: "不重复享受", Lines: s.exclusions(p)},
		{Name: "申请材料", List: stated(p.Materials...)},
		{Name: "办理流程", List: stated(p.Process...)},
		where,
		{Name: "经办机构", Lines: stated(p.Office)},
		{Name: "办理时限", Lines: stated(p.TimeLimit)},
		{Name: "咨询电话", Phone: p.Phone.Text},
		{Name: "资金来源", Lines: stated(p.Funding)},
		{Name: "执行期限", Lines: s.term(p)},
		{Name: "政策依据", Lines: stated(p.Basis...), Quote: p.Quote.Text},
	}
}

// toAsk is the number that the source states; where it states none, a hotline. Of a policy that is over nobody asks.
func (s *site) toAsk(p model.Policy) model.Channel {
	switch {
	case past(p):
		return model.Channel{}
	case p.Phone.Stated():
		return model.Channel{Name: model.Text{Text: "咨询电话"}, Phone: p.Phone.Text}
	}
	return s.Hotline(p)
}

// gathered puts what the source is silent about into one element after the conditions: eight headings that all say so
// hide the two that matter, and leave people without knowing what to do.
func gathered(all []element, ask model.Channel) []element {
	var list, rest []element
	silent := element{Name: "通知没有写", Ask: ask}
	var names []string
	passed := false
	for _, e := range all {
		passed = passed || e.Name == "不重复享受"
		switch {
		case !e.Stated():
			names = append(names, e.Name)
		case passed:
			rest = append(rest, e)
		default:
			list = append(list, e)
		}
	}
	if len(names) > 0 {
		silent.Lines = []string{strings.Join(names, "、") + "。"}
		list = append(list, silent)
	}
	return append(list, rest...)
}

func (s *site) exclusions(p model.Policy) []string {
	var names []string
	for _, x := range p.Exclusive {
		names = append(names, x.Name.Text)
	}
	if len(names) == 0 {
		return nil
	}
	return []string{"与" + strings.Join(names, "、") + "不重复享受。"}
}

func (s *site) term(p model.Policy) []string {
	lines := stated(p.Term)
	for _, d := range []struct {
		words string
		date  model.Date
	}{{"自%s起执行。", p.From}, {"申请截至%s。", p.ApplyUntil}, {"执行到%s。", p.Until}, {"%s废止。", p.RepealedOn}} {
		if d.date.Stated() && !strings.Contains(p.Term.Text, d.date.Words()) {
			lines = append(lines, fmt.Sprintf(d.words, d.date.Words()))
		}
	}
	return lines
}

// clause is a condition as it is numbered on a page; Kids are the parts of one that joins several.
type clause struct {
	Text string
	Open bool // only the office can tell
	Kids []clause
}

func (s *site) clauses(c model.Condition) []clause {
	var list []clause
	for _, part := range eligibility.Parts(c) {
		list = append(list, s.clause(part))
	}
	return list
}

func (s *site) clause(c model.Condition) clause {
	if eligibility.Sayable(c) {
		return clause{Text: eligibility.Words(c, s.Questions), Open: c.Kind == model.Verify}
	}
	v := clause{Text: map[model.ConditionKind]string{model.All: "同时满足：", model.Any: "符合下列条件之一："}[c.Kind]}
	for _, kid := range c.Kids {
		v.Kids = append(v.Kids, s.clause(kid))
	}
	return v
}

// required is the text of a condition and its parts, for search.
func (s *site) required(c model.Condition) string {
	switch {
	case c.Text.Stated():
		return c.Text.Text + "；" // the page says it so
	case len(c.Kids) == 0 && c.Kind != model.All:
		return eligibility.Words(c, s.Questions) + "；"
	}
	text := ""
	for _, kid := range c.Kids {
		text += s.required(kid)
	}
	return text
}

// past reports whether the policy is history on the day of publication.
func past(p model.Policy) bool { return p.Status == model.Expired || p.Status == model.Repealed }

// policyEnd is the day after which the policy is history although nobody has made the site anew.
func policyEnd(p model.Policy) model.Date {
	if p.ApplyUntil.Stated() {
		return p.ApplyUntil
	}
	return p.Until
}

// policyState is the label of a policy. How many days are left only the script can tell: a page is not made every day.
func (s *site) policyState(p model.Policy) label {
	l := policyLabel(p.Status)
	switch {
	case p.Status == model.TermUnknown:
		l.Text = "没有写截止日期"
	case p.Status == model.Repealed && p.RepealedOn.Stated():
		l.Text = "已废止：" + p.RepealedOn.Words() + "起"
	case p.Status == model.Expired && p.ApplyUntil.Stated():
		l.Text = "已到期：申请期限截至" + p.ApplyUntil.Words()
	case p.Status == model.Expired && p.Until.Stated():
		l.Text = "已到期：执行到" + p.Until.Words()
	case p.ApplyUntil.Stated():
		l.Text += "，申请截至" + p.ApplyUntil.Words()
	case p.Until.Stated():
		l.Text += "，执行到" + p.Until.Words()
	}
	return l
}

func policyPath(p model.Policy) string { return "/policies/" + p.ID + "/" }

// who names the identities that a policy is for.
func (s *site) who(p model.Policy) []string {
	var names []string
	for _, o := range eligibility.Identities(s.Questions) {
		for _, id := range p.Who {
			if id == o.ID {
				names = append(names, o.Name.Text)
			}
		}
	}
	return names
}

func (s *site) categoryName(id string) string {
	for _, c := range s.Categories {
		if c.ID == id {
			return c.Name.Text
		}
	}
	return ""
}

// notice is the document that all policies come from: the first of content/documents.
func (s *site) notice() model.Article {
	for _, a := range s.Articles {
		if a.Kind == model.DocumentArticle {
			return a
		}
	}
	return model.Article{}
}

// summary cuts a text for a description, at the end of a sentence if there is one.
func summary(text string, most int) string {
	runes := []rune(strings.Join(strings.Fields(text), ""))
	if len(runes) <= most {
		return string(runes)
	}
	cut := string(runes[:most])
	if i := strings.LastIndex(cut, "。"); i > 0 {
		return cut[:i+len("。")]
	}
	return cut + "……"
}
