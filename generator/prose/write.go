package prose

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// writer writes blocks as HTML. Everything it writes is either a literal of this package or escaped.
type writer struct {
	b        strings.Builder
	page     Page
	tables   int
	bulletin bool
}

// Write writes the blocks of a bulletin as HTML for the body of a page that has its own h1: headings start at h2. The
// paragraph before a table that is no sentence is its caption, one after it that begins 注： is its note, as in the PDF.
func Write(blocks []Block) Page {
	return write(blocks, true, 0)
}

// Pieces writes the blocks of a bulletin in several pages, each from one place on, so that something else can stand
// between them. Tables are numbered through.
func Pieces(blocks []Block, from []int) []Page {
	w := writer{bulletin: true}
	pages := make([]Page, len(from))
	for i, start := range from {
		end := len(blocks)
		if i+1 < len(from) {
			end = from[i+1]
		}
		w.page, w.b = Page{}, strings.Builder{}
		w.blocks(blocks[start:end])
		w.page.HTML = w.b.String()
		pages[i] = w.page
	}
	return pages
}

func write(blocks []Block, bulletin bool, size int) Page {
	w := writer{bulletin: bulletin}
	w.b.Grow(size)
	w.blocks(blocks)
	w.page.HTML = w.b.String()
	return w.page
}

func (w *writer) blocks(blocks []Block) {
	for i := 0; i < len(blocks); i++ {
		b := blocks[i]
		table := func(i int) bool { return w.bulletin && i >= 0 && i < len(blocks) && blocks[i].Kind == Table }
		switch {
		case table(i+1) && Captions(b):
			w.table(blocks[i+1], b.Spans)
			i++
		case b.Kind == Paragraph && table(i-1) && strings.HasPrefix(Plain(b.Spans), "注："):
			w.element(`p class="tnote"`+b.hand(), b.Spans)
		default:
			w.block(b)
		}
	}
}

// Captions reports whether a block right before a table of a bulletin is its caption: a paragraph of two lines at most
// that is no sentence.
//
// A caption that has been given its number is as long as it was before.
func Captions(b Block) bool {
	text := counted.ReplaceAllString(Plain(b.Spans), "")
	return b.Kind == Paragraph && utf8.RuneCountInString(text) <= 72 && !strings.ContainsAny(text, "。！？")
}

// counted is the number of a table, which compose puts before its caption.
var counted = regexp.MustCompile(`^表\d+　`)

func (w *writer) block(b Block) {
	switch b.Kind {
	case Paragraph:
		w.element("p"+b.hand(), b.Spans)
	case Title:
		w.heading(b)
	case List:
		w.items(b)
	case Table:
		w.table(b, nil)
	case Quote:
		w.b.WriteString("<blockquote" + b.hand() + ">\n")
		w.blocks(b.Blocks)
		w.b.WriteString("</blockquote>\n")
	case Code:
		w.b.WriteString("<pre" + b.hand() + "><code>" + html.EscapeString(Plain(b.Spans)) + "</code></pre>\n")
	case Rule:
		w.b.WriteString("<hr>\n")
	}
}

// hand is the attribute of what an editor wrote, which the audit of the figures leaves out.
func (b Block) hand() string {
	if b.Editor {
		return " data-prose"
	}
	return ""
}

// element writes an element of its own line; the tag may carry attributes.
func (w *writer) element(tag string, spans []Span) {
	name, _, _ := strings.Cut(tag, " ")
	w.b.WriteString("<" + tag + ">")
	w.spans(spans)
	w.b.WriteString("</" + name + ">\n")
}

func (w *writer) heading(b Block) {
	h := Heading{Level: min(b.Level+1, 6), ID: b.ID, Text: Plain(b.Spans)}
	w.page.Headings = append(w.page.Headings, h)
	fmt.Fprintf(&w.b, `<h%d id="%s"%s>`, h.Level, html.EscapeString(h.ID), b.hand())
	w.spans(b.Spans)
	fmt.Fprintf(&w.b, "</h%d>\n", h.Level)
}

func (w *writer) items(b Block) {
	name := "ul"
	if b.Ordered {
		name = "ol"
	}
	w.b.WriteString("<" + name)
	if b.Ordered && b.Start > 1 {
		fmt.Fprintf(&w.b, ` start="%d"`, b.Start)
	}
	w.b.WriteString(b.hand() + ">\n")
	for _, item := range b.Items {
		w.b.WriteString("<li>")
		if len(item) > 0 && item[0].Kind == Paragraph { // one sentence per item is the rule: no p around it
			w.spans(item[0].Spans)
			item = item[1:]
		}
		w.blocks(item)
		w.b.WriteString("</li>\n")
	}
	w.b.WriteString("</" + name + ">\n")
}

func (w *writer) spans(spans []Span) {
	open := ""
	for _, s := range spans {
		if s.Dest != open {
			w.closeLink(open)
			if s.Dest != "" {
				w.link(s)
			}
			open = s.Dest
		}
		w.span(s)
	}
	w.closeLink(open)
}

// closeLink ends a link, if one is open. That it leaves the site is said in words, for eyes and ears alike; the template
// _channel.html says the same.
func (w *writer) closeLink(to string) {
	switch {
	case External(to):
		w.b.WriteString("<small>（外部网站）</small></a>")
	case to != "":
		w.b.WriteString("</a>")
	}
}

func (w *writer) link(s Span) {
	w.page.Links = append(w.page.Links, Link{s.Dest, s.Pos})
	w.b.WriteString(`<a href="` + attribute(s.Dest) + `"`)
	if External(s.Dest) {
		w.b.WriteString(` class="ext" rel="noopener noreferrer external"`)
	}
	w.b.WriteString(">")
}

func (w *writer) span(s Span) {
	switch {
	case s.Break:
		w.b.WriteString("<br>\n")
		return
	case s.Fold:
		w.b.WriteString("<wbr>")
		return
	case s.Image != "":
		w.page.Links = append(w.page.Links, Link{s.Image, s.Pos})
		w.b.WriteString(`<img src="` + attribute(s.Image) + `" alt="` + html.EscapeString(s.Text) + `">`)
		return
	}
	tags := []struct {
		is   bool
		name string
	}{{s.Strong, "strong"}, {s.Em, "em"}, {s.Code, "code"}}
	for _, tag := range tags {
		if tag.is {
			w.write("<", tag.name, ">")
		}
	}
	writeText(&w.b, s.Text)
	for _, tag := range slices.Backward(tags) {
		if tag.is {
			w.write("</", tag.name, ">")
		}
	}
}

func (w *writer) write(parts ...string) {
	for _, p := range parts {
		w.b.WriteString(p)
	}
}

func attribute(dest string) string {
	return html.EscapeString(string(util.URLEscape([]byte(dest), false)))
}
