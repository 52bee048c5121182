package protect

import (
	"testing"

	"gongkai/generator/model"
	"gongkai/generator/record"
)

// TestMoneyIsNotLeftByASum: units that submitted only one of both take part in only one of the sums. Neither a count nor
// the money that tells it may be what the published ones leave.
func TestMoneyIsNotLeftByASum(t *testing.T) {
	units := []string{"huancui", "rushan", "nanhai"}
	for name, c := range map[string]struct{ people, money []model.Amount }{
		"money of the last is missing":    {[]model.Amount{3, 50, 40}, []model.Amount{3000, 50000, -1}},
		"people of the first are missing": {[]model.Amount{-1, 50, 40}, []model.Amount{3000, 50000, 40000}},
		"nothing is missing":              {[]model.Amount{3, 50, 40}, []model.Amount{3000, 50000, 40000}},
	} {
		rel := rules()
		rel.Site.Width = 5
		for i := range rel.Measures {
			rel.Measures[i].Additive = true
		}
		var figures []record.Figure
		for _, m := range []struct {
			id      string
			unit    string
			persons bool
			amounts []model.Amount
		}{{"subsidized", "人", true, c.people}, {"money", "元", false, c.money}} {
			sum := model.Amount(0)
			city := record.Figure{Key: key(m.id, "weihai"), Persons: m.persons}
			for i, n := range m.amounts {
				f := record.Figure{Key: key(m.id, units[i]), State: model.NotSubmitted, Persons: m.persons}
				if n >= 0 {
					f.State, f.Value = model.Published, model.CountOf(n, m.unit)
					city.Sum, sum = append(city.Sum, f.Key), sum+n
				}
				figures = append(figures, f)
			}
			city.Value = model.CountOf(sum, m.unit)
			figures = append(figures, city)
		}
		got := Protect(rel, record.Derived{Figures: figures})
		for _, r := range got.Refusals {
			t.Errorf("%s: %s", name, r.Text)
		}
		for _, m := range []string{"subsidized", "money"} {
			hidden := 0
			for _, region := range append([]string{"weihai"}, units...) {
				if state(t, got, m, region) == model.Withheld {
					hidden++
				}
			}
			if hidden == 1 {
				t.Errorf("%s: one figure of %s is what the others leave", name, m)
			}
		}
		for _, region := range append([]string{"weihai"}, units...) {
			count, money := state(t, got, "subsidized", region), state(t, got, "money", region)
			if money == model.Published && count != model.Published || count == model.Published && money == model.Withheld {
				t.Errorf("%s: money of %s is %v, its count %v", name, region, money, count)
			}
		}
	}
}
