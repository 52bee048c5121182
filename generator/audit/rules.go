package audit

import (
	"slices"
	"strings"

	"gongkai/generator/diag"
)

// check reports what gives a figure away without any equation, and what no equation can be written for.
func (b *book) check(l *diag.List) {
	for _, c := range b.Cells {
		b.understood(c, l)
		b.small(c, l)
		b.beside(c, l)
		b.derived(c, l)
	}
	b.ranks(l)
}

// The least that a policy may say, as load has it: with a threshold of 2 whoever is one of two still knows the other.
const (
	leastThreshold = 3
	leastWidth     = 2
)

// policy reports what a release cannot say of itself: each release is judged by its own threshold and width, so that none
// weakens the audit of another, but no release may turn its audit off.
func (b *book) policy(l *diag.List) {
	if b.Structure.Threshold < leastThreshold || b.Structure.Width < leastWidth {
		l.Errorf(diag.Pos{File: b.file}, 0, rule, "threshold 和 width 写在 data/site.yaml，重新生成", "structure.json 的 threshold 小于 %d，或者 width 小于 %d，不能保护个人",
			leastThreshold, leastWidth)
	}
	told := map[string]bool{}
	for i, c := range b.Cells {
		if f, ok := b.Structure.figure(c.Measure); ok && c.there() && f.silent() && !told[f.ID] {
			told[f.ID] = true
			l.Errorf(c.pos(b.file), 0, rule, "重新生成一次", "structure.json 没有写明 %s 用到哪些数，不能证明没有泄露", f.ID)
		}
		m, ok := b.Structure.measure(c.Measure)
		if ok && !m.Persons && !told[m.ID] && slices.Contains(peopleUnits, b.unit(i)) {
			told[m.ID] = true
			l.Errorf(c.pos(b.file), 0, rule, "在 data/measures.yaml 写 persons", "%s 的单位是人、户，structure.json 却说它数的不是人", m.ID)
		}
	}
}

// peopleUnits are the units of what counts people, whatever structure.json says.
var peopleUnits = []string{"人", "户", "人次", "家庭"}

// unit is the unit of a cell, as the table writes it; empty in a table that has none.
func (b *book) unit(i int) string {
	if at := slices.Index(b.rows[0], "unit"); at >= 0 {
		return b.rows[b.Cells[i].Line-1][at]
	}
	return ""
}

// ranking is the units right below one region that an indicator ranks in a month.
type ranking struct {
	indicator, group, whole string
	period                  Period
}

// placed is the published place of a unit and its published rate, as far as there is one.
type placed struct {
	Cell
	place, rate int64
	rated       bool
}

// ranks reports places that are not those of the units that are placed: 1 and the number of units before, in the order of
// their published rates, whichever end is the better one. A place that is left out, or one of a withheld rate, says
// between which rates a withheld one lies. Printed rates are rounded: equal ones may have different places.
func (b *book) ranks(l *diag.List) {
	var order []ranking
	units := map[ranking][]placed{} // looked up in the order of the cells
	for _, c := range b.Cells {
		indicator, ok := strings.CutSuffix(c.Measure, ".rank")
		if !ok || c.Status != "A" {
			continue
		}
		at := slices.IndexFunc(b.Structure.Regions, func(r Region) bool { return r.ID == c.Region })
		if at < 0 {
			continue // understood reports it
		}
		r := ranking{indicator, c.Group, b.Structure.Regions[at].Parent, c.Period}
		if units[r] == nil {
			order = append(order, r)
		}
		u := placed{Cell: c}
		u.place, _ = c.count() // 0 is no place
		if rate, _ := b.at(b.named(indicator+".rate", c.Key)); rate.Status == "A" {
			u.rate, u.rated = fixed(rate.Value)
		}
		units[r] = append(units[r], u)
	}
	for _, r := range order {
		for _, u := range units[r] {
			if !u.fits(units[r]) {
				l.Errorf(u.pos(b.file), 0, rule, "只在公开完成率的单位中排名", "%v 的名次数了完成率不予公开的单位，或者与完成率的顺序不符", u.Key)
			}
		}
	}
}

// fits reports whether a place is that of a unit among the others.
func (u placed) fits(all []placed) bool {
	before, up, down := int64(1), true, true
	for _, v := range all {
		if v.place < u.place {
			before++
		}
		for _, w := range all {
			up = up && (v.place >= w.place || v.rate >= w.rate)
			down = down && (v.place >= w.place || v.rate <= w.rate)
		}
		if v.place == u.place && v.rate != u.rate {
			return false
		}
	}
	return u.rated && u.place == before && (up || down)
}

// understood reports a cell of which nothing is known: it could be anything.
func (b *book) understood(c Cell, l *diag.List) {
	_, measure := b.Structure.measure(c.Measure)
	_, figure := b.Structure.figure(c.Measure)
	_, group := b.Structure.parts(c.Group)
	if _, region := b.leaves[c.Region]; !region || !group || !measure && !figure {
		l.Errorf(c.pos(b.file), 0, rule, "重新生成一次", "structure.json 里没有 %v 的地区、指标或分组，不能证明没有泄露", c.Key)
	}
}

// small reports a published count from 1 to threshold − 1.
func (b *book) small(c Cell, l *diag.List) {
	m, ok := b.Structure.measure(c.Measure)
	if !ok || !m.counted() || c.Status != "A" {
		return
	}
	n, whole := c.count()
	switch {
	case m.money():
		if !whole || n < 0 {
			l.Errorf(c.pos(b.file), 0, rule, "金额以元为单位，只写整数", "%v 不是整数，不能证明没有泄露", c.Key)
		}
	case !whole || n < 0:
		l.Errorf(c.pos(b.file), 0, rule, "重新生成一次", "%v 不是人数、户数", c.Key)
	case n > 0 && n < b.Structure.Threshold || n == 0 && b.Structure.lower() == 0:
		l.Errorf(c.pos(b.file), 0, rule, "这个数应当不予公开", "%v 太小，却公开了", c.Key)
	}
}

// beside reports a figure, such as money, that is published although the count that it tells is withheld.
func (b *book) beside(c Cell, l *diag.List) {
	m, ok := b.Structure.measure(c.Measure)
	if !ok || m.With == "" || c.Status != "A" {
		return
	}
	if count, ok := b.at(b.named(m.With, c.Key)); !ok || count.Status != "A" {
		l.Errorf(c.pos(b.file), 0, rule, "与人数一同不予公开", "%v 是公开的，%s 却没有公开，由它可以算出人数", c.Key, m.With)
	}
}

// derived reports a derived figure that is published although something it is computed from is withheld.
func (b *book) derived(c Cell, l *diag.List) {
	f, ok := b.Structure.figure(c.Measure)
	if !ok || c.Status != "A" {
		return
	}
	seen := map[Key]bool{}
	var hidden []string
	for _, k := range b.sources(f, c.Key) {
		if in, ok := b.at(k); ok && in.Status == "Q" && !seen[k] {
			seen[k] = true
			hidden = append(hidden, k.String())
		}
	}
	if len(hidden) > 0 {
		l.Errorf(c.pos(b.file), 0, rule, "与用到的数一同不予公开", "%v 是公开的，算出它要用到的 %s 却不予公开", c.Key, strings.Join(hidden, "、"))
	}
}
