package bulletin

import (
	"fmt"
	"strings"
	"testing"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/pdf"
	"gongkai/generator/prose"
)

// written is a letter with the text of an editor.
func written(t *testing.T, markdown string) compose.Bulletin {
	t.Helper()
	var l diag.List
	b := letter()
	b.Blocks = prose.Blocks(model.Text{Text: markdown}, &l)
	if l.Failed() {
		t.Fatal(l.Sorted())
	}
	return b
}

// TestLinksOfText: links in paragraphs, lists, quotations and cells lead to their addresses; without an address of the site
// those to its pages are text.
func TestLinksOfText(t *testing.T) {
	b := written(t, "先看[政策服务清单](/policies/)，再看<https://a.example/b?c=d>。\n\n- 条目[外部](https://list.example/)\n\n> 引文[外部](https://quote.example/)\n\n| 单位 | 去处 |\n|---|---|\n| 甲 | [表内](/fairs/#x) |\n")
	for _, c := range []struct {
		base string
		want []string
	}{
		{"", []string{"https://a.example/b?c=d", "https://list.example/", "https://quote.example/"}},
		{"https://gk.example/", []string{"https://gk.example/policies/", "https://a.example/b?c=d", "https://list.example/", "https://quote.example/", "https://gk.example/fairs/#x"}},
	} {
		b.Base = c.base
		data, err := Set(b, faces(t), pdf.Info{Title: b.Title, Lang: "zh-CN", Created: issued})
		if err != nil {
			t.Fatal(err)
		}
		for _, url := range c.want {
			if !strings.Contains(string(data), "/URI("+url+")") {
				t.Errorf("with the address %q nothing leads to %s", c.base, url)
			}
		}
		if n := strings.Count(string(data), "/Subtype/Link"); n != len(c.want) {
			t.Errorf("with the address %q there are %d links, want %d", c.base, n, len(c.want))
		}
		links := 0
		for _, marks := range drawn(t, data) {
			for _, m := range marks {
				if m.kind == "Link" {
					links++
				}
			}
		}
		if links < len(c.want) {
			t.Errorf("%d parts of the text are links, want %d", links, len(c.want))
		}
	}
}

// TestNests: each level of lists and quotations stands two characters further in, with marks of its own.
func TestNests(t *testing.T) {
	b := written(t, "- 甲条\n\n  甲条的第二段\n\n  - 乙条\n    1. 丙条\n\n> 丁引\n>\n> > 戊引\n")
	pages := set(t, b)
	const em = 15.79
	for _, c := range []struct {
		text string
		at   float64 // in characters
	}{{"·", 2}, {"– ", 4}, {"（1）", 6}, {"甲条的第二段", 4}, {"丁引", 4}, {"戊引", 6}} {
		if x, _ := marked(t, pages, c.text).corners(); !near((x.x-areaLeft)/em, c.at, 0.05) {
			t.Errorf("%q begins %.2f characters in, want %v", c.text, (x.x-areaLeft)/em, c.at)
		}
	}
}

// TestCaptions: only a short paragraph that is no sentence is the caption of the table below it, on paper as on the page.
func TestCaptions(t *testing.T) {
	const table = "\n\n| 时间 | 工作 |\n|---|---|\n| 12月 | 核对 |\n"
	for _, c := range []struct {
		text string
		kind string
	}{
		{"重点工作安排（单位：项）", "Caption"},
		{"各单位要做好以下工作。", "P"},
		{strings.Repeat("很长的一段", 15), "P"},
	} {
		b := written(t, c.text+table)
		found := ""
		for _, marks := range set(t, b) {
			for _, m := range marks {
				if strings.HasPrefix(c.text, m.text) && m.kind != "" {
					found = m.kind
				}
			}
		}
		twin := prose.Write(b.Blocks).HTML
		if found != c.kind || strings.Contains(twin, "<caption>") != (c.kind == "Caption") {
			t.Errorf("%s is %s, want %s, beside\n%s", c.text, found, c.kind, twin)
		}
	}
}

// TestNothingIsTornApart: no gap before a long address is wider than a quarter em.
func TestNothingIsTornApart(t *testing.T) {
	b := written(t, "具体的政策和办理地点请看公开网站的这一页：https://gongkai.example/"+strings.Repeat("a", 60)+"。")
	for i, marks := range set(t, b) {
		for _, m := range marks {
			if from, to := m.corners(); strings.HasPrefix(m.text, "具体") {
				if n := len([]rune(m.text)); to.x-from.x > float64(n)*20 {
					t.Errorf("page %d: %q is %s wide", i+1, m.text, fmt.Sprint(to.x-from.x))
				}
			}
		}
	}
}

// TestWideTables: the figures of a wide table are set in smaller type, not cut; a long word does not crush the other columns.
func TestWideTables(t *testing.T) {
	row := func(cell string, n int) string { return "|" + strings.Repeat(cell+"|", n) + "\n" }
	for _, n := range []int{4, 8, 9} {
		b := written(t, row("当月", n)+row("---", n)+row("116200万元", n))
		found := 0
		for _, marks := range set(t, b) {
			for _, m := range marks {
				if m.text == "116200万元" {
					found++
					if m.size < 7.5 || n == 4 && m.size != 10.5 {
						t.Errorf("of %d columns, figures are set in %.1f", n, m.size)
					}
				}
			}
		}
		if found != n {
			t.Errorf("of %d columns, %d figures are whole", n, found)
		}
	}
	b := written(t, "| 单位 | 说明 | 备注 |\n|---|---|---|\n| 示范10区 | "+strings.Repeat("y", 300)+" | "+strings.Repeat("很长的说明", 20)+" |\n")
	pages := set(t, b)
	if marked(t, pages, "示范10区"); len(pages) > 2 {
		t.Errorf("a long word takes %d pages", len(pages))
	}
}

// TestNamesOfUnits: a unit's name stays on one line where the other columns have room to spare.
func TestNamesOfUnits(t *testing.T) {
	b := written(t, "| 单位 | 认定就业困难人员 | 就业困难人员实现就业 | 比例（%） | 登记失业人员 | 失业人员再就业 | 比例（%） | 相差（百分点） | 评价 |\n|---|--:|--:|--:|--:|--:|--:|--:|---|\n"+
		"| 示范10区 | 900 | 612 | 68.0 | 4800 | 3120 | 65.0 | +3.0 | 未达到 |\n")
	marked(t, set(t, b), "示范10区")
}
