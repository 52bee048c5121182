package bulletin

import (
	"strconv"

	"gongkai/generator/compose"
	"gongkai/generator/pdf"
	"gongkai/generator/typeset"
)

const (
	sizeText   = sizeHead // 小4: what a reference work says
	sizeEntry  = 14_000   // 4号: the name of an entry
	sizeSheet  = 26_000   // 1号: its title
	sheetLine  = 16_500   // from line to line
	listLine   = 18_000   // of the contents, if there is the room
	listLeast  = 13_500   // of contents that would not fit on the first page else
	listGap    = 3_000    // above a chapter of the contents
	leaderDash = 1_000
)

// silver are the rules between the elements.
var silver = pdf.Color{R: 0xBF, G: 0xBF, B: 0xBF}

// sheetSetter sets a reference work; it knows on which page each of its headings stands.
type sheetSetter struct {
	setter
	headings []*pdf.Element
	starts   []int // of this pass
	known    []int // of the pass before; empty in the first
}

// SetSheet makes the pages of a reference work. Its contents need the pages of the entries, so that it is set twice.
func SetSheet(x compose.Sheet, faces *Faces, about pdf.Info) ([]byte, error) {
	s := layOut(x, faces, about, nil)
	if x.Contents {
		s = layOut(x, faces, about, s.starts)
	}
	return s.canvas.Bytes()
}

func layOut(x compose.Sheet, faces *Faces, about pdf.Info, known []int) *sheetSetter {
	s := &sheetSetter{setter: setter{faces: faces, canvas: pdf.New(about), names: x.Names}, known: known}
	s.sheet(x)
	s.paginate(x.Sample)
	return s
}

func (s *sheetSetter) sheet(x compose.Sheet) {
	root := s.canvas.Root()
	if x.Sample {
		s.mark = root.Add("P")
	}
	title := s.line(x.Title, s.faces.Biaosong, sizeSheet)
	s.paragraph(root.Add("H1"), title, sizeSheet*3/2, red, true)
	s.add(box{height: 4_000, keep: true})
	for _, text := range x.Lead {
		s.paragraph(root.Add("P"), s.line(text, s.faces.Kai, sizeText), sheetLine, black, true)
	}
	s.add(box{height: pitch(1) / 3, keep: true})
	s.rule(bar, red)
	s.add(box{height: pitch(1) / 2, keep: true})
	if x.Contents {
		s.contents(root, x)
	}
	for i, text := range x.Notes {
		s.paragraph(root.Add("P"), s.line(text, s.faces.Kai, size5), cellLine, grey, false)
		s.boxes[len(s.boxes)-1].keep = i < len(x.Notes)-1
	}
	if height := s.height(0); x.Contents && height < depth {
		s.add(box{height: depth - height}) // the title and the contents are a page of their own
	}
	for _, c := range x.Chapters {
		s.chapter(root, c)
	}
}

// height is that of all boxes from one on.
func (s *sheetSetter) height(from int) pdf.Pt {
	height := pdf.Pt(0)
	for _, b := range s.boxes[from:] {
		height += b.height
	}
	return height
}

// chain returns the first of the boxes that stay with one.
func (s *sheetSetter) chain(i int) int {
	for i > 0 && s.boxes[i-1].keep {
		i--
	}
	return i
}

// keepWhole keeps the boxes from one on together, if a page has the room for them and what they stay with.
func (s *sheetSetter) keepWhole(from int) {
	if s.height(s.chain(from)) > depth {
		return
	}
	for i := from; i < len(s.boxes)-1; i++ {
		s.boxes[i].keep = true
	}
}

// paragraph sets a text that stays with what follows it, in the middle or from margin to margin.
func (s *sheetSetter) paragraph(e *pdf.Element, r run, height pdf.Pt, color pdf.Color, middle bool) {
	for _, l := range typeset.Break(r.chars, typeset.Style{Em: int(r.size), Measure: int(measure), Justify: !middle}) {
		x := left
		if middle {
			x += (measure - pdf.Pt(l.Width)) / 2
		}
		s.add(box{height: height, keep: true, draw: func(y pdf.Pt) { s.drawLine(e, r, l, x, baseline(y, height, r.size), color) }})
	}
}

// rule draws a rule across the page.
func (s *sheetSetter) rule(width pdf.Pt, color pdf.Color) {
	s.add(box{height: width, keep: true, draw: func(y pdf.Pt) { s.canvas.Line(left, y, left+measure, y, width, color) }})
}

// contents lists chapters and entries with their pages, on the first page if that can be.
func (s *sheetSetter) contents(root *pdf.Element, x compose.Sheet) {
	s.heading(root.Add("H2"), s.line(compose.ContentsTag, s.faces.Biaosong, size3), measure, nil)
	var names []item
	for _, c := range x.Chapters {
		names = append(names, item{run: s.line(c.Name.Text, s.faces.Hei, sizeText), chapter: true})
		for _, e := range c.Entries {
			names = append(names, item{run: s.line(e.Name.Text, s.faces.Song, sizeText), indent: 2 * sizeText})
		}
	}
	count, room := 0, depth-s.height(0)-pitch(1)/2-pdf.Pt(len(x.Chapters)*listGap)
	for i := range names {
		n := &names[i]
		n.lines = typeset.Break(n.chars, typeset.Style{Em: sizeText, Measure: int(measure - n.indent - 4*sizeText)})
		count += len(n.lines)
	}
	for _, text := range x.Notes {
		lines := typeset.Break(s.line(text, s.faces.Kai, size5).chars, typeset.Style{Em: size5, Measure: int(measure), Justify: true})
		room -= pdf.Pt(len(lines)) * cellLine
	}
	height := min(listLine, max(listLeast, room/pdf.Pt(max(1, count))))
	list := root.Add("TOC")
	for i, n := range names {
		if n.chapter {
			s.add(box{height: listGap, blank: true})
		}
		s.contentsItem(list.Add("TOCI"), n, height, i)
	}
	s.boxes[len(s.boxes)-1].keep = false
	s.add(box{height: pitch(1) / 2, blank: true})
}

// item is a name in the contents.
type item struct {
	run
	lines   []typeset.Line
	indent  pdf.Pt
	chapter bool
}

// contentsItem sets the name of heading i; that of a chapter stays with the next one.
func (s *sheetSetter) contentsItem(e *pdf.Element, n item, height pdf.Pt, i int) {
	page := run{size: sizeText}
	if i < len(s.known) {
		page = s.line(" "+strconv.Itoa(s.known[i]), s.faces.Song, sizeText) // the space parts it from the name for those who hear it
	}
	link := e.Add("Reference").Add("Link")
	for k, l := range n.lines {
		last := k == len(n.lines)-1
		s.add(box{height: height, keep: n.chapter || !last, draw: func(y pdf.Pt) {
			at := baseline(y, height, sizeText)
			s.canvas.LinkTo(link, s.headings[i])
			s.drawLine(link, n.run, l, left+n.indent, at, black)
			if !last {
				return
			}
			s.draw(link, page, left+measure-page.width, at, black)
			from, to := left+n.indent+pdf.Pt(l.Width)+sizeText/2, left+measure-page.width-sizeText/2
			s.canvas.Stroke(nil, thin, silver, leaderDash, pdf.Point{X: from, Y: at - 3_500}, pdf.Point{X: to, Y: at - 3_500})
		}})
	}
}

// heading sets a heading of so wide a measure; right stands at the end of its last line.
func (s *sheetSetter) heading(e *pdf.Element, r run, width pdf.Pt, right func(y pdf.Pt)) {
	height := r.size * 7 / 4
	lines := typeset.Break(r.chars, typeset.Style{Em: int(r.size), Measure: int(width)})
	for i, l := range lines {
		s.add(box{height: height, keep: true, draw: func(y pdf.Pt) {
			at := baseline(y, height, r.size)
			s.drawLine(e, r, l, left, at, black)
			if i == len(lines)-1 && right != nil {
				right(at)
			}
		}})
	}
}

// noted adds a heading, and the page that it will stand on, to those of the contents.
func (s *sheetSetter) noted(heading *pdf.Element) {
	s.headings = append(s.headings, heading)
	s.add(box{keep: true, draw: func(pdf.Pt) { s.starts = append(s.starts, s.canvas.PageCount()) }})
}

// chapter sets a chapter. Its heading stays with the first entry, and a table with its heading.
func (s *sheetSetter) chapter(root *pdf.Element, c compose.Chapter) {
	from := len(s.boxes)
	name := root.Add("H2")
	s.noted(name)
	s.heading(name, s.line(c.Name.Text, s.faces.Biaosong, size3), measure, nil)
	s.rule(thick, red)
	if c.Columns != nil {
		s.listing(root.Add("Table"), c, from)
		if c.Note != "" {
			s.boxes[len(s.boxes)-1].keep = true
			s.paragraph(root.Add("P"), s.line(c.Note, s.faces.Kai, size5), cellLine, grey, false)
			s.boxes[len(s.boxes)-1].keep = false
		}
		s.keepWhole(from)
		s.add(box{height: pitch(1) / 2, blank: true})
	} else {
		s.add(box{height: 5_000, keep: true})
	}
	for _, e := range c.Entries {
		s.entry(root, e)
		s.keepWhole(from)
		s.add(box{height: pitch(1) / 3, blank: true})
		from = len(s.boxes)
	}
	s.add(box{height: pitch(1) / 6, blank: true})
}
