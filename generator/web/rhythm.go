package web

import (
	"slices"
	"strings"

	"gongkai/generator/model"
)

// unseasonal says which groups are not published of a month, because they are published each quarter or year.
func (s *site) unseasonal(p model.Period) []string {
	var notes []string
	for _, often := range []struct {
		months int
		words  string
	}{{3, "按季公布，只有季末月份的"}, {12, "按年公布，只有年末月份的"}} {
		var names []string
		for _, m := range s.Measures {
			for _, r := range m.Rhythms {
				if r.Months != often.months || p.Month%r.Months == 0 {
					continue
				}
				if i := slices.IndexFunc(s.Dimensions, func(d model.Dimension) bool { return d.ID == r.Dimension }); i >= 0 {
					names = append(names, m.Name.Text+"按"+s.Dimensions[i].Name.Text)
				}
			}
		}
		if names != nil {
			notes = append(notes, strings.Join(names, "、")+"的分组"+often.words+"。")
		}
	}
	return notes
}
