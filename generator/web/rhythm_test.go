package web

import (
	"slices"
	"testing"

	"gongkai/generator/model"
)

// TestGroupsOutOfRhythmAreNamed: a month says which groups it lacks and how often they come.
func TestGroupsOutOfRhythmAreNamed(t *testing.T) {
	s := &site{Release: &model.Release{
		Dimensions: []model.Dimension{{ID: "age", Name: text("年龄段")}, {ID: "sex", Name: text("性别")}},
		Measures: []model.Measure{
			{ID: "a", Name: text("再就业"), Rhythms: []model.Rhythm{{Dimension: "age", Months: 3}}},
			{ID: "b", Name: text("上岗"), Rhythms: []model.Rhythm{{Dimension: "age", Months: 3}, {Dimension: "sex", Months: 12}}},
		},
	}}
	quarterly, yearly := "再就业按年龄段、上岗按年龄段的分组按季公布，只有季末月份的。", "上岗按性别的分组按年公布，只有年末月份的。"
	for month, want := range map[int][]string{2: {quarterly, yearly}, 9: {yearly}, 12: nil} {
		if got := s.unseasonal(model.Period{Year: 2022, Month: month}); !slices.Equal(got, want) {
			t.Errorf("month %d: %q, want %q", month, got, want)
		}
	}
}
