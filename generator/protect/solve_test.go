package protect

import (
	"strings"
	"testing"

	"gongkai/generator/model"
	"gongkai/generator/record"
)

// TestInconsistentFigureIsNamed: a sum that is not that of its units stops the release, and the refusal says which it is.
func TestInconsistentFigureIsNamed(t *testing.T) {
	rel := rules()
	rel.Measures[0].Name.Text, rel.Measures[0].Additive = "安置上岗", true
	rel.Regions[0].Short.Text = "全市"
	city := persons("filled", "weihai", 904)
	city.Sum = []model.Key{key("filled", "huancui"), key("filled", "rushan")}
	got := Protect(rel, record.Derived{Figures: []record.Figure{city, persons("filled", "huancui", 900), persons("filled", "rushan", 3)}})
	if len(got.Refusals) != 1 || !strings.Contains(got.Refusals[0].Text, "2022年10月全市的安置上岗与其他数前后不一致") {
		t.Errorf("%v", got.Refusals)
	}
}
