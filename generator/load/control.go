package load

import (
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// controls reports characters that nobody sees and that do something: control characters, which XML forbids, overrides
// of the direction, which make a text read otherwise than it is written, what Unicode has reserved (noncharacters), and
// the private characters with which compose marks the parts of a text: written by an editor they would be taken for them.
func (x *loader) controls(p diag.Pos, text string) {
	for i := 0; i < len(text); i++ {
		if !mayControl[text[i]] {
			continue
		}
		r, _ := utf8.DecodeRuneInString(text[i:])
		if !control(r) {
			continue
		}
		start := strings.LastIndexByte(text[:i], '\n') + 1
		col := utf8.RuneCountInString(text[start:i])
		at := p.Right(col)
		if start > 0 {
			at = diag.Pos{File: p.File, Line: p.Line + strings.Count(text[:start], "\n"), Col: col + 1}
		}
		x.list.Errorf(at, 1, "control-character", "删去它；从别处粘贴来的文字，先粘贴到记事本里", "这里有看不见的字符 %U", r)
	}
}

func control(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case r < ' ' || r >= 0x7F && r < 0xA0:
		return true
	case r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069:
		return true
	}
	if r >= 0xE000 && r <= 0xE004 || r >= 0xF0000 {
		return true
	}
	return r >= 0xFDD0 && r <= 0xFDEF || r&0xFFFE == 0xFFFE
}

// mayControl are the bytes with which such characters begin; none of them stands inside of another character.
var mayControl = func() (all [256]bool) {
	for c := range rune(utf8.RuneSelf) {
		all[c] = control(c)
	}
	for _, c := range []byte{0xC2, 0xE2, 0xEE, 0xEF, 0xF0, 0xF1, 0xF2, 0xF3, 0xF4} { // U+0080, U+2000, U+E000, U+F000, from U+10000
		all[c] = true
	}
	return all
}()
