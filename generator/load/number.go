package load

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/source"
)

// span is a stretch of personal data in a text, in bytes.
type span struct {
	from, to int
	what     string
	mobile   bool
}

// destroyed is a long number that a spreadsheet has rounded away.
var destroyed = regexp.MustCompile(`^\d(\.\d+)?[eE]\+1[4-9]$`)

// personal finds identity numbers, mobile numbers and bank cards, however they are spaced and dressed.
func personal(text string) []span {
	if trimmed := strings.TrimSpace(text); destroyed.MatchString(trimmed) {
		return []span{{0, len(text), "被表格软件改成科学计数的长号码", false}}
	}
	return slices.DeleteFunc(inStretches(text), func(f span) bool {
		return f.mobile && isAmount(text[f.from:]) || f.what != identity && (inPath(text, f) || inCreditCode(text, f))
	})
}

// inStretches finds the numbers of each stretch. A word ends every number, so that nothing is found across two of them.
func inStretches(text string) []span {
	var found, spelled []span
	for s, ok := stretchOf(text, 0); ok; s, ok = stretchOf(text, s.to) {
		found = append(found, inText(text[s.from:s.to], s.from, false)...)
		if s.spelled {
			spelled = append(spelled, inText(text[s.from:s.to], s.from, true)...)
		}
	}
	return withSpelled(found, spelled)
}

// withSpelled adds the numbers that are spelled, where none was found in digits.
func withSpelled(found, spelled []span) []span {
	for _, f := range spelled {
		if !slices.ContainsFunc(found, func(g span) bool { return f.from < g.to && g.from < f.to }) {
			found = append(found, f)
		}
	}
	return found
}

// numerals are the digits as they are spelled in Chinese, and on the telephone, each line from 0 to 9.
const numerals = "〇一二三四五六七八九" + "零壹贰叁肆伍陆柒捌玖" + "零幺两三四五六七八九" + "零壹貳參肆伍陸柒捌玖"

// spelledOut is the number of Chinese numerals from which a number is believed to be spelled: 一 alone also stands for a
// dash that somebody could not find.
const spelledOut = 3

// spells are the digits that Chinese numerals spell.
var spells = func() map[rune]rune {
	all, i := map[rune]rune{}, rune(0)
	for _, n := range numerals {
		all[n] = '0' + i%10
		i++
	}
	return all
}()

// numeral returns the digit that a Chinese numeral spells.
func numeral(r rune) (rune, bool) {
	d, ok := spells[r]
	return d, ok
}

// inText finds numbers in digits, and, spelled, those that are written with Chinese numerals. It takes two passes: in
// 13900139000一并 the numeral is a word. The text is part of a longer one, of which it begins at base.
func inText(text string, base int, spelled bool) []span {
	var s numbers
	for i, r := range text {
		i += base
		to := i + utf8.RuneLen(r)
		switch {
		case r < utf8.RuneSelf:
			s.read(r, i, to)
		case unicode.In(r, unicode.Cf, unicode.Mn, unicode.Me): // nobody sees U+00AD, and 1\uFE0F\u20E3 is read as 1
		default:
			for _, r := range source.Fold(r) {
				if d, ok := numeral(r); ok && spelled {
					r = d
				}
				s.read(r, i, to)
			}
		}
	}
	s.flush()
	if !spelled {
		return s.found
	}
	return slices.DeleteFunc(s.found, func(f span) bool {
		n := 0
		for _, r := range text[f.from-base : f.to-base] {
			if _, ok := numeral(r); ok {
				n++
			}
		}
		return n < spelledOut
	})
}
