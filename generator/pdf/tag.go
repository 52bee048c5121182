package pdf

import "strconv"

// Element is a node of the structure tree: what a reader that does not see the page is told.
type Element struct {
	Kind   string // Document, H1, P, Table, TR, TH, TD, Caption, L, LI, Lbl, LBody, Figure, Link, Note …
	Scope  string // Column or Row, for TH
	Span   int    // columns that a TH or TD covers, if more than one
	Alt    string // the words for a Figure
	kids   []kid
	parent *Element
	noted  bool     // the element, or one that it stands in, keeps its text and bounds
	text   []rune   // of a heading or link, as drawn
	boxes  []box    // of a heading, link or figure, as drawn
	url    string   // of a link out of the document
	goal   *Element // of a link within it: the heading it leads to
}

// kid is an element, or marked content of a page.
type kid struct {
	element *Element
	page    int // from 0
	mcid    int
}

// box is a part of a page.
type box struct {
	page     int // from 0
	from, to Point
}

// Add appends an element to e and returns it.
func (e *Element) Add(kind string) *Element {
	k := &Element{Kind: kind, parent: e}
	k.noted = e.noted || k.level() > 0 || kind == "Link" || kind == "Figure"
	e.kids = append(e.kids, kid{element: k})
	return k
}

// level is that of a heading; 0 for all other elements.
func (e *Element) level() int {
	if len(e.Kind) == 2 && e.Kind[0] == 'H' && e.Kind[1] >= '1' && e.Kind[1] <= '6' {
		return int(e.Kind[1] - '0')
	}
	return 0
}

// begin makes what is drawn next belong to e, or to no element.
func (c *Canvas) begin(e *Element) {
	if c.marked && c.owner == e {
		return
	}
	c.close()
	b := c.buf[:0]
	if e == nil {
		b = append(b, "/Artifact BMC"...)
	} else {
		page := len(c.pages) - 1
		mcid := len(c.pages[page])
		c.pages[page] = append(c.pages[page], e)
		e.kids = append(e.kids, kid{page: page, mcid: mcid})
		b = append(append(append(b, '/'), e.Kind...), " <</MCID "...)
		b = append(strconv.AppendInt(b, int64(mcid), 10), ">> BDC"...)
	}
	c.pdf.RawWriteStr(string(b))
	c.buf, c.marked, c.owner = b, true, e
}

// close ends the open marked content.
func (c *Canvas) close() {
	if c.marked {
		c.pdf.RawWriteStr("EMC")
	}
	c.marked, c.owner = false, nil
}

// note tells e, and what it stands in, of something drawn between two corners. The boxes of a link or a heading are
// its lines, that of a figure is the whole.
func (c *Canvas) note(e *Element, from, to Point, text []Glyph) {
	page := len(c.pages) - 1
	for ; e != nil && e.noted; e = e.parent {
		figure := e.Kind == "Figure"
		if !figure && e.level() == 0 && e.Kind != "Link" {
			continue
		}
		for _, g := range text {
			e.text = append(e.text, g.Rune)
		}
		if n := len(e.boxes); n > 0 && e.boxes[n-1].page == page {
			// Two faces of one line join; so does all of a figure. Half a point apart is rounding.
			last := &e.boxes[n-1]
			if figure || last.from.Y == from.Y && from.X-last.to.X < 500 && last.from.X-to.X < 500 {
				last.from = Point{min(last.from.X, from.X), min(last.from.Y, from.Y)}
				last.to = Point{max(last.to.X, to.X), max(last.to.Y, to.Y)}
				continue
			}
		}
		e.boxes = append(e.boxes, box{page, from, to})
	}
}
