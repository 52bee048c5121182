package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
)

// errGofpdf says that gofpdf wrote something else than v1.16.2 does.
var errGofpdf = errors.New("the output of gofpdf is not that of v1.16.2")

// split takes the content streams out of the file that gofpdf writes. Everything else in it is thrown away, so that
// all of it has to be what is expected: pages that have only a content, and no resources.
func split(file []byte, pages int) ([][]byte, error) {
	rest := file
	var err error
	expect := func(format string, args ...any) {
		want := fmt.Sprintf(format, args...)
		if err != nil {
			return
		}
		if !bytes.HasPrefix(rest, []byte(want)) {
			err = fmt.Errorf("%w: no %q at byte %d", errGofpdf, want, len(file)-len(rest))
			return
		}
		rest = rest[len(want):]
	}
	expect("%%PDF-1.3\n")
	contents := make([][]byte, 0, pages)
	for i := range pages {
		page := 3 + 2*i
		expect("%d 0 obj\n<</Type /Page\n/Parent 1 0 R\n/Resources 2 0 R\n/Contents %d 0 R>>\nendobj\n", page, page+1)
		expect("%d 0 obj\n<</Length ", page+1)
		digits, _, _ := bytes.Cut(rest, []byte{'>'})
		length, wrong := strconv.Atoi(string(digits))
		expect("%d>>\nstream\n", length)
		if err == nil && (wrong != nil || length < 0 || length > len(rest)) {
			err = fmt.Errorf("%w: length of object %d", errGofpdf, page+1)
		}
		if err != nil {
			return nil, err
		}
		content := rest[:length]
		// What a page begins with is the state that the canvas reckons with.
		if !bytes.HasPrefix(content, []byte("0 J\n0 j\n")) {
			return nil, fmt.Errorf("%w: page %d begins in another state", errGofpdf, i+1)
		}
		contents, rest = append(contents, content), rest[length:]
		expect("\nendstream\nendobj\n")
	}
	expect("1 0 obj\n<</Type /Pages\n/Kids [")
	for i := range pages {
		expect("%d 0 R ", 3+2*i)
	}
	expect("]\n/Count %d\n/MediaBox [0 0 595.28 841.89]\n>>\nendobj\n", pages)
	expect("2 0 obj\n<<\n/ProcSet [/PDF /Text /ImageB /ImageC /ImageI]\n/Font <<\n>>\n/XObject <<\n>>\n/ColorSpace <<\n>>\n>>\nendobj\n")
	if err != nil {
		return nil, err
	}
	return contents, nil
}
