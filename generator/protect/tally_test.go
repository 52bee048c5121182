package protect

import (
	"testing"

	"gongkai/generator/model"
	"gongkai/generator/record"
)

// TestCount: in one month one unit of three counts 3. Cells: that one and another unit of the month, and the rate of
// the small one. Series: its year and that of the smallest other unit, and each rate of its.
func TestCount(t *testing.T) {
	rel := rules()
	rel.Measures[0].Additive, rel.Measures[0].Kind, rel.Site.Width = true, model.Flow, 3
	var figures []record.Figure
	for month := 1; month <= 4; month++ {
		city := record.Figure{Key: key("filled", "weihai"), Persons: true}
		for region, n := range map[string]int64{"huancui": 10, "rushan": 20, "nanhai": 40} {
			if region == "huancui" && month == 2 {
				n = 3
			}
			f := record.Figure{Key: key("filled", region), Value: model.CountOf(model.Amount(n), "人"), Persons: true}
			rate := record.Figure{Key: key("reach.rate", region), Value: model.ShareOf(model.Rate{Num: n, Den: 100})}
			f.Period.Month, rate.Period.Month, city.Period.Month = month, month, month
			rate.Inputs = []model.Key{f.Key}
			figures = append(figures, f, rate)
			city.Sum = append(city.Sum, f.Key)
			city.Value = model.CountOf(model.Amount(city.Value.Num+n), "人")
		}
		figures = append(figures, city)
	}
	d := record.Derived{Figures: figures}
	want := Tally{Cells: 4 * 7, Small: 1, Secondary: 1, Computed: 2, Series: 4 * 4}
	if got := Count(Protect(rel, d), d); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}
