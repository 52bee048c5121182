package pdf

import (
	"bytes"
	"testing"
)

// TestOutlines copies outlines of every form: instructions go, components move to glyph 1 and on, and what breaks off
// or refers to no glyph draws nothing.
func TestOutlines(t *testing.T) {
	const head = "\x00\x01\x00\x02\x00\x03\x00\x04" // bounds
	for _, x := range []struct{ name, in, out string }{
		{"blank", "", ""},
		{"simple", "\x00\x01" + head + "\x00\x00" + "\x00\x00" + "points", "\x00\x01" + head + "\x00\x00" + "\x00\x00" + "points"},
		{"simple with instructions", "\x00\x01" + head + "\x00\x00" + "\x00\x03" + "abc" + "points", "\x00\x01" + head + "\x00\x00" + "\x00\x00" + "points"},
		{"instructions beyond the end", "\x00\x01" + head + "\x00\x00" + "\x00\x09" + "abc", ""},
		{"contours beyond the end", "\x7F\xFF" + head + "\x00\x00", ""},
		{"head cut short", "\x00\x01" + head[:7], ""},
		{"component", "\xFF\xFF" + head + "\x00\x00\x00\x05xy", "\xFF\xFF" + head + "\x00\x00\x00\x01xy"},
		{"component with instructions", "\xFF\xFF" + head + "\x01\x00\x00\x05xy\x00\x02ab", "\xFF\xFF" + head + "\x00\x00\x00\x01xy"},
		{"words", "\xFF\xFF" + head + "\x00\x01\x00\x05xxyy", "\xFF\xFF" + head + "\x00\x01\x00\x01xxyy"},
		{"scale", "\xFF\xFF" + head + "\x00\x08\x00\x05xyss", "\xFF\xFF" + head + "\x00\x08\x00\x01xyss"},
		{"two scales", "\xFF\xFF" + head + "\x00\x40\x00\x05xyssss", "\xFF\xFF" + head + "\x00\x40\x00\x01xyssss"},
		{"matrix", "\xFF\xFF" + head + "\x00\x80\x00\x05xyssssssss", "\xFF\xFF" + head + "\x00\x80\x00\x01xyssssssss"},
		{"two components, one twice", "\xFF\xFF" + head + "\x00\x20\x00\x05xy\x00\x20\x00\x06xy\x00\x00\x00\x05xy",
			"\xFF\xFF" + head + "\x00\x20\x00\x01xy\x00\x20\x00\x02xy\x00\x00\x00\x01xy"},
		{"no more follows", "\xFF\xFF" + head + "\x00\x20\x00\x05xy", ""},
		{"arguments cut short", "\xFF\xFF" + head + "\x00\x00\x00\x05x", ""},
		{"a glyph there is not", "\xFF\xFF" + head + "\x00\x00\x00\x08xy", ""},
	} {
		s := &subset{font: &Font{advance: make([]uint16, 8)}}
		before := []byte("before")
		got, _ := s.appendOutline(before, make([]uint16, 1), map[uint16]uint16{}, []byte(x.in))
		if !bytes.Equal(got, []byte("before"+x.out)) {
			t.Errorf("%s: % x, want % x", x.name, got[len(before):], x.out)
		}
	}
	full := make([]uint16, 1<<16)
	s := &subset{font: &Font{advance: make([]uint16, 8)}}
	if got, glyphs := s.appendOutline(nil, full, map[uint16]uint16{}, []byte("\xFF\xFF"+head+"\x00\x00\x00\x05xy")); len(got) > 0 || len(glyphs) > len(full) {
		t.Error("a component beyond the last number passes")
	}
}

// TestTableAttributes sees that cells say what they head and how many columns they cover.
func TestTableAttributes(t *testing.T) {
	song := face(t, "song")
	c := New(info)
	c.AddPage()
	tr := c.Root().Add("Table").Add("TR")
	for i, cell := range []struct {
		kind, scope string
		span        int
	}{{"TH", "Column", 0}, {"TH", "Column", 2}, {"TD", "", 3}, {"TD", "", 0}} {
		e := tr.Add(cell.kind)
		e.Scope, e.Span = cell.scope, cell.span
		c.Text(e, song, 10_000, MM(20_000*i), 20_000, Color{}, glyphs("格", 0))
	}
	data, err := c.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	wellFormed(t, data)
	for _, want := range []string{"/S/TH/P", "/A<</O/Table/Scope/Column>>", "/A<</O/Table/Scope/Column/ColSpan 2>>", "/A<</O/Table/ColSpan 3>>"} {
		if !bytes.Contains(data, []byte(want)) {
			t.Errorf("no %s", want)
		}
	}
}
