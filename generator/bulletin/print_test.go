package bulletin

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/output"
)

// TestPrintsAreComplete makes the handbook, the directory and the cards, reads them back and finds their texts, whole
// and in order.
func TestPrintsAreComplete(t *testing.T) {
	rel := shipped(t)
	var l diag.List
	c := compose.New(templates, rel, &l)
	jobs, err := Jobs(rel, c, templates, &l)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]model.Text{
		compose.HandbookPath: c.Handbook().Texts(), compose.DirectoryPath: c.Directory().Texts(),
	}
	for _, r := range rel.Regions {
		want[compose.CardPath(r)] = c.Card(r).Texts()
	}
	file := filepath.Join(t.TempDir(), "x.pdf")
	for _, job := range jobs {
		for _, f := range job(output.Manifest{}, &l) {
			texts, ok := want[f.Path]
			if !ok {
				continue
			}
			delete(want, f.Path)
			if err := os.WriteFile(file, f.Data, 0o600); err != nil {
				t.Fatal(err)
			}
			text := ""
			for _, x := range texts {
				text += solid(x.Text)
			}
			tree := reader(t, "pdfinfo", "-struct-text", file)
			got := structure(tree)
			if f.Path == compose.HandbookPath {
				got = withoutPages(got, c.Handbook())
			}
			if got != text {
				t.Errorf("%s: the structure tree holds\n%s\nwant\n%s", f.Path, got, text)
			}
			if strings.HasSuffix(f.Path, "card.pdf") {
				if pages := strings.Count(reader(t, "pdftotext", file, "-"), "\f"); pages != 1 {
					t.Errorf("%s has %d pages", f.Path, pages)
				}
			}
			if got := reader(t, "qpdf", "--check", file); !strings.Contains(got, "No syntax or stream encoding errors") {
				t.Errorf("%s: %s", f.Path, got)
			}
		}
	}
	for path := range want {
		t.Errorf("%s is not made", path)
	}
	none(t, &l)
}

// contentsPages are the numbers between 目录 and the notes below it, which depend on the pages.
var contentsPages = regexp.MustCompile(`(\pL)\d{1,2}(\pL|$)`)

// withoutPages takes the page numbers out of a list of contents.
func withoutPages(text string, x compose.Sheet) string {
	before, rest, ok := strings.Cut(text, compose.ContentsTag)
	if !ok || !x.Contents {
		return text
	}
	list, after, _ := strings.Cut(rest, solid(x.Notes[0]))
	for range 2 { // neighbours share a letter
		list = contentsPages.ReplaceAllString(list, "$1$2")
	}
	return before + compose.ContentsTag + list + solid(x.Notes[0]) + after
}
