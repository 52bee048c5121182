package pdf

import (
	"fmt"
	"strings"
)

// Link makes the text of an element of kind Link lead to an address: annotations over each of its lines, which the
// element refers to (ISO 14289-1, 7.18.5).
func (c *Canvas) Link(e *Element, url string) {
	c.lead(e)
	e.url = url
}

// LinkTo makes the text of an element of kind Link lead to a heading of the document, drawn before or after it.
func (c *Canvas) LinkTo(e, heading *Element) {
	c.lead(e)
	e.goal = heading
}

func (c *Canvas) lead(e *Element) {
	if e.Kind != "Link" {
		panic("pdf: a link in an element " + e.Kind)
	}
	if !e.leads() {
		c.links = append(c.links, e)
	}
}

func (e *Element) leads() bool { return e.url != "" || e.goal != nil }

// annotation is one line of a link.
type annotation struct {
	link *Element
	box
}

// annotations returns the lines of all links.
func (c *Canvas) annotations() []annotation {
	var all []annotation
	for _, e := range c.links {
		for _, b := range e.boxes {
			all = append(all, annotation{e, b})
		}
	}
	return all
}

// writeAnnotations writes the annotations from number first on; key is the number of the first in the parent tree.
func writeAnnotations(f *file, all []annotation, first, key int) {
	for i, a := range all {
		f.begin(first + i)
		where := "/A<</S/URI/URI(" + literal(a.link.url) + ")>>"
		if a.link.goal != nil {
			where = "/Dest" + a.link.goal.boxes[0].destination()
		}
		// Flag 4: printed (ISO 19005-3, 6.3.2).
		f.printf("<</Type/Annot/Subtype/Link/Rect%s/Border[0 0 0]/F 4/P %d 0 R/StructParent %d/Contents%s%s>>",
			a.rectangle(), pageObject(a.page), key+i, text(string(a.link.text)), where)
		f.end()
	}
}

// destination is the view of a page that begins with the top of a box.
func (b box) destination() string {
	out := fmt.Appendf(nil, "[%d 0 R/XYZ ", pageObject(b.page))
	out = append(appendPt(out, b.from.X), ' ')
	return string(append(appendPt(out, PageHeight-b.from.Y), " null]"...))
}

// rectangle writes the corners of a box, bottom left first.
func (b box) rectangle() string {
	out := []byte{'['}
	for i, p := range [...]Pt{b.from.X, PageHeight - b.to.Y, b.to.X, PageHeight - b.from.Y} {
		if i > 0 {
			out = append(out, ' ')
		}
		out = appendPt(out, p)
	}
	return string(append(out, ']'))
}

// literal escapes an address, which is ASCII (ISO 32000-1, 12.6.4.7), for a string in brackets.
func literal(url string) string {
	var b strings.Builder
	for i := range len(url) {
		switch ch := url[i]; {
		case ch == '(' || ch == ')' || ch == '\\':
			b.WriteByte('\\')
			b.WriteByte(ch)
		case ch <= ' ' || ch >= 0x7F:
			const hex = "0123456789ABCDEF"
			b.Write([]byte{'%', hex[ch>>4], hex[ch&15]})
		default:
			b.WriteByte(ch)
		}
	}
	return b.String()
}
