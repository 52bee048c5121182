package browser

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"regexp"
	"testing"
)

const (
	pageLimit   = 20_000 // HTML and CSS of one page, compressed
	scriptLimit = 15_000 // all scripts of the site, compressed
)

func zipped(b string) int {
	var out bytes.Buffer
	w := gzip.NewWriter(&out) // the level that servers use
	w.Write([]byte(b))
	w.Close()
	return out.Len()
}

// Addresses that a browser would load by itself.
var loads = regexp.MustCompile(`(?i)<(?:img|script|iframe|source|video|audio|embed|object|input)\b[^>]*\b(?:src|srcset|data)="?(https?:)?//[^">]*|<link\b[^>]*\brel="?(?:stylesheet|icon|preload|prefetch|preconnect|dns-prefetch|manifest)[^>]*\bhref="(https?:)?//[^">]*|@import|url\((?:['"]?)(?:https?:)?//`)

// heavy tells what is too large or comes from elsewhere on a page.
func heavy(html, css string) (size int, problems []string) {
	size = zipped(html) + zipped(css)
	if size > pageLimit {
		problems = append(problems, fmt.Sprintf("%d bytes compressed", size))
	}
	for _, from := range loads.FindAllString(html+css, -1) {
		problems = append(problems, "loads "+from)
	}
	return size, problems
}

func TestWeight(t *testing.T) {
	css := read(t, "/site.css")
	largest, where := 0, ""
	for _, p := range pages(t) {
		size, problems := heavy(read(t, p), css)
		report(t, p, problems)
		if size > largest {
			largest, where = size, p
		}
	}
	scripts := 0
	for _, file := range files(t, *site, ".js") {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		scripts += zipped(string(b))
	}
	if scripts > scriptLimit {
		t.Errorf("scripts: %d bytes compressed", scripts)
	}
	t.Logf("largest page with CSS: %d bytes compressed, %s; all scripts: %d", largest, where, scripts)
}
