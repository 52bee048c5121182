package load

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// amount is a number with what it counts. 个人 and 元旦 are words of their own.
var amount = regexp.MustCompile(`^\d+[ \x{3000}]?(?:[万亿人户]|元(?:[^旦]|$)|个(?:[^人]|$))`)

func isAmount(text string) bool { return amount.MatchString(text) }

// address is an address as far as its path goes; a number to dial is never a path.
var address = regexp.MustCompile(`https?://[A-Za-z0-9.:-]+(/[A-Za-z0-9._~%/-]*)`)

// inPath reports whether a number is part of a name in the path of a web address, as the serial number of an article
// is: art_62101_13812345678.html. A name that is all number is believed to be one.
func inPath(text string, s span) bool {
	for _, at := range address.FindAllStringSubmatchIndex(text, -1) {
		if s.from < at[2] || s.to > at[3] {
			continue
		}
		from := strings.LastIndexByte(text[:s.from], '/') + 1
		name, _, _ := strings.Cut(text[from:at[3]], "/")
		return s.to <= from+len(name) && strings.ContainsFunc(name, unicode.IsLetter)
	}
	return false
}

// creditSigns are the characters of a unified social credit code in the order of their values (GB 32100).
const creditSigns = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// inCreditCode reports whether a number is, or begins, the code of an organization, by its check character: that of a
// public institution begins with 12 or 13, as some mobile numbers do.
func inCreditCode(text string, s span) bool {
	sign := func(i int) bool { return i >= 0 && i < len(text) && strings.IndexByte(creditSigns, text[i]) >= 0 }
	from, to := s.from, s.to
	for sign(from - 1) {
		from--
	}
	for sign(to) {
		to++
	}
	code := text[from:to]
	if len(code) != 18 || !ascii(code[1:8]) || !slices.Contains(provinces, code[2:4]) || !strings.ContainsFunc(code, unicode.IsLetter) {
		return false
	}
	sum, weight := 0, 1
	for i := range 17 {
		sum, weight = sum+strings.IndexByte(creditSigns, code[i])*weight, weight*3%31
	}
	return code[17] == creditSigns[(31-sum%31)%31]
}
