package pdf

import "strconv"

// Element is a node of the structure tree: what a reader that does not see the page is told.
type Element struct {
	Kind  string // Document, H1, P, Table, TR, TH, TD, L, LI …
	Scope string // Column or Row, for TH
	kids  []kid
	Span  int // columns that a TH or TD covers, if more than one
}

// kid is an element, or marked content of a page.
type kid struct {
	element *Element
	page    int // from 0
	mcid    int
}

// Add appends an element to e and returns it.
func (e *Element) Add(kind string) *Element {
	k := &Element{Kind: kind}
	e.kids = append(e.kids, kid{element: k})
	return k
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
