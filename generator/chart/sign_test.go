package chart

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"gongkai/generator/model"
)

// TestSymbolsHaveTheShapesOfTheSigns compares templates/icons.svg, which pages draw, with the shapes that PDFs draw.
func TestSymbolsHaveTheShapesOfTheSigns(t *testing.T) {
	icons, err := os.ReadFile("../../templates/icons.svg")
	if err != nil {
		t.Fatal(err)
	}
	unit := func(n int) string { return strings.TrimSuffix(fmt.Sprintf("%d.%d", n/10, n%10), ".0") }
	for _, s := range []Sign{ShortSign, Met, Unmet, Unsent, Hidden, Unjudged, Waiting} {
		symbol, strokes := fmt.Sprintf(`<symbol id="i-%s" viewBox="0 0 14 14">`, s.ID()), ""
		for _, x := range s.Shapes() {
			line := ""
			for i, p := range x.At {
				line += string("ML"[min(i, 1)]) + unit(p[0]) + " " + unit(p[1])
			}
			circle := fmt.Sprintf(`cx="%s" cy="%s" r="%s"/>`, unit(x.At[0][0]), unit(x.At[0][1]), unit(x.Radius))
			switch x.Kind {
			case Stroke:
				strokes += line
			case Area:
				symbol += `<path d="` + line + `z"/>`
			case Disc:
				symbol += `<circle ` + circle
			case Ring:
				symbol += `<circle class="open" ` + circle
			}
		}
		if strokes != "" {
			symbol += `<path class="open" d="` + strokes + `"/>`
		}
		if symbol += "</symbol>\n"; !strings.Contains(string(icons), symbol) {
			t.Errorf("icons.svg has no %s", symbol)
		}
	}
}

func TestSignsDifferWithoutColour(t *testing.T) {
	seen := map[string]Sign{}
	for s := ShortSign; s <= Waiting; s++ {
		form := fmt.Sprint(s.Shapes())
		if other, ok := seen[form]; ok || form == "[]" || s.ID() == "" {
			t.Errorf("sign %d looks like sign %d: %s", s, other, form)
		}
		seen[form] = s
	}
}

func TestSignOf(t *testing.T) {
	for _, c := range []struct {
		j    model.Judgement
		want Sign
		word string
	}{
		{model.Judgement{Status: model.Met}, Met, "达到"},
		{model.Judgement{Status: model.OnPace}, Met, "达到"},
		{model.Judgement{Status: model.Unmet}, Unmet, "未达到"},
		{model.Judgement{State: model.NotSubmitted}, Unsent, "未报送"},
		{model.Judgement{State: model.NotSubmitted, Excluded: []string{"nanhai"}}, Unjudged, "不作评价"},
		{model.Judgement{State: model.Withheld}, Hidden, "不予公开"},
		{model.Judgement{State: model.NotApplicable}, Unjudged, "不作评价"},
		{model.Judgement{}, Unjudged, "不作评价"},
		{model.Judgement{Status: model.Met, Excluded: []string{"nanhai"}}, Met, "达到"},
	} {
		if got := SignOf(c.j); got != c.want || got.String() != c.word {
			t.Errorf("%+v: %d %s, want %s", c.j, got, got, c.word)
		}
	}
}
