package derive

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/model"
	"gongkai/generator/record"
)

// complete adds, for every item and month, what a unit did not submit and the sums of the regions above the units.
// An item counts as expected from the first month of the year in which any unit reported it.
func (b *book) complete() {
	for _, it := range b.items {
		for _, p := range b.rel.Periods {
			first, ok := it.since[p.Year]
			if !ok || p.Month < first {
				continue
			}
			for _, region := range b.rel.Regions {
				k := model.Key{Measure: it.measure.ID, Period: p, Region: region.ID, Group: it.group}
				if !region.Leaf {
					continue
				}
				if _, ok := b.at(k); !ok {
					b.put(record.Figure{Key: k, State: model.NotSubmitted, Why: "当月未报送，不作估计", Persons: it.measure.Persons})
				}
			}
			for _, region := range b.rel.Regions {
				if !region.Leaf {
					b.sum(it.measure, model.Key{Measure: it.measure.ID, Period: p, Region: region.ID, Group: it.group})
				}
			}
		}
	}
}

// sum adds up the units below a region. Units that did not report are named, never estimated.
func (b *book) sum(m model.Measure, k model.Key) {
	total := record.Figure{Key: k, Persons: m.Persons}
	var amount model.Amount
	var parts []record.Figure
	var missing []string
	for _, unit := range b.units[k.Region] {
		part, ok := b.at(model.Key{Measure: k.Measure, Period: k.Period, Region: unit.ID, Group: k.Group})
		if !ok || part.State != model.Published {
			missing = append(missing, unit.ID)
			continue
		}
		amount += part.Value.Amount()
		total.Revision += part.Revision
		parts = append(parts, part)
		total.Sum = append(total.Sum, part.Key)
	}
	switch {
	case len(parts) == 0:
		total.State, total.Why = model.NotSubmitted, "各单位均未报送，不作估计"
	case !m.Additive:
		total.State, total.Why, total.Sum, total.Revision = model.NotApplicable, "各单位有重复，不能相加", nil, 0
	default:
		total.Value = model.CountOf(amount, m.Unit)
		total.How = fmt.Sprintf("%d个单位之和", len(parts)) // no addends: one of them may be withheld
		total.Why = b.without(missing)
		total.From = places(parts)
	}
	if len(missing) > 0 {
		b.missing[k] = missing
	}
	b.put(total)
}

// without says in words which units a sum leaves out: 不含南海新区.
func (b *book) without(missing []string) string {
	if len(missing) == 0 {
		return ""
	}
	return "不含" + b.names(missing)
}

// names joins the short names of units.
func (b *book) names(ids []string) string {
	var names []string
	for _, id := range ids {
		unit, _ := b.rel.Region(id)
		names = append(names, unit.Short.Text)
	}
	return strings.Join(names, "、")
}

// sameUnits reports whether sums leave out the same units, so that they may be set against each other.
func (b *book) sameUnits(keys ...model.Key) bool {
	for _, k := range keys[1:] {
		if !slices.Equal(b.missing[k], b.missing[keys[0]]) {
			return false
		}
	}
	return true
}
