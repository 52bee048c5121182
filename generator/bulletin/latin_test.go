package bulletin

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/generator/compose"
	"gongkai/generator/pdf"
	"gongkai/generator/prose"
)

// english is longer than any line, so that lines end between its words; it has no number and no mark but the last.
const english = "the quick brown fox jumps over the lazy dog and then runs along the river until the whole paragraph is broken into lines of any width"

// TestLatinWordsStayApart: two Latin words between which a line ends are two words for who has the text read aloud, or
// copies it, whatever text it is.
func TestLatinWordsStayApart(t *testing.T) {
	said := prose.Block{Kind: prose.Paragraph, Spans: []prose.Span{{Text: english}}}
	strong := prose.Block{Kind: prose.Paragraph, Spans: []prose.Span{{Text: english[:60], Strong: true}, {Text: english[60:]}}}
	cut := prose.Block{Kind: prose.Paragraph, Spans: []prose.Span{{Text: "one"}, {Break: true}, {Text: "two"}}}
	mixed := prose.Block{Kind: prose.Paragraph, Spans: []prose.Span{{Text: strings.Repeat("汉字 ", 30)}}}
	cells := prose.Block{Kind: prose.Table, Header: [][]prose.Span{{{Text: english}}, {{Text: "名称"}}}, Align: make([]prose.Align, 2),
		Rows: [][][]prose.Span{{{{Text: "汉字"}}, {{Text: english}}}}}
	for _, c := range []struct {
		name string
		b    compose.Bulletin
		want string
	}{
		{"title", compose.Bulletin{Title: english, TitleParts: []string{english}}, english},
		{"paragraph", compose.Bulletin{Blocks: []prose.Block{said}}, english},
		{"faces", compose.Bulletin{Blocks: []prose.Block{strong}}, english},
		{"heading", compose.Bulletin{Blocks: []prose.Block{{Kind: prose.Title, Level: 1, Spans: said.Spans}}}, english},
		{"item", compose.Bulletin{Blocks: []prose.Block{{Kind: prose.List, Items: [][]prose.Block{{said}}}}}, english},
		{"head of a table", compose.Bulletin{Blocks: []prose.Block{cells}}, english + "\n名称"},
		{"cell", compose.Bulletin{Blocks: []prose.Block{cells}}, "汉字\n" + english},
		{"broken on purpose", compose.Bulletin{Blocks: []prose.Block{cut}}, "one two"},
		{"Han", compose.Bulletin{Blocks: []prose.Block{mixed}}, strings.TrimSpace(mixed.Spans[0].Text)},
		{"note", compose.Bulletin{Notes: []string{english}}, english},
	} {
		data, err := Set(c.b, faces(t), pdf.Info{Title: "x", Lang: "zh-CN", Created: issued})
		if err != nil {
			t.Fatal(err)
		}
		if got := saidOf(t, data); !strings.Contains(got, c.want) {
			t.Errorf("%s: the structure tree says\n%s", c.name, got)
		}
	}
	sheet, err := SetSheet(compose.Sheet{Title: "汉字", Lead: []string{english}, Notes: []string{english}}, faces(t), pdf.Info{Title: "x", Lang: "zh-CN", Created: issued})
	if err != nil {
		t.Fatal(err)
	}
	if got := saidOf(t, sheet); strings.Count(got, english) != 2 {
		t.Errorf("sheet: the structure tree says\n%s", got)
	}
}

// saidOf returns the texts of the structure tree of a file, one a line.
func saidOf(t *testing.T, data []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	var said []string
	for line := range strings.Lines(reader(t, "pdfinfo", "-struct-text", file)) {
		if line = strings.TrimSpace(line); len(line) > 1 && line[0] == '"' {
			said = append(said, strings.TrimSuffix(line[1:], `"`))
		}
	}
	return strings.Join(said, "\n")
}
