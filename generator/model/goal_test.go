package model

import (
	"fmt"
	"testing"
)

// TestGoals lists the targets of an indicator: those of the year only, a further one with its own prefix, and names
// that tell two apart.
func TestGoals(t *testing.T) {
	r := Release{
		Indicators: []Indicator{{ID: "posts", Name: Text{Text: "岗位开发"}}, {ID: "clear", Name: Text{Text: "清零"}}},
		Targets: []Target{
			{ID: "a21", Indicator: "posts", Year: 2021, Level: Text{Text: "市"}},
			{ID: "b21", Indicator: "posts", Year: 2021},
			{ID: "other", Indicator: "fairs", Year: 2022},
			{ID: "a22", Indicator: "posts", Year: 2022, Level: Text{Text: "市"}},
		},
	}
	for _, x := range []struct {
		indicator int
		year      int
		want      string
	}{
		{0, 2021, "posts 岗位开发（市级目标） a21|posts@b21 岗位开发（b21） b21|"},
		{0, 2022, "posts 岗位开发 a22|"},
		{0, 2023, "posts 岗位开发 -|"},
		{1, 2022, "clear 清零 -|"},
	} {
		got := ""
		for _, g := range r.Goals(r.Indicators[x.indicator], x.year) {
			id := "-"
			if g.Target != nil {
				id = g.Target.ID
			}
			got += fmt.Sprintf("%s %s %s|", g.Prefix, g.Name, id)
		}
		if got != x.want {
			t.Errorf("%s in %d: %s, want %s", r.Indicators[x.indicator].ID, x.year, got, x.want)
		}
	}
}

func TestJudged(t *testing.T) {
	p := Period{Year: 2022, Month: 10}
	known := Judgement{Indicator: "posts", Prefix: "posts", Period: p, Region: "a", Status: Behind}
	r := Release{Indicators: []Indicator{{ID: "posts"}}, Judgements: []Judgement{known}}
	if got := r.Judged("posts", p, "a"); got.Status != Behind || got.State != Published {
		t.Errorf("a judgement of the release is %+v", got)
	}
	if got := r.Judged("posts@x", p, "a"); got.State != NotApplicable || got.Indicator != "posts" || got.Prefix != "posts@x" {
		t.Errorf("a judgement that there is not is %+v", got)
	}
}
