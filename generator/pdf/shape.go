package pdf

// Point is a place on the page.
type Point struct{ X, Y Pt }

// Line draws a straight rule that is an artifact.
func (c *Canvas) Line(x1, y1, x2, y2, width Pt, color Color) {
	c.Stroke(nil, width, color, 0, Point{x1, y1}, Point{x2, y2})
}

// Stroke draws a line from point to point. It belongs to the element e, or to none if that is nil. A dash of 0 is a
// whole line, another one is as long as the gaps.
func (c *Canvas) Stroke(e *Element, width Pt, color Color, dash Pt, at ...Point) {
	if len(at) < 2 {
		return
	}
	c.begin(e)
	c.pdf.SetLineWidth(points(width))
	c.pdf.SetDrawColor(int(color.R), int(color.G), int(color.B))
	if dash != 0 {
		c.pdf.SetDashPattern([]float64{points(dash), points(dash)}, 0)
	}
	c.path(at)
	c.pdf.DrawPath("D")
	if dash != 0 {
		c.pdf.SetDashPattern(nil, 0)
	}
	c.noteShape(e, width/2, at)
}

// Fill paints a rectangle, x and y of its top left corner.
func (c *Canvas) Fill(e *Element, x, y, w, h Pt, color Color) {
	c.begin(e)
	c.tint(color)
	c.pdf.Rect(points(x), points(y), points(w), points(h), "F")
	c.noteShape(e, 0, []Point{{x, y}, {x + w, y + h}})
}

// Area paints what the points enclose.
func (c *Canvas) Area(e *Element, color Color, at ...Point) {
	if len(at) < 3 {
		return
	}
	c.begin(e)
	c.tint(color)
	c.path(at)
	c.pdf.ClosePath()
	c.pdf.DrawPath("F")
	c.noteShape(e, 0, at)
}

// Disc paints a circle around x, y.
func (c *Canvas) Disc(e *Element, x, y, radius Pt, color Color) {
	c.begin(e)
	c.tint(color)
	c.pdf.Circle(points(x), points(y), points(radius), "F")
	c.noteShape(e, radius, []Point{{x, y}})
}

// tint sets the colour that areas and text are painted with.
func (c *Canvas) tint(color Color) {
	if color == c.color && c.tinted {
		return
	}
	c.pdf.SetFillColor(int(color.R), int(color.G), int(color.B))
	c.color, c.tinted = color, true
}

func (c *Canvas) path(at []Point) {
	c.pdf.MoveTo(points(at[0].X), points(at[0].Y))
	for _, p := range at[1:] {
		c.pdf.LineTo(points(p.X), points(p.Y))
	}
}

// noteShape tells an element that keeps its bounds of a shape with a margin around its points.
func (c *Canvas) noteShape(e *Element, margin Pt, at []Point) {
	if e == nil || !e.noted {
		return
	}
	from, to := at[0], at[0]
	for _, p := range at {
		from, to = Point{min(from.X, p.X), min(from.Y, p.Y)}, Point{max(to.X, p.X), max(to.Y, p.Y)}
	}
	c.note(e, Point{from.X - margin, from.Y - margin}, Point{to.X + margin, to.Y + margin}, nil)
}
