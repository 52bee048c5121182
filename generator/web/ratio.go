package web

import (
	"gongkai/generator/chart"
	"gongkai/generator/compose"
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
	Told      [][]compose.Part // notes with figures
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

func (s *site) ratios(ind model.Indicator, p model.Period, whole model.Region) ratios {
	r := ratios{
		Indicator: ind, Part: s.measureName(ind.Part), Whole: s.measureName(ind.Whole),
		FloorPart: s.measureName(ind.FloorPart), FloorBase: s.measureName(ind.FloorWhole),
	}
	units, city := view.Rows(s.Release, ind.ID, p, whole)
	var pairs []chart.PairRow
	for _, u := range append(units, city) {
		pairs = append(pairs, chart.PairRow{Rate: s.Figure(u.Judgement, "rate"), Floor: s.Figure(u.Judgement, "floor")})
	}
	r.Scale = chart.NewScale(pairs)
	var none dashes
	for _, u := range units {
		row := s.ratioRow(u, r.Scale)
		none.row(u.Region.Short.Text, row.figures()...)
		row.Path = unitPath(p, u.Region)
		r.Rows = append(r.Rows, row)
		if row.Short.State == model.Published && row.Short.Value.Sign() > 0 {
			r.Told = append(r.Told, []compose.Part{{Text: u.Region.Short.Text + "再帮扶"}, {Figure: row.Short}, {Text: "实现就业即可达到。"}})
		}
		if words := finerWords(u.Region.Short.Text, row.Rate, row.Floor); words != "" {
			r.Notes = append(r.Notes, words)
		}
		if row.Pair.Equal {
			r.Notes = append(r.Notes, u.Region.Short.Text+"两项相等，为达到。")
		}
	}
	r.City = s.ratioRow(city, r.Scale)
	none.row(city.Region.Short.Text, r.City.figures()...)
	r.Notes = append(r.Notes, s.cityNotes(city.Judgement)...)
	r.Notes = append(r.Notes, none.notes()...)
	r.Why = s.explain(city.Judgement)
	return r
}

// finerWords says why two shares are printed with more than one decimal; empty where they are not.
func finerWords(who string, rate, floor model.Cell) string {
	if rate.State != model.Published || floor.State != model.Published || rate.Value.Digits <= 1 {
		return ""
	}
	if rate.Value.WithDigits(1).String() == floor.Value.WithDigits(1).String() {
		return who + "两项保留一位小数相同而实际不同，故多列小数。"
	}
	return who + "两项相差很小，故多列小数。"
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

// figures are the cells that the row shows.
func (r ratioRow) figures() []model.Cell {
	if r.None != "" {
		return nil
	}
	return []model.Cell{r.Part, r.Whole, r.Rate, r.FloorPart, r.FloorBase, r.Floor, r.Margin}
}

func (s *site) measureName(id string) string {
	m, _ := s.Measure(id)
	return m.Name.Text
}
