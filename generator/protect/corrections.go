package protect

import (
	"slices"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/record"
)

// correct fills the release with the corrections. A figure that is withheld, or was too small, shows as withheld on
// both sides together with the reason, which might tell the difference. A late report shows the number that the release
// publishes, which tells nothing more; its reason goes with that of what was reported beside it and is withheld.
func (g *gate) correct() {
	g.rel.Corrections = nil
	hidden := g.secretCorrections()
	for _, c := range g.derived.Corrections {
		if m, _ := g.rel.Measure(c.New.Measure); !m.Shows(c.New.Group, c.New.Period) {
			continue
		}
		published := model.Correction{Key: c.New.Key, Reason: c.Reason, Date: c.Date}
		m, _ := g.rel.Measure(c.New.Measure)
		secret := hidden[c.New.Key]
		if secret {
			published.Reason = model.Text{}
		}
		published.New = g.cell(observed(c.New, m), secret && !(c.Late && g.publishes(c.New)))
		published.Old = g.cell(observed(c.Old, m), secret)
		if c.Late {
			published.Old = model.Cell{Key: c.New.Key, State: model.NotSubmitted}
		}
		g.rel.Corrections = append(g.rel.Corrections, published)
	}
}

// publishes reports whether the release shows a number that was reported.
func (g *gate) publishes(o record.Observation) bool {
	i, ok := g.index[o.Key]
	return ok && !g.hidden[i] && g.derived.Figures[i].State == model.Published && g.derived.Figures[i].Revision == o.Revision
}

// secretCorrections tells the keys whose corrections are withheld, all revisions of them: where a number that they show
// must not be known or tells one, and where another that adds up with them is withheld in the same way. What was reported
// first adds up as well as what is reported now: 103 → 130 beside 100 that nobody corrected tells 3 → 30.
func (g *gate) secretCorrections() map[model.Key]bool {
	numbers := map[model.Key][]model.Amount{} // that a figure has had
	for _, c := range g.derived.Corrections {
		if i, ok := g.index[c.New.Key]; ok && numbers[c.New.Key] == nil {
			numbers[c.New.Key] = []model.Amount{g.derived.Figures[i].Value.Amount()}
		}
		if !c.Late {
			numbers[c.New.Key] = append(numbers[c.New.Key], c.Old.Amount)
		}
	}
	hidden := map[model.Key]bool{}
	for _, c := range g.derived.Corrections {
		if g.withheld(c.New.Key) || g.tells(c, numbers) {
			hidden[c.New.Key] = true
		}
	}
	places := g.places()
	secret := map[place]bool{}
	for changed := true; changed; {
		changed = false
		for _, c := range g.derived.Corrections {
			k := c.New.Key
			for _, at := range places(k) {
				if hidden[k] != secret[at] {
					hidden[k], secret[at], changed = true, true, true
				}
			}
			if beside, ok := g.beside(k); ok && hidden[k] != hidden[beside] {
				hidden[k], hidden[beside], changed = true, true, true
			}
		}
	}
	return hidden
}

// tells reports whether a correction of people shows a small count, or one that is little away from another month of the
// year or from what it is part of.
func (g *gate) tells(c record.Correction, numbers map[model.Key][]model.Amount) bool {
	m, _ := g.rel.Measure(c.New.Measure)
	if !m.Persons {
		return false
	}
	if g.few(c.New.Amount) || !c.Late && g.few(c.Old.Amount) {
		return true
	}
	if c.Late {
		return false // the number of now, which is published
	}
	near := func(k model.Key) bool {
		i, ok := g.index[k]
		if !ok || g.derived.Figures[i].State != model.Published {
			return false
		}
		others := append([]model.Amount{g.derived.Figures[i].Value.Amount()}, numbers[k]...)
		return slices.ContainsFunc(others, func(n model.Amount) bool { return g.few(n - c.Old.Amount) })
	}
	k := c.New.Key
	for k.Period.Month = 1; m.Kind == model.Cumulative && k.Period.Month <= 12; k.Period.Month++ {
		if k != c.New.Key && near(k) {
			return true
		}
	}
	k = c.New.Key
	return slices.ContainsFunc(g.rel.Measures, func(other model.Measure) bool {
		k.Measure = other.ID
		return (other.ID == m.PartOf || other.PartOf == m.ID) && near(k)
	})
}

// place is where numbers add up: the measures of a family in one unit and month.
type place struct {
	family int
	region string
	period model.Period
}

// places tells in which places a figure adds up with others: that of its own month, and the next for a stock.
func (g *gate) places() func(model.Key) []place {
	families := g.families()
	return func(k model.Key) []place {
		i := slices.IndexFunc(families, func(family []model.Measure) bool {
			return slices.ContainsFunc(family, func(m model.Measure) bool { return m.ID == k.Measure })
		})
		if i < 0 {
			return nil
		}
		list := []place{{i, k.Region, k.Period}}
		if slices.ContainsFunc(g.rel.Indicators, func(ind model.Indicator) bool { return ind.Rule == model.Zero && ind.Measure == k.Measure }) {
			list = append(list, place{i, k.Region, k.Period.Add(1)})
		}
		return list
	}
}

func observed(o record.Observation, m model.Measure) record.Figure {
	return record.Figure{
		Key: o.Key, Value: model.CountOf(o.Amount, m.Unit), Persons: m.Persons,
		From: []diag.Pos{o.Pos}, Revision: o.Revision,
	}
}
