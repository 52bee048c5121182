package bulletin

import (
	"gongkai/generator/chart"
	"gongkai/generator/pdf"
	"gongkai/generator/prose"
	"gongkai/generator/typeset"
)

const (
	figureRow = 15_000 // from row to row of a figure
	barThick  = 4_000
	figureEnd = 3_000  // between a figure and its caption
	keyLine   = 18_000 // of the words that explain the signs
	keyShape  = 20_000 // of a line or bar beside its words
	keyGap    = 5_000
	signSide  = 8_000 // of the square of a sign
	lineTall  = 5     // lines of text that the plane of a line chart takes
	lineGives = 2     // lines that it gives or takes
	axisLine  = 14_000
)

var (
	track = pdf.Color{R: 0xE0, G: 0xE0, B: 0xE0}
	paper = pdf.Color{R: 0xFF, G: 0xFF, B: 0xFF}
)

// figure sets a chart and its caption, which stands below (GB/T 1.1). Its words belong to the figure, so that a reader
// of the text has them too. Its strips stay together as far as a page holds them.
func (s *setter) figure(parent *pdf.Element, f chart.Figure, caption []prose.Span) {
	e := parent.Add("Figure")
	e.Alt = f.Alt
	s.add(box{height: pitch(1) / 3, blank: true})
	from := len(s.boxes)
	s.keys(e, f.Keys())
	switch {
	case f.Bars != nil:
		s.bars(e, f)
	case f.Pairs.List != nil:
		s.pairs(e, f.Pairs)
	case f.Grid.Rows != nil:
		s.months(e, f.Grid)
	case f.Small.List != nil:
		s.multiples(e, f.Small)
	default:
		s.spring(lineGives, lineGives, []pdf.Pt{pitch(lineTall) + axisLine}, func(_ int, y, tall pdf.Pt) { s.course(e, f.Line, y, tall-axisLine) })
	}
	rowsEnd := len(s.boxes)
	s.strip(figureEnd, nil)
	var title *pdf.Element // made when it is drawn, so that it is the last in the figure
	r := s.spans(caption, s.faces.Hei, sizeHead)
	for _, l := range typeset.Break(r.chars, typeset.Style{Em: sizeHead, Measure: int(measure)}) {
		s.strip(sizeHead*3/2, func(y pdf.Pt) {
			if title == nil {
				title = e.Add("Caption")
			}
			s.drawLine(title, r, l, left+(measure-pdf.Pt(l.Width))/2, baseline(y, sizeHead*3/2, sizeHead), black)
		})
	}
	s.boxes[len(s.boxes)-1].keep = false
	s.bound(f, caption, from, rowsEnd)
	s.add(box{height: pitch(1) / 3, blank: true})
}

const (
	mostShrunk = 3 // lines by which a figure is made flatter so that it stands on one page
	lastRows   = 2 // rows of a figure that stay with its caption
)

// bound keeps a figure that begins with a box on one page with its caption if it is a little too tall for one; a taller one
// goes on on the next page, below what explains its signs, which is no content there.
func (s *setter) bound(f chart.Figure, caption []prose.Span, from, rowsEnd int) {
	over := -depth
	for _, b := range s.boxes[from:] {
		over += b.height
	}
	give := s.boxes[rowsEnd-1].spring
	if over <= 0 || give == nil {
		return
	}
	if flatter := int((over + pitch(1) - 1) / pitch(1)); flatter <= mostShrunk {
		give.less = max(give.less, flatter)
		return
	}
	give.less, give.more = 0, 0
	set := s.boxes
	s.boxes = nil
	s.keys(nil, f.Keys())
	if f.Grid.Rows != nil {
		n := len(s.boxes)
		s.months(nil, f.Grid)
		s.boxes = s.boxes[:n+1]
	}
	explained := len(s.boxes)
	// The caption stands below the last part: the others tell by this what they belong to.
	r := s.spans(append(caption[:len(caption):len(caption)], prose.Span{Text: "（续）"}), s.faces.Hei, sizeHead)
	for _, l := range typeset.Break(r.chars, typeset.Style{Em: sizeHead, Measure: int(measure)}) {
		s.strip(sizeHead*3/2, func(y pdf.Pt) {
			s.drawLine(nil, r, l, left+(measure-pdf.Pt(l.Width))/2, baseline(y, sizeHead*3/2, sizeHead), black)
		})
	}
	legend := append(s.boxes[explained:len(s.boxes):len(s.boxes)], s.boxes[:explained]...)
	s.boxes = set
	again := &box{draw: func(y pdf.Pt) {
		for _, b := range legend {
			b.draw(y)
			y += b.height
		}
	}}
	for _, b := range legend {
		again.height += b.height
	}
	for i := from + explained; i < rowsEnd; i++ {
		b := &s.boxes[i]
		b.head = again
		if i >= from+explained+lastRows-1 && i < rowsEnd-lastRows {
			b.keep, b.cut = false, tableCut
		}
	}
}

// strip adds a part of a figure that stays with the next.
func (s *setter) strip(height pdf.Pt, draw func(y pdf.Pt)) {
	s.add(box{height: height, keep: true, draw: draw})
}

// spring adds the parts of a figure that give way by lines; draw is told how tall one is. One that takes no line is as it
// is set.
func (s *setter) spring(less, more int, heights []pdf.Pt, draw func(i int, y, tall pdf.Pt)) {
	give := &spring{less: less, more: more, first: len(s.boxes), strips: len(heights)}
	for i, height := range heights {
		s.strip(height, func(y pdf.Pt) { draw(i, y, height+give.extra(i)) })
		b := &s.boxes[len(s.boxes)-1]
		b.spring, b.nth = give, i
	}
}

// half is how many lines make parts of a figure taller by half.
func half(height pdf.Pt) int { return int(height / 2 / pitch(1)) }

// label is a text of a figure.
func (s *setter) label(text string) run { return s.line(text, s.faces.Song, size5) }

// middleLine is the baseline of a label around a height.
func middleLine(y pdf.Pt) pdf.Pt { return y - size5/2 + size5*ascent/1000 }

// keys explains the signs, from the left, in as many lines as it takes.
func (s *setter) keys(e *pdf.Element, keys []chart.Key) {
	type placed struct {
		chart.Key
		run
		x pdf.Pt
	}
	var lines [][]placed
	x := pdf.Pt(0)
	for _, k := range keys {
		p := placed{k, s.label(k.Words), x}
		wide := keyWidth(k.Sign) + p.width
		if lines == nil || x+wide > measure {
			lines, p.x = append(lines, nil), 0
		}
		last := len(lines) - 1
		lines[last] = append(lines[last], p)
		x = p.x + wide + 3*size5/2
	}
	for _, line := range lines {
		s.strip(keyLine, func(y pdf.Pt) {
			middle := y + keyLine/2 - 2_000
			for _, k := range line {
				s.key(e, k.Sign, left+k.x, middle)
				s.draw(e, k.run, left+k.x+keyWidth(k.Sign), middleLine(middle), black)
			}
		})
	}
}

// keyWidth is the room of a sign before its words.
func keyWidth(sign chart.Sign) pdf.Pt {
	switch sign {
	case chart.Words:
		return 0
	case chart.BarSign, chart.GapSign, chart.ActualSign, chart.PlanSign, chart.AheadSign:
		return keyShape + keyGap
	}
	return signSide + keyGap
}

// key draws a sign as it is drawn in the figure.
func (s *setter) key(e *pdf.Element, sign chart.Sign, x, middle pdf.Pt) {
	centre := x + signSide/2
	switch sign {
	case chart.Words:
	case chart.BarSign:
		s.canvas.Fill(e, x, middle-barThick/2, keyShape, barThick, black)
	case chart.PaceSign:
		s.pace(e, centre, middle, figureRow)
	case chart.GapSign:
		s.gap(e, x, x+keyShape, middle)
	case chart.GoalSign:
		s.upright(e, centre, middle, goalTall, goalRule, black)
	case chart.RateSign:
		s.canvas.Disc(e, centre, middle, pairDot, black)
	case chart.FloorSign:
		s.ring(e, centre, middle, pairDot, black)
	case chart.ActualSign, chart.PlanSign, chart.AheadSign:
		s.stroke(e, lineKinds[sign], []pdf.Point{{X: x, Y: middle}, {X: x + keyShape, Y: middle}})
	default:
		s.sign(e, sign, centre, middle)
	}
}

// sign draws the shapes of a sign around a place.
func (s *setter) sign(e *pdf.Element, sign chart.Sign, x, y pdf.Pt) {
	color := black
	switch {
	case sign.Loud():
		color = red
	case sign.Faint():
		color = grey
	}
	at := func(p [2]int) pdf.Point {
		return pdf.Point{X: x + pdf.Pt(p[0]-chart.Side/2)*signSide/chart.Side, Y: y + pdf.Pt(p[1]-chart.Side/2)*signSide/chart.Side}
	}
	for _, shape := range sign.Shapes() {
		points := make([]pdf.Point, len(shape.At))
		for i, p := range shape.At {
			points[i] = at(p)
		}
		radius := pdf.Pt(shape.Radius) * signSide / chart.Side
		switch shape.Kind {
		case chart.Stroke:
			s.canvas.Stroke(e, 900, color, 0, points...)
		case chart.Area:
			s.canvas.Area(e, color, points...)
		case chart.Disc:
			s.canvas.Disc(e, points[0].X, points[0].Y, radius, color)
		case chart.Ring:
			s.ring(e, points[0].X, points[0].Y, radius, color)
		}
	}
}

// ring draws an open circle that covers what lies below it.
func (s *setter) ring(e *pdf.Element, x, y, radius pdf.Pt, color pdf.Color) {
	s.canvas.Disc(e, x, y, radius, color)
	s.canvas.Disc(e, x, y, radius-900, paper)
}
