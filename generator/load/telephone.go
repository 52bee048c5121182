package load

import (
	"regexp"
	"strings"

	"gongkai/generator/source"
)

const telephoneAs = "写数字、- 和区号，例如 0631-12333转802（办公室），几个号码用“、”分开；没有就留空"

// written is the one form of telephone numbers: 0631-12333转802（办公室）、12345. Nothing of it runs as a formula.
var written = regexp.MustCompile(`^` + one + `(?:、` + one + `)*$`)

const one = `\+?\d+(?:[ -]\d+)*(?:转\d+)?(?:（\p{Han}{1,10}）)?`

var (
	dividers  = regexp.MustCompile(` *[;,/、] *`)
	dashes    = regexp.MustCompile(` *-+ *`)
	area      = regexp.MustCompile(`(^|、)\((\d{3,4})\)[ -]*`)
	extension = regexp.MustCompile(` *\(?(?:分机|转)[ :]*(\d+)\)?`)
	office    = regexp.MustCompile(` *\( *(\p{Han}+) *\)`)
)

// telephone returns telephone numbers in one form, however a bureau typed them; false if the text is none.
func telephone(text string) (string, bool) {
	var b strings.Builder
	for _, r := range text {
		switch {
		case isHyphen(r):
			b.WriteByte('-')
		case r == '、':
			b.WriteRune(r)
		case isBlank(r):
			b.WriteByte(' ')
		default:
			b.WriteString(source.Fold(r))
		}
	}
	s := dividers.ReplaceAllString(strings.TrimSpace(b.String()), "、")
	s = dashes.ReplaceAllString(s, "-")
	s = area.ReplaceAllString(s, "$1$2-")
	s = extension.ReplaceAllString(s, "转$1")
	s = office.ReplaceAllString(s, "（$1）")
	return s, written.MatchString(s)
}
