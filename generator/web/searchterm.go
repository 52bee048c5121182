package web

import (
	"strings"
	"unicode/utf8"

	"gongkai/generator/model"
)

// Terms are what a query is compared by: two neighbouring characters of Chinese, which needs no dictionary of words; whole
// words of letters and digits; a number with 年, 月, 日 or 号 behind it, so that 10月 is not 第10项; and a single character
// for a query that has nothing else. templates/search.js reads queries in the same way.

// term is two characters of Chinese, each 16 bits; one; or, from firstWord on, the place of a word in a list: as no character
// is below 0x3400, there is room for it.
type term uint32

const firstWord term = 0x10000

func han(r rune) bool { return r >= 0x3400 && r <= 0x9fff }

// longestWord is that of an index; what is longer is an address or a hash.
const longestWord = 24

// fold makes letters and digits of full width, and capitals, what people type.
func fold(r rune) rune {
	if r >= 0xff01 && r <= 0xff5e {
		r -= 0xfee0
	}
	if r >= 'A' && r <= 'Z' {
		r += 'a' - 'A'
	}
	return r
}

// scan gives the terms of a text: pair has 0 in a for a single character.
func scan(text string, pair func(a, b rune), word func(string)) {
	var last rune
	var letters []byte
	digits := true
	flush := func() {
		if n := len(letters); n > 0 && n <= longestWord {
			word(string(letters))
		}
		letters, digits = letters[:0], true
	}
	for _, r := range text {
		r = fold(r)
		switch {
		case han(r) && len(letters) > 0 && digits && strings.ContainsRune("年月日号", r):
			counted := string(letters) + string(r)
			flush()
			word(counted)
			last = 0
		case han(r):
			flush()
			pair(0, r)
			if last != 0 {
				pair(last, r)
			}
			last = r
		case r >= '0' && r <= '9' || r >= 'a' && r <= 'z':
			letters, digits, last = append(letters, byte(r)), digits && r <= '9', 0
		default:
			flush()
			last = 0
		}
	}
	flush()
}

// spoken finds words in a text that the site has another word for.
type spoken struct {
	starts [0x10000]bool // characters that one begins with
	words  map[rune][]spokenWord
}

type spokenWord struct{ said, site string }

// numerals write numbers. A word with one is never added to a page: the index has no number that the page has not.
const numerals = "0123456789零〇一二两三四五六七八九十百千万亿"

func spokenWords(groups []model.Synonyms) *spoken {
	s := &spoken{words: map[rune][]spokenWord{}}
	for _, g := range groups {
		if strings.ContainsAny(g[0], numerals) {
			continue
		}
		for _, said := range g[1:] {
			r, _ := utf8.DecodeRuneInString(said)
			s.starts[r&0xffff] = true
			s.words[r] = append(s.words[r], spokenWord{said, g[0]})
		}
	}
	return s
}

// sites calls found with the site's word for each word of the text that has one.
func (s *spoken) sites(text string, found func(string)) {
	for i, r := range text {
		if r > 0xffff || !s.starts[r] {
			continue
		}
		for _, w := range s.words[r] {
			if strings.HasPrefix(text[i:], w.said) {
				found(w.site)
			}
		}
	}
}
