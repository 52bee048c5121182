package chart

import (
	"testing"

	"gongkai/generator/model"
)

// TestNoLineCrossesTheNewestLabel labels lines of every length, behind the plan, on it, and ahead of it: on paper, as tall
// as charts can be and as flat, and on the site. No line crosses the label, which stands within the drawing.
func TestNoLineCrossesTheNewestLabel(t *testing.T) {
	sizes := []struct {
		size, gap Place
	}{
		{Place{14_00, 7_30}, Place{91, 2_80}},  // on paper, five lines tall
		{Place{14_00, 12_10}, Place{91, 4_60}}, // three lines
		{Place{14_00, 5_20}, Place{91, 1_98}},  // seven lines
		{Place{20_00, 21_00}, Place{1_00, 2_00}},
	}
	for month := 1; month <= 12; month++ {
		for _, pace := range []int64{5, 30, 60, 90, 99, 100, 101, 110, 140} { // percent of the plan
			var months [12]model.Cell
			for m := range months {
				months[m].State = model.NotApplicable
				if m < month {
					months[m] = count(model.Amount(int64(m+1) * pace))
				}
			}
			for _, forecast := range []model.Cell{{State: model.NotApplicable}, count(model.Amount(12 * pace))} {
				l := NewLine(months, count(1200), twelfths, forecast)
				for _, s := range sizes {
					at := l.Label(s.size, s.gap)
					x, y := at.X, at.Y // of the top left corner
					if at.Left {
						x -= s.size.X
					}
					if at.Above {
						y -= s.size.Y
					}
					if x < 0 || y < 0 || x+s.size.X > 100_00 || y+s.size.Y > bottom {
						t.Errorf("%d%% in month %d, size %v: outside, at %v %v", pace, month, s.size, x, y)
					}
					for _, line := range append(l.Pieces, l.Planned, l.Ahead) {
						if crosses(line, x, y, x+s.size.X, y+s.size.Y) {
							t.Errorf("%d%% in month %d, size %v: a line crosses the label at %v %v", pace, month, s.size, x, y)
						}
					}
				}
			}
		}
	}
}

// crosses walks along a line in small steps.
func crosses(line []Place, left, top, right, bottom Permyriad) bool {
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		for n := Permyriad(0); n <= 200; n++ {
			x, y := a.X+(b.X-a.X)*n/200, a.Y+(b.Y-a.Y)*n/200
			if x > left && x < right && y > top && y < bottom {
				return true
			}
		}
	}
	return false
}

// TestLabelStandsNearItsPoint: behind the plan below the line, where the axis of the months leaves room, else above. In
// December there is no room above a line that has reached its target.
func TestLabelStandsNearItsPoint(t *testing.T) {
	for _, c := range []struct {
		month int
		pace  int64
		above bool
		left  bool
	}{
		{2, 80, true, true}, {3, 60, true, true}, {3, 120, true, true}, {6, 80, false, false}, {6, 120, true, true},
		{10, 99, true, true}, {9, 101, false, false}, {9, 110, true, true}, {12, 80, false, false}, {12, 101, false, false},
	} {
		var months [12]model.Cell
		for m := range months {
			months[m].State = model.NotApplicable
			if m < c.month {
				months[m] = count(model.Amount(int64(m+1) * c.pace))
			}
		}
		l := NewLine(months, count(1200), twelfths, hidden)
		if at := l.Newest(); at.Above != c.above || at.Left != c.left {
			t.Errorf("%d%% in month %d: %+v", c.pace, c.month, at)
		}
	}
}
