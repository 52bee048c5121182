package typeset

import "unicode"

// class is what a character does at the end of a line. The table follows GB/T 15834 (标点) and JIS X 4051, and knows
// the numbers of official documents, which UAX #14 breaks: 11.4万, 10月15日, 〔2022〕3号.
type class uint8

const (
	wide    class = iota // Han, kana, full-width letters and symbols: a line may end on either side
	digit                // 0–9
	letter               // Latin and everything else that has words
	space                // never begins a line
	opening              // never ends a line: （《“〔
	closing              // never begins a line: ）》”〕
	stop                 // never begins a line: ，。、；：？！%
	joint                // between the parts of one thing: ～ – - / ·
	sign                 // belongs to the number after it: − + ±
	prefix               // belongs to the number after it: ￥ $ 第
	dash                 // ——, never apart
	dots                 // ……, never apart, never begins a line
)

func classOf(r rune) class {
	switch r {
	case ' ', '\t', '\n', '\u3000', '\u200b':
		return space
	case '（', '(', '《', '〈', '“', '‘', '〔', '【', '「', '『', '[', '{', '［', '｛':
		return opening
	case '）', ')', '》', '〉', '”', '’', '〕', '】', '」', '』', ']', '}', '］', '｝':
		return closing
	case '，', '。', '、', '；', '：', '？', '！', '．', ',', '.', ';', ':', '?', '!', '%', '％', '‰', '℃', '°', '々':
		return stop
	case '～', '~', '–', '-', '/', '·', '・', '－', '_', '@', '=', '&', '#', '+':
		return joint
	case '−', '±', '×', '÷', '＋':
		return sign
	case '￥', '¥', '$', '№', '第', '≥', '≤', '＞', '＜', '>', '<', '≈', '*':
		return prefix
	case '—':
		return dash
	case '…':
		return dots
	}
	switch {
	case r >= '0' && r <= '9':
		return digit
	case r < 0x2E80 && (unicode.IsLetter(r) || unicode.IsMark(r) || r < 0x250):
		return letter
	}
	return wide
}

// stretches reports whether justification may open the gap between two characters: not inside numbers and words,
// not between a bracket and what it holds, not before a mark.
func stretches(a, b rune) bool {
	x, y := classOf(a), classOf(b)
	switch {
	case y == space, y == closing, y == stop, x == opening, x == dash && y == dash, x == dots && y == dots:
		return false
	case x == space:
		return true
	case x == joint, y == joint, x == sign:
		return false
	case x == prefix && a != '第':
		return false
	}
	word := func(c class, r rune) bool { return c == digit || c == letter || c == stop && r < 0x250 }
	return !(word(x, a) && word(y, b))
}
