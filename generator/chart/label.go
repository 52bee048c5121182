package chart

import "slices"

// Label is where the words at the newest point of a line stand.
type Label struct {
	Place        // the corner that is next to the lines
	Left    bool // the words end there: they stand at the left of the point
	Above   bool // they stand above the place
	removed Permyriad
}

// Anchor is the text-anchor of the label.
func (l Label) Anchor() string {
	if l.Left {
		return "end"
	}
	return "start"
}

// Label places words of a size, with a gap around them, where no line crosses them: as near to the height of the newest
// point as can be, at its right or at its left, below a line or above one, in this order where they are as near.
func (l Line) Label(size, gap Place) Label {
	start := min(l.Last.X+gap.X, l.Right-size.X)
	end := max(l.Last.X-gap.X, l.Left+size.X)
	best := Label{Place: Place{end, top}, Left: true, Above: true, removed: bottom}
	for _, left := range []bool{false, true} {
		at := start
		if left {
			at = end - size.X
		}
		spans := l.spans(at, at+size.X)
		for _, above := range []bool{false, true} {
			for _, s := range spans {
				y := s.low + gap.Y // the upper edge of the words
				removed := s.low - l.Last.Y
				if above {
					y, removed = s.high-gap.Y-size.Y, l.Last.Y-s.high
				}
				crossed := slices.ContainsFunc(spans, func(s span) bool { return s.low > y && s.high < y+size.Y })
				if removed = max(removed, -removed); crossed || y < 0 || y+size.Y > bottom || removed >= best.removed {
					continue
				}
				best = Label{Place{at, y}, left, above, removed}
				if left {
					best.X = end
				}
				if above {
					best.Y += size.Y
				}
			}
		}
	}
	return best
}

// Newest places the label on a page of the site, where it has two lines: sizes are those of the narrowest drawing, on a
// phone or on paper.
func (l Line) Newest() Label { return l.Label(Place{20_00, 21_00}, Place{1_00, 2_00}) }

// span is the highest and the lowest place of a line.
type span struct{ high, low Permyriad }

// spans are those of the newest point, and of the lines that are drawn between two abscissas.
func (l Line) spans(from, to Permyriad) []span {
	list := []span{{l.Last.Y, l.Last.Y}}
	for _, line := range append(slices.Clone(l.Pieces), l.Planned, l.Ahead) {
		s := span{bottom, top}
		for i := 1; i < len(line); i++ {
			a, b := line[i-1], line[i]
			if b.X < from || a.X > to || a.X == b.X {
				continue
			}
			for _, x := range []Permyriad{max(a.X, from), min(b.X, to)} {
				y := a.Y + (b.Y-a.Y)*(x-a.X)/(b.X-a.X)
				s.high, s.low = min(s.high, y), max(s.low, y)
			}
		}
		if s.high <= s.low {
			list = append(list, s)
		}
	}
	return list
}
