package audit

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
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

// editors is all that editors wrote, without what is known to be no figure.
func (s *folder) editors() string {
	return blank.ReplaceAllString(strings.ReplaceAll(strip(readable(s.theirs.String()), anyOf(guideForms)), "\x00", ""), "")
}

// judgeDoubts looks the doubtful numbers up in what editors wrote: there must be the same number with the same words after
// it, or before it.
func (s *folder) judgeDoubts(theirs string) {
	statements := s.statements()
	for _, d := range s.doubts {
		words := blank.ReplaceAllString(strings.ReplaceAll(strip(readable(d.words), d.forms), "\x00", ""), "")
		alone := anyNumber.FindAllStringIndex(words, -1)
		if d.whole || alone == nil || slices.ContainsFunc(alone, func(at []int) bool { return !s.calls(words, at) && !alike(theirs, words, at) }) {
			if len(d.claims(unstated(d.words, statements))) > 0 {
				d.plain(d.line, d.where, d.words)
			}
		}
	}
}

// calls reports whether a number of a text is a telephone number that the site links.
func (s *folder) calls(words string, at []int) bool {
	return s.phones[words[at[0]:at[1]]] && !unitNext.MatchString(words[at[1]:])
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
	if len(t.claims(words)) > 0 && !t.pages[addressOf(words)] {
		t.doubts = append(t.doubts, doubt{t, line, where, words, false})
	}
}

// repeatsWhole judges a text of a page that may repeat what an editor wrote, but only as a whole.
func (t text) repeatsWhole(line int, where, words string) {
	words = t.within(words)
	if len(t.claims(words)) > 0 {
		t.doubts = append(t.doubts, doubt{t, line, where, words, true})
	}
}
