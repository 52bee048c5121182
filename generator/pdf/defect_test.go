package pdf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
)

// tableAt returns the entry of a table in the directory, and its place.
func tableAt(t *testing.T, data []byte, tag string) (entry []byte, at int) {
	t.Helper()
	for i := range int(be16(data[4:])) {
		if entry := data[12+16*i:]; string(entry[:4]) == tag {
			return entry, int(be32(entry[8:]))
		}
	}
	t.Fatalf("no table %s", tag)
	return nil, 0
}

// TestDefects names what is wrong with a face and what to do, for each way that a file may be wrong.
func TestDefects(t *testing.T) {
	whole := smallFont(t, "kai", "a国")
	fsType := func(n uint16) func([]byte) []byte {
		return func(data []byte) []byte {
			_, at := tableAt(t, data, "OS/2")
			binary.BigEndian.PutUint16(data[at+8:], n)
			return data
		}
	}
	begin := func(s string) func([]byte) []byte {
		return func(data []byte) []byte { return append([]byte(s), data[4:]...) }
	}
	for _, c := range []struct {
		name   string
		change func([]byte) []byte
		want   string // in the text; empty = the face can be used
		hint   string
	}{
		{"whole", func(data []byte) []byte { return data }, "", ""},
		{"of Apple", begin("true"), "", ""},
		{"CFF", begin("OTTO"), "CFF", "TrueType"},
		{"collection", begin("ttcf"), "TTC", "单独的 .ttf"},
		{"web", begin("wOFF"), "WOFF", ".ttf"},
		{"web 2", begin("wOF2"), "WOFF2", ".ttf"},
		{"text", func([]byte) []byte { return []byte("version https://git-lfs.example/spec/v1\n") }, "不是 TrueType", ".ttf"},
		{"empty", func([]byte) []byte { return nil }, "不是 TrueType", ".ttf"},
		{"four bytes", func(data []byte) []byte { return data[:4] }, "残缺", "重新复制"},
		{"cut in the directory", func(data []byte) []byte { return data[:40] }, "残缺", "重新复制"},
		{"cut in the tables", func(data []byte) []byte { return data[:len(data)-100] }, "残缺", "重新复制"},
		{"a table less", func(data []byte) []byte {
			entry, _ := tableAt(t, data, "hmtx")
			copy(entry, "xxxx")
			return data
		}, `表 "hmtx" 缺少`, "重新复制"},
		{"symbols", func(data []byte) []byte {
			_, at := tableAt(t, data, "cmap")
			for i := range int(be16(data[at+2:])) {
				binary.BigEndian.PutUint32(data[at+4+8*i:], 0x00030000)
			}
			return resum(data)
		}, "没有 Unicode 字表", "Unicode"},
		{"restricted", fsType(0x0002), "不允许嵌入文件（OS/2 表 fsType 为 0x0002）", "许可证"},
		{"whole only", fsType(0x0108), "不允许只嵌入用到的字", "许可证"},
		{"bitmaps only", fsType(0x0208), "只允许嵌入点阵", "许可证"},
		{"preview and print", fsType(0x0004), "", ""},
		{"the least restrictive of two", fsType(0x000A), "", ""},
	} {
		_, err := ParseFont(c.change(bytes.Clone(whole)))
		if c.want == "" {
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		var d Defect
		if !errors.As(err, &d) || !strings.Contains(d.Text, c.want) || !strings.Contains(d.Hint, c.hint) {
			t.Errorf("%s: %q, %q", c.name, d.Text, d.Hint)
		}
	}
}

// resum writes the check sums of the tables anew.
func resum(data []byte) []byte {
	for i := range int(be16(data[4:])) {
		entry := data[12+16*i:]
		from, size := int(be32(entry[8:])), int(be32(entry[12:]))
		binary.BigEndian.PutUint32(entry[4:], checkSum(data[from:from+size]))
	}
	return data
}

// unsum says of every table that its check sum was never computed.
func unsum(data []byte) []byte {
	for i := range int(be16(data[4:])) {
		binary.BigEndian.PutUint32(data[12+16*i+4:], 0)
	}
	return data
}

// TestDamaged damages whole faces as bad copies do. Each is found by the check sums; and without them by what the
// tables hold, unless the characters that are left can be told from the others, which the open faces then replace.
func TestDamaged(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 9704))
	for _, c := range []struct {
		name   string
		tag    string
		change func(table []byte)
		want   string // without check sums; empty = the face can be used
	}{
		{"outlines cut short", "glyf", func(b []byte) { clear(b[len(b)/20:]) }, "的字形不完整"},
		{"a few outlines cut short", "glyf", func(b []byte) { clear(b[len(b)-len(b)/20:]) }, "的字形不完整"},
		{"outlines of ones", "glyf", func(b []byte) { copy(b, bytes.Repeat([]byte{0xFF}, len(b))) }, "的字形不完整"},
		{"outlines of noise", "glyf", func(b []byte) {
			for i := range b {
				b[i] = byte(random.Uint32())
			}
		}, "的字形不完整"},
		{"no widths", "hmtx", func(b []byte) { clear(b) }, "大部分没有字形或宽度"},
		{"a few widths gone", "hmtx", func(b []byte) { clear(b[len(b)-len(b)/20:]) }, ""},
		{"widths of ones", "hmtx", func(b []byte) { copy(b, bytes.Repeat([]byte{0xFF}, len(b))) }, "的宽度是 65535，字身只有 1000"},
		{"all blanks", "loca", func(b []byte) { clear(b) }, "大部分没有字形或宽度"},
		{"places cut short", "loca", func(b []byte) { clear(b[len(b)-len(b)/20:]) }, `不在表 "glyf" 里`},
		{"places of ones", "loca", func(b []byte) { copy(b, bytes.Repeat([]byte{0xFF}, len(b))) }, `不在表 "glyf" 里`},
	} {
		data, err := os.ReadFile("../../templates/fonts/kai.ttf")
		if err != nil {
			t.Fatal(err)
		}
		entry, at := tableAt(t, data, c.tag)
		c.change(data[at : at+int(be32(entry[12:]))])
		var d Defect
		if _, err := ParseFont(data); !errors.As(err, &d) || !strings.Contains(d.Text, fmt.Sprintf("残缺：表 %q 的内容与文件里的校验和不符", c.tag)) || d.Hint != copyAgain {
			t.Errorf("%s: %v", c.name, err)
		}
		f, err := ParseFont(unsum(data))
		switch {
		case c.want != "":
			if !errors.As(err, &d) || !strings.Contains(d.Text, c.want) {
				t.Errorf("%s, without check sums: %v, want %s", c.name, err, c.want)
			}
		case err != nil:
			t.Errorf("%s, without check sums: %v", c.name, err)
		case !f.Has('国') || f.Has('𬭚') && f.Width('𬭚') == 0:
			t.Errorf("%s, without check sums: characters without width are there, or others are not", c.name)
		}
	}
}

// TestBlankGlyphs sees that a character whose outline is empty is missing, and that a space is not.
func TestBlankGlyphs(t *testing.T) {
	data := smallFont(t, "kai", "a　国威海")
	f, err := ParseFont(data)
	if err != nil {
		t.Fatal(err)
	}
	if !f.Has('国') || !f.Has('a') || !f.Has('　') {
		t.Fatal("the whole face lacks a character")
	}
	loca := f.tables["loca"] // of data: changing it changes the file
	for i := range 4 {       // .notdef, a, the space, 国
		copy(loca[2*i+2:], loca[:2])
	}
	if f, err = ParseFont(resum(data)); err != nil {
		t.Fatal(err)
	}
	if f.Has('国') || f.Has('a') || !f.Has('　') || !f.Has('海') {
		t.Error("a blank passes for a character, or a space for none")
	}
}
