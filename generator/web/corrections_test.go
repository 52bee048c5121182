package web

import (
	"testing"

	"gongkai/generator/model"
)

func TestACorrectedPartIsNamedWithoutItsDimension(t *testing.T) {
	s := &site{Release: &model.Release{Dimensions: []model.Dimension{
		{ID: "area", Name: text("城乡"), Values: []model.DimensionValue{{ID: "rural", Name: text("乡村")}}},
		{ID: "sex", Name: text("性别"), Values: []model.DimensionValue{{ID: "female", Name: text("女")}}},
	}}}
	for group, want := range map[string]string{"": "", "area=rural": "乡村", "area=rural;sex=female": "乡村、女"} {
		if got := s.partOf(group); got != want {
			t.Errorf("%s is called %q, not %q", group, got, want)
		}
	}
}
