// Package compose writes the text of a bulletin (通报) from templates/bulletin.md and the figures of a release. The
// PDF and its HTML twin are made from the same Bulletin, so that they cannot say different things.
//
// A figure reaches the text only as a finished cell, through the template functions of figure.go, which also note it
// in Bulletin.Uses: a test proves every number of the text against its cell.
package compose

import (
	"fmt"
	"io/fs"
	"text/template"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/prose"
)

// Bulletin is one bulletin, ready to be set. Empty fields are not stated and are left out of the page, save that a
// preview may show 待补.
type Bulletin struct {
	Period    model.Period
	Region    model.Region
	Title     string        // 关于2022年10月…进展情况的通报
	Issuer    string        // 发文机关标志; empty = no red head
	Recipient string        // 主送机关, without the colon
	Blocks    []prose.Block // the text; see Role
	Signature string        // 署名
	Date      model.Date    // 成文日期
	Notes     []string      // 附注, each to be printed in （ ）
	Sample    bool          // 示例数据 must stand on every page
	Uses      []Use
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
	Section              // 一、… : a title of level 1; level 2 is （一）…
	Caption              // the paragraph before a table: its title and 单位
	Table                // a table; a row whose first cell is 合计 closes it
	Footnote             // the paragraph after a table that starts with 注：
)

// RoleOf says which part block i plays. The convention of templates/bulletin.md: a paragraph right before a table is
// the table's caption, a paragraph right after it that starts with 注： is its note.
func RoleOf(blocks []prose.Block, i int) Role {
	switch b := blocks[i]; b.Kind {
	case prose.Title:
		return Section
	case prose.Table:
		return Table
	case prose.Paragraph:
		if i+1 < len(blocks) && blocks[i+1].Kind == prose.Table {
			return Caption
		}
		if i > 0 && blocks[i-1].Kind == prose.Table && hasPrefix(b, "注：") {
			return Footnote
		}
	}
	return Body
}

// Composer composes the bulletins of one release. It is safe for concurrent use.
type Composer struct {
	rel  *model.Release
	text *template.Template
}

// templateFile is the text of all bulletins, relative to templates/.
const templateFile = "bulletin.md"

// New reads the template. A template that cannot be read or parsed is reported and yields empty bulletins.
func New(templates fs.FS, rel *model.Release, l *diag.List) *Composer {
	return &Composer{rel: rel}
}

// Bulletin composes the bulletin of a month for the city or one unit.
func (c *Composer) Bulletin(p model.Period, region model.Region, l *diag.List) Bulletin {
	return Bulletin{
		Period: p,
		Region: region,
		Title:  fmt.Sprintf("关于%s失业人员集中帮扶工作进展情况的通报", p.Words()),
		Sample: c.rel.Site.Sample,
	}
}

func hasPrefix(b prose.Block, s string) bool {
	text := prose.Plain(b.Spans)
	return len(text) >= len(s) && text[:len(s)] == s
}
