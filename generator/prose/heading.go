package prose

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
)

// id returns the anchor of a heading: the explicit one of ## 标题 {#id}, else made from the text. It depends on the
// text alone, so that links from outside survive a rebuild; a repeated one gets a number.
func (r *reader) id(n *ast.Heading, b Block) string {
	id := ""
	if v, ok := n.AttributeString("id"); ok {
		if explicit, ok := v.([]byte); ok {
			id = slug(string(explicit))
		}
	}
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
