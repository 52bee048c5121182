package load

import (
	"fmt"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/source"
)

func (x *loader) targets() {
	for _, file := range x.files("data/targets", ".yaml") {
		o, ok := x.document(file, "目标表")
		if !ok {
			x.broken[targetKind] = true
			continue
		}
		o.entries("targets", "目标", x.target)
		o.need("targets")
		o.close()
	}
	if len(x.rel.Targets) == 0 && !x.broken[targetKind] {
		x.list.Warnf(diag.Pos{File: "data/targets"}, 0, "empty-column", "写法见 data/README.md", "没有目标任务，按目标评价的指标都不评价")
	}
}

func (x *loader) target(e *object) {
	t := model.Target{
		ID: e.id(targetKind), Indicator: e.ref("indicator", indicatorKind), Level: e.text("level"), Due: e.date("due"),
		Approx: e.flag("approx", false), Source: e.text("source"), City: e.ref("city", regionKind), Sample: e.sample(),
		Amounts: map[string]model.Amount{},
	}
	year, dated := e.integer("year", 1949, 2999)
	t.Year = int(year)
	e.need("indicator", "year", "due", "city", "amounts")
	if dated && t.Due.Stated() && t.Due.Year < t.Year {
		p, n := e.at("due")
		x.list.Errorf(p, n, "date-order", "检查年份", "目标的完成日期 %s 早于目标年度 %d", t.Due, t.Year)
	}
	if ind, ok := x.rel.Indicator(t.Indicator); ok && ind.Rule != model.Reach {
		p, n := e.at("indicator")
		x.list.Errorf(p, n, "wrong-type", "删去这个目标，或者换一个评价指标", "评价指标“%s”的规则是 %s，不按年度目标评价，这个目标不起作用", t.Indicator, ind.Rule.ID())
	}
	places := map[string]source.Node{}
	if n, ok := e.get("amounts"); ok {
		x.amounts(n, &t, places)
	}
	t.Plan = e.plan()
	x.targetSum(t, places)
	if t.ID != "" {
		x.rel.Targets = append(x.rel.Targets, t)
	}
}

func (x *loader) amounts(n source.Node, t *model.Target, places map[string]source.Node) {
	o, ok := x.object(n, "目标数 amounts")
	if !ok {
		return
	}
	for _, f := range n.Fields {
		x.refer(regionKind, f.Key)
		v, stated := o.get(f.Key.Text)
		if !stated {
			continue // a unit without a target is not judged
		}
		if amount, ok := o.whole(v, f.Key.Text, 1, int64(model.MaxAmount)); ok {
			t.Amounts[f.Key.Text] = model.Amount(amount)
			places[f.Key.Text] = v
		}
	}
	if _, ok := t.Amounts[t.City]; !ok && t.City != "" && !o.bad[t.City] {
		p, width := o.head()
		x.list.Errorf(p, width, "missing-field", fmt.Sprintf("加上一行 %s: …", t.City), "目标数里没有全市数“%s”", t.City)
	}
}

// targetSum compares the city's target with those of its units, when every unit has one.
func (x *loader) targetSum(t model.Target, places map[string]source.Node) {
	city, ok := places[t.City]
	if !ok || x.broken[regionKind] || x.tangled {
		return
	}
	for id := range places {
		if _, ok := x.rel.Region(id); !ok {
			return // a unit that does not exist was reported; its number may belong to another one
		}
	}
	var sum model.Amount
	complete := true
	for _, r := range x.below(t.City) {
		amount, ok := t.Amounts[r.ID]
		sum += amount
		complete = complete && ok
	}
	whole := t.Amounts[t.City]
	if complete && sum != whole || sum > whole {
		x.list.Errorf(city.Pos, city.Len(), "target-sum", "改正其中一个数；各单位的数相加必须等于全市数", "各单位目标相加是 %d，全市目标是 %d，相差 %d", sum, whole, max(sum-whole, whole-sum))
	}
}

// plan reads the cumulative share at the end of each month.
func (e *object) plan() []model.Rate {
	items := e.items("plan")
	if len(items) == 0 {
		return nil
	}
	var plan []model.Rate
	for i, n := range items {
		number, percent := strings.CutSuffix(n.Text, "%")
		v, ok := tenths(number)
		if !percent || !ok || v < 0 || v > 1000 {
			e.wrong(n, "plan", "wrong-type", `写成百分数，最多一位小数，例如 "8.5%"`, "百分数")
			return nil
		}
		if i > 0 && v < plan[i-1].Num {
			e.list.Errorf(n.Pos, n.Len(), "wrong-type", "计划进度是累计数，后一个月不小于前一个月", "计划进度 %q 小于上个月", n.Text)
			return nil
		}
		plan = append(plan, model.Rate{Num: v, Den: 1000})
	}
	if len(plan) != 12 {
		p, _ := e.at("plan")
		e.list.Errorf(p, 1, "wrong-type", "从1月到12月各写一项", "计划进度有 %d 项，应当有 12 项", len(plan))
		return nil
	}
	return plan
}

func (x *loader) releases() {
	if !x.tree.Has("data/releases.yaml") {
		return
	}
	o, ok := x.document("data/releases.yaml", "发布时间表")
	if !ok {
		return
	}
	seen := map[model.Period]diag.Pos{}
	o.entries("releases", "发布时间", func(e *object) {
		n, ok := e.scalar("period", "月份")
		published := e.moment("published")
		p, month := model.ParsePeriod(n.Text)
		papers := e.papers(p, published)
		e.need("period", "published")
		if !ok {
			return
		}
		if !month || p.Month == 0 {
			e.wrong(n, "period", "bad-period", "写成 2022-10", "月份")
			return
		}
		if first, ok := seen[p]; ok {
			x.list.Add(diag.Diag{Pos: n.Pos, Len: n.Len(), Rule: "duplicate-id", Text: fmt.Sprintf("%s 的发布时间写了两次", p),
				Hint: "只保留一处", Also: []diag.Note{{Pos: first, Text: "第一次写在这里"}}})
			return
		}
		seen[p] = n.Pos
		if !published.IsZero() && model.DateOf(published).Compare(p.LastDay()) < 0 {
			at, width := e.at("published")
			x.list.Errorf(at, width, "date-order", "检查年月", "%s的数据在月末以前就发布了", p.Words())
		}
		x.rel.Publications = append(x.rel.Publications, model.Publication{Period: p, At: published, Papers: papers})
	})
	o.close()
}
