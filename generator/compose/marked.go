package compose

import "strings"

// The signs of a marked text are private characters, so that no text can be mistaken for them. The first of a figure
// counts the uses.
const (
	figureFirst = '\U000F0000'
	figureLast  = '\U000FFFFD'
	figureEnd   = '\uE002'
	theirsStart = '\uE003'
	theirsEnd   = '\uE004'
)

// Marked returns a composer of the same texts for pages, where each published figure, and what an editor wrote within a
// generated paragraph, stands between signs that Marks replaces: the audit of a published folder compares every other
// number with nothing, and refuses it.
func (c *Composer) Marked() *Composer {
	m := *c
	m.marked = true
	return &m
}

// Marks are what the signs of a marked text become.
type Marks struct {
	Figure    func(use int) string // before the figure of Bulletin.Uses[use]
	FigureEnd string
	Theirs    string // before what an editor wrote
	TheirsEnd string
}

// Replace puts the marks into a text.
func (m Marks) Replace(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r >= figureFirst && r <= figureLast:
			b.WriteString(m.Figure(int(r - figureFirst)))
		case r == figureEnd:
			b.WriteString(m.FigureEnd)
		case r == theirsStart:
			b.WriteString(m.Theirs)
		case r == theirsEnd:
			b.WriteString(m.TheirsEnd)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// signed puts signs around a figure, as long as there are any: 65,534 figures are more than a text of years.
func signed(use int, text string) string {
	sign := figureFirst + rune(use)
	if sign > figureLast {
		return text
	}
	return string(sign) + text + string(figureEnd)
}

// theirs puts signs around what an editor wrote.
func (c *Composer) theirs(text string) string {
	if !c.marked || text == "" {
		return text
	}
	return string(theirsStart) + text + string(theirsEnd)
}
