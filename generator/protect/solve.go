package protect

import (
	"fmt"
	"slices"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/suppress"
)

// families groups the measures that count people by what links them: one is part of another, or a stock has flows.
// Nothing that is published of one family of counts says anything of another.
func (g *gate) families() [][]model.Measure {
	return g.linked(func(m model.Measure) bool { return m.Persons })
}

// linked groups measures by what links them.
func (g *gate) linked(these func(model.Measure) bool) [][]model.Measure {
	var list [][]model.Measure
	for _, m := range g.rel.Measures {
		if these(m) {
			list = append(list, []model.Measure{m})
		}
	}
	link := func(a, b string) {
		has := func(id string) int {
			return slices.IndexFunc(list, func(family []model.Measure) bool {
				return slices.ContainsFunc(family, func(m model.Measure) bool { return m.ID == id })
			})
		}
		i, j := has(a), has(b)
		if i < 0 || j < 0 || i == j {
			return
		}
		list[min(i, j)] = append(list[min(i, j)], list[max(i, j)]...)
		list = slices.Delete(list, max(i, j), max(i, j)+1)
	}
	for _, m := range g.rel.Measures {
		link(m.ID, m.PartOf)
	}
	for _, ind := range g.rel.Indicators {
		if ind.Rule == model.Zero {
			link(ind.Measure, ind.Found)
			link(ind.Measure, ind.Helped)
		}
	}
	return list
}

// policy is what the site's rules are to suppress. Where zeros are published, every withheld count is known to be at
// least 1, and a zero cannot be withheld to protect another count. No amount of money is too small for itself.
func (s *system) policy() suppress.Policy {
	site := s.rel.Site
	if s.money {
		return suppress.Policy{Width: int64(site.Width) * s.perHead(), SecondaryZeros: true}
	}
	p := suppress.Policy{Threshold: int64(site.Threshold), Width: int64(site.Width), AnySum: true, Lower: 1}
	if site.HideZeros {
		p.ProtectZeros, p.SecondaryZeros, p.Lower = true, true, 0
	}
	return p
}

// solve withholds what is few and what would give it away, family by family, money after the counts that it tells. Where
// money was withheld its count is as well, which may give away another count: then again, to a fixpoint.
func (g *gate) solve() {
	families := append(g.families(), g.moneys()...)
	settled := make([]int, len(families)) // how many figures a family had withheld when it was done; -1 before
	for i := range settled {
		settled[i] = -1
	}
	for changed := true; changed; {
		changed = false
		for i, family := range families {
			n := g.withheldOf(family)
			if n == settled[i] || settled[i] >= 0 && len(g.rel.Refusals) > 0 {
				continue
			}
			g.settle(family)
			if family[0].Persons {
				n = g.withheldOf(family)
			}
			settled[i], changed = n, true // money again also when it was withheld here, see perHead
			g.companions()
		}
	}
}

// withheldOf counts the figures of a family that are withheld.
func (g *gate) withheldOf(family []model.Measure) int {
	n := 0
	for _, m := range family {
		for _, f := range g.shown(m) {
			if g.withheld(f.Key) {
				n++
			}
		}
	}
	return n
}

// settle withholds what would give away a figure of one family.
func (g *gate) settle(family []model.Measure) {
	s := g.newSystem(family)
	if k, wrong := s.inconsistent(); wrong {
		g.refuse(family, g.words(k)+"与其他数前后不一致，无法判断哪些会推算出不予公开的数", "检查这个数的分组、更正前后各月的数")
		return
	}
	if !slices.ContainsFunc(s.problem.Cells, func(c suppress.Cell) bool { return c.Kind == suppress.Primary || c.Kind == suppress.Virtual }) {
		return
	}
	result, err := suppress.Protect(s.problem, s.policy())
	if err != nil && !suppress.TooLong(err) {
		g.refuse(family, "程序出错，没有算出哪些数应当不予公开："+err.Error(), "把这条提示交给维护程序的人")
		return
	}
	if err != nil {
		g.refuse(family, "没有算出哪些数应当不予公开", "在 data/measures.yaml 里用 rhythm 把分组改为按季或者按年公布")
		return
	}
	for i, hidden := range result.Hidden {
		if hidden && s.keys[i].Measure != "" {
			g.hidden[g.index[s.keys[i]]] = true
		}
	}
	for _, i := range result.Unsafe {
		g.unsafe(s.of[i], s.less[i])
	}
	for _, i := range result.Exposed {
		pair := s.problem.Guards[i]
		g.unsafe(s.of[pair.Of], s.of[pair.Less])
	}
}

// unsafe names what earlier releases give away by themselves: nothing that is withheld now can repair it.
func (g *gate) unsafe(of, less model.Key) {
	text := g.words(of)
	switch {
	case less.Measure == "":
	case less.Measure != of.Measure:
		text += "减去" + g.rel.Label(less.Measure)
	default:
		text += fmt.Sprintf("减去%d月的", less.Period.Month)
	}
	g.rel.Refusals = append(g.rel.Refusals, diag.Diag{Pos: diag.Pos{File: model.LedgerDir}, Rule: "disclosure",
		Text: text + "：已经公布的数使它能够推算出来",
		Hint: "已经公布的收不回来：恢复原来的界限（data/site.yaml）和周期（data/measures.yaml 的 rhythm），或者报请负责保密审查的人决定"})
}

// words names a figure: 2021年6月南海新区的失业人员再就业（性别=女）.
func (g *gate) words(k model.Key) string {
	region, _ := g.rel.Region(k.Region)
	text := k.Period.Words() + region.Short.Text + "的" + g.rel.Label(k.Measure)
	if k.Group != "" {
		text += "（" + g.rel.GroupLabel(k.Group) + "）"
	}
	return text
}

// refuse stops the release because of a whole family, of which nothing is published then.
func (g *gate) refuse(family []model.Measure, why, hint string) {
	for _, m := range family {
		for _, f := range g.shown(m) {
			g.hidden[g.index[f.Key]] = true
		}
	}
	g.rel.Refusals = append(g.rel.Refusals, diag.Diag{Pos: family[0].Name.Pos, Rule: "disclosure", Hint: hint,
		Text: fmt.Sprintf("%s等指标：%s", g.rel.Label(family[0].ID), why)})
}
