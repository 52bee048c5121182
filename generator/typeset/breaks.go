package typeset

import (
	"strings"
	"unicode"
)

// breaks says for each i whether a line may end before chars[i]; breaks[0] is false.
func breaks(chars []Char) []bool {
	may := make([]bool, len(chars))
	for i := 1; i < len(chars); i++ {
		var before rune
		if i > 1 {
			before = chars[i-2].Rune
		}
		may[i] = breakable(before, chars[i-1].Rune, chars[i].Rune)
	}
	for i := 1; i < len(chars); i++ {
		switch {
		case classOf(chars[i-1].Rune) == digit:
			for k := range unit(chars[i:]) {
				may[i+k] = false
			}
		case starts(chars[i-1:], "百分点"):
			may[i], may[i+1] = false, false
		case chars[i-1].Rune == '第':
			k := i
			for ; k < len(chars) && numeral(chars[k].Rune); k++ {
				may[k] = false
			}
			if k > i && han(chars[k:]) {
				may[k] = false
			}
		}
	}
	for i, c := range chars {
		if c.Rune == '（' {
			hold(may, i, chars)
		}
	}
	addresses(may, chars)
	return may
}

// addresses lets a line end within an address on the web: after a mark that parts it, which a reader cannot take for the end
// of a word. Else the line before a long one is torn apart.
func addresses(may []bool, chars []Char) {
	for from := 0; from < len(chars); from++ {
		if !starts(chars[from:], "://") {
			continue
		}
		i := from + 2
		for ; i < len(chars) && chars[i].Rune > ' ' && chars[i].Rune < 0x80; i++ {
			if next := i + 1; next < len(chars) && strings.ContainsRune("/?&=_-", chars[i].Rune) && alphanumeric(chars[next].Rune) {
				may[next] = true
			}
		}
		from = i
	}
}

func alphanumeric(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

// Widest returns the width of the widest part of a text that no line end should cut, and whether it is a figure with
// its unit.
func Widest(chars []Char) (width int, figure bool) {
	may := breaks(chars)
	part, number := 0, false
	for i, c := range chars {
		if i == 0 || may[i] {
			part, number = 0, false
		}
		part, number = part+c.Width, number || classOf(c.Rune) == digit
		if c.Rune == '\n' {
			part, number = 0, false
		}
		if part > width {
			width, figure = part, number
		}
	}
	return width, figure
}

// hold keeps a bracket of at most four characters whole: （示例） is one word.
func hold(may []bool, open int, chars []Char) {
	for end := open + 1; end < len(chars) && end <= open+5; end++ {
		if chars[end].Rune == '）' {
			for i := open + 1; i <= end; i++ {
				may[i] = false
			}
			return
		}
	}
}

// breakable reports whether a line may end between a and b; before stands before a.
func breakable(before, a, b rune) bool {
	x, y := classOf(a), classOf(b)
	word := func(c class) bool { return c == digit || c == letter }
	switch {
	case y == space, y == closing, y == stop, y == dots, y == joint:
		return false
	case x == space:
		return true
	case x == opening, x == dash && y == dash:
		return false
	case word(x) && y == dash, x == dash && word(classOf(before)) && word(y): // 8:30—12:00
		return false
	case word(x) && word(y):
		return false
	case y == sign:
		return x == wide || x == stop || x == closing
	case x == sign, x == prefix:
		return !word(y) && y != sign && y != opening && !numeral(b)
	case x == joint:
		return !word(y)
	case x == stop && a < 0x250 && word(y): // 11.4, 8:30, 12,500, gongkai.example
		return !word(classOf(before))
	case x == closing && word(y): // 〔2022〕3号
		return a != '〕' && a != ')'
	case b == '〔': // 人社部发〔2022〕
		return false
	case (a == '年' || a == '月') && y == digit:
		return classOf(before) != digit
	}
	return true
}

// numeral reports whether r is a Chinese numeral: 第三条 holds together.
func numeral(r rune) bool { return strings.ContainsRune("一二三四五六七八九十百千零", r) }

// units of more than one character, longest first.
var units = []string{"个工作日", "千瓦时", "平方米", "立方米", "百分点", "个季度", "工作日", "个县", "个区", "个市", "个镇", "个村", "个月", "周岁",
	"小时", "分钟", "人次", "户次", "批次", "季度", "学时", "课时", "周年", "公里", "公斤", "公顷"}

// powers stand between a number and its unit.
const powers = "十百千万亿余多"

// unit returns how many of the characters after a number belong to it: a unit of the table, else the Han character that
// follows, whatever it is, for the units are too many to list; and what a price is for, as in 1000元/人.
//
// 0.3个 and 百分点 may come apart, since the whole is half a dozen characters, but 百分点 itself never does.
func unit(chars []Char) int {
	n := 0
	for n < len(chars) && n < 3 && strings.ContainsRune(powers, chars[n].Rune) {
		n++
	}
	n = max(n+one(chars[n:]), one(chars)) // 3千个, but 3千瓦时
	for n > 0 && n+1 < len(chars) && chars[n].Rune == '/' && han(chars[n+1:]) {
		n += 1 + one(chars[n+1:])
	}
	return n
}

// one returns the length of the unit that characters begin with.
func one(chars []Char) int {
	for _, u := range units {
		if starts(chars, u) {
			return len([]rune(u))
		}
	}
	if han(chars) {
		return 1
	}
	return 0
}

// han reports whether characters begin with a Han character.
func han(chars []Char) bool {
	return len(chars) > 0 && unicode.Is(unicode.Han, chars[0].Rune) && classOf(chars[0].Rune) == wide
}

func starts(chars []Char, s string) bool {
	i := 0
	for _, r := range s {
		if i == len(chars) || chars[i].Rune != r {
			return false
		}
		i++
	}
	return true
}
