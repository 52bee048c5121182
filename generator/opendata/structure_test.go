package opendata

import (
	"encoding/json"
	"strings"
	"testing"

	"gongkai/generator/model"
)

func TestStructure(t *testing.T) {
	rel := release()
	rel.Site.Threshold, rel.Site.Width = 5, 6
	rel.Measures = append(rel.Measures, model.Measure{ID: "money", Kind: model.Cumulative, Additive: true, With: "filled"})
	rel.Indicators[0].Measure = "filled"
	rel.Indicators = append(rel.Indicators, model.Indicator{ID: "zero", Rule: model.Zero, Measure: "left", Found: "found", Helped: "helped"})
	rel.Breaks = []model.Break{{Measure: "filled", Region: "east", Period: model.Period{Year: 2022, Month: 7}}}
	var got strings.Builder
	e := json.NewEncoder(&got)
	for _, part := range structureParts(structureOf(rel)) {
		e.Encode(part)
	}
	want := strings.Join([]string{
		`[{"id":"city","parent":"","leaf":false},{"id":"east","parent":"city","leaf":true}]`,
		`[{"id":"sex","values":["female"]}]`,
		`[{"id":"filled","kind":"cumulative","persons":false,"additive":false,"groups":[]},{"id":"money","kind":"cumulative","persons":false,"additive":true,"groups":[],"with":"filled"}]`,
		`[{"stock":"left","found":"found","helped":"helped"}]`,
		`[{"id":"posts.finish","inputs":["filled"],"increments":3},{"id":"posts.lead","inputs":["filled"]},{"id":"posts.rank","inputs":["filled"]},{"id":"posts.rate","num":"filled","den":"posts.target","inputs":["filled"]}]`,
		`[{"measure":"filled","region":"east","period":"2022-07"}]`,
		"",
	}, "\n")
	if got.String() != want {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
	if s := structureOf(rel); s.Threshold != 5 || s.Width != 6 || s.Zeros != "published" {
		t.Errorf("policy %d %d %s", s.Threshold, s.Width, s.Zeros)
	}
}

func structureParts(s structure) []any {
	return []any{s.Regions, s.Dimensions, s.Measures, s.Stocks, s.Figures, s.Breaks}
}

// TestStructureWordsNameEveryMember: the data package describes what stands in structure.json, and nothing else.
func TestStructureWordsNameEveryMember(t *testing.T) {
	var members map[string]any
	if err := json.Unmarshal(described(structureOf(release())), &members); err != nil {
		t.Fatal(err)
	}
	if len(members) != 9 {
		t.Errorf("%d members", len(members))
	}
	for name := range members {
		if !strings.Contains(structureWords, name+" ") {
			t.Errorf("%s is not described", name)
		}
	}
}
