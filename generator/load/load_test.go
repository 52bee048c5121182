package load

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/source"
)

var update = flag.Bool("update", false, "write the diagnostics found into the cases")

// later are the rules of stages that come after load, or that are no rules about the input.
var later = []string{"font", "glyph", "wide-table", "small-print", "path-conflict", "dead-link", "template", "page-tag", "machine", "too-many", "sums", "lost-file", "changed-file", "extra-file", "disclosure"}

// TestCases lays the files of each case over testdata/base, which has no problem, and compares what load says.
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
			at := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == "diagnostics" })
			if at < 0 {
				archive.Files = append(archive.Files, txtar.File{Name: "diagnostics"})
				at = len(archive.Files) - 1
			}
			input := slices.Delete(slices.Clone(archive.Files), at, at+1)
			got := problems(t, site(t, input...))
			if *update {
				archive.Files[at].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if want := string(archive.Files[at].Data); got != want {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
			for _, m := range regexp.MustCompile(`(?m)^\S.*\[([a-z-]+)\]$`).FindAllStringSubmatch(got, -1) {
				if diag.Meaning(m[1]) == "" {
					t.Errorf("rule %s is not in diag.Rules", m[1])
				}
				if name == m[1] {
					shown[m[1]] = true
				}
			}
		})
	}
	for _, r := range diag.Rules {
		if !shown[r.Name] && !slices.Contains(later, r.Name) {
			t.Errorf("no case testdata/%s.txtar shows the rule %s", r.Name, r.Name)
		}
	}
}

func TestTheBaseOfTheCasesHasNoProblem(t *testing.T) {
	if got := problems(t, site(t)); got != "没有发现问题\n" {
		t.Error(got)
	}
}

// site writes the base and the files given into a folder of its own. An empty file takes one away.
func site(t testing.TB, files ...txtar.File) string {
	t.Helper()
	root := t.TempDir()
	if err := os.CopyFS(root, os.DirFS("testdata/base")); err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		path := filepath.Join(root, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if len(f.Data) == 0 {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.WriteFile(path, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

var today = model.Date{Year: 2022, Month: 11, Day: 30}

// problems loads a folder and prints what is wrong as a clerk sees it.
func problems(t *testing.T, root string) string {
	t.Helper()
	tree, err := source.Open(root)
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	var l diag.List
	Load(tree, "", today, &l)
	if err := tree.Err(); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	diag.Text(&b, l.Sorted(), tree.Line)
	b.WriteString(diag.Tally(l.Sorted()) + "\n")
	return b.String()
}
