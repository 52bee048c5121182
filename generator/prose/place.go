package prose

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// place converts byte offsets within a text to places in its file.
type place struct {
	first diag.Pos // of the first character
	text  string
	begin []int // offset of each line
}

func newPlace(first diag.Pos, text string) place {
	p := place{first: first, text: text, begin: make([]int, 1, strings.Count(text, "\n")+1)}
	for i := range len(text) {
		if text[i] == '\n' {
			p.begin = append(p.begin, i+1)
		}
	}
	return p
}

// at returns the place of an offset; the first character's when the offset is not known (-1).
func (p place) at(offset int) diag.Pos {
	pos := p.first
	if offset < 0 || !pos.Known() {
		return pos
	}
	i, begins := slices.BinarySearch(p.begin, offset)
	if !begins {
		i--
	}
	col := diag.Col(p.text[p.begin[i]:], offset-p.begin[i])
	if i == 0 {
		return pos.Right(col - 1)
	}
	pos.Line += i
	pos.Col = col
	return pos
}

func runes(s string) int { return utf8.RuneCountInString(s) }
