package web

import (
	"html"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/output"
)

// TestPagesAndHeadersHaveOnePolicy: what the head of a page forbids the headers forbid too, and more.
func TestPagesAndHeadersHaveOnePolicy(t *testing.T) {
	var l diag.List
	file := headers(nil)(output.Manifest{}, &l)[0]
	_, line, _ := strings.Cut(string(file.Data), "/*\n  Content-Security-Policy: ")
	line, _, _ = strings.Cut(line, "\n")
	page := render(t, fullTown(t))["/institutions/"]
	_, meta, _ := strings.Cut(page, `<meta http-equiv="Content-Security-Policy" content="`)
	meta, _, _ = strings.Cut(meta, `">`)
	if meta = html.UnescapeString(meta); meta == "" || line != meta+"; frame-ancestors 'none'" {
		t.Errorf("the page says %q, the headers %q", meta, line)
	}
	for _, loose := range []string{"unsafe", "data:", "http", " *"} {
		if strings.Contains(line, loose) {
			t.Errorf("the policy allows %s", loose)
		}
	}
}
