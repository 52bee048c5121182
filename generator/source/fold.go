package source

import (
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold returns what a character looks like in ASCII, as far as Unicode knows: compatibility forms (NFKC: full width,
// ①, ⁰, Ⅹ) and the decimal digits of every script. It is for searching: a number is the same number in any dress.
func Fold(r rune) string {
	switch {
	case r < 0x80 || unicode.Is(unicode.Han, r):
		return string(r)
	case unicode.Is(unicode.Nd, r):
		return string('0' + decimal(r))
	}
	for _, one := range ones {
		if r >= one && r < one+9 {
			return string('1' + r - one)
		}
	}
	return norm.NFKC.String(string(r))
}

// ones are the first of nine circled digits that have no compatibility form: ⓵ ❶ ➀ ➊.
var ones = []rune{0x24F5, 0x2776, 0x2780, 0x278A}

// decimal is the value of a decimal digit: Unicode encodes them in runs from 0 to 9.
func decimal(r rune) rune {
	for _, t := range unicode.Nd.R16 {
		if r >= rune(t.Lo) && r <= rune(t.Hi) {
			return (r - rune(t.Lo)) % 10
		}
	}
	for _, t := range unicode.Nd.R32 {
		if r >= rune(t.Lo) && r <= rune(t.Hi) {
			return (r - rune(t.Lo)) % 10
		}
	}
	return 0
}
