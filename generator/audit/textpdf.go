package audit

import (
	"bytes"
	"compress/zlib"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// twin is what the HTML page of a bulletin says: its numbers, each as often as it stands there.
type twin struct {
	found   bool
	numbers map[string]int
	alts    []string // the words of its charts
	words   string   // everything that it says, without blanks
	places  []place  // where its charts show figures
}

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
	if !d.plain(open.Bytes()) {
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
	hexText   = regexp.MustCompile(`(/\w+)?<([0-9A-Fa-f]+)>`)
	literal   = regexp.MustCompile(`\((?:[^()\\]|\\.)*\)`)
	known     = regexp.MustCompile(`^\((D:\d{14}[+-]\d{2}'\d{2}'?|Adobe|Identity|sRGB)\)$`)
	identity  = regexp.MustCompile(`/ID ?\[<[0-9A-Fa-f]*> ?<[0-9A-Fa-f]*>\]`)
	remark    = regexp.MustCompile(`(?m)^%.*$`)
	updated   = []byte("%%EOF")
	afterFile = regexp.MustCompile(`%%EOF\s*$`)
)

// plain collects the texts outside of streams; false if there is one in an unknown form, or an update of the file.
func (d *document) plain(open []byte) bool {
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
		case known.Match(m):
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

// mark is what stands where there is no figure.
var mark = regexp.MustCompile(`不予公开|未报送`)

// numbersOf counts the numbers of a text that are no dates and the like, and the marks that stand in place of one.
func numbersOf(text string, into map[string]int) {
	text = readable(text)
	for _, n := range anyNumber.FindAllString(strip(text), -1) {
		into[strings.TrimPrefix(plainNumber(n), "+")]++
	}
	for _, found := range []*regexp.Regexp{mark, spelled} {
		for _, n := range found.FindAllString(phrases.Replace(text), -1) {
			into[n]++
		}
	}
}

// paper holds a PDF against its twin: neither says a number that the other does not, in words or in charts. What it carries
// equals the cells. Documents without a twin – the handbook, the directory, cards – have no figures.
func (t text) paper(data []byte) {
	w, found := t.twins[t.name]
	d, ok := readPDF(data)
	if !ok {
		t.found(0, "这份 PDF 读不懂，不能证明没有多说")
		return
	}
	for _, part := range d.shown {
		if strings.Contains(part, unknownSign) {
			t.found(0, "PDF 里有读不出是什么字的地方，不能证明没有多说")
			break
		}
	}
	for _, file := range d.files {
		t.attached(file)
	}
	if !found {
		for _, part := range append(d.shown, d.words...) {
			t.repeats(0, "", part)
		}
		return
	}
	numbers := map[string]int{}
	for _, part := range d.shown {
		if !pageNumber.MatchString(part) {
			numbersOf(part, numbers)
		}
	}
	if more := beyond(numbers, w.numbers); more > 0 {
		t.found(0, "PDF 里有%d个网页版没有的数", more)
	}
	if less := beyond(w.numbers, numbers); less > 0 {
		t.found(0, "网页版有%d个 PDF 里没有的数", less)
	}
	if !slices.Equal(slices.Sorted(slices.Values(d.alts)), slices.Sorted(slices.Values(w.alts))) {
		t.found(0, "PDF 的图的替代文字与网页版不同")
	}
	for _, words := range d.words {
		if len(claims(words)) > 0 && !slices.Contains(d.alts, words) && !strings.Contains(w.words, blank.ReplaceAllString(words, "")) {
			t.found(0, "PDF 的标题、说明里有网页版没有的数：“%s”", masked(words))
		}
	}
	t.charted(d.pages, w.places)
}

// beyond counts the numbers that stand more often in one text than in another.
func beyond(one, other map[string]int) int {
	n := 0
	for number, times := range one { // only counted: no order is seen
		n += min(1, max(0, times-other[number]))
	}
	return n
}

// pageNumber is what stands at the foot of a page (GB/T 9704, 7.5).
var pageNumber = regexp.MustCompile(`^— \d+ —$`)

// attached compares an attached table, a CSV file or an array of flat objects, with the cells.
func (t text) attached(data []byte) {
	var rows [][][2]string
	var err error
	if bytes.HasPrefix(data, []byte("[")) {
		rows, err = flatObjects(data)
	} else {
		rows, err = records(data)
	}
	if err != nil {
		t.found(0, "附在 PDF 里的文件读不懂")
		return
	}
	for _, row := range rows {
		field := map[string]string{}
		for _, f := range row {
			if _, twice := field[f[0]]; twice || !slices.Contains(attachedFields, f[0]) {
				t.found(0, "附在 PDF 里的数据有不认识的一项：%s", masked(f[0]))
			}
			field[f[0]] = f[1]
			if f[0] != "value" && f[0] != "period" && f[0] != "group" {
				t.repeats(0, "附在 PDF 里的数据中", f[1])
			}
		}
		key := address(field["period"], field["region"], field["measure"], field["group"])
		c, known := t.cells[key]
		value := strings.ReplaceAll(c.value, "-", "")
		if c.unit != "年月" {
			value = c.value
		}
		if !known || field["status"] != c.state || field["value"] != value {
			t.found(0, "附在 PDF 里的数据与公开数据不同：%s", key)
		}
	}
}

// attachedFields are those of an attached table.
var attachedFields = []string{"period", "region", "region_name", "measure", "measure_name", "group", "value", "unit", "status", "sample", "note", "revision"}

func records(data []byte) ([][][2]string, error) {
	table, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\uFEFF")))).ReadAll()
	if err != nil || len(table) == 0 {
		return nil, errUnread
	}
	var rows [][][2]string
	for _, record := range table[1:] {
		var row [][2]string
		for i, name := range table[0] {
			row = append(row, [2]string{name, record[i]})
		}
		rows = append(rows, row)
	}
	return rows, nil
}

var errUnread = errors.New("读不懂")

// flatObjects reads members one by one: an object that names one twice would hide the first.
func flatObjects(data []byte) ([][][2]string, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := expect(d, json.Delim('[')); err != nil {
		return nil, err
	}
	var rows [][][2]string
	for d.More() {
		if err := expect(d, json.Delim('{')); err != nil {
			return nil, err
		}
		var row [][2]string
		for d.More() {
			name, err := d.Token()
			if err != nil {
				return nil, errUnread
			}
			value, err := d.Token()
			text, plain := value.(string)
			if number, ok := value.(json.Number); ok {
				text, plain = number.String(), true
			}
			if member, ok := name.(string); err == nil && ok && (plain || value == nil) {
				row = append(row, [2]string{member, text})
				continue
			}
			return nil, errUnread
		}
		if err := expect(d, json.Delim('}')); err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	if err := expect(d, json.Delim(']')); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errUnread
	}
	return rows, nil
}
