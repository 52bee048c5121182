package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/generator/audit"
	"gongkai/generator/diag"
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

// auditShipped audits the shipped site as it was built.
func auditShipped(t testing.TB, site string) (audit.Report, []diag.Diag) {
	t.Helper()
	var l diag.List
	r, err := audit.Audit(context.Background(), os.DirFS(site), nil, &l)
	if err != nil {
		t.Fatal(err)
	}
	return r, l.Sorted()
}

// TestShippedSitePassesTheAudit: nothing is found, and every withheld count has an interval that begins where it must and
// is as wide as it must be: an interval of width 5 has at least five whole numbers.
func TestShippedSitePassesTheAudit(t *testing.T) {
	r, problems := auditShipped(t, shippedSite(t))
	for _, d := range problems {
		t.Errorf("%v: %s", d.Pos, d.Text)
	}
	counts := 0
	for _, x := range r.Withheld {
		if x.Computed && !strings.Contains(x.Measure, ".") {
			t.Errorf("%v was reported and has no interval", x.Key)
		}
		if !x.Computed {
			counts++
			least := int64(1)
			if x.Measure == "absorb_subsidy_amount" {
				least = 0 // of money nobody knows that it was paid
			}
			if x.Lo < least || !x.Open && x.Hi-x.Lo < 4 {
				t.Errorf("%v is from %d to %d", x.Key, x.Lo, x.Hi)
			}
		}
	}
	if counts == 0 || r.Cells == 0 || r.Unknowns == 0 {
		t.Errorf("%d counts of %d cells and %d unknowns", counts, r.Cells, r.Unknowns)
	}
}

func BenchmarkAudit(b *testing.B) {
	site := shippedSite(b)
	r, _ := auditShipped(b, site)
	name := fmt.Sprintf("shipped/%dcells_%dunknowns", r.Cells, r.Unknowns)
	b.Run(name, func(b *testing.B) {
		for b.Loop() {
			auditShipped(b, site)
		}
	})
}
