package web

import (
	"slices"
	"strings"

	"gongkai/generator/model"
)

// corrections plans the list of all 更正.
func corrections(s *site) []page {
	return []page{{
		Path:        "/progress/corrections/",
		Column:      "progress",
		Title:       "数据更正",
		Description: "已公布数据的更正：原数、新数、原因和日期。",
		Crumbs:      []crumb{s.crumb("progress")},
		AsOf:        s.Site.AsOf,
		Template:    "corrections",
		View: func(r *rendering) any {
			return correctionsView{r.correctionsOf(func(model.Correction) bool { return true })}
		},
	}}
}

// correctionsView is the view of corrections.html, newest first.
type correctionsView struct{ Rows []correctionRow }

type correctionRow struct {
	Region  string
	Measure string
	Group   string
	Period  string
	Before  string // no figure of the release any more
	New     model.Cell
	Reason  model.Text
	Date    model.Date
}

func (s *site) correctionsOf(is func(model.Correction) bool) []correctionRow {
	var rows []correctionRow
	for _, c := range s.Corrections {
		if !is(c) {
			continue
		}
		region, _ := s.Region(c.Key.Region)
		rows = append(rows, correctionRow{
			Region: region.Short.Text, Measure: s.Label(c.Key.Measure), Group: s.partOf(c.Key.Group),
			Period: c.Key.Period.Words(), Before: c.Old.String(), New: c.New, Reason: c.Reason, Date: c.Date,
		})
	}
	slices.SortStableFunc(rows, func(a, b correctionRow) int { return b.Date.Compare(a.Date) })
	return rows
}

// partOf names the part of a measure that a group is: 乡村.
func (s *site) partOf(group string) string {
	var names []string
	for part := range strings.SplitSeq(s.GroupLabel(group), "；") {
		_, name, _ := strings.Cut(part, "=")
		names = append(names, name)
	}
	return strings.Join(names, "、")
}
