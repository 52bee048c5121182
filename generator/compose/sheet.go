package compose

import (
	"strings"

	"gongkai/generator/model"
)

// Sheet is a reference work for print: the 政策服务清单 or the 机构目录. Its texts keep their place in the input, so that
// a character that cannot be printed is reported where it stands.
type Sheet struct {
	Title    string
	Lead     []string // below the title: 内容截至…
	Contents bool     // begins with a list of its entries
	Notes    []string // how to read it, below the contents
	Chapters []Chapter
	AsOf     model.Date
	Sample   bool
	Names    []string // which a line should not cut: of the places, and the word 示例
}

// Words that sheets bring along.
const (
	SampleMark  = "示例数据，不是真实统计结果"
	ContentsTag = "目录"
)

// Texts are the texts of a sheet as a reader comes across them, without the page numbers of the contents.
func (s Sheet) Texts() []model.Text {
	var list []model.Text
	own := func(texts ...string) { list = append(list, unplaced(texts)...) }
	if s.Sample {
		own(SampleMark)
	}
	own(s.Title)
	own(s.Lead...)
	if s.Contents {
		own(ContentsTag)
		for _, c := range s.Chapters {
			list = append(list, c.Name)
			for _, e := range c.Entries {
				list = append(list, e.Name)
			}
		}
	}
	own(s.Notes...)
	for _, c := range s.Chapters {
		list = append(list, c.Name)
		for _, e := range c.Entries {
			list = append(list, e.Name)
			own(e.State)
			for _, x := range e.Elements {
				own(x.Name)
				list = append(list, x.Lines...)
				own(x.URL)
			}
		}
		for _, col := range c.Columns {
			own(col.Name)
		}
		for _, row := range c.Rows {
			for _, cell := range row {
				list = append(list, cell...)
			}
		}
		if c.Note != "" {
			own(c.Note)
		}
	}
	return list
}

// unplaced are texts that stand nowhere in the input.
func unplaced(texts []string) []model.Text {
	list := make([]model.Text, len(texts))
	for i, t := range texts {
		list[i].Text = t
	}
	return list
}

// Chapter is a part of a sheet: entries one by one, or a table of them.
type Chapter struct {
	Name    model.Text
	Entries []Entry
	Columns []Column
	Rows    [][]Lines
	Note    string // below the table: what all of its rows leave out
}

// Column is a column of a table; Share is its part of the width.
type Column struct {
	Name  string
	Share int
}

// Entry is one policy with its elements.
type Entry struct {
	Name     model.Text
	State    string // who applies and whether it holds: 企业申请　有效
	Elements []Element
}

// Element is one element of an entry.
type Element struct {
	Name  string
	Lines Lines
	URL   string // of the page that says more, in one of them; empty without an address of the site
}

// Lines are the paragraphs of an element or a cell; none means that it is not stated.
type Lines []model.Text

// lines keeps the texts that are stated.
func lines(texts ...model.Text) Lines {
	var list Lines
	for _, t := range texts {
		if t.Stated() {
			list = append(list, t)
		}
	}
	return list
}

// joined puts texts into one, with the place of what they belong to.
func joined(at model.Text, texts ...string) Lines {
	return lines(model.Text{Pos: at.Pos, Text: strings.Join(texts, "、")})
}

// or says what there is not.
func (l Lines) or(words string) Lines {
	if len(l) == 0 {
		return Lines{{Text: words}}
	}
	return l
}

// sheet is a sheet without chapters.
func (c *Composer) sheet(title string) Sheet {
	s := Sheet{Title: title, AsOf: c.rel.Site.AsOf, Sample: c.rel.Site.Sample}
	if s.AsOf.Stated() {
		s.Lead = append(s.Lead, "内容截至"+s.AsOf.Words())
	}
	if c.rel.Site.Host.Stated() {
		s.Lead = append(s.Lead, c.rel.Site.Host.Text)
	}
	for _, r := range c.rel.Regions {
		s.Names = append(s.Names, r.Short.Text)
	}
	s.Names = append(s.Names, "示例")
	return s
}

// address is the absolute address of a page, or nothing if the site has none.
func (c *Composer) address(path string) string {
	if c.rel.Site.BaseURL == "" {
		return ""
	}
	return strings.TrimSuffix(c.rel.Site.BaseURL, "/") + path
}

// placeName is what people call a unit as a place, with the name of the whole where only that makes it clear: 威海高区.
// The root's short name 全市 is a word for figures.
func placeName(r, root model.Region) string {
	if r.Parent == "" || !r.Short.Stated() {
		return r.Name.Text
	}
	whole, name := []rune(root.Name.Text), []rune(r.Name.Text)
	n := 0
	for n < len(whole) && n < len(name) && whole[n] == name[n] {
		n++
	}
	return string(whole[:n]) + r.Short.Text
}

// fullName is the name of a unit with the one that people know it by: 威海火炬高技术产业开发区（高区）.
func fullName(r model.Region) model.Text {
	name := r.Name
	if short := r.Short.Text; r.Parent != "" && short != "" && !strings.HasSuffix(name.Text, short) {
		name.Text += "（" + short + "）"
	}
	return name
}
