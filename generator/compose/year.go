package compose

import (
	"fmt"
	"slices"

	"gongkai/generator/diag"
	"gongkai/generator/model"
)

// YearPath is the place in the site of the PDF of a year's summary.
func YearPath(year int, region model.Region) string {
	return fmt.Sprintf("bulletins/%d/%s.pdf", year, region.ID)
}

// ArchivePath is the place in the site of all PDFs of a month in one file.
func ArchivePath(p model.Period) string { return "bulletins/" + p.String() + "/all.zip" }

// Years lists the years that have a summary.
func Years(rel *model.Release) []int {
	var years []int
	for _, p := range rel.Months() {
		if !slices.Contains(years, p.Year) {
			years = append(years, p.Year)
		}
	}
	return years
}

// Year composes the summary of a year for the city or one unit, as far as the year is reported.
func (c *Composer) Year(year int, region model.Region, l *diag.List) Bulletin {
	months := c.rel.MonthsOf(year)
	last := months[len(months)-1]
	b := c.frame(last, region)
	b.Blocks = c.write(&b, yearFile, c.year(months, region), l)
	b.Figures = placed(b.Blocks, b.charts)
	return b
}

// yearView is what templates/year.md sees: the last month, and for each indicator its months.
type yearView struct {
	bulletinView
	Year  string          // 2022年
	Part  string          // （1—10月）; empty for a whole year
	Items []yearIndicator // in place of Indicators
}

// yearIndicator is an indicator with its months, for the city as for a unit. What its months hide or need decimals for
// is told apart from what the table of the units does.
type yearIndicator struct {
	ByUnit  indicatorView
	ByMonth indicatorView
	Rates   []rateRow // city, reach: the units' rates by month
}

// rateRow is one unit with its months.
type rateRow struct {
	Place string
	Cells []model.Cell
}

func (c *Composer) year(reported []model.Period, region model.Region) yearView {
	p := reported[len(reported)-1]
	v := yearView{bulletinView: c.view(p, region), Year: fmt.Sprintf("%d年", p.Year)}
	if first := reported[0]; first == p {
		v.Part = "（" + months[p.Month] + "）"
	} else if len(reported) < 12 {
		v.Part = fmt.Sprintf("（%d—%s）", first.Month, months[p.Month])
	}
	i := 0
	for _, ind := range c.rel.Indicators {
		for _, goal := range c.rel.Goals(ind, p.Year) {
			x := yearIndicator{ByUnit: v.Indicators[i], ByMonth: v.Indicators[i]}
			x.ByMonth.Units = nil
			x.ByMonth.Months, x.ByMonth.Finer, x.ByMonth.FinerLead = c.byMonth(ind, goal.Prefix, p, region)
			if v.City && ind.Rule == model.Reach {
				x.Rates = c.rates(goal.Prefix, reported, region)
			}
			v.Items = append(v.Items, x)
			i++
		}
	}
	return v
}

// rates are the rates of the units and of their sum, month by month.
func (c *Composer) rates(prefix string, reported []model.Period, whole model.Region) []rateRow {
	var rows []rateRow
	for _, r := range append(c.rel.Children(whole.ID), whole) {
		row := rateRow{Place: plain(r.Short.Text)}
		if r.ID == whole.ID {
			row.Place = "合计"
		}
		for _, p := range reported {
			row.Cells = append(row.Cells, c.rel.Figure(c.rel.Judged(prefix, p, r.ID), "rate"))
		}
		rows = append(rows, row)
	}
	return rows
}
