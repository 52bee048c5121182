package bulletin

import (
	"fmt"
	"testing"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/pdf"
)

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
// page; tables are cut between rows, below their head again; 附件 and 署名 have two lines of the text above them, or one that
// is a whole paragraph, and 版记 stands at the foot of the last page, where 署名 or 附注 is.
func TestRandomBulletins(t *testing.T) {
	f, lengths := faces(t), map[int]int{}
	var charts []compose.Figure
	rel := shipped(t)
	var l diag.List
	c := compose.New(templates, rel, &l)
	for _, region := range append([]model.Region{rel.Root()}, rel.Below()...) {
		charts = append(charts, c.Bulletin(rel.Newest(), region, &l).Figures...)
		charts = append(charts, c.Year(rel.Newest().Year, region, &l).Figures...)
	}
	for seed := range uint64(200) {
		d := newDraft(t, f, charts, seed)
		boxes, spots, pages := d.laid()
		if len(boxes) != d.boxes {
			t.Fatalf("seed %d: %d boxes, its parts have %d", seed, len(boxes), d.boxes)
		}
		lengths[pages]++
		pageOf := make([]int, len(boxes)) // 0: not drawn
		drawn := -1
		for i, x := range spots {
			height := boxes[x.box].tall()
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
		below := p.to
		for boxes[below].draw == nil {
			below++
		}
		if pageOf[p.from] != pageOf[below] {
			wrong("a heading without what it is above")
		}
	case "text":
		if alone(pageOf[p.from:p.to]) && !overlongAt(boxes, p.from) {
			wrong("a line alone")
		}
	case "table":
		d.checkTable(p, boxes, pageOf, spots, wrong)
	case "attached":
		page, text := pageOf[p.to-1], 0
		for _, at := range pageOf[1:p.from] {
			if at == page {
				text++
			}
		}
		for _, at := range pageOf[p.from:p.to] {
			if at > 0 && at != page {
				wrong("附件 in two parts")
			}
		}
		if text == 0 {
			wrong("附件 below no text")
		}
	case "signature":
		page, text := pageOf[p.to-1], 0
		for _, q := range d.parts[1:i] {
			for _, at := range pageOf[q.from:q.to] {
				switch {
				case q.kind == "attached" && at != page && at > 0:
					wrong("the signature apart from what is attached")
				case q.kind != "attached" && at == page:
					text++
				}
			}
		}
		if text == 0 || pageOf[p.to-2] != page {
			wrong(fmt.Sprintf("the signature below %d lines", text))
		}
	case "figure":
		first := pageOf[p.from]
		for _, at := range pageOf[p.from:p.to] {
			if first = max(first, at); at > 0 && at != first {
				wrong("a figure without its caption")
			}
		}
	case "imprint":
		last, above := spots[len(spots)-1], p.from-1
		for boxes[above].draw == nil {
			above-- // the room below a table
		}
		if end := last.y + boxes[last.box].tall() - top; last.box != p.from || end < depth-rows || end > depth+rows || pageOf[p.from] != pageOf[above] && !overlongAt(boxes, above) {
			wrong("版记 apart")
		}
	}
}

// overlongAt reports whether the boxes that belong together around one are longer than a page, so that no rule can hold.
func overlongAt(boxes []box, i int) bool {
	from, to := i, i
	for from > 0 && boxes[from-1].keep {
		from--
	}
	for to+1 < len(boxes) && boxes[to].keep {
		to++
	}
	tall := pdf.Pt(0)
	for _, b := range boxes[from : to+1] {
		tall += b.height
	}
	return tall+pitch(2) > depth // what stands on text lines leaves up to a line free above it
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
