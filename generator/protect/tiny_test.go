package protect

import (
	"context"
	"flag"
	"fmt"
	"slices"
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

var tiny = flag.Int("tiny", 3, "how many tiny worlds are released month by month")

// TestTinyWorldsPassTheAudit releases worlds of few people month by month. At every step the audit of the release with
// all earlier ones passes, or the gate has refused it and said why.
func TestTinyWorldsPassTheAudit(t *testing.T) {
	released, refused := 0, 0
	for seed := range uint64(*tiny) {
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
				if !l.Failed() {
					t.Errorf("seed %d, month %d is safe and refused: %s", seed, month, published.Refusals[0].Text)
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
	t.Logf("%d releases, %d refused", released, refused)
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
