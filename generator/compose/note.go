package compose

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/model"
)

// Hides reports whether one of the named figures is withheld.
func (s spotView) Hides(figures ...string) bool {
	return slices.ContainsFunc(figures, func(f string) bool { return s.F[f].State == model.Withheld })
}

// TableHides reports whether one of the named figures is withheld in the table of the indicator.
func (v indicatorView) TableHides(figures ...string) bool {
	return slices.ContainsFunc(slices.Concat(v.Units, v.Months, []spotView{v.spotView}), func(s spotView) bool { return s.Hides(figures...) })
}

// withheldNote says what 不予公开 stands for (data/site.yaml, threshold).
func withheldNote(site model.Site) string {
	return fmt.Sprintf("不予公开：1至%d户（人），以及能推算出它们的数。", site.Threshold-1)
}

// corrections says which figures of an indicator were corrected after the day of the bulletin, in the bulletin's month
// or an earlier one of the year: the text shows the new figure under the old date.
func (c *Composer) corrections(ind model.Indicator, p model.Period, region model.Region) []string {
	var notes []string
	for _, x := range c.late(ind, p, region) {
		k := x.Key
		m, _ := c.rel.Measure(k.Measure)
		who := ""
		if k.Region != region.ID {
			r, _ := c.rel.Region(k.Region)
			who = r.Short.Text
		}
		note := who + months[k.Period.Month] + m.Name.Text + m.Kind.String() + "数于" + x.Date.Words()
		switch x.Old.State {
		case model.Published:
			note += "更正，原为" + x.Old.Words()
		case model.NotSubmitted:
			note += "补报"
		default:
			note += "更正，原数不予公开"
		}
		if x.Reason.Stated() {
			note += "（更正原因：" + c.theirs(x.Reason.Text) + "）"
		}
		notes = append(notes, plain(note)+"。")
	}
	return notes
}

// late lists the corrections of an indicator's figures that were made after the day of the bulletin.
func (c *Composer) late(ind model.Indicator, p model.Period, region model.Region) []model.Correction {
	dated := model.Date{}
	if at, ok := c.rel.PublishedAt(p); ok {
		dated = model.DateOf(at)
	}
	var list []model.Correction
	for _, x := range c.rel.Corrections {
		k := x.Key
		late := x.Date.Compare(dated) > 0 && k.Period.Compare(p) <= 0 && k.Period.Year == p.Year
		if late && (dated.Stated() || k.Period == p) && k.Group == "" && c.rel.Within(k.Region, region.ID) && slices.Contains(measures(ind), k.Measure) {
			list = append(list, x)
		}
	}
	return list
}

// corrected says on which day the figures of a bulletin were last corrected after its own day, the only one that a reader
// of the text sees: the notes of the tables tell what was corrected. Empty if they were not.
func (c *Composer) corrected(p model.Period, region model.Region) string {
	var last model.Date
	what := "补报"
	for _, ind := range c.rel.Indicators {
		for _, x := range c.late(ind, p, region) {
			if x.Date.Compare(last) > 0 {
				last = x.Date
			}
			if x.Old.State != model.NotSubmitted {
				what = "更正"
			}
		}
	}
	if !last.Stated() {
		return ""
	}
	return "本通报数据已于" + last.Words() + what
}

// measures lists what an indicator is computed from.
func measures(ind model.Indicator) []string {
	return []string{ind.Measure, ind.Part, ind.Whole, ind.FloorPart, ind.FloorWhole, ind.Found, ind.Helped}
}

// own says in a bulletin what a text of the site says of itself: a bulletin travels without the site.
func own(text model.Text) string { return plain(strings.ReplaceAll(text.Text, "本站", "本通报")) }
