package audit

import (
	"bytes"
	"compress/zlib"
	"encoding/csv"
	"encoding/json"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
)

// twin is what the HTML page of a bulletin says: its numbers, each as often as it stands there.
type twin struct {
	found   bool
	numbers map[string]int
	alts    map[string]int // those of the words of its charts
}

// The parts of the PDF files of this site (pdf/finish.go): every object stands in the open, every stream is deflated.
var (
	streamOf   = regexp.MustCompile(`\n(\d+) 0 obj\n<<([^\n]*)>>\nstream\n`)
	lengthOf   = regexp.MustCompile(`/Length (\d+)`)
	fontOf     = regexp.MustCompile(`/(F\d+) (\d+) 0 R`)
	unicodeMap = regexp.MustCompile(`\n(\d+) 0 obj\n<</Type/Font/Subtype/Type0[^\n]*/ToUnicode (\d+) 0 R`)
	mapEntry   = regexp.MustCompile(`<([0-9A-F]{4})> <([0-9A-F]+)>`)
	operation  = regexp.MustCompile(`/(F\d+) [\d.]+ Tf|<([0-9A-F]+)>|/(\w+) (?:<<[^>]*>> )?B(?:DC|MC)\b|\b(EMC|ET)\b`)
	altOf      = regexp.MustCompile(`/(?:Alt|ActualText|Title|Contents|Desc)<FEFF([0-9A-F]*)>`)
)

// unknownSign stands for a glyph that has no text.
const unknownSign = "\uFFFD"

// document is what a PDF file shows and carries.
type document struct {
	shown []string // the text of each element of the structure
	words []string // alternatives of figures, titles, outlines
	files [][]byte
}

// readPDF reads a file of this site; false if it is anything else.
func readPDF(data []byte) (d document, ok bool) {
	if !bytes.HasPrefix(data, []byte("%PDF-1.7\n")) || bytes.Contains(data, []byte("/ObjStm")) {
		return d, false
	}
	streams := map[string][]byte{}
	var pages []string
	for _, m := range streamOf.FindAllSubmatchIndex(data, -1) {
		dict := string(data[m[4]:m[5]])
		if i := strings.LastIndex(dict, "obj\n<<"); i >= 0 {
			dict = dict[i:]
		}
		if !strings.Contains(dict, "/FlateDecode") || strings.Contains(dict, "/Length1") || strings.Contains(dict, "CIDFontType0C") || strings.Contains(dict, "/OpenType") || strings.HasPrefix(dict, "/N ") {
			continue
		}
		length := lengthOf.FindStringSubmatch(dict)
		if length == nil {
			return d, false
		}
		n, err := strconv.Atoi(length[1])
		if err != nil || m[1]+n > len(data) {
			return d, false
		}
		r, err := zlib.NewReader(bytes.NewReader(data[m[1] : m[1]+n]))
		if err != nil {
			return d, false
		}
		content, err := io.ReadAll(r)
		if err != nil {
			return d, false
		}
		switch number := string(data[m[2]:m[3]]); {
		case strings.Contains(dict, "/EmbeddedFile"):
			d.files = append(d.files, content)
		case bytes.Contains(content, []byte("beginbfchar")):
			streams[number] = content
		case bytes.Contains(content, []byte(" Tf ")):
			pages = append(pages, string(content))
		}
	}
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
	for _, page := range pages {
		d.shown = append(d.shown, shown(page, faces)...)
	}
	for _, m := range altOf.FindAllSubmatch(data, -1) {
		d.words = append(d.words, utf16Text(string(m[1])))
	}
	return d, len(pages) > 0 && len(faces) > 0
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

// numbersOf counts the numbers of a text that are no dates and the like.
func numbersOf(text string, into map[string]int) {
	for _, n := range anyNumber.FindAllString(harmless.ReplaceAllString(text, "\x00"), -1) {
		into[strings.TrimPrefix(plainNumber(n), "+")]++
	}
}

// paper holds a PDF against its twin: neither says a number that the other does not. What it carries equals the cells.
// Documents without a twin – the handbook, the directory, cards – have no figures.
func (t text) paper(data []byte, w twin, found bool) {
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
	more := 0
	for n, times := range numbers { // only counted: no order is seen
		more += min(1, max(0, times-w.numbers[n]))
	}
	if more > 0 {
		t.found(0, "PDF 里有%d个网页版没有的数", more)
	}
	for _, words := range d.words {
		alone := map[string]int{}
		numbersOf(words, alone)
		for n := range alone {
			if w.numbers[n]+w.alts[n] == 0 {
				t.found(0, "PDF 的替代文字或者标题里有网页版没有的数：“%s”", masked(words))
				break
			}
		}
	}
}

// pageNumber is what stands at the foot of a page (GB/T 9704, 7.5).
var pageNumber = regexp.MustCompile(`^— \d+ —$`)

// attached compares an attached table with the cells.
func (t text) attached(data []byte) {
	var rows []map[string]string
	if json.Unmarshal(data, &rows) != nil {
		records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		if err != nil || len(records) == 0 {
			t.found(0, "附在 PDF 里的文件读不懂")
			return
		}
		for _, record := range records[1:] {
			row := map[string]string{}
			for i, name := range records[0] {
				row[strings.TrimPrefix(name, "\uFEFF")] = record[i]
			}
			rows = append(rows, row)
		}
	}
	for _, row := range rows {
		key := address(row["period"], row["region"], row["measure"], row["group"])
		c, known := t.cells[key]
		value := strings.ReplaceAll(c.value, "-", "")
		if c.unit != "年月" {
			value = c.value
		}
		if !known || row["status"] != c.state || row["value"] != value {
			t.found(0, "附在 PDF 里的数据与公开数据不同：%s", key)
		}
	}
}
