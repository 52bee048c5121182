package load

import (
	"slices"
	"strings"
)

// shortest is the number of digits of a mobile number, the shortest of the numbers looked for.
const shortest = 11

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

// isMobile takes the country code as it is dialled, 0086, or written, 86, and the 0 of a trunk call.
func isMobile(s string) bool {
	for _, code := range []string{"0086", "86", "0"} {
		if rest, ok := strings.CutPrefix(s, code); ok && len(rest) == 11 {
			s = rest
		}
	}
	return len(s) == 11 && s[0] == '1' && s[1] >= '3'
}
