package compose

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/eligibility"
	"gongkai/generator/model"
)

// HandbookPath is the place of the 政策服务清单 for print in the site.
const HandbookPath = "policies/handbook.pdf"

// unstated heads the elements that the notice leaves out; without a notice that all rest on, what each rests on does.
func unstated(notice string) string { return called(notice) + "未载明" }

// called is what the handbook calls what a policy rests on.
func called(notice string) string {
	if notice == "" {
		return "政策原文"
	}
	return "通知"
}

// Handbook arranges all policies by category, with every element that a guide must state. What the notice leaves out is
// named in one row: a row each would bury what it says.
func (c *Composer) Handbook() Sheet {
	s := c.sheet("政策服务清单")
	s.Contents = true
	notice := commonNotice(c.rel.Policies)
	if notice != "" {
		s.Notes = append(s.Notes, "“通知”指"+notice+"。")
	}
	s.Notes = append(s.Notes, "条件和标准都出自政策原文，没有写的不作推断，列在“"+unstated(notice)+"”一行。")
	for _, x := range append(append([]model.Category(nil), c.rel.Categories...), model.Category{Name: model.Text{Text: "其他"}}) {
		chapter := Chapter{Name: x.Name}
		for _, p := range c.rel.Policies {
			if p.Category == x.ID {
				chapter.Entries = append(chapter.Entries, c.policy(p, notice))
			}
		}
		if len(chapter.Entries) > 0 {
			s.Chapters = append(s.Chapters, chapter)
		}
	}
	return s
}

// commonNotice is the title, with its marks, of the notice that most policies rest on; empty if no title stands in more
// than half of them. The handbook gives it once, in full.
func commonNotice(policies []model.Policy) string {
	var titles []string
	count := map[string]int{} // policies that rest on it
	for _, p := range policies {
		var own []string
		for _, b := range p.Basis {
			if i := strings.Index(b.Text, "》"); i > 0 && strings.HasPrefix(b.Text, "《") {
				if title := b.Text[:i+len("》")]; !slices.Contains(own, title) {
					own = append(own, title)
				}
			}
		}
		for _, title := range own {
			count[title]++
		}
		titles = append(titles, own...)
	}
	for _, title := range titles {
		if 2*count[title] > len(policies) {
			return title
		}
	}
	return ""
}

func (c *Composer) policy(p model.Policy, notice string) Entry {
	e := Entry{Name: p.Name, State: policyState(p)}
	if who := c.who(p); len(who) > 0 {
		e.State = strings.Join(who, "、") + "申请　" + e.State
	}
	phone := lines(p.Phone)
	if ask := c.rel.Hotline(p); len(phone) == 0 && ask.Phone != "" {
		phone = Lines{{Pos: ask.Name.Pos, Text: "先打" + ask.Phone + "问（" + called(notice) + "没有写咨询电话）"}}
	}
	basis := lines(p.Basis...)
	source := lines(p.Source)
	for i := range basis {
		if notice != "" {
			basis[i].Text = strings.Replace(basis[i].Text, notice, "通知", 1)
		}
		if basis[i].Text == p.Source.Text {
			source = nil // says the same again
		}
	}
	elements := []Element{
		{Name: "适用对象", Lines: lines(p.Audience)},
		{Name: "政策内容", Lines: lines(p.Content)},
		{Name: "申请条件", Lines: c.clauses(p)},
		{Name: "不重复享受", Lines: exclusions(p)},
		{Name: "申请材料", Lines: numbered(p.Materials)},
		{Name: "办理流程", Lines: numbered(p.Process)},
		{Name: "办理渠道", Lines: lines(p.Where)},
		{Name: "经办机构", Lines: lines(p.Office)},
		{Name: "办理时限", Lines: lines(p.TimeLimit)},
		{Name: "咨询电话", Lines: phone},
		{Name: "资金来源", Lines: lines(p.Funding)},
		{Name: "执行期限", Lines: term(p)},
		{Name: "政策依据", Lines: basis},
	}
	if len(source) > 0 {
		elements = append(elements, Element{Name: "出处", Lines: source})
	}
	var left []string
	for _, x := range elements {
		if len(x.Lines) > 0 {
			e.Elements = append(e.Elements, x)
		} else if x.Name != "执行期限" || p.Status != model.TermUnknown { // that is said beside the name
			left = append(left, x.Name)
		}
	}
	if n := len(e.Elements); n > 0 {
		e.Elements[n-1].URL = c.address("/policies/" + p.ID + "/")
	}
	if len(left) > 0 {
		e.Elements = append(e.Elements, Element{Name: unstated(notice), Lines: Lines{{Text: strings.Join(left, "、")}}})
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
