package load

import (
	"unicode"
	"unicode/utf8"

	"gongkai/generator/source"
)

// stretch is a part of a text without a word in it, so that a number may stand there.
type stretch struct {
	from, to int
	spelled  bool // it has Chinese numerals
}

// stretchOf finds the next stretch from a place on that has room for a personal number: as many digits, of any kind, as
// the shortest of them. Nearly all text has none, and the search costs fifty times this look. What it cannot tell it
// takes for a digit and for no word.
func stretchOf(text string, from int) (stretch, bool) {
	start, n, spelled := from, 0, false
	for i := from; i < len(text); {
		word, size := false, 1
		switch c := text[i]; {
		case 0xE4 <= c && c <= 0xE9 && i+2 < len(text) && text[i+1]&0xC0 == 0x80 && text[i+2]&0xC0 == 0x80:
			// Nearly all Han characters, U+4000 to U+9FFF; no two bytes that follow are wrong here.
			size = 3
			if spelling[int(c&0x0F)<<12|int(text[i+1]&0x3F)<<6|int(text[i+2]&0x3F)] {
				n, spelled = n+1, true
			} else {
				word = c > 0xE4 || text[i+1] >= 0xB8 // from U+4E00 on; others may be marks
			}
		case '0' <= c && c <= '9' || c == 'x' || c == 'X':
			n++
		case c < utf8.RuneSelf:
			word = 'a' <= c|0x20 && c|0x20 <= 'z'
		default:
			var r rune
			r, size = utf8.DecodeRuneInString(text[i:])
			n += digitsOf(r)
			spelled = spelled || r == '〇'
		}
		i += size
		if word {
			if n >= shortest {
				return stretch{start, i - size, spelled}, true
			}
			start, n, spelled = i, 0, false
		}
	}
	return stretch{start, len(text), spelled}, n >= shortest
}

// digitsOf counts the digits that a character is, in any dress.
func digitsOf(r rune) int {
	switch {
	case r >= 0x3001 && r <= 0x3006, r >= 0x3008 && r <= 0x3015, r >= 0xFF01 && r <= 0xFF0F, r == 0xFF1A, r == 0xFF1B, r == 0xFF1F, r >= 0x2014 && r <= 0x201D:
		return 0 // the marks of Chinese text
	case unicode.In(r, unicode.Cf, unicode.Mn, unicode.Me):
		return 0
	}
	n := 0
	for _, r := range source.Fold(r) {
		if _, ok := numeral(r); ok || r >= '0' && r <= '9' || r == 'X' || r == 'x' {
			n++
		}
	}
	return n
}

// spelling are the numerals among the Han characters up to U+9FFF, for a look without a map.
var spelling = func() *[0xA000]bool {
	var all [0xA000]bool
	for r := range spells {
		all[r] = true
	}
	return &all
}()
