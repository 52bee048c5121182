package compose

import (
	"fmt"
	"strings"

	"gongkai/generator/eligibility"
	"gongkai/generator/model"
)

// HandbookPath is the place of the 政策服务清单 for print in the site.
const HandbookPath = "policies/handbook.pdf"

// unstated stands for an element that the notice leaves out.
const unstated = "未载明"

// Handbook arranges all policies by category, with every element that a guide must state.
func (c *Composer) Handbook() Sheet {
	s := c.sheet("政策服务清单")
	s.Contents = true
	s.Lead = append(s.Lead, "条件和标准都出自通知原文；通知没有写的，写“"+unstated+"”，不作推断。")
	for _, x := range append(append([]model.Category(nil), c.rel.Categories...), model.Category{Name: model.Text{Text: "其他"}}) {
		chapter := Chapter{Name: x.Name}
		for _, p := range c.rel.Policies {
			if p.Category == x.ID {
				chapter.Entries = append(chapter.Entries, c.policy(p))
			}
		}
		if len(chapter.Entries) > 0 {
			s.Chapters = append(s.Chapters, chapter)
		}
	}
	return s
}

func (c *Composer) policy(p model.Policy) Entry {
	e := Entry{Name: p.Name, State: policyState(p), URL: c.address("/policies/" + p.ID + "/")}
	phone := lines(p.Phone)
	if ask := c.rel.Hotline(p); len(phone) == 0 && ask.Phone != "" {
		phone = Lines{{Pos: ask.Name.Pos, Text: unstated + "；可先打" + ask.Phone + "问"}}
	}
	e.Elements = []Element{
		{"谁申请", joined(p.Name, c.who(p)...)},
		{"适用对象", lines(p.Audience)},
		{"政策内容", lines(p.Content)},
		{"申请条件", c.clauses(p)},
		{"不重复享受", exclusions(p)},
		{"申请材料", numbered(p.Materials)},
		{"办理流程", numbered(p.Process)},
		{"办理渠道", lines(p.Where)},
		{"经办机构", lines(p.Office)},
		{"办理时限", lines(p.TimeLimit)},
		{"咨询电话", phone},
		{"资金来源", lines(p.Funding)},
		{"执行期限", term(p)},
		{"政策依据", lines(p.Basis...)},
		{"出处", lines(p.Source)},
	}
	for i := range e.Elements {
		e.Elements[i].Lines = e.Elements[i].Lines.or(unstated)
	}
	return e
}

// policyState is the status on the day of the sheet; that it is unknown is said in full.
func policyState(p model.Policy) string {
	if p.Status == model.TermUnknown {
		return "执行期限未载明"
	}
	return p.Status.String()
}

// who names the identities that a policy is for.
func (c *Composer) who(p model.Policy) []string {
	var names []string
	for _, o := range eligibility.Identities(c.rel.Questions) {
		for _, id := range p.Who {
			if id == o.ID {
				names = append(names, o.Name.Text)
			}
		}
	}
	return names
}

// clauses numbers the conditions, as the page of the policy does.
func (c *Composer) clauses(p model.Policy) Lines {
	var list []model.Text
	for _, part := range eligibility.Parts(p.Conditions) {
		at := part.Text
		if !at.Stated() {
			at = p.Name
		}
		words := eligibility.Words(part, c.rel.Questions)
		if part.Kind == model.Verify {
			words += "（由经办机构核实）"
		}
		list = append(list, model.Text{Pos: at.Pos, Text: words})
	}
	return numbered(list)
}

// numbered numbers texts if there are several.
func numbered(texts []model.Text) Lines {
	list := lines(texts...)
	if len(list) > 1 {
		for i := range list {
			list[i].Text = fmt.Sprintf("%d．%s", i+1, list[i].Text)
		}
	}
	return list
}

func exclusions(p model.Policy) Lines {
	var names []string
	for _, x := range p.Exclusive {
		names = append(names, x.Name.Text)
	}
	if names == nil {
		return nil
	}
	return joined(p.Exclusive[0].Name, "与"+strings.Join(names, "、")+"不重复享受")
}

// term is the time in which a policy holds: the words of the source, and the dates that they leave out.
func term(p model.Policy) Lines {
	list := lines(p.Term)
	for _, d := range []struct {
		words string
		date  model.Date
	}{{"自%s起执行", p.From}, {"申请截至%s", p.ApplyUntil}, {"执行到%s", p.Until}, {"%s废止", p.RepealedOn}} {
		if d.date.Stated() && !strings.Contains(p.Term.Text, d.date.Words()) {
			list = append(list, model.Text{Pos: p.Name.Pos, Text: fmt.Sprintf(d.words, d.date.Words())})
		}
	}
	return list
}
