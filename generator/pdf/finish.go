package pdf

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"strconv"
	"unicode/utf16"

	"github.com/klauspost/compress/zlib"
)

// Objects of the finished file with fixed numbers; pages, fonts and structure follow.
const (
	catalogObject = iota + 1
	pagesObject
	infoObject
	metadataObject
	resourcesObject
	structureObject
	parentsObject
	freeObject
)

// objectsPerFont are the font, its descendant, descriptor, file and ToUnicode map.
const objectsPerFont = 5

// file is a PDF file being written: object by object, each once.
type file struct {
	buf      []byte
	offsets  []int
	deflater *zlib.Writer // of all streams, since a new one costs a megabyte
}

func (f *file) begin(object int) {
	for len(f.offsets) <= object {
		f.offsets = append(f.offsets, 0)
	}
	f.offsets[object] = len(f.buf)
	f.buf = strconv.AppendInt(f.buf, int64(object), 10)
	f.buf = append(f.buf, " 0 obj\n"...)
}

func (f *file) end() { f.buf = append(f.buf, "\nendobj\n"...) }

func (f *file) printf(format string, args ...any) { f.buf = fmt.Appendf(f.buf, format, args...) }

// stream writes a compressed stream object; dict is what its dictionary says besides length and filter.
func (f *file) stream(object int, dict string, data []byte) error {
	f.begin(object)
	f.printf("<<%s/Filter/FlateDecode/Length ", dict)
	length := len(f.buf)
	f.buf = append(f.buf, "          >>\nstream\n"...)
	start := len(f.buf)
	w := f.deflater
	w.Reset((*appender)(&f.buf))
	if _, err := w.Write(data); err != nil {
		return fmt.Errorf("deflating object %d: %w", object, err)
	}
	if err := w.Close(); err != nil {
		return fmt.Errorf("deflating object %d: %w", object, err)
	}
	copy(f.buf[length:], strconv.Itoa(len(f.buf)-start))
	f.buf = append(f.buf, "\nendstream"...)
	f.end()
	return nil
}

type appender []byte

func (a *appender) Write(p []byte) (int, error) {
	*a = append(*a, p...)
	return len(p), nil
}

// finish writes the file: the content streams that gofpdf made, and everything else anew. The identifier is a hash
// of the rest, so that equal calls give equal bytes.
func (c *Canvas) finish() ([]byte, error) {
	contents, err := c.contents()
	if err != nil {
		return nil, err
	}
	deflater, err := zlib.NewWriterLevel(nil, 6)
	if err != nil {
		return nil, fmt.Errorf("compressing: %w", err)
	}
	f := &file{buf: make([]byte, 0, 256<<10), deflater: deflater}
	// The comment marks the file as binary (ISO 32000-1, 7.5.2).
	f.buf = append(f.buf, "%PDF-1.7\n%\xE4\xB8\xAD\xE6\x96\x87\n"...)
	firstFont := freeObject + 2*len(contents)
	firstElement := firstFont + objectsPerFont*len(c.faces)

	f.begin(catalogObject)
	f.printf("<</Type/Catalog/Pages %d 0 R/Lang%s/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R/Metadata %d 0 R/ViewerPreferences<</DisplayDocTitle true>>>>",
		pagesObject, text(c.info.Lang), structureObject, metadataObject)
	f.end()
	f.begin(pagesObject)
	f.printf("<</Type/Pages/Count %d/Kids[", len(contents))
	for i := range contents {
		f.printf("%d 0 R ", freeObject+2*i)
	}
	f.printf("]>>")
	f.end()
	c.writeInfo(f)
	f.begin(resourcesObject)
	f.printf("<</Font<<")
	for i := range c.faces {
		f.printf("/F%d %d 0 R", i+1, firstFont+objectsPerFont*i)
	}
	f.printf(">>>>")
	f.end()
	for i, content := range contents {
		f.begin(freeObject + 2*i)
		f.printf("<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s %s]/Resources %d 0 R/Contents %d 0 R/StructParents %d/Tabs/S>>",
			pagesObject, appendPt(nil, PageWidth), appendPt(nil, PageHeight), resourcesObject, freeObject+2*i+1, i)
		f.end()
		if err := f.stream(freeObject+2*i+1, "", content); err != nil {
			return nil, err
		}
	}
	for i, s := range c.faces {
		if err := s.write(f, firstFont+objectsPerFont*i); err != nil {
			return nil, err
		}
	}
	c.writeStructure(f, firstElement)
	f.trailer()
	return f.buf, nil
}

// trailer writes the cross-reference table and what follows it.
func (f *file) trailer() {
	id := sha256.Sum256(f.buf)
	start := len(f.buf)
	f.printf("xref\n0 %d\n0000000000 65535 f \n", len(f.offsets))
	for _, at := range f.offsets[1:] {
		f.printf("%010d 00000 n \n", at)
	}
	f.printf("trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%X><%X>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(f.offsets), catalogObject, infoObject, id[:16], id[:16], start)
}

// errGofpdf says that gofpdf wrote something else than v1.16.2 does.
var errGofpdf = errors.New("the output of gofpdf is not that of v1.16.2")

// contents takes the content streams out of what gofpdf writes.
func (c *Canvas) contents() ([][]byte, error) {
	var out bytes.Buffer
	if err := c.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("writing pages: %w", err)
	}
	rest := out.Bytes()
	contents := make([][]byte, 0, len(c.pages))
	for i := range c.pages {
		object := fmt.Sprintf("\n%d 0 obj\n<</Length ", 4+2*i)
		_, after, ok := bytes.Cut(rest, []byte(object))
		if !ok {
			return nil, fmt.Errorf("%w: no object %d", errGofpdf, 4+2*i)
		}
		number, after, ok := bytes.Cut(after, []byte(">>\nstream\n"))
		length, err := strconv.Atoi(string(number))
		if !ok || err != nil || length > len(after) {
			return nil, fmt.Errorf("%w: length of object %d", errGofpdf, 4+2*i)
		}
		if !bytes.HasPrefix(after[length:], []byte("\nendstream\n")) {
			return nil, fmt.Errorf("%w: end of object %d", errGofpdf, 4+2*i)
		}
		contents = append(contents, after[:length])
		rest = after[length:]
	}
	return contents, nil
}

// text writes a text string: UTF-16BE with byte order mark, in hexadecimal.
func text(s string) string {
	b := []byte("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		b = fmt.Appendf(b, "%04X", u)
	}
	return string(append(b, '>'))
}
