package main

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestReadmeNamesEveryPackage: the table of packages in README.md is the folder as it is.
func TestReadmeNamesEveryPackage(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	for _, e := range entries {
		if files, _ := fs.Glob(os.DirFS("."), e.Name()+"/*.go"); len(files) == 0 {
			continue
		}
		there[e.Name()] = true
		if !strings.Contains(string(text), "| `"+e.Name()+"` |") {
			t.Errorf("README.md has no row for %s", e.Name())
		}
	}
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(line, " | ")
		if len(cells) != 3 || !strings.HasPrefix(cells[1], "`") {
			continue
		}
		if name := strings.Trim(cells[1], "`"); name != "main" && !there[name] {
			t.Errorf("README.md names %s, which does not exist", name)
		}
	}
}

// TestReadmesNameWhatExists: every make target, command and folder that the READMEs and the usage speak of is there.
func TestReadmesNameWhatExists(t *testing.T) {
	read := func(file string) string {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	top, makefile := read("../README.md"), read("../Makefile")
	for _, m := range regexp.MustCompile(`make ([a-z]+)`).FindAllStringSubmatch(top+read("README.md"), -1) {
		if !strings.Contains(makefile, "\n"+m[1]+":") {
			t.Errorf("make %s is no target", m[1])
		}
	}
	for _, m := range regexp.MustCompile(`\]\(([^)]+)\)`).FindAllStringSubmatch(top, -1) {
		if _, err := os.Stat("../" + m[1]); err != nil {
			t.Errorf("README.md links to %s: %v", m[1], err)
		}
	}
	for name := range actions {
		word, _, _ := strings.Cut(name, " ")
		if !strings.Contains(usage, "\n  "+word+" ") {
			t.Errorf("the usage does not name %s", word)
		}
	}
	for _, m := range regexp.MustCompile(`go run \./generator ([a-z]+)`).FindAllStringSubmatch(top+makefile, -1) {
		if code, _, stderr := gongkai(m[1], "--help"); code != exitOK {
			t.Errorf("%s is no command: %s", m[1], stderr)
		}
	}
}
