package bulletin

import (
	"fmt"
	"strings"
	"testing"

	"gongkai/generator/chart"
	"gongkai/generator/compose"
	"gongkai/generator/model"
	"gongkai/generator/prose"
)

// TestTallFigures: a figure that is about as tall as a page stands on one page with its caption; a taller one ends with
// some of its rows above the caption, and what explains its signs stands on each of its pages.
func TestTallFigures(t *testing.T) {
	for _, rows := range []int{36, 38, 39, 40, 41, 42, 45, 60, 100} {
		var g chart.Grid
		for m := range 12 {
			g.Months = append(g.Months, chart.Tick{Label: fmt.Sprint(m + 1), At: chart.Permyriad(m * 8_00)})
		}
		for i := range rows {
			g.Rows = append(g.Rows, chart.GridRow{Name: fmt.Sprintf("第%d行", i+1), Signs: [12]chart.Sign{chart.Met, chart.Unmet}})
		}
		b := letter()
		b.Blocks = []prose.Block{{Spans: []prose.Span{{Text: "正文。"}}}, {Spans: []prose.Span{{Text: "图的题目"}}}}
		b.Figures = []compose.Figure{{Figure: chart.Figure{Caption: "图的题目", Alt: "图", Grid: g}, Block: 1}}
		b.Signature, b.Date = "", model.Date{}
		keys, rowsOf, caption := map[int]bool{}, map[int]int{}, -1
		titled := map[int]bool{}
		for i, marks := range set(t, b) {
			for _, m := range marks {
				switch {
				case m.text == "图的题目":
					caption, titled[i] = i, true
				case m.text == "图的题目（续）":
					titled[i] = true
				case strings.HasPrefix(m.text, "第") && strings.HasSuffix(m.text, "行"):
					rowsOf[i]++
				case m.text == "12" && m.size == 10.5:
					keys[i] = true
				}
			}
		}
		if rowsOf[caption] < lastRows {
			t.Errorf("%d rows: %d of them stand above the caption", rows, rowsOf[caption])
		}
		if rows <= 40 && len(rowsOf) > 1 {
			t.Errorf("%d rows stand on %d pages", rows, len(rowsOf))
		}
		for page := range rowsOf {
			if first := page == 0 || rowsOf[page-1] == 0; !first && !titled[page] {
				t.Errorf("%d rows: those on page %d have no caption", rows, page+1)
			}
			if !keys[page] {
				t.Errorf("%d rows: nothing explains those on page %d", rows, page+1)
			}
		}
	}
}
