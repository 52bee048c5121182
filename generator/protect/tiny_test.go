package protect

import (
	"context"
	"flag"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator/audit"
	"gongkai/generator/derive"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/opendata"
	"gongkai/generator/output"
	"gongkai/generator/record"
)

var tiny = flag.Int("tiny", 4, "how many tiny worlds are released month by month")

// TestTinyWorldsPassTheAudit releases worlds of few people month by month. At every step the audit of the release with
// all earlier ones passes, or the gate has refused it, and names what the audit names.
func TestTinyWorldsPassTheAudit(t *testing.T) {
	released, refused := 0, 0
	for seed := uint64(2); seed < 2+uint64(*tiny); seed++ {
		whole, rep := world(seed, 2+int(seed%3), 12)
		for i := range rep.Observations {
			rep.Observations[i].Revision = 0
		}
		var entries []model.Recorded
		ledger := fstest.MapFS{}
		for month := 1; month <= 12; month++ {
			rel := whole
			rel.Periods = whole.Periods[:month]
			rel.Ledger = entries
			var so record.Report
			for _, o := range rep.Observations {
				if o.Period.Month <= month {
					so.Observations = append(so.Observations, o)
				}
			}
			rel.Breaks = derive.Breaks(&rel, so)
			published := Protect(rel, derive.Derive(&rel, so))
			var l diag.List
			if _, err := audit.Audit(context.Background(), folder(published), ledger, &l); err != nil {
				t.Fatal(err)
			}
			if len(published.Refusals) > 0 {
				refused++
				for _, d := range published.Refusals {
					if !confirmed(d.Text, l.Sorted()) {
						t.Errorf("seed %d, month %d is refused, and the audit does not see why: %s", seed, month, d.Text)
					}
				}
				continue
			}
			released++
			for _, d := range l.Sorted() {
				t.Errorf("seed %d, month %d: %s", seed, month, d.Text)
			}
			entry := opendata.Entry(published, model.Version{Date: model.Date{Year: 2021, Month: month, Day: 28}, Number: 1})
			entries = append(slices.Clip(entries), entry)
			for _, f := range opendata.LedgerFiles(entry, "") {
				ledger[fmt.Sprintf("%v/%s", entry.Version, f.Path)] = &fstest.MapFile{Data: f.Data}
			}
		}
	}
	if released == 0 || refused == 0 {
		t.Error("no release or no refusal, the test proves little")
	}
	t.Logf("%d releases, %d refused", released, refused)
}

// refusal is how the gate names a figure that earlier releases give away.
var refusal = regexp.MustCompile(`^(\d{4})年(\d+)月(u\d\d|全市)的.*：已经公布的数使它能够推算出来$`)

// confirmed reports whether the audit names a figure of the month and the unit that a refusal names.
func confirmed(text string, found []diag.Diag) bool {
	m := refusal.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	month, _ := strconv.Atoi(m[2])
	name := fmt.Sprintf("/%s-%02d/%s", m[1], month, strings.Replace(m[3], "全市", "city", 1))
	return slices.ContainsFunc(found, func(d diag.Diag) bool { return strings.Contains(d.Text, name) })
}

// folder is a release as figures are published.
func folder(rel *model.Release) fstest.MapFS {
	var names diag.List // the world has no names
	dir := fstest.MapFS{}
	for _, job := range opendata.Jobs(rel) {
		for _, f := range job(output.Manifest{}, &names) {
			if slices.ContainsFunc([]string{"observations.csv", "observations.json", "structure.json"}, func(name string) bool { return f.Path == audit.Folder+name }) {
				dir[f.Path] = &fstest.MapFile{Data: f.Data}
			}
		}
	}
	return dir
}
