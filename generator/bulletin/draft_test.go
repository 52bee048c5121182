package bulletin

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"gongkai/generator/compose"
	"gongkai/generator/model"
	"gongkai/generator/pdf"
	"gongkai/generator/prose"
)

// part is a run of boxes that belong to one thing of a bulletin.
type part struct {
	kind     string // title, heading, text, table, figure, attached, signature, imprint
	from, to int
	rows     int // of a table
}

// draft is a random bulletin and its parts, found by setting each part alone.
type draft struct {
	t      *testing.T
	f      *Faces
	charts []compose.Figure
	r      *rand.Rand
	b      compose.Bulletin
	parts  []part
	boxes  int
	tall   pdf.Pt
}

func (d *draft) setter() *setter {
	return &setter{faces: d.f, canvas: pdf.New(pdf.Info{Lang: "zh-CN"})}
}

// part notes a part that is set like these blocks.
func (d *draft) part(kind string, blocks ...prose.Block) {
	s := d.setter()
	s.blocks(s.canvas.Root(), blocks, d.f.Song)
	rows := 0
	for _, x := range blocks {
		rows += len(x.Rows)
	}
	d.note(kind, s, rows)
}

// note notes what a setter has set.
func (d *draft) note(kind string, s *setter, rows int) {
	p := part{kind: kind, from: d.boxes, to: d.boxes + len(s.boxes), rows: rows}
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
	switch kind := d.r.IntN(13); {
	case kind == 12:
		d.figure()
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

// figure adds one of the charts of the bulletins that ship.
func (d *draft) figure() {
	f, caption := d.charts[d.r.IntN(len(d.charts))], d.words(30)
	s := d.setter()
	s.figure(s.canvas.Root(), f.Figure, caption)
	d.note("figure", s, 0)
	f.Block = len(d.b.Blocks)
	d.b.Figures = append(d.b.Figures, f)
	d.b.Blocks = append(d.b.Blocks, prose.Block{Spans: caption})
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
	caption := d.words(30)
	caption[0].Text = strings.ReplaceAll(caption[0].Text, "。", "") // a sentence is no caption
	group := []prose.Block{{Spans: caption}, table}
	if d.r.IntN(2) == 0 {
		group = append(group, prose.Block{Spans: append([]prose.Span{{Text: "注："}}, d.words(300)...)})
	}
	d.part("table", group...)
	d.b.Blocks = append(d.b.Blocks, group...)
}

// newDraft makes a bulletin of about so many pages.
func newDraft(t *testing.T, f *Faces, charts []compose.Figure, seed uint64) *draft {
	d := &draft{t: t, f: f, charts: charts, r: rand.New(rand.NewPCG(seed, 9704))}
	d.b = compose.Bulletin{TitleParts: []string{"关于某事进展情况", "的通报"}}
	if d.r.IntN(2) == 0 {
		d.b.Issuer = "某某市人力资源和社会保障局文件"
	}
	if d.r.IntN(2) == 0 {
		d.b.Number = "某人社字〔2022〕12号"
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
	for i := range max(0, d.r.IntN(6)-2) {
		d.b.Attached = append(d.b.Attached, compose.Attachment{Mark: fmt.Sprintf("%d.", i+1), Title: prose.Plain(d.words(25))})
	}
	if d.b.Attached != nil {
		d.whole("attached", d.b)
	}
	if d.r.IntN(4) > 0 {
		d.b.Signature, d.b.Date = "某某市人力资源和社会保障局", model.Date{Year: 2022, Month: 11, Day: 10}
		d.whole("signature", d.b)
	}
	for range d.r.IntN(3) {
		d.b.Notes = append(d.b.Notes, prose.Plain(d.words(50)))
		d.whole("text", d.b)
	}
	if d.r.IntN(2) == 0 {
		d.b.Imprint = compose.Imprint{CopyTo: "抄送：" + prose.Plain(d.words(60)) + "。", Office: "某某市某局办公室", Printed: "2022年11月11日印发"}
		d.whole("imprint", d.b)
	}
	return d
}
