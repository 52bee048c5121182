package web

import (
	"html"
	"html/template"
	"strings"

	"gongkai/generator/compose"
	"gongkai/generator/model"
	"gongkai/generator/prose"
)

// cell prints a figure without the unit of a count. A figure that stands for itself leaves through the functions of
// this file, as <data value="83.0" data-key="posts.rate/2022-10/huancui">83.0%</data>: a test compares each with its cell.
// Within sentences, formulas and drawings numbers are text that is made of cells; a test looks each of them up among the
// cells of its page.
func cell(c model.Cell) template.HTML { return figure(c, model.Value.String) }

// words prints a figure with its unit.
func words(c model.Cell) template.HTML { return figure(c, model.Value.Words) }

// abs prints the magnitude of a difference with its unit, for phrases such as 低于序时进度0.3个百分点.
func abs(c model.Cell) template.HTML { return figure(c, model.Value.AbsWords) }

// figure prints a published value, or the word of its state, the same for every withheld figure. A cell without a key
// is no figure at all.
func figure(c model.Cell, text func(model.Value) string) template.HTML {
	switch {
	case c.Key == model.Key{}:
		return trusted("—")
	case c.State == model.NotApplicable:
		return trusted(`<span class="state">—</span>`) // its reason stands beside it or below the table, see reason.go
	case c.State != model.Published:
		return trusted(`<span class="state">` + html.EscapeString(c.State.String()) + `</span>`)
	}
	return trusted(mark(c, html.EscapeString(text(c.Value))))
}

// sentence prints a sentence that bulletins print, too, each figure kept on one line with its unit.
func sentence(parts []compose.Part) template.HTML {
	var b strings.Builder
	for _, p := range parts {
		switch {
		case !p.IsFigure():
			b.WriteString(prose.Text(p.Text))
		case p.Size:
			b.WriteString(`<span class="nb">` + string(abs(p.Figure)) + `</span>`)
		default:
			b.WriteString(`<span class="nb">` + string(words(p.Figure)) + `</span>`)
		}
	}
	return trusted(b.String())
}

// big prints a headline figure whose unit is small; a rank is 第8.
func big(c model.Cell) template.HTML {
	if c.Key == (model.Key{}) || c.State != model.Published {
		return cell(c)
	}
	number, unit := c.Value.String(), c.Value.Unit
	if cut, ok := strings.CutSuffix(number, "%"); ok {
		number, unit = cut, "%"
	}
	if c.Value.Kind == model.Rank || c.Value.Kind == model.Tied {
		number = c.Words()
	}
	if unit != "" {
		unit = "<small>" + html.EscapeString(unit) + "</small>"
	}
	return trusted(mark(c, html.EscapeString(number)+unit))
}

func mark(c model.Cell, inner string) string {
	return dataTag(c) + inner + "</data>"
}

// dataTag is the tag before a figure.
func dataTag(c model.Cell) string {
	return `<data value="` + html.EscapeString(c.Plain()) + `" data-key="` + html.EscapeString(keyOf(c.Key)) + `">`
}

// keyOf writes a key as measure/period/region, with the group at the end when there is one.
func keyOf(k model.Key) string {
	s := k.Measure + "/" + k.Period.String() + "/" + k.Region
	if k.Group != "" {
		s += "/" + k.Group
	}
	return s
}

// nb escapes prose and keeps each number and its unit on one line.
func nb(text any) template.HTML {
	s, ok := text.(string)
	if t, is := text.(model.Text); is {
		s, ok = t.Text, true
	}
	if !ok {
		return ""
	}
	return trusted(prose.Text(s))
}
