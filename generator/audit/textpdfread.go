package audit

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
)

// The parts of the PDF files of this site (pdf/finish.go): every object stands in the open, every stream is deflated.
var (
	streamOf   = regexp.MustCompile(`\n(\d+) 0 obj\n<<([^\n]*)>>\nstream\n`)
	lengthOf   = regexp.MustCompile(`/Length (\d+)`)
	fontOf     = regexp.MustCompile(`/(F\d+) (\d+) 0 R`)
	unicodeMap = regexp.MustCompile(`\n(\d+) 0 obj\n<</Type/Font/Subtype/Type0[^\n]*/ToUnicode (\d+) 0 R`)
	mapEntry   = regexp.MustCompile(`<([0-9A-F]{4})> <([0-9A-F]+)>`)
	operation  = regexp.MustCompile(`/(F\d+) [\d.]+ Tf|<([0-9A-F]+)>|/(\w+) (?:<<[^>]*>> )?B(?:DC|MC)\b|\b(EMC|ET)\b`)
)

// unknownSign stands for a glyph that has no text.
const unknownSign = "\uFFFD"

// document is what a PDF file shows and carries.
type document struct {
	shown []string // the text of each element of the structure
	words []string // alternatives of figures, titles, outlines
	pages []string // what draws them
	alts  []string // the alternatives of figures
	files [][]byte
}

// readPDF reads a file of this site; false if it is anything else, or has a part that is none of those of this site.
func readPDF(data []byte) (d document, ok bool) {
	if !bytes.HasPrefix(data, []byte("%PDF-1.7\n")) {
		return d, false
	}
	streams := map[string][]byte{}
	var open bytes.Buffer // what stands outside of streams
	last := 0
	for _, m := range streamOf.FindAllSubmatchIndex(data, -1) {
		if m[0] < last {
			continue // inside of a stream
		}
		dict := string(data[m[4]:m[5]])
		length := lengthOf.FindStringSubmatch(dict)
		if length == nil {
			return d, false
		}
		n, err := strconv.Atoi(length[1])
		if err != nil || m[1]+n > len(data) {
			return d, false
		}
		open.Write(data[last:m[1]])
		content := data[m[1] : m[1]+n]
		last = m[1] + n
		if strings.HasPrefix(dict, "/Type/Metadata/Subtype/XML/") {
			d.words = append(d.words, strings.Split(xmpMark.ReplaceAllString(string(content), "\x00"), "\x00")...)
			continue
		}
		if !strings.Contains(dict, "/Filter/FlateDecode/") {
			return d, false
		}
		if program.MatchString(dict) {
			continue // outlines of glyphs, colours
		}
		r, err := zlib.NewReader(bytes.NewReader(content))
		if err != nil {
			return d, false
		}
		if content, err = io.ReadAll(r); err != nil {
			return d, false
		}
		switch number := string(data[m[2]:m[3]]); {
		case strings.Contains(dict, "/EmbeddedFile"):
			d.files = append(d.files, content)
		case bytes.Contains(content, []byte("beginbfchar")):
			streams[number] = content
		case strings.HasPrefix(dict, "/Filter"):
			d.pages = append(d.pages, string(content))
		default:
			return d, false
		}
	}
	open.Write(data[last:])
	if !d.openTexts(open.Bytes()) {
		return d, false
	}
	faces := facesOf(data, streams)
	for _, page := range d.pages {
		d.shown = append(d.shown, shown(page, faces)...)
	}
	return d, len(d.pages) > 0 && len(faces) > 0
}

var (
	// program is a stream that says nothing to people: the outlines of a face, a profile of colours (pdf/face.go, icc.go).
	program = regexp.MustCompile(`^(/Length1 \d+|/N 3|/Subtype/(CIDFontType0C|OpenType))/Filter/FlateDecode`)
	// xmpMark is the markup of metadata, with the parts of standards that the file claims to keep to.
	xmpMark = regexp.MustCompile(`<pdfaid:part>3</pdfaid:part>|<pdfuaid:part>1</pdfuaid:part>|<\?xpacket[^>]*\?>|<[^>]*>`)
	// hexText is a text of the file: alternatives, titles, names, descriptions.
	hexText      = regexp.MustCompile(`(/\w+)?<([0-9A-Fa-f]+)>`)
	literal      = regexp.MustCompile(`\((?:[^()\\]|\\.)*\)`)
	knownLiteral = regexp.MustCompile(`^\((D:\d{14}[+-]\d{2}'\d{2}'?|Adobe|Identity|sRGB)\)$`)
	identity     = regexp.MustCompile(`/ID ?\[<[0-9A-Fa-f]*> ?<[0-9A-Fa-f]*>\]`)
	remark       = regexp.MustCompile(`(?m)^%.*$`)
	updated      = []byte("%%EOF")
	afterFile    = regexp.MustCompile(`%%EOF\s*$`)
)

// openTexts collects the texts outside of streams; false if there is one in an unknown form, or an update of the file.
func (d *document) openTexts(open []byte) bool {
	if bytes.Count(open, updated) != 1 || !afterFile.Match(open) || bytes.Contains(open, []byte("/ObjStm")) {
		return false
	}
	for i, m := range remark.FindAll(open, -1) {
		if i > 1 && !bytes.Equal(m, updated) {
			return false
		}
	}
	for _, m := range literal.FindAll(open, -1) {
		switch {
		case knownLiteral.Match(m):
		case outside.Match(m[1:]):
			d.words = append(d.words, string(m[1:len(m)-1]))
		default:
			return false
		}
	}
	open = identity.ReplaceAll(open, nil)
	for _, m := range hexText.FindAllSubmatch(open, -1) {
		hex, marked := bytes.CutPrefix(bytes.ToUpper(m[2]), []byte("FEFF"))
		if !marked {
			return false
		}
		words := utf16Text(string(hex))
		d.words = append(d.words, words)
		if name := string(m[1]); name == "/Alt" || name == "/ActualText" {
			d.alts = append(d.alts, words)
		}
	}
	return true
}

// facesOf reads what the codes of each face stand for.
func facesOf(data []byte, streams map[string][]byte) map[string]map[string]string {
	faces := map[string]map[string]string{}
	maps := map[string]string{}
	for _, m := range unicodeMap.FindAllSubmatch(data, -1) {
		maps[string(m[1])] = string(m[2])
	}
	_, list, _ := bytes.Cut(data, []byte("<</Font<<"))
	list, _, _ = bytes.Cut(list, []byte(">>"))
	for _, m := range fontOf.FindAllSubmatch(list, -1) {
		face := map[string]string{}
		for _, e := range mapEntry.FindAllSubmatch(streams[maps[string(m[2])]], -1) {
			face[string(e[1])] = utf16Text(string(e[2]))
		}
		faces[string(m[1])] = face
	}
	return faces
}

// shown reads the text of each marked part of a page. Lines of a paragraph are one text; in figures and at the edges of
// the page each piece stands for itself.
func shown(page string, faces map[string]map[string]string) []string {
	var parts []string
	var b strings.Builder
	var face map[string]string
	apart := false
	cut := func() {
		if b.Len() > 0 {
			parts = append(parts, b.String())
			b.Reset()
		}
	}
	for _, m := range operation.FindAllStringSubmatch(page, -1) {
		switch {
		case m[1] != "":
			face = faces[m[1]]
		case m[3] != "":
			cut()
			apart = m[3] == "Figure" || m[3] == "Artifact"
		case m[4] != "":
			if m[4] == "EMC" || apart {
				cut()
			}
		default:
			for codes := m[2]; len(codes) >= 4; codes = codes[4:] {
				text, known := face[codes[:4]]
				if !known {
					text = unknownSign
				}
				b.WriteString(text)
			}
		}
	}
	cut()
	return parts
}

func utf16Text(hex string) string {
	var units []uint16
	for ; len(hex) >= 4; hex = hex[4:] {
		n, _ := strconv.ParseUint(hex[:4], 16, 16) // the patterns match digits only
		units = append(units, uint16(n))
	}
	return string(utf16.Decode(units))
}
