package compose

import (
	"strings"
	"text/template"

	"gongkai/generator/chart"
	"gongkai/generator/model"
)

// figures notes every figure that a text prints, and the charts.
type figures struct {
	list   []Use
	charts []chart.Figure
	marked bool // each published figure stands between signs, see Composer.Marked
}

// fold marks a place where the title may be broken: a zero-width space, taken out again.
const fold = "\u200b"

// functions are what the template may call. Only words, bare, magnitude, by, say and sentence print figures.
func (f *figures) functions() template.FuncMap {
	return template.FuncMap{
		"words":     func(c model.Cell) string { return f.note(c, c.Words()) },
		"bare":      f.bare,
		"magnitude": f.magnitude,
		"by":        f.by,
		"say":       f.say,
		"known":     known,
		"some":      some,
		"fold":      func() string { return fold },
		"ordinal":   ordinal,
		"sentence":  f.sentence,
		"bars":      f.bars,
		"line":      f.line,
		"pairs":     f.pairs,
		"smalls":    f.smalls,
		"grid":      f.grid,
		"editor":    func(heading string) string { return mark + heading },
	}
}

// ordinal numbers the headings of the second level: （一） for 0, （十二） for 11.
func ordinal(i int) string {
	const digits = "零一二三四五六七八九"
	digit := func(n int) string { return string([]rune(digits)[n]) }
	n, words := i+1, ""
	if tens := n / 10; tens > 0 {
		words = "十"
		if tens > 1 {
			words = digit(tens%10) + words
		}
	}
	if n%10 > 0 {
		words += digit(n % 10)
	}
	return "（" + words + "）"
}

func (f *figures) note(c model.Cell, text string) string {
	use := len(f.list)
	f.list = append(f.list, Use{c.Key, text})
	if !f.marked || c.State != model.Published {
		return text
	}
	return signed(use, text)
}

// bare prints a figure for a column whose head names the unit: 83.0 under 完成率（%）; a dash where there can be none.
func (f *figures) bare(c model.Cell) string {
	if c.State == model.NotApplicable {
		return f.note(c, "—")
	}
	return f.note(c, strings.TrimSuffix(c.String(), "%"))
}

// magnitude prints a figure without its sign: 0.3个百分点.
func (f *figures) magnitude(c model.Cell) string {
	if c.State != model.Published {
		return f.note(c, c.State.String())
	}
	return f.note(c, c.Value.AbsWords())
}

// by prints a signed figure as a phrase: 高于序时进度0.3个百分点, 低于…, or the third phrase alone if it prints as 0.
func (f *figures) by(c model.Cell, more, less, same string) string {
	switch {
	case c.State != model.Published:
		return f.note(c, c.State.String())
	case printsZero(c):
		return same
	case c.Value.Sign() < 0:
		return less + f.magnitude(c)
	}
	return more + f.magnitude(c)
}

// printsZero reports whether a figure prints as 0, however small it is.
func printsZero(c model.Cell) bool { return strings.Trim(c.Value.Plain(), "-0.") == "" }

// sentence prints a sentence made of parts.
func (f *figures) sentence(parts []Part) string {
	var b strings.Builder
	for _, p := range parts {
		if p.IsFigure() {
			b.WriteString(f.note(p.Figure, p.String()))
		} else {
			b.WriteString(plain(p.Text))
		}
	}
	return b.String()
}

// say prints a figure after its name, or that there is none: 当月认定3户, 当月认定户数不予公开.
func (f *figures) say(name, noun string, c model.Cell) string {
	if c.State != model.Published {
		return name + noun + f.note(c, c.State.String())
	}
	return name + f.note(c, c.Words())
}

// known reports whether all cells have a value.
func known(cells ...model.Cell) bool {
	for _, c := range cells {
		if c.State != model.Published {
			return false
		}
	}
	return true
}

// some reports whether a cell has a value other than 0.
func some(c model.Cell) bool { return known(c) && c.Value.Sign() != 0 }
