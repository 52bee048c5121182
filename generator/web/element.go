package web

import "gongkai/generator/model"

// element is one of the elements that a policy or an institution must state. An element without content is named as not
// stated, never left out: the reader must see that it is the source that is silent.
type element struct {
	Name     string
	Lines    []string // paragraphs
	List     []string // numbered
	Rules    []clause // numbered conditions
	Quote    string
	Phone    string
	Ask      model.Channel // whom to ask about what the source does not state
	Link     crumb
	Sessions string // of an office, for the script that says whether it is open
	Empty    string // what to say when there is nothing
}

// Stated reports whether the element has any content.
func (e element) Stated() bool {
	return len(e.Lines)+len(e.List)+len(e.Rules) > 0 || e.Quote != "" || e.Phone != ""
}

// stated returns the paragraphs of texts that are stated.
func stated(texts ...model.Text) []string {
	var lines []string
	for _, t := range texts {
		if t.Stated() {
			lines = append(lines, t.Text)
		}
	}
	return lines
}

// info is one line of the block 公开信息; an empty text is shown as 待补.
type info struct {
	Name, Text string
	Path       string // links the text
	Phone      string // instead of Text
	Day        string // that Text names: a deadline
}

// documentInfo is the header of a disclosed document, in the order of the authorities' sites.
func documentInfo(a *model.Article) []info {
	published := ""
	if !a.Published.IsZero() {
		published = model.DateOf(a.Published).String()
	}
	return []info{
		{Name: "索引号", Text: a.Index},
		{Name: "公开方式", Text: a.Openness},
		{Name: "发布机构", Text: a.Issuer.Text},
		{Name: "组配分类", Text: a.Category.Text},
		{Name: "成文日期", Text: a.Written.String()},
		{Name: "发布日期", Text: published},
		{Name: "文号", Text: a.Number},
		{Name: "有效性", Text: a.Validity},
	}
}
