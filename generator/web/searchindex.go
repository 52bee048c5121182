package web

import (
	"fmt"
	"math/bits"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/output"
)

// The index holds what pages say in their head and in given text without figures, so no figure can leak here. It stands
// in files by the hash of a term, so that a query loads those of its own terms only, from any server of files.

// termPages is the number of pages that a term names at most, those of most weight; how many there are is told besides.
const termPages = 200

// partPages is how many pages a part of the index is about: a part is a share of the terms, made by a job of its own, so that
// the index of a large site is never in memory as a whole.
const partPages = 10_000

// termFiles is a power of two: a file has some dozens of terms, about one kilobyte.
func termFiles(pages int) int { return 1 << bits.Len(uint(max(pages/8, 15))) }

// fileOf is FNV-1a, 32 bits, of the characters of a term, all of the basic plane, so that a script sees the same; its
// upper half is needed, too, as the lower bits know nothing of it.
func (x *indexing) fileOf(term ...rune) int {
	h := uint32(2166136261)
	for _, r := range term {
		h = (h ^ uint32(r)) * 16777619
	}
	return int((h ^ h>>15) % uint32(x.files))
}

// Where a term stands on a page, and what that is worth.
const (
	inFound = 1 << iota
	inDescription
	inKeywords
	inTitle
)

// weight of a term on a page by the places where it stands. A short title is about its words more than a long one.
func weight(places, title int) int {
	w := 0
	if places&inFound != 0 {
		w++
	}
	if places&inDescription != 0 {
		w += 2
	}
	if places&inKeywords != 0 {
		w += 3
	}
	if places&inTitle != 0 {
		w += title
	}
	return w
}

// titleWeight is the worth of a term in a title of so many characters.
func titleWeight(n int) int {
	switch {
	case n <= 8:
		return 6
	case n <= 16:
		return 5
	}
	return 4
}

// searchIndex plans the files of the search.
func searchIndex(s *site) []output.Job {
	order := s.searched()
	x := indexing{site: s, order: order, files: termFiles(len(order)), spoken: spokenWords(s.Synonyms), columns: map[string]column{}}
	x.parts = 1 + len(order)/partPages
	for _, c := range s.columns() {
		x.columns[c.ID] = c
	}
	for _, at := range order {
		of := &s.plan[at]
		x.worths = append(x.worths, uint8(of.worth()))
		x.titles = append(x.titles, uint8(titleWeight(utf8.RuneCountInString(of.Title))))
		x.size += len(of.Title)*2/3 + len(of.Description)/3 + len(of.Found)/3
		for _, word := range of.Keywords {
			x.size += len(word) * 2 / 3
		}
	}
	w := searchWords{Asking: asking, Same: [][]string{}, Pages: len(order), Each: eachFile, Files: x.files, Most: termPages}
	for _, g := range s.Synonyms {
		w.Same = append(w.Same, g)
	}
	jobs := append(x.pages(), func(output.Manifest, *diag.List) []output.File {
		return []output.File{{Path: "search/words.json", Data: marshalled(w)}}
	})
	for part := range x.parts {
		jobs = append(jobs, func(output.Manifest, *diag.List) []output.File { return x.part(part) })
	}
	return jobs
}

// indexing is what all parts of the index read.
type indexing struct {
	*site
	order        []int32 // places in the plan by the number of a page
	files, parts int
	size         int     // about the number of postings
	worths       []uint8 // by the number of a page
	titles       []uint8
	spoken       *spoken
	columns      map[string]column // by id
}

// part makes the files of one share of the terms.
func (x *indexing) part(part int) []output.File {
	p := postings{indexing: x, part: part, numbers: map[string]term{}, found: make([]uint64, 0, x.size/x.parts)}
	for n, at := range x.order {
		p.page(n, &x.plan[at])
	}
	p.found = byTerm(p.found)
	return p.write()
}

// byTerm sorts postings by their terms, those of a term as they came: by their pages. Counting three times eleven bits
// takes a tenth of the time of comparing.
func byTerm(found []uint64) []uint64 {
	other := make([]uint64, len(found))
	for shift := 32; shift < 64; shift += 11 {
		var at [1 << 11]int
		for _, x := range found {
			at[x>>shift&(1<<11-1)]++
		}
		sum := 0
		for i, n := range at {
			at[i], sum = sum, sum+n
		}
		for _, x := range found {
			i := x >> shift & (1<<11 - 1)
			other[at[i]] = x
			at[i]++
		}
		found, other = other, found
	}
	return found
}

// postings are the terms of one part with the pages where they stand: 32 bits of the term, 24 of the page, 8 of the places.
type postings struct {
	*indexing
	part    int
	found   []uint64
	numbers map[string]term
	words   []string // by number
}

// page reads what a page says of itself.
func (p *postings) page(n int, of *page) {
	keywords := strings.Join(of.Keywords, " ")
	if column := p.columns[of.Column]; of.Path == column.Path {
		keywords += " " + strings.Join(column.Keywords, " ")
	}
	if unit, ok := p.unitOf(of); ok {
		keywords += " " + unit.Name.Text + " " + unit.Short.Text
	}
	for _, part := range []struct {
		places int
		text   string
	}{{inTitle, of.Title}, {inKeywords, keywords}, {inDescription, of.Description}, {inFound, of.Found}} {
		p.text(n, part.places, part.text)
		p.spoken.sites(part.text, func(word string) { p.text(n, part.places, word) })
	}
}

func (p *postings) text(n, places int, text string) {
	at := uint64(n)<<8 | uint64(places)
	scan(text, func(a, b rune) {
		if a == 0 && places < inKeywords {
			return // a single character is looked for where it means most
		}
		if a == 0 && p.mine(b) || a != 0 && p.mine(a, b) {
			p.found = append(p.found, uint64(term(a)<<16|term(b))<<32|at)
		}
	}, func(word string) {
		if !p.mine([]rune(word)...) {
			return
		}
		number, ok := p.numbers[word]
		if !ok {
			number = firstWord + term(len(p.words))
			p.numbers[word] = number
			p.words = append(p.words, word)
		}
		p.found = append(p.found, uint64(number)<<32|at)
	})
}

// mine reports whether a term belongs to this part.
func (p *postings) mine(term ...rune) bool { return p.fileOf(term...)%p.parts == p.part }

// write makes the files of the part, of the sorted postings.
func (p *postings) write() []output.File {
	files := make([][]byte, p.files)
	for list := p.found; len(list) > 0; {
		n := 0
		for n < len(list) && list[n]>>32 == list[0]>>32 {
			n++
		}
		name := p.name(term(list[0] >> 32))
		file := &files[p.fileOf([]rune(name)...)]
		if *file != nil {
			*file = append(*file, ',')
		}
		*file = append(append(append(*file, '"'), name...), `":[`...)
		*file = append(p.list(*file, list[:n]), ']')
		list = list[n:]
	}
	var out []output.File
	for i := p.part; i < p.files; i += p.parts {
		out = append(out, output.File{Path: fmt.Sprintf("search/terms/%d.json", i), Data: slices.Concat([]byte{'{'}, files[i], []byte{'}'})})
	}
	return out
}

// name is a term as it is typed.
func (p *postings) name(t term) string {
	switch a, b := rune(t>>16), rune(t&0xffff); {
	case t < firstWord:
		return string(b)
	case han(a):
		return string([]rune{a, b})
	}
	return p.words[t-firstWord]
}

// list writes the pages of a term: how many there are, then, by falling weight, −weight and the distances of the numbers of
// its pages, the first from −1.
func (p *postings) list(to []byte, found []uint64) []byte {
	var pages []uint32 // 8 bits of 255 − weight, 24 of the page
	for len(found) > 0 {
		number, places := found[0]>>8&0xffffff, 0
		for len(found) > 0 && found[0]>>8&0xffffff == number {
			places |= int(found[0] & 0xff)
			found = found[1:]
		}
		w := int(p.worths[number]) * weight(places, int(p.titles[number]))
		pages = append(pages, uint32(255-w)<<24|uint32(number))
	}
	slices.Sort(pages)
	to = strconv.AppendInt(to, int64(len(pages)), 10)
	heavy, last := 0, 0
	for _, x := range pages[:min(len(pages), termPages)] {
		if w := 255 - int(x>>24); w != heavy {
			heavy, last = w, -1
			to = strconv.AppendInt(append(to, ','), int64(-w), 10)
		}
		n := int(x & 0xffffff)
		to = strconv.AppendInt(append(to, ','), int64(n-last), 10)
		last = n
	}
	return to
}

// unitOf is the unit that a page is about: its address ends in the id of one.
func (s *site) unitOf(p *page) (model.Region, bool) {
	last := path.Base(p.Path)
	if p.Column == "announcements" {
		last = strings.TrimPrefix(last, "service-")
	}
	return s.Region(last)
}

// unitName is the short name of the unit that a page is about; empty if it is about none.
func (s *site) unitName(p *page) string {
	unit, _ := s.unitOf(p)
	return unit.Short.Text
}
