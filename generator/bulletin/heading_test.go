package bulletin

import (
	"fmt"
	"strings"
	"testing"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/output"
	"gongkai/generator/pdf"
)

// lowestLine are the marks of a page that are content, from the one that stands lowest on: those of its line.
func lowestLine(marks []mark) (last []mark, y float64) {
	for _, m := range content(marks) {
		_, foot := m.corners()
		if foot.y < y-1 {
			continue
		}
		if foot.y > y+1 {
			last = nil
		}
		last, y = append(last, m), max(y, foot.y)
	}
	return last, y
}

func isHeading(kind string) bool {
	return len(kind) == 2 && kind[0] == 'H' && kind[1] >= '1' && kind[1] <= '6'
}

// strandedHeadings names the pages that end with a heading.
func strandedHeadings(pages [][]mark) (list []string) {
	for i, marks := range pages {
		last, _ := lowestLine(marks)
		for _, m := range last {
			if isHeading(m.kind) {
				list = append(list, fmt.Sprintf("page %d ends with %s", i+1, m.kind))
			}
		}
	}
	return list
}

// content are the marks of a page that are no artifacts.
func content(marks []mark) (list []mark) {
	for _, m := range marks {
		if m.kind != "" {
			list = append(list, m)
		}
	}
	return list
}

// TestStrandedHeadings: the reader of pages finds a heading at the foot, also beside other text, and no other.
func TestStrandedHeadings(t *testing.T) {
	f := faces(t)
	for _, c := range []struct {
		kinds []string
		at    []pdf.Pt
		want  string
	}{
		{[]string{"H1", "P"}, []pdf.Pt{100_000, 200_000}, "[]"},
		{[]string{"P", "H2"}, []pdf.Pt{100_000, 200_000}, "[page 1 ends with H2]"},
		{[]string{"P", "H3", "P"}, []pdf.Pt{100_000, 200_000, 200_000}, "[page 1 ends with H3]"},
		{[]string{"H3", "P", ""}, []pdf.Pt{100_000, 100_000, 700_000}, "[page 1 ends with H3]"}, // a page number is no content
	} {
		canvas := pdf.New(pdf.Info{Title: "x", Lang: "zh-CN", Created: issued})
		canvas.AddPage()
		for i, kind := range c.kinds {
			var e *pdf.Element
			if kind != "" {
				e = canvas.Root().Add(kind)
			}
			canvas.Text(e, f.Song, size3, left, c.at[i], black, []pdf.Glyph{{Rune: '文'}})
		}
		data, err := canvas.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(strandedHeadings(drawn(t, data))); got != c.want {
			t.Errorf("%v at %v: %s, want %s", c.kinds, c.at, got, c.want)
		}
	}
}

// TestNoHeadingAtTheFoot looks at every page of every PDF of the shipped site. A policy of the handbook and a unit of
// the directory begin on each of their pages, because none is cut.
func TestNoHeadingAtTheFoot(t *testing.T) {
	rel := shipped(t)
	var l diag.List
	jobs, err := Jobs(rel, compose.New(templates, rel, &l), templates, &l)
	if err != nil {
		t.Fatal(err)
	}
	files, headings := 0, 0
	for _, job := range jobs {
		for _, f := range job(output.Manifest{}, &l) {
			if !strings.HasSuffix(f.Path, ".pdf") {
				continue
			}
			pages := drawn(t, f.Data)
			files++
			for _, problem := range strandedHeadings(pages) {
				t.Errorf("%s: %s", f.Path, problem)
			}
			for i, marks := range pages {
				marks = content(marks)
				for _, m := range marks {
					if isHeading(m.kind) {
						headings++
					}
				}
				if whole := f.Path == compose.HandbookPath || f.Path == compose.DirectoryPath; whole && i > 0 && !isHeading(marks[0].kind) {
					t.Errorf("%s: page %d begins in the middle, with %s", f.Path, i+1, marks[0].kind)
				}
			}
		}
	}
	none(t, &l)
	if files < 90 || headings < 3*files {
		t.Errorf("only %d files with %d headings were looked at", files, headings)
	}
}
