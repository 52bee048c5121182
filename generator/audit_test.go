package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestAuditCommand: a folder whose figures hide nothing passes, one that publishes a small count fails by its rule, one
// without figures fails, too.
func TestAuditCommand(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data", "observations")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	audit := func() (int, string) {
		var stdout, stderr bytes.Buffer
		site := filepath.Dir(filepath.Dir(folder))
		code := run([]string{"audit", "-C", site, site}, &stdout, &stderr, day)
		return code, stdout.String() + stderr.String()
	}
	if code, text := audit(); code != exitInput || !strings.Contains(text, "[disclosure]") {
		t.Errorf("without figures: %d %s", code, text)
	}
	publish := func(value string) {
		write("structure.json", `{"threshold":5,"width":5,"zeros":"published","regions":[{"id":"a","leaf":true}],
			"measures":[{"id":"m","kind":"flow","persons":true}]}`)
		write("observations.csv", "period,region,measure,group,value,status,revision\r\n2022-01,a,m,,"+value+",A,0\r\n2022-02,a,m,,,Q,0\r\n")
		write("observations.json", `[{"period":"2022-01","region":"a","measure":"m","group":null,"value":`+value+`,"status":"A","revision":0},
			{"period":"2022-02","region":"a","measure":"m","group":null,"value":null,"status":"Q","revision":0}]`)
	}
	publish("7")
	if code, text := audit(); code != exitOK || !strings.Contains(text, "m/2022-02/a\t≥ 1\n") || !strings.Contains(text, "1 个数不予公开") {
		t.Errorf("a safe folder: %d %s", code, text)
	}
	publish("3")
	if code, text := audit(); code != exitInput || !strings.Contains(text, "[disclosure]") || !strings.Contains(text, "提示") {
		t.Errorf("a small count: %d %s", code, text)
	}
}
