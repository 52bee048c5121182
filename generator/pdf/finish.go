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
	profileObject
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
	var drawn bytes.Buffer
	if err := c.pdf.Output(&drawn); err != nil {
		return nil, fmt.Errorf("writing pages: %w", err)
	}
	contents, err := split(drawn.Bytes(), len(c.pages))
	if err != nil {
		return nil, err
	}
	// Nine tenths of a document are outlines of glyphs, in which little repeats: level 6 takes 3.4 ms for 99 kB where
	// this takes 2.5 ms for 106 kB.
	deflater, err := zlib.NewWriterLevel(nil, zlib.BestSpeed)
	if err != nil {
		return nil, fmt.Errorf("compressing: %w", err)
	}
	f := &file{buf: make([]byte, 0, 256<<10), deflater: deflater}
	// The comment marks the file as binary (ISO 32000-1, 7.5.2).
	f.buf = append(f.buf, "%PDF-1.7\n%\xE4\xB8\xAD\xE6\x96\x87\n"...)
	elements, annotations := c.elements(), c.annotations()
	for _, e := range elements {
		if e.Kind == "Figure" && e.Alt == "" {
			return nil, errors.New("a figure without words (ISO 14289-1, 7.3)")
		}
		if e.goal != nil && len(e.goal.boxes) == 0 {
			return nil, errors.New("a link to a heading that is on no page")
		}
	}
	marks := outline(elements)
	firstFont := pageObject(len(c.pages))
	firstAnnotation := firstFont + objectsPerFont*len(c.faces)
	firstFile := firstAnnotation + len(annotations)
	firstMark := firstFile + objectsPerFile*len(c.info.Files)
	firstElement := firstMark
	if len(marks) > 0 {
		firstElement += 1 + len(marks)
	}

	if err := c.writePages(f, contents, annotations, firstAnnotation); err != nil {
		return nil, err
	}
	c.writeInfo(f)
	f.begin(resourcesObject)
	f.printf("<</Font<<")
	for i := range c.faces {
		f.printf("/F%d %d 0 R", i+1, firstFont+objectsPerFont*i)
	}
	f.printf(">>>>")
	f.end()
	for i, s := range c.faces {
		if err := s.write(f, firstFont+objectsPerFont*i); err != nil {
			return nil, err
		}
	}
	if err := f.stream(profileObject, "/N 3", profile()); err != nil {
		return nil, err
	}
	writeAnnotations(f, annotations, firstAnnotation, len(c.pages))
	also, err := c.writeFiles(f, firstFile)
	if err != nil {
		return nil, err
	}
	if len(marks) > 0 {
		writeOutline(f, marks, firstMark)
		also += fmt.Sprintf("/Outlines %d 0 R", firstMark)
	}
	c.writeStructure(f, elements, firstElement, annotations, firstAnnotation)
	f.begin(catalogObject)
	f.printf("<</Type/Catalog/Pages %d 0 R/Lang%s/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R/Metadata %d 0 R/ViewerPreferences<</DisplayDocTitle true>>%s",
		pagesObject, text(c.info.Lang), structureObject, metadataObject, also)
	f.printf("/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile %d 0 R>>]>>", profileObject)
	f.end()
	f.trailer()
	return f.buf, nil
}

// pageObject is the number of a page from 0; its content follows it.
func pageObject(page int) int { return freeObject + 2*page }

// writePages writes the page tree, the pages and their contents.
func (c *Canvas) writePages(f *file, contents [][]byte, annotations []annotation, firstAnnotation int) error {
	f.begin(pagesObject)
	f.printf("<</Type/Pages/Count %d/Kids[", len(contents))
	for i := range contents {
		f.printf("%d 0 R ", pageObject(i))
	}
	f.printf("]>>")
	f.end()
	for i, content := range contents {
		f.begin(pageObject(i))
		f.printf("<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s %s]/Resources %d 0 R/Contents %d 0 R/StructParents %d/Tabs/S",
			pagesObject, appendPt(nil, PageWidth), appendPt(nil, PageHeight), resourcesObject, pageObject(i)+1, i)
		open := "/Annots["
		for j, a := range annotations {
			if a.page == i {
				f.printf("%s%d 0 R", open, firstAnnotation+j)
				open = " "
			}
		}
		if open == " " {
			f.printf("]")
		}
		f.printf(">>")
		f.end()
		if err := f.stream(pageObject(i)+1, "", content); err != nil {
			return err
		}
	}
	return nil
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

// text writes a text string: UTF-16BE with byte order mark, in hexadecimal.
func text(s string) string {
	b := []byte("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		b = fmt.Appendf(b, "%04X", u)
	}
	return string(append(b, '>'))
}
