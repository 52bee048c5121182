package bulletin

import (
	"fmt"
	"strings"
	"testing"

	"gongkai/generator/compose"
	"gongkai/generator/model"
	"gongkai/generator/pdf"
	"gongkai/generator/prose"
)

// paged cuts boxes into pages and says what stands on each, by the names of the boxes.
func paged(t *testing.T, boxes []box, names []string) string {
	t.Helper()
	s := &setter{faces: faces(t), canvas: pdf.New(pdf.Info{Lang: "zh-CN"})}
	pages := []string{}
	note := func(name string) func(pdf.Pt) {
		return func(pdf.Pt) {
			for len(pages) < s.canvas.PageCount() {
				pages = append(pages, "")
			}
			pages[len(pages)-1] += name
		}
	}
	for i, b := range boxes {
		b.draw = note(names[i])
		if b.head != nil {
			b.head = &box{height: b.head.height, draw: note("t")}
		}
		s.add(b)
	}
	s.paginate(false)
	if _, err := s.canvas.Bytes(); err != nil {
		t.Fatal(err)
	}
	return strings.Join(pages, " ")
}

// TestPages cuts runs of boxes into pages. L is a line, H a heading that is kept with what follows, R a row of a
// table whose head is t, C one after which a page should not end, B a space that is left out at the head of a page, F what
// stands at the foot of the last, O one that no page holds; a number repeats.
func TestPages(t *testing.T) {
	line := box{height: pitch(1), grid: true}
	kept := line
	kept.keep = true
	row := box{height: pitch(1), head: &box{height: pitch(1)}}
	cut := line
	cut.cut = tableCut
	foot := line
	foot.foot = true
	kinds := map[byte]box{'O': {height: pitch(25), foot: true}, 'C': cut, 'F': foot, 'L': line, 'H': kept, 'K': kept, 'R': row, 'B': {height: pitch(1) / 3, blank: true}}
	for _, x := range []struct{ boxes, want string }{
		{"22L", strings.Repeat("L", 22)},
		{"23L", strings.Repeat("L", 22) + " L"},
		{"21L H 1L", strings.Repeat("L", 21) + " HL"},
		{"20L H K 1L", strings.Repeat("L", 20) + " HKL"},
		{"22L B 1L", strings.Repeat("L", 22) + " L"},
		{"20L B 1L", strings.Repeat("L", 20) + "BL"},
		{"21L B 1L", strings.Repeat("L", 21) + " L"},
		{"1L 25R", "L" + strings.Repeat("R", 21) + " tRRRR"},
		{"1L 45R", "L" + strings.Repeat("R", 21) + " t" + strings.Repeat("R", 21) + " tRRR"},
		{"17L 8C 1L", strings.Repeat("L", 17) + " CCCCCCCCL"},
		{"14L 8C 1L", strings.Repeat("L", 14) + "CCCCCCCC L"},
		{"19L 3H 1L", strings.Repeat("L", 19) + " HHHL"},
		{"20L H F", strings.Repeat("L", 20) + "HF"},
		{"21L H F", strings.Repeat("L", 21) + " HF"},
		{"22L O", strings.Repeat("L", 22) + " O"},
		{"30H O", strings.Repeat("H", 22) + " " + strings.Repeat("H", 8) + " O"},
		{"1L O 1L", "L O L"},
		{"24H 1L", strings.Repeat("H", 22) + " HHL"},
	} {
		var boxes []box
		var names []string
		for _, word := range strings.Fields(x.boxes) {
			n, kind := 1, word[len(word)-1]
			if len(word) > 1 {
				if _, err := fmt.Sscan(word[:len(word)-1], &n); err != nil {
					t.Fatal(err)
				}
			}
			for range n {
				boxes, names = append(boxes, kinds[kind]), append(names, string(kind))
			}
		}
		if got := paged(t, boxes, names); got != x.want {
			t.Errorf("%s is cut into %s, want %s", x.boxes, got, x.want)
		}
	}
}

// TestSignatureIsNeverAlone sets texts of every length: the page with 署名 also has at least three lines of the text, no
// page ends with a heading, and no page is empty.
func TestSignatureIsNeverAlone(t *testing.T) {
	for n := 1; n < 60; n++ {
		b := compose.Bulletin{
			TitleParts: []string{"关于某事的通报"}, Signature: "某市某局", Date: model.Date{Year: 2022, Month: 11, Day: 10}, Notes: []string{"此件主动公开"},
		}
		for i := range n {
			if i%7 == 0 {
				b.Blocks = append(b.Blocks, prose.Block{Kind: prose.Title, Level: 1, Spans: []prose.Span{{Text: "一、标题"}}})
			}
			b.Blocks = append(b.Blocks, prose.Block{Spans: []prose.Span{{Text: "正文。"}}})
		}
		s := &setter{faces: faces(t), canvas: pdf.New(pdf.Info{Lang: "zh-CN"})}
		s.compose(b)
		pages := make([][]int, 1)
		for i := range s.boxes {
			if draw := s.boxes[i].draw; draw != nil {
				s.boxes[i].draw = func(y pdf.Pt) {
					for len(pages) < s.canvas.PageCount() {
						pages = append(pages, nil)
					}
					pages[len(pages)-1] = append(pages[len(pages)-1], i)
					draw(y)
				}
			}
		}
		s.paginate(false)
		last := pages[len(pages)-1]
		signature := len(s.boxes) - 3
		if s.canvas.PageCount() != len(pages) || last[0] > max(0, signature-4) && len(pages) > 1 {
			t.Errorf("%d paragraphs: of %d pages the last begins with box %d, the signature is box %d", n, s.canvas.PageCount(), last[0], signature)
		}
		for i, page := range pages[:len(pages)-1] {
			if s.boxes[page[len(page)-1]].keep {
				t.Errorf("%d paragraphs: page %d ends with a box that is kept with the next", n, i+1)
			}
		}
	}
}

// TestTableStaysWhole puts tables at every height of a page: a small one is never cut, a long one never leaves one row
// or 合计 alone, and the note below begins on the page of the last row.
func TestTableStaysWhole(t *testing.T) {
	cell := func(text string) []prose.Span { return []prose.Span{{Text: text}} }
	for _, rows := range []int{smallTable, 12} {
		for lines := range 23 {
			b := compose.Bulletin{TitleParts: []string{"通报"}}
			for range lines {
				b.Blocks = append(b.Blocks, prose.Block{Spans: cell("正文。")})
			}
			table := prose.Block{Kind: prose.Table, Header: [][]prose.Span{cell("单位"), cell("数")}, Align: []prose.Align{prose.Left, prose.Right}}
			for range rows {
				table.Rows = append(table.Rows, [][]prose.Span{cell("某区"), cell("1")})
			}
			b.Blocks = append(b.Blocks, prose.Block{Spans: cell("表题（单位：个）")}, table, prose.Block{Spans: cell("注：" + strings.Repeat("口径说明。", 60))})
			s := &setter{faces: faces(t), canvas: pdf.New(pdf.Info{Lang: "zh-CN"})}
			s.compose(b)
			var pages []int // of each row, then of the first lines of the note
			for i := range s.boxes {
				x := &s.boxes[i]
				if draw := x.draw; draw != nil && (x.head != nil || x.height == cellLine) {
					x.draw = func(y pdf.Pt) {
						draw(y)
						pages = append(pages, s.canvas.PageCount())
					}
				}
			}
			s.paginate(false)
			first, last, note := pages[0], pages[rows-1], pages[rows]
			if rows == smallTable && first != last || pages[2] != first || pages[rows-3] != last || note != last || pages[rows+1] != last {
				t.Errorf("%d rows below %d lines: on pages %v", rows, lines, pages)
			}
		}
	}
}
