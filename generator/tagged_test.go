package main

import (
	"encoding/binary"
	"encoding/hex"
	"flag"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"
)

var every = flag.Bool("every", false, "read the structure tree of every PDF, not only of the newest month and the years: a minute")

// TestTaggedText reads the PDFs of the shipped site as a screen reader does, along the structure tree: a bulletin says
// there what its HTML twin says, its charts have the same words inside and the same words for them, and what no other page says as well is on the pages of the PDF itself, in that order.
func TestTaggedText(t *testing.T) {
	dir := shippedSite(t)
	newest := shippedRelease(t).Newest().String()
	twins := 0
	for name := range readTree(t, dir) {
		if filepath.Ext(name) != ".pdf" || !*every && !strings.Contains(name, "/"+newest+"/") && !ofYear.MatchString(name) {
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
			all, told, drawn := tree(poppler(t, "pdfinfo", "-struct-text", file))
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
			if page == nil {
				return
			}
			want := twin(string(page))
			if second, err := os.ReadFile(filepath.Join(strings.TrimSuffix(file, ".pdf"), "units", "index.html")); err == nil {
				want, page = want+articleOf(string(second)), append(page, second...)
			} else if !os.IsNotExist(err) {
				t.Fatal(err)
			}
			if solid(told) != solid(want) {
				t.Errorf("the structure tree holds\n%s\nthe twin says\n%s", solid(told), solid(want))
			}
			if a, b := latinWords(told), latinWords(want); !slices.Equal(a, b) {
				t.Errorf("the structure tree has the Latin words\n%q\nthe twin\n%q", a, b)
			}
			words, labels := figures(string(page))
			if !slices.Equal(drawn, labels) {
				t.Errorf("the charts of the PDF say\n%s\nthose of the twin\n%s", drawn, labels)
			}
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got := alternatives(t, data); !slices.Equal(got, words) {
				t.Errorf("the charts of the PDF are described as\n%s\nthose of the twin\n%s", got, words)
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
// its element. The second answer is without the words inside charts and has each text on a line, the third has those of
// each chart.
func tree(printed string) (all, told string, drawn []string) {
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
			chart, drawn = depth, append(drawn, "")
		case len(text) >= 2 && text[0] == '"' && text[len(text)-1] == '"':
			text = text[1 : len(text)-1]
			a.WriteString(text)
			if chart < 0 {
				b.WriteString(text + "\n")
			} else {
				drawn[len(drawn)-1] += solid(text)
			}
		}
	}
	return solid(a.String()), b.String(), drawn
}

// figures are the words for, and the words inside, the charts of a bulletin's page.
func figures(page string) (words, labels []string) {
	for _, m := range charts.FindAllStringSubmatch(page, -1) {
		words = append(words, html.UnescapeString(m[1]))
		labels = append(labels, solid(html.UnescapeString(markup.ReplaceAllString(m[2], ""))))
	}
	return words, labels
}

// alternatives are the alternative texts of a PDF, UTF-16 in hexadecimal after a byte order mark.
func alternatives(t *testing.T, data []byte) []string {
	t.Helper()
	var list []string
	for _, m := range regexp.MustCompile(`/Alt ?<FEFF([0-9A-F]*)>`).FindAllSubmatch(data, -1) {
		raw, err := hex.DecodeString(string(m[1]))
		if err != nil {
			t.Fatal(err)
		}
		units := make([]uint16, len(raw)/2)
		for i := range units {
			units[i] = binary.BigEndian.Uint16(raw[2*i:])
		}
		list = append(list, string(utf16.Decode(units)))
	}
	return list
}

var (
	ofYear  = regexp.MustCompile(`^bulletins/\d{4}/`)
	article = regexp.MustCompile(`(?s)<article class="prose bulletin"[^>]*>(.*)</article>`)
	heading = regexp.MustCompile(`(?s)<div class="title">(.*?</h1>)`)
	charts  = regexp.MustCompile(`(?s)<div class="chart" role="img" aria-label="([^"]*)">(.*?)</div>`)
	markup  = regexp.MustCompile(`<[^>]*>`)
	within  = regexp.MustCompile(`</?(?:a|strong|em|span|data|time|sup|wbr)\b[^>]*>`) // tags within a word
)

// twin is the text of a bulletin's page: what stands above the text of the document, its title, and the text.
func twin(page string) string {
	h := heading.FindStringSubmatch(page)
	if h == nil {
		return "no title"
	}
	return wordsOf(h[1]) + articleOf(page)
}

// articleOf is the text alone, which a second page goes on with.
func articleOf(page string) string {
	m := article.FindStringSubmatch(page)
	if m == nil {
		return "no article"
	}
	return wordsOf(m[1])
}

func wordsOf(part string) string {
	text := within.ReplaceAllString(charts.ReplaceAllString(part, ""), "")
	return "\n" + html.UnescapeString(markup.ReplaceAllString(text, "\n"))
}

// latinWords are the Latin words of a text, which have something between them.
func latinWords(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r >= 0x250 || !unicode.IsLetter(r) })
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
