// Package chart turns published figures into shapes: bars, lines, marks and the words that say the same. Every
// horizontal coordinate is a percentage, so that a drawing stretches to any width without changing its strokes.
//
// Only published cells give geometry. A withheld figure draws nothing, since a length would tell its size.
package chart

import (
	"fmt"

	"gongkai/generator/model"
)

// Permyriad is a coordinate in hundredths of a percent of the drawing, an exact integer.
type Permyriad int64

// String is the form of SVG attributes: 75.45%.
func (p Permyriad) String() string {
	if p < 0 {
		return "-" + (-p).String()
	}
	return fmt.Sprintf("%d.%02d%%", p/100, p%100)
}

// at returns the place of r on an axis from 0 to full, where full takes the whole width; places beyond are cut.
func at(r, full model.Rate) Permyriad {
	if r.Num <= 0 || full.Num <= 0 {
		return 0
	}
	if r.Compare(full) >= 0 {
		return 100_00
	}
	// Num and Den are counts below 10⁹ and small plan shares: the scaled fraction is rounded down in two steps.
	part := r.Num * 100_00 / r.Den
	rest := r.Num * 100_00 % r.Den
	return Permyriad((part*full.Den + rest*full.Den/r.Den) / full.Num)
}

func drawn(c model.Cell) bool { return c.State == model.Published && c.Value.Den > 0 }
