package bulletin

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/prose"
)

// ruled sets a table from Markdown.
func ruled(t *testing.T, md string) [][]mark {
	t.Helper()
	var l diag.List
	b := compose.Bulletin{Title: "题", TitleParts: []string{"题"}, Blocks: prose.Blocks(model.Text{Text: md}, &l)}
	none(t, &l)
	return set(t, b)
}

// downwards lists the rules of a page, and between them what the first column says.
func downwards(t *testing.T, marks []mark) (list []string) {
	t.Helper()
	marks = slices.Clone(marks)
	slices.SortStableFunc(marks, func(a, b mark) int { return cmp.Compare(a.middle().y, b.middle().y) })
	for _, m := range marks {
		switch {
		case m.form == stroke:
			if m.kind != "" || !near(m.left(), areaLeft, 0.1) || !near(m.right(), areaRight, 0.1) {
				t.Errorf("a rule of a %q goes from %.2f to %.2f", m.kind, m.left(), m.right())
			}
			list = append(list, fmt.Sprintf("%.2f %v", m.width, map[bool]string{true: "black", false: "pale"}[m.color == black]))
		case m.size == 10.5 && m.left() < (areaLeft+areaRight)/2:
			list = append(list, m.text)
		}
	}
	return list
}

// TestTableHasThreeRules reads the rules of a table (三线表): heavy ones above and below, a finer one below the head and
// above 合计, pale ones between the rows, all as wide as the type area. A part that goes on begins like the first.
func TestTableHasThreeRules(t *testing.T) {
	pages := ruled(t, "| 单位 | 数（个） |\n|:--|--:|\n| 甲 | 7 |\n| 乙 | 1234 |\n| 丙 | 56 |\n| 合计 | 1297 |\n")
	want := []string{"1.00 black", "单位", "0.50 black", "甲", "0.25 pale", "乙", "0.25 pale", "丙", "0.50 black", "合计", "1.00 black"}
	if got := downwards(t, pages[0]); !slices.Equal(got, want) {
		t.Errorf("downwards stand\n%q\nwant\n%q", got, want)
	}
	pages = ruled(t, "| 单位 | 数 |\n|:--|--:|\n"+strings.Repeat("| 甲 | 7 |\n", 40)+"| 合计 | 280 |\n")
	if len(pages) != 2 {
		t.Fatalf("%d pages", len(pages))
	}
	got := downwards(t, pages[1])
	if begin := got[:4]; !slices.Equal(begin, []string{"1.00 black", "单位", "0.50 black", "甲"}) {
		t.Errorf("the second part begins with %q", begin)
	}
	if end := got[len(got)-3:]; !slices.Equal(end, []string{"0.50 black", "合计", "1.00 black"}) {
		t.Errorf("the second part ends with %q", end)
	}
}

// TestTableCells reads faces and places of cells: the head and 合计 are set in 黑体, all else in 宋体; figures stand with
// their last digits below each other, words at the left of their column.
func TestTableCells(t *testing.T) {
	f := faces(t)
	pages := ruled(t, "| 单位 | 数（个） | 说明 |\n|:--|--:|:--|\n| 甲 | 7 | 短 |\n| 乙单位 | 1234 | 长一些 |\n| 合计 | 1241 | 全部 |\n")
	for _, text := range []string{"单位", "数", "（个）", "说明", "合计", "1241", "全部"} {
		if m := marked(t, pages, text); m.face != f.Hei.Name {
			t.Errorf("%s is set in %s", text, m.face)
		}
	}
	for _, text := range []string{"甲", "7", "短", "乙单位", "1234", "长一些"} {
		if m := marked(t, pages, text); m.face != f.Song.Name || m.kind != "TD" {
			t.Errorf("%s is a %s in %s", text, m.kind, m.face)
		}
	}
	for _, column := range []struct {
		edge  func(mark) float64
		texts []string
	}{{mark.left, []string{"甲", "乙单位", "合计"}}, {mark.right, []string{"7", "1234", "1241"}}, {mark.left, []string{"短", "长一些", "全部"}}} {
		for _, text := range column.texts {
			if at, want := column.edge(marked(t, pages, text)), column.edge(marked(t, pages, column.texts[0])); !near(at, want, 0.1) {
				t.Errorf("%s stands at %.2f, %s at %.2f", text, at, column.texts[0], want)
			}
		}
	}
	// The figures stand in the middle of their column, below the name of it.
	if name, widest := marked(t, pages, "数"), marked(t, pages, "1234"); !near(name.middle().x, widest.middle().x, 0.2) {
		t.Errorf("the head stands around %.2f, the figures around %.2f", name.middle().x, widest.middle().x)
	}
}
