package pdf

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// whole is a document with one of everything that a reader without eyes, or an archive, is told.
func whole(t testing.TB, song, kai *Font) []byte {
	i := info
	i.Files = []Attachment{
		{"数据.json", "application/json", "本通报的数据", []byte("{}")},
		{"figures.csv", "text/csv", "本通报的数据", []byte("单位,数\n甲,1\n")},
	}
	c := New(i)
	y := MM(40_000)
	write := func(e *Element, f *Font, s string) {
		y += MM(8_000)
		c.Text(e, f, 16_000, MM(28_000), y, Color{}, glyphs(s, 0))
	}
	c.AddPage()
	write(c.Root().Add("H1"), song, "通报")
	p := c.Root().Add("P")
	write(p, song, "截至10月底，见")
	link := p.Add("Link")
	c.Link(link, "https://example.invalid/通报?(a)")
	c.Text(link, song, 16_000, MM(28_000)+6_500*16, y, Color{B: 200}, glyphs("网", 0))
	c.Text(link, kai, 16_000, MM(28_000)+7_500*16, y, Color{B: 200}, glyphs("页", 0))
	write(link, song, "第二行")
	write(c.Root().Add("H4"), kai, "一、进展")
	figure := c.Root().Add("Figure")
	figure.Alt = "条形图：甲完成83.0%"
	write(figure.Add("Caption"), song, "图1")
	c.Fill(figure, MM(28_000), MM(100_000), MM(50_000), MM(5_000), Color{0, 80, 120})
	c.Stroke(figure, 1_000, Color{R: 200}, 0, Point{MM(28_000), MM(110_000)}, Point{MM(90_000), MM(112_000)})
	c.AddPage()
	y = MM(40_000)
	write(c.Root().Add("H6"), song, "（一）较快")
	write(c.Root().Add("H2"), song, "二、问题")
	write(c.Root().Add("Note"), song, "注：数据截至10月。")
	data, err := c.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestLinkWithin: a line of the contents leads to the top of its heading, on whatever page that stands.
func TestLinkWithin(t *testing.T) {
	song := face(t, "song")
	c := New(info)
	c.AddPage()
	link := c.Root().Add("TOC").Add("TOCI").Add("Reference").Add("Link")
	heading := c.Root().Add("H1")
	c.LinkTo(link, heading)
	c.Text(link, song, 16_000, MM(28_000), MM(50_000), Color{}, glyphs("通报", 0))
	if _, err := c.Bytes(); err == nil {
		t.Error("a link leads to a heading that stands nowhere")
	}

	c = New(info)
	c.AddPage()
	link = c.Root().Add("TOC").Add("TOCI").Add("Reference").Add("Link")
	heading = c.Root().Add("H1")
	c.LinkTo(link, heading)
	c.Text(link, song, 16_000, MM(28_000), MM(50_000), Color{}, glyphs("通报", 0))
	c.AddPage()
	c.Text(heading, song, 16_000, 100_000, 200_000, Color{}, glyphs("通报", 0))
	data, err := c.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	wellFormed(t, data)
	bookmark := regexp.MustCompile(`/Title<[0-9A-F]+>/Parent \d+ 0 R(/Dest\[.*?\])`).FindSubmatch(data)
	annotation := regexp.MustCompile(`/Subtype/Link.*?(/Dest\[.*?\])>>`).FindSubmatch(data)
	second := fmt.Sprintf("/Dest[%d 0 R/XYZ 100 ", pageObject(1))
	if bookmark == nil || annotation == nil || !bytes.Equal(bookmark[1], annotation[1]) || !bytes.HasPrefix(annotation[1], []byte(second)) {
		t.Errorf("the bookmark leads to %s, the link to %s, want both to %s…", bookmark, annotation, second)
	}
}

// TestStructure sees the tree as another program reads it: no level of heading skipped, the figure with its bounds,
// the link with its annotations.
func TestStructure(t *testing.T) {
	data := whole(t, face(t, "song"), face(t, "kai"))
	wellFormed(t, data)
	got := strings.Join(strings.Fields(run(t, data, "pdfinfo", "-struct-text", "FILE")), " ")
	for _, want := range []string{
		`H1 (block) "通报" P (block) "截至10月底，见" Link (inline) "网页第二行" Object `,
		`H2 (block) "一、进展" Figure`,
		// From 28 to 90 mm and from the caption on the line at 80 mm to 112 mm, with half the width of the line drawn.
		`/BBox [78.87 523.91 255.618 629.199] Caption "图1"`,
		`H3 (block) "（一）较快" H2 (block) "二、问题" Note <note`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the tree does not hold %s:\n%s", want, got)
		}
	}
	urls := run(t, data, "pdfinfo", "-url", "FILE")
	if n := strings.Count(urls, "https://example.invalid/%E9%80%9A%E6%8A%A5?(a)"); n != 2 {
		t.Errorf("%d annotations, want one for each line:\n%s", n, urls)
	}
}

// TestFigureNeedsWords sees that no figure goes out without a text in its place.
func TestFigureNeedsWords(t *testing.T) {
	c := New(info)
	c.AddPage()
	c.Fill(c.Root().Add("Figure"), 0, 0, 1000, 1000, Color{})
	if _, err := c.Bytes(); err == nil {
		t.Error("a figure without words passes")
	}
}

// TestOutline reads the bookmarks as qpdf shows them.
func TestOutline(t *testing.T) {
	data := whole(t, face(t, "song"), face(t, "kai"))
	got := run(t, data, "qpdf", "--json", "--json-key=outlines", "FILE")
	var seen []string
	for line := range strings.Lines(got) {
		if _, title, ok := strings.Cut(line, `"title": `); ok {
			seen = append(seen, strings.TrimRight(title, ",\n"))
		}
		if _, page, ok := strings.Cut(line, `"destpageposfrom1": `); ok {
			seen = append(seen, strings.TrimRight(page, ",\n"))
		}
	}
	slices.Sort(seen)
	want := []string{"1", "1", "2", "2", `"一、进展"`, `"二、问题"`, `"通报"`, `"（一）较快"`}
	slices.Sort(want)
	if !slices.Equal(seen, want) {
		t.Errorf("bookmarks are %v\n%s", seen, got)
	}
}

// TestAttachments takes the files out again.
func TestAttachments(t *testing.T) {
	data := whole(t, face(t, "song"), face(t, "kai"))
	list := run(t, data, "qpdf", "--list-attachments", "FILE")
	if !strings.Contains(list, "figures.csv") || !strings.Contains(list, "数据.json") {
		t.Errorf("attached are\n%s", list)
	}
	if got := run(t, data, "qpdf", "--show-attachment=figures.csv", "FILE"); got != "单位,数\n甲,1\n" {
		t.Errorf("figures.csv holds %q", got)
	}
	for _, want := range []string{"/AFRelationship/Data", "/Subtype/text#2Fcsv", "/ModDate(D:20221110090000+08'00')", "/AF["} {
		if !bytes.Contains(data, []byte(want)) {
			t.Errorf("no %s", want)
		}
	}
	i := info
	i.Files = []Attachment{{Name: "a"}, {Name: "a"}}
	c := New(i)
	c.AddPage()
	if _, err := c.Bytes(); err == nil {
		t.Error("two files of one name pass")
	}
}

// TestMetadata reads the XMP as XML and sees that it says what Info says.
func TestMetadata(t *testing.T) {
	i := info
	i.Title, i.Author, i.Subject, i.Keywords = "甲<乙>&“丙”", "A&B", "]]>", "<k>"
	c := New(i)
	c.AddPage()
	data, err := c.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := bytes.Cut(data, []byte("<?xpacket begin"))
	packet, _, _ := bytes.Cut(append([]byte("<?xpacket begin"), after...), []byte("\nendstream"))
	said := map[string]string{}
	var path []string
	d := xml.NewDecoder(bytes.NewReader(packet))
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			path = append(path, token.Name.Local)
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			if s := strings.TrimSpace(string(token)); s != "" {
				for _, p := range path {
					said[p] = s
				}
			}
		}
	}
	for tag, want := range map[string]string{"title": i.Title, "creator": i.Author, "Keywords": i.Keywords, "language": "zh-CN",
		"CreateDate": "2022-11-10T09:00:00+08:00", "ModifyDate": "2022-11-10T09:00:00+08:00", "conformance": "A"} {
		if said[tag] != want {
			t.Errorf("%s is %q, want %q", tag, said[tag], want)
		}
	}
	about := run(t, data, "pdfinfo", "-isodates", "FILE")
	for _, want := range []string{i.Title, i.Author, i.Subject, i.Keywords, "2022-11-10T09:00:00+08"} {
		if !strings.Contains(about, want) {
			t.Errorf("pdfinfo does not say %q:\n%s", want, about)
		}
	}
}

// TestAnyCores sees that neither the number of cores nor what was made before changes a byte.
func TestAnyCores(t *testing.T) {
	song, kai := face(t, "song"), face(t, "kai")
	want := whole(t, song, kai)
	for _, cores := range []int{1, 2, 7} {
		before := runtime.GOMAXPROCS(cores)
		done := make(chan error)
		for n := range 12 {
			go func() {
				for range n {
					sample(t, kai, song)
				}
				if !bytes.Equal(whole(t, song, kai), want) {
					done <- fmt.Errorf("%d cores, after %d others: other bytes", cores, n)
					return
				}
				done <- nil
			}()
		}
		for range 12 {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
		runtime.GOMAXPROCS(before)
	}
}

// TestColours holds the profile of the output intent against what ICC.1 says of one.
func TestColours(t *testing.T) {
	p := profile()
	if len(p) != int(be32(p)) || string(p[12:24]) != "mntrRGB XYZ " || string(p[36:40]) != "acsp" {
		t.Errorf("the profile begins with % x", p[:40])
	}
	for i := range int(be32(p[128:])) {
		entry := p[132+12*i:]
		at, size := int(be32(entry[4:])), int(be32(entry[8:]))
		if at%4 != 0 || at+size > len(p) {
			t.Errorf("%s stands at %d with %d bytes", entry[:4], at, size)
		}
	}
	// The primaries add up to the white of the connection space, D50.
	for axis, want := range []int32{63190, 65536, 54061} {
		var sum int32
		for i := range int(be32(p[128:])) {
			if entry := p[132+12*i:]; string(entry[1:4]) == "XYZ" {
				sum += int32(be32(p[int(be32(entry[4:]))+8+4*axis:]))
			}
		}
		if sum < want-20 || sum > want+20 {
			t.Errorf("the primaries add up to %d on axis %d, white is %d", sum, axis, want)
		}
	}
}
