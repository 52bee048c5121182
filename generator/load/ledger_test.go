package load

import (
	"slices"
	"testing"

	"golang.org/x/tools/txtar"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/opendata"
	"gongkai/generator/source"
)

// TestTheLedgerIsReadAsItIsWritten: a figure of each state, by what opendata writes.
func TestTheLedgerIsReadAsItIsWritten(t *testing.T) {
	key := func(region, group string) model.Key {
		return model.Key{Measure: "posts_filled", Period: model.Period{Year: 2022, Month: 10}, Region: region, Group: group}
	}
	rel := &model.Release{Site: model.Site{AsOf: today, Threshold: 5, Width: 5},
		Measures: []model.Measure{{ID: "posts_filled", Persons: true, Groups: []string{"sex"}}},
		Cells: []model.Cell{
			{Key: key("huancui", ""), Value: model.CountOf(1280, "人"), Revision: 2},
			{Key: key("huancui", "sex=female"), State: model.Withheld},
			{Key: key("nanhai", ""), State: model.NotSubmitted},
			{Key: key("weihai", ""), State: model.NotApplicable},
		}}
	want := opendata.Entry(rel, model.Version{Date: today, Number: 1})
	var files []txtar.File
	for _, f := range opendata.LedgerFiles(want, "") {
		files = append(files, txtar.File{Name: model.LedgerDir + "/2022-11-30/" + f.Path, Data: f.Data})
	}
	tree, err := source.Open(site(t, files...))
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	var l diag.List
	ledger := Load(tree, "", today, &l).Release.Ledger
	if l.Failed() || len(ledger) != 1 {
		t.Fatalf("%d releases: %v", len(ledger), l.Sorted())
	}
	got := ledger[0]
	if !slices.Equal(got.Cells, want.Cells) || got.Version != want.Version || got.AsOf != want.AsOf || got.Observations != want.Observations || got.Structure != want.Structure {
		t.Errorf("read %v, written %v", got, want)
	}
}
