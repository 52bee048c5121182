package load

import (
	"slices"
	"strings"
)

// didYouMean is the hint for an unknown word: the nearest known one, or all of a short list.
func didYouMean(word string, known []string) string {
	best, distance := "", 1<<30
	for _, k := range known {
		if d := editDistance(strings.ToLower(word), strings.ToLower(k)); d < distance && k != "" {
			best, distance = k, d
		}
	}
	if ascii(word) {
		// Among codes the nearest is as wrong as any other: all are named.
		known = slices.DeleteFunc(slices.Clone(known), func(k string) bool { return !ascii(k) })
		best = ""
	}
	switch {
	case best != "" && near(word, best):
		return "是不是 " + best + "？"
	case len(known) > 0 && len(known) <= 24:
		return "可以写：" + strings.Join(known, "、")
	}
	return ""
}

// near reports whether a word may be a misspelling of another one.
func near(word, other string) bool {
	return editDistance(strings.ToLower(word), strings.ToLower(other)) <= max(1, len([]rune(other))/2)
}

// editDistance counts the characters to insert, delete, replace or swap with their neighbour (optimal string alignment).
func editDistance(a, b string) int {
	s, t := []rune(a), []rune(b)
	var before, last []int
	row := make([]int, len(t)+1)
	for j := range row {
		row[j] = j
	}
	for i := range s {
		before, last = last, slices.Clone(row)
		row[0] = i + 1
		for j := range t {
			cost := 1
			if s[i] == t[j] {
				cost = 0
			}
			row[j+1] = min(last[j]+cost, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && s[i] == t[j-1] && s[i-1] == t[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(t)]
}
