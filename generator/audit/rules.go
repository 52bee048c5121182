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
		b.ranked(c, l)
	}
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

// ranked reports a rank that counts units whose rate is withheld: it says which rates theirs lie between.
func (b *book) ranked(c Cell, l *diag.List) {
	indicator, ok := strings.CutSuffix(c.Measure, ".rank")
	if !ok || c.Status != "A" {
		return
	}
	own, ok := b.rateOf(indicator, c.Key, c.Region)
	rank, counted := c.count()
	hidden, better := false, int64(1)
	for _, r := range b.Structure.Regions {
		if !r.Leaf {
			continue
		}
		other, published := b.rateOf(indicator, c.Key, r.ID)
		k := c.Key
		k.Measure, k.Region = indicator+".rate", r.ID
		cell, _ := b.at(k)
		hidden = hidden || cell.Status == "Q"
		if published && other > own {
			better++
		}
	}
	if hidden && (!ok || !counted || rank != better) {
		l.Errorf(c.pos(b.file), 0, rule, "只在公开完成率的单位中排名", "%v 的名次数了完成率不予公开的单位", c.Key)
	}
}

func (b *book) rateOf(indicator string, k Key, region string) (int64, bool) {
	k.Measure, k.Region = indicator+".rate", region
	c, ok := b.at(k)
	if !ok || c.Status != "A" {
		return 0, false
	}
	return fixed(c.Value)
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
