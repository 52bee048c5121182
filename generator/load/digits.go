package load

import (
	"strings"
	"unicode"

	"gongkai/generator/source"
)

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
	digits  []digit // of all groups
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
		s.add(digit{byte(r), from, to})
	case (r == 'x' || r == 'X') && s.joined:
		s.add(digit{'X', from, to})
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

func (s *numbers) add(d digit) {
	s.digits = append(s.digits, d)
	last := &s.groups[len(s.groups)-1]
	last.digits = s.digits[len(s.digits)-len(last.digits)-1:]
}

func (s *numbers) flush() {
	if len(s.digits) >= shortest {
		s.found = append(s.found, inGroups(s.groups)...)
	}
	s.digits, s.groups = s.digits[:0], s.groups[:0]
	s.joined, s.bond, s.blanks, s.newLine = false, tight, 0, false
}

// longest is the number of digits of the longest of the numbers looked for, some bank cards.
const longest = 19

// inGroups tries every run of neighbouring groups, since a number may be written with blanks and stand beside another.
func inGroups(groups []group) []span {
	var found []span
	for i := 0; i < len(groups); i++ {
		var number [longest]byte
		n, b := 0, tight
		for j := i; j < len(groups) && n+len(groups[j].digits) <= longest; j++ {
			if j > i {
				b = max(b, groups[j].bond)
			}
			for _, d := range groups[j].digits {
				number[n] = d.char
				n++
			}
			if n < shortest {
				continue
			}
			what, mobile := personalNumber(string(number[:n]))
			if j > i && !believed(what, b, groups[i:j+1]) {
				what, mobile = cardNumber(string(number[:n])), false // some cards have a birthday inside
			}
			if what == "" || j > i && !believed(what, b, groups[i:j+1]) {
				continue
			}
			last := groups[j].digits
			found = append(found, span{groups[i].digits[0].from, last[len(last)-1].to, what, mobile})
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
