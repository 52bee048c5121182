package bulletin

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/pdf"
)

// setSheet sets a reference work and reads back what its pages show.
func setSheet(t *testing.T, x compose.Sheet) [][]mark {
	t.Helper()
	data, err := SetSheet(x, faces(t), pdf.Info{Title: x.Title, Lang: "zh-CN", Created: issued})
	if err != nil {
		t.Fatal(err)
	}
	return drawn(t, data)
}

// entryPage is a heading and the page on which it stands.
type entryPage struct {
	name string
	page int
}

// TestContentsNamePages holds each line of the contents against the page on which its heading stands, in the handbook
// that ships and in others whose contents are longer than a page.
func TestContentsNamePages(t *testing.T) {
	rel := shipped(t)
	var l diag.List
	sheets := []compose.Sheet{compose.New(templates, rel, &l).Handbook()}
	for seed := range uint64(6) {
		sheets = append(sheets, randomSheet(2*seed))
	}
	longest := 0
	for i, x := range sheets {
		var listed, stand []entryPage
		name, above := "", "" // of the line of contents; the kind of the mark above
		for n, marks := range setSheet(t, x) {
			for _, m := range content(marks) {
				page, err := strconv.Atoi(strings.TrimPrefix(m.text, " "))
				switch {
				case m.text == compose.ContentsTag:
				case (m.kind == "H2" || m.kind == "H3") && m.kind == above: // the heading goes on
					stand[len(stand)-1].name += m.text
				case m.kind == "H2" || m.kind == "H3":
					stand = append(stand, entryPage{m.text, n + 1})
				case m.kind != "Link" || len(stand) > 0: // below the contents
				case err == nil && near(m.right(), areaRight, 0.1):
					listed, name, longest = append(listed, entryPage{name, page}), "", max(longest, n+1)
				default:
					name += m.text
				}
				above = m.kind
			}
		}
		if !slices.Equal(listed, stand) {
			t.Errorf("sheet %d: the contents say\n%v\nthe headings are\n%v", i, listed, stand)
		}
	}
	if longest < 2 {
		t.Error("no contents are longer than a page")
	}
	none(t, &l)
}

// stated is a text of the input.
func stated(s string) model.Text {
	return model.Text{Pos: diag.Pos{File: "data/institutions.yaml", Line: 1}, Text: s}
}

// TestLastRowIsNotAlone sets tables that end at every height of a page: no page begins with the last row.
func TestLastRowIsNotAlone(t *testing.T) {
	cut := 0
	for n := 25; n < 65; n++ {
		x := compose.Sheet{Title: "目录", Chapters: []compose.Chapter{{Name: stated("示例区"), Columns: []compose.Column{{Name: "名称", Share: 1}}}}}
		for range n {
			x.Chapters[0].Rows = append(x.Chapters[0].Rows, []compose.Lines{{stated("某所")}})
		}
		pages := setSheet(t, x)
		rows := 0
		for _, m := range pages[len(pages)-1] {
			if m.text == "某所" {
				rows++
			}
		}
		if rows < 2 {
			t.Errorf("%d rows on %d pages: %d on the last", n, len(pages), rows)
		}
		if len(pages) > 1 && rows == 2 {
			cut++
		}
	}
	if cut == 0 {
		t.Error("no table was cut near its end")
	}
}

// TestUnstatedIsGrey: what nobody has stated yet is told apart from what an office has stated, in the handbook and
// the directory.
func TestUnstatedIsGrey(t *testing.T) {
	const unstated = "未说明"
	words := compose.Lines{stated("已说明"), {Text: unstated}}
	for name, pages := range map[string][][]mark{
		"handbook":  setSheet(t, compose.Sheet{Title: "清单", Chapters: []compose.Chapter{{Name: stated("章"), Entries: []compose.Entry{{Name: stated("条"), Elements: []compose.Element{{Name: "内容", Lines: words}}}}}}}),
		"directory": setSheet(t, compose.Sheet{Title: "目录", Chapters: []compose.Chapter{{Name: stated("章"), Columns: []compose.Column{{Name: "甲", Share: 1}, {Name: "乙", Share: 1}}, Rows: [][]compose.Lines{{{stated("某所")}, words}}}}}),
	} {
		if m := marked(t, pages, unstated); m.color != grey {
			t.Errorf("%s: %s is %v", name, unstated, m.color)
		}
		if m := marked(t, pages, "已说明"); m.color != black {
			t.Errorf("%s: what is stated is %v", name, m.color)
		}
	}
}

// TestLargeCardHasAir sets cards that say more and more. Text larger than 16.5 pt, which can be read a metre away, leaves
// a twenty-fourth of the page free between the parts; only what is smaller may take the whole page.
func TestLargeCardHasAir(t *testing.T) {
	full := 0
	for n := 4; n <= 40; n++ {
		x := compose.Card{Title: "服务卡", Calls: []compose.Call{{Phone: "12345", Name: stated("热线"), What: stated("咨询")}}}
		for range n {
			x.Cases = append(x.Cases, compose.Case{Name: stated("某事"), Lead: stated("怎么办")})
		}
		data, _, err := SetCard(x, faces(t), pdf.Info{Title: x.Title, Lang: "zh-CN", Created: issued})
		if err != nil {
			t.Fatal(err)
		}
		size := marked(t, drawn(t, data), "怎么办").size
		s := &cardSetter{setter{faces: faces(t), canvas: pdf.New(pdf.Info{})}, pdf.Pt(math.Round(size * 1000))}
		s.card(x)
		free := (297 - 14 - 11) * mm
		for _, b := range s.boxes {
			free -= float64(b.height) / 1000
		}
		if least := 297 * mm / 24; free < 0 || size > 16.5 && free < least-0.01 {
			t.Errorf("%d cases are set in %.2f pt and leave %.1f pt", n, size, free)
		} else if free < least {
			full++
		}
	}
	if full == 0 {
		t.Error("no card is full")
	}
}
