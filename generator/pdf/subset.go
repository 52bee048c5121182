package pdf

import (
	"encoding/binary"
	"math"
	"slices"
)

// subset is what one document uses of a font. Characters are numbered by rune in the order of first use, from 1, so
// that content streams are final at once and ToUnicode is exact even for two characters that share an outline.
type subset struct {
	font  *Font
	runes []rune // character n+1
	pages map[rune]*[256]uint16
}

// number returns the character code of a rune; 0 if the face does not have it.
func (s *subset) number(r rune) uint16 {
	page := s.pages[r>>8]
	if page == nil {
		if s.font.glyph(r) == 0 {
			return 0
		}
		page = new([256]uint16)
		s.pages[r>>8] = page
	}
	if n := page[r&0xFF]; n != 0 {
		return n
	}
	if s.font.glyph(r) == 0 {
		return 0
	}
	s.runes = append(s.runes, r)
	page[r&0xFF] = uint16(len(s.runes))
	return page[r&0xFF]
}

// Flags of a component of a composite glyph (OpenType, glyf).
const (
	argsAreWords     = 0x0001
	haveScale        = 0x0008
	moreFollow       = 0x0020
	haveXYScale      = 0x0040
	haveTwoByTwo     = 0x0080
	haveInstructions = 0x0100
)

// outlineHead is the number of contours and the bounds, with which each outline begins.
const outlineHead = 10

// file returns a TrueType file with the glyphs of the subset: .notdef, the characters by number, then the components
// that composite glyphs refer to.
func (s *subset) file() []byte {
	f := s.font
	glyphs := make([]uint16, 1, len(s.runes)+8)
	for _, r := range s.runes {
		glyphs = append(glyphs, f.glyph(r))
	}
	place := map[uint16]uint16{} // of components
	var glyf []byte
	loca := make([]int, 1, cap(glyphs)+1)
	for i := 0; i < len(glyphs); i++ {
		glyf, glyphs = s.appendOutline(glyf, glyphs, place, f.outline(glyphs[i]))
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
		loca = append(loca, len(glyf))
	}
	head, hhea, maxp := slices.Clone(f.tables["head"]), slices.Clone(f.tables["hhea"]), slices.Clone(f.tables["maxp"])
	put16 := binary.BigEndian.PutUint16
	put16(hhea[34:], uint16(len(glyphs)))
	put16(maxp[4:], uint16(len(glyphs)))
	var hmtx, offsets []byte
	for _, g := range glyphs {
		hmtx = binary.BigEndian.AppendUint16(hmtx, f.advance[g])
		hmtx = binary.BigEndian.AppendUint16(hmtx, f.bearing(g))
	}
	long := len(glyf) >= 2*0xFFFF
	for _, at := range loca {
		if long {
			offsets = binary.BigEndian.AppendUint32(offsets, uint32(at))
		} else {
			offsets = binary.BigEndian.AppendUint16(offsets, uint16(at/2))
		}
	}
	put16(head[50:], 0)
	if long {
		put16(head[50:], 1)
	}
	binary.BigEndian.PutUint32(head[8:], 0)
	return assemble([]table{{"glyf", glyf}, {"head", head}, {"hhea", hhea}, {"hmtx", hmtx}, {"loca", offsets}, {"maxp", maxp}})
}

// appendOutline appends an outline without its instructions, which rely on tables that the subset does not have, and
// points the components of a composite one to their places in the subset, adding to glyphs those not yet there. What
// is no outline draws nothing.
func (s *subset) appendOutline(glyf []byte, glyphs []uint16, place map[uint16]uint16, outline []byte) ([]byte, []uint16) {
	if len(outline) < outlineHead {
		return glyf, glyphs
	}
	contours := int(int16(be16(outline)))
	if contours >= 0 {
		at := outlineHead + 2*contours // of the length of the instructions
		if at+2 > len(outline) || at+2+int(be16(outline[at:])) > len(outline) {
			return glyf, glyphs
		}
		glyf = append(append(glyf, outline[:at]...), 0, 0)
		return append(glyf, outline[at+2+int(be16(outline[at:])):]...), glyphs
	}
	start := len(glyf)
	glyf = append(glyf, outline[:outlineHead]...)
	for at, more := outlineHead, true; more; {
		if at+4 > len(outline) {
			return glyf[:start], glyphs
		}
		flags, component := be16(outline[at:]), be16(outline[at+2:])
		size := componentSize(flags)
		if at+size > len(outline) || int(component) >= len(s.font.advance) {
			return glyf[:start], glyphs
		}
		to, ok := place[component]
		if !ok {
			if len(glyphs) > math.MaxUint16 {
				return glyf[:start], glyphs
			}
			to = uint16(len(glyphs))
			place[component] = to
			glyphs = append(glyphs, component)
		}
		glyf = binary.BigEndian.AppendUint16(glyf, flags&^haveInstructions)
		glyf = binary.BigEndian.AppendUint16(glyf, to)
		glyf = append(glyf, outline[at+4:at+size]...)
		at, more = at+size, flags&moreFollow != 0
	}
	return glyf, glyphs
}

// componentSize is the room that a component takes in a composite outline.
func componentSize(flags uint16) int {
	size := 6
	if flags&argsAreWords != 0 {
		size += 2
	}
	switch {
	case flags&haveScale != 0:
		size += 2
	case flags&haveXYScale != 0:
		size += 4
	case flags&haveTwoByTwo != 0:
		size += 8
	}
	return size
}

type table struct {
	tag  string
	data []byte
}

// assemble writes a TrueType file of tables in the order of their tags, with check sums.
func assemble(tables []table) []byte {
	n := len(tables)
	size := 12 + 16*n
	for _, t := range tables {
		size += (len(t.data) + 3) &^ 3
	}
	out := make([]byte, 12+16*n, size)
	power, log := 1, 0
	for power*2 <= n {
		power, log = power*2, log+1
	}
	put16, put32 := binary.BigEndian.PutUint16, binary.BigEndian.PutUint32
	put32(out, 0x00010000)
	put16(out[4:], uint16(n))
	put16(out[6:], uint16(16*power))
	put16(out[8:], uint16(log))
	put16(out[10:], uint16(16*(n-power)))
	headAt := 0
	for i, t := range tables {
		entry := out[12+16*i:]
		copy(entry, t.tag)
		put32(entry[4:], checkSum(t.data))
		put32(entry[8:], uint32(len(out)))
		put32(entry[12:], uint32(len(t.data)))
		if t.tag == "head" {
			headAt = len(out)
		}
		out = append(out, t.data...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	put32(out[headAt+8:], 0xB1B0AFBA-checkSum(out))
	return out
}

func checkSum(b []byte) uint32 {
	var sum uint32
	for ; len(b) >= 4; b = b[4:] {
		sum += be32(b)
	}
	var rest [4]byte
	copy(rest[:], b)
	return sum + be32(rest[:])
}
