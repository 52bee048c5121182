package pdf

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gongkai/generator/model"
)

func face(t testing.TB, name string) *Font {
	data, err := os.ReadFile("../../templates/fonts/" + name + ".ttf")
	if err != nil {
		t.Fatal(err)
	}
	f, err := ParseFont(data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func glyphs(s string, adjust Pt) []Glyph {
	var g []Glyph
	for _, r := range s {
		g = append(g, Glyph{r, adjust})
	}
	return g
}

// run calls an outside reader of PDF files and returns what it prints.
func run(t testing.TB, data []byte, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Fatalf("%s is needed to read the PDF files back: install the Debian packages poppler-utils and qpdf", name)
	}
	path := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		if a == "FILE" {
			args[i] = path
		}
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}

var info = Info{Title: "关于测试的通报", Author: "某局", Subject: "示例数据", Keywords: "示例数据", Lang: "zh-CN",
	Created: time.Date(2022, 11, 10, 9, 0, 0, 0, model.Beijing)}

// sample draws two pages with two faces, a rule, characters beyond the BMP and uneven gaps.
func sample(t testing.TB, song, kai *Font) []byte {
	c := New(info)
	c.AddPage()
	p := c.Root().Add("P")
	c.Text(p, song, 16*1000, MM(28_000), MM(50_000), Color{}, glyphs("截至10月底，全市累计开发11620个𬍛𫍯𬭚——", -205))
	uneven := glyphs("完成83.0%，低于0.3个百分点", 0)
	uneven[3].Adjust = 500
	c.Text(p, kai, 16*1000, MM(28_000), MM(60_000), Color{}, uneven)
	c.Line(MM(28_000), MM(70_000), MM(184_000), MM(70_000), 500, Color{200, 0, 0})
	c.AddPage()
	c.Text(p, song, 14*1000, MM(28_000), MM(50_000), Color{R: 255}, glyphs("第二页", 0))
	c.Text(nil, song, 14*1000, MM(28_000), MM(280_000), Color{}, glyphs("— 2 —", 0))
	data, err := c.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestReadBack lets other programs read a file: text, fonts, structure, syntax.
func TestReadBack(t *testing.T) {
	data := sample(t, face(t, "song"), face(t, "kai"))
	if got := run(t, data, "qpdf", "--check", "FILE"); !strings.Contains(got, "No syntax or stream encoding errors found") {
		t.Error(got)
	}
	got := strings.Join(strings.Fields(run(t, data, "pdftotext", "-layout", "FILE", "-")), "\n")
	want := "截至10月底，全市累计开发11620个𬍛𫍯𬭚——\n完成83.0%，低于0.3个百分点\n第二页\n—2—"
	if got != want {
		t.Errorf("text is\n%s\nwant\n%s", got, want)
	}
	for _, line := range strings.Split(strings.TrimSpace(run(t, data, "pdffonts", "FILE")), "\n")[2:] {
		if !strings.Contains(line, "CID TrueType") || !strings.Contains(line, "yes yes yes") {
			t.Errorf("font is not embedded, subset and mapped: %s", line)
		}
	}
	about := run(t, data, "pdfinfo", "FILE")
	for _, want := range []string{"关于测试的通报", "Tagged:          yes", "PDF version:     1.7", "Pages:           2", "A4"} {
		if !strings.Contains(about, want) {
			t.Errorf("pdfinfo does not say %q:\n%s", want, about)
		}
	}
	if got := run(t, data, "pdfinfo", "-struct-text", "FILE"); !strings.Contains(got, "第二页") || strings.Contains(got, "— 2 —") {
		t.Errorf("structure holds\n%s", got)
	}
}

// TestSameBytes sees that a document depends on its calls only.
func TestSameBytes(t *testing.T) {
	song, kai := face(t, "song"), face(t, "kai")
	a := sample(t, song, kai)
	done := make(chan []byte)
	for range 4 {
		go func() { done <- sample(t, song, kai) }()
	}
	for range 4 {
		if !bytes.Equal(a, <-done) {
			t.Error("two documents of the same calls differ")
		}
	}
}

// TestMissingCharacter sees that a character that the face does not have is an error and never a box.
func TestMissingCharacter(t *testing.T) {
	c := New(info)
	c.AddPage()
	c.Text(nil, face(t, "song"), 16*1000, 0, 0, Color{}, glyphs("好ꀀ", 0))
	_, err := c.Bytes()
	if err == nil || !strings.Contains(err.Error(), "NotoSerifSC-Regular") || !strings.Contains(err.Error(), "U+A000") {
		t.Errorf("error is %v", err)
	}
}

// TestComposites sees that a glyph made of others keeps them: the minus sign of the 楷体 is one.
func TestComposites(t *testing.T) {
	kai := face(t, "kai")
	s := &subset{font: kai, pages: map[rune]*[256]uint16{}}
	for _, r := range "岗−¨岗" {
		s.number(r)
	}
	if len(s.runes) != 3 {
		t.Fatalf("characters are %q", s.runes)
	}
	sub := tables(t, s.file())
	count := int(be16(sub["maxp"][4:]))
	outline := func(i int) []byte {
		at := func(i int) int { return 2 * int(be16(sub["loca"][2*i:])) }
		return sub["glyf"][at(i):at(i+1)]
	}
	composites := 0
	for i, r := range s.runes {
		want, got := kai.outline(kai.glyph(r)), outline(i+1)
		if int16(be16(want)) >= 0 {
			// The bounds and the points of the contours stand before the instructions, the coordinates after them.
			at := outlineHead + 2*int(be16(want))
			rest := want[at+2+int(be16(want[at:])):]
			if !bytes.Equal(got[:at], want[:at]) || be16(got[at:]) != 0 || !bytes.HasPrefix(got[at+2:], rest) {
				t.Errorf("%c has another outline", r)
			}
			continue
		}
		composites++
		whole, part := be16(want[outlineHead+2:]), int(be16(got[outlineHead+2:]))
		if part <= len(s.runes) || part >= count || !bytes.HasPrefix(outline(part), kai.outline(whole)[:outlineHead]) {
			t.Errorf("%c refers to glyph %d of %d", r, part, count)
		}
	}
	if composites == 0 {
		t.Error("no composite glyph was tried")
	}
	if len(sub["hmtx"]) != 4*count || int(be16(sub["hhea"][34:])) != count {
		t.Errorf("%d glyphs, but %d bytes of metrics", count, len(sub["hmtx"]))
	}
}

// tables reads the directory of a TrueType file and its check sums.
func tables(t testing.TB, data []byte) map[string][]byte {
	all := map[string][]byte{}
	for i := range int(be16(data[4:])) {
		entry := data[12+16*i:]
		from, size := be32(entry[8:]), be32(entry[12:])
		body := data[from : from+size]
		if tag := string(entry[:4]); tag != "head" && checkSum(body) != be32(entry[4:]) {
			t.Errorf("check sum of %s", tag)
		}
		all[string(entry[:4])] = body
	}
	if checkSum(data) != 0xB1B0AFBA {
		t.Error("check sum of the file")
	}
	return all
}

// TestWidths sees that the faces keep to the em, which the grid relies on.
func TestWidths(t *testing.T) {
	for _, name := range []string{"song", "biaosong", "hei", "kai"} {
		f := face(t, name)
		for _, r := range "国，。（）〔〕《》、；：？！…—～%" {
			if w := f.Width(r); w != 1000 && r != '%' {
				t.Errorf("%s: %c is %d wide", name, r, w)
			}
		}
		for r := '0'; r <= '9'; r++ {
			if f.Width(r) != f.Width('0') {
				t.Errorf("%s: digits are not tabular", name)
			}
		}
	}
}

// TestBrokenFonts sees that no input makes the parser panic.
func TestBrokenFonts(t *testing.T) {
	data, err := os.ReadFile("../../templates/fonts/kai.ttf")
	if err != nil {
		t.Fatal(err)
	}
	for n := range 400 {
		if _, err := ParseFont(data[:n]); err == nil {
			t.Fatalf("%d bytes pass for a font", n)
		}
	}
	head := bytes.Clone(data[:4096])
	for i := range 300 {
		broken := append(bytes.Clone(head), data[4096:1<<20]...)
		broken[i] ^= 0xFF
		if f, err := ParseFont(broken); err == nil {
			f.Width('国')
		}
	}
}

func BenchmarkParseFont(b *testing.B) {
	data, err := os.ReadFile("../../templates/fonts/song.ttf")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := ParseFont(data); err != nil {
			b.Fatal(err)
		}
	}
}
