package bulletin

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/pdf"
	"gongkai/generator/prose"
)

// The page of GB/T 9704-2012 in points, worked out from its millimetres and not from the grid of the package.
const (
	mm         = 72 / 25.4
	areaLeft   = 28 * mm
	areaRight  = (210 - 26) * mm
	areaTop    = 37 * mm
	areaBottom = (297 - 35) * mm
	linePitch  = 225 * mm / 22
)

// songAscent and songTall are the ascent of the face of the text and its height with the descent, in ems: a box of
// pdftotext reaches from the one to the other.
const songAscent, songTall = 1.151, 1.437

// word is what pdftotext finds between white space.
type word struct {
	x0, y0, x1, y1 float64
	text           string
}

func (w word) size() float64     { return (w.y1 - w.y0) / songTall }
func (w word) baseline() float64 { return w.y0 + songAscent*w.size() }

// row is the line of the grid whose middle the text has, counted from 0.
func (w word) row() float64 {
	return (w.baseline() - areaTop - (linePitch-16)/2 - 0.88*16) / linePitch
}

func near(a, b, by float64) bool { return math.Abs(a-b) <= by }

var wordOf = regexp.MustCompile(`<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>`)

// measured sets a bulletin and returns the words of each page with their places, and the file.
func measured(t *testing.T, b compose.Bulletin) (pages [][]word, file string) {
	t.Helper()
	data, err := Set(b, faces(t), pdf.Info{Title: b.Title, Lang: "zh-CN"})
	if err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, page := range strings.Split(reader(t, "pdftotext", "-bbox", file, "-"), "<page ")[1:] {
		var words []word
		for _, m := range wordOf.FindAllStringSubmatch(page, -1) {
			var at [4]float64
			for i := range at {
				if at[i], err = strconv.ParseFloat(m[i+1], 64); err != nil {
					t.Fatal(err)
				}
			}
			words = append(words, word{at[0], at[1], at[2], at[3], m[5]})
		}
		pages = append(pages, words)
	}
	return pages, file
}

// letter is a bulletin as the standard draws one: a red head, and a long paragraph of Chinese characters alone, so
// that each full line has as many as the grid.
func letter() compose.Bulletin {
	b := compose.Bulletin{
		Title: "关于某事的通报", TitleParts: []string{"关于某事", "的通报"}, Issuer: "某某市人力资源和社会保障局文件", Recipient: "各单位",
		Signature: "某某市人力资源和社会保障局", Date: model.Date{Year: 2022, Month: 11, Day: 10}, Notes: []string{"此件主动公开"},
	}
	b.Blocks = []prose.Block{{Spans: []prose.Span{{Text: "有缩进的第一段。"}}}, {Spans: []prose.Span{{Text: strings.Repeat("正文文字", 28*80/4)}}}}
	return b
}

// TestMeasures reads pages back and measures them: the type area, its lines, the title, the page numbers, and where
// 署名 and 成文日期 stand.
func TestMeasures(t *testing.T) {
	rel := shipped(t)
	var l diag.List
	c := compose.New(templates, rel, &l)
	list := map[string]compose.Bulletin{"letter": letter(), "complete": complete()}
	for _, id := range []string{"weihai", "rushan", "wendeng"} {
		region, ok := rel.Region(id)
		if !ok {
			t.Fatalf("there is no region %s", id)
		}
		list[id] = c.Bulletin(rel.Newest(), region, &l)
	}
	none(t, &l)
	for name, b := range list {
		pages, _ := measured(t, b)
		var text []word // of all pages, without marks and numbers
		for i, words := range pages {
			var number []word
			for _, w := range words {
				switch {
				case w.y0 > areaBottom:
					number = append(number, w)
				case w.y1 < areaTop && b.Sample:
				default:
					text = append(text, w)
					over := 0.1
					if strings.ContainsRune("，。、；：）》”", []rune(w.text)[len([]rune(w.text))-1]) {
						over = 8.05 // the empty half of a mark at the end of a line
					}
					if w.x0 < areaLeft-0.1 || w.x1 > areaRight+over || w.baseline()-0.88*w.size() < areaTop || w.baseline()+0.12*w.size() > areaBottom {
						t.Errorf("%s, page %d: %v leaves the type area", name, i+1, w)
					}
					if near(w.size(), 16, 0.01) && !near(w.row(), math.Round(w.row()), 0.002) {
						t.Errorf("%s, page %d: %v stands on line %.3f", name, i+1, w, w.row())
					}
				}
			}
			pageNumberStands(t, name, i+1, number)
		}
		titleStands(t, name, text, b)
		signatureStands(t, name, text, b)
	}
}

// pageNumberStands measures a page number: 4号, odd pages one character from the right, even ones from the left (7.5).
func pageNumberStands(t *testing.T, name string, page int, words []word) {
	t.Helper()
	var text string
	for _, w := range words {
		text += w.text
	}
	if text != fmt.Sprintf("—%d—", page) {
		t.Fatalf("%s: page %d has the number %q", name, page, text)
	}
	from, to := words[0].x0-areaLeft, areaRight-words[len(words)-1].x1
	if got := []float64{from, to}[page%2]; !near(got, 14, 0.1) || !near(words[0].size(), 14, 0.01) {
		t.Errorf("%s: the number of page %d is %.2f pt of %.2f pt from the edge", name, page, got, words[0].size())
	}
}

// titleStands measures the title: its lines are of 2号 and stand in the middle (7.3.1).
func titleStands(t *testing.T, name string, text []word, b compose.Bulletin) {
	t.Helper()
	lines := map[float64]word{}
	var got string
	for _, w := range text {
		if !near(w.size(), 22, 0.01) {
			continue
		}
		got += w.text
		line, ok := lines[w.y0]
		if !ok {
			line = w
		}
		line.x0, line.x1 = min(line.x0, w.x0), max(line.x1, w.x1)
		lines[w.y0] = line
	}
	if got != b.Title {
		t.Errorf("%s: of 22 pt is %q", name, got)
	}
	for _, w := range lines {
		if !near(w.x0+w.x1, areaLeft+areaRight, 0.1) {
			t.Errorf("%s: a line of the title stands from %.2f to %.2f", name, w.x0, w.x1)
		}
	}
}

// signatureStands measures 署名 and 成文日期: an empty line above, the one below the other, the date two characters
// further right, and the longer two characters from the right (7.3.5.2).
func signatureStands(t *testing.T, name string, text []word, b compose.Bulletin) {
	t.Helper()
	at := -1
	for i, w := range text {
		if w.text == b.Signature && i+1 < len(text) && text[i+1].text == b.Date.Words() {
			at = i
		}
	}
	if at < 1 {
		t.Fatalf("%s: the signature is not on a line of its own above the date", name)
	}
	above, who, date := text[at-1], text[at], text[at+1]
	if !near(date.row()-who.row(), 1, 0.002) || who.row()-above.row() < 1.5 || who.row()-above.row() > 3 {
		t.Errorf("%s: text, signature and date stand on the lines %.2f, %.2f and %.2f", name, above.row(), who.row(), date.row())
	}
	if !near(date.x0-who.x0, 2*16, 0.1) || !near(areaRight-max(who.x1, date.x1), 2*16, 0.1) {
		t.Errorf("%s: the signature stands from %.2f to %.2f, the date from %.2f to %.2f", name, who.x0, who.x1, date.x0, date.x1)
	}
}

// TestFullPage counts the lines of a full page and the characters of its lines: 22 and 28 (5.2).
func TestFullPage(t *testing.T) {
	pages, _ := measured(t, letter())
	if len(pages) < 4 {
		t.Fatalf("%d pages", len(pages))
	}
	for i, words := range pages[1 : len(pages)-1] {
		words = words[:len(words)-3] // without the number
		if len(words) != 22 {
			t.Fatalf("page %d has %d lines", i+2, len(words))
		}
		for k, w := range words {
			if !near(w.row(), float64(k), 0.002) {
				t.Errorf("page %d: line %d stands on line %.3f", i+2, k, w.row())
			}
			count := len([]rune(w.text))
			advance := (w.x1 - w.x0 - 16) / float64(count-1)
			if count != 28 || !near(w.x0, areaLeft, 0.02) || !near(w.x1, areaRight, 0.02) || !near(advance, 15.79, 0.01) {
				t.Errorf("page %d: line %d has %d characters of %.3f pt from %.2f to %.2f", i+2, k, count, advance, w.x0, w.x1)
			}
		}
	}
}
