package load

import (
	"slices"
	"strings"
)

// issuers are the first digits and the lengths of bank cards. The Luhn check alone passes one number in ten, so that no
// issuer has a length that its cards do not have: codes of Gansu begin with 62 and have 18 digits.
var issuers = []struct {
	prefix  string
	lengths []int
}{{"62", []int{16, 19}}, {"622258", []int{17}}, {"622259", []int{17}}, {"622892", []int{18}}, {"601428", []int{17}}, {"405512", []int{17}}, {"456351", []int{19}}, {"4", []int{16}}, {"51", []int{16}}, {"52", []int{16}}, {"53", []int{16}}, {"54", []int{16}},
	{"55", []int{16}}, {"35", []int{16}}, {"60", []int{19}}, {"95588", []int{19}}, {"436742", []int{19}}, {"9559", []int{19}}}

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

func cardNumber(s string) string {
	if ascii(s) && isCard(s) {
		return card
	}
	return ""
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
