package web

import (
	"gongkai/generator/chart"
	"gongkai/generator/model"
	"gongkai/generator/view"
)

// ratios is the view of the table of two ratios.
type ratios struct {
	Indicator model.Indicator
	Part      string // names of the four measures
	Whole     string
	FloorPart string
	FloorBase string
	Scale     chart.Scale
	Rows      []ratioRow
	City      ratioRow
	Notes     []string
	Why       why // of the city
}

type ratioRow struct {
	Region    model.Region
	Path      string
	Part      model.Cell
	Whole     model.Cell
	Rate      model.Cell
	FloorPart model.Cell
	FloorBase model.Cell
	Floor     model.Cell
	Margin    model.Cell
	Short     model.Cell
	Pair      chart.Pair
	Label     label
	None      string // why there is nothing to show
}

func (s *site) ratios(ind model.Indicator, p model.Period) ratios {
	r := ratios{
		Indicator: ind, Part: s.measureName(ind.Part), Whole: s.measureName(ind.Whole),
		FloorPart: s.measureName(ind.FloorPart), FloorBase: s.measureName(ind.FloorWhole),
	}
	units, city := view.Rows(s.Release, ind.ID, p)
	var rates []model.Cell
	for _, u := range append(units, city) {
		rates = append(rates, s.Figure(u.Judgement, "rate"), s.Figure(u.Judgement, "floor"))
	}
	r.Scale = chart.NewScale(rates)
	for _, u := range units {
		row := s.ratioRow(u, r.Scale)
		row.Path = unitPath(p, u.Region)
		r.Rows = append(r.Rows, row)
		if row.Short.State == model.Published && row.Short.Value.Sign() > 0 {
			r.Notes = append(r.Notes, u.Region.Short.Text+"再安置"+row.Short.Words()+"即可达到。")
		}
		if row.Rate.State == model.Published && row.Rate.Value.Digits > 1 {
			r.Notes = append(r.Notes, u.Region.Short.Text+"两项保留一位小数相同而实际不同，故多列小数。")
		}
		if row.Pair.Equal {
			r.Notes = append(r.Notes, u.Region.Short.Text+"两项相等，为达到。")
		}
	}
	r.City = s.ratioRow(city, r.Scale)
	r.Notes = append(r.Notes, s.cityNotes(city.Judgement)...)
	r.Why = s.explain(city.Judgement)
	return r
}

func (s *site) ratioRow(u view.Row, scale chart.Scale) ratioRow {
	f := func(name string) model.Cell { return s.Figure(u.Judgement, name) }
	row := ratioRow{
		Region: u.Region, Part: f("part"), Whole: f("whole"), Rate: f("rate"), FloorPart: f("floor_part"), FloorBase: f("floor_whole"),
		Floor: f("floor"), Margin: f("margin"), Short: f("short"), Label: statusLabel(u.Judgement),
	}
	row.Pair = chart.NewPair(row.Rate, row.Floor, scale)
	if u.Judgement.State == model.NotSubmitted {
		row.None = "当月未报送，不作估计"
	}
	return row
}

func (s *site) measureName(id string) string {
	m, _ := s.Measure(id)
	return m.Name.Text
}

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
	Coverage  []coverageRow // rule coverage: done and due of this month
	City      coverageRow
}

type dutyRow struct {
	Region model.Region
	Marks  []dutyMark
	Months model.Cell
	Of     int // months so far; 0 = nothing to compare
}

type dutyMark struct {
	Icon  string
	Class string
	Word  string
	Now   bool
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

func (s *site) duty(ind model.Indicator, p model.Period) duty {
	d := duty{Indicator: ind, Year: p.Year, Now: p.Month}
	grid := view.Months(s.Release, ind.ID, view.YearMonths(p.Year))
	for _, m := range grid.Periods {
		d.Months = append(d.Months, m.Month)
	}
	for _, r := range grid.Rows {
		row := dutyRow{Region: r.Region, Months: s.Figure(s.judgement(ind.ID, p, r.Region.ID), "months")}
		if row.Months.State == model.Published {
			row.Of = p.Month
		}
		for i, j := range r.Judgements {
			mark := dutyMark{"wait", "m-wait", "未到", grid.Periods[i] == p}
			if grid.Periods[i].Compare(p) <= 0 {
				mark.Icon, mark.Class, mark.Word = markOf(j)
			}
			row.Marks = append(row.Marks, mark)
		}
		d.Rows = append(d.Rows, row)
	}
	if ind.Rule == model.Coverage {
		units, city := view.Rows(s.Release, ind.ID, p)
		for _, u := range units {
			d.Coverage = append(d.Coverage, s.coverageRow(u, unitPath(p, u.Region)))
		}
		d.City = s.coverageRow(city, "")
	}
	return d
}

func (s *site) coverageRow(u view.Row, path string) coverageRow {
	f := func(name string) model.Cell { return s.Figure(u.Judgement, name) }
	return coverageRow{u.Region, path, f("done"), f("due"), f("rate"), statusLabel(u.Judgement)}
}

func markOf(j model.Judgement) (icon, class, word string) {
	switch {
	case j.State == model.NotSubmitted:
		return "gone", "m-na", "未报送"
	case j.State == model.Withheld:
		return "hide", "m-na", "不予公开"
	case j.State != model.Published || j.Status == model.NoStatus:
		return "wait", "m-wait", j.Label()
	case j.Status.Good():
		return "met", "m-ok", j.Label()
	}
	return "miss", "m-no", j.Label()
}

// clearing is the view of the table of zero households: 期初 + 新认定 − 已帮扶 = 期末.
type clearing struct {
	Indicator model.Indicator
	Unit      string
	Rows      []clearingRow
	City      clearingRow
	Notes     []string
	Why       why
}

type clearingRow struct {
	Region  model.Region
	Path    string
	Opening model.Cell
	Found   model.Cell
	Helped  model.Cell
	Stock   model.Cell
	Label   label
}

func (s *site) clearing(ind model.Indicator, p model.Period) clearing {
	measure, _ := s.Measure(ind.Measure)
	c := clearing{Indicator: ind, Unit: measure.Unit}
	units, city := view.Rows(s.Release, ind.ID, p)
	for _, u := range units {
		c.Rows = append(c.Rows, s.clearingRow(u, unitPath(p, u.Region)))
	}
	c.City = s.clearingRow(city, "")
	c.Notes = s.cityNotes(city.Judgement)
	c.Why = s.explain(city.Judgement)
	return c
}

func (s *site) clearingRow(u view.Row, path string) clearingRow {
	f := func(name string) model.Cell { return s.Figure(u.Judgement, name) }
	return clearingRow{u.Region, path, f("opening"), f("found"), f("helped"), f("stock"), statusLabel(u.Judgement)}
}
