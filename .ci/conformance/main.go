// Command conformance holds every PDF of a built site against validators from outside, then damages copies on
// purpose, each of which must be caught by the rule that is there for it: a check that cannot fail proves nothing.
//
//	conformance SITE CLASSPATH
//
// CLASSPATH has veraPDF and the compiled Validate.java. The last line printed is "N passed, N failed".
package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

func main() {
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(site, classpath string) error {
	var files []string
	err := filepath.WalkDir(site, func(path string, d os.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".pdf" {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return fmt.Errorf("%s holds no PDF", site)
	}
	work, err := os.MkdirTemp("", "conformance-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)

	v := validator{classpath: classpath}
	if v.prints, err = prints(site); err != nil {
		return err
	}
	passed, failed := 0, 0
	for _, c := range v.checks() {
		looked := v.of(c, files)
		if len(looked) == 0 {
			return fmt.Errorf("%s: no file to look at", c.name)
		}
		problems, err := c.run(looked)
		if err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		bad := 0
		for _, file := range looked {
			if p, ok := problems[file]; ok {
				fmt.Printf("FAIL %s %s: %s\n", c.name, strings.TrimPrefix(file, site+"/"), p)
				bad++
			}
		}
		fmt.Printf("%s: %d of %d files\n", c.name, len(looked)-bad, len(looked))
		passed, failed = passed+len(looked)-bad, failed+bad
	}
	caught, missed, err := damageAll(v, files, work)
	if err != nil {
		return err
	}
	passed, failed = passed+caught, failed+missed
	fmt.Printf("%d passed, %d failed\n", passed, failed)
	if failed > 0 {
		os.Exit(1)
	}
	return nil
}

// check is one way of looking at files. Its run returns what is wrong, for the files that have something wrong.
type check struct {
	name string
	run  func(files []string) (map[string]string, error)
	of   func(printed) bool // only for these; nil = every file
}

type validator struct {
	classpath string
	prints    map[string]printed // by file
}

func (v validator) checks() []check {
	return []check{
		{name: vera, run: v.vera},
		{name: "qpdf --check", run: each(syntax)},
		{name: "pdffonts", run: each(fonts)},
		{name: "pdfinfo", run: each(info)},
		{"pdftotext", each(func(file string) string { return v.prints[file].text(file) }), func(p printed) bool { return len(p.texts) > 0 }},
		{"zbarimg", each(func(file string) string { return v.prints[file].code(file) }), func(p printed) bool { return p.address != "" }},
	}
}

// of returns the files that a check is for.
func (v validator) of(c check, files []string) []string {
	if c.of == nil {
		return files
	}
	var list []string
	for _, file := range files {
		if c.of(v.prints[file]) {
			list = append(list, file)
		}
	}
	return list
}

// vera runs veraPDF on all files in one Java process.
func (v validator) vera(files []string) (map[string]string, error) {
	cmd := exec.Command("java", append([]string{"-cp", v.classpath, "Validate", "ua1,3a"}, files...)...)
	out, err := cmd.CombinedOutput()
	if _, ok := err.(*exec.ExitError); err != nil && !ok {
		return nil, err
	}
	problems, seen := map[string]string{}, 0
	file := ""
	for line := range strings.Lines(string(out)) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(line, "ok "):
			file, seen = "", seen+1
		case strings.HasPrefix(line, "FAIL "):
			file, seen = strings.TrimPrefix(line, "FAIL "), seen+1
			problems[file] = ""
		case file != "":
			problems[file] += "\n" + line
		}
	}
	if seen != len(files) { // a crash must not read as passed
		return nil, fmt.Errorf("%d of %d files looked at, %v:\n%s", seen, len(files), err, out)
	}
	return problems, nil
}

// each makes a check of all files out of one of a single file, as many at a time as there are cores.
func each(one func(file string) string) func([]string) (map[string]string, error) {
	return func(files []string) (map[string]string, error) {
		var (
			wait     sync.WaitGroup
			mutex    sync.Mutex
			problems = map[string]string{}
			slots    = make(chan bool, 4)
		)
		for _, file := range files {
			wait.Go(func() {
				slots <- true
				defer func() { <-slots }()
				if p := one(file); p != "" {
					mutex.Lock()
					defer mutex.Unlock()
					problems[file] = p
				}
			})
		}
		wait.Wait()
		return problems, nil
	}
}

// read runs a program; what it says on failure is the problem.
func read(name string, args ...string) (out, problem string) {
	b, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		return "", fmt.Sprintf("%s: %v: %s", name, err, b)
	}
	return string(b), ""
}

func syntax(file string) string {
	out, problem := read("qpdf", "--check", file)
	if problem == "" && !strings.Contains(out, "No syntax or stream encoding errors found") {
		problem = out
	}
	return problem
}

// fonts wants every face embedded, cut to its subset and readable as text.
func fonts(file string) string {
	out, problem := read("pdffonts", file)
	if problem != "" {
		return problem
	}
	_, rows, _ := strings.Cut(out, "---\n")
	faces := strings.Split(strings.TrimSpace(rows[max(0, strings.LastIndex(rows, "---\n")):]), "\n")
	for _, face := range faces {
		f := strings.Fields(face) // name, type and encoding of several words, then emb sub uni object generation
		if len(f) < 6 || !slices.Equal(f[len(f)-5:len(f)-2], []string{"yes", "yes", "yes"}) {
			return "not embedded, not a subset or without ToUnicode: " + face
		}
	}
	return ""
}

// info wants a title, tags, and Chinese as the language; poppler does not print the last.
func info(file string) string {
	out, problem := read("pdfinfo", file)
	if problem != "" {
		return problem
	}
	fields := map[string]string{}
	for line := range strings.Lines(out) {
		name, value, _ := strings.Cut(line, ":")
		fields[name] = strings.TrimSpace(value)
	}
	if fields["Title"] == "" {
		return "no title"
	}
	if fields["Tagged"] != "yes" {
		return "not tagged"
	}
	trailer, problem := read("qpdf", "--show-object=trailer", file)
	if problem != "" {
		return problem
	}
	_, root, _ := strings.Cut(trailer, "/Root ")
	object, _, _ := strings.Cut(root, " ")
	catalog, problem := read("qpdf", "--show-object="+object, file)
	if problem != "" {
		return problem
	}
	const utf16 = "/Lang <feff007a0068002d0043004e>"
	if !strings.Contains(catalog, "/Lang (zh-CN)") && !strings.Contains(catalog, utf16) {
		return "its language is not zh-CN"
	}
	return ""
}
