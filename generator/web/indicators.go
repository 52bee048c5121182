package web

import (
	"cmp"
	"fmt"
	"slices"

	"gongkai/generator/model"
	"gongkai/generator/view"
)

// indicators plans a page for each indicator: over time, over units, and how it is computed.
func indicators(s *site) []page {
	var pages []page
	newest := s.Newest()
	for _, ind := range s.Indicators {
		at, _ := s.PublishedAt(newest)
		pages = append(pages, page{
			Path:        indicatorPath(ind),
			Column:      "progress",
			Title:       ind.Name.Text,
			Description: ind.Name.Text + "：各单位各月的完成情况和计算方法。",
			Keywords:    []string{ind.Short.Text, "评价指标"},
			Content:     true,
			Crumbs:      []crumb{s.crumb("progress")},
			Published:   at,
			Source:      reported,
			AsOf:        lastDay(s.Year()),
			Pos:         ind.Name.Pos,
			Template:    "indicator",
			View:        func(r *rendering) any { return r.indicator(ind) },
		})
	}
	return pages
}

func indicatorPath(ind model.Indicator) string { return "/indicators/" + ind.ID + "/" }

// indicatorView is the view of indicator.html.
type indicatorView struct {
	Indicator model.Indicator
	Label     label  // of the city in the newest month
	Tally     string // how many units stand where
	Newest    crumb
	Method    []methodRow
	Grids     []indicatorGrid
	Status    []statusRow // units × months, judged
	Legend    []label     // the labels in Status
	Months    []string
}

// methodRow is one figure of the rule and how it is computed.
type methodRow struct{ Name, Note string }

// indicatorGrid is one figure over units and months.
type indicatorGrid struct {
	Name string
	Unit string
	view.Grid
}

type statusRow struct {
	Region model.Region
	Labels []label
}

// charted names the figures that make a table over months, by rule.
var charted = map[model.Rule][]string{
	model.Reach:      {"rate", "value", "lead"},
	model.RatioFloor: {"rate", "floor", "margin"},
	model.Zero:       {"stock"},
	model.Monthly:    {"count"},
	model.Coverage:   {"rate", "done", "due"},
}

func (s *site) indicator(ind model.Indicator) indicatorView {
	p := s.Newest()
	v := indicatorView{Indicator: ind, Newest: crumb{monthPath(p), p.Words() + "进展"}}
	if len(s.Periods) == 0 {
		return v
	}
	v.Label = statusLabel(s.judgement(ind.ID, p, s.Root().ID))
	v.Tally = s.tally(ind.ID, p)
	infos := model.FiguresOf(ind.Rule)
	for _, f := range infos {
		v.Method = append(v.Method, methodRow{s.FigureName(ind, f), f.Note})
	}
	for _, prefix := range s.prefixes(ind) {
		for _, id := range charted[ind.Rule] {
			i := slices.IndexFunc(infos, func(f model.FigureInfo) bool { return f.ID == id })
			if i < 0 {
				continue
			}
			grid := view.Wide(s.Release, prefix+"."+id, s.Year())
			v.Grids = append(v.Grids, indicatorGrid{s.FigureName(ind, infos[i]), unitOf(grid), grid})
		}
	}
	for _, m := range s.Year() {
		v.Months = append(v.Months, fmt.Sprintf("%d月", m.Month))
	}
	for _, region := range append(s.Leaves(), s.Root()) {
		row := statusRow{Region: region}
		for _, m := range s.Year() {
			l := statusLabel(s.judgement(ind.ID, m, region.ID))
			row.Labels = append(row.Labels, l)
			if !slices.Contains(v.Legend, l) {
				v.Legend = append(v.Legend, l)
			}
		}
		v.Status = append(v.Status, row)
	}
	slices.SortFunc(v.Legend, func(a, b label) int { return cmp.Compare(a.Text, b.Text) })
	return v
}

// unitOf is the unit of the first published figure of a grid.
func unitOf(g view.Grid) string {
	for _, row := range append(g.Rows, g.City) {
		for _, c := range row.Cells {
			if c.State == model.Published {
				return c.Value.Unit
			}
		}
	}
	return ""
}
