package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"gongkai/generator/build"
	"gongkai/generator/diag"
	"gongkai/generator/model"
)

var update = flag.Bool("update", false, "write the diagnostics and files found into the cases")

// laterRules are the rules that only a whole build can break, each with a case of its name.
var laterRules = []string{"font", "glyph", "wide-table", "small-print", "path-conflict", "dead-link", "template", "page-tag"}

// TestCases builds small sites: each case lies over testdata/base and the base of load's cases, with the shipped
// templates. It compares what is reported, the list of all published files if the case holds one, and those of them
// that stand in the case.
func TestCases(t *testing.T) {
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	shown := map[string]bool{}
	for _, file := range cases {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(name, func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if len(bytes.TrimSpace(archive.Comment)) == 0 {
				t.Error("the first line must say what the case proves")
			}
			root, out := t.TempDir(), filepath.Join(t.TempDir(), "public")
			layOver(t, root, archive)
			r, err := build.Run(t.Context(), build.Options{Root: root, Out: out, Today: model.DateOf(day)})
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range r.Problems.Items {
				shown[d.Rule] = shown[d.Rule] || d.Rule == name
			}
			if r.Problems.Failed() {
				if _, err := os.Stat(out); err == nil {
					t.Error("there is a site although there are errors")
				}
			} else {
				whole(t, out)
			}
			for i, f := range archive.Files {
				got, isExpected := found(t, out, f.Name, r)
				if !isExpected {
					continue
				}
				if got != string(f.Data) && !*update {
					t.Errorf("%s\n--- got\n%s--- want\n%s", f.Name, got, f.Data)
				}
				archive.Files[i].Data = []byte(got)
			}
			if *update {
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	for _, rule := range laterRules {
		if diag.Meaning(rule) == "" || !shown[rule] {
			t.Errorf("no case testdata/%s.txtar shows the rule %s", rule, rule)
		}
	}
}

// layOver makes an input folder of the base and the files of a case.
func layOver(t *testing.T, root string, archive *txtar.Archive) {
	t.Helper()
	if err := os.CopyFS(root, os.DirFS("load/testdata/base")); err != nil {
		t.Fatal(err)
	}
	shareTemplates(t, root)
	files := slices.Concat(read(t, "testdata/base"), archive.Files)
	for _, f := range files {
		if f.Name == "diagnostics" || f.Name == "files" || strings.HasPrefix(f.Name, "public/") {
			continue
		}
		path := filepath.Join(root, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// read reads a folder as the files of a case.
func read(t *testing.T, dir string) []txtar.File {
	t.Helper()
	var files []txtar.File
	for path, text := range readTree(t, dir) {
		files = append(files, txtar.File{Name: path, Data: []byte(text)})
	}
	return files
}

// found is what a build gave for a section of a case that holds an expectation; the other sections are input.
func found(t *testing.T, out, section string, r build.Result) (string, bool) {
	t.Helper()
	var b strings.Builder
	switch path, published := strings.CutPrefix(section, "public/"); {
	case section == "diagnostics":
		diag.Text(&b, r.Problems.Items, r.Problems.Lines)
		b.WriteString(diag.Tally(r.Problems.Items) + "\n")
	case section == "files":
		paths := r.Paths()
		slices.Sort(paths)
		b.WriteString(strings.Join(paths, "\n") + "\n")
	case published:
		data, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(path)))
		if err != nil {
			t.Error(err)
		}
		b.Write(data)
	default:
		return "", false
	}
	return b.String(), true
}
