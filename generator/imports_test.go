package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// rows is the allowed import graph: a package may import packages of rows below its own, never of its own row or above.
var rows = [][]string{
	{"."},
	{"preview", "explain"},
	{"build"},
	{"web", "opendata", "bulletin", "audit"},
	{"load", "derive", "protect", "compose", "output"},
	{"suppress"},
	{"view", "chart", "eligibility", "pdf", "typeset", "source", "prose", "record", "simplex"},
	{"model"},
	{"diag"},
}

// sealed packages never see a figure before protection, nor the code that could read one.
var sealed = map[string][]string{
	"web":      {"record", "source", "load", "derive", "protect"},
	"opendata": {"record", "source", "load", "derive", "protect"},
	"bulletin": {"record", "source", "load", "derive", "protect"},
	"compose":  {"record", "source"},
	"view":     {"record"},
}

// importers names who may import a package that holds figures before protection, or reads them: what is not listed here
// cannot leak.
var importers = map[string][]string{
	"record":  {"load", "derive", "protect", "build", "explain"},
	"load":    {"build"},
	"derive":  {"build"},
	"protect": {"build"},
	"source":  {"load", "build"},

	"suppress": {"protect"},           // it is given the true counts
	"simplex":  {"suppress", "audit"}, // and so is it, by suppress
}

// narrow packages import only what stands here of this module.
var narrow = map[string][]string{
	"output":   {"diag"},
	"audit":    {"diag", "simplex"}, // a pass is proved by two tables that plain addition checks, not by the solver
	"suppress": {"simplex"},
	"simplex":  {},
}

// owners names the one package that may import a third-party module in code that ships (tests may import more).
var owners = map[string][]string{
	"github.com/yuin/goldmark":       {"prose"},
	"github.com/go-gota/gota":        {"view"},
	"github.com/jung-kurt/gofpdf":    {"pdf"},
	"gopkg.in/yaml.v3":               {"source"},
	"golang.org/x/text":              {"source"},
	"golang.org/x/sys":               {"output", "source"},
	"github.com/alecthomas/kong":     {"."},
	"github.com/schollz/progressbar": {"."},
	"github.com/fsnotify/fsnotify":   {"preview"},
	"github.com/klauspost/compress":  {"pdf"},
	"golang.org/x/net":               {"audit"},
	"rsc.io/qr":                      {"bulletin"},
}

// TestImports proves that the program has the shape its architecture says.
func TestImports(t *testing.T) {
	row := map[string]int{}
	for i, names := range rows {
		for _, name := range names {
			row[name] = i
		}
	}
	used := map[string]bool{}
	err := fs.WalkDir(os.DirFS("."), ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return err
		}
		pkg := path.Dir(file)
		here, ok := row[pkg]
		if !ok {
			t.Errorf("%s: package %s is not in the table", file, pkg)
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range f.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if inner, ok := strings.CutPrefix(name, "gongkai/generator/"); ok {
				if to, ok := row[inner]; !ok || to <= here {
					t.Errorf("%s imports %s, which does not stand below %s", file, inner, pkg)
				}
				if slices.Contains(sealed[pkg], inner) {
					t.Errorf("%s imports %s, from which %s is sealed", file, inner, pkg)
				}
				if allowed, ok := importers[inner]; ok && !slices.Contains(allowed, pkg) {
					t.Errorf("%s imports %s; only %v may", file, inner, allowed)
				}
				if allowed, ok := narrow[pkg]; ok && !slices.Contains(allowed, inner) {
					t.Errorf("%s imports %s; %s may import only %v", file, inner, pkg, allowed)
				}
				continue
			}
			if !strings.Contains(strings.Split(name, "/")[0], ".") {
				continue
			}
			owner := ""
			for module := range owners {
				if name == module || strings.HasPrefix(name, module+"/") {
					owner = module
				}
			}
			if owner == "" {
				t.Errorf("%s imports %s, which no package owns", file, name)
				continue
			}
			used[owner] = true
			if !slices.Contains(owners[owner], pkg) {
				t.Errorf("%s imports %s, which belongs to %v", file, name, owners[owner])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for module := range owners {
		if !used[module] {
			t.Errorf("no package uses %s", module)
		}
	}
}
