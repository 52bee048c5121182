package pdf

import "encoding/binary"

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
	han        int // mapped Han characters; counted once in each Unicode table
	blankHan   int // those without outline or width
}

// needed are the tables of a face with their least size.
var needed = []struct {
	tag  string
	size int
}{{"head", 54}, {"hhea", 36}, {"maxp", 32}, {"hmtx", 4}, {"loca", 4}, {"glyf", 1}, {"cmap", 4}, {"OS/2", 78}, {"name", 6}}

// ParseFont reads a TrueType file with glyf outlines. The bytes are kept and must not be changed. Every error is a
// Defect.
func ParseFont(data []byte) (*Font, error) {
	f := &Font{tables: map[string][]byte{}, beyond: map[rune]uint16{}}
	sums := map[string]uint32{}
	if err := recognise(data); err != nil {
		return nil, err
	}
	if len(data) < 12 {
		return nil, broken("没有表")
	}
	for i := range int(be16(data[4:])) {
		entry := 12 + 16*i
		if entry+16 > len(data) {
			return nil, broken("表的目录不全")
		}
		from, size := int(be32(data[entry+8:])), int(be32(data[entry+12:]))
		if from < 0 || size < 0 || from+size > len(data) {
			return nil, broken("表 %q 超出文件", data[entry:entry+4])
		}
		f.tables[string(data[entry:entry+4])] = data[from : from+size]
		sums[string(data[entry:entry+4])] = be32(data[entry+4:])
	}
	for _, t := range needed {
		if len(f.tables[t.tag]) < t.size {
			return nil, broken("表 %q 缺少或太短", t.tag)
		}
	}
	if err := embeddable(be16(f.tables["OS/2"][8:])); err != nil {
		return nil, err
	}
	if err := f.checkSums(sums); err != nil {
		return nil, err
	}
	head, hhea := f.tables["head"], f.tables["hhea"]
	f.unitsPerEm = int(be16(head[18:]))
	if f.unitsPerEm == 0 {
		return nil, broken("没有写明字身大小")
	}
	for i := range f.bounds {
		f.bounds[i] = f.scale(int(int16(be16(head[36+2*i:]))))
	}
	f.ascent, f.descent = f.scale(int(int16(be16(hhea[4:])))), f.scale(int(int16(be16(hhea[6:]))))
	f.capHeight = f.ascent
	if os2 := f.tables["OS/2"]; be16(os2) >= 2 && len(os2) >= 90 {
		f.capHeight = f.scale(int(int16(be16(os2[88:]))))
	}
	glyphs := int(be16(f.tables["maxp"][4:]))
	if err := f.checkOutlines(glyphs); err != nil {
		return nil, err
	}
	if err := f.readAdvances(glyphs, int(be16(hhea[34:]))); err != nil {
		return nil, err
	}
	if err := f.readCmap(glyphs); err != nil {
		return nil, err
	}
	if err := f.checkCharacters(); err != nil {
		return nil, err
	}
	f.Name = f.postScriptName()
	return f, nil
}

// mostOutline bounds an outline: those of the most intricate Han characters have a tenth of it.
const mostOutline = 1 << 16

// checkOutlines sees that loca cuts glyf into pieces, so that later stages may rely on it.
func (f *Font) checkOutlines(glyphs int) error {
	switch be16(f.tables["head"][50:]) {
	case 0:
	case 1:
		f.longLoca = true
	default:
		return broken("表 \"head\" 没有写明 loca 的格式")
	}
	entry := 2
	if f.longLoca {
		entry = 4
	}
	if len(f.tables["loca"]) < (glyphs+1)*entry {
		return broken("表 \"loca\" 太短")
	}
	for i := range glyphs {
		from, to := f.place(uint16(i))
		if from > to || to > len(f.tables["glyf"]) || to-from > mostOutline {
			return broken("第 %d 个字形不在表 \"glyf\" 里", i)
		}
	}
	return nil
}

// place returns where in glyf an outline stands.
func (f *Font) place(glyph uint16) (from, to int) {
	loca, i := f.tables["loca"], int(glyph)
	if f.longLoca {
		return int(be32(loca[4*i:])), int(be32(loca[4*i+4:]))
	}
	return 2 * int(be16(loca[2*i:])), 2 * int(be16(loca[2*i+2:]))
}

// Has reports whether the face has an outline for a rune.
func (f *Font) Has(r rune) bool { return f.glyph(r) != 0 }

// HasHan reports whether the face has any Han characters.
func (f *Font) HasHan() bool { return f.han > f.blankHan }

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
	from, to := f.place(glyph)
	return f.tables["glyf"][from:to]
}

func (f *Font) readAdvances(glyphs, metrics int) error {
	hmtx := f.tables["hmtx"]
	if metrics == 0 || metrics > glyphs || len(hmtx) < 4*metrics+2*(glyphs-metrics) {
		return broken("表 \"hmtx\" 太短")
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

func be16(b []byte) uint16 { return binary.BigEndian.Uint16(b) }
func be32(b []byte) uint32 { return binary.BigEndian.Uint32(b) }
