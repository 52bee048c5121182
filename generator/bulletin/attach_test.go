package bulletin

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/model"
)

// TestAttachedFigures reads the attached files back with another program and compares each row with its cell.
func TestAttachedFigures(t *testing.T) {
	rel := shipped(t)
	var l diag.List
	c := compose.New(templates, rel, &l)
	f := faces(t)
	for _, id := range []string{"weihai", "nanhai", "rushan"} {
		region, _ := rel.Region(id)
		b := c.Bulletin(rel.Newest(), region, &l)
		data, err := Set(b, f, info(b, rel))
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		file := filepath.Join(dir, "bulletin.pdf")
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		reader(t, "pdfdetach", "-saveall", "-o", dir, file)
		text, err := os.ReadFile(filepath.Join(dir, "figures.csv"))
		if err != nil {
			t.Fatal(err)
		}
		records, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		var rows []map[string]string
		text, err = os.ReadFile(filepath.Join(dir, "figures.json"))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(text, &rows); err != nil {
			t.Fatal(err)
		}
		attached := map[model.Key]bool{}
		for i, r := range records[1:] {
			for j, column := range records[0] {
				if rows[i][column] != r[j] {
					t.Errorf("%s line %d: %s is %q in JSON and %q in CSV", id, i+2, column, rows[i][column], r[j])
				}
			}
			period, _ := model.ParsePeriod(r[0])
			key := model.Key{Measure: r[3], Period: period, Region: r[1], Group: r[5]}
			cell, ok := rel.Cell(key)
			if !ok || cell.Number() != r[6] || cell.State.Letter() != r[8] {
				t.Errorf("%s line %d: %v is not its cell %v", id, i+2, r, cell)
			}
			if attached[key] {
				t.Errorf("%s line %d: %v stands twice", id, i+2, key)
			}
			attached[key] = true
		}
		for _, use := range b.Uses {
			if _, ok := rel.Cell(use.Key); ok && !attached[use.Key] {
				t.Errorf("%s: %v is printed and not attached", id, use.Key)
			}
		}
		if len(attached) < 20 {
			t.Errorf("%s: only %d figures", id, len(attached))
		}
	}
	none(t, &l)
}
