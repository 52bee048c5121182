package derive

import (
	"fmt"
	"testing"

	"gongkai/generator/model"
	"gongkai/generator/record"
)

func TestBreaks(t *testing.T) {
	rel := &model.Release{Measures: []model.Measure{{ID: "a", Kind: model.Cumulative}, {ID: "b", Kind: model.Stock}}}
	var rep record.Report
	for _, o := range []struct {
		measure     string
		year, month int
		region      string
		group       string
		amount      model.Amount
	}{
		{"a", 2021, 12, "east", "", 90},
		{"a", 2022, 1, "east", "", 10}, // a new year is no fall
		{"a", 2022, 1, "east", "sex=female", 6},
		{"a", 2022, 2, "east", "", 12},
		{"a", 2022, 2, "east", "sex=female", 5}, // only a group falls
		{"a", 2022, 3, "east", "", 12},
		{"a", 2022, 3, "east", "sex=female", 5},
		{"a", 2022, 5, "east", "", 11}, // over a gap, total and group: one break
		{"a", 2022, 5, "east", "sex=female", 4},
		{"a", 2022, 5, "west", "", 3},
		{"b", 2022, 1, "east", "", 9},
		{"b", 2022, 2, "east", "", 3}, // a stock may fall
	} {
		rep.Observations = append(rep.Observations, record.Observation{
			Key:    model.Key{Measure: o.measure, Period: model.Period{Year: o.year, Month: o.month}, Region: o.region, Group: o.group},
			Amount: o.amount})
	}
	if got, want := fmt.Sprint(Breaks(rel, rep)), "[{a east 2022-02} {a east 2022-05}]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
