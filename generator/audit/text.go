package audit

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"gongkai/generator/diag"
)

// hintAgain is what to do about a folder that says more than its figures: nothing in it is edited by hand.
const hintAgain = "不要修改发布的文件；重新生成，仍有这个问题就报告给维护程序的人"

// texts compares every number in every file of a published folder with the published cells, the rows of the table of
// all figures: generated text may hold figures of published cells only (disclosure.md). What editors write – policies,
// articles, commentary – stands in elements with the attribute data-prose and is theirs. Data files have their own
// comparison.
func texts(site, ledger fs.FS, rows [][]string, l *diag.List) {
	s, err := newFolder(site, ledger, rows, l)
	for _, name := range s.names {
		if err == nil {
			err = s.file(name)
		}
	}
	s.judgeGrids()
	s.settle(s.editors())
	if err != nil {
		l.Errorf(diag.Pos{File: "."}, 0, rule, hintAgain, "发布的文件读不出来，不能证明没有多说：%v", err)
	}
}

// newFolder lists the files, PDF files after their twins.
func newFolder(site, ledger fs.FS, rows [][]string, l *diag.List) (*folder, error) {
	cells := figuresOf(rows)
	s := &folder{site: site, ledger: ledger, rows: rows, cells: cells, tallies: talliesOf(cells), numbers: numbersBy(cells), former: formerOf(rows),
		regions: regionsOf(site), rated: ratedIndicators(rows), pages: map[string]bool{}, twins: map[string]twin{}, theirs: &strings.Builder{}, l: l}
	var papers []string
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || d.IsDir():
		case path.Ext(name) == ".pdf":
			papers = append(papers, name)
		default:
			s.names = append(s.names, name)
		}
		s.pages[name] = true
		return err
	})
	s.names = append(s.names, papers...)
	return s, err
}

// file judges one file.
func (s *folder) file(name string) error {
	data, err := fs.ReadFile(s.site, name)
	if err != nil {
		return fmt.Errorf("读 %s：%w", name, err)
	}
	t := text{folder: s, name: name, catalog: strings.HasPrefix(name, "data/")}
	if !fileName.MatchString(name) {
		t.found(0, "文件名读不懂，不能证明没有多说")
	}
	if path.Ext(name) == ".pdf" {
		t.paper(data)
	} else {
		t.judge(data)
	}
	return nil
}

// page judges a page; that of a bulletin is kept for its PDF.
func (t text) page(data []byte) {
	p := page{text: t}
	p.read(data)
	if dir, ok := strings.CutSuffix(t.name, "/index.html"); ok && p.twin.found {
		t.twins[dir+".pdf"] = p.twin
	}
}

// folder is what the files of a folder are compared with.
type folder struct {
	site    fs.FS
	ledger  fs.FS // of earlier releases, may be nil
	names   []string
	regions []area
	rated   []string // names of the indicators that are judged by a rate
	grids   []*grid
	twins   map[string]twin
	rows    [][]string
	cells   figures
	tallies map[string]tally
	numbers map[string]map[string]bool // what formulas of a place may hold
	former  map[string]bool            // figures that were corrected, as they were published before
	pages   map[string]bool            // the files of the folder
	theirs  *strings.Builder           // all that editors wrote
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

// editors is all that editors wrote, without what is known to be no figure.
func (s *folder) editors() string {
	return blank.ReplaceAllString(strings.ReplaceAll(strip(readable(s.theirs.String())), "\x00", ""), "")
}

// settle looks the doubtful numbers up in what editors wrote: there must be the same number with the same words after
// it, or before it.
func (s *folder) settle(theirs string) {
	for _, d := range s.doubts {
		words := blank.ReplaceAllString(strings.ReplaceAll(strip(readable(d.words)), "\x00", ""), "")
		alone := anyNumber.FindAllStringIndex(words, -1)
		for _, at := range alone {
			if !alike(theirs, words, at) {
				d.plain(d.line, d.where, d.words)
				break
			}
		}
		if alone == nil {
			d.plain(d.line, d.where, d.words)
		}
	}
}

// alike reports whether a number of a text stands in what editors wrote with the same words around it: those after it, or
// those before it. Where there are fewer than around on that side, as many are taken of the other as are missing.
func alike(theirs, words string, at []int) bool {
	before, after := []rune(words[:at[0]]), []rune(words[at[1]:])
	with := func(back, ahead int) bool {
		back, ahead = min(back, len(before)), min(ahead, len(after))
		return strings.Contains(theirs, string(before[len(before)-back:])+words[at[0]:at[1]]+string(after[:ahead]))
	}
	return len(before)+len(after) >= around && (with(max(0, around-len(after)), around) || with(around, max(0, around-len(before))))
}

// blank is what a number may be cut by.
var blank = regexp.MustCompile(`\s+`)

// text is a file that is compared.
type text struct {
	*folder
	name    string
	catalog bool // it belongs to the open data, and is no page
}

// pageAddress is the address of a page of the site, alone.
var pageAddress = regexp.MustCompile(`^(?:https?://[^/\s]+)?/([\w./-]*)$`)

// addressOf is the file of an address.
func addressOf(words string) string {
	m := pageAddress.FindStringSubmatch(words)
	if m == nil {
		return ""
	}
	if m[1] == "" || strings.HasSuffix(m[1], "/") {
		return m[1] + "index.html"
	}
	return m[1]
}

// repeats judges a text that may repeat what an editor wrote.
func (t text) repeats(line int, where, words string) {
	if len(claims(words)) > 0 && !t.pages[addressOf(words)] {
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
	if n := len(claims(s)); n > 0 && !(listed.MatchString(s) && listings.MatchString(t.name)) {
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

// json judges a file such as the search index: its strings, and its numbers, which are settings of the site's own scripts
// and sizes of files.
func (t text) json(data []byte) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	name := ""
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.found(0, "读不懂，不能证明没有多说")
			return
		}
		switch token := token.(type) {
		case string:
			t.described(0, token)
			name = token
		case json.Number:
			if !slices.Contains(settings, name) {
				t.found(0, "有不认识的数：%s", masked(name))
			}
		}
	}
}

// settings are the members of files whose numbers are no figures: sizes of files, the weight of a page in a search.
var settings = []string{"bytes", "w"}

// tag is the markup of a feed or a site map.
var tag = regexp.MustCompile(`<[^>]*>`)

var (
	remarks = regexp.MustCompile(`(?s)<!--(.*?)-->`)
	values  = regexp.MustCompile(`="([^"]*)"`)
)

// markup judges a feed or a site map: what stands between its elements, in attributes and in comments.
func (t text) markup(data string) {
	for _, m := range remarks.FindAllStringSubmatch(data, -1) {
		t.plain(0, "注释里", m[1])
	}
	for _, element := range tag.FindAllString(data, -1) {
		for _, m := range values.FindAllStringSubmatch(element, -1) {
			if !slices.Contains(standards, m[1]) {
				t.repeats(0, "属性里", html.UnescapeString(m[1]))
			}
		}
	}
	t.lines(remarks.ReplaceAllString(data, ""))
}

// standards are the versions of XML and the names of its vocabularies.
var standards = []string{"1.0", "http://www.w3.org/2005/Atom", "http://www.sitemaps.org/schemas/sitemap/0.9"}

// folds are where long lines of a calendar are cut (RFC 5545, 3.1).
var folds = strings.NewReplacer("\r\n ", "")

// lines judges a file of lines: feeds, the calendar, the site map.
func (t text) lines(data string) {
	for i, line := range strings.Split(folds.Replace(data), "\n") {
		for _, part := range strings.Split(tag.ReplaceAllString(line, "\x00"), "\x00") {
			t.repeats(i+1, "", html.UnescapeString(part))
		}
	}
}
