package web

import (
	"gongkai/generator/model"
	"gongkai/generator/view"
)

// clearing is the view of the table of zero households: 上月末 + 当月认定 − 当月帮扶 = 月末.
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

func (s *site) clearing(ind model.Indicator, p model.Period, whole model.Region) clearing {
	measure, _ := s.Measure(ind.Measure)
	c := clearing{Indicator: ind, Unit: measure.Unit}
	units, city := view.Rows(s.Release, ind.ID, p, whole)
	var none dashes
	for _, u := range units {
		row := s.clearingRow(u, unitPath(p, u.Region))
		c.Rows = append(c.Rows, row)
		none.row(u.Region.Short.Text, row.Opening, row.Found, row.Helped, row.Stock)
	}
	c.City = s.clearingRow(city, "")
	none.row(city.Region.Short.Text, c.City.Opening, c.City.Found, c.City.Helped, c.City.Stock)
	c.Notes = append(s.cityNotes(city.Judgement), none.notes()...)
	c.Why = s.explain(city.Judgement)
	return c
}

func (s *site) clearingRow(u view.Row, path string) clearingRow {
	f := func(name string) model.Cell { return s.Figure(u.Judgement, name) }
	return clearingRow{u.Region, path, f("opening"), f("found"), f("helped"), f("stock"), statusLabel(u.Judgement)}
}
