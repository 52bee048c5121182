// Package compose writes the text of a bulletin (通报) from templates/bulletin.md or year.md and the figures of a
// release, and arranges what the handbook, the directory and the cards print. The PDF of a bulletin and its HTML twin
// are made from the same Bulletin, so that they cannot say different things.
//
// A figure reaches the text only as a finished cell, through the template functions of figure.go, which also note it
// in Bulletin.Uses: a test proves every number of the text against its cell.
package compose

import (
	"bytes"
	"io/fs"
	"strings"
	"text/template"

	"gongkai/generator/chart"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/prose"
)

// Bulletin is one bulletin, ready to be set. Empty fields are not stated and are left out of the page.
type Bulletin struct {
	Period     model.Period
	Region     model.Region
	Title      string        // 关于2022年10月…进展情况的通报
	TitleParts []string      // the title, cut where a line may end
	Issuer     string        // 发文机关标志; empty = no red head
	Number     string        // 发文字号; empty = none
	Recipient  string        // 主送机关, without the colon
	Blocks     []prose.Block // the text; see RoleOf
	Figures    []Figure      // charts among the blocks
	Attached   []Attachment  // 附件
	Signature  string        // 署名
	Date       model.Date    // 成文日期
	Notes      []string      // 附注, each to be printed in （ ）
	Corrected  string        // one of them: 本通报数据已于2022年11月8日更正
	Imprint    Imprint       // 版记
	Sample     bool          // 示例数据 must stand on every page
	Base       string        // address of the site, for links to its pages; empty = none yet
	Names      []string      // short names of the places, which a line should not cut
	Uses       []Use
	charts     []chart.Figure // in the order of the text
}

// Path is the place of a bulletin's PDF in the site.
func Path(p model.Period, region model.Region) string {
	return "bulletins/" + p.String() + "/" + region.ID + ".pdf"
}

// Use is a figure that the text prints, in the order of the text.
type Use struct {
	Key  model.Key
	Text string // as printed
}

// Role is the part that a block plays in a bulletin.
type Role uint8

const (
	Body     Role = iota // a paragraph, list or quotation
	Section              // a title: level 1 is 一、…, level 2 （一）…
	Caption              // the short paragraph before a table: its title and 单位
	Table                // a table; a row whose second cell is 合计 closes it
	Footnote             // the paragraph after a table that starts with 注：
)

// RoleOf says which part block i plays. The convention of templates/bulletin.md: a paragraph right before a table that is
// no sentence is the table's caption, a paragraph right after it that starts with 注： is its note.
func RoleOf(blocks []prose.Block, i int) Role {
	switch b := blocks[i]; b.Kind {
	case prose.Title:
		return Section
	case prose.Table:
		return Table
	case prose.Paragraph:
		if i+1 < len(blocks) && blocks[i+1].Kind == prose.Table && prose.Captions(b) {
			return Caption
		}
		if i > 0 && blocks[i-1].Kind == prose.Table && strings.HasPrefix(prose.Plain(b.Spans), "注：") {
			return Footnote
		}
	}
	return Body
}

// Composer composes the bulletins of one release. It is safe for concurrent use.
type Composer struct {
	rel     *model.Release
	sources map[string]string
	text    *template.Template // all files; nil if one has a mistake, which New has reported
	marked  bool               // see Marked
}

// The templates: that of the months, and that of the years, which may use what the first defines.
const (
	file     = "bulletin.md"
	yearFile = "year.md"
)

// placeOf is the place of a template in messages, relative to the root as that of any input.
func placeOf(name string) string { return "templates/" + name }

// New reads the templates. One that cannot be read or parsed is reported, and then bulletins are empty.
func New(templates fs.FS, rel *model.Release, l *diag.List) *Composer {
	c := &Composer{rel: rel, sources: map[string]string{}}
	all := template.New("").Option("missingkey=error").Funcs((&figures{}).functions())
	whole := true
	for _, name := range []string{file, yearFile} {
		data, err := fs.ReadFile(templates, name)
		if err != nil {
			l.Errorf(diag.Pos{File: placeOf(name)}, 0, "missing-file", "通报的正文由这个文件组成，请恢复它", "缺少通报模板，或者不能读取")
			whole = false
			continue
		}
		c.sources[name] = string(data)
		if _, err := all.New(name).Parse(string(data)); err != nil {
			c.report(err, l)
			whole = false
		}
	}
	if whole {
		c.text = all
	}
	return c
}

// Bulletin composes the bulletin of a month for the city or one unit.
func (c *Composer) Bulletin(p model.Period, region model.Region, l *diag.List) Bulletin {
	b := c.frame(p, region)
	c.register(&b)
	b.Attached = c.attached(p, region)
	blocks := c.write(&b, file, c.view(p, region), l)
	b.Blocks = c.insert(blocks, p, region, l)
	b.Figures = placed(b.Blocks, b.charts)
	return b
}

// frame is a bulletin without title and text. Its day is that on which the figures of the month are published.
func (c *Composer) frame(p model.Period, region model.Region) Bulletin {
	site := c.rel.Site
	b := Bulletin{
		Period: p, Region: region, Issuer: site.Issuer.Text, Signature: site.Signature.Text, Sample: site.Sample,
		Notes: []string{"此件主动公开"}, Base: site.BaseURL, Imprint: imprint(site, region),
	}
	for _, r := range c.rel.Regions {
		b.Names = append(b.Names, r.Short.Text)
	}
	if region.Parent == "" {
		b.Recipient = site.Recipient.Text
	}
	if at, ok := c.rel.PublishedAt(p); ok {
		b.Date = model.DateOf(at)
	}
	if b.Corrected = c.corrected(p, region); b.Corrected != "" {
		b.Notes = append(b.Notes, b.Corrected)
	}
	if contact := site.Contact.Text; contact != "" {
		if site.Phone != "" {
			contact += "，联系电话：" + site.Phone
		}
		b.Notes = append(b.Notes, "联系单位："+contact)
	}
	return b
}

// write executes a template: it sets the title and the uses and returns the text.
func (c *Composer) write(b *Bulletin, name string, view any, l *diag.List) []prose.Block {
	if c.text == nil {
		return nil
	}
	used := figures{marked: c.marked}
	text, err := c.text.Clone()
	if err != nil {
		panic(err) // cannot happen: the template is never executed itself
	}
	var out bytes.Buffer
	if err := text.Funcs(used.functions()).ExecuteTemplate(&out, name, view); err != nil {
		c.report(err, l)
		return nil
	}
	b.Uses, b.charts = used.list, used.charts
	blocks := prose.Blocks(model.Text{Pos: diag.Pos{File: placeOf(name), Line: 1, Col: 1}, Text: out.String()}, l)
	b.TitleParts, blocks = title(blocks)
	b.Title = strings.Join(b.TitleParts, "")
	return blocks
}

// title takes the heading of the highest level off and raises the others by one.
func title(blocks []prose.Block) ([]string, []prose.Block) {
	if len(blocks) == 0 || blocks[0].Kind != prose.Title {
		return nil, blocks
	}
	for i := range blocks[1:] {
		if b := &blocks[i+1]; b.Kind == prose.Title && b.Level > 1 {
			b.Level--
		}
	}
	return strings.Split(prose.Plain(blocks[0].Spans), fold), blocks[1:]
}
