package bulletin

import (
	"cmp"
	"math"
	"slices"

	"gongkai/generator/diag"
	"gongkai/generator/pdf"
)

// box is a strip of a page that is never cut.
type box struct {
	height pdf.Pt
	grid   bool // begins on a text line
	keep   bool // never the last on its page: the next box follows
	blank  bool // left out at the head of a page
	foot   bool // stands at the foot of its page
	cut    int  // what it costs to end a page with it
	draw   func(y pdf.Pt)
	head   *box    // of a table: drawn again when the box comes first on a page
	spring *spring // of a figure that takes up lines that would be empty
	nth    int     // strip of its spring
}

// spring is a figure whose height gives way, by whole lines, so that what follows stays on the text lines.
type spring struct {
	less, more int // lines that it can give, and take
	first      int // its first box
	strips     int
	taken      int // lines on its page: less than 0 if given
}

// extra is how much taller a strip is drawn than it was set.
func (s *spring) extra(nth int) pdf.Pt {
	return pitch(1)*pdf.Pt(s.taken*(nth+1))/pdf.Pt(s.strips) - pitch(1)*pdf.Pt(s.taken*nth)/pdf.Pt(s.strips)
}

// last reports whether a box is the last strip of a figure that gives way.
func (b *box) last() bool { return b.spring != nil && b.nth == b.spring.strips-1 }

// tall is the height of a box as it is drawn.
func (b *box) tall() pdf.Pt {
	if b.spring == nil {
		return b.height
	}
	return b.height + b.spring.extra(b.nth)
}

// setter turns a bulletin into boxes and boxes into pages.
type setter struct {
	faces   *Faces
	canvas  *pdf.Canvas
	boxes   []box
	names   []string     // of places, in the text
	mark    *pdf.Element // of the mark of sample data on the first page
	glyphs  []pdf.Glyph  // of the line being drawn
	base    string       // address of the site, for links to its pages; empty = none yet
	inset   pdf.Pt       // of what stands in an item of a list or in a quotation
	depth   int          // of lists
	cell    pdf.Pt       // size of the table that is being set
	wide    []diag.Pos   // tables that are wider than the measure
	redHead *redHead     // nil = none
	late    bool         // the text begins on the second page
}

func (s *setter) add(b box) { s.boxes = append(s.boxes, b) }

// keepLast keeps the last n boxes with what follows them. Room where nothing is drawn does not count.
func (s *setter) keepLast(n int) {
	for i := len(s.boxes) - 1; i >= 0 && n > 0; i-- {
		s.boxes[i].keep = true
		if s.boxes[i].draw != nil {
			n--
		}
	}
}

// hold keeps two lines of the text on the page of 署名, or one that is a whole paragraph, and three lines unless that
// would leave much of a page empty.
func (s *setter) hold() {
	least, drawn := 1, 0
	for i := len(s.boxes) - 1; i >= 0 && drawn < 4; i-- {
		b := &s.boxes[i]
		if b.draw == nil {
			continue
		}
		switch drawn++; {
		case drawn == 2 && b.keep:
			least = 2 // the last line is no paragraph of its own
		case drawn == 2:
			b.cut = max(b.cut, oneLine)
		case drawn == 3:
			b.cut = max(b.cut, fewLines)
		}
	}
	s.keepLast(least)
}

// paginate draws the boxes page by page.
func (s *setter) paginate(sample bool) {
	from := 0
	for _, to := range s.pages() {
		s.page(sample)
		s.stretch(from, to)
		y := pdf.Pt(0)
		for i := s.first(from); i < to; i++ {
			at, next := s.place(i, y)
			b := &s.boxes[i]
			if y == 0 && b.head != nil {
				b.head.draw(top)
			}
			if b.draw != nil {
				b.draw(top + at)
			}
			y = next
		}
		from = to
	}
}

// Costs of a page, in hundredths of the square of a line left empty.
const (
	tableCut = 36_00     // a table goes on: as bad as six empty lines
	fewLines = 16_00     // 署名 below two lines of the text
	oneLine  = 25_00     // 署名 below one
	listCut  = 500_000   // 附件说明 goes on: only where it and what it stays with are longer than a page
	taller   = 50        // a figure is a line taller: half of the square, times the lines, since it shows more
	flatter  = 4_00      // a figure is a line flatter
	needless = 4         // times the lines that could have been filled without a cut
	overlong = 1_000_000 // boxes that belong together are longer than a page, and are cut where it ends
)

// pageEnd is where a page may end: after which box, how far it is filled, what the cut costs, and the lines that its
// figures take or give.
type pageEnd struct {
	to     int
	filled pdf.Pt
	cost   int
	taken  int
}

// bent is what it costs that figures are taller or flatter.
func (e pageEnd) bent() int {
	if e.taken < 0 {
		return flatter * e.taken * e.taken
	}
	return taller * e.taken
}

// pages chooses the ends of all pages together, so that the sum of the squares of the empty lines at their feet and of
// what cuts cost is smallest; the last page may be as empty as it is. It returns for each page the box after its last.
func (s *setter) pages() []int {
	n := len(s.boxes)
	for n > 0 && s.boxes[n-1].blank {
		n--
	}
	best, back := make([]int, n+1), make([]int, n+1)
	for i := 1; i <= n; i++ {
		best[i] = math.MaxInt
	}
	var ends []pageEnd
	for from := range n {
		if best[from] == math.MaxInt {
			continue
		}
		ends = s.ends(ends[:0], from, n)
		whole := pdf.Pt(0) // as far as the page can be filled without a cut
		for _, e := range ends {
			if e.cost == 0 {
				whole = max(whole, e.filled)
			}
		}
		for _, e := range ends {
			total := best[from] + e.cost + e.bent() + 1 // 1, so that fewer pages are better
			if e.to < n {
				total += lines(depth-e.filled) + needless*lines(whole-e.filled)
			}
			if total < best[e.to] {
				best[e.to], back[e.to] = total, from
			}
		}
	}
	var pages []int
	for to := n; to > 0; to = back[to] {
		pages = append(pages, to)
	}
	slices.Reverse(pages)
	return pages
}

// ends lists where a page may end that begins with a box, if n boxes are to be set.
func (s *setter) ends(list []pageEnd, from, n int) []pageEnd {
	keep, y, filled := false, pdf.Pt(0), pdf.Pt(0)
	less, more := 0, 0
	first := s.first(from)
	for i := first; i < n; i++ {
		if i > first && !keep && !s.boxes[i-1].blank {
			if e, ok := bend(i, filled, less, more); ok {
				e.cost = s.boxes[i-1].cut
				list = append(list, e)
			}
		}
		_, next := s.place(i, y)
		b := &s.boxes[i]
		if b.last() && b.spring.first >= first {
			less, more = less+b.spring.less, more+b.spring.more
		}
		// The bottom of the last line may round over the edge by a thousandth of a point a line.
		if i > first && next-pitch(less) > depth+rows && !(b.spring != nil && next-pitch(less+b.spring.less) <= depth+rows) {
			if len(list) == 0 {
				list = append(list, pageEnd{to: i, filled: filled, cost: overlong})
			}
			return list
		}
		y = next
		if !b.blank {
			keep, filled = b.keep, y
		}
	}
	e, ok := bend(n, filled, less, 0)
	switch {
	case ok:
		list = append(list, e)
	case len(list) == 0: // a single box that no page holds has one of its own: the pages before it must not be lost
		list = append(list, pageEnd{to: n, filled: filled, cost: overlong})
	}
	return list
}

// bend takes up the empty lines of a page with its figures, or takes from them the lines that it lacks.
func bend(to int, filled pdf.Pt, less, more int) (pageEnd, bool) {
	e := pageEnd{to: to, filled: filled}
	for e.filled > depth+rows {
		e.taken--
		e.filled = filled + pitch(1)*pdf.Pt(e.taken)
	}
	for e.taken >= 0 && e.taken < more && filled+pitch(1)*pdf.Pt(e.taken+1) <= depth+rows {
		e.taken++
		e.filled = filled + pitch(1)*pdf.Pt(e.taken)
	}
	return e, -e.taken <= less
}

// stretch makes the figures of a page taller or flatter, each in turn, where it gives way in the proportion that it can.
func (s *setter) stretch(from, to int) {
	var springs []*spring
	y, filled := pdf.Pt(0), pdf.Pt(0)
	less, more := 0, 0
	first := s.first(from)
	for i := first; i < to; i++ {
		_, y = s.place(i, y)
		b := &s.boxes[i]
		if !b.blank {
			filled = y
		}
		if b.last() && b.spring.first >= first {
			springs = append(springs, b.spring)
			less, more = less+b.spring.less, more+b.spring.more
		}
	}
	for to < len(s.boxes) && s.boxes[to].blank {
		to++
	}
	if to == len(s.boxes) {
		more = 0
	}
	e, ok := bend(to, filled, less, more)
	if !ok {
		return
	}
	for given := 0; given < e.taken; given++ {
		least := slices.MinFunc(springs, func(a, b *spring) int { return cmp.Compare((2*a.taken+1)*b.more, (2*b.taken+1)*a.more) })
		least.taken++
	}
	for given := 0; given > e.taken; given-- {
		least := slices.MinFunc(springs, func(a, b *spring) int { return cmp.Compare((1-2*a.taken)*b.less, (1-2*b.taken)*a.less) })
		least.taken--
	}
}

// lines is the square of a room in lines, in hundredths.
func lines(room pdf.Pt) int {
	tenths := int(max(0, room) * 10 / pitch(1))
	return tenths * tenths
}

// first returns the first box of a page that begins with a box or, if that is left out there, with the next.
func (s *setter) first(i int) int {
	for i < len(s.boxes) && i > 0 && s.boxes[i].blank {
		i++
	}
	return i
}

// place returns where a box stands on a page that is filled to y, and to where it fills it.
func (s *setter) place(i int, y pdf.Pt) (at, next pdf.Pt) {
	b := &s.boxes[i]
	if y == 0 && b.head != nil {
		y = b.head.height
	}
	if b.grid {
		y = snap(y)
	}
	if b.foot {
		y = snap(max(y, depth-b.height))
	}
	return y, y + b.tall()
}

// snap returns the next text line at or below y.
func snap(y pdf.Pt) pdf.Pt {
	n := int(y) * rows / int(depth)
	for pitch(n) < y-rows {
		n++
	}
	return pitch(n)
}

// page starts a page with its number and the mark of sample data.
func (s *setter) page(sample bool) {
	s.canvas.AddPage()
	n := s.canvas.PageCount()
	if sample {
		mark := s.line(sampleMark, s.faces.Hei, size5)
		// The first page tells it to those who do not see the page; further on it would interrupt the text.
		element := s.mark
		if n > 1 {
			element = nil
		}
		s.draw(element, mark, left+measure-mark.width, pdf.MM(27_000), grey)
	}
	number := s.line(pageNumber(n), s.faces.Song, size4)
	x := left + size4
	if n%2 == 1 {
		x = left + measure - size4 - number.width
	}
	// 7.5: the dash stands 7 mm below the type area; a dash sits about a quarter em above the baseline.
	s.draw(nil, number, x, top+depth+pdf.MM(7_000)+size4*27/100, black)
}
