package bulletin

import (
	"bytes"
	"compress/zlib"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"gongkai/generator/pdf"
)

// form is what a mark is.
type form byte

const (
	letters form = iota
	stroke
	area
	disc // as gofpdf draws one: of curves
)

// mark is one thing that a page shows. Its places are in points from the top left corner of the page.
type mark struct {
	form
	kind  string // of the element that it belongs to: P, H2, Figure; empty for an artifact
	color pdf.Color
	at    []place // corners of a line or an area; the ends of the baseline of letters
	text  string
	face  string  // without the tag of its subset
	size  float64 // of letters
	width float64 // of a line
	dash  float64 // 0: a whole line
}

type place struct{ x, y float64 }

// corners are the top left and the bottom right of the points of a mark.
func (m mark) corners() (from, to place) {
	from, to = m.at[0], m.at[0]
	for _, p := range m.at {
		from, to = place{min(from.x, p.x), min(from.y, p.y)}, place{max(to.x, p.x), max(to.y, p.y)}
	}
	return from, to
}

// left and right are the ends of a mark, wide is its width, and middle its middle.
func (m mark) left() float64  { from, _ := m.corners(); return from.x }
func (m mark) right() float64 { _, to := m.corners(); return to.x }
func (m mark) wide() float64  { return m.right() - m.left() }
func (m mark) middle() place {
	from, to := m.corners()
	return place{(from.x + to.x) / 2, (from.y + to.y) / 2}
}

// embedded is a face of a file, with the text and the width of each of its codes.
type embedded struct {
	name   string
	text   map[string]string
	widths map[string]float64 // in thousandths of an em, where it is not 1000
}

var (
	fontName  = regexp.MustCompile(`/(F\d+) (\d+) 0 R`)
	baseFont  = regexp.MustCompile(`/BaseFont/\w+\+([\w-]+)`)
	reference = regexp.MustCompile(`/(DescendantFonts\[|ToUnicode )(\d+) 0 R`)
	unicodeOf = regexp.MustCompile(`<(\w{4})> <(\w+)>`)
	widthOf   = regexp.MustCompile(`(\d+)\[(\d+)\]`)
)

// drawn reads back what each page of a file shows, in the order of drawing, from the content of the pages itself.
func drawn(t testing.TB, data []byte) [][]mark {
	t.Helper()
	var contents []string
	for rest := data; ; {
		_, after, ok := bytes.Cut(rest, []byte("\nstream\n"))
		if !ok {
			break
		}
		if content := inflated(after); strings.Contains(content, " BDC\n") || strings.Contains(content, "/Artifact BMC\n") {
			contents = append(contents, content)
		}
		rest = after
	}
	faces := facesOf(data)
	var pages [][]mark
	for _, content := range contents {
		pages = append(pages, marksOf(content, faces))
	}
	return pages
}

// object returns a file from the beginning of an object on.
func object(data []byte, number []byte) []byte {
	_, after, _ := bytes.Cut(data, append(append([]byte("\n"), number...), " 0 obj\n"...))
	return after
}

// inflated is what a stream holds; empty if it is not deflated.
func inflated(stream []byte) string {
	r, err := zlib.NewReader(bytes.NewReader(stream))
	if err != nil {
		return ""
	}
	content, err := io.ReadAll(r)
	if err != nil {
		return ""
	}
	return string(content)
}

// facesOf reads the faces of a file by the names that its pages use.
func facesOf(data []byte) map[string]embedded {
	faces := map[string]embedded{}
	_, resources, _ := bytes.Cut(data, []byte("<</Font<<"))
	list, _, _ := bytes.Cut(resources, []byte(">>"))
	for _, m := range fontName.FindAllSubmatch(list, -1) {
		font, _, _ := bytes.Cut(object(data, m[2]), []byte("\nendobj"))
		f := embedded{string(baseFont.FindSubmatch(font)[1]), map[string]string{}, map[string]float64{}}
		for _, r := range reference.FindAllSubmatch(font, -1) {
			part := object(data, r[2])
			if string(r[1]) == "ToUnicode " {
				_, stream, _ := bytes.Cut(part, []byte("stream\n"))
				for _, c := range unicodeOf.FindAllStringSubmatch(inflated(stream), -1) {
					f.text[c[1]] = decoded(c[2])
				}
				continue
			}
			_, widths, _ := bytes.Cut(part, []byte("/W["))
			widths, _, _ = bytes.Cut(widths, []byte("\nendobj"))
			for _, w := range widthOf.FindAllSubmatch(widths, -1) {
				code, _ := strconv.Atoi(string(w[1]))
				f.widths[hex4(code)] = number(string(w[2]))
			}
		}
		faces[string(m[1])] = f
	}
	return faces
}

func hex4(n int) string {
	s := "000" + strings.ToUpper(strconv.FormatInt(int64(n), 16))
	return s[len(s)-4:]
}

func number(s string) float64 {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return math.NaN()
	}
	return n
}

// decoded is a text written as UTF-16 in hexadecimal digits.
func decoded(digits string) string {
	var units []uint16
	for ; len(digits) >= 4; digits = digits[4:] {
		n, _ := strconv.ParseUint(digits[:4], 16, 16)
		units = append(units, uint16(n))
	}
	return string(utf16.Decode(units))
}

// marksOf reads the content of a page. It knows the operators that the package pdf writes.
func marksOf(content string, faces map[string]embedded) []mark {
	var marks []mark
	var face embedded
	var name, kind string
	var numbers []float64
	var room float64 // after each character
	now := mark{}    // with the state of the page
	paint, pen := pdf.Color{}, pdf.Color{}
	path, pathForm := []place(nil), stroke
	for _, token := range strings.Fields(content) {
		n := len(numbers)
		last := func() place { return place{numbers[n-2], float64(pdf.PageHeight)/1000 - numbers[n-1]} }
		switch {
		case strings.HasPrefix(token, "/"):
			name = token[1:]
			continue
		case strings.HasPrefix(token, "[<"):
			now.form, now.kind, now.color = letters, kind, paint
			now.text, now.at = shown(token, face, now.size, room, now.at[0])
			marks = append(marks, now)
			continue
		}
		if x, err := strconv.ParseFloat(strings.Trim(token, "[]"), 64); err == nil {
			numbers = append(numbers, x)
			continue
		}
		switch token {
		case "BDC":
			kind = name
		case "BMC", "EMC":
			kind = ""
		case "Tf":
			face, now.face, now.size = faces[name], faces[name].name, numbers[n-1]
		case "Tc":
			room = numbers[n-1]
		case "Td":
			now.at = []place{last()}
		case "rg", "g":
			paint = colorOf(numbers)
		case "RG", "G":
			pen = colorOf(numbers)
		case "w":
			now.width = numbers[n-1]
		case "d":
			now.dash = 0
			if n > 1 {
				now.dash = numbers[0]
			}
		case "m":
			path, pathForm = []place{last()}, stroke
		case "l":
			path = append(path, last())
		case "c":
			path, pathForm = append(path, last()), disc
		case "re":
			corner := numbers[n-4:]
			y := float64(pdf.PageHeight)/1000 - corner[1]
			path, pathForm = []place{{corner[0], y}, {corner[0] + corner[2], y - corner[3]}}, area
		case "S":
			marks = append(marks, mark{form: stroke, kind: kind, color: pen, at: path, width: now.width, dash: now.dash})
		case "f":
			if pathForm == stroke {
				pathForm = area
			}
			marks = append(marks, mark{form: pathForm, kind: kind, color: paint, at: path})
		}
		numbers = numbers[:0]
	}
	return marks
}

func colorOf(numbers []float64) pdf.Color {
	c := [3]float64{numbers[0], numbers[0], numbers[0]}
	copy(c[:], numbers)
	of := func(x float64) uint8 { return uint8(math.Round(x * 255)) }
	return pdf.Color{R: of(c[0]), G: of(c[1]), B: of(c[2])}
}

// shown reads the operand of TJ: the text, and the ends of its baseline.
func shown(array string, face embedded, size, room float64, from place) (string, []place) {
	var text strings.Builder
	x := from.x
	for part := range strings.SplitSeq(strings.Trim(array, "[]"), "<") {
		codes, shift, _ := strings.Cut(part, ">")
		for ; len(codes) >= 4; codes = codes[4:] {
			code := strings.ToUpper(codes[:4])
			text.WriteString(face.text[code])
			wide, ok := face.widths[code]
			if !ok {
				wide = 1000
			}
			x += wide*size/1000 + room
		}
		if shift != "" {
			x -= number(shift) * size / 1000
		}
	}
	return text.String(), []place{from, {x - room, from.y}}
}
