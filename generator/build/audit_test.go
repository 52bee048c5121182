package build

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/output"
	"gongkai/generator/record"
)

// TestAuditStopsABlindGate: a gate that lets one small count through, into every output alike, is found out before the
// exchange, by name and with a hint.
func TestAuditStopsABlindGate(t *testing.T) {
	o := Options{Root: "../..", Out: filepath.Join(t.TempDir(), "site"), Today: model.Date{Year: 2022, Month: 11, Day: 30}}
	var l diag.List
	f, err := Load(o, &l)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	cells := f.Release.Cells
	blind := slices.IndexFunc(cells, func(c model.Cell) bool {
		n := derived(f, c.Key)
		m, ok := f.Release.Measure(c.Measure)
		return ok && m.Persons && c.Group != "" && c.State == model.Withheld && n > 0 && n < int64(f.Release.Site.Threshold)
	})
	cells[blind].State, cells[blind].Value = model.Published, model.CountOf(model.Amount(derived(f, cells[blind].Key)), "人")
	waves, err := plan(f.Release, f.tree.Templates("templates"), &l)
	if err != nil {
		t.Fatal(err)
	}
	_, err = output.PublishWhen(o.Out, waves, func(site string) error {
		_, err := audited(t.Context(), o, site, &l)
		return err
	}, nil, &l)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(o.Out); err == nil {
		t.Error("the site is published")
	}
	k := cells[blind].Key
	if !slices.ContainsFunc(l.Sorted(), func(d diag.Diag) bool {
		return d.Rule == "disclosure" && d.Hint != "" && strings.HasPrefix(d.File, "site/") && strings.Contains(d.Text, k.Measure) && strings.Contains(d.Text, k.Group)
	}) {
		t.Errorf("%v is not named: %v", k, l.Sorted())
	}
}

func derived(f Figures, k model.Key) int64 {
	i, _ := slices.BinarySearchFunc(f.Derived.Figures, k, func(x record.Figure, k model.Key) int { return x.Key.Compare(k) })
	return f.Derived.Figures[i].Value.Num
}

// TestAuditFailsClosed: an audit without time proves nothing.
func TestAuditFailsClosed(t *testing.T) {
	root := t.TempDir()
	ctx, stop := context.WithCancel(t.Context())
	stop()
	var l diag.List
	if _, err := audited(ctx, Options{Root: root, Out: "public"}, root, &l); err != nil || !l.Failed() {
		t.Errorf("%v, problems %v", err, l.Sorted())
	}
	if !slices.ContainsFunc(l.Sorted(), func(d diag.Diag) bool { return strings.Contains(d.Text, "限定时间") }) {
		t.Errorf("the time is not named: %v", l.Sorted())
	}
}
