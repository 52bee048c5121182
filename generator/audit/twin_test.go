package audit

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestTwinOfTwoPages: a PDF is held against both pages of its twin, whichever of them was changed, in the order of the
// text, and each number as often as it stands on both.
func TestTwinOfTwoPages(t *testing.T) {
	site := shipped(t)
	front, back := string(site[cityYear].Data), string(site[unitsYear].Data)
	findings := func(first, second string) []string {
		s := changedSite(t, map[string]string{cityYear: first, unitsYear: second})
		clear(s.twins)
		for _, name := range []string{cityYear, unitsYear, pairPaper} {
			if err := s.file(name); err != nil {
				t.Fatal(err)
			}
		}
		var list []string
		for _, d := range s.l.Sorted() {
			if d.File == pairPaper {
				list = append(list, d.Text)
			}
		}
		return list
	}
	if found := findings(front, back); len(found) > 0 {
		t.Errorf("as it was built: %q", found)
	}
	drawn := regexp.MustCompile(`(?s)<figure class="chart">.*?</figure>`)
	datum := regexp.MustCompile(`<data [^>]*>(?:<span[^>]*>)?[^<]*(?:</span>)?</data>`)
	end := "</article>"
	chart := drawn.FindString(front)
	for _, c := range []struct {
		name   string
		change func(page string) string
		want   string
	}{
		{"a figure less", func(s string) string {
			at := datum.FindStringIndex(s)
			return s[:at[0]] + s[at[1]:]
		}, "没有的数"},
		{"a figure more", func(s string) string { return strings.Replace(s, end, "<p>"+datum.FindString(s)+"</p>"+end, 1) }, "网页版有1个 PDF 里没有的数"},
		{"a mark less", first("不予公开</td>", "</td>"), "PDF 里有1个网页版没有的数"},
		{"a chart less", func(s string) string { return strings.Replace(s, drawn.FindString(s), "", 1) }, "替代文字与网页版不同"},
		{"a chart twice", func(s string) string { return strings.Replace(s, end, drawn.FindString(s)+end, 1) }, "替代文字与网页版不同"},
		{"other words of a chart", match(`(role="img" aria-label=")`, "${1}另"), "替代文字与网页版不同"},
		{"no article", func(s string) string { return strings.Replace(s, `class="prose bulletin"`, `class="prose"`, 1) }, "没有的数"},
	} {
		for i, pages := range [][2]string{{c.change(front), back}, {front, c.change(back)}} {
			found := findings(pages[0], pages[1])
			if !slices.ContainsFunc(found, func(s string) bool { return strings.Contains(s, c.want) }) {
				t.Errorf("%s on page %d: found %q", c.name, i+1, found)
			}
		}
	}
	moved := findings(strings.Replace(front, chart, "", 1), strings.Replace(back, end, chart+end, 1))
	if !slices.ContainsFunc(moved, func(s string) bool { return strings.Contains(s, "位置不同") }) {
		t.Errorf("a chart of the first page at the end of the second: found %q", moved)
	}
}
