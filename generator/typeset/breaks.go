package typeset

import "strings"

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
			for k := i; k < len(chars) && numeral(chars[k].Rune); k++ {
				may[k] = false
				if k+1 < len(chars) && strings.ContainsRune(single, chars[k+1].Rune) {
					may[k+1] = false
				}
			}
		}
	}
	return may
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

// units of more than one character, longest first; single characters follow in one string.
var units = []string{"个工作日", "百分点", "个季度", "个月", "周岁", "小时", "分钟", "人次", "季度", "学时", "周年"}

const (
	powers = "十百千万亿余多"
	single = "个人户场元年月日号时分秒岁周次家项条件天名位倍页行级期届亩吨米笔套批类种点"
)

// unit returns how many of the characters after a number belong to it.
//
// 0.3个 and 百分点 may come apart, since the whole is half a dozen characters, but 百分点 itself never does.
func unit(chars []Char) int {
	n := 0
	for n < len(chars) && n < 3 && strings.ContainsRune(powers, chars[n].Rune) {
		n++
	}
	for _, u := range units {
		if starts(chars[n:], u) {
			return n + len([]rune(u))
		}
	}
	if n < len(chars) && strings.ContainsRune(single, chars[n].Rune) {
		n++
	}
	return n
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
