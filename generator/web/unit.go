package web

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/model"
)

// unitPage plans the page of one unit in one month.
func (s *site) unitPage(p model.Period, unit model.Region) page {
	at, _ := s.PublishedAt(p)
	return page{
		Path:        unitPath(p, unit),
		Column:      "progress",
		Title:       unit.Short.Text + p.Words() + "进展",
		Description: fmt.Sprintf("%s%s各项指标的完成情况、报送数和计算依据。", unit.Name, p.Words()),
		Keywords:    []string{unit.Short.Text, p.Words(), "进展", "完成率", "序时进度"},
		Content:     true,
		Crumbs:      []crumb{s.crumb("progress"), {monthPath(p), p.Words() + "进展"}},
		Published:   at,
		Source:      unit.Name.Text + "报送",
		AsOf:        p.LastDay(),
		Template:    "unit",
		View:        func(r *rendering) any { return r.unit(p, unit) },
	}
}

// unitView is the view of unit.html: one unit in one month.
type unitView struct {
	Region      model.Region
	Period      model.Period
	Missing     string // 未报送, in words
	Previous    *crumb
	Next        *crumb
	Twin        string
	PDF         string
	Service     string
	Reach       []reach
	Judged      []judged
	Reported    []reportedRow
	Corrections []correctionRow
	Others      []crumb
	Notes       []string
}

// judged is one indicator of a unit other than reach: its figures, its status and why.
type judged struct {
	Indicator model.Indicator
	Path      string
	Label     label
	Facts     []fact
	Why       why
}

// reportedRow is one measure as reported, with its groups below it.
type reportedRow struct {
	Measure model.Measure
	Cell    model.Cell
	Groups  []groupRow
}

type groupRow struct {
	Name string
	Cell model.Cell
}

func (s *site) unit(p model.Period, unit model.Region) unitView {
	v := unitView{
		Region: unit, Period: p, Twin: bulletinPath(p, unit), PDF: pdfPath(p, unit), Service: "/services/" + unit.ID + "/",
		Reported: s.reportedRows(p, unit),
	}
	v.Previous, v.Next = s.neighbours(p, func(m model.Period) string { return unitPath(m, unit) })
	var missing []string
	for _, r := range v.Reported {
		if r.Cell.State == model.NotSubmitted {
			missing = append(missing, r.Measure.Name.Text)
		}
	}
	if len(missing) > 0 {
		v.Missing = strings.Join(missing, "、") + "当月未报送，不作估计，也不沿用上月。"
	}
	for _, a := range s.aims(p) {
		v.Reach = append(v.Reach, s.reach(a, p, unit))
	}
	for _, ind := range s.Indicators {
		if ind.Rule != model.Reach {
			v.Judged = append(v.Judged, s.judged(ind, p, unit))
		}
	}
	v.Others = unitLinks(p, slices.DeleteFunc(s.Below(), func(r model.Region) bool { return r.ID == unit.ID }))
	if unit.Note.Stated() {
		v.Notes = append(v.Notes, unit.Note.Text)
	}
	var none dashes
	for _, r := range v.Reported {
		none.row(r.Measure.Name.Text, r.Cell)
		for _, g := range r.Groups {
			none.row(r.Measure.Name.Text+"（"+g.Name+"）", g.Cell)
		}
	}
	v.Notes = append(v.Notes, none.notes()...)
	v.Notes = append(v.Notes, s.unseasonal(p)...)
	v.Corrections = s.correctionsOf(func(c model.Correction) bool { return c.Key.Period == p && c.Key.Region == unit.ID })
	return v
}

func (s *site) judged(ind model.Indicator, p model.Period, unit model.Region) judged {
	j := s.Judged(ind.ID, p, unit.ID)
	d := judged{Indicator: ind, Path: indicatorPath(ind), Label: statusLabel(j), Why: s.explain(j)}
	for _, f := range model.FiguresOf(ind.Rule) {
		c := s.Figure(j, f.ID)
		// What a missing report leaves empty is said once, by the label.
		if c.State == model.NotApplicable && c.Why == "" || c.State == model.NotSubmitted && j.State == model.NotSubmitted {
			continue
		}
		d.Facts = append(d.Facts, fact{Name: s.FigureName(ind, f), Cell: c, Reason: c.Why})
	}
	return d
}

// reportedRows returns every measure of a unit and month with its published breakdowns, in the order of the data.
func (s *site) reportedRows(p model.Period, unit model.Region) []reportedRow {
	var rows []reportedRow
	for _, m := range s.Measures {
		key := model.Key{Measure: m.ID, Period: p, Region: unit.ID}
		c, ok := s.Cell(key)
		if !ok {
			continue
		}
		row := reportedRow{Measure: m, Cell: c}
		for _, d := range s.Dimensions {
			for _, value := range d.Values {
				key.Group = d.ID + "=" + value.ID
				if g, ok := s.Cell(key); ok {
					row.Groups = append(row.Groups, groupRow{value.Name.Text, g})
				}
			}
		}
		rows = append(rows, row)
	}
	return rows
}
