package derive

import (
	"cmp"
	"slices"

	"gongkai/generator/model"
	"gongkai/generator/record"
)

// spot is one indicator, judged against one target, for one region and month.
type spot struct {
	*book
	ind    model.Indicator
	prefix string
	target *model.Target
	p      model.Period
	region model.Region
}

// measures lists what the indicator is computed from.
func (s spot) measures() []string {
	var list []string
	for _, m := range []string{s.ind.Measure, s.ind.Part, s.ind.Whole, s.ind.FloorPart, s.ind.FloorWhole} {
		if m != "" {
			list = append(list, m)
		}
	}
	return list
}

// reported reports whether the units report what the indicator needs in this month at all.
func (s spot) reported() bool { return s.reportedIn(s.p) }

func (s spot) reportedIn(p model.Period) bool {
	for _, m := range s.measures() {
		if _, ok := s.at(s.key(m, p)); !ok {
			return false
		}
	}
	return true
}

func (s spot) key(measure string, p model.Period) model.Key {
	return model.Key{Measure: measure, Period: p, Region: s.region.ID}
}

// read returns a measure of the region in this month.
func (s spot) read(measure string) record.Figure { return s.readAt(measure, s.p) }

// readAt returns a measure of the region in a month; one that nobody reports there is 不适用.
func (s spot) readAt(measure string, p model.Period) record.Figure {
	if f, ok := s.at(s.key(measure, p)); ok {
		return f
	}
	return record.Figure{Key: s.key(measure, p), State: model.NotApplicable, Why: p.Words() + "无此项"}
}

// set writes a derived figure. What its inputs leave out it leaves out too.
func (s spot) set(figure string, v model.Value, how string, inputs ...record.Figure) record.Figure {
	f := record.Figure{Key: s.key(s.prefix+"."+figure, s.p), Value: v, How: how, From: places(inputs)}
	for _, in := range inputs {
		f.Inputs = append(f.Inputs, in.Key)
		f.Why = cmp.Or(f.Why, in.Why)
		f.Revision += in.Revision
	}
	s.put(f)
	return f
}

// same writes a figure that is a measure under another name.
func (s spot) same(figure string, from record.Figure) record.Figure {
	f := from
	f.Key = s.key(s.prefix+"."+figure, s.p)
	f.Inputs, f.Sum = []model.Key{from.Key}, nil
	s.put(f)
	return f
}

// none writes figures that have no value.
func (s spot) none(state model.State, why string, figures ...string) {
	for _, figure := range figures {
		s.put(record.Figure{Key: s.key(s.prefix+"."+figure, s.p), State: state, Why: why})
	}
}

// noneFrom writes a figure that has no value for a reason that speaks of its inputs: it is withheld with them.
func (s spot) noneFrom(why, figure string, inputs ...record.Figure) {
	f := record.Figure{Key: s.key(s.prefix+"."+figure, s.p), State: model.NotApplicable, Why: why}
	for _, in := range inputs {
		f.Inputs = append(f.Inputs, in.Key)
	}
	s.put(f)
}

// excluded lists the units that are missing in any of the measures, in official order.
func (s spot) excluded(measures ...string) []string {
	var ids []string
	for _, unit := range s.units[s.region.ID] {
		for _, m := range measures {
			if slices.Contains(s.missing[s.key(m, s.p)], unit.ID) {
				ids = append(ids, unit.ID)
				break
			}
		}
	}
	return ids
}

// judge writes the judgement. Inputs are the figures that the status follows from.
func (s spot) judge(status model.Status, because string, inputs ...record.Figure) {
	j := s.judgement()
	j.Status, j.Because = status, because
	for _, in := range inputs {
		j.Inputs = append(j.Inputs, in.Key)
	}
	s.book.judgements = append(s.book.judgements, j)
}

// unjudged writes a judgement without a status.
func (s spot) unjudged(state model.State, excluded []string) {
	j := s.judgement()
	j.State = state
	if !s.region.Leaf {
		j.Excluded = excluded
	}
	s.book.judgements = append(s.book.judgements, j)
}

func (s spot) judgement() record.Judgement {
	j := record.Judgement{Judgement: model.Judgement{
		Indicator: s.ind.ID, Prefix: s.prefix, Period: s.p, Region: s.region.ID,
	}}
	if s.target != nil {
		j.Target = s.target.ID
	}
	return j
}
