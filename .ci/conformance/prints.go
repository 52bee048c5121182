package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"

	"gongkai/generator/build"
	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/model"
)

// printed is what a handbook, a directory or a card was composed of.
type printed struct {
	texts    []string // in the order of the document, without white space
	sample   bool     // the mark stands first, and again on the pages that follow
	numbered bool     // pages have numbers
	listed   int      // texts after 目录 that a page number follows
	head     string   // of its tables, which stands again where one goes on
	address  string   // of the page that its QR code leads to
}

// prints composes everything for print from the input of the site, by the file that it must be in.
func prints(site string) (map[string]printed, error) {
	var l diag.List
	f, err := build.Load(build.Options{Root: "."}, &l)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if l.Failed() {
		return nil, fmt.Errorf("the input has errors: %v", l.Sorted())
	}
	c := compose.New(os.DirFS("templates"), f.Release, &l)
	all := map[string]printed{}
	for path, s := range map[string]compose.Sheet{compose.HandbookPath: c.Handbook(), compose.DirectoryPath: c.Directory()} {
		p := printed{texts: solidAll(s.Texts()), sample: s.Sample, numbered: true}
		for _, chapter := range s.Chapters {
			if s.Contents {
				p.listed += 1 + len(chapter.Entries)
			}
			if p.head == "" {
				for _, col := range chapter.Columns {
					p.head += solid(col.Name)
				}
			}
		}
		all[filepath.Join(site, path)] = p
	}
	for _, r := range f.Release.Regions {
		card := c.Card(r)
		all[filepath.Join(site, compose.CardPath(r))] = printed{texts: solidAll(card.Texts()), sample: card.Sample, address: card.URL}
	}
	for path := range all {
		if _, err := os.Stat(path); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func solidAll(texts []model.Text) []string {
	var list []string
	for _, t := range texts {
		if s := solid(t.Text); s != "" {
			list = append(list, s)
		}
	}
	return list
}

// solid takes white space out, which pdftotext puts where it sees room.
func solid(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// text holds what pdftotext reads on the pages against what was composed: nothing is missing, nothing is there twice or
// in another order, and the pages of the contents are right. Besides the text there may be the mark, page numbers and
// heads of tables that go on, each only where it belongs.
func (p printed) text(file string) string {
	out, problem := read("pdftotext", "-raw", file, "-")
	if problem != "" {
		return problem
	}
	r := reader{printed: p, starts: make([]int, len(p.texts))}
	for i, page := range strings.Split(strings.TrimSuffix(out, "\f"), "\f") {
		if problem := r.page(i+1, solid(page)); problem != "" {
			return problem
		}
	}
	if r.at < len(p.texts) {
		return fmt.Sprintf("text %q is missing", p.texts[r.at][r.done:])
	}
	return r.contents()
}

// reader follows the texts over the pages.
type reader struct {
	printed
	at, done int   // the text to come next, and the bytes of it that a page before has
	starts   []int // page on which each text starts
	pages    []int // that the contents give
}

func (r *reader) page(number int, page string) string {
	if r.sample {
		if !strings.HasPrefix(page, compose.SampleMark) {
			return fmt.Sprintf("page %d begins without the mark of sample data", number)
		}
		page = strings.TrimPrefix(page, compose.SampleMark)
		if number == 1 {
			r.starts[0], r.at = 1, 1
		}
	}
	if r.numbered {
		mark := fmt.Sprintf("—%d—", number)
		if !strings.HasPrefix(page, mark) {
			return fmt.Sprintf("page %d has no number", number)
		}
		page = strings.TrimPrefix(page, mark)
	}
	if r.head != "" && r.at < len(r.texts) && !strings.HasPrefix(r.head, r.texts[r.at]) {
		page = strings.TrimPrefix(page, r.head)
	}
	for page != "" {
		if r.at == len(r.texts) {
			return fmt.Sprintf("page %d says more than was composed: %q", number, page)
		}
		if r.done == 0 {
			r.starts[r.at] = number
		}
		want := r.texts[r.at][r.done:]
		switch {
		case strings.HasPrefix(page, want):
			page = page[len(want):]
			r.at, r.done = r.at+1, 0
			if r.inContents(r.at - 1) {
				digits := len(page) - len(strings.TrimLeft(page, "0123456789"))
				n, _ := strconv.Atoi(page[:digits]) // 0 where there is none, which is no page
				r.pages, page = append(r.pages, n), page[digits:]
			}
		case strings.HasPrefix(want, page):
			r.done, page = r.done+len(page), ""
		default:
			return fmt.Sprintf("page %d reads %q, composed was %q", number, start(page), start(want))
		}
	}
	return ""
}

func start(s string) string {
	n := 0
	for i := range s {
		if n++; n > 40 {
			return s[:i] + "…"
		}
	}
	return s
}

// inContents reports whether a text stands in the contents, as one that a page number follows.
func (r *reader) inContents(i int) bool {
	first := r.firstListed()
	return r.listed > 0 && i >= first && i < first+r.listed
}

func (r *reader) firstListed() int {
	for i, t := range r.texts {
		if t == compose.ContentsTag {
			return i + 1
		}
	}
	return len(r.texts)
}

// contents compares the pages of the contents with those on which the names stand as headings.
func (r *reader) contents() string {
	first := r.firstListed()
	at := first + r.listed
	for i, page := range r.pages {
		name := r.texts[first+i]
		for at < len(r.texts) && r.texts[at] != name {
			at++
		}
		if at == len(r.texts) {
			return fmt.Sprintf("%q stands in the contents only", name)
		}
		if r.starts[at] != page {
			return fmt.Sprintf("%q stands on page %d, the contents say %d", name, r.starts[at], page)
		}
		at++
	}
	return ""
}

// code takes a picture of a card and reads its QR code, as a telephone does.
func (p printed) code(file string) string {
	dir, err := os.MkdirTemp("", "card-")
	if err != nil {
		return err.Error()
	}
	defer os.RemoveAll(dir)
	if _, problem := read("pdftoppm", "-r", "100", "-png", "-singlefile", file, filepath.Join(dir, "card")); problem != "" {
		return problem
	}
	// What it says about the machine, such as that no message bus runs, goes to the other stream.
	out, err := exec.Command("zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", filepath.Join(dir, "card.png")).Output()
	if err != nil {
		return fmt.Sprintf("no QR code is read: %v", err)
	}
	if got := strings.TrimSpace(string(out)); got != p.address {
		return fmt.Sprintf("its QR code leads to %s instead of %s", got, p.address)
	}
	return ""
}
