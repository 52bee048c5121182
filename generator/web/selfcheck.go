package web

import (
	"gongkai/generator/eligibility"
	"gongkai/generator/model"
)

// selfCheck plans 政策自查. Without a script the tables are the whole answer: who can have what, and every condition to
// compare oneself with. With one, a form is taken out of a <template> and stands before them: a form that is there
// without a script would send the answers into an address.
func selfCheck(s *site) []page {
	return []page{{
		Path:        "/policies/check/",
		Column:      "policies",
		Title:       "政策自查",
		Description: "对照条件，看能享受哪些政策、哪些还要核实；谁能享受，一张表看清。",
		Crumbs:      []crumb{s.crumb("policies")},
		Template:    "selfcheck",
		Scripts:     []string{"/policies/check/check.js"},
		View:        func(*rendering) any { return s.selfCheck() },
	}}
}

// selfCheckView is the view of selfcheck.html.
type selfCheckView struct {
	AsOf      string
	Questions []asked
	Names     []string // identities
	Rows      []fitRow
	Lists     []fitList
}

// fitRow is a line of the table 谁能享受.
type fitRow struct {
	policyItem
	Fits []fit // one per identity
}

type fit struct {
	Who string
	label
	No bool // does not apply: left out on narrow screens
}

// fitList is what one identity should compare itself with.
type fitList struct {
	ID, Name string
	Items    []fitItem
	Silent   bool // the notice leaves out where, what to bring or until when, of some
}

type fitItem struct {
	policyItem
	Fit   label
	Rules []clause
}

func (s *site) selfCheck() selfCheckView {
	v := selfCheckView{AsOf: s.Site.AsOf.Words(), Questions: s.questions()}
	who := eligibility.Identities(s.Questions)
	for _, o := range who {
		v.Names = append(v.Names, o.Name.Text)
		v.Lists = append(v.Lists, fitList{ID: o.ID, Name: o.Name.Text})
	}
	for _, row := range eligibility.Table(s.Policies, s.Questions, s.Site.AsOf) {
		if past(row.Policy) {
			continue
		}
		r := fitRow{policyItem: s.policyItem(row.Policy)}
		for i, best := range row.Best {
			f := fit{v.Names[i], fitLabel(best), best == model.DoesNotFit || best == model.Over}
			r.Fits = append(r.Fits, f)
			if !f.No {
				list := &v.Lists[i]
				list.Silent = list.Silent || r.Silent
				list.Items = append(list.Items, fitItem{r.policyItem, f.label, s.clausesFor(row.Policy, who[i].ID)})
			}
		}
		v.Rows = append(v.Rows, r)
	}
	return v
}

// fitLabel words the best outcome that an identity can reach; it promises nothing.
func fitLabel(o model.Outcome) label {
	switch o {
	case model.Fits:
		return label{Icon: "yes", Text: "可能适用"}
	case model.MustVerify:
		return label{Icon: "ask", Text: "需核实"}
	case model.Over:
		return label{Icon: "ended", Class: "st-none", Text: "已到期"}
	}
	return label{Icon: "gone", Class: "st-none", Text: "不适用"}
}

// clausesFor returns the conditions that are left for an identity: what its answer settles is dropped.
func (s *site) clausesFor(p model.Policy, who string) []clause {
	return s.clauses(eligibility.Given(p.Conditions, model.Answer{Question: eligibility.Identity, Choice: who}))
}
