package prose

import (
	"html"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// spans reads the inline nodes below n. Neighbours of one style are one span.
func (r *reader) spans(n ast.Node) []Span {
	w := spanner{reader: r, spans: make([]Span, 0, n.ChildCount())}
	w.walk(n, Span{})
	return linkify(w.spans)
}

// spanner collects spans; soft holds the last rune before a soft line break that is not decided yet.
type spanner struct {
	*reader
	spans []Span
	soft  rune
}

func (w *spanner) walk(parent ast.Node, style Span) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		s := style
		switch n := n.(type) {
		case *ast.Text:
			raw := w.value(n.Segment)
			if !s.Code {
				w.brokenEmphasis(n.Segment.Start, raw)
				raw = unescape(raw)
			}
			w.add(s, raw, n.Segment.Start)
			w.lineBreak(n, style)
		case *ast.String:
			w.add(s, string(n.Value), n.Pos())
		case *ast.CodeSpan:
			s.Code = true
			w.walk(n, s)
		case *ast.Emphasis:
			s.Strong = s.Strong || n.Level == 2
			s.Em = s.Em || n.Level == 1
			w.walk(n, s)
		case *ast.Link:
			s.Dest = w.destination(n.Destination, n.Pos())
			w.walk(n, s)
		case *ast.AutoLink:
			label := string(n.Label(w.source))
			s.Dest = w.destination(n.URL(w.source), n.Pos())
			if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(s.Dest, "mailto:") {
				s.Dest = "mailto:" + label
			}
			w.add(s, label, n.Pos())
		case *ast.Image:
			s.Image = w.image(n)
			w.add(s, altText(n, w.source), n.Pos())
		case *ast.RawHTML:
			raw := string(n.Segments.Value(w.source))
			w.rawHTML(n.Segments.At(0).Start, raw)
			w.add(s, raw, n.Segments.At(0).Start)
		default:
			w.walk(n, s)
		}
	}
}

// value is the text of a segment, without a copy if the text has it as it is.
func (r *reader) value(s text.Segment) string {
	if s.Padding > 0 || s.ForceNewline {
		return string(s.Value(r.source))
	}
	return r.text[s.Start:s.Stop]
}

// add appends text in a style.
func (w *spanner) add(s Span, text string, offset int) {
	if text == "" && s.Image == "" {
		return
	}
	if w.soft != 0 {
		first, _ := utf8.DecodeRuneInString(text)
		if !chinese(w.soft) || !chinese(first) {
			text = " " + text
		}
		w.soft = 0
	}
	s.Text, s.Pos = text, w.place.at(offset)
	if k := len(w.spans) - 1; k >= 0 && alike(w.spans[k], s) {
		w.spans[k].Text += text
		return
	}
	w.spans = append(w.spans, s)
}

// lineBreak ends a line. A soft break disappears between two Chinese characters or marks, which have no blank between
// them, and is a blank elsewhere: the "Simple" line breaks of goldmark's CJK extension, which forgets the marks.
func (w *spanner) lineBreak(n *ast.Text, style Span) {
	switch {
	case n.HardLineBreak():
		w.spans = append(w.spans, Span{Break: true, Dest: style.Dest, Pos: w.place.at(n.Segment.Stop)})
	case n.SoftLineBreak():
		w.soft, _ = utf8.DecodeLastRune(n.Segment.Value(w.source))
	}
}

func alike(a, b Span) bool {
	return a.Strong == b.Strong && a.Em == b.Em && a.Code == b.Code && a.Dest == b.Dest &&
		a.Image == "" && b.Image == "" && !a.Break && !b.Break
}

// unescape resolves backslash escapes and character references of Markdown text, in one pass as CommonMark has it.
func unescape(s string) string {
	if !strings.ContainsAny(s, `\&`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			i++
			b.WriteByte(s[i])
		case s[i] == '&':
			end := strings.IndexByte(s[i:], ';')
			if end < 0 {
				b.WriteByte('&')
				continue
			}
			b.WriteString(strings.ReplaceAll(html.UnescapeString(s[i:i+end+1]), "\x00", "\uFFFD"))
			i += end
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// rawHTML reports HTML in the text; the text of the tag is shown as text.
func (r *reader) rawHTML(offset int, raw string) {
	line, _, _ := strings.Cut(strings.TrimSpace(raw), "\n")
	r.list.Errorf(r.place.at(offset), runes(line), "raw-html",
		`正文用 Markdown 写，不写 HTML；若就是要显示小于号，写成 \<`, "正文里有 HTML %q", line)
}

// brokenEmphasis reports ** that stayed text. Offset is that of s in the source.
func (r *reader) brokenEmphasis(offset int, s string) {
	for i := 0; i+1 < len(s); i++ {
		switch {
		case s[i] == '\\':
			i++
		case s[i:i+2] == "**":
			run := len(s[i:]) - len(strings.TrimLeft(s[i:], "*"))
			r.list.Errorf(r.place.at(offset+i), run, "broken-emphasis",
				`“**”紧贴要加粗的文字，前后成对；若就是要显示星号，写成 \*\*`, "加粗记号 %q 没有起作用", s[i:i+run])
			i += run - 1
		}
	}
}

func altText(n ast.Node, source []byte) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.WriteString(unescape(string(t.Segment.Value(source))))
			continue
		}
		b.WriteString(altText(c, source))
	}
	return b.String()
}
