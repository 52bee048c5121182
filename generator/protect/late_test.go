package protect

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/fstest"

	"gongkai/generator/audit"
	"gongkai/generator/derive"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/opendata"
	"gongkai/generator/record"
)

var late = flag.Int("late", 20, "how many worlds with late reports and corrections are released")

// TestLateReportsPassTheAudit releases worlds of few people three times: units report late, some of them without saying
// so, and flows are corrected by few. At every step the audit of all releases passes, or the gate has refused.
func TestLateReportsPassTheAudit(t *testing.T) {
	released, refused, changed := 0, 0, 0
	for seed := range uint64(*late) {
		random := rand.New(rand.NewPCG(seed, 7))
		rel, rep := world(seed, 3+int(seed%3), 4)
		rep.Corrections = nil
		due := map[model.Key]int{} // from which release on
		stated := random.IntN(2) == 0
		for i, o := range rep.Observations {
			rep.Observations[i].Revision = 0
			if k := (model.Key{Measure: o.Measure, Period: o.Period, Region: o.Region}); k == o.Key && random.IntN(12) == 0 {
				due[k] = 1 + random.IntN(2)
			}
		}
		ledger := fstest.MapFS{}
		for n := range 3 {
			var so record.Report
			so.Corrections = slices.Clone(rep.Corrections)
			for i := range rep.Observations {
				o := &rep.Observations[i]
				whole := o.Key
				whole.Group = ""
				if due[whole] > n {
					continue
				}
				if due[whole] == n && n > 0 && stated {
					o.Revision = 1
					so.Corrections = append(so.Corrections, record.Correction{Old: record.Observation{Key: o.Key}, New: *o, Late: true})
				}
				so.Observations = append(so.Observations, *o)
			}
			slices.SortStableFunc(so.Corrections, func(a, b record.Correction) int { return a.New.Key.Compare(b.New.Key) })
			now := rel
			now.Breaks = derive.Breaks(&now, so)
			published := Protect(now, derive.Derive(&now, so))
			var l diag.List
			if _, err := audit.Audit(context.Background(), folder(published), ledger, &l); err != nil {
				t.Fatal(err)
			}
			if len(published.Refusals) > 0 {
				refused++
				if !l.Failed() {
					t.Errorf("seed %d, release %d is safe and refused: %s", seed, n, published.Refusals[0].Text)
				}
				break
			}
			released++
			for _, d := range l.Sorted() {
				t.Errorf("seed %d, release %d: %s", seed, n, d.Text)
			}
			entry := opendata.Entry(published, model.Version{Date: model.Date{Year: 2021, Month: 5, Day: 28}, Number: n + 1})
			rel.Ledger = append(slices.Clip(rel.Ledger), entry)
			for _, f := range opendata.LedgerFiles(entry, "") {
				ledger[fmt.Sprintf("%v/%s", entry.Version, f.Path)] = &fstest.MapFile{Data: f.Data}
			}
			rep.Corrections = so.Corrections
			changed += correctFlows(&rep, due, n, random)
		}
	}
	t.Logf("%d releases, %d refused, %d flows corrected", released, refused, changed)
}

// correctFlows adds as many to what a unit found in a month as to what it helped, so that its stock stays.
func correctFlows(rep *record.Report, due map[model.Key]int, n int, random *rand.Rand) (changed int) {
	for i := range rep.Observations {
		found := &rep.Observations[i]
		k := found.Key
		k.Measure = "helped"
		j := slices.IndexFunc(rep.Observations, func(o record.Observation) bool { return o.Key == k })
		if found.Measure != "found" || j < 0 || due[found.Key] > n || due[k] > n || random.IntN(4) > 0 {
			continue
		}
		by := model.Amount(1 + random.IntN(8))
		for _, o := range []*record.Observation{found, &rep.Observations[j]} {
			old := *o
			o.Amount, o.Revision = o.Amount+by, o.Revision+1
			rep.Corrections = append(rep.Corrections, record.Correction{Old: old, New: *o})
		}
		changed++
	}
	return changed
}
