package compose

import (
	"fmt"
	"slices"

	"gongkai/generator/chart"
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
	b.Issuer = "" // it grows with the months: no document that was issued, with a number, on one day
	b.Blocks = c.write(&b, yearFile, c.year(months, region), l)
	b.Figures = placed(b.Blocks, b.charts)
	return b
}

// yearView is what templates/year.md sees: the last month, and for each indicator its months.
type yearView struct {
	bulletinView
	Year  string          // 2022年
	Part  string          // 1—10月; empty for a whole year
	Items []yearIndicator // in place of Indicators
	Grid  []chart.GridRow // one unit: the indicators that are judged anew each month
}

// yearIndicator is an indicator with its months, for the city as for a unit. What its months hide or need decimals for
// is told apart from what the table of the units does.
type yearIndicator struct {
	ByUnit  indicatorView
	ByMonth indicatorView
	Anew    bool            // judged anew each month
	Series  []seriesRow     // city: what is judged, for each unit by month; rules of series
	Grid    []chart.GridRow // city: whether each unit did each month what is asked of it, if it is judged anew
	Kept    []keptView      // judged anew, but for rule zero: in how many months the places did it
	Lacked  string          // one unit: the months in which it did not, 3月、8月
	Silent  string          // what was not submitted: 临港区2月、南海新区10月; one unit 2月
	Several bool            // more than one month is reported
	courses []chart.Rates   // city, reach
	plan    func(month int) model.Rate
}

// seriesRow is one unit with its months.
type seriesRow struct {
	Place string
	Cells []model.Cell
}

// series names the figure of each rule that the table of units by month shows.
var series = map[model.Rule]string{model.Reach: "rate", model.Zero: "stock", model.Monthly: "count", model.Coverage: "rate"}

func (c *Composer) year(reported []model.Period, region model.Region) yearView {
	p := reported[len(reported)-1]
	v := yearView{bulletinView: c.view(p, region), Year: fmt.Sprintf("%d年", p.Year), Part: part(reported)}
	i := 0
	for _, ind := range c.rel.Indicators {
		for _, goal := range c.rel.Goals(ind, p.Year) {
			x := yearIndicator{ByUnit: v.Indicators[i], ByMonth: v.Indicators[i]}
			x.ByMonth.Units = nil
			x.ByMonth.Months, x.ByMonth.Finer, x.ByMonth.FinerLead = c.byMonth(ind, goal.Prefix, p, region)
			x.Anew = ind.Rule == model.Zero || ind.Rule == model.Monthly || ind.Rule == model.Coverage && x.ByUnit.Flow
			switch {
			case v.City && (x.Anew || ind.Rule == model.Reach):
				c.byUnit(&x, goal, ind.Rule, reported, region)
			case !v.City && x.Anew:
				v.Grid = append(v.Grid, c.gridRow(x.ByUnit.Name, goal.Prefix, p, region))
			}
			if x.Anew && ind.Rule != model.Zero {
				places := c.rel.Children(region.ID)
				if region.Leaf {
					places = []model.Region{region}
				}
				c.kept(&x, goal.Prefix, reported, places)
			}
			v.Items = append(v.Items, x)
			i++
		}
	}
	return v
}

// byUnit adds the months of the units and of their sum.
func (c *Composer) byUnit(x *yearIndicator, goal model.Goal, rule model.Rule, reported []model.Period, whole model.Region) {
	p := reported[len(reported)-1]
	for _, r := range append(c.rel.Children(whole.ID), whole) {
		row := seriesRow{Place: plain(r.Short.Text)}
		if r.ID == whole.ID {
			row.Place = "合计"
		} else if x.Anew {
			x.Grid = append(x.Grid, c.gridRow(row.Place, goal.Prefix, p, r))
		}
		for _, m := range reported {
			row.Cells = append(row.Cells, c.rel.Figure(c.rel.Judged(goal.Prefix, m, r.ID), series[rule]))
		}
		x.Series = append(x.Series, row)
	}
	if goal.Target == nil {
		return
	}
	x.plan = goal.Target.Pace
	for _, u := range x.ByUnit.Units {
		course := chart.Rates{Name: u.Place}
		for m := 1; m <= p.Month; m++ {
			j := c.rel.Judged(goal.Prefix, model.Period{Year: p.Year, Month: m}, u.F["rate"].Region)
			course.Cells, course.Lead = append(course.Cells, c.rel.Figure(j, "rate")), c.rel.Figure(j, "lead")
		}
		x.courses = append(x.courses, course)
	}
}

// Hides reports whether the table of the units by month withholds a figure.
func (x yearIndicator) Hides() bool {
	return x.has(func(c model.Cell) bool { return c.State == model.Withheld })
}

// Finer reports whether a figure of that table has more decimals than others.
func (x yearIndicator) Finer() bool { return x.has(finer) }

func (x yearIndicator) has(what func(model.Cell) bool) bool {
	return slices.ContainsFunc(x.Series, func(r seriesRow) bool { return slices.ContainsFunc(r.Cells, what) })
}
