package audit

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Almost every text of a site has no number. What follows sees that without a regular expression, a hundred times faster,
// and sends every doubtful text to them: it may say that there could be a number where there is none, never the contrary.

// numerals are the signs that numbers in words are made of, those of the pattern spelled.
const numerals = "〇零一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟廿"

// numeralSigns tells which of the Han signs are numerals, a bit each.
var numeralSigns = func() (set [hanSigns / 64]uint64) {
	for _, r := range numerals {
		if r >= firstHan {
			set[(r-firstHan)/64] |= 1 << ((r - firstHan) % 64)
		}
	}
	return set
}()

// The block of Han signs (Unicode, 4E00 to 9FFF); all of them are letters.
const (
	firstHan = 0x4E00
	hanSigns = 0x9FFF + 1 - firstHan
)

func isHan(r rune) bool { return r >= firstHan && r < firstHan+hanSigns }

func isNumeral(r rune) bool {
	return isHan(r) && numeralSigns[(r-firstHan)/64]>>((r-firstHan)%64)&1 == 1 || r == '〇'
}

// isPlain reports whether a sign is read as it stands, as readable does; others may be, too.
func isPlain(r rune) bool {
	return isHan(r) || r == '、' || r == '。' || r >= '〈' && r <= '】' || r >= '！' && r <= '／' || r >= '：' && r <= '＠' ||
		r >= 0x2010 && r <= 0x2027 || r == figureSign
}

// mayCount reports whether a text may have a number, in digits of any script or in words, blanks left out or not.
func mayCount[T string | []byte](s T) bool { return scanned(s, true) }

// maySpell reports whether a text may have a number in words.
func maySpell(s string) bool { return scanned(s, false) }

func scanned[T string | []byte](s T, digits bool) bool {
	from, before := -1, rune(0) // of the numerals that are read, and the sign before them
	var last rune
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		switch {
		case r >= '0' && r <= '9' && digits:
			return true
		case isBlank(r):
			i++
			continue
		case r >= utf8.RuneSelf:
			if r, n = signAt(s, i); digits && (r == utf8.RuneError || !isPlain(r) && readableSign(r) != r) {
				return true
			}
		}
		switch {
		case isNumeral(r):
			if from < 0 {
				from, before = i, last
			}
		case from >= 0:
			// Of what is taken out of a text before, 零就业 alone does not begin with a unit after its numeral.
			if before == '之' || counts(s[i:], r) || last == '零' && r == '就' {
				return true
			}
			from = -1
		}
		last = r
		i += n
	}
	return from >= 0 && (before == '之' || before == 0)
}

// counts reports whether what follows a number in words may make it one that counts something.
func counts[T string | []byte](rest T, r rune) bool {
	switch r {
	case '个':
		next, _ := signAt(rest, len("个"))
		return next == '百' || len(rest) == len("个") || isBlank(next)
	case '点':
		next, _ := signAt(rest, len("点"))
		return isNumeral(next) || isBlank(next)
	case '成':
		return len(rest) == len("成") || isBlank(rune(rest[len("成")]))
	}
	return r == '人' || r == '户' || r == '场' || r == '元'
}

// signAt is the sign that begins at a byte.
func signAt[T string | []byte](s T, i int) (rune, int) {
	if i+2 < len(s) && s[i]>>4 == 0xE && s[i] != 0xE0 && s[i] != 0xED && s[i+1]>>6 == 2 && s[i+2]>>6 == 2 {
		return rune(s[i]&0xF)<<12 | rune(s[i+1]&0x3F)<<6 | rune(s[i+2]&0x3F), 3
	}
	return utf8.DecodeRuneInString(string(s[i:min(len(s), i+utf8.UTFMax)]))
}

// numbersIn is where the numbers of a text are, as anyNumber finds them.
func numbersIn(s string) (list [][2]int) {
	digit := func(i int) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }
	for i := 0; i < len(s); i++ {
		if !digit(i) {
			continue
		}
		from := i
		if before := s[:i]; strings.HasSuffix(before, "+") || strings.HasSuffix(before, "-") {
			from--
		} else if strings.HasSuffix(before, "−") {
			from -= len("−")
		}
		for digit(i) {
			i++
		}
		if i < len(s) && s[i] == '.' && digit(i+1) {
			for i++; digit(i); {
				i++
			}
		}
		list = append(list, [2]int{from, i})
	}
	return list
}

// hasDigit reports whether a text has a digit of ASCII.
func hasDigit(s string) bool {
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			return true
		}
	}
	return false
}

// withoutBlanks takes blanks out of a text.
func withoutBlanks(s string) string {
	if !strings.ContainsAny(s, "\t\n\f\r ") {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for part := range strings.FieldsFuncSeq(s, isBlank) {
		b.WriteString(part)
	}
	return b.String()
}

// isBlank is \s of a pattern.
func isBlank(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' }

// spacious is how many Han signs in a row no form has on either side of its number: what a form can be drawn out over are
// letters of ASCII, blanks and colons, and its own words are shorter.
const spacious = 16

// neighbourhoods cuts a text into parts that have all its numbers with the words that tell their forms, and parts between
// them without a digit.
func neighbourhoods(s string, yield func(part string, near bool)) {
	from, cut, closed := 0, 0, 0 // of the part; where it may end; Han signs in a row
	near := false
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if c >= '0' && c <= '9' && !near {
				begin := back(s, from, i)
				if begin > from {
					yield(s[from:begin], false)
				}
				from, near = begin, true
			}
			closed, i = 0, i+1
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if closed++; !isHan(r) {
			closed = 0
		}
		if closed == spacious {
			cut = i
		}
		if near && closed == 2*spacious { // the first half for this number, the second one for the next
			yield(s[from:cut], true)
			from, near = cut, false
		}
	}
	if from < len(s) {
		yield(s[from:], near)
	}
}

// back is where the neighbourhood of a digit begins: with so many Han signs in a row.
func back(s string, from, digit int) int {
	closed := 0
	for at := digit; at > from; {
		r, n := utf8.DecodeLastRuneInString(s[from:at])
		at -= n
		if !isHan(r) {
			closed = 0
		} else if closed++; closed == spacious {
			return at
		}
	}
	return from
}

// readableSign is a sign as readable writes it; -1 is none.
func readableSign(r rune) rune {
	switch {
	case r < utf8.RuneSelf || isPlain(r):
		return r
	case unicode.Is(unicode.Nd, r): // blocks of ten, from 0 (Unicode, 4.6)
		first := r
		for unicode.Is(unicode.Nd, first-1) && r-first < 9 {
			first--
		}
		return '0' + (r-first)%10
	case unicode.In(r, unicode.Cf, unicode.Mn, unicode.Me, unicode.Co) || unicode.In(r, unicode.Other_Default_Ignorable_Code_Point):
		return -1
	case unicode.Is(unicode.No, r) || unicode.Is(unicode.Nl, r) && r != '〇':
		return '9' // a number in one sign, of whatever size
	}
	return r
}
