package web

import (
	"slices"
	"strings"

	"gongkai/generator/model"
)

// withheldPath is the page that tells why figures are withheld.
const withheldPath = "/about/withheld/"

// losses is the view of _losses.html: how many figures are withheld, and the share of information that is lost.
type losses struct {
	Reported []loss
	Computed []loss // all figures of an indicator together
	Whole    loss
}

// loss is one row. Of names what is counted: a measure, the figures of an indicator as posts.*, * for all.
type loss struct {
	Name string
	Of   string
	model.Loss
	Share string
}

// All is the number of figures that exist.
func (l losses) All() int { return l.Whole.Published + l.Whole.Withheld }

// losses counts the figures of the release, reported measures first, in the order in which they are defined.
func (s *site) losses() losses {
	byMeasure := map[string]model.Loss{}
	byIndicator := map[string]model.Loss{}
	var whole model.Loss
	for _, l := range s.Losses() {
		whole = whole.Plus(l)
		if prefix, figure := model.SplitMeasure(l.Measure); figure != "" {
			ind, _ := s.IndicatorOf(prefix)
			byIndicator[ind.ID] = byIndicator[ind.ID].Plus(l)
		} else {
			byMeasure[l.Measure] = l
		}
	}
	v := losses{Whole: lossRow("合计", "*", whole)}
	for _, m := range s.Measures {
		if l := byMeasure[m.ID]; l.Published+l.Withheld > 0 {
			v.Reported = append(v.Reported, lossRow(m.Name.Text, m.ID, l))
		}
	}
	for _, ind := range s.Indicators {
		if l := byIndicator[ind.ID]; l.Published+l.Withheld > 0 {
			v.Computed = append(v.Computed, lossRow(ind.Name.Text, ind.ID+".*", l))
		}
	}
	return v
}

func lossRow(name, of string, l model.Loss) loss {
	row := loss{Name: name, Of: of, Loss: l, Share: "—"}
	if share, ok := l.Share(); ok {
		row.Share = share.String()
	}
	return row
}

// explained reports whether there is a page that tells why figures are withheld.
func (s *site) explained() bool {
	s.kept.reasons.Do(func() {
		s.kept.explained = slices.ContainsFunc(s.plan, func(p page) bool { return p.Path == withheldPath })
	})
	return s.kept.explained
}

// hides reports whether a page has to say where 不予公开 is explained: it has the word and not the way there yet.
func (s *site) hides(p *page, main string) bool {
	return s.explained() && p.Path != withheldPath && strings.Contains(main, model.Withheld.String()) && !strings.Contains(main, `href="`+withheldPath+`"`)
}
