package web

import (
	"slices"

	"gongkai/generator/chart"
	"gongkai/generator/model"
	"gongkai/generator/view"
)

// monthly reports whether an indicator is judged anew each month; a coverage of cumulative counts is not.
func (s *site) monthly(ind model.Indicator) bool {
	m, _ := s.Measure(ind.Part)
	return ind.Rule == model.Monthly || ind.Rule == model.Coverage && m.Kind == model.Flow
}

// duty is the view of a month grid – whether each unit did each month what is asked of it – and of the table of what
// was done and due.
type duty struct {
	Indicator model.Indicator
	Year      int
	Now       int // month
	Months    []int
	Rows      []dutyRow
	Due       string // rule coverage: the names of its figures
	Done      string
	Rate      string
	Coverage  []coverageRow // done and due of this month
	City      coverageRow
	Notes     []string // below that table
}

type dutyRow struct {
	Region model.Region
	Marks  []dutyMark
	Months model.Cell
	Of     int // months so far; 0 = nothing to compare
}

type dutyMark struct {
	chart.Sign
	Now bool
}

// coverageRow is one unit's done, due and rate.
type coverageRow struct {
	Region model.Region
	Path   string
	Done   model.Cell
	Due    model.Cell
	Rate   model.Cell
	Label  label
}

func (s *site) duty(ind model.Indicator, p model.Period, whole model.Region) duty {
	d := duty{Indicator: ind, Year: p.Year, Now: p.Month}
	grid := view.Months(s.Release, ind.ID, view.YearMonths(p.Year), whole)
	for _, m := range grid.Periods {
		d.Months = append(d.Months, m.Month)
	}
	for _, r := range grid.Rows {
		row := dutyRow{Region: r.Region, Months: s.Figure(s.Judged(ind.ID, p, r.Region.ID), "months")}
		if row.Months.State == model.Published {
			row.Of = p.Month
		}
		for i, j := range r.Judgements {
			sign := chart.Waiting
			if grid.Periods[i].Compare(p) <= 0 {
				sign = chart.SignOf(j)
			}
			row.Marks = append(row.Marks, dutyMark{sign, grid.Periods[i] == p})
		}
		d.Rows = append(d.Rows, row)
	}
	if ind.Rule == model.Coverage {
		units, city := view.Rows(s.Release, ind.ID, p, whole)
		var none dashes
		for _, u := range units {
			row := s.coverageRow(u, unitPath(p, u.Region))
			d.Coverage = append(d.Coverage, row)
			none.row(u.Region.Short.Text, row.Done, row.Due, row.Rate)
		}
		d.City = s.coverageRow(city, "")
		none.row(city.Region.Short.Text, d.City.Done, d.City.Due, d.City.Rate)
		d.Notes = append(s.cityNotes(city.Judgement), none.notes()...)
		for _, f := range model.FiguresOf(ind.Rule) {
			if to := map[string]*string{"due": &d.Due, "done": &d.Done, "rate": &d.Rate}[f.ID]; to != nil {
				*to = s.FigureName(ind, f)
			}
		}
	}
	return d
}

func (s *site) coverageRow(u view.Row, path string) coverageRow {
	f := func(name string) model.Cell { return s.Figure(u.Judgement, name) }
	return coverageRow{u.Region, path, f("done"), f("due"), f("rate"), statusLabel(u.Judgement)}
}

// dutyKeys explains the signs of the month grids, in their order.
func dutyKeys(duties []duty) []chart.Key {
	var signs []chart.Sign
	for _, d := range duties {
		for _, row := range d.Rows {
			for _, m := range row.Marks {
				signs = append(signs, m.Sign)
			}
		}
	}
	slices.Sort(signs)
	var keys []chart.Key
	for _, s := range slices.Compact(signs) {
		keys = append(keys, chart.Key{Sign: s, Words: s.String()})
	}
	return keys
}
