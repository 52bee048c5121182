package bulletin

import "gongkai/generator/pdf"

// box is a strip of a page that is never cut.
type box struct {
	height pdf.Pt
	grid   bool // begins on a text line
	keep   bool // never the last on its page: the next box follows
	blank  bool // left out at the head of a page
	foot   bool // stands at the foot of its page
	draw   func(y pdf.Pt)
	head   *box // of a table: drawn again when the box comes first on a page
}

// setter turns a bulletin into boxes and boxes into pages.
type setter struct {
	faces  *Faces
	canvas *pdf.Canvas
	boxes  []box
	names  []string     // of places, in the text
	mark   *pdf.Element // of the mark of sample data on the first page
	glyphs []pdf.Glyph  // of the line being drawn
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

// paginate draws the boxes page by page. Boxes that belong together go to the next page together; a run that is
// longer than a page is cut where the page ends.
func (s *setter) paginate(sample bool) {
	y := pdf.Pt(-1) // no page yet
	for i := 0; i < len(s.boxes); {
		end := i
		for end < len(s.boxes)-1 && s.boxes[end].keep {
			end++
		}
		if y < 0 || y > 0 && s.after(s.boxes[i:end+1], y) > depth {
			if s.boxes[i].blank {
				i++
				continue
			}
			s.page(sample)
			y = 0
		}
		for ; i <= end; i++ {
			b := &s.boxes[i]
			next := s.after(s.boxes[i:i+1], y)
			if next > depth && y > 0 {
				s.page(sample)
				y = 0
			}
			if y == 0 && b.head != nil {
				b.head.draw(top)
				y = b.head.height
			}
			if b.grid {
				y = snap(y)
			}
			if b.foot {
				y = max(y, depth-b.height)
			}
			if b.draw != nil {
				b.draw(top + y)
			}
			y += b.height
		}
	}
}

// after returns where the page stands after boxes that begin at y.
func (s *setter) after(boxes []box, y pdf.Pt) pdf.Pt {
	for _, b := range boxes {
		if y == 0 && b.head != nil {
			y = b.head.height
		}
		if b.grid {
			y = snap(y)
		}
		y += b.height
	}
	// The bottom of the last line may round over the edge by a thousandth of a point a line.
	return y - rows
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
