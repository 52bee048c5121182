package load

import (
	"unicode"
	"unicode/utf8"

	"gongkai/generator/source"
)

// possible reports whether a text has room for a personal number at all: as many digits, of any kind, as the shortest
// of them without a word between. Nearly all text has not, and the search costs fifty times this look. What it cannot
// tell it takes for possible.
func possible(text string) bool {
	n := 0
	for i := 0; i < len(text) && n < shortest; {
		c := text[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case '0' <= c && c <= '9' || c == 'x' || c == 'X':
				n++
			case 'a' <= c|0x20 && c|0x20 <= 'z':
				n = 0
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		switch {
		case r >= 0x4E00 && r < 0xA000:
			if spelling[r-0x4E00] {
				n++
			} else {
				n = 0
			}
		case r >= 0x3000 && r <= 0x3006, r >= 0x3008 && r <= 0x3015, r >= 0xFF01 && r <= 0xFF0F, r == 0xFF1A, r == 0xFF1B, r == 0xFF1F, r >= 0x2014 && r <= 0x201D:
			// the marks of Chinese text: no word and no digit
		case r == 0x3007:
			n++ // 〇
		case !unicode.In(r, unicode.Cf, unicode.Mn, unicode.Me):
			for _, r := range source.Fold(r) {
				if _, ok := numeral(r); ok || r >= '0' && r <= '9' || r == 'X' || r == 'x' {
					n++
				}
			}
		}
	}
	return n >= shortest
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
