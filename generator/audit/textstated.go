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
	if words = statementOf(words); words != "" {
		s.stated.add(words)
	}
}

// statementOf is a text without its blanks if it is one; empty otherwise.
func statementOf(words string) string {
	if !mayCount(words) {
		return ""
	}
	words = withoutBlanks(readable(words))
	letters, runes := 0, 0
	for _, r := range words {
		if runes++; runes > statementRunes {
			return ""
		}
		if isHan(r) || unicode.IsLetter(r) {
			letters++
		}
	}
	if letters >= statementLetters && (hasDigit(words) || maySpell(words) && spelled.MatchString(words)) {
		return words
	}
	return ""
}

// statements are the texts that were kept: of each its hash, so that those of a hundred thousand pages stay small.
type statements struct {
	hashes  hashes
	lengths []bool // in bytes, of those that are there
}

func (s *statements) add(words string) {
	if n := len(words) + 1 - len(s.lengths); n > 0 {
		s.lengths = append(s.lengths, make([]bool, n)...)
	}
	s.lengths[len(words)] = true
	s.hashes.add(hashOf(words))
}

// within lists the statements that stand in a text without blanks, the longest first.
func (s *statements) within(dense string) []string {
	if s == nil || s.hashes.empty() || !mayCount(dense) {
		return nil
	}
	sums := sumsOf(dense)
	number := make([]int, len(dense)+1) // where the next number may begin, by the byte from which it is looked for
	number[len(dense)] = len(dense)
	for i := len(dense) - 1; i >= 0; i-- {
		number[i] = number[i+1]
		if r, _ := utf8.DecodeRuneInString(dense[i:]); r >= '0' && r <= '9' || isNumeral(r) {
			number[i] = i
		}
	}
	var list []string
	for from := range dense {
		if !utf8.RuneStart(dense[from]) {
			continue
		}
		for n := number[from] + 1 - from; n < len(s.lengths) && from+n <= len(dense); n++ {
			if s.lengths[n] && s.hashes.has(sums.between(from, from+n)) {
				list = append(list, dense[from:from+n])
			}
		}
	}
	slices.SortFunc(list, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	return slices.Compact(list)
}

// unstated is a text without the statements in it, wherever a line of it was broken.
func unstated(words string, stated *statements) string {
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
	for _, statement := range stated.within(left) {
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
