package prose

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
)

// explicit returns the id of ## 标题 {#id}.
func explicit(n *ast.Heading) string {
	v, _ := n.AttributeString("id")
	id, _ := v.([]byte)
	return string(id)
}

// anchor returns the anchor of a heading: its explicit one, else made from the text. It depends on the text alone, so that
// links from outside survive a rebuild; a repeated one gets a number.
func (r *reader) anchor(explicit string, b Block) string {
	id := slug(explicit)
	if id == "" {
		id = slug(Plain(b.Spans))
	}
	if id == "" {
		id = "section"
	}
	unique := id
	for i := 2; r.ids[unique]; i++ {
		unique = fmt.Sprintf("%s-%d", id, i)
	}
	if r.ids == nil {
		r.ids = map[string]bool{}
	}
	r.ids[unique] = true
	return unique
}

// slug keeps letters (Han included) and digits; everything else becomes one hyphen.
func slug(s string) string {
	var b strings.Builder
	for _, c := range s {
		switch {
		case unicode.IsLetter(c) || unicode.IsDigit(c):
			b.WriteRune(unicode.ToLower(c))
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimRight(b.String(), "-")
}
