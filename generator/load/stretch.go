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
	s, n := stretch{from: from}, 0
	for i := from; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = decode(text[i:])
		}
		word := false
		switch {
		case '0' <= r && r <= '9' || r == 'x' || r == 'X':
			n++
		case r < utf8.RuneSelf:
			word = 'a' <= r|0x20 && r|0x20 <= 'z'
		case r >= 0x4E00 && r < 0xA000:
			if word = !spelling[r-0x4E00]; !word {
				n, s.spelled = n+1, true
			}
		case r == '〇':
			n, s.spelled = n+1, true
		case r >= 0x3001 && r <= 0x3006, r >= 0x3008 && r <= 0x3015, r >= 0xFF01 && r <= 0xFF0F, r == 0xFF1A, r == 0xFF1B, r == 0xFF1F, r >= 0x2014 && r <= 0x201D:
			// the marks of Chinese text: no word and no digit
		case !unicode.In(r, unicode.Cf, unicode.Mn, unicode.Me):
			for _, r := range source.Fold(r) {
				if _, ok := numeral(r); ok || r >= '0' && r <= '9' || r == 'X' || r == 'x' {
					n++
				}
			}
		}
		if word {
			if n >= shortest {
				s.to = i
				return s, true
			}
			s, n = stretch{from: i + size}, 0
		}
		i += size
	}
	s.to = len(text)
	return s, n >= shortest
}

// decode is utf8.DecodeRuneInString, fast for most Han characters: no two of their bytes together can be wrong.
func decode(text string) (rune, int) {
	if len(text) > 2 && 0xE3 < text[0] && text[0] < 0xEA && text[1]&0xC0 == 0x80 && text[2]&0xC0 == 0x80 {
		return rune(text[0]&0x0F)<<12 | rune(text[1]&0x3F)<<6 | rune(text[2]&0x3F), 3
	}
	return utf8.DecodeRuneInString(text)
}

// spelling are the numerals among the Han characters from U+4E00 to U+9FFF, for a look without a map.
var spelling = func() *[0x5200]bool {
	var all [0x5200]bool
	for r := range spells {
		if r >= 0x4E00 && r < 0xA000 {
			all[r-0x4E00] = true
		}
	}
	return &all
}()
