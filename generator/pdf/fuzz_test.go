package pdf

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// smallFont cuts a face to a few characters and gives it the tables that a subset does not have, so that the fuzzer
// has a whole font of few bytes to begin with.
func smallFont(t testing.TB, name, characters string) []byte {
	t.Helper()
	f := face(t, name)
	s := &subset{font: f, pages: map[rune]*[256]uint16{}}
	for _, r := range characters {
		if s.number(r) == 0 {
			t.Fatalf("%s has no %c", name, r)
		}
	}
	put16, put32 := binary.BigEndian.AppendUint16, binary.BigEndian.AppendUint32
	// One segment of format 4 for a, and groups of format 12 for all.
	four := []byte{0, 4, 0, 32, 0, 0, 0, 4, 0, 4, 0, 1, 0, 0, 0, 'a', 0xFF, 0xFF, 0, 0, 0, 'a', 0xFF, 0xFF}
	four = append(put16(four, 0xFFFF-'a'+2), 0, 1, 0, 0, 0, 0)
	twelve := put32(put32([]byte{0, 12, 0, 0}, uint32(16+12*len(s.runes))), 0)
	twelve = put32(twelve, uint32(len(s.runes)))
	for i, r := range s.runes {
		twelve = put32(put32(put32(twelve, uint32(r)), uint32(r)), uint32(i+1))
	}
	cmap := put32(put32([]byte{0, 0, 0, 2, 0, 3, 0, 1}, 20), 0x0003000A)
	cmap = append(append(put32(cmap, uint32(20+len(four))), four...), twelve...)
	names := []byte("\x00\x00\x00\x01\x00\x12\x00\x03\x00\x01\x04\x09\x00\x06\x00\x0A\x00\x00\x00S\x00m\x00a\x00l\x00l")
	all := []table{{"OS/2", f.tables["OS/2"]}, {"cmap", cmap}}
	sub := s.file()
	for i := range int(be16(sub[4:])) {
		entry := sub[12+16*i:]
		all = append(all, table{string(entry[:4]), sub[be32(entry[8:]):][:be32(entry[12:])]})
	}
	return assemble(append(all, table{"name", names}))
}

// The files of testdata/fuzz are what ten minutes of fuzzing found of each target that reaches code which the seeds given
// here do not: faces with other cmaps, documents with other elements.

// FuzzFont reads changed fonts, which an owner may name in the site's settings, and sets a line in those that pass:
// no panic, no endless work, and a font file that is a font file.
func FuzzFont(f *testing.F) {
	const line = "a国−¨"
	f.Add(smallFont(f, "kai", line))
	f.Add(smallFont(f, "song", "a国𬍛，"))
	whole := smallFont(f, "kai", line)
	for i := range int(be16(whole[4:])) {
		entry := whole[12+16*i:]
		for at := int(be32(entry[8:])); at < int(be32(entry[8:]))+60 && at < len(whole); at += 7 {
			broken := bytes.Clone(whole)
			broken[at] ^= 0xFF
			f.Add(broken)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		font, err := ParseFont(data)
		if err != nil && strings.Contains(err.Error(), "校验和") {
			font, err = ParseFont(unsum(bytes.Clone(data))) // the directory has been read
		}
		if err != nil {
			return
		}
		var text []Glyph
		for _, r := range line + "b，𬍛" {
			if font.Has(r) {
				text = append(text, Glyph{r, Pt(font.Width(r))})
			}
		}
		c := New(info)
		c.AddPage()
		c.Text(c.Root().Add("H1"), font, 16*1000, 0, 16*1000, Color{}, text)
		out, err := c.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		wellFormed(t, out)
		if len(c.faces) > 0 {
			tables(t, c.faces[0].file())
		}
	})
}

// FuzzFinish draws what the bytes say and sees that the file is whole: each object where the table says, each
// reference to an object, text that a name or a string could end early in its place.
func FuzzFinish(f *testing.F) {
	f.Add([]byte("1a2b3c4d5e6f7g8h9i"), "题）(\\", "https://example.invalid/(a)?x=\\")
	f.Add([]byte("HHHHLLLLFFFFNNNNPPPP"), "<</Type>>", ")/S/Launch")
	f.Add([]byte("\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x10\x11\x12"), "𬍛\x00&<", "数据")
	f.Add([]byte{}, "", "")
	f.Add([]byte("0\x050\x060\x070\x08"), "]]>", "#%20")
	song, kai := face(f, "song"), face(f, "kai")
	f.Fuzz(func(t *testing.T, program []byte, words, url string) {
		if len(program) > 400 || len(words) > 400 || !utf8.ValidString(words) {
			return
		}
		i := info
		i.Title, i.Author, i.Keywords, i.Lang = words, url, words, words
		if len(program) > 3 {
			i.Files = []Attachment{{Name: words, MIME: url, Description: url, Data: program}, {Name: words + "b", Data: nil}}
		}
		c := New(i)
		c.AddPage()
		at := c.Root()
		for n, op := range program {
			y := Pt(n * 1000)
			switch op % 13 {
			case 0:
				c.AddPage()
			case 1:
				at = c.Root().Add("H" + strconv.Itoa(int(op/13)%6+1))
			case 2:
				at = at.Add("P")
			case 3:
				at = at.Add("Link")
				c.Link(at, url)
			case 4:
				at = at.Add("Figure")
				at.Alt = "图" + words
			case 5:
				at = at.Add("Note")
			case 6:
				at = c.Root()
			case 7:
				c.Fill(at, y, y, 1000, Pt(op), Color{op, 0, 0})
			case 8:
				c.Stroke(at, 500, Color{}, Pt(op%2), Point{y, y}, Point{0, -y})
			case 9:
				c.Text(nil, kai, 9*1000, 0, y, Color{B: op}, glyphs("页", 0))
			case 10:
				c.Disc(at, y, y, Pt(op), Color{G: op})
			default:
				c.Text(at, song, Pt(op)*100+1, y, y, Color{}, glyphs("国，1", Pt(op)-100))
			}
		}
		out, err := c.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		wellFormed(t, out)
	})
}

var (
	reference  = regexp.MustCompile(`\b(\d+) 0 R\b`)
	streamBody = regexp.MustCompile(`(?s)/Length +?(\d+) *>>\nstream\n`)
)

// wellFormed reads the cross-reference table: each object begins where it says and refers to objects there are.
func wellFormed(t *testing.T, data []byte) {
	t.Helper()
	_, after, _ := bytes.Cut(data[bytes.LastIndex(data, []byte("startxref\n")):], []byte("\n"))
	start, err := strconv.Atoi(string(after[:bytes.IndexByte(after, '\n')]))
	if err != nil || !bytes.HasPrefix(data[start:], []byte("xref\n0 ")) {
		t.Fatalf("no table at %d: %v", start, err)
	}
	var size int
	if _, err := fmt.Sscanf(string(data[start+5:start+20]), "0 %d\n", &size); err != nil {
		t.Fatal(err)
	}
	entries := data[start+5+len(fmt.Sprintf("0 %d\n", size)):]
	for n := 1; n < size; n++ {
		at, err := strconv.Atoi(string(entries[20*n : 20*n+10]))
		head := fmt.Sprintf("%d 0 obj\n", n)
		if err != nil || !bytes.HasPrefix(data[at:], []byte(head)) {
			t.Fatalf("object %d does not stand at %d: %v", n, at, err)
		}
		object := data[at+len(head):]
		if m := streamBody.FindSubmatchIndex(object); m != nil && !bytes.Contains(object[:m[0]], []byte("endobj")) {
			length, err := strconv.Atoi(string(object[m[2]:m[3]]))
			if err != nil || !bytes.HasPrefix(object[m[1]+length:], []byte("\nendstream\nendobj\n")) {
				t.Fatalf("stream %d is not %d long: %v", n, length, err)
			}
			object = object[:m[0]]
		} else {
			object = object[:bytes.Index(object, []byte("\nendobj\n"))]
		}
		for _, r := range reference.FindAllSubmatch(object, -1) {
			if to, err := strconv.Atoi(string(r[1])); err != nil || to < 1 || to >= size {
				t.Fatalf("object %d refers to %s", n, r[0])
			}
		}
	}
}
