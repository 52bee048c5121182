package pdf

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Attachment is a file that travels in the document: the figures behind its pages, for machines.
type Attachment struct {
	Name        string // file name, once per document
	MIME        string
	Description string
	Data        []byte
}

// objectsPerFile are the file and what is said about it.
const objectsPerFile = 2

// writeFiles writes the attached files and what the catalog says about them, their objects from number first on
// (ISO 19005-3, 6.8).
func (c *Canvas) writeFiles(f *file, first int) (catalog string, err error) {
	if len(c.info.Files) == 0 {
		return "", nil
	}
	var names, associated strings.Builder
	files := slices.SortedFunc(slices.Values(c.info.Files), func(a, b Attachment) int { return cmp.Compare(text(a.Name), text(b.Name)) })
	for i, a := range files {
		if i > 0 && a.Name == files[i-1].Name {
			return "", fmt.Errorf("two attached files %s", a.Name)
		}
		specification, stream := first+objectsPerFile*i, first+objectsPerFile*i+1
		f.begin(specification)
		f.printf("<</Type/Filespec/F%s/UF%s/Desc%s/AFRelationship/Data/EF<</F %d 0 R/UF %d 0 R>>>>",
			text(a.Name), text(a.Name), text(a.Description), stream, stream)
		f.end()
		if err := f.stream(stream, fmt.Sprintf("/Type/EmbeddedFile/Subtype/%s/Params<</Size %d/ModDate%s>>", name(a.MIME), len(a.Data), c.info.date()), a.Data); err != nil {
			return "", err
		}
		fmt.Fprintf(&names, "%s %d 0 R", text(a.Name), specification)
		fmt.Fprintf(&associated, "%d 0 R ", specification)
	}
	return "/Names<</EmbeddedFiles<</Names[" + names.String() + "]>>>>/AF[" + associated.String() + "]", nil
}

// name escapes what may not stand in a name (ISO 32000-1, 7.3.5).
func name(s string) string {
	var b strings.Builder
	for i := range len(s) {
		ch := s[i]
		if ch > ' ' && ch < 0x7F && !strings.ContainsRune("#()<>[]{}/%", rune(ch)) {
			b.WriteByte(ch)
		} else {
			fmt.Fprintf(&b, "#%02X", ch)
		}
	}
	return b.String()
}
