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

// complete is a bulletin with everything that an office may state: 发文字号, four levels of headings, 附件, 版记.
func complete() compose.Bulletin {
	b := letter()
	b.Number = "某人社字〔2022〕12号"
	b.Blocks = b.Blocks[:1:1]
	for i, text := range levels {
		b.Blocks = append(b.Blocks, prose.Block{Kind: prose.Title, Level: i + 1, Spans: []prose.Span{{Text: text}}})
	}
	b.Blocks = append(b.Blocks, prose.Block{Spans: []prose.Span{{Text: strings.Repeat("正文文字", 28*5/4)}}})
	b.Attached = []compose.Attachment{
		{Mark: "附件：1.", Title: "政策服务清单", URL: "https://gongkai.example/policies/handbook.pdf"},
		{Mark: "2.", Title: "某某市失业人员集中帮扶工作各区市人力资源社会保障部门和经办机构目录"},
	}
	b.Imprint = compose.Imprint{
		CopyTo: "抄送：市委办公室，市人大常委会办公室，市政府办公室，市政协办公室，市纪委监委机关，市法院，市检察院。",
		Office: "某某市人力资源和社会保障局办公室", Printed: "2022年11月11日印发",
	}
	return b
}

var levels = []string{"一、总体情况", "（一）岗位开发", "1．岗位来源", "（1）镇街"}

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

// TestOfficialParts measures what stands on the pages of a bulletin besides its text, by GB/T 9704—2012: 发文机关标志 and
// 发文字号 (7.2.4, 7.2.5), the levels of headings (7.3.3), 附件说明 (7.3.4) and 版记 (7.4).
func TestOfficialParts(t *testing.T) {
	b := complete()
	pages, _ := measured(t, b)
	words := map[string]word{}
	for _, page := range pages {
		for _, w := range page {
			words[w.text] = w
		}
	}
	at := func(text string) word {
		w, ok := words[text]
		if !ok {
			t.Fatalf("there is no %q among %v", text, words)
		}
		return w
	}
	centred := func(w word) {
		if !near(w.x0+w.x1, areaLeft+areaRight, 0.1) {
			t.Errorf("%q stands from %.2f to %.2f", w.text, w.x0, w.x1)
		}
	}
	head := at(b.Issuer)
	centred(head)
	if above := head.baseline() - 0.88*head.size() - areaTop; !near(above, 35*mm, 0.1) {
		t.Errorf("发文机关标志 stands %.2f mm below the top of the type area", above/mm)
	}
	number := at(b.Number)
	centred(number)
	if free := (number.baseline() - 0.88*16 - head.baseline() - 0.12*head.size()) / linePitch; !near(number.row(), math.Round(number.row()), 0.002) || free < 2 || free > 3.3 {
		t.Errorf("发文字号 stands on line %.2f, %.2f lines below 发文机关标志", number.row(), free)
	}

	first := at("有缩进的第一段。").row()
	for i, text := range levels {
		w := at(text)
		if !near(w.x0, areaLeft+2*15.79, 0.1) {
			t.Errorf("%s begins at %.2f", text, w.x0-areaLeft)
		}
		// The boxes of the four faces are of different heights, but all hold the middle of the line.
		if middle := (w.y0+w.y1)/2 - areaTop; math.Floor(middle/linePitch) != math.Round(first)+float64(i)+1 {
			t.Errorf("%s stands on line %.2f, the text above on %.2f", text, middle/linePitch, first)
		}
	}

	title, second := at("政策服务清单"), at("2.")
	if w := at("附件：1."); !near(w.x0, areaLeft+2*15.79, 0.1) || !near(w.row()-at("文文字").row(), 2, 0.002) {
		t.Errorf("附件 begins at %.2f on line %.2f, the text ends on %.2f", w.x0-areaLeft, w.row(), at("文文字").row())
	} else if !near(second.x0, w.x0+3*16, 0.1) || !near(second.row(), title.row()+1, 0.002) {
		t.Errorf("the second attachment begins at %.2f on line %.2f", second.x0, second.row())
	}
	if w := at("会保障部门和经办机构目录"); !near(w.x0, title.x0, 0.1) || !near(w.row(), second.row()+1, 0.002) {
		t.Errorf("an attachment goes on at %.2f on line %.2f, the first begins at %.2f", w.x0, w.row(), title.x0)
	}

	office, printed, copied := at(b.Imprint.Office), at(b.Imprint.Printed), at("抄送：市委办公室，市人大常委会办公室，市政府办公室，市政协")
	for _, w := range []word{office, printed, copied} {
		if !near(w.size(), 14, 0.01) {
			t.Errorf("%q is of %.2f pt", w.text, w.size())
		}
	}
	if !near(office.x0, areaLeft+14, 0.1) || !near(printed.x1, areaRight-14, 0.1) || office.y0 != printed.y0 || !near(copied.x0, office.x0, 0.1) {
		t.Errorf("版记 stands from %.2f to %.2f, 抄送 from %.2f", office.x0-areaLeft, printed.x1-areaLeft, copied.x0-areaLeft)
	}
	if last := (office.y0+office.y1)/2 - areaTop; math.Floor(last/linePitch) != 21 {
		t.Errorf("印发机关 stands on line %.2f", last/linePitch)
	}
	if w := at("办公室，市纪委监委机关，市法院，市检察院。"); !near(w.x0, copied.x0+3*14, 0.1) {
		t.Errorf("抄送 goes on at %.2f", w.x0-copied.x0)
	}
}

// TestFacesOfLevels reads the faces of the four levels of headings (7.3.3): 黑体, 楷体, and twice that of the text.
func TestFacesOfLevels(t *testing.T) {
	_, file := measured(t, complete())
	xml := reader(t, "pdftohtml", "-xml", "-i", "-stdout", "-fontfullname", file)
	family := map[string]string{}
	for _, m := range regexp.MustCompile(`<fontspec id="(\d+)" size="\d+" family="\w+\+([^"]+)"`).FindAllStringSubmatch(xml, -1) {
		family[m[1]] = m[2]
	}
	f := faces(t)
	for i, face := range []*pdf.Font{f.Hei, f.Kai, f.Text, f.Text} {
		m := regexp.MustCompile(`font="(\d+)">` + regexp.QuoteMeta(levels[i])).FindStringSubmatch(xml)
		if m == nil || family[m[1]] != face.Name {
			t.Errorf("%s is not in %s: %v", levels[i], face.Name, m)
		}
	}
	tree := reader(t, "pdfinfo", "-struct", file)
	for i := range levels {
		if kind := fmt.Sprintf("\n  H%d (block)", i+2); strings.Count(tree, kind) != 1 {
			t.Errorf("the structure tree has not one H%d:\n%s", i+2, tree)
		}
	}
}
