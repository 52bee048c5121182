package audit

import (
	"bytes"
	"encoding/json"
	"errors"
	"html"
	"io"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"gongkai/generator/diag"
)

// hintAgain is what to do about a folder that says more than its figures: nothing in it is edited by hand.
const hintAgain = "不要修改发布的文件；重新生成，仍有这个问题就报告给维护程序的人"

// texts compares every number in every file of a published folder with the published cells, the rows of the table of
// all figures: generated text may hold figures of published cells only (disclosure.md). What editors write – policies,
// articles, commentary – stands in elements with the attribute data-prose and is theirs. Data files have their own
// comparison.
func texts(dir fs.FS, rows [][]string, l *diag.List) {
	cells := figuresOf(rows)
	s := &folder{cells: cells, tallies: talliesOf(cells), numbers: numbersBy(cells), former: formerOf(rows), l: l}
	twins := map[string]twin{}
	var papers []string
	err := fs.WalkDir(dir, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		kind := path.Ext(name)
		if kind == ".pdf" {
			papers = append(papers, name) // after their twins
			return nil
		}
		if kind != ".html" && kind != ".xml" && kind != ".ics" && (kind != ".json" || strings.HasPrefix(name, "data/")) {
			return nil
		}
		data, err := fs.ReadFile(dir, name)
		if err != nil {
			return err
		}
		t := text{s, name}
		switch kind {
		case ".html":
			p := page{text: t}
			p.read(data)
			if dir, ok := strings.CutSuffix(name, "/index.html"); ok && p.twin.found {
				twins[dir+".pdf"] = p.twin
			}
		case ".json":
			t.json(data)
		default:
			t.lines(string(data))
		}
		return nil
	})
	for _, name := range papers {
		data, readErr := fs.ReadFile(dir, name)
		if readErr != nil {
			err = readErr
			break
		}
		tw, ok := twins[name]
		text{s, name}.paper(data, tw, ok)
	}
	s.settle()
	if err != nil {
		l.Errorf(diag.Pos{File: "."}, 0, rule, hintAgain, "发布的文件读不出来，不能证明没有多说：%v", err)
	}
}

// folder is what the files of a folder are compared with.
type folder struct {
	cells   figures
	tallies map[string]tally
	numbers map[string]map[string]bool // what formulas of a place may hold
	former  map[string]bool            // figures that were corrected, as they were published before
	theirs  strings.Builder            // all that editors wrote
	doubts  []doubt
	l       *diag.List
}

// doubt is a text that is nobody's unless an editor wrote the same elsewhere: a description, an entry of the search index.
type doubt struct {
	text
	line  int
	where string
	words string
}

// around is how much of a text beside a number tells where it is from.
const around = 3

// settle looks the doubtful numbers up in what editors wrote: there must be the same number with the same words after
// it, or before it.
func (s *folder) settle() {
	theirs := blank.ReplaceAllString(s.theirs.String(), "")
	for _, d := range s.doubts {
		words := blank.ReplaceAllString(harmless.ReplaceAllString(d.words, ""), "")
		alone := counted.FindAllStringIndex(words, -1)
		for _, at := range alone {
			before, after := []rune(words[:at[0]]), []rune(words[at[1]:])
			next := words[at[0]:at[1]] + string(after[:min(around, len(after))])
			last := string(before[max(0, len(before)-around):]) + words[at[0]:at[1]]
			if len(after) < around || !strings.Contains(theirs, next) {
				if len(before) < around || !strings.Contains(theirs, last) {
					d.plain(d.line, d.where, d.words)
					break
				}
			}
		}
		if alone == nil {
			d.plain(d.line, d.where, d.words)
		}
	}
}

// blank is what a number may be cut by.
var blank = regexp.MustCompile(`\s+`)

// text is a file that is compared.
type text struct {
	*folder
	name string
}

// repeats judges a text that may repeat what an editor wrote.
func (t text) repeats(line int, where, words string) {
	if len(claims(words)) > 0 {
		t.doubts = append(t.doubts, doubt{t, line, where, words})
	}
}

// found reports something at a line of the file; 0 is the file. A number that stands where none may stand is never
// repeated: it may be one that is withheld.
func (t text) found(line int, format string, args ...any) {
	t.l.Errorf(diag.Pos{File: t.name, Line: line}, 0, rule, hintAgain, format, args...)
}

// plain judges a text outside of marked figures.
func (t text) plain(line int, where, s string) {
	if n := len(claims(s)); n > 0 {
		t.found(line, "%s有%d个没有出处的数：“%s”", where, n, masked(s))
	}
}

// masked shows a text for finding it, with its digits struck out, and not more of it than one line.
func masked(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	s = strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return '*'
		}
		return r
	}, s)
	if runes := []rune(s); len(runes) > 40 {
		s = string(runes[:40]) + "…"
	}
	return s
}

// json judges every string of a file such as the search index; its numbers are settings of the site's own scripts.
func (t text) json(data []byte) {
	d := json.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.found(0, "读不懂，不能证明没有多说")
			return
		}
		if s, ok := token.(string); ok {
			t.repeats(0, "", s)
		}
	}
}

// tag is the markup of a feed or a site map.
var tag = regexp.MustCompile(`<[^>]*>`)

// lines judges a file of lines: feeds, the calendar, the site map.
func (t text) lines(data string) {
	for i, line := range strings.Split(data, "\n") {
		for _, part := range strings.Split(tag.ReplaceAllString(line, "\x00"), "\x00") {
			t.repeats(i+1, "", html.UnescapeString(part))
		}
	}
}
