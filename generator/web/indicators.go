package web

import (
	"cmp"
	"fmt"
	"slices"

	"gongkai/generator/chart"
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
			AsOf:        lastDay(s.Months()),
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
	Tally     string // how many units stand where
	Newest    crumb
	Method    []methodRow
	Grids     []indicatorGrid
	Status    []statusGrid   // units × months, judged: one for each target and year
	Legend    []label        // the labels in Status
	Figures   []chart.Figure // rule reach: the units' years, for each target and year
}

// methodRow is one figure of the rule and how it is computed.
type methodRow struct{ Name, Note string }

// indicatorGrid is one figure over units and months.
type indicatorGrid struct {
	Name  string
	Span  string // as in statusGrid
	Unit  string
	Notes []string
	view.Grid
}

type statusGrid struct {
	Span   string // 市级目标, where there are several; 2022年, where there are several years
	Months []string
	Rows   []statusRow
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
	infos := model.FiguresOf(ind.Rule)
	for _, f := range infos {
		v.Method = append(v.Method, methodRow{s.FigureName(ind, f), f.Note})
	}
	for _, g := range s.Goals(ind, p.Year) {
		if g.Level != "" {
			v.Tally += g.Level + "："
		}
		v.Tally += s.tally(g.Prefix, p, s.Root())
	}
	var years []int // newest first
	for _, m := range slices.Backward(s.Months()) {
		if len(years) == 0 || years[len(years)-1] != m.Year {
			years = append(years, m.Year)
		}
	}
	for _, year := range years {
		span := ""
		if len(years) > 1 {
			span = fmt.Sprintf("%d年", year)
		}
		s.indicatorYear(&v, year, span)
	}
	slices.SortFunc(v.Legend, func(a, b label) int { return cmp.Compare(a.Text, b.Text) })
	return v
}

// indicatorYear adds the tables of one year.
func (s *site) indicatorYear(v *indicatorView, year int, span string) {
	ind, infos, months := v.Indicator, model.FiguresOf(v.Indicator.Rule), s.MonthsOf(year)
	var heads []string
	for _, m := range months {
		heads = append(heads, fmt.Sprint(m.Month))
	}
	for _, g := range s.Goals(ind, year) {
		for _, id := range charted[ind.Rule] {
			i := slices.IndexFunc(infos, func(f model.FigureInfo) bool { return f.ID == id })
			if i < 0 {
				continue
			}
			grid := view.Wide(s.Release, g.Prefix+"."+id, months)
			var none dashes
			for _, row := range append(slices.Clone(grid.Rows), grid.City) {
				none.row(row.Region.Short.Text, row.Cells...)
			}
			v.Grids = append(v.Grids, indicatorGrid{s.FigureName(ind, infos[i]), span + g.Level, unitOf(grid), none.notes(), grid})
		}
		status := statusGrid{Span: span + g.Level, Months: heads}
		for _, region := range append(s.Below(), s.Root()) {
			row := statusRow{Region: region}
			for _, m := range months {
				l := s.monthLabel(ind, s.Judged(g.Prefix, m, region.ID))
				row.Labels = append(row.Labels, l)
				if !slices.Contains(v.Legend, l) {
					v.Legend = append(v.Legend, l)
				}
			}
			status.Rows = append(status.Rows, row)
		}
		v.Status = append(v.Status, status)
		if g.Target == nil {
			continue
		}
		var places []chart.Rates
		for _, region := range s.Below() {
			place := chart.Rates{Name: region.Short.Text}
			for m := 1; m <= months[len(months)-1].Month; m++ {
				j := s.Judged(g.Prefix, model.Period{Year: year, Month: m}, region.ID)
				place.Cells, place.Lead = append(place.Cells, s.Figure(j, "rate")), s.Figure(j, "lead")
			}
			places = append(places, place)
		}
		if f, ok := chart.Courses("各单位各月完成率与序时进度"+bracketed(status.Span), places, g.Target.Pace); ok {
			v.Figures = append(v.Figures, f)
		}
	}
}

// bracketed puts a word in brackets, if there is one.
func bracketed(word string) string {
	if word == "" {
		return ""
	}
	return "（" + word + "）"
}

// monthLabel is the label of a month in a table of months: what is met or not has the signs of the month grids.
func (s *site) monthLabel(ind model.Indicator, j model.Judgement) label {
	if ind.Rule == model.Reach {
		return statusLabel(j)
	}
	sign := chart.SignOf(j)
	l := label{Icon: sign.ID(), Text: sign.String()}
	switch {
	case sign.Loud():
		l.Class = "m-no"
	case sign.Faint():
		l.Class = "m-na"
	}
	return l
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
