package pdf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
)

// TestDefects names what is wrong with a face and what to do, for each way that a file may be wrong.
func TestDefects(t *testing.T) {
	whole := smallFont(t, "kai", "a国")
	tableAt := func(data []byte, tag string) (entry []byte, at int) {
		for i := range int(be16(data[4:])) {
			if entry := data[12+16*i:]; string(entry[:4]) == tag {
				return entry, int(be32(entry[8:]))
			}
		}
		t.Fatalf("no table %s", tag)
		return nil, 0
	}
	fsType := func(n uint16) func([]byte) []byte {
		return func(data []byte) []byte {
			_, at := tableAt(data, "OS/2")
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
			entry, _ := tableAt(data, "hmtx")
			copy(entry, "xxxx")
			return data
		}, `表 "hmtx" 缺少`, "重新复制"},
		{"symbols", func(data []byte) []byte {
			_, at := tableAt(data, "cmap")
			for i := range int(be16(data[at+2:])) {
				binary.BigEndian.PutUint32(data[at+4+8*i:], 0x00030000)
			}
			return data
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

// TestBlankGlyphs sees that a character whose outline is empty is missing, and that a space is not.
func TestBlankGlyphs(t *testing.T) {
	data := smallFont(t, "kai", "a　国")
	f, err := ParseFont(data)
	if err != nil {
		t.Fatal(err)
	}
	if !f.Has('国') || !f.Has('　') {
		t.Fatal("the whole face lacks a character")
	}
	loca := f.tables["loca"] // of data: changing it changes the file
	for i := range len(loca) / 2 {
		binary.BigEndian.PutUint16(loca[2*i:], 0)
	}
	if f, err = ParseFont(data); err != nil {
		t.Fatal(err)
	}
	if f.Has('国') || f.Has('a') || !f.Has('　') {
		t.Error("a blank passes for a character, or a space for none")
	}
}
