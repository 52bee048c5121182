package compose

import (
	"strings"

	"gongkai/generator/model"
)

// Part is a piece of a sentence: words, or a figure that each channel prints in its own way.
type Part struct {
	Text   string
	Figure model.Cell
	Size   bool // the figure without its sign
}

// IsFigure reports whether the part is a figure.
func (p Part) IsFigure() bool { return p.Figure.Key != model.Key{} }

// String is the part as plain text.
func (p Part) String() string {
	switch {
	case !p.IsFigure():
		return p.Text
	case p.Size && p.Figure.State == model.Published:
		return p.Figure.Value.AbsWords()
	}
	return p.Figure.Words()
}

// Plain joins the parts of a sentence.
func Plain(parts []Part) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.String())
	}
	return b.String()
}

// Progress says how far a place has come towards its target: 全市累计开发城乡公益性岗位11620个，完成年度目标的83.0%，低于序时进度
// 0.3个百分点. It has no full stop. What there is not – a unit in the sum, a target – is said, never shown as a dash.
func Progress(rel *model.Release, j model.Judgement) []Part {
	ind, _ := rel.Indicator(j.Indicator)
	m, _ := rel.Measure(ind.Measure)
	region, _ := rel.Region(j.Region)
	value, rate, lead := rel.Figure(j, "value"), rel.Figure(j, "rate"), rel.Figure(j, "lead")
	words := func(text string) Part { return Part{Text: text} }
	amount := words(region.Short.Text + "累计" + m.Name.Text)
	if !known(value) {
		if value.State == model.NotApplicable {
			return []Part{words(amount.Text + "数还没有报送")}
		}
		return []Part{words(amount.Text + "数"), {Figure: value}}
	}
	parts := []Part{amount, {Figure: value}}
	without := placeNames(rel, j.Excluded)
	if without != "" {
		parts = append(parts, words("（不含"+without+"）"))
	}
	switch {
	case known(rate):
		parts = append(parts, words("，完成年度目标的"), Part{Figure: rate})
		parts = append(parts, against(lead)...)
	case without != "":
		parts = append(parts, words("；因"+without+"未报送，不计算完成率"))
	case known(rel.Figure(j, "target")):
		parts = append(parts, words("，完成率"), Part{Figure: rate})
	}
	return parts
}

// against sets a place against the plan.
func against(lead model.Cell) []Part {
	switch {
	case !known(lead):
		return nil
	case printsZero(lead):
		return []Part{{Text: "，与序时进度持平"}}
	case lead.Value.Sign() < 0:
		return []Part{{Text: "，低于序时进度"}, {Figure: lead, Size: true}}
	}
	return []Part{{Text: "，高于序时进度"}, {Figure: lead, Size: true}}
}

// placeNames joins the short names of places: 环翠区、南海新区.
func placeNames(rel *model.Release, ids []string) string {
	var names []string
	for _, id := range ids {
		r, _ := rel.Region(id)
		names = append(names, r.Short.Text)
	}
	return strings.Join(names, "、")
}
