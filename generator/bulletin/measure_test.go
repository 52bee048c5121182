package bulletin

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
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
	list := map[string]compose.Bulletin{"letter": letter()}
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
						over = 8 // the empty half of a mark at the end of a line
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

// TestInk looks at a rendered page, ten dots to a millimetre: the red rule is as long as the lines (7.2.7) and the dashes
// of the page number stand 7 mm below the type area (7.5).
func TestInk(t *testing.T) {
	for _, issuer := range []string{letter().Issuer, ""} {
		b := letter()
		b.Issuer = issuer
		_, file := measured(t, b)
		image := reader(t, "pdftoppm", "-r", "254", "-f", "1", "-l", "1", file)
		var wide, high int
		if _, err := fmt.Sscanf(image, "P6\n%d %d\n255\n", &wide, &high); err != nil {
			t.Fatal(err)
		}
		dots := []byte(image[len(image)-3*wide*high:])
		longest, from, dash := 0, 0, 0
		for y := range high {
			red, first := 0, 0
			for x := range wide {
				d := dots[3*(y*wide+x):]
				if d[0] > 150 && d[1] < 100 {
					if red == 0 {
						first = x
					}
					red++
				}
				if dash == 0 && y > 2620 && x > 1645 && x < 1680 && // the first of the two dashes
					bytes.Compare(d[:3], []byte{128, 128, 128}) < 0 {
					dash = y
				}
			}
			if red > longest {
				longest, from = red, first
			}
		}
		if issuer == "" {
			if longest > 0 {
				t.Errorf("without an issuer there are %d red dots on a line", longest)
			}
		} else if !near(float64(longest), 1560, 3) || !near(float64(from), 280, 3) {
			t.Errorf("the red rule begins at %.1f mm and is %.1f mm long", float64(from)/10, float64(longest)/10)
		}
		if below := float64(dash-2620) / 10; !near(below, 7, 0.5) {
			t.Errorf("the dash of the page number stands %.1f mm below the type area", below)
		}
	}
}

// part is a run of boxes that belong to one thing of a bulletin.
type part struct {
	kind     string // heading, text, table, signature
	from, to int
	rows     int // of a table
}

// draft is a random bulletin and its parts, found by setting each part alone.
type draft struct {
	t     *testing.T
	f     *Faces
	r     *rand.Rand
	b     compose.Bulletin
	parts []part
	boxes int
	tall  pdf.Pt
}

func (d *draft) setter() *setter {
	return &setter{faces: d.f, canvas: pdf.New(pdf.Info{Lang: "zh-CN"})}
}

// part notes a part that is set like these blocks.
func (d *draft) part(kind string, blocks ...prose.Block) {
	s := d.setter()
	s.blocks(s.canvas.Root(), blocks, d.f.Song)
	p := part{kind: kind, from: d.boxes, to: d.boxes + len(s.boxes)}
	for _, x := range blocks {
		p.rows += len(x.Rows)
	}
	d.boxes = p.to
	d.parts = append(d.parts, p)
	for _, x := range s.boxes {
		d.tall += x.height
	}
}

// whole notes a part by what it adds to a bulletin.
func (d *draft) whole(kind string, b compose.Bulletin) {
	s := d.setter()
	s.compose(b)
	d.parts = append(d.parts, part{kind: kind, from: d.boxes, to: len(s.boxes)})
	d.boxes = len(s.boxes)
}

func (d *draft) words(most int) []prose.Span {
	n := 1 + d.r.IntN(most)
	var s strings.Builder
	for s.Len() < 3*n {
		s.WriteString([]string{"正文", "就业，", "帮扶人员", "完成率83.0%。", "岗位11620个、", "（一）", "进度"}[d.r.IntN(7)])
	}
	return []prose.Span{{Text: s.String()}}
}

func (d *draft) paragraph() prose.Block {
	x := prose.Block{Spans: d.words(250)}
	if d.r.IntN(6) == 0 {
		x.Spans = append(append(x.Spans, prose.Span{Break: true}), d.words(60)...)
	}
	return x
}

// add adds something random.
func (d *draft) add() {
	switch kind := d.r.IntN(12); {
	case kind < 2:
		x := prose.Block{Kind: prose.Title, Level: 1 + d.r.IntN(3), Spans: d.words(40)}
		d.part("heading", x)
		d.b.Blocks = append(d.b.Blocks, x)
	case kind < 4:
		d.table()
	case kind < 5:
		list := prose.Block{Kind: prose.List, Ordered: d.r.IntN(2) == 0, Start: 1}
		for range 1 + d.r.IntN(6) {
			item := []prose.Block{{Spans: d.words(90)}}
			d.part("text", prose.Block{Kind: prose.List, Ordered: list.Ordered, Start: 1 + len(list.Items), Items: [][]prose.Block{item}})
			list.Items = append(list.Items, item)
		}
		d.b.Blocks = append(d.b.Blocks, list)
	case kind < 6:
		quote := prose.Block{Kind: prose.Quote}
		for range 1 + d.r.IntN(2) {
			x := d.paragraph()
			d.part("text", prose.Block{Kind: prose.Quote, Blocks: []prose.Block{x}})
			quote.Blocks = append(quote.Blocks, x)
		}
		d.b.Blocks = append(d.b.Blocks, quote)
	default:
		x := d.paragraph()
		d.part("text", x)
		d.b.Blocks = append(d.b.Blocks, x)
	}
}

func (d *draft) table() {
	columns := 2 + d.r.IntN(6)
	table := prose.Block{Kind: prose.Table, Align: []prose.Align{prose.Left}}
	row := func(most int) (cells [][]prose.Span) {
		for range columns {
			cells = append(cells, d.words(most))
		}
		return cells
	}
	table.Header = row(6)
	for range 1 + d.r.IntN(45) {
		table.Rows = append(table.Rows, row(10))
	}
	if d.r.IntN(2) == 0 {
		table.Rows[len(table.Rows)-1][0] = []prose.Span{{Text: "合计"}}
	}
	group := []prose.Block{{Spans: d.words(30)}, table}
	if d.r.IntN(2) == 0 {
		group = append(group, prose.Block{Spans: append([]prose.Span{{Text: "注："}}, d.words(300)...)})
	}
	d.part("table", group...)
	d.b.Blocks = append(d.b.Blocks, group...)
}

// newDraft makes a bulletin of about so many pages.
func newDraft(t *testing.T, f *Faces, seed uint64) *draft {
	d := &draft{t: t, f: f, r: rand.New(rand.NewPCG(seed, 9704))}
	d.b = compose.Bulletin{TitleParts: []string{"关于某事进展情况", "的通报"}}
	if d.r.IntN(2) == 0 {
		d.b.Issuer = "某某市人力资源和社会保障局文件"
	}
	d.whole("title", d.b)
	d.b.Recipient = prose.Plain(d.words(120))
	d.whole("text", d.b)
	full := depth * pdf.Pt(seed%12+1) * 9 / 10
	d.tall = 12 * pitch(1)
	for d.tall < full {
		d.add()
	}
	if d.parts[len(d.parts)-1].kind == "heading" {
		x := d.paragraph()
		d.part("text", x)
		d.b.Blocks = append(d.b.Blocks, x)
	}
	d.b.Signature, d.b.Date = "某某市人力资源和社会保障局", model.Date{Year: 2022, Month: 11, Day: 10}
	d.whole("signature", d.b)
	for range d.r.IntN(3) {
		d.b.Notes = append(d.b.Notes, prose.Plain(d.words(50)))
		d.whole("text", d.b)
	}
	return d
}

// spot is where a box is drawn.
type spot struct {
	box, page int
	y         pdf.Pt
	head      bool // the head of the table of the next box, drawn again
}

// laid composes the bulletin, cuts it into pages, and says where each box is drawn, in order.
func (d *draft) laid() (boxes []box, spots []spot, pages int) {
	s := d.setter()
	s.compose(d.b)
	heads := map[*box]bool{}
	for i := range s.boxes {
		x := &s.boxes[i]
		if x.draw != nil {
			x.draw = func(y pdf.Pt) { spots = append(spots, spot{box: i, page: s.canvas.PageCount(), y: y}) }
		}
		if x.head != nil && !heads[x.head] {
			heads[x.head] = true
			x.head.draw = func(y pdf.Pt) { spots = append(spots, spot{box: i, page: s.canvas.PageCount(), y: y, head: true}) }
		}
	}
	s.paginate(false)
	return s.boxes, spots, s.canvas.PageCount()
}

// TestRandomBulletins lays out many bulletins of one to twelve pages. Each box is drawn once, in order, on the grid and
// within the type area; no page ends with a heading; no line of a paragraph stands alone at the head or the foot of a
// page; tables are cut between rows, below their head again; the signature has three lines of the text above it.
func TestRandomBulletins(t *testing.T) {
	f, lengths := faces(t), map[int]int{}
	for seed := range uint64(200) {
		d := newDraft(t, f, seed)
		boxes, spots, pages := d.laid()
		if len(boxes) != d.boxes {
			t.Fatalf("seed %d: %d boxes, its parts have %d", seed, len(boxes), d.boxes)
		}
		lengths[pages]++
		pageOf := make([]int, len(boxes)) // 0: not drawn
		drawn := -1
		for i, x := range spots {
			height := boxes[x.box].height
			if x.head {
				height = boxes[x.box].head.height
				if x.y != top || i > 0 && spots[i-1].page == x.page {
					t.Errorf("seed %d: a head is drawn again within page %d", seed, x.page)
				}
			} else {
				if x.box <= drawn {
					t.Errorf("seed %d: box %d is drawn after box %d", seed, x.box, drawn)
				}
				drawn, pageOf[x.box] = x.box, x.page
				if boxes[x.box].grid && !onGrid(x.y-top) {
					t.Errorf("seed %d: box %d stands at %v, not on a line", seed, x.box, x.y-top)
				}
			}
			if x.y < top || x.y+height > top+depth+rows {
				t.Errorf("seed %d: box %d stands from %v to %v of %v", seed, x.box, x.y-top, x.y+height-top, depth)
			}
			if first := i == 0 || spots[i-1].page < x.page; first && i > 0 && x.page != spots[i-1].page+1 {
				t.Errorf("seed %d: page %d is empty", seed, x.page-1)
			}
		}
		for i, x := range boxes {
			if x.draw != nil && pageOf[i] == 0 {
				t.Errorf("seed %d: box %d is on no page", seed, i)
			}
		}
		for i, p := range d.parts {
			d.check(seed, i, p, boxes, pageOf, spots)
		}
	}
	for n := 1; n <= 12; n++ {
		if lengths[n] == 0 {
			t.Errorf("no bulletin has %d pages: %v", n, lengths)
		}
	}
}

func onGrid(y pdf.Pt) bool {
	for n := range rows {
		if y == pitch(n) {
			return true
		}
	}
	return false
}

// check says what is wrong with where a part stands.
func (d *draft) check(seed uint64, i int, p part, boxes []box, pageOf []int, spots []spot) {
	d.t.Helper()
	wrong := func(what string) {
		d.t.Helper()
		d.t.Errorf("seed %d: %s: part %d, %s, boxes %d to %d on pages %v", seed, what, i, p.kind, p.from, p.to-1, pageOf[p.from:p.to])
	}
	switch p.kind {
	case "heading":
		if pageOf[p.from] != pageOf[p.to] {
			wrong("a heading without what it is above")
		}
	case "text":
		if alone(pageOf[p.from:p.to]) {
			wrong("a line alone")
		}
	case "table":
		d.checkTable(p, boxes, pageOf, spots, wrong)
	case "signature":
		page, text := pageOf[p.to-1], 0
		for _, q := range d.parts[1:i] {
			for _, at := range pageOf[q.from:q.to] {
				if at == page {
					text++
				}
			}
		}
		if text < 3 || pageOf[p.to-2] != page {
			wrong(fmt.Sprintf("the signature below %d lines", text))
		}
	}
}

// alone reports whether a page has but one of several lines.
func alone(pageOf []int) bool {
	count := map[int]int{}
	for _, page := range pageOf {
		count[page]++
	}
	for _, n := range count {
		if n == 1 && len(pageOf) > 1 {
			return true
		}
	}
	return false
}

func (d *draft) checkTable(p part, boxes []box, pageOf []int, spots []spot, wrong func(string)) {
	var rowPages, note []int
	first := -1
	for i := p.from; i < p.to; i++ {
		switch {
		case boxes[i].head != nil:
			if first < 0 {
				first = i
			}
			rowPages = append(rowPages, pageOf[i])
		case first >= 0 && boxes[i].draw != nil:
			note = append(note, pageOf[i])
		}
	}
	last := len(rowPages) - 1
	if len(rowPages) != p.rows {
		wrong(fmt.Sprintf("%d rows are set as %d", p.rows, len(rowPages)))
	}
	for i := p.from; i < first; i++ {
		if pageOf[i] != rowPages[0] {
			wrong("a caption or head without rows")
		}
	}
	if p.rows <= smallTable && rowPages[0] != rowPages[last] {
		wrong("a small table is cut")
	}
	if alone(rowPages) {
		wrong("a row alone")
	}
	if len(note) > 0 && note[0] != rowPages[last] || alone(note) {
		wrong("a note apart")
	}
	for i, x := range spots {
		again := !x.head && x.box > first && x.box <= first+last && pageOf[x.box] != pageOf[x.box-1]
		if again && (!spots[i-1].head || spots[i-1].page != x.page) {
			wrong("a table goes on without its head")
		}
	}
}
