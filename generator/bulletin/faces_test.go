package bulletin

import (
	"bytes"
	"encoding/binary"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/pdf"
)

// own returns the templates with an owner's files added.
func own(t *testing.T, files map[string][]byte) fs.FS {
	t.Helper()
	all := fstest.MapFS{}
	for _, name := range []string{"song", "biaosong", "hei", "kai"} {
		name = "fonts/" + name + ".ttf"
		data, err := fs.ReadFile(templates, name)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = &fstest.MapFile{Data: data}
	}
	for name, data := range files {
		all[name] = &fstest.MapFile{Data: data}
	}
	return all
}

// few returns a face that has only the characters of the first groups of its Unicode table: ASCII, as faces for Latin
// text do.
func few(t *testing.T, data []byte) []byte {
	t.Helper()
	data = bytes.Clone(data)
	be := binary.BigEndian
	for i := range int(be.Uint16(data[4:])) {
		entry := data[12+16*i:]
		if string(entry[:4]) != "cmap" {
			continue
		}
		be.PutUint32(entry[4:], 0) // a check sum that was never computed
		cmap := data[be.Uint32(entry[8:]):]
		for j := range int(be.Uint16(cmap[2:])) {
			switch sub := cmap[be.Uint32(cmap[8+8*j:]):]; be.Uint16(sub) {
			case 12:
				be.PutUint32(sub[12:], 1)
			case 4:
				be.PutUint16(sub, 99) // no format
			}
		}
		return data
	}
	t.Fatal("no cmap")
	return nil
}

func named(s string, line int) model.Text {
	return model.Text{Pos: diag.Pos{File: "data/site.yaml", Line: line, Col: 9}, Text: s}
}

// warned compares what was reported, all of it warnings.
func warned(t *testing.T, l *diag.List, want ...string) {
	t.Helper()
	var got []string
	for _, d := range l.Sorted() {
		got = append(got, d.Pos.String()+" "+d.Rule+" "+d.Text)
	}
	if l.Failed() || !slices.Equal(got, want) {
		t.Errorf("reported\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestOwnFaces sees which face sets what when the owner names some, and that the open ones step in.
func TestOwnFaces(t *testing.T) {
	kai, err := fs.ReadFile(templates, "fonts/kai.ttf")
	if err != nil {
		t.Fatal(err)
	}
	files := own(t, map[string][]byte{"fonts/own.ttf": kai, "own/latin.ttf": few(t, kai)})
	var l diag.List
	f, err := readFaces(files, model.Fonts{Text: named("fonts/own.ttf", 1), Title: named("fonts/own.ttf", 2), Heading: named("own/latin.ttf", 3)}, &l)
	if err != nil {
		t.Fatal(err)
	}
	warned(t, &l, `data/site.yaml:3:9 font 字体 heading 写的 "own/latin.ttf" 里没有汉字，汉字都用自带的 templates/fonts/hei.ttf 印`)
	for _, c := range []struct {
		what   string
		wanted *pdf.Font
		r      rune
		name   string
	}{
		{"仿宋", f.Text, '国', "GongkaiKai-Regular"},
		{"小标宋", f.Biaosong, '国', "GongkaiKai-Regular"},
		{"黑体 that has the character", f.Hei, '1', "GongkaiKai-Regular"},
		{"黑体 that lacks the character", f.Hei, '国', "NotoSansSC-Medium"},
		{"宋体", f.Song, '国', "NotoSerifSC-Regular"},
		{"楷体 that nobody named", f.Kai, '国', "GongkaiKai-Regular"},
	} {
		if got := f.pick(c.wanted, c.r); got == nil || got.Name != c.name {
			t.Errorf("%s: %v, want %s", c.what, got, c.name)
		}
	}
	if f.Text == f.Kai || len(f.all) != 6 {
		t.Error("a file that is named twice is not read once, or is taken for another")
	}
	l = diag.List{}
	if f, err = readFaces(files, model.Fonts{Text: named("own/latin.ttf", 1), Title: named("own/latin.ttf", 2), Heading: named("own/latin.ttf", 3)}, &l); err != nil {
		t.Fatal(err)
	}
	warned(t, &l,
		`data/site.yaml:1:9 font 字体 text 写的 "own/latin.ttf" 里没有汉字，汉字都用自带的 templates/fonts/song.ttf 印`,
		`data/site.yaml:2:9 font 字体 title 写的 "own/latin.ttf" 里没有汉字，汉字都用自带的 templates/fonts/biaosong.ttf 印`,
		`data/site.yaml:3:9 font 字体 heading 写的 "own/latin.ttf" 里没有汉字，汉字都用自带的 templates/fonts/hei.ttf 印`)
	for role, want := range map[*pdf.Font]string{f.Text: "NotoSerifSC-Regular", f.Biaosong: "NotoSerifSC-Black", f.Hei: "NotoSansSC-Medium"} {
		if got := f.pick(role, '国'); got == nil || got.Name != want {
			t.Errorf("a file in several roles: 国 is set in %v, want %s", got, want)
		}
	}
	if f.pick(f.Hei, '😀') != nil {
		t.Error("a face has a character that none has")
	}
}

// cutShort returns a face of which the last of the outlines were not copied: zeros stand there.
func cutShort(t *testing.T, data []byte) []byte {
	t.Helper()
	data = bytes.Clone(data)
	be := binary.BigEndian
	for i := range int(be.Uint16(data[4:])) {
		if entry := data[12+16*i:]; string(entry[:4]) == "glyf" {
			glyf := data[be.Uint32(entry[8:]):][:be.Uint32(entry[12:])]
			clear(glyf[len(glyf)/20:])
			return data
		}
	}
	t.Fatal("no glyf")
	return nil
}

// TestUnusableFaces reports each mistake where it is written, and nothing besides.
func TestUnusableFaces(t *testing.T) {
	song, err := fs.ReadFile(templates, "fonts/song.ttf")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		open []byte // in place of fonts/song.ttf
		own  []byte // own.ttf
		want string
	}{
		{"whole", song, song, ""},
		{"no owner's file", song, nil, `data/site.yaml:1:9 missing-file 字体 text 写的文件 "own.ttf" 不存在`},
		{"CFF", song, []byte("OTTO"), `data/site.yaml:1:9 font 字体 text 写的 "own.ttf" 不能使用：这是 CFF 轮廓的 OpenType 字体，不是 TrueType 轮廓`},
		{"a copy cut short", song, cutShort(t, song), `data/site.yaml:1:9 font 字体 text 写的 "own.ttf" 不能使用：字体文件残缺：表 "glyf" 的内容与文件里的校验和不符`},
		{"an open face", []byte("x"), song, "templates/fonts/song.ttf font 通报的字体不能使用：这不是 TrueType 字体文件"},
	} {
		files := own(t, map[string][]byte{"fonts/song.ttf": c.open})
		if c.own != nil {
			files.(fstest.MapFS)["own.ttf"] = &fstest.MapFile{Data: c.own}
		}
		var l diag.List
		f, err := readFaces(files, model.Fonts{Text: named("own.ttf", 1)}, &l)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range l.Sorted() {
			got = append(got, d.Pos.String()+" "+d.Rule+" "+d.Text)
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
		if (f == nil) != (len(c.open) == 1) {
			t.Errorf("%s: faces %v", c.name, f)
		}
	}
}

// TestQuotes: quotation marks are as wide as a Han character in every face of a bulletin.
func TestQuotes(t *testing.T) {
	f := faces(t)
	for name, face := range map[string]*pdf.Font{"text": f.Text, "kai": f.Kai, "hei": f.Hei, "biaosong": f.Biaosong} {
		for _, r := range "“”‘’" {
			if got := f.pick(face, r); got.Width(r) != 1000 {
				t.Errorf("%s: %c is %d wide in %s", name, r, got.Width(r), got.Name)
			}
		}
	}
	if f.Kai.Width('“') == 1000 {
		t.Error("no face of this test has narrow marks")
	}
}
