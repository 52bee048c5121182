package pdf

import (
	"encoding/binary"
	"errors"
	"fmt"
	"unicode/utf16"
)

// Font is a TrueType face, read once and shared by all documents; it is never changed.
type Font struct {
	Name       string // PostScript name
	tables     map[string][]byte
	bmp        [256]*[256]uint16 // glyph of a rune below 0x10000, by page; 0 = none
	beyond     map[rune]uint16
	advance    []uint16
	unitsPerEm int
	longLoca   bool
	ascent     int // all in thousandths of an em
	descent    int
	capHeight  int
	bounds     [4]int
}

// needed are the tables of a face with their least size.
var needed = []struct {
	tag  string
	size int
}{{"head", 54}, {"hhea", 36}, {"maxp", 32}, {"hmtx", 4}, {"loca", 4}, {"glyf", 1}, {"cmap", 4}, {"OS/2", 78}, {"name", 6}}

// ParseFont reads a TrueType file with glyf outlines. The bytes are kept and must not be changed.
func ParseFont(data []byte) (*Font, error) {
	f := &Font{tables: map[string][]byte{}, beyond: map[rune]uint16{}}
	if len(data) < 12 || be32(data) != 0x00010000 {
		return nil, errors.New("not a TrueType font with glyf outlines")
	}
	for i := range int(be16(data[4:])) {
		entry := 12 + 16*i
		if entry+16 > len(data) {
			return nil, errors.New("table directory cut short")
		}
		from, size := int(be32(data[entry+8:])), int(be32(data[entry+12:]))
		if from < 0 || size < 0 || from+size > len(data) {
			return nil, fmt.Errorf("table %s lies outside the file", data[entry:entry+4])
		}
		f.tables[string(data[entry:entry+4])] = data[from : from+size]
	}
	for _, t := range needed {
		if len(f.tables[t.tag]) < t.size {
			return nil, fmt.Errorf("table %s is missing or too short", t.tag)
		}
	}
	head, hhea := f.tables["head"], f.tables["hhea"]
	f.unitsPerEm = int(be16(head[18:]))
	if f.unitsPerEm == 0 {
		return nil, errors.New("no units per em")
	}
	f.longLoca = be16(head[50:]) == 1
	for i := range f.bounds {
		f.bounds[i] = f.scale(int(int16(be16(head[36+2*i:]))))
	}
	f.ascent, f.descent = f.scale(int(int16(be16(hhea[4:])))), f.scale(int(int16(be16(hhea[6:]))))
	f.capHeight = f.ascent
	if os2 := f.tables["OS/2"]; be16(os2) >= 2 && len(os2) >= 90 {
		f.capHeight = f.scale(int(int16(be16(os2[88:]))))
	}
	glyphs := int(be16(f.tables["maxp"][4:]))
	if need := (glyphs + 1) * 2 << be16(head[50:]); len(f.tables["loca"]) < need {
		return nil, errors.New("table loca is too short")
	}
	if err := f.readAdvances(glyphs, int(be16(hhea[34:]))); err != nil {
		return nil, err
	}
	if err := f.readCmap(glyphs); err != nil {
		return nil, err
	}
	f.Name = f.postScriptName()
	if f.Name == "" {
		return nil, errors.New("no PostScript name")
	}
	return f, nil
}

// Has reports whether the face has an outline for a rune.
func (f *Font) Has(r rune) bool { return f.glyph(r) != 0 }

// Width returns the advance of a rune in thousandths of an em; that of .notdef if the face does not have the rune.
func (f *Font) Width(r rune) int { return f.scale(int(f.advance[f.glyph(r)])) }

func (f *Font) glyph(r rune) uint16 {
	if r < 0 {
		return 0
	}
	if r > 0xFFFF {
		return f.beyond[r]
	}
	if page := f.bmp[r>>8]; page != nil {
		return page[r&0xFF]
	}
	return 0
}

func (f *Font) scale(n int) int { return n * 1000 / f.unitsPerEm }

// outline returns the glyf entry of a glyph; empty for a blank one.
func (f *Font) outline(glyph uint16) []byte {
	loca, glyf, i := f.tables["loca"], f.tables["glyf"], int(glyph)
	var from, to int
	if f.longLoca {
		from, to = int(be32(loca[4*i:])), int(be32(loca[4*i+4:]))
	} else {
		from, to = 2*int(be16(loca[2*i:])), 2*int(be16(loca[2*i+2:]))
	}
	if from >= to || to > len(glyf) {
		return nil
	}
	return glyf[from:to]
}

func (f *Font) readAdvances(glyphs, metrics int) error {
	hmtx := f.tables["hmtx"]
	if metrics == 0 || metrics > glyphs || len(hmtx) < 4*metrics+2*(glyphs-metrics) {
		return errors.New("table hmtx is too short")
	}
	f.advance = make([]uint16, glyphs)
	for i := range f.advance {
		f.advance[i] = be16(hmtx[4*min(i, metrics-1):])
	}
	return nil
}

// bearing returns the left side bearing of a glyph as it stands in hmtx.
func (f *Font) bearing(glyph uint16) uint16 {
	metrics, i := int(be16(f.tables["hhea"][34:])), int(glyph)
	if i < metrics {
		return be16(f.tables["hmtx"][4*i+2:])
	}
	return be16(f.tables["hmtx"][4*metrics+2*(i-metrics):])
}

// readCmap reads the Unicode subtables: format 12 for all characters, format 4 for the rest.
func (f *Font) readCmap(glyphs int) error {
	cmap := f.tables["cmap"]
	found := false
	for i := range int(be16(cmap[2:])) {
		if 12+8*i > len(cmap) {
			break
		}
		platform, encoding, at := be16(cmap[4+8*i:]), be16(cmap[6+8*i:]), int(be32(cmap[8+8*i:]))
		if at+16 > len(cmap) || platform != 0 && !(platform == 3 && (encoding == 1 || encoding == 10)) {
			continue
		}
		switch sub := cmap[at:]; be16(sub) {
		case 4:
			f.readSegments(sub, glyphs)
			found = true
		case 12:
			f.readGroups(sub, glyphs)
			found = true
		}
	}
	if !found {
		return errors.New("no Unicode table in cmap")
	}
	return nil
}

func (f *Font) readGroups(sub []byte, glyphs int) {
	for i := range int(be32(sub[12:])) {
		if 16+12*i+12 > len(sub) {
			return
		}
		group := sub[16+12*i:]
		first, last, glyph := rune(be32(group)), rune(be32(group[4:])), int(be32(group[8:]))
		for r := first; r <= last && r <= 0x10FFFF && glyph < glyphs; r++ {
			f.assign(r, uint16(glyph))
			glyph++
		}
	}
}

func (f *Font) readSegments(sub []byte, glyphs int) {
	n := int(be16(sub[6:])) / 2
	if len(sub) < 16+8*n {
		return
	}
	ends, starts, deltas, offsets := sub[14:], sub[16+2*n:], sub[16+4*n:], sub[16+6*n:]
	for i := range n {
		first, last := int(be16(starts[2*i:])), int(be16(ends[2*i:]))
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

func (f *Font) assign(r rune, glyph uint16) {
	if glyph == 0 {
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

// postScriptName reads name 6 of the Windows platform.
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
		var units []uint16
		for at := from; at+2 <= to; at += 2 {
			units = append(units, be16(name[at:]))
		}
		return string(utf16.Decode(units))
	}
	return ""
}

func be16(b []byte) uint16 { return binary.BigEndian.Uint16(b) }
func be32(b []byte) uint32 { return binary.BigEndian.Uint32(b) }
