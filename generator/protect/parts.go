package protect

import (
	"strings"

	"gongkai/generator/model"
	"gongkai/generator/record"
	"gongkai/generator/suppress"
)

// parts writes the equations of groups: those of a dimension add up to what they divide. The last group needs no
// unknowns of its own, it is what the others leave, which only grows. Where a group was not reported, what the others
// leave is as good as reported.
func (s *system) parts(m model.Measure, figures []record.Figure) {
	if !m.Additive {
		return
	}
	done := map[model.Key]bool{} // written as what others leave; only looked up
	for _, whole := range figures {
		if whole.Sum != nil {
			continue // its units' equations add up to it
		}
		for _, d := range s.rel.Dimensions {
			s.divide(m, whole, d, done)
		}
	}
	for _, whole := range figures {
		if whole.Sum != nil || m.Kind != model.Cumulative {
			continue
		}
		for _, d := range s.rel.Dimensions {
			s.gap(whole.Key, d)
		}
	}
}

// gap adds what is known of groups that were not reported beside others: what those leave is no smaller than it was
// before and no larger than it is after.
func (s *system) gap(whole model.Key, d model.Dimension) {
	var missing, reported []string
	for _, v := range d.Values {
		k := whole
		k.Group = s.within(whole.Group, d.ID, v.ID)
		if _, ok := s.forms[k]; ok {
			reported = append(reported, k.Group)
		} else {
			missing = append(missing, k.Group)
		}
	}
	if len(missing) == 0 || len(reported) == 0 {
		return
	}
	left := func(k model.Key) ([]suppress.Term, bool) {
		if form, ok := s.together(k, missing); ok {
			return form, true
		}
		form, ok := s.together(k, reported)
		all, known := s.forms[k]
		return minus(all, form), ok && known
	}
	now, _ := left(whole)
	for _, step := range []int{-1, 1} {
		k := whole
		for k.Period.Month += step; k.Period.Month >= 1 && k.Period.Month <= 12; k.Period.Month += step {
			then, ok := left(k)
			if !ok {
				continue
			}
			grown := minus(then, now)
			from, to := whole, k
			if step < 0 {
				grown, from, to = minus(now, then), k, whole
			}
			if !s.broken(from, to) && s.value(grown) >= 0 {
				s.problem.Floors = append(s.problem.Floors, grown)
			}
			break
		}
	}
}

// together adds up groups, if all of them are known.
func (s *system) together(k model.Key, groups []string) ([]suppress.Term, bool) {
	var sum []suppress.Term
	for _, k.Group = range groups {
		form, ok := s.forms[k]
		if !ok {
			return nil, false
		}
		sum = append(sum, form...)
	}
	return minus(sum, nil), true
}

// value is what a form is in the true table.
func (s *system) value(form []suppress.Term) int64 {
	sum := int64(0)
	for _, t := range form {
		sum += t.Coef * s.problem.Inner[t.Inner]
	}
	return sum
}

func (s *system) divide(m model.Measure, whole record.Figure, d model.Dimension, done map[model.Key]bool) {
	var parts []model.Key
	rest := whole.Value.Num
	for _, v := range d.Values {
		k := whole.Key
		k.Group = s.within(whole.Group, d.ID, v.ID)
		if _, ok := s.forms[k]; ok {
			parts = append(parts, k)
			rest -= s.derived.Figures[s.index[k]].Value.Num
		}
	}
	if len(parts) == 0 {
		return
	}
	last := -1
	for i, k := range parts {
		if m.Kind == model.Cumulative && !done[k] && s.whole(whole.Key, d) {
			last = i
		}
	}
	form := s.forms[whole.Key]
	for i, k := range parts {
		if i != last {
			form = minus(form, s.forms[k])
		}
	}
	switch {
	case last >= 0:
		done[parts[last]] = true
		s.forms[parts[last]] = form
		s.problem.Floors = append(s.problem.Floors, s.grown(m, parts[last]))
	case len(parts) == len(d.Values):
		s.add(model.Key{}, whole.Key, model.Key{}, suppress.Cell{Terms: form, Value: rest, Kind: suppress.Forced})
	default:
		s.problem.Floors = append(s.problem.Floors, form)
		if s.count(rest) {
			s.add(model.Key{}, whole.Key, model.Key{}, suppress.Cell{Terms: form, Value: rest, Kind: suppress.Virtual})
		}
	}
}

// whole reports whether a dimension is reported wholly or not at all in each month of the year: then a group is what the
// others leave in all of them.
func (s *system) whole(k model.Key, d model.Dimension) bool {
	group := k.Group
	for k.Period.Month = 1; k.Period.Month <= 12; k.Period.Month++ {
		n := 0
		for _, v := range d.Values {
			k.Group = s.within(group, d.ID, v.ID)
			if _, ok := s.forms[k]; ok {
				n++
			}
		}
		k.Group = group
		if _, ok := s.forms[k]; n > 0 && (n < len(d.Values) || !ok) {
			return false
		}
	}
	return true
}

// grown is what a figure grew by since it was last reported in the year, all of it where a chain begins.
func (s *system) grown(m model.Measure, k model.Key) []suppress.Term {
	before := k
	for before.Period.Month--; m.Kind == model.Cumulative && before.Period.Month > 0; before.Period.Month-- {
		if form, ok := s.forms[before]; ok {
			if s.fell(s.derived.Figures[s.index[before]], s.derived.Figures[s.index[k]]) {
				break
			}
			return minus(s.forms[k], form)
		}
	}
	return s.forms[k]
}

// within is a group with one more dimension, in the order of the dimensions.
func (s *system) within(group, dimension, value string) string {
	var parts []string
	for _, d := range s.rel.Dimensions {
		for part := range strings.SplitSeq(group, ";") {
			if strings.HasPrefix(part, d.ID+"=") {
				parts = append(parts, part)
			}
		}
		if d.ID == dimension {
			parts = append(parts, dimension+"="+value)
		}
	}
	return strings.Join(parts, ";")
}
