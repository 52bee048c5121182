package compose

import (
	"strings"

	"gongkai/generator/model"
)

// Sheet is a reference work for print: the 政策服务清单 or the 机构目录. Its texts keep their place in the input, so that
// a character that cannot be printed is reported where it stands.
type Sheet struct {
	Title    string
	Lead     []string // below the title: 数据截至…
	Contents bool     // begins with a list of its entries
	Chapters []Chapter
	AsOf     model.Date
	Sample   bool
	Names    []string // short names of the places, which a line should not cut
}

// Chapter is a part of a sheet: entries one by one, or a table of them.
type Chapter struct {
	Name    model.Text
	Entries []Entry
	Columns []Column
	Rows    [][]Lines
}

// Column is a column of a table; Ems is its width in characters.
type Column struct {
	Name string
	Ems  int
}

// Entry is one policy with its elements.
type Entry struct {
	Name     model.Text
	State    string // 有效, 执行期限通知未载明
	Elements []Element
	URL      string // of the page; empty without an address of the site
}

// Element is one element of an entry.
type Element struct {
	Name  string
	Lines Lines
}

// Lines are the paragraphs of an element or a cell; none means that it is not stated.
type Lines []model.Text

// String is the text as it is printed, empty if it is not stated.
func (l Lines) String() string {
	var words []string
	for _, t := range l {
		words = append(words, t.Text)
	}
	return strings.Join(words, "\n")
}

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
		s.Lead = append(s.Lead, "数据截至"+s.AsOf.Words())
	}
	if c.rel.Site.Host.Stated() {
		s.Lead = append(s.Lead, c.rel.Site.Host.Text)
	}
	for _, r := range c.rel.Regions {
		s.Names = append(s.Names, r.Short.Text)
	}
	return s
}

// address is the absolute address of a page, or nothing if the site has none.
func (c *Composer) address(path string) string {
	if c.rel.Site.BaseURL == "" {
		return ""
	}
	return strings.TrimSuffix(c.rel.Site.BaseURL, "/") + path
}

// placeName is what people call a unit as a place; the root's short name 全市 is a word for figures.
func placeName(r model.Region) model.Text {
	if r.Parent == "" || !r.Short.Stated() {
		return r.Name
	}
	return r.Short
}
