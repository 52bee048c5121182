package load

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/model"
	"gongkai/generator/source"
)

// span is a stretch of personal data in a text, in bytes.
type span struct {
	from, to int
	what     string
	mobile   bool
}

// provinces are the first two digits of an identity number (GB/T 2260, with 81–83 of the residence permits).
var provinces = strings.Fields("11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91")

// issuers are the first digits and the lengths of bank cards. The Luhn check alone passes one number in ten, so that no
// issuer has a length that its cards do not have: codes of Gansu begin with 62 and have 18 digits.
var issuers = []struct {
	prefix  string
	lengths []int
}{{"62", []int{16, 19}}, {"622258", []int{17}}, {"622259", []int{17}}, {"622892", []int{18}}, {"601428", []int{17}}, {"405512", []int{17}}, {"456351", []int{19}}, {"4", []int{16}}, {"51", []int{16}}, {"52", []int{16}}, {"53", []int{16}}, {"54", []int{16}},
	{"55", []int{16}}, {"35", []int{16}}, {"60", []int{19}}, {"95588", []int{19}}, {"436742", []int{19}}, {"9559", []int{19}}}

// destroyed is a long number that a spreadsheet has rounded away.
var destroyed = regexp.MustCompile(`^\d(\.\d+)?[eE]\+1[4-9]$`)

func isHyphen(r rune) bool { return r == '-' || r >= 0x2010 && r <= 0x2015 || r == 0x2212 }

// bond says how two groups of digits belong together. The looser it is, the more a number must look like one.
type bond uint8

const (
	tight bond = iota // one blank, hyphens: a number is often written so
	loose             // marks and line ends that divide a number as well as two numbers: 138.1234.5678, but also 2022.10
	wide              // other marks, and the gaps that align columns: only an identity number with its check character is believed
)

func bondOf(r rune) bond {
	switch {
	case r == '\t':
		return wide
	case isBlank(r) || isHyphen(r):
		return tight
	case strings.ContainsRune(".,·•‧∙⋅・。/_()*~:\\\n", r):
		return loose
	}
	return wide
}

// digit is one digit of a text with its place in bytes.
type digit struct {
	char     byte
	from, to int
}

// group is a run of digits with its bond to the group before.
type group struct {
	digits []digit
	bond   bond
}

// personal finds identity numbers, mobile numbers and bank cards, however they are spaced and dressed.
func personal(text string) []span {
	if trimmed := strings.TrimSpace(text); destroyed.MatchString(trimmed) {
		return []span{{0, len(text), "被表格软件改成科学计数的长号码", false}}
	}
	if len(text) < shortest {
		return nil
	}
	found := inText(text, false)
	if strings.ContainsAny(text, numerals) {
		for _, f := range inText(text, true) {
			if !slices.ContainsFunc(found, func(g span) bool { return f.from < g.to && g.from < f.to }) {
				found = append(found, f)
			}
		}
	}
	return slices.DeleteFunc(found, func(f span) bool {
		return f.mobile && isAmount(text[f.from:]) || f.what != identity && (inPath(text, f) || inCreditCode(text, f))
	})
}

// numerals are the digits as they are spelled in Chinese, and on the telephone, each line from 0 to 9.
const numerals = "〇一二三四五六七八九" + "零壹贰叁肆伍陆柒捌玖" + "零幺两三四五六七八九" + "零壹貳參肆伍陸柒捌玖"

// spelledOut is the number of Chinese numerals from which a number is believed to be spelled: 一 alone also stands for a
// dash that somebody could not find.
const spelledOut = 3

// numeral returns the digit that a Chinese numeral spells.
func numeral(r rune) (rune, bool) {
	i := 0
	for _, n := range numerals {
		if n == r {
			return '0' + rune(i%10), true
		}
		i++
	}
	return 0, false
}

// inText finds numbers in digits, and, spelled, those that are written with Chinese numerals. It takes two passes: in
// 13900139000一并 the numeral is a word.
func inText(text string, spelled bool) []span {
	var s numbers
	for i, r := range text {
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
		for _, r := range text[f.from:f.to] {
			if _, ok := numeral(r); ok {
				n++
			}
		}
		return n < spelledOut
	})
}

// shortest is the number of digits of a mobile number, the shortest of the numbers looked for.
const shortest = 11

func countDigits(text string) int {
	n := 0
	for _, r := range text {
		for _, r := range source.Fold(r) {
			if r >= '0' && r <= '9' {
				n++
			}
		}
	}
	return n
}

// numbers collects groups of digits between which there are no words.
type numbers struct {
	groups  []group
	joined  bool // a digit was just read
	bond    bond // of what was read since the last digit
	blanks  int  // read one after the other, on this line
	newLine bool // a line has just begun: a hyphen there makes a list
	found   []span
}

func (s *numbers) read(r rune, from, to int) {
	switch {
	case r >= '0' && r <= '9':
		if !s.joined {
			if s.blanks > 1 {
				s.bond = wide
			}
			s.groups = append(s.groups, group{bond: s.bond})
		}
		s.joined, s.bond, s.blanks, s.newLine = true, tight, 0, false
		last := &s.groups[len(s.groups)-1]
		last.digits = append(last.digits, digit{byte(r), from, to})
	case (r == 'x' || r == 'X') && s.joined:
		last := &s.groups[len(s.groups)-1]
		last.digits = append(last.digits, digit{'X', from, to})
	case unicode.IsLetter(r):
		s.flush()
	default:
		b := bondOf(r)
		if s.newLine && !isBlank(r) && r != '\n' {
			b = wide
		}
		switch {
		case isBlank(r) && !s.newLine:
			s.blanks++
		case r == '\n':
			s.blanks = 0
		case !isBlank(r) && s.blanks > 1:
			b = wide
		case !isBlank(r):
			s.blanks = 0
		}
		s.joined, s.bond = false, max(s.bond, b)
		s.newLine = r == '\n' || s.newLine && isBlank(r)
	}
}

func (s *numbers) flush() {
	s.found = append(s.found, inGroups(s.groups)...)
	s.groups, s.joined, s.bond, s.blanks, s.newLine = nil, false, tight, 0, false
}

// inGroups tries every run of neighbouring groups, since a number may be written with blanks and stand beside another.
func inGroups(groups []group) []span {
	var found []span
	for i := 0; i < len(groups); i++ {
		var run []digit
		b := tight
		for j := i; j < len(groups); j++ {
			if j > i {
				b = max(b, groups[j].bond)
			}
			run = append(run, groups[j].digits...)
			if len(run) > 19 {
				break
			}
			number := make([]byte, len(run))
			for k, d := range run {
				number[k] = d.char
			}
			what, mobile := personalNumber(string(number))
			if j > i && !believed(what, b, groups[i:j+1]) {
				what, mobile = cardNumber(string(number)), false // some cards have a birthday inside
			}
			if what == "" || j > i && !believed(what, b, groups[i:j+1]) {
				continue
			}
			found = append(found, span{run[0].from, run[len(run)-1].to, what, mobile})
			i = j
			break
		}
	}
	return found
}

// believed reports whether several groups are one number: an identity number is, by its check character; others in the
// groups in which people write them. Counts and days beside each other have the digits of a number, too.
func believed(what string, b bond, groups []group) bool {
	switch {
	case what == identity && b == wide:
		return likeIdentity(groups)
	case what == identity:
		return true
	case b == wide:
		return false
	case what == mobileNumber:
		return likeMobile(groups, b)
	case what == card:
		return likeCard(groups) || b == tight && even(groups)
	}
	return b == tight
}

// spoken are the groups in which people write a mobile number. No form holds a day, which has groups of 4, 2 and 2.
var spoken = [][]int{{11}, {3, 4, 4}, {3, 8}, {7, 4}}

// typed are further groups, believed with single blanks and hyphens only: 1390.0139000 may be a fraction.
var typed = [][]int{{4, 7}, {4, 4, 3}, {3, 3, 5}, {5, 6}, {6, 5}, {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}}

// likeMobile reports whether groups have the lengths in which a mobile number is written, perhaps after the country
// code.
func likeMobile(groups []group, b bond) bool {
	var n []int
	total := 0
	for _, g := range groups {
		n = append(n, len(g.digits))
		total += len(g.digits)
	}
	for code := total - shortest; code > 0; { // the digits of the code are no part of a form
		cut := min(code, n[0])
		n[0], code = n[0]-cut, code-cut
		if n[0] == 0 {
			n = n[1:]
		}
	}
	has := func(forms [][]int) bool {
		return slices.ContainsFunc(forms, func(form []int) bool { return slices.Equal(n, form) })
	}
	return has(spoken) || b == tight && has(typed)
}

// likeIdentity reports whether groups end after the district, the birthday or a part of it, or the serial number: cells
// of a table beside each other have the digits of an identity number once in many thousands.
func likeIdentity(groups []group) bool {
	end := 0
	for _, g := range groups[:len(groups)-1] {
		if end += len(g.digits); !slices.Contains([]int{6, 10, 12, 14, 17}, end) {
			return false
		}
	}
	return true
}

// likeCard reports whether groups end after four, eight, … digits, as on the card.
func likeCard(groups []group) bool {
	for _, g := range groups[:len(groups)-1] {
		if len(g.digits)%4 != 0 {
			return false
		}
	}
	return true
}

// even reports whether groups are of one length, but for a shorter last one, or are two: a code of four parts, such as
// 2022-371002-04-01-123456, has the digits of a card in one of ten.
func even(groups []group) bool {
	first, last := len(groups[0].digits), len(groups[len(groups)-1].digits)
	same := !slices.ContainsFunc(groups[:len(groups)-1], func(g group) bool { return len(g.digits) != first })
	return len(groups) == 2 || same && last <= first
}

const (
	identity       = "身份证号"
	brokenIdentity = "身份证号，校验码不对也不能写"
	shortIdentity  = "身份证号，少一位也不能写"
	oldIdentity    = "旧的 15 位身份证号"
	mobileNumber   = "手机号码"
	card           = "银行卡号"
)

// A number without a valid check character is believed to be a person's up to the birth year codesSince. Codes of a
// project are a district, a day and a serial number, too, but the files begin in 2021 and tell of people of working
// age: from 16 (Labour Law, article 15), which those born later reach in 2028.
const codesSince = "2012"

// oldestYear is the first year of birth believed of a card of 15 digits: its owner is past ninety. Business licences had
// 15 digits as well, with a serial number where the card has the birthday, most often beginning with 0 to 2.
const oldestYear = "30"

// personalNumber says what a number is; "" if it is nothing personal.
func personalNumber(s string) (what string, mobile bool) {
	body := strings.TrimSuffix(s, "X")
	if !ascii(body) {
		return "", false
	}
	switch {
	case len(s) == 18 && slices.Contains(provinces, s[:2]) && validDay(s[6:14]):
		if checkCharacter(s[:17]) == s[17] {
			return identity, false
		}
		if s[6:10] < codesSince {
			return brokenIdentity, false // a mistyped number still tells its owner's birthday and home
		}
		return cardNumber(s), false
	case body != s:
		return "", false
	case len(s) == 17 && slices.Contains(provinces, s[:2]) && validDay(s[6:14]) && s[6:10] < codesSince:
		return shortIdentity, false
	case len(s) == 15 && slices.Contains(provinces, s[:2]) && s[6:8] >= oldestYear && validDay("19"+s[6:12]):
		return oldIdentity, false
	case isMobile(s):
		return mobileNumber, true
	}
	return cardNumber(s), false
}

func cardNumber(s string) string {
	if ascii(s) && isCard(s) {
		return card
	}
	return ""
}

// isMobile takes the country code as it is dialled, 0086, or written, 86, and the 0 of a trunk call.
func isMobile(s string) bool {
	for _, code := range []string{"0086", "86", "0"} {
		if rest, ok := strings.CutPrefix(s, code); ok && len(rest) == 11 {
			s = rest
		}
	}
	return len(s) == 11 && s[0] == '1' && s[1] >= '3'
}

func validDay(s string) bool {
	year, month, day := s[:4], s[4:6], s[6:8]
	_, ok := model.ParseDate(year + "-" + month + "-" + day)
	return ok && year >= "1900" && year < "2100"
}

// checkCharacter computes the last character of an identity number (GB 11643, ISO 7064 MOD 11-2).
func checkCharacter(s string) byte {
	weights := [...]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += w * int(s[i]-'0')
	}
	return "10X98765432"[sum%11]
}

func isCard(s string) bool {
	issued := slices.ContainsFunc(issuers, func(i struct {
		prefix  string
		lengths []int
	}) bool {
		return strings.HasPrefix(s, i.prefix) && slices.Contains(i.lengths, len(s))
	})
	if !issued {
		return false
	}
	sum := 0
	for i := range len(s) {
		d := int(s[len(s)-1-i] - '0')
		if i%2 == 1 {
			d *= 2
		}
		sum += d/10 + d%10
	}
	return sum%10 == 0
}
