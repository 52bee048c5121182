package compose

import (
	"slices"
	"strings"
	"testing"

	"gongkai/generator/chart"
	"gongkai/generator/prose"
)

// TestFiguresStandInTables: every value that a chart prints or tells is a cell of a table of its bulletin, and every
// chart is told in words.
func TestFiguresStandInTables(t *testing.T) {
	kinds := map[string]int{}
	everyBulletin(t, shipped(t), func(b Bulletin) {
		var cells []string
		for _, x := range b.Blocks {
			for _, row := range x.Rows {
				for _, spans := range row {
					cells = append(cells, prose.Plain(spans))
				}
			}
		}
		for _, f := range b.Figures {
			kind, values := shown(f.Figure)
			kinds[kind]++
			for _, v := range values {
				if !slices.Contains(cells, strings.TrimSuffix(v, "%")) {
					t.Errorf("%s: %s has %s, which no table has", b.Title, f.Caption, v)
				}
				if !strings.Contains(f.Alt, v) {
					t.Errorf("%s: the words for %s leave out %s", b.Title, f.Caption, v)
				}
			}
			if f.Alt == "" || !strings.HasPrefix(f.Caption, "图") {
				t.Errorf("%s: the chart %q has the words %q", b.Title, f.Caption, f.Alt)
			}
		}
	})
	for _, kind := range []string{"bars", "line", "pairs", "grid", "small"} {
		if kinds[kind] == 0 {
			t.Errorf("no bulletin has %s", kind)
		}
	}
	t.Logf("%v", kinds)
}

// shown is the kind of a chart, and the values it prints or marks.
func shown(f chart.Figure) (kind string, values []string) {
	switch {
	case f.Bars != nil:
		for _, r := range f.Bars {
			values = append(values, r.Rate.String())
		}
		return "bars", values
	case f.Pairs.List != nil:
		for _, r := range f.Pairs.List {
			values = append(values, r.Rate.String(), r.Floor.String())
		}
		return "pairs", values
	case f.Grid.Rows != nil:
		return "grid", nil
	case f.Small.List != nil:
		for _, s := range f.Small.List {
			values = append(values, s.Rate.String())
		}
		return "small", values
	}
	for _, p := range f.Line.Points {
		values = append(values, p.Label)
	}
	return "line", values
}
