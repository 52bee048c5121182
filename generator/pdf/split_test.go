package pdf

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

// drawn is what gofpdf writes for two pages with every kind of drawing that the canvas makes.
func drawn(t testing.TB) []byte {
	c := New(info)
	c.AddPage()
	c.Text(c.Root().Add("P"), face(t, "song"), 16*1000, 1000, 2000, Color{}, glyphs("一", 0))
	c.Fill(nil, 1000, 2000, 3000, 4000, Color{R: 255})
	c.Stroke(nil, 1000, Color{B: 255}, 3000, Point{1000, 1000}, Point{2000, 2000})
	c.Area(nil, Color{G: 255}, Point{1000, 1000}, Point{2000, 1000}, Point{1000, 2000})
	c.Disc(nil, 5000, 5000, 1000, Color{G: 255})
	c.AddPage()
	c.Line(0, 1000, 2000, 1000, 500, Color{})
	c.close()
	var b bytes.Buffer
	if err := c.pdf.Output(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestPageContents holds the operators of a page against what the specification of PDF calls them, so that a change
// of gofpdf shows here and not on paper.
func TestPageContents(t *testing.T) {
	contents, err := split(drawn(t), 2)
	if err != nil {
		t.Fatal(err)
	}
	circle := "" // whose control points are gofpdf's affair
	first := strings.Fields(string(contents[0]))
	for i, word := range first {
		if word == "c" && circle == "" {
			circle = strings.Join(first[i-9:], " ")
		}
	}
	got := strings.TrimSuffix(strings.Join(first, " "), circle)
	want := "0 J 0 j 0.57 w 0.000 G 0.000 g " +
		"/P <</MCID 0>> BDC 0 0 0 rg BT /F1 16 Tf 1 839.89 Td [<0001>] TJ ET EMC " +
		"/Artifact BMC 1.000 0.000 0.000 rg 1.00 839.89 3.00 -4.00 re f " +
		"1.00 w 0.000 0.000 1.000 RG [3.00 3.00] 0.00 d 1.00 840.89 m 2.00 839.89 l S [] 0.00 d " +
		"0.000 1.000 0.000 rg 1.00 840.89 m 2.00 840.89 l 1.00 839.89 l h f "
	if got != want {
		t.Errorf("the first page is\n%s\nwant\n%s", got, want)
	}
	if !strings.HasPrefix(circle, "6.00 836.89 m 6.00") || !strings.HasSuffix(circle, "f EMC") {
		t.Errorf("a circle is %s", circle)
	}
	// The colours of the page before are set again: the canvas relies on none of them.
	want = "0 J 0 j 1.00 w 0.000 0.000 1.000 RG 0.000 1.000 0.000 rg /Artifact BMC 0.50 w 0.000 G 0.00 840.89 m 2.00 840.89 l S EMC"
	if got := strings.Join(strings.Fields(string(contents[1])), " "); got != want {
		t.Errorf("the second page is\n%s\nwant\n%s", got, want)
	}
}

// TestOtherGofpdf changes each thing that the finishing pass relies on: none passes.
func TestOtherGofpdf(t *testing.T) {
	whole := string(drawn(t))
	for _, x := range [][2]string{
		{"%PDF-1.3\n", "%PDF-1.4\n"},
		{"3 0 obj\n", "4 0 obj\n"},
		{"<</Type /Page\n", "<</Type /Page\n/Rotate 90\n"},
		{"/Parent 1 0 R\n", "/Parent 1 0 R\n/MediaBox [0 0 9 9]\n"},
		{"/Resources 2 0 R\n", "/Resources 2 0 R\n/Annots []\n"},
		{"/Contents 4 0 R", "/Contents 9 0 R"},
		{"4 0 obj\n", "5 0 obj\n"},
		{"<</Length ", "<</Filter /FlateDecode /Length "},
		{"<</Length ", "<</Length 9"},
		{"<</Length ", "<</Length -"},
		{"<</Length ", "<</Length 0"},
		{">>\nstream\n", ">>\nstream\r\n"},
		{"stream\n0 J\n0 j\n", "stream\n1 J\n0 j\n"},
		{"stream\n0 J\n0 j\n", "stream\n0 J\n0 g\n"},
		{"\nendstream\nendobj\n5 0", "\nendobj\n5 0"},
		{"/Kids [3 0 R 5 0 R ]", "/Kids [3 0 R 5 0 R 7 0 R ]"},
		{"/Count 2\n", "/Count 3\n"},
		{"[0 0 595.28 841.89]", "[0 0 612.00 792.00]"},
		{"/Font <<\n>>", "/Font <<\n/F1 9 0 R\n>>"},
		{"/XObject <<\n>>", "/XObject <<\n/I1 9 0 R\n>>"},
		{"/ColorSpace <<\n>>", "/ColorSpace <<\n/CS1 9 0 R\n>>"},
	} {
		other := strings.Replace(whole, x[0], x[1], 1)
		if other == whole {
			t.Errorf("gofpdf writes no %q", x[0])
		}
		if _, err := split([]byte(other), 2); !errors.Is(err, errGofpdf) {
			t.Errorf("%q in place of %q: %v", x[1], x[0], err)
		}
	}
	for _, pages := range []int{1, 3} {
		if _, err := split([]byte(whole), pages); !errors.Is(err, errGofpdf) {
			t.Errorf("2 pages pass for %d", pages)
		}
	}
}

// TestEveryByteIsExpected changes each byte that split reads, and takes each away: nothing that gofpdf could write
// otherwise passes. Free are only the contents of the pages after the state they begin with, which TestPageContents
// reads, and what follows the resources, which is thrown away.
func TestEveryByteIsExpected(t *testing.T) {
	whole := drawn(t)
	contents, err := split(whole, 2)
	if err != nil {
		t.Fatal(err)
	}
	free := make([]bool, len(whole))
	for _, content := range contents {
		from := bytes.Index(whole, content)
		for i := from + len("0 J\n0 j\n"); i < from+len(content); i++ {
			free[i] = true
		}
	}
	end := bytes.Index(whole, []byte("/ColorSpace <<\n>>\n>>\nendobj\n")) + len("/ColorSpace <<\n>>\n>>\nendobj\n")
	tried := 0
	for i := range end {
		if free[i] {
			continue
		}
		tried++
		other := bytes.Clone(whole)
		other[i] ^= 1
		if _, err := split(other, 2); !errors.Is(err, errGofpdf) {
			t.Errorf("byte %d may be %q in place of %q: %v", i, other[i], whole[i], err)
		}
		if _, err := split(append(bytes.Clone(whole[:i]), whole[i+1:]...), 2); !errors.Is(err, errGofpdf) {
			t.Errorf("byte %d, %q, may be missing: %v", i, whole[i], err)
		}
	}
	if tried < 400 {
		t.Errorf("only %d bytes are expected", tried)
	}
}

// FuzzSplit cuts and changes what gofpdf writes: no panic, and what passes is within the file.
func FuzzSplit(f *testing.F) {
	whole := drawn(f)
	for _, n := range []int{0, 9, 60, 120, 400, len(whole) / 2, len(whole)} {
		f.Add(whole[:min(n, len(whole))], 2)
	}
	f.Add([]byte("%PDF-1.3\n1 0 obj\n<</Type /Pages\n/Kids []\n/Count 0\n"), 0)
	f.Fuzz(func(t *testing.T, data []byte, pages int) {
		if pages < 0 || pages > 1000 {
			return
		}
		contents, err := split(data, pages)
		if err == nil && len(contents) != pages {
			t.Errorf("%d contents of %d pages", len(contents), pages)
		}
	})
}
