package pdf

import (
	"strings"
	"unicode"
)

// mostMaps bounds the Unicode tables of a face; real ones have up to five.
const mostMaps = 16

// readCmap reads the Unicode subtables: format 12 for all characters, format 4 for the rest.
func (f *Font) readCmap(glyphs int) error {
	cmap := f.tables["cmap"]
	found := 0
	for i := range int(be16(cmap[2:])) {
		if 12+8*i > len(cmap) {
			break
		}
		platform, encoding, at := be16(cmap[4+8*i:]), be16(cmap[6+8*i:]), int(be32(cmap[8+8*i:]))
		if at+16 > len(cmap) || platform != 0 && !(platform == 3 && (encoding == 1 || encoding == 10)) {
			continue
		}
		if found == mostMaps {
			return broken("表 \"cmap\" 里的 Unicode 字表太多")
		}
		switch sub := cmap[at:]; be16(sub) {
		case 4:
			f.readSegments(sub, glyphs)
			found++
		case 12:
			f.readGroups(sub, glyphs)
			found++
		}
	}
	if found == 0 {
		return Defect{"这种字体没有 Unicode 字表，不能按字符取字形", "换用按 Unicode 编码的版本"}
	}
	return nil
}

// readGroups reads format 12. Groups ascend (OpenType, cmap), which also bounds the work.
func (f *Font) readGroups(sub []byte, glyphs int) {
	next := rune(0)
	for i := range int(be32(sub[12:])) {
		if 16+12*i+12 > len(sub) {
			return
		}
		group := sub[16+12*i:]
		first, last, glyph := rune(be32(group)), rune(be32(group[4:])), int(be32(group[8:]))
		if first < next || last < first || last > unicode.MaxRune {
			return
		}
		for r := first; r <= last && glyph < glyphs; r++ {
			f.assign(r, uint16(glyph))
			glyph++
		}
		next = last + 1
	}
}

// readSegments reads format 4, whose segments ascend too.
func (f *Font) readSegments(sub []byte, glyphs int) {
	n := int(be16(sub[6:])) / 2
	if len(sub) < 16+8*n {
		return
	}
	ends, starts, deltas, offsets := sub[14:], sub[16+2*n:], sub[16+4*n:], sub[16+6*n:]
	next := 0
	for i := range n {
		first, last := int(be16(starts[2*i:])), int(be16(ends[2*i:]))
		if first < next || last < first {
			return
		}
		next = last + 1
		delta, offset := be16(deltas[2*i:]), int(be16(offsets[2*i:]))
		for c := first; c <= last && c != 0xFFFF; c++ {
			glyph := uint16(c) + delta
			if offset != 0 {
				at := 2*i + offset + 2*(c-first)
				if at+2 > len(offsets) {
					return
				}
				if glyph = be16(offsets[at:]); glyph != 0 {
					glyph += delta
				}
			}
			if int(glyph) < glyphs {
				f.assign(rune(c), glyph)
			}
		}
	}
}

// assign gives a character its glyph. What should be seen and has no outline, or no width, is not there: some faces map
// characters to blanks, and Droid Sans Fallback has a 䆡 without width.
func (f *Font) assign(r rune, glyph uint16) {
	if glyph == 0 {
		return
	}
	han := unicode.Is(unicode.Han, r)
	if han {
		f.han++
	}
	if f.blank(glyph) && (han || unicode.In(r, unicode.L, unicode.N, unicode.P, unicode.S)) ||
		f.advance[glyph] == 0 && (han || r > ' ' && r < 0x7F) {
		if han {
			f.blankHan++
		}
		return
	}
	if r > 0xFFFF {
		f.beyond[r] = glyph
		return
	}
	if f.bmp[r>>8] == nil {
		f.bmp[r>>8] = new([256]uint16)
	}
	f.bmp[r>>8][r&0xFF] = glyph
}

// postScriptName reads name 6 of the Windows platform. What may not stand in such a name (OpenType, name ID 6) is left
// out; a face without a name gets one, since only people read it.
func (f *Font) postScriptName() string {
	name := f.tables["name"]
	text := int(be16(name[4:]))
	for i := range int(be16(name[2:])) {
		if 6+12*i+12 > len(name) {
			break
		}
		record := name[6+12*i:]
		from := text + int(be16(record[10:]))
		to := from + int(be16(record[8:]))
		if be16(record) != 3 || be16(record[6:]) != 6 || to > len(name) {
			continue
		}
		var ascii []byte
		for at := from; at+2 <= to && len(ascii) < 63; at += 2 {
			if u := be16(name[at:]); u > ' ' && u < 0x7F && !strings.ContainsRune("[](){}<>/%#", rune(u)) {
				ascii = append(ascii, byte(u))
			}
		}
		if len(ascii) > 0 {
			return string(ascii)
		}
	}
	return "Unnamed"
}
