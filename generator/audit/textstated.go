package audit

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// statement is a text that editors wrote, as a whole: a title, a name, an address. Other places – titles of windows, lists,
// documents, feeds – repeat it, and say no more by that than the element data-prose does in which it stands.

const (
	statementLetters = 4   // fewer than that tell nothing about a number beside them
	statementRunes   = 300 // a longer text is not repeated as a whole
)

// state keeps a text of an element data-prose.
func (s *folder) state(words string) {
	words = blank.ReplaceAllString(readable(words), "")
	letters := 0
	for _, r := range words {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	if letters >= statementLetters && utf8.RuneCountInString(words) <= statementRunes && (anyNumber.MatchString(words) || spelled.MatchString(words)) {
		s.stated[words] = true
	}
}

// statements lists what was kept, the longest first.
func (s *folder) statements() []string {
	list := make([]string, 0, len(s.stated))
	for words := range s.stated { // sorted below
		list = append(list, words)
	}
	slices.SortFunc(list, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	return list
}

// unstated is a text without the statements in it, wherever a line of it was broken.
func unstated(words string, statements []string) string {
	if len(statements) == 0 {
		return words
	}
	signs := []rune(readable(words))
	var dense strings.Builder
	var places []int // of the signs by their byte in dense
	for i, r := range signs {
		if unicode.IsSpace(r) || r == '\x1E' { // between the texts of a document
			continue
		}
		for range utf8.RuneLen(r) {
			places = append(places, i)
		}
		dense.WriteRune(r)
	}
	left := dense.String()
	for _, statement := range statements {
		for {
			at := strings.Index(left, statement)
			if at < 0 || cutsNumber(left, at, at+len(statement)) {
				break
			}
			for i := at; i < at+len(statement); i++ {
				signs[places[i]] = figureSign
			}
			left = left[:at] + strings.Repeat("\x00", len(statement)) + left[at+len(statement):]
		}
	}
	return string(signs)
}

// cutsNumber reports whether a part of a text begins or ends within a number: 3批 is no part of 13批.
func cutsNumber(s string, from, to int) bool {
	digit := func(i int) bool { return i >= 0 && i < len(s) && (s[i] >= '0' && s[i] <= '9' || s[i] == '.') }
	return digit(from-1) && digit(from) || digit(to-1) && digit(to)
}
