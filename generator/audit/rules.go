package audit

import (
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
	if !ok || !m.Persons || c.Status != "A" {
		return
	}
	n, whole := c.count()
	switch {
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
