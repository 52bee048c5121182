package web

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestScriptsArePublishedWithoutComments(t *testing.T) {
	got := bare("// 说明\n(function () {\n\n  // 缩进的说明\n  var a = \"http://x\"; // 行末的留着\n}());\n")
	if want := "(function () {\nvar a = \"http://x\"; // 行末的留着\n}());\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestScriptsHaveNoTextOverSeveralLines: bare would change it.
func TestScriptsHaveNoTextOverSeveralLines(t *testing.T) {
	files, err := filepath.Glob("../../templates/*.js")
	if err != nil || len(files) == 0 {
		t.Fatal("there are no scripts", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(data), "`") || strings.Contains(string(data), "\\\n") {
			t.Errorf("%s may have a text over several lines", file)
		}
	}
}

func TestSiteScriptIsSmall(t *testing.T) {
	data, err := os.ReadFile("../../templates/site.js")
	if err != nil {
		t.Fatal(err)
	}
	short := bare(string(data))
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(short)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if b.Len() > 2048 || len(short) > maxSiteScript {
		t.Errorf("site.js has %d bytes, %d compressed", len(short), b.Len())
	}
}
