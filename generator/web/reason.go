package web

import (
	"cmp"
	"slices"
	"strings"

	"gongkai/generator/model"
)

// reasoned adds to facts why there is no figure, or what it leaves out; what a fact says is not said again below it.
func reasoned(facts []fact) []fact {
	for i := range facts {
		f := &facts[i]
		f.Reason = cmp.Or(f.Reason, reason(f.Cell))
		for j := range f.Notes {
			if n := &f.Notes[j]; reason(n.Cell) != f.Reason {
				n.Reason = reason(n.Cell)
			}
		}
	}
	return facts
}

// reason says why a figure is a dash, or what a published one leaves out. 未报送 and 不予公开 are reasons themselves.
func reason(c model.Cell) string {
	if c.State == model.NotApplicable || c.State == model.Published {
		return c.Why
	}
	return ""
}

// Reason says why a line has no figure.
func (l progressLine) Reason() string { return reason(l.Figure) }

// dashes collects why cells of a table are a dash, for its note.
type dashes struct {
	who   []string   // all rows
	why   []string   // in the order of the table
	where [][]string // the rows of each reason
}

// row looks at the cells of one row. A cell without a key is no figure.
func (d *dashes) row(who string, cells ...model.Cell) {
	d.who = append(d.who, who)
	for _, c := range cells {
		if c.State != model.NotApplicable || c.Key == (model.Key{}) {
			continue
		}
		why := cmp.Or(c.Why, c.State.String())
		i := slices.Index(d.why, why)
		if i < 0 {
			i = len(d.why)
			d.why, d.where = append(d.why, why), append(d.where, nil)
		}
		if !slices.Contains(d.where[i], who) {
			d.where[i] = append(d.where[i], who)
		}
	}
}

// notes is empty for a table without a dash.
func (d *dashes) notes() []string {
	var words []string
	for i, why := range d.why {
		if len(d.where[i]) < len(d.who) {
			why = strings.Join(d.where[i], "、") + "，" + why
		}
		words = append(words, why)
	}
	if words == nil {
		return nil
	}
	return []string{"“—”的原因：" + strings.Join(words, "；") + "。"}
}
