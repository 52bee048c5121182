package prose

import (
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// schemes are the ones a link of the site may have; every other could run a program.
var schemes = []string{"http", "https", "mailto", "tel"}

// destination checks the target of a link; a refused one is reported and leaves plain text.
func (r *reader) destination(raw []byte, offset int) string {
	dest := unescape(string(raw))
	if reason := refuse(dest); reason != "" {
		r.badLink(dest, offset, reason, "链接用站内地址（/policies/）、http、https、mailto 或 tel 开头")
		return ""
	}
	return dest
}

func (r *reader) image(n *ast.Image) string {
	dest := unescape(string(n.Destination))
	switch {
	case refuse(dest) != "":
		r.badLink(dest, n.Pos(), refuse(dest), "图片放在站内，地址以 / 开头")
	case scheme(dest) != "":
		r.badLink(dest, n.Pos(), "图片不在站内", "图片放在站内，地址以 / 开头")
	case strings.TrimSpace(altText(n, r.source)) == "":
		r.badLink(dest, n.Pos(), "图片没有文字说明", "写成 ![图上有什么](/地址)，看不见图的人靠它")
	default:
		return dest
	}
	return ""
}

// badLink reports a link from its first character to the bracket after its address.
func (r *reader) badLink(dest string, offset int, reason, hint string) {
	length := 0
	if offset >= 0 {
		rest, _, _ := strings.Cut(string(r.source[offset:]), "\n")
		end := max(strings.Index(rest, dest), 0) + len(dest)
		if i := strings.IndexByte(rest[min(end, len(rest)):], ')'); i >= 0 {
			rest = rest[:end+i+1]
		}
		length = runes(rest)
	}
	r.list.Errorf(r.place.at(offset), length, "bad-link", hint, "链接 %q 不能用：%s", dest, reason)
}

// refuse tells why an address cannot be a link, or "".
func refuse(dest string) string {
	switch s := scheme(dest); {
	case dest == "":
		return "没有地址"
	case strings.ContainsFunc(dest, func(c rune) bool { return c <= ' ' || c == '\\' || c == 0x7f }):
		return "地址里有空格、控制符或反斜杠"
	case strings.HasPrefix(dest, "//"):
		return "地址以 // 开头，去向不明"
	case s != "" && !slices.Contains(schemes, s):
		return "不是允许的链接种类"
	}
	return ""
}

// scheme returns what stands before the first colon, in lower case, or "" for a relative address.
func scheme(dest string) string {
	i := strings.IndexAny(dest, ":/?#")
	if i < 0 || dest[i] != ':' {
		return ""
	}
	return strings.ToLower(dest[:i])
}

// External reports whether an address leaves the site.
func External(dest string) bool { return strings.HasPrefix(scheme(dest), "http") }

// bareURL matches an address in running text. It ends before the first character that is not ASCII, so that the
// Chinese text around it stays outside.
var bareURL = regexp.MustCompile(`https?://[A-Za-z0-9][-A-Za-z0-9.]*\.[A-Za-z]{2,}(?::\d+)?(?:[/?#][-A-Za-z0-9._~:/?#@!$&'()*+,;=%]*)?`)

// linkify links bare addresses. It works on whole spans since goldmark cuts text at each * and _.
func linkify(spans []Span) []Span {
	bare := func(s Span) bool { return strings.Contains(s.Text, "://") }
	empty := func(s Span) bool { return s.Text == "" && s.Image == "" && !s.Break }
	if !slices.ContainsFunc(spans, bare) {
		return slices.DeleteFunc(spans, empty)
	}
	var out []Span
	for _, s := range spans {
		if s.Dest != "" || s.Code || s.Image != "" || !bare(s) {
			out = append(out, s)
			continue
		}
		end := 0
		for _, m := range bareURL.FindAllStringIndex(s.Text, -1) {
			url := trimURL(s.Text[m[0]:m[1]])
			out = append(out, part(s, end, m[0]), part(s, m[0], m[0]+len(url)))
			out[len(out)-1].Dest = url
			end = m[0] + len(url)
		}
		out = append(out, part(s, end, len(s.Text)))
	}
	return slices.DeleteFunc(out, empty)
}

// part cuts a span. Its place is exact as long as the text before it stands in one line without escapes.
func part(s Span, from, to int) Span {
	s.Pos = s.Pos.Right(runes(s.Text[:from]))
	s.Text = s.Text[from:to]
	return s
}

// trimURL drops the marks that end a sentence, and a bracket that was opened before the address.
func trimURL(url string) string {
	for {
		short := strings.TrimRight(url, ".,;:!?'")
		if strings.HasSuffix(short, ")") && strings.Count(short, "(") < strings.Count(short, ")") {
			short = short[:len(short)-1]
		}
		if short == url {
			return url
		}
		url = short
	}
}
