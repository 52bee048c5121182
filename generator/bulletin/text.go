package bulletin

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/generator/pdf"
	"gongkai/generator/prose"
	"gongkai/generator/typeset"
)

// run is a text of one size, each character with its face.
type run struct {
	chars []typeset.Char
	faces []*pdf.Font
	links []*link // of each character, nil for most; empty where there is none
	size  pdf.Pt
	width pdf.Pt // of the whole on one line
}

// link is an address that a part of a run leads to, and the element that tells of it, made when it is drawn.
type link struct {
	url     string
	element *pdf.Element
}

// within returns the element of a link in that of its text.
func (x *link) within(s *setter, e *pdf.Element) *pdf.Element {
	if x == nil || e == nil {
		return e
	}
	if x.element == nil {
		x.element = e.Add("Link")
		s.canvas.Link(x.element, x.url)
	}
	return x.element
}

// link returns where a link of the text leads; nil for one within the site while that has no address, and for a place on
// the page.
func (s *setter) link(dest string) *link {
	switch {
	case strings.HasPrefix(dest, "/") && s.base != "":
		return &link{url: strings.TrimSuffix(s.base, "/") + dest}
	case strings.Contains(dest, ":"):
		return &link{url: dest}
	}
	return nil
}

// append adds a text in a face.
func (s *setter) append(r run, text string, face *pdf.Font) run {
	from := len(r.chars)
	for _, c := range text {
		f, width := face, 0
		if c != '\n' {
			if f = s.faces.pick(face, c); f == nil {
				f = face // reported by cover
			}
			width = f.Width(c) * int(r.size) / 1000
		}
		r.chars = append(r.chars, typeset.Char{Rune: c, Width: width})
		r.faces = append(r.faces, f)
		r.width += pdf.Pt(width)
	}
	s.bind(r.chars[from:], text)
	return r
}

// bind holds the names of places together.
func (s *setter) bind(chars []typeset.Char, text string) {
	for _, name := range s.names {
		for from := 0; ; {
			i := strings.Index(text[from:], name)
			if i < 0 {
				break
			}
			first := utf8.RuneCountInString(text[:from+i])
			for k := 1; k < utf8.RuneCountInString(name); k++ {
				chars[first+k].Bound = true
			}
			from += i + len(name)
		}
	}
}

// line is a text of one face.
func (s *setter) line(text string, face *pdf.Font, size pdf.Pt) run {
	return s.append(run{size: size}, text, face)
}

// spans is a text with its strong parts in 黑体.
func (s *setter) spans(spans []prose.Span, face *pdf.Font, size pdf.Pt) run {
	r := run{size: size}
	for _, x := range spans {
		f := face
		if x.Strong {
			f = s.faces.Hei
		}
		text := x.Text
		if x.Break {
			text = "\n"
		}
		from := len(r.chars)
		r = s.append(r, text, f)
		if to := s.link(x.Dest); to != nil {
			r.links = append(r.links, make([]*link, len(r.chars)-len(r.links))...)
			for i := from; i < len(r.chars); i++ {
				r.links[i] = to
			}
		}
	}
	return r
}

// linkAt returns the link of a character.
func (r run) linkAt(i int) *link {
	if i < len(r.links) {
		return r.links[i]
	}
	return nil
}

// draw draws a run on one line, its characters at their natural distance.
func (s *setter) draw(e *pdf.Element, r run, x, y pdf.Pt, color pdf.Color) {
	s.drawLine(e, r, typeset.Line{End: len(r.chars)}, x, y, color)
}

// drawLine draws one line of a run, face by face. The space at the end of a line is drawn as well, behind all that can be
// seen, maybe beyond the measure: else whoever reads the text of the file, or has it read aloud, finds two Latin words
// as one. So is one where a line is broken on purpose between two words.
func (s *setter) drawLine(e *pdf.Element, r run, l typeset.Line, x, y pdf.Pt, color pdf.Color) {
	glyphs := s.glyphs[:0]
	x += pdf.Pt(l.Indent)
	start := x
	for i := l.From; i < l.End; i++ {
		c := r.chars[i]
		var adjust pdf.Pt
		if l.Adjust != nil {
			adjust = pdf.Pt(l.Adjust[i-l.From])
		}
		if c.Rune != '\n' {
			glyphs = append(glyphs, pdf.Glyph{Rune: c.Rune, Adjust: adjust})
		}
		x += pdf.Pt(c.Width) + adjust
		last := i+1 == l.End
		if last && r.parts(l) && r.faces[i].Has(' ') {
			glyphs = append(glyphs, pdf.Glyph{Rune: ' '})
		}
		if last || r.faces[i+1] != r.faces[i] || r.linkAt(i+1) != r.linkAt(i) {
			s.canvas.Text(r.linkAt(i).within(s, e), r.faces[i], r.size, start, y, color, glyphs)
			glyphs, start = glyphs[:0], x
		}
	}
	s.glyphs = glyphs
}

// parts reports whether a line ends between words that a space parts.
func (r run) parts(l typeset.Line) bool {
	if l.To <= l.End || l.To >= len(r.chars) {
		return false
	}
	word := func(c typeset.Char) bool { return c.Rune > ' ' && c.Rune < 0x2E80 }
	return r.chars[l.End].Rune == ' ' || word(r.chars[l.End-1]) && word(r.chars[l.To])
}

// lines breaks a run of 3号 into boxes of one text line each. A paragraph never leaves a single line on a page.
func (s *setter) lines(e *pdf.Element, r run, style typeset.Style) {
	style.Measure -= int(s.inset)
	at := left + s.inset
	lines := typeset.Break(r.chars, style)
	for i, l := range lines {
		s.add(box{
			height: pitch(1), grid: true,
			keep: len(lines) > 1 && (i == 0 || i == len(lines)-2),
			draw: func(y pdf.Pt) { s.drawLine(e, r, l, at, baseline(y, pitch(1), r.size), black) },
		})
	}
}

// text is the style of all text of 3号.
func text(indent int) typeset.Style {
	return typeset.Style{Em: size3, Measure: int(measure), Indent: indent * (size3 + squeeze), Pitch: squeeze, Justify: true}
}

func pageNumber(n int) string { return "— " + strconv.Itoa(n) + " —" }
