package protect

import (
	"fmt"
	"slices"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/record"
	"gongkai/generator/suppress"
)

// number is a figure of a unit at one of its revisions: the same wherever it occurs.
type number struct {
	model.Key
	revision int
}

// past is an earlier release as part of a system: its sums are of the units that had reported by then, with the numbers
// that they had then. Those that are no longer in the system are unknowns of their own.
type past struct {
	*system
	model.Recorded
	forms map[model.Key][]suppress.Term // of the units' figures; only looked up
	fresh map[model.Key]bool            // those that are no longer in the system
}

// earlier adds what earlier releases published, and what they withheld, as far as it is not in the system already.
func (s *system) earlier(family []model.Measure) {
	if len(s.rel.Ledger) == 0 {
		return
	}
	amounts := s.amounts()
	numbers := map[number][]suppress.Term{} // only looked up
	said := map[string]bool{}
	for _, r := range s.rel.Ledger {
		p := past{s, r, map[model.Key][]suppress.Term{}, map[model.Key]bool{}}
		for _, m := range family {
			for _, c := range p.of(m) {
				p.unit(c, numbers, amounts)
			}
		}
		for _, m := range family {
			for _, c := range p.of(m) {
				p.sum(c, said)
				p.tie(m, c)
			}
		}
		p.flows(family)
	}
}

// amounts are the numbers that figures of units have had, and have.
func (g *gate) amounts() map[number]int64 {
	amounts := map[number]int64{}
	for _, f := range g.derived.Figures {
		if f.State == model.Published && f.Sum == nil {
			amounts[number{f.Key, f.Revision}] = f.Value.Num
		}
	}
	for _, c := range g.derived.Corrections {
		amounts[number{c.New.Key, c.New.Revision}] = int64(c.New.Amount)
		if !c.Late {
			amounts[number{c.Old.Key, c.Old.Revision}] = int64(c.Old.Amount)
		}
	}
	return amounts
}

// of lists what units and sums had of a measure then.
func (p *past) of(m model.Measure) []model.RecordedCell {
	from, _ := slices.BinarySearchFunc(p.Cells, m.ID, func(c model.RecordedCell, id string) int {
		return c.Key.Compare(model.Key{Measure: id})
	})
	var list []model.RecordedCell
	for _, c := range p.Cells[from:] {
		if c.Measure != m.ID {
			break
		}
		if reported(c) {
			list = append(list, c)
		}
	}
	return list
}

func reported(c model.RecordedCell) bool {
	return c.State == model.Published || c.State == model.Withheld
}

// unit finds the form of a unit's figure, or makes one: what was withheld must not be known, what was published is.
func (p *past) unit(c model.RecordedCell, numbers map[number][]suppress.Term, amounts map[number]int64) {
	if region, ok := p.rel.Region(c.Region); !ok || !region.Leaf {
		return
	}
	n := number{c.Key, c.Revision}
	now, shown := p.system.forms[c.Key]
	if shown && p.derived.Figures[p.index[c.Key]].Revision == c.Revision {
		p.forms[c.Key] = now
		return
	}
	p.fresh[c.Key] = true
	if p.forms[c.Key] = numbers[n]; numbers[n] != nil {
		return
	}
	amount, known := amounts[n]
	if count, ok := c.Count(); ok {
		amount, known = int64(count), true
	}
	if !known || amount < 0 {
		delete(p.forms, c.Key)
		p.unclear(c.Key)
		return
	}
	numbers[n] = []suppress.Term{{Inner: p.unknown(amount), Coef: 1}}
	p.forms[c.Key] = numbers[n]
	p.known(c, numbers[n])
}

// known adds what a release said of a figure that is not in the system.
func (p *past) known(c model.RecordedCell, form []suppress.Term) {
	kind := suppress.Forced
	if c.State == model.Withheld && !p.noMoney(p.value(form)) {
		kind = suppress.Primary
	}
	p.add(model.Key{}, c.Key, model.Key{}, suppress.Cell{Terms: form, Value: p.value(form), Kind: kind})
}

// unclear stops the release: a number that an earlier one has is nowhere to be found, so that what it tells cannot be
// worked out.
func (p *past) unclear(k model.Key) {
	p.rel.Refusals = append(p.rel.Refusals, diag.Diag{Pos: diag.Pos{File: "data/ledger/" + p.Version.String()}, Rule: "disclosure",
		Text: p.words(k) + "：" + p.Version.String() + " 发布时的数现在找不到，无法判断由它会推算出什么",
		Hint: "改过的数写成更正，原来的行留着；删去的行恢复"})
}

// unitsIn lists the figures that a sum of an earlier release added up.
func (g *gate) unitsIn(r model.Recorded, k model.Key) []model.Key {
	var keys []model.Key
	for _, unit := range g.rel.Regions {
		at := k
		at.Region = unit.ID
		if !unit.Leaf || !g.rel.Within(unit.ID, k.Region) {
			continue
		}
		if c, ok := r.Cell(at); ok && reported(c) {
			keys = append(keys, at)
		}
	}
	return keys
}

// units are the figures that a sum added up then; false when one of them is unclear.
func (p *past) units(k model.Key) ([]model.Key, bool) {
	keys := p.unitsIn(p.Recorded, k)
	return keys, !slices.ContainsFunc(keys, func(k model.Key) bool { return p.forms[k] == nil })
}

// sum adds a sum that is another one than now, and by how much it was changed by what is withheld.
func (p *past) sum(c model.RecordedCell, said map[string]bool) {
	if region, ok := p.rel.Region(c.Region); !ok || region.Leaf {
		return
	}
	keys, clear := p.units(c.Key)
	i, there := p.index[c.Key]
	if !clear || len(keys) == 0 {
		return
	}
	var now record.Figure
	if there {
		now = p.derived.Figures[i]
	}
	if there && now.State == model.Published && now.Revision == c.Revision && slices.Equal(now.Sum, keys) && p.system.forms[c.Key] != nil {
		return
	}
	var form []suppress.Term
	for _, k := range keys {
		form = append(form, p.forms[k]...)
	}
	form = minus(form, nil)
	if count, ok := c.Count(); ok && int64(count) != p.value(form) {
		p.unclear(c.Key)
		return
	}
	if text := fmt.Sprint(form, c.State); !said[text] {
		said[text] = true
		p.known(c, form)
	}
	p.changed(now)
}

// changed adds by how few a sum was changed since by figures that are withheld.
func (p *past) changed(now record.Figure) {
	if now.State != model.Published || now.Sum == nil || p.system.forms[now.Key] == nil {
		return
	}
	var form []suppress.Term
	for _, unit := range p.rel.Regions {
		k := now.Key
		k.Region = unit.ID
		if !unit.Leaf || !p.rel.Within(unit.ID, now.Region) {
			continue
		}
		was, had := p.Cell(k)
		var new []suppress.Term
		if slices.Contains(now.Sum, k) {
			new = p.system.forms[k]
		}
		late := (!had || !reported(was)) && new != nil && p.count(p.value(new))
		if had && was.State == model.Withheld || late {
			form = append(form, minus(new, p.forms[k])...)
		}
	}
	form = minus(form, nil)
	n := p.value(form)
	if n < 0 {
		form, n = minus(nil, form), -n
	}
	if n > 0 && p.count(n) {
		p.add(model.Key{}, now.Key, model.Key{}, suppress.Cell{Terms: form, Value: n, Kind: suppress.Virtual})
	}
}

// tie adds what a release tells of a unit's figure by others: its months grow, groups add up, a part is no more than its
// whole. Only what one of the numbers that are no longer in the system has to do with is not in it.
func (p *past) tie(m model.Measure, c model.RecordedCell) {
	form := p.forms[c.Key]
	if form == nil {
		return
	}
	atLeast := func(more, less model.Key) {
		if p.forms[more] != nil && p.forms[less] != nil && (p.fresh[more] || p.fresh[less]) {
			if rest := minus(p.forms[more], p.forms[less]); p.value(rest) >= 0 {
				p.problem.Floors = append(p.problem.Floors, rest)
			}
		}
	}
	k := c.Key
	for k.Period.Month--; m.Kind == model.Cumulative && k.Period.Month > 0; k.Period.Month-- {
		if p.forms[k] != nil {
			atLeast(c.Key, k)
			break
		}
	}
	if k = c.Key; m.PartOf != "" {
		k.Measure = m.PartOf
		atLeast(k, c.Key)
	}
	for _, d := range p.rel.Dimensions {
		if m.Additive {
			p.groups(c.Key, d)
		}
	}
}

// groups ties a figure to the groups of a dimension.
func (p *past) groups(whole model.Key, d model.Dimension) {
	rest, fresh, n := p.forms[whole], p.fresh[whole], 0
	for _, v := range d.Values {
		k := whole
		k.Group = p.within(whole.Group, d.ID, v.ID)
		if p.forms[k] != nil && k.Group != whole.Group {
			rest, fresh, n = minus(rest, p.forms[k]), fresh || p.fresh[k], n+1
		}
	}
	switch left := p.value(rest); {
	case n == 0 || !fresh || left < 0:
	case n == len(d.Values) && left == 0:
		p.add(model.Key{}, whole, model.Key{}, suppress.Cell{Terms: rest, Kind: suppress.Forced})
	default:
		p.problem.Floors = append(p.problem.Floors, rest)
	}
}

// flows ties the stocks of then to those of the month before.
func (p *past) flows(family []model.Measure) {
	for _, ind := range p.rel.Indicators {
		if ind.Rule != model.Zero || !slices.ContainsFunc(family, func(m model.Measure) bool { return m.ID == ind.Measure }) {
			continue
		}
		m, _ := p.rel.Measure(ind.Measure)
		for _, c := range p.of(m) {
			opening, found, helped := c.Key, c.Key, c.Key
			opening.Period, found.Measure, helped.Measure = c.Period.Add(-1), ind.Found, ind.Helped
			keys := []model.Key{c.Key, opening, found, helped}
			if slices.ContainsFunc(keys, func(k model.Key) bool { return p.forms[k] == nil }) ||
				!slices.ContainsFunc(keys, func(k model.Key) bool { return p.fresh[k] }) {
				continue
			}
			rest := minus(minus(p.forms[c.Key], p.forms[opening]), minus(p.forms[found], p.forms[helped]))
			if p.value(rest) == 0 {
				p.add(model.Key{}, c.Key, model.Key{}, suppress.Cell{Terms: rest, Kind: suppress.Forced})
			}
		}
	}
}
