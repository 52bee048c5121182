package web

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/compose"
	"gongkai/generator/eligibility"
	"gongkai/generator/model"
)

// The address and name of the policies that are history.
const (
	archivePath = "/policies/archive/"
	archiveName = "历史政策"
)

// selection is one page of the list: all policies, those for one identity, of one category or of one status.
type selection struct {
	Filter string // name of the line of choices that it stands in
	Path   string
	Name   string // in the line of choices
	Title  string
	Lead   string
	Keep   func(model.Policy) bool
}

// selections lists the pages of the list; what is history stands only below 历史政策.
func (s *site) selections() []selection {
	current := func(p model.Policy) bool { return !past(p) }
	list := []selection{{"按对象", "/policies/", "全部", "政策清单",
		"失业人员、企业、个体工商户和培训机构可以享受的政策。条件和标准都出自通知原文，通知没有写的，不作推断。", current}}
	for _, o := range eligibility.Identities(s.Questions) {
		name := o.Name.Text
		list = append(list, selection{"按对象", "/policies/for/" + o.ID + "/", name, "政策清单：" + name, "适用对象包括" + name + "的政策。",
			func(p model.Policy) bool { return current(p) && slices.Contains(p.Who, o.ID) }})
	}
	for _, c := range s.Categories {
		name := c.Name.Text
		list = append(list, selection{"按类别", "/policies/category/" + c.ID + "/", name, "政策清单：" + name, name + "类的政策。",
			func(p model.Policy) bool { return current(p) && p.Category == c.ID }})
	}
	for _, x := range []struct {
		status     model.PolicyStatus
		also       model.PolicyStatus
		name, lead string
	}{
		{model.InForce, model.EndsSoon, "写明截止日期", "通知写明了截止日期、现在还能申请的政策。"},
		{model.EndsSoon, model.EndsSoon, "30日内截止", "30日内截止的政策，请尽早申请。"},
		{model.TermUnknown, model.TermUnknown, "没有写截止日期", "通知没有写截止日期的政策，也可以申请；先打电话问清。"},
	} {
		list = append(list, selection{"按期限", "/policies/status/" + x.status.ID() + "/", x.name, "政策清单：" + x.name, x.lead,
			func(p model.Policy) bool { return p.Status == x.status || p.Status == x.also }})
	}
	return append(list, selection{"按期限", archivePath, archiveName, archiveName, "已到期或者已废止的政策，留作查阅，不能再申请。", past})
}

// policiesPages plans the list of policies; each choice of a filter is a page.
func policiesPages(s *site) []page {
	var pages []page
	for i, x := range s.selections() {
		p := page{
			Path:        x.Path,
			Column:      "policies",
			Title:       x.Title,
			Description: x.Lead,
			Template:    "policies",
			View: func(r *rendering) any {
				v := s.policies(x)
				if i == 0 {
					v.Handbook = r.download("/"+compose.HandbookPath, "打印版政策服务清单")
				}
				return v
			},
		}
		if i > 0 {
			p.Crumbs = []crumb{s.crumb("policies")}
		}
		pages = append(pages, p)
	}
	return pages
}

// policiesView is the view of policies.html.
type policiesView struct {
	Lead     string
	AsOf     model.Date
	Filters  []filter
	Groups   []policyGroup
	Count    int
	Archive  bool
	Handbook download // the list for print; on the page of all policies
}

type policyGroup struct {
	Name  string
	Items []policyItem
}

// policyItem is a policy in a list.
type policyItem struct {
	Path, Name string
	State      label
	Until      string // the last day on which State holds, empty = for ever or over
	Content    string
	Who        string
	Deadline   string // empty = not stated
	Phone      string
	How        string // what to bring, where to go, until when, as far as it is stated
	Silent     bool   // the notice leaves some of these out
}

func (s *site) policies(x selection) policiesView {
	v := policiesView{Lead: x.Lead, AsOf: s.Site.AsOf, Archive: x.Path == archivePath, Filters: s.policyFilters(x.Path)}
	groups := append(slices.Clone(s.Categories), model.Category{Name: model.Text{Text: "其他"}})
	for _, c := range groups {
		g := policyGroup{Name: c.Name.Text}
		for _, p := range s.Policies {
			if p.Category == c.ID && x.Keep(p) {
				g.Items = append(g.Items, s.policyItem(p))
			}
		}
		if len(g.Items) > 0 {
			v.Groups = append(v.Groups, g)
			v.Count += len(g.Items)
		}
	}
	return v
}

func (s *site) policyItem(p model.Policy) policyItem {
	item := policyItem{
		Path:     policyPath(p),
		Name:     p.Name.Text,
		State:    s.policyState(p),
		Content:  p.Content.Text,
		Who:      cmp.Or(p.Audience.Text, strings.Join(s.who(p), "、")),
		Deadline: p.ApplyUntil.String(),
		Phone:    cmp.Or(p.Phone.Text, s.Hotline(p).Phone),
	}
	if !past(p) {
		item.Until = policyEnd(p).String()
	}
	var how []string
	for _, part := range []struct{ words, stated string }{
		{"带%s", strings.Join(stated(p.Materials...), "、")},
		{"办理渠道：%s", cmp.Or(p.Where.Text, p.Office.Text)},
		{"申请截至%s", p.ApplyUntil.Words()},
	} {
		if part.stated == "" {
			item.Silent = true
		} else {
			how = append(how, fmt.Sprintf(part.words, part.stated))
		}
	}
	item.How = strings.Join(how, "；")
	return item
}

// policyFilters are the three lines of choices, with the number of policies behind each. A choice without any is left
// out, but for the page of its own.
func (s *site) policyFilters(current string) []filter {
	var filters []filter
	for _, x := range s.selections() {
		n := 0
		for _, p := range s.Policies {
			if x.Keep(p) {
				n++
			}
		}
		if len(filters) == 0 || filters[len(filters)-1].Name != x.Filter {
			filters = append(filters, filter{Name: x.Filter})
		}
		f := &filters[len(filters)-1]
		if n == 0 && x.Path != current {
			continue
		}
		f.Choices = append(f.Choices, choice{Path: x.Path, Name: x.Name, Note: fmt.Sprint(n), Current: x.Path == current})
	}
	return filters
}
