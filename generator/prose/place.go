package prose

import (
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// place converts byte offsets within a text to places in its file.
type place struct {
	first diag.Pos // of the first character
	lines []string
	begin []int // offset of each line
}

func newPlace(first diag.Pos, text string) place {
	p := place{first: first, lines: strings.SplitAfter(text, "\n")}
	offset := 0
	for _, line := range p.lines {
		p.begin = append(p.begin, offset)
		offset += len(line)
	}
	return p
}

// at returns the place of an offset; the first character's when the offset is not known (-1).
func (p place) at(offset int) diag.Pos {
	pos := p.first
	if offset < 0 || !pos.Known() {
		return pos
	}
	i := len(p.begin) - 1
	for p.begin[i] > offset {
		i--
	}
	col := diag.Col(p.lines[i], offset-p.begin[i])
	if i == 0 {
		return pos.Right(col - 1)
	}
	pos.Line += i
	pos.Col = col
	return pos
}

func runes(s string) int { return utf8.RuneCountInString(s) }
