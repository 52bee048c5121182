package audit

import (
	"regexp"
	"regexp/syntax"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// forms are known forms of numbers that are no figures, in the order in which they are tried. A text is searched for those
// alone that it has a word of: all at once they are a pattern so large that it would be most of the work of the audit.
type forms struct {
	patterns []string
	needs    [][]string // of each pattern, parts of which every match has at least one; none: not known
	runs     []int      // of each pattern, how many signs of ASCII in a row every match has at least
	chosen   sync.Map   // patterns by the forms that they are made of, as bits: *regexp.Regexp by uint64
}

func anyOf(patterns []string) *forms {
	f := &forms{patterns: patterns}
	for _, p := range patterns {
		tree, err := syntax.Parse(p, syntax.Perl)
		if err != nil {
			panic(err) // the patterns are constants of this package
		}
		f.needs = append(f.needs, needed(tree))
		f.runs = append(f.runs, max(0, run(tree)))
	}
	return f
}

// in is the pattern of those forms that a text may have; nil if there are none.
func (f *forms) in(s string) *regexp.Regexp {
	var bits uint64
	longest := longestRun(s)
	for i, parts := range f.needs {
		if longest < f.runs[i] {
			continue
		}
		if len(parts) == 0 {
			bits |= 1 << i
		}
		for _, part := range parts {
			if strings.Contains(s, part) {
				bits |= 1 << i
				break
			}
		}
	}
	if bits == 0 {
		return nil
	}
	if known, ok := f.chosen.Load(bits); ok {
		return known.(*regexp.Regexp)
	}
	var patterns []string
	for i, p := range f.patterns {
		if bits>>i&1 == 1 {
			patterns = append(patterns, p)
		}
	}
	re := regexp.MustCompile(strings.Join(patterns, "|"))
	f.chosen.Store(bits, re)
	return re
}

// replaced is a text with one sign for each of its known forms.
func (f *forms) replaced(s string) string {
	if known := f.in(s); known != nil {
		return known.ReplaceAllString(s, "\x00")
	}
	return s
}

// needed are parts of text of which each match has at least one; none where that is not known.
func needed(tree *syntax.Regexp) []string {
	switch tree.Op {
	case syntax.OpLiteral:
		return literalOf(tree)
	case syntax.OpCapture, syntax.OpPlus:
		return needed(tree.Sub[0])
	case syntax.OpRepeat:
		if tree.Min > 0 {
			return needed(tree.Sub[0])
		}
	case syntax.OpCharClass:
		return signsOf(tree.Rune)
	case syntax.OpConcat:
		var best []string
		for _, sub := range tree.Sub {
			if parts := needed(sub); shortest(parts) > shortest(best) {
				best = parts
			}
		}
		return best
	case syntax.OpAlternate:
		var all []string
		for _, sub := range tree.Sub {
			parts := needed(sub)
			if len(parts) == 0 {
				return nil
			}
			all = append(all, parts...)
		}
		return all
	}
	return nil
}

// run is how many signs of ASCII in a row each match has at least; negative if it may have others among them.
func run(tree *syntax.Regexp) int {
	switch tree.Op {
	case syntax.OpLiteral:
		if strings.ContainsFunc(string(tree.Rune), func(r rune) bool { return r >= utf8.RuneSelf }) || tree.Flags&syntax.FoldCase != 0 {
			return -1
		}
		return len(tree.Rune)
	case syntax.OpCharClass:
		if len(tree.Rune) == 0 || tree.Rune[len(tree.Rune)-1] >= utf8.RuneSelf {
			return -1
		}
		return 1
	case syntax.OpWordBoundary, syntax.OpBeginText, syntax.OpEndText:
		return 0
	case syntax.OpRepeat:
		return tree.Min * run(tree.Sub[0])
	case syntax.OpCapture, syntax.OpPlus:
		return run(tree.Sub[0])
	case syntax.OpConcat:
		sum := 0
		for _, sub := range tree.Sub {
			n := run(sub)
			if n < 0 {
				return -1
			}
			sum += n
		}
		return sum
	}
	return -1
}

// longestRun is how many signs of ASCII a text has in a row at most.
func longestRun(s string) int {
	longest, n := 0, 0
	for i := range len(s) {
		if n++; s[i] >= utf8.RuneSelf {
			n = 0
		}
		longest = max(longest, n)
	}
	return longest
}

// literalOf is the longest part of a literal that is written in one way.
func literalOf(tree *syntax.Regexp) []string {
	if tree.Flags&syntax.FoldCase == 0 {
		return []string{string(tree.Rune)}
	}
	longest := ""
	for part := range strings.FieldsFuncSeq(string(tree.Rune), func(r rune) bool { return unicode.SimpleFold(r) != r }) {
		if len(part) > len(longest) {
			longest = part
		}
	}
	if longest == "" {
		return nil
	}
	return []string{longest}
}

// signsOf are the signs of a class of a few that has no digits.
func signsOf(ranges []rune) []string {
	var signs []string
	for i := 0; i < len(ranges); i += 2 {
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			if signs = append(signs, string(r)); len(signs) > 5 || r >= '0' && r <= '9' {
				return nil
			}
		}
	}
	return signs
}

// shortest is the length of the shortest of some parts; 0 if there are none.
func shortest(parts []string) int {
	n := 0
	for _, p := range parts {
		if n == 0 || len(p) < n {
			n = len(p)
		}
	}
	return n
}
