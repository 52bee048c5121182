package web

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// TestTemplatesReadmeNamesEverything compares templates/README.md with the templates, functions and views.
func TestTemplatesReadmeNamesEverything(t *testing.T) {
	data, err := os.ReadFile("../../templates/README.md")
	if err != nil {
		t.Fatal(err)
	}
	readme := string(data)
	rows := map[string]string{}
	for row := range strings.Lines(readme) {
		if name, ok := strings.CutPrefix(row, "| `"); ok {
			name, _, _ = strings.Cut(name, "`")
			rows[name] = row
		}
	}
	for name := range functions {
		if rows[name] == "" {
			t.Errorf("the function %s has no row", name)
		}
	}
	names, err := filepath.Glob("../../templates/*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		name = strings.TrimSuffix(filepath.Base(name), ".html")
		if !strings.Contains(readme, "`"+name+"`") && name != "base" {
			t.Errorf("%s.html is not named", name)
		}
	}

	// Both towns together have a page of every type.
	town := fullTown(t)
	counted := countedTown(t)
	counted.Policies, counted.Questions, counted.Situations = town.Policies, town.Questions, town.Situations
	counted.Articles = append(counted.Articles, town.Articles...)
	s, _, l := plan(t, counted, types)
	seen := map[string]bool{}
	for i := range s.plan {
		p := &s.plan[i]
		if seen[p.Template] || p.View == nil {
			continue
		}
		seen[p.Template] = true
		view := reflect.TypeOf(p.View(&rendering{site: s, Problems: l, slot: &slot{}}))
		for _, f := range reflect.VisibleFields(view) {
			inherited := len(f.Index) > 1 && view.Field(f.Index[0]).IsExported()
			if f.IsExported() && !inherited && !strings.Contains(rows[p.Template], "`"+f.Name+"`") {
				t.Errorf("the row of %s does not name %s", p.Template, f.Name)
			}
		}
	}
	if len(seen) < 20 {
		t.Errorf("only %d templates were compared", len(seen))
	}
}
