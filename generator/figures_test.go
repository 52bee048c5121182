package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/generator/model"
)

// TestCSVAndJSONHoldEveryCell compares the published files with the release, cell by cell, in both directions.
func TestCSVAndJSONHoldEveryCell(t *testing.T) {
	dir := filepath.Join(shippedSite(t), "data", "observations")
	rel := shippedRelease(t)
	if len(rel.Cells) < 5000 {
		t.Fatalf("only %d cells", len(rel.Cells))
	}
	table, err := os.ReadFile(filepath.Join(dir, "observations.csv"))
	if err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(bytes.NewReader(table)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	objects, err := os.ReadFile(filepath.Join(dir, "observations.json"))
	if err != nil {
		t.Fatal(err)
	}
	d := json.NewDecoder(bytes.NewReader(objects))
	d.UseNumber()
	var rows []map[string]any
	if err := d.Decode(&rows); err != nil {
		t.Fatal(err)
	}
	if len(records) != len(rel.Cells)+1 || len(rows) != len(rel.Cells) {
		t.Fatalf("%d records, %d objects, %d cells", len(records)-1, len(rows), len(rel.Cells))
	}
	states := map[model.State]int{}
	for i, c := range rel.Cells {
		states[c.State]++
		value := c.Plain()
		if c.State == model.Published && c.Value.Kind == model.Month {
			value = strings.ReplaceAll(value, "-", "")
		}
		want := map[string]string{
			"period": c.Period.String(), "region": c.Region, "measure": c.Measure, "group": c.Group,
			"value": value, "status": c.State.Letter(), "revision": fmt.Sprint(c.Revision), "note": noted(rel, c), "sample": "示例数据",
		}
		for n, name := range records[0] {
			text, ok := want[name]
			if !ok {
				continue
			}
			if got := records[i+1][n]; got != text {
				t.Errorf("CSV %v: %s is %q, want %q", c.Key, name, got, text)
			}
			got := ""
			if v := rows[i][name]; v != nil {
				got = fmt.Sprint(v)
			}
			if got != text {
				t.Errorf("JSON %v: %s is %q, want %q", c.Key, name, got, text)
			}
		}
	}
	for _, s := range []model.State{model.Published, model.Withheld, model.NotSubmitted, model.NotApplicable} {
		if states[s] == 0 {
			t.Errorf("no cell is %s: the shipped figures do not show this state", s)
		}
	}
}

// noted is what must stand beside a figure: its reason, then each correction with its day, reason and former value.
func noted(rel *model.Release, c model.Cell) string {
	note := c.Why
	for _, x := range rel.Corrections {
		if x.Key != c.Key {
			continue
		}
		word, was := "更正", ""
		switch x.Old.State {
		case model.NotSubmitted:
			word = "补报"
		case model.Published:
			was = "，原数" + x.Old.Plain()
		}
		reason := ""
		if x.Reason.Text != "" {
			reason = "：" + x.Reason.Text
		}
		note += fmt.Sprintf("；%s（%v）%s%s", word, x.Date, reason, was)
	}
	return strings.TrimPrefix(note, "；")
}
