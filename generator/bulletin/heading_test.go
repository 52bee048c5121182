package bulletin

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/output"
	"gongkai/generator/pdf"
)

// drawn is what a page has that is content: the element kinds in their order, and those of the lowest line.
type drawn struct {
	kinds  []string
	last   []string
	lowest float64 // baseline of that line, from the foot of the page
}

// pagesOf reads the marked content of a file, page by page, from the streams themselves: what stands where.
func pagesOf(t *testing.T, data []byte) []drawn {
	t.Helper()
	var pages []drawn
	for rest := data; ; {
		_, after, ok := bytes.Cut(rest, []byte("\nstream\n"))
		if !ok {
			return pages
		}
		rest = after
		r, err := zlib.NewReader(bytes.NewReader(after))
		if err != nil {
			continue // the metadata are not deflated
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(content, []byte(" BDC\n")) {
			pages = append(pages, pageOf(string(content)))
		}
	}
}

func pageOf(content string) drawn {
	p := drawn{lowest: math.Inf(1)}
	kind, name := "", ""
	var numbers []float64
	for _, token := range strings.Fields(content) {
		if n, err := strconv.ParseFloat(token, 64); err == nil {
			numbers = append(numbers, n)
			continue
		}
		y := math.NaN()
		switch n := len(numbers); {
		case token == "BDC":
			kind = name
			p.kinds = append(p.kinds, kind)
		case token == "BMC" || token == "EMC":
			kind = ""
		case token == "re" && n >= 4:
			y = numbers[n-3] + min(0, numbers[n-1])
		case (token == "Td" || token == "m" || token == "l" || token == "c") && n >= 2:
			y = numbers[n-1]
		case token[0] == '/':
			name = token[1:]
		}
		if kind != "" && y < p.lowest+1 { // on the same line, or below
			if y < p.lowest-1 {
				p.last = nil
			}
			p.last, p.lowest = append(p.last, kind), min(p.lowest, y)
		}
		numbers = numbers[:0]
	}
	return p
}

func isHeading(kind string) bool {
	return len(kind) == 2 && kind[0] == 'H' && kind[1] >= '1' && kind[1] <= '6'
}

// strandedHeadings names the pages that end with a heading.
func strandedHeadings(pages []drawn) (list []string) {
	for i, p := range pages {
		for _, kind := range p.last {
			if isHeading(kind) {
				list = append(list, fmt.Sprintf("page %d ends with %s", i+1, kind))
			}
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
		if got := fmt.Sprint(strandedHeadings(pagesOf(t, data))); got != c.want {
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
			pages := pagesOf(t, f.Data)
			files++
			for _, problem := range strandedHeadings(pages) {
				t.Errorf("%s: %s", f.Path, problem)
			}
			for i, p := range pages {
				for _, kind := range p.kinds {
					if isHeading(kind) {
						headings++
					}
				}
				if whole := f.Path == compose.HandbookPath || f.Path == compose.DirectoryPath; whole && i > 0 && !isHeading(p.kinds[0]) {
					t.Errorf("%s: page %d begins in the middle, with %s", f.Path, i+1, p.kinds[0])
				}
			}
		}
	}
	none(t, &l)
	if files < 90 || headings < 3*files {
		t.Errorf("only %d files with %d headings were looked at", files, headings)
	}
}

// words makes a text of up to so many characters.
func words(r *rand.Rand, most int) model.Text {
	pieces := []string{"就业，", "帮扶人员", "完成率83.0%。", "岗位11620个、", "（一）", "办理“一件事”", "https://gongkai.example/x/", "环翠区", "2022年12月31日"}
	var s strings.Builder
	for n := 1 + r.IntN(most); s.Len() < 3*n; {
		s.WriteString(pieces[r.IntN(len(pieces))])
	}
	return model.Text{Pos: diag.Pos{File: "data/x.yaml", Line: 1}, Text: s.String()}
}

// amount is mostly little and now and then much.
func amount(r *rand.Rand, little, much int) int {
	if r.IntN(8) == 0 {
		return much
	}
	return little
}

// randomSheet is a handbook with contents, or a directory.
func randomSheet(seed uint64) compose.Sheet {
	r := rand.New(rand.NewPCG(seed, 20))
	x := compose.Sheet{Title: "清单", Lead: []string{"数据截至2022年11月30日"}, Contents: seed%2 == 0, Sample: seed%3 == 0}
	if x.Contents {
		x.Notes = []string{words(r, 200).Text}
	}
	for range 1 + r.IntN(amount(r, 8, 30)) {
		c := compose.Chapter{Name: words(r, amount(r, 8, 60))}
		if !x.Contents {
			for range 5 {
				c.Columns = append(c.Columns, compose.Column{Name: words(r, amount(r, 6, 30)).Text, Share: 5 + r.IntN(12)})
			}
			for range 1 + r.IntN(amount(r, 8, 60)) {
				var row []compose.Lines
				for range c.Columns {
					cell := compose.Lines{words(r, amount(r, 40, 600))}
					if r.IntN(4) == 0 {
						cell = append(cell, model.Text{Text: "待补"})
					}
					row = append(row, cell)
				}
				c.Rows = append(c.Rows, row)
			}
		}
		for range r.IntN(amount(r, 4, 20)) * (1 - int(seed%2)) {
			e := compose.Entry{Name: words(r, amount(r, 15, 60)), State: words(r, 30).Text}
			for range 1 + r.IntN(15) {
				y := compose.Element{Name: "办理渠道"}
				for range 1 + r.IntN(amount(r, 3, 30)) {
					y.Lines = append(y.Lines, words(r, amount(r, 60, 900)))
				}
				if r.IntN(3) == 0 {
					y.URL = "https://gongkai.example/policies/x/"
				}
				e.Elements = append(e.Elements, y)
			}
			c.Entries = append(c.Entries, e)
		}
		if x.Contents && len(c.Entries) == 0 {
			continue
		}
		x.Chapters = append(x.Chapters, c)
	}
	return x
}

// TestRandomSheets lays out handbooks and directories of any length: no page ends with a heading, and nothing stands
// below the type area.
func TestRandomSheets(t *testing.T) {
	f, most := faces(t), 0
	for seed := range uint64(40) {
		data, err := SetSheet(randomSheet(seed), f, pdf.Info{Title: "清单", Lang: "zh-CN", Created: issued})
		if err != nil {
			t.Fatal(err)
		}
		pages := pagesOf(t, data)
		most = max(most, len(pages))
		for _, problem := range strandedHeadings(pages) {
			t.Errorf("seed %d: %s", seed, problem)
		}
		for i, p := range pages {
			if foot := float64(pdf.PageHeight-top-depth) / 1000; p.lowest < foot {
				t.Errorf("seed %d: page %d goes down to %.1f, the type area to %.1f", seed, i+1, p.lowest, foot)
			}
			if seed%2 == 1 && !slices.Contains(p.kinds, "TD") && slices.Contains(p.kinds, "H2") {
				t.Errorf("seed %d: on page %d a unit has a heading and no row", seed, i+1)
			}
		}
	}
	if most < 30 {
		t.Errorf("the longest has only %d pages", most)
	}
}

// TestRandomCards: a card has one page and stays on it, whatever it has to say.
func TestRandomCards(t *testing.T) {
	f := faces(t)
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 21))
		x := compose.Card{Title: words(r, amount(r, 12, 60)).Text, Sample: seed%2 == 0, Foot: []string{words(r, 20).Text, words(r, amount(r, 20, 200)).Text}}
		if seed%3 > 0 {
			x.URL = "https://gongkai.example/" + strings.Repeat("services/", r.IntN(10))
		}
		for range r.IntN(amount(r, 4, 20)) {
			x.Calls = append(x.Calls, compose.Call{Phone: strings.Repeat("12345-", 1+r.IntN(4)), Name: words(r, 20), What: words(r, amount(r, 40, 300))})
		}
		for range r.IntN(amount(r, 8, 40)) {
			x.Cases = append(x.Cases, compose.Case{Name: words(r, amount(r, 5, 40)), Lead: words(r, amount(r, 60, 600))})
		}
		for range r.IntN(amount(r, 5, 60)) {
			o := compose.OfficeLine{Name: words(r, amount(r, 20, 90))}
			for range r.IntN(4) {
				o.Way = append(o.Way, words(r, amount(r, 20, 200)))
			}
			x.Offices = append(x.Offices, o)
		}
		data, err := SetCard(x, f, pdf.Info{Title: "服务卡", Lang: "zh-CN", Created: issued})
		if err != nil {
			t.Fatal(err)
		}
		pages := pagesOf(t, data)
		if len(pages) != 1 || len(strandedHeadings(pages)) > 0 {
			t.Errorf("seed %d: %d pages, %v", seed, len(pages), strandedHeadings(pages))
		}
		if foot := float64(cardBottom) / 1000; pages[0].lowest < foot-1 {
			t.Errorf("seed %d: it goes down to %.1f, its foot is at %.1f", seed, pages[0].lowest, foot)
		}
	}
}
