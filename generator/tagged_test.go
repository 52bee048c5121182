package main

import (
	"flag"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

var every = flag.Bool("every", false, "read the structure tree of every PDF, not only of the newest month: half a minute")

// TestTaggedText reads the PDFs of the shipped site as a screen reader does, along the structure tree: a bulletin says
// there what its HTML twin says, and what no other page says as well is on the pages of the PDF itself, in that order.
func TestTaggedText(t *testing.T) {
	dir := shippedSite(t)
	newest := shippedRelease(t).Newest().String()
	twins := 0
	for name := range readTree(t, dir) {
		if filepath.Ext(name) != ".pdf" || !*every && !strings.Contains(name, "/"+newest+"/") {
			continue
		}
		file := filepath.Join(dir, name)
		page, err := os.ReadFile(filepath.Join(strings.TrimSuffix(file, ".pdf"), "index.html"))
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		if err == nil {
			twins++
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			all, told := tree(poppler(t, "pdfinfo", "-struct-text", file))
			if all == "" {
				t.Fatal("nothing is tagged")
			}
			rest := []rune(solid(poppler(t, "pdftotext", "-raw", file, "-")))
			for i, r := range []rune(all) {
				for len(rest) > 0 && rest[0] != r { // page numbers and repeated heads are no text
					rest = rest[1:]
				}
				if len(rest) == 0 {
					t.Fatalf("not on the pages in this order: %s", string([]rune(all)[i:]))
				}
				rest = rest[1:]
			}
			told = strings.TrimPrefix(told, "示例数据，不是真实统计结果") // the mark; on a page its banner stands outside the article
			if want := twin(string(page)); page != nil && told != want {
				t.Errorf("the structure tree holds\n%s\nthe twin says\n%s", told, want)
			}
		})
	}
	if twins == 0 {
		t.Error("no bulletin has a twin")
	}
}

func poppler(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		t.Fatalf("%s (of Debian's poppler-utils): %v", name, err)
	}
	return string(out)
}

// tree takes the texts out of what pdfinfo prints of the structure: each stands in quotes on a line of its own, below
// its element. The second answer is without the words inside charts, which the twin writes in its own way.
func tree(printed string) (all, told string) {
	var a, b strings.Builder
	chart := -1 // indentation of the figure that the line is in, but not in its caption
	for line := range strings.Lines(printed) {
		text := strings.TrimSpace(line)
		depth := strings.Index(line, text)
		if depth <= chart || strings.HasPrefix(text, "Caption") {
			chart = -1
		}
		switch {
		case strings.HasPrefix(text, "Figure"):
			chart = depth
		case len(text) >= 2 && text[0] == '"' && text[len(text)-1] == '"':
			a.WriteString(text[1 : len(text)-1])
			if chart < 0 {
				b.WriteString(text[1 : len(text)-1])
			}
		}
	}
	return solid(a.String()), solid(b.String())
}

var (
	article = regexp.MustCompile(`(?s)<article class="prose bulletin"[^>]*>(.*)</article>`)
	charts  = regexp.MustCompile(`(?s)<figure class="chart".*?</figure>`)
	markup  = regexp.MustCompile(`<[^>]*>`)
)

// twin is the text of a bulletin's page.
func twin(page string) string {
	m := article.FindStringSubmatch(page)
	if m == nil {
		return "no article"
	}
	return solid(html.UnescapeString(markup.ReplaceAllString(charts.ReplaceAllString(m[1], ""), "")))
}

// solid takes white space out.
func solid(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
