package audit

import (
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"path"
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
	if err == nil {
		err = s.judge()
	}
	if err != nil {
		l.Errorf(diag.Pos{File: "."}, 0, rule, hintAgain, "发布的文件读不出来，不能证明没有多说：%v", err)
	}
}

// newFolder lists the files.
func newFolder(site, ledger fs.FS, rows [][]string, l *diag.List) (*folder, error) {
	cells := figuresOf(rows)
	s := &folder{site: site, ledger: ledger, rows: rows, cells: cells, tallies: talliesOf(cells), numbers: numbersBy(cells), former: formerOf(rows),
		regions: regionsOf(site), rated: ratedIndicators(rows), twins: map[string]twin{}, phones: map[string]bool{}, stated: &statements{}, base: baseOf(site), buffer: make([]byte, partSize), l: l}
	var err error
	s.files, err = listingOf(site)
	return s, err
}

// judge judges the files: first the pages, which tell what editors wrote, and nothing of which is kept but that, then what
// repeats it, then PDF files, and the list of their hashes last. Pages that list others come after them.
func (s *folder) judge() error {
	for _, kind := range [...]func(name string) bool{
		func(name string) bool { return path.Ext(name) == ".html" && strings.Count(name, "/") > 1 },
		func(name string) bool { return path.Ext(name) == ".html" && strings.Count(name, "/") <= 1 },
		func(name string) bool {
			return path.Ext(name) != ".html" && path.Ext(name) != ".pdf" && name != sumsFile
		},
		func(name string) bool { return path.Ext(name) == ".pdf" },
		func(name string) bool { return name == sumsFile },
	} {
		for i := range s.files.at {
			name := s.files.name(i)
			if !kind(name) {
				continue
			}
			if err := s.file(name); err != nil {
				return err
			}
			if path.Ext(name) != ".html" {
				s.judgeDoubts()
			}
		}
		s.judgeDoubts()
	}
	s.judgeGrids()
	return nil
}

// file judges one file.
func (s *folder) file(name string) error {
	f, err := s.site.Open(name)
	if err != nil {
		return fmt.Errorf("打开 %s：%w", name, err)
	}
	defer f.Close()
	hash := sha256.New()
	r := io.TeeReader(f, hash)
	t := text{folder: s, name: name, catalog: strings.HasPrefix(name, "data/"), forms: formsOf(name)}
	if !fileName.MatchString(name) {
		t.found(0, "文件名读不懂，不能证明没有多说")
	}
	if err := t.judgeFile(r); err != nil {
		return fmt.Errorf("读 %s：%w", name, err)
	}
	s.files.hashed(name, [sha256.Size]byte(hash.Sum(nil)))
	return nil
}

// page judges a page; that of a bulletin is kept for its PDF.
func (t text) page(r io.Reader) error {
	p := page{text: t}
	own := len(t.doubts)
	if err := p.read(r, true); err != nil {
		return err
	}
	p.settle(own)
	if dir, ok := strings.CutSuffix(t.name, "/index.html"); ok && p.twin.found {
		t.twins[dir] = p.twin
	}
	return nil
}

// folder is what the files of a folder are compared with.
type folder struct {
	site    fs.FS
	ledger  fs.FS // of earlier releases, may be nil
	files   *listing
	regions []area
	rated   []string // names of the indicators that are judged by a rate
	grids   []*grid
	twins   map[string]twin // by the address of the page, see twinOf
	rows    [][]string
	cells   figures
	tallies map[string]tally
	numbers map[string]map[string]bool // what formulas of a place may hold
	former  map[string][]former        // of figures that were corrected, by address: how they were published before
	theirs  hashes                     // the numbers that editors wrote, with the words around them
	phones  map[string]bool            // telephone numbers that pages link
	stated  *statements                // texts that editors wrote, each as a whole
	base    string                     // the address of the site, as its first page tells it
	layout  *searchWords               // of the search, when it was read
	buffer  []byte
	doubts  []doubt
	tags    recent[string, *startTag]
	texts   recent[knownText, bool]  // whether they have a number
	parts   recent[string, []uint64] // the numbers of what editors wrote
	wholes  recent[string, string]   // the statements of what editors wrote
	l       *diag.List
}

// text is a file that is compared.
type text struct {
	*folder
	name    string
	catalog bool   // it belongs to the open data, and is no page
	forms   *forms // of its numbers that are no figures
}

// found reports something at a line of the file; 0 is the file. A number that stands where none may stand is never
// repeated: it may be one that is withheld.
func (t text) found(line int, format string, args ...any) {
	t.l.Errorf(diag.Pos{File: t.name, Line: line}, 0, rule, hintAgain, format, args...)
}

// plain judges a text outside of marked figures.
func (t text) plain(line int, where, s string) {
	if n := len(t.claims(s)); n > 0 && !(listed.MatchString(s) && listings.MatchString(t.name)) {
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
