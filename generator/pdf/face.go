package pdf

import (
	"crypto/sha256"
	"fmt"
	"unicode/utf16"
)

// write writes the five objects of a font, from number object on: Type0 with Identity-H, since the characters are
// numbered as the glyphs are.
func (s *subset) write(f *file, object int) error {
	name := s.tag() + "+" + s.font.Name
	font, descendant, descriptor, program, unicodes := object, object+1, object+2, object+3, object+4
	f.begin(font)
	f.printf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>",
		name, descendant, unicodes)
	f.end()
	f.begin(descendant)
	f.printf("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R/CIDToGIDMap/Identity/DW 1000/W[",
		name, descriptor)
	for i, r := range s.runes {
		if w := s.font.Width(r); w != 1000 {
			f.printf("%d[%d]", i+1, w)
		}
	}
	f.printf("]>>")
	f.end()
	f.begin(descriptor)
	b := s.font.bounds
	// Flags 4: the characters are not those of a Latin alphabet. StemV is unknown; 80 is what viewers assume.
	f.printf("<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%d %d %d %d]/ItalicAngle 0/Ascent %d/Descent %d/CapHeight %d/StemV 80/FontFile2 %d 0 R>>",
		name, b[0], b[1], b[2], b[3], s.font.ascent, s.font.descent, s.font.capHeight, program)
	f.end()
	data := s.file()
	if err := f.stream(program, fmt.Sprintf("/Length1 %d", len(data)), data); err != nil {
		return err
	}
	return f.stream(unicodes, "", s.toUnicode())
}

// tag is the six letters that mark a subset (ISO 32000-1, 9.6.4), from its characters.
func (s *subset) tag() string {
	sum := sha256.Sum256([]byte(string(s.runes)))
	var tag [6]byte
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag[:])
}

// toUnicode is the CMap from character numbers to Unicode.
func (s *subset) toUnicode() []byte {
	b := []byte(`/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
`)
	const most = 100 // entries in one block
	for from := 0; from < len(s.runes); from += most {
		block := s.runes[from:min(from+most, len(s.runes))]
		b = fmt.Appendf(b, "%d beginbfchar\n", len(block))
		for i, r := range block {
			b = fmt.Appendf(b, "<%04X> <", from+i+1)
			for _, u := range utf16.AppendRune(nil, r) {
				b = fmt.Appendf(b, "%04X", u)
			}
			b = append(b, ">\n"...)
		}
		b = append(b, "endbfchar\n"...)
	}
	return append(b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"...)
}
