package audit

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// startTag is a start tag as it is written. Pages of a site have the same few tags, so that each is read and judged once, as far
// as that does not depend on what stands around it.
type startTag struct {
	token      html.Token
	attributes map[string]string
	closed     bool // it has no end, or is its own
	inside     bool // it is one of running text
	chart      bool // it is a chart, a scale, a bulletin
	axis       bool
	bulletin   bool
	quiet      bool // nothing is to be judged of it but what is drawn
	labelled   bool // but its label, in a chart
}

// tagOf is a tag that is written as raw, if it is written as this site writes tags: a name, attributes in quotes, each once.
func (s *folder) tagOf(raw string) *startTag {
	known, ok := s.tags.of(raw)
	if ok {
		return known
	}
	raw = strings.Clone(raw) // not the whole page with it
	token, ok := simpleTag(raw)
	if !ok {
		return nil
	}
	known = s.newTag(token)
	s.tags.keep(raw, known)
	return known
}

// newTag judges a tag as far as that is possible without what is around it.
func (s *folder) newTag(token html.Token) *startTag {
	t := &startTag{token: token, attributes: map[string]string{}, closed: token.Type == html.SelfClosingTagToken || slices.Contains(void, token.Data),
		inside: slices.Contains(inside, token.Data)}
	for _, a := range token.Attr {
		t.attributes[a.Key] = a.Val
	}
	classes := strings.Fields(t.attributes["class"])
	t.chart, t.axis, t.bulletin = slices.Contains(classes, "chart"), slices.Contains(classes, "axis"), slices.Contains(classes, "bulletin")
	_, t.labelled = t.attributes["aria-label"]
	t.quiet = s.isQuiet(token, classes)
	return t
}

// isQuiet reports whether nothing of a tag can be found, or has to be kept, wherever it stands outside of a drawing.
func (s *folder) isQuiet(t html.Token, classes []string) bool {
	if !slices.Contains(elements, t.Data) || slices.Contains(drawnElements, t.Data) || t.Data == "data" || isChart(t) {
		return false
	}
	for _, c := range classes {
		if !className.MatchString(c) || slices.Contains(shapes, c) || c == "trk" || c == "plan" {
			return false
		}
	}
	for _, a := range t.Attr {
		switch {
		case !slices.Contains(attributes, a.Key), a.Key == "id", a.Key == "data-key", a.Key == "data-was", mayCount(a.Val) && a.Key != "datetime" && !s.isPage(a):
			return false
		case a.Key == "datetime" && !moment.MatchString(a.Val), liveForms[a.Key] != nil && !liveForms[a.Key].MatchString(a.Val):
			return false
		case (a.Key == "href" || a.Key == "src" || a.Key == "action") && !s.isPage(a):
			return false
		}
	}
	return true
}

// isPage reports whether an attribute is a link to a file of the site, and no more.
func (s *folder) isPage(a html.Attribute) bool {
	to, place, _ := strings.Cut(a.Val, "#")
	return (a.Key == "href" || a.Key == "src" || a.Key == "action") && !mayCount(place) && s.files.has(addressOf(s.within(to)))
}

// rawTexts are the elements in which there are no tags.
var rawTexts = strings.Fields("iframe noembed noframes noscript plaintext script style textarea title xmp")

// quick reads one token of a page, as an html.Tokenizer would, if it is written as this site writes them; it returns
// where it ends. Otherwise it has read nothing and returns 0.
func (p *page) quick(rest string) int {
	if rest[0] != '<' {
		end := strings.IndexByte(rest, '<')
		if end < 0 {
			end = len(rest)
		} else if end+1 == len(rest) || rest[end+1] != '/' && rest[end+1] != '!' && !isLower(rest[end+1]) {
			return 0 // a sign of its own
		}
		p.words(html.UnescapeString(rest[:end]))
		return end
	}
	if name, ok := strings.CutPrefix(rest, "</"); ok {
		end := strings.IndexByte(name, '>')
		if end < 1 || !simpleName(name[:end]) {
			return 0
		}
		p.end(name[:end])
		return len("</") + end + 1
	}
	if strings.HasPrefix(rest, "<!DOCTYPE html>") {
		return len("<!DOCTYPE html>")
	}
	end := tagEnd(rest)
	if end == 0 {
		return 0
	}
	t := p.tagOf(rest[:end])
	if t == nil {
		return 0
	}
	name := t.token.Data
	if !slices.Contains(rawTexts, name) {
		p.start(t)
		return end
	}
	text, _, found := strings.Cut(rest[end:], "<")
	if name != "title" && name != "script" || !found || t.closed || !strings.HasPrefix(rest[end+len(text):], "</"+name+">") {
		return 0
	}
	p.start(t)
	if text != "" {
		p.line += strings.Count(rest[:end], "\n") // the others are counted by who called
		if name == "title" {
			p.words(html.UnescapeString(text))
		} else {
			p.words(text)
		}
		p.line -= strings.Count(rest[:end], "\n")
	}
	return end + len(text)
}

// tagEnd is where a tag ends: after the first > that no quotes are around.
func tagEnd(s string) int {
	quoted := false
	for i := range len(s) {
		switch s[i] {
		case '"':
			quoted = !quoted
		case '>':
			if !quoted {
				return i + 1
			}
		}
	}
	return 0
}

func isLower(c byte) bool { return c >= 'a' && c <= 'z' }

func simpleName(s string) bool {
	for i := range len(s) {
		if !isLower(s[i]) && (i == 0 || s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return s != ""
}

// simpleTag reads a tag that has the form of those of this site; false if it is not one from beginning to end.
func simpleTag(raw string) (html.Token, bool) {
	t := html.Token{Type: html.StartTagToken}
	rest := raw[1 : len(raw)-1]
	if before, closed := strings.CutSuffix(rest, "/"); closed {
		rest, t.Type = before, html.SelfClosingTagToken
	}
	end := strings.IndexAny(rest, " \n")
	if end < 0 {
		end = len(rest)
	}
	t.Data, rest = rest[:end], rest[end:]
	if !simpleName(t.Data) {
		return t, false
	}
	for {
		own := strings.TrimLeft(rest, " \n")
		if own == "" {
			return t, true
		}
		if len(own) == len(rest) {
			return t, false // nothing between two attributes
		}
		end := 0
		for end < len(own) && (isLower(own[end]) || own[end] >= 'A' && own[end] <= 'Z' || end > 0 && (own[end] >= '0' && own[end] <= '9' || own[end] == '-' || own[end] == ':')) {
			end++
		}
		a := html.Attribute{Key: strings.ToLower(own[:end])}
		rest = own[end:]
		if value, ok := strings.CutPrefix(rest, `="`); ok {
			if a.Val, rest, ok = strings.Cut(value, `"`); !ok {
				return t, false
			}
		} else if rest != "" && rest[0] != ' ' && rest[0] != '\n' {
			return t, false
		}
		if end == 0 || slices.ContainsFunc(t.Attr, func(b html.Attribute) bool { return b.Key == a.Key }) {
			return t, false
		}
		if strings.Contains(a.Val, "&") {
			a.Val = attributeText(a.Val)
		}
		t.Attr = append(t.Attr, a)
	}
}

// attributeText is what the value of an attribute says.
func attributeText(value string) string {
	z := html.NewTokenizer(bytes.NewReader([]byte(`<a b="` + value + `">`)))
	z.Next()
	return z.Token().Attr[0].Val
}
