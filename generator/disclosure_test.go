package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestLeakingSiteIsNotPublished: a template that prints a number which no published cell has – in a text, where people do
// not look, in the bulletins – is refused before the exchange, by build and by release; neither the site nor the ledger
// changes, and what is wrong is said with a hint.
func TestLeakingSiteIsNotPublished(t *testing.T) {
	root, out := copyInput(t, "2022-09", "2022-10"), filepath.Join(t.TempDir(), "public")
	mustRelease(t, "2022-11-30", "-C", root, "-o", out)
	for _, leak := range []struct{ template, before, after string }{
		{"templates/unit.html", `报送数</h2>`, `报送数</h2><p>其中零就业家庭3户。</p>`},
		{"templates/unit.html", `<h2 id="reported">`, `<h2 id="reported" title="3户">`},
		{"templates/base.html", "</head>", "<meta name=\"n\" content=\"3户\"></head>"},
		{"templates/bulletin.md", "进展情况通报如下。", "进展情况通报如下。零就业家庭3户。"},
	} {
		edit(t, root, leak.template, leak.before, leak.after, 1)
		refused(t, root, out, "2022-12-10", "public/", "[disclosure]", "提示", "没有写出任何文件")
		site := readTree(t, out)
		if code, _, stderr := gongkai("build", "-C", root, "-o", out); code != exitInput || !strings.Contains(stderr, "[disclosure]") {
			t.Errorf("%s: exit %d\n%s", leak.after, code, stderr)
		}
		sameTree(t, readTree(t, out), site)
		edit(t, root, leak.template, leak.after, leak.before, 1)
	}
	mustRelease(t, "2022-12-10", "-C", root, "-o", out)
}
