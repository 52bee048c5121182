package audit

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// doubt is a text that is nobody's unless an editor wrote the same elsewhere: a description, an entry of the search index.
type doubt struct {
	text
	line  int
	where string
	words string
	whole bool // it repeats a statement as a whole, or nothing
}

// around is how much of a text beside a number tells where it is from.
const around = 3

// beside keeps, also in all, the hashes of each number of a text that editors wrote with the words around it, three signs in
// all, as alike asks for them. It returns the last part of the text, which does not end there when more of it follows.
func (s *folder) beside(words string, all map[uint64]bool) string {
	last := ""
	if words = readable(words); !hasDigit(words) {
		last = words
	} else {
		neighbourhoods(words, func(part string, _ bool) {
			s.besidePart(last, all)
			last = part
		})
	}
	if !hasDigit(last) {
		return last[back(last, 0, len(last)):] // what would be near a digit that comes next
	}
	return last
}

// besidePart keeps what beside does of one part.
func (s *folder) besidePart(part string, all map[uint64]bool) {
	if !hasDigit(part) { // further from every number than around
		return
	}
	known, ok := s.parts.of(part)
	if !ok {
		known = numbersOfPart(part)
		s.parts.keep(strings.Clone(part), known)
	}
	for _, n := range known {
		if !all[n] {
			all[n] = true
			s.theirs.add(n)
		}
	}
}

func numbersOfPart(part string) (list []uint64) {
	part = withoutBlanks(strings.ReplaceAll(strip(part, editorsForms), "\x00", ""))
	for _, at := range numbersIn(part) {
		_, sign := utf8.DecodeRuneInString(part[at[0]:])
		if part[at[0]] >= '0' && part[at[0]] <= '9' {
			sign = 0
		}
		for _, from := range slices.Compact([]int{at[0], at[0] + sign}) { // with its sign, and without
			for back := range around + 1 {
				if own := cutOut(part, from, at[1], back, around-back); own != "" {
					list = append(list, hashOf(own))
				}
			}
		}
	}
	return list
}

// cutOut is a part of a text with so many signs before it and after it; empty where there are not as many.
func cutOut(words string, from, to, back, ahead int) string {
	for range back {
		_, n := utf8.DecodeLastRuneInString(words[:from])
		if from -= n; n == 0 {
			return ""
		}
	}
	for range ahead {
		_, n := utf8.DecodeRuneInString(words[to:])
		if to += n; n == 0 {
			return ""
		}
	}
	return words[from:to]
}

// editorsForms are those of what editors wrote.
var editorsForms = anyOf(guideForms)

// judgeDoubts looks the doubtful numbers up in what editors wrote: there must be the same number with the same words after
// it, or before it. It forgets the doubts.
func (s *folder) judgeDoubts() {
	for _, d := range s.doubts {
		if !s.answered(d) {
			d.plain(d.line, d.where, d.words)
		}
	}
	s.doubts = nil
}

// answered reports whether what is known of editors' texts so far answers a doubt.
func (s *folder) answered(d doubt) bool {
	return d.alike(s.theirs.has) || len(d.claims(unstated(d.words, s.stated))) == 0
}

// alike reports whether each number of a doubtful text is known: it is a telephone number that the site links, or has is
// told of it with the words around.
func (d doubt) alike(has func(uint64) bool) bool {
	if d.whole {
		return false
	}
	words := withoutBlanks(strings.ReplaceAll(strip(readable(d.words), d.forms), "\x00", ""))
	alone := numbersIn(words)
	return alone != nil && !slices.ContainsFunc(alone, func(at [2]int) bool { return !d.calls(words, at) && !alike(has, words, at) })
}

// calls reports whether a number of a text is a telephone number that the site links.
func (s *folder) calls(words string, at [2]int) bool {
	return s.phones[words[at[0]:at[1]]] && !unitNext.MatchString(words[at[1]:])
}

// alike reports whether a number of a text stands in what editors wrote with the same words around it: those after it, or
// those before it. Where there are fewer than around on that side, as many are taken of the other as are missing.
func alike(has func(uint64) bool, words string, at [2]int) bool {
	before, after := utf8.RuneCountInString(words[:at[0]]), utf8.RuneCountInString(words[at[1]:])
	with := func(back, ahead int) bool { return has(hashOf(cutOut(words, at[0], at[1], back, ahead))) }
	return before+after >= around && (with(max(0, around-after), min(around, after)) || with(min(around, before), max(0, around-before)))
}

// blank is what a number may be cut by.
var blank = regexp.MustCompile(`\s+`)

// pageAddress is the address of a page of the site, alone.
var pageAddress = regexp.MustCompile(`^(?:https?://[^/\s]+)?/([\w./-]*)$`)

// ownBase is the address of a site, as the first page says it of itself.
var ownBase = regexp.MustCompile(`<link rel="canonical" href="(https?://[^\s"<>?#]+/)">`)

// baseOf is the address of a site; empty when it has none.
func baseOf(site fs.FS) string {
	data, err := fs.ReadFile(site, "index.html")
	if m := ownBase.FindSubmatch(data); err == nil && m != nil {
		return string(m[1])
	}
	return ""
}

// within writes the addresses of the site without what is before its paths: a port, or the folder of a server.
func (s *folder) within(words string) string {
	if s.base == "" {
		return words
	}
	return strings.ReplaceAll(words, s.base, "/")
}

// addressOf is the file of an address.
func addressOf(words string) string {
	if !strings.HasPrefix(words, "/") && !strings.HasPrefix(words, "http") {
		return ""
	}
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
	words = t.within(words)
	if t.claimed(words) && !t.files.has(addressOf(words)) {
		t.doubts = append(t.doubts, doubt{t, line, where, words, false})
	}
}

// repeatsWhole judges a text of a page that may repeat what an editor wrote, but only as a whole.
func (t text) repeatsWhole(line int, where, words string) {
	words = t.within(words)
	if t.claimed(words) {
		t.doubts = append(t.doubts, doubt{t, line, where, words, true})
	}
}
