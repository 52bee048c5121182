// Package pdf writes PDF files with Chinese text that are PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1), the same
// bytes for the same calls.
//
// gofpdf makes pages and draws shapes; fonts, text, tags and the file itself are written here, because gofpdf loses
// characters, draws missing glyphs silently and races on font bytes. Never call anything of gofpdf that sets or
// measures text.
package pdf

import (
	"fmt"
	"strconv"
	"time"

	"github.com/jung-kurt/gofpdf"
)

// Pt is a length in thousandths of a point. Positions are from the top left corner of the page.
type Pt int

// Size of an A4 page.
const (
	PageWidth  Pt = 595_280
	PageHeight Pt = 841_890
)

// MM is a length given in thousandths of a millimetre.
func MM(thousandths int) Pt { return Pt((thousandths*7200 + 1270) / 2540) }

// Info is what a document says about itself.
type Info struct {
	Title    string
	Author   string
	Subject  string
	Keywords string
	Lang     string    // zh-CN
	Created  time.Time // also the time of modification
	Files    []Attachment
}

// Color is a colour of the text or of a rule, in sRGB.
type Color struct{ R, G, B uint8 }

// Glyph is a character with the room to add after it.
type Glyph struct {
	Rune   rune
	Adjust Pt
}

// Canvas is a document in the making. It is not safe for concurrent use.
type Canvas struct {
	info   Info
	pdf    *gofpdf.Fpdf
	faces  []*subset
	root   *Element
	pages  [][]*Element // for each page the elements of its marked content, by MCID
	marked bool         // a marked content sequence is open
	owner  *Element     // of the open sequence; nil = an artifact
	links  []*Element
	size   Pt // text state of the page
	face   int
	room   Pt
	color  Color
	tinted bool // the page's fill colour is color; gofpdf sets it to one of its own on a new page
	buf    []byte
	err    error
}

// New starts a document of A4 pages.
func New(info Info) *Canvas {
	p := gofpdf.New("P", "pt", "A4", "")
	p.SetCompression(false)
	p.SetAutoPageBreak(false, 0)
	p.SetMargins(0, 0, 0)
	p.SetCatalogSort(true)
	return &Canvas{info: info, pdf: p, root: &Element{Kind: "Document"}}
}

// Root is the structure element of the whole document.
func (c *Canvas) Root() *Element { return c.root }

// AddPage starts a page; what follows is drawn on it.
func (c *Canvas) AddPage() {
	c.close()
	c.pdf.AddPage()
	c.pages = append(c.pages, nil)
	c.face, c.size, c.room, c.tinted = 0, 0, 0, false
}

// PageCount returns the number of pages so far.
func (c *Canvas) PageCount() int { return len(c.pages) }

// Text draws characters from left to right with their baseline at y. It belongs to the element e, or to none if it
// is an artifact such as a page number.
func (c *Canvas) Text(e *Element, f *Font, size, x, y Pt, color Color, text []Glyph) {
	if len(text) == 0 {
		return
	}
	c.begin(e)
	face := c.use(f)
	b := c.buf[:0]
	if color != c.color || !c.tinted {
		b, c.color, c.tinted = appendColor(b, color, "rg"), color, true
	}
	b = append(b, "BT "...)
	if face != c.face || size != c.size {
		b = append(b, "/F"...)
		b = strconv.AppendInt(b, int64(face), 10)
		b = append(appendPt(append(b, ' '), size), " Tf "...)
		c.face, c.size = face, size
	}
	room := commonest(text)
	if room != c.room {
		b = append(appendPt(b, room), " Tc "...)
		c.room = room
	}
	b = appendPt(b, x)
	b = append(appendPt(append(b, ' '), PageHeight-y), " Td [<"...)
	var carry Pt
	for i, g := range text {
		n := c.faces[face-1].number(g.Rune)
		if n == 0 && c.err == nil {
			c.err = fmt.Errorf("font %s has no character %q (%U)", f.Name, g.Rune, g.Rune)
		}
		const hex = "0123456789ABCDEF"
		b = append(b, hex[n>>12], hex[n>>8&15], hex[n>>4&15], hex[n&15])
		if i == len(text)-1 {
			break
		}
		want := g.Adjust - room + carry
		shift := want * 1000 / size
		carry = want - shift*size/1000
		if shift != 0 {
			b = append(strconv.AppendInt(append(b, '>'), int64(-shift), 10), '<')
		}
	}
	b = append(b, ">] TJ ET"...)
	c.pdf.RawWriteStr(string(b))
	c.buf = b
	if e != nil && e.noted {
		// The em square, where the characters of the text are, rather than the room a font asks for.
		c.note(e, Point{x, y - size*88/100}, Point{x + length(f, size, text), y + size*12/100}, text)
	}
}

// length returns how far a text reaches from its first character.
func length(f *Font, size Pt, text []Glyph) Pt {
	var l Pt
	for i, g := range text {
		l += Pt(f.Width(g.Rune)) * size / 1000
		if i+1 < len(text) {
			l += g.Adjust
		}
	}
	return l
}

// Bytes returns the finished file.
func (c *Canvas) Bytes() ([]byte, error) {
	c.close()
	if c.err != nil {
		return nil, c.err
	}
	return c.finish()
}

// use returns the number of a face in this document, from 1.
func (c *Canvas) use(f *Font) int {
	for i, s := range c.faces {
		if s.font == f {
			return i + 1
		}
	}
	c.faces = append(c.faces, &subset{font: f, pages: map[rune]*[256]uint16{}})
	return len(c.faces)
}

// commonest returns the room that most characters of a line have after them.
func commonest(text []Glyph) Pt {
	var best Pt
	count := 0
	for i := range text[:len(text)-1] {
		if i > 0 && text[i].Adjust == text[i-1].Adjust {
			continue
		}
		n := 0
		for _, g := range text[:len(text)-1] {
			if g.Adjust == text[i].Adjust {
				n++
			}
		}
		if n > count {
			best, count = text[i].Adjust, n
		}
		if 2*count >= len(text) {
			break
		}
	}
	return best
}

func points(p Pt) float64 { return float64(p) / 1000 }

// appendPt writes a length as a PDF number.
func appendPt(b []byte, p Pt) []byte {
	if p < 0 {
		b, p = append(b, '-'), -p
	}
	b = strconv.AppendInt(b, int64(p/1000), 10)
	if p %= 1000; p != 0 {
		b = append(b, '.', byte('0'+p/100), byte('0'+p/10%10), byte('0'+p%10))
		for b[len(b)-1] == '0' {
			b = b[:len(b)-1]
		}
	}
	return b
}

func appendColor(b []byte, c Color, operator string) []byte {
	for _, x := range []uint8{c.R, c.G, c.B} {
		b = append(appendPt(b, Pt((int(x)*1000+127)/255)), ' ')
	}
	return append(append(b, operator...), ' ')
}
