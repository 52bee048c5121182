package load

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/model"
)

// compare applies the rules that hold between figures, to the newest value of each.
func (x *loader) compare() {
	for _, o := range x.report.Observations {
		at := x.newest[o.Key]
		m, _ := x.rel.Measure(o.Measure)
		x.groupSums(at, m)
		x.exceeds(at, m)
		x.decreasing(at, m)
	}
	x.sums()
	for _, i := range x.rel.Indicators {
		if i.Rule == model.Zero && i.Found != "" && i.Helped != "" {
			x.stockIdentity(i)
		}
	}
}

// sums reports figures that add up to more than exact arithmetic can multiply, at the largest of them.
func (x *loader) sums() {
	type sum struct {
		amount  model.Amount
		largest reported
	}
	all := map[model.Key]sum{}
	for _, o := range x.report.Observations {
		k := o.Key
		k.Region = ""
		s := all[k]
		before := s.amount
		s.amount += o.Amount
		if at := x.newest[o.Key]; at.Amount > s.largest.Amount {
			s.largest = at
		}
		all[k] = s
		if before <= model.MaxSum && s.amount > model.MaxSum {
			x.list.Errorf(s.largest.Pos, s.largest.width, "too-large", "检查各单位的数是否多写了几位", "%s %s各单位相加超过了 %d", k.Period.Words(), x.measureWords(k.Measure), model.MaxSum)
		}
	}
}

// groupSums compares a figure with its parts by each dimension that it is not yet split by: a total with its marginal
// groups, a marginal group with its joint ones.
func (x *loader) groupSums(whole reported, m model.Measure) {
	picked := map[string]string{}
	for part := range strings.SplitSeq(whole.Group, ";") {
		if dimension, value, ok := strings.Cut(part, "="); ok {
			picked[dimension] = value
		}
	}
	for _, d := range x.rel.Dimensions {
		if !slices.Contains(m.Groups, d.ID) || picked[d.ID] != "" {
			continue
		}
		var sum model.Amount
		var terms, absent []string
		var parts []diag.Note
		for _, v := range d.Values {
			k := whole.Key
			picked[d.ID] = v.ID
			k.Group = x.groupKey(picked)
			o, ok := x.newest[k]
			if !ok {
				absent = append(absent, v.Name.Text)
				continue
			}
			sum += o.Amount
			terms = append(terms, fmt.Sprintf("%s %d", v.Name.Text, o.Amount))
			parts = append(parts, diag.Note{Pos: o.Pos, Text: v.Name.Text})
		}
		delete(picked, d.ID)
		switch complete := len(absent) == 0; {
		case m.Additive && (complete && sum != whole.Amount || sum > whole.Amount):
			x.list.Add(diag.Diag{Pos: whole.Pos, Len: whole.width, Rule: "group-sum",
				Text: fmt.Sprintf("%s 报 %d，按%s相加是 %d（%s）", x.describe(whole.Key), whole.Amount, d.Name.Text, sum, strings.Join(terms, "、")),
				Hint: "改正合计或者分组中的错数，使分组相加等于合计", Also: parts})
		case whole.Group == "" && !complete && len(parts) > 0 && !x.incomplete[whole.Period]:
			x.list.Warnf(whole.Pos, whole.width, "missing-submission", "补上缺少的分组；没有发生写 0", "%s 按%s只报了一部分，缺少“%s”", x.describe(whole.Key), d.Name.Text, strings.Join(absent, "”“"))
		}
	}
}

// exceeds compares a figure with the one that it is part of.
func (x *loader) exceeds(part reported, m model.Measure) {
	if m.PartOf == "" {
		return
	}
	k := part.Key
	k.Measure = m.PartOf
	whole, ok := x.newest[k]
	if ok && part.Amount > whole.Amount {
		x.list.Add(diag.Diag{Pos: part.Pos, Len: part.width, Rule: "exceeds",
			Text: fmt.Sprintf("%s 报 %d，超过了%s %d", x.describe(part.Key), part.Amount, x.measureWords(m.PartOf), whole.Amount),
			Hint: "改正其中的错数：部分不能大于整体", Also: []diag.Note{{Pos: whole.Pos, Text: x.measureWords(m.PartOf)}}})
	}
}

func (x *loader) measureWords(id string) string {
	m, _ := x.rel.Measure(id)
	return m.Name.Text
}

// decreasing compares a cumulative figure with the last month of the year for which it was reported.
func (x *loader) decreasing(now reported, m model.Measure) {
	if m.Kind != model.Cumulative || x.vague[m.ID] || now.change != nil {
		return
	}
	for month := now.Period.Month - 1; month >= 1; month-- {
		k := now.Key
		k.Period.Month = month
		before, ok := x.newest[k]
		if !ok {
			continue
		}
		if now.Amount < before.Amount {
			x.list.Add(diag.Diag{Pos: now.Pos, Len: now.width, Rule: "decreasing",
				Text: fmt.Sprintf("%s 是累计数，报 %d，小于%s的 %d", x.describe(now.Key), now.Amount, before.Period.Words(), before.Amount),
				Hint: "改正错数；确实调减的，" + changeHint, Also: []diag.Note{{Pos: before.Pos, Text: before.Period.Words()}}})
		}
		return
	}
}

// stockIdentity checks 上月末 + 当月认定 − 当月帮扶 = 月末 from month to month.
func (x *loader) stockIdentity(i model.Indicator) {
	for _, o := range x.report.Observations {
		if o.Measure != i.Measure || o.Group != "" {
			continue
		}
		closing := x.newest[o.Key]
		at := func(measure string, p model.Period) (reported, bool) {
			r, ok := x.newest[model.Key{Measure: measure, Period: p, Region: o.Region}]
			return r, ok
		}
		opening, ok1 := at(i.Measure, o.Period.Add(-1))
		found, ok2 := at(i.Found, o.Period)
		helped, ok3 := at(i.Helped, o.Period)
		want := opening.Amount + found.Amount - helped.Amount
		if ok1 && ok2 && ok3 && want != closing.Amount {
			x.list.Add(diag.Diag{Pos: closing.Pos, Len: closing.width, Rule: "stock-identity",
				Text: fmt.Sprintf("%s 报 %d，按 上月末 %d + 当月认定 %d − 当月帮扶 %d 应当是 %d", x.describe(o.Key), closing.Amount, opening.Amount, found.Amount, helped.Amount, want),
				Hint: "改正四个数中的错数", Also: []diag.Note{{Pos: opening.Pos, Text: "上月末"}, {Pos: found.Pos, Text: "当月认定"}, {Pos: helped.Pos, Text: "当月帮扶"}}})
		}
	}
}

// missing warns of totals that a unit did not send, once for each unit and month. A month of which a row could not be
// read is not judged: the missing figure may be that row.
func (x *loader) missing(first map[model.Period]string) {
	warn := func(file, format string, args ...any) {
		x.list.Warnf(diag.Pos{File: file}, 0, "missing-submission", "请该单位补报；页面显示未报送，不会自动补数", format, args...)
	}
	began := map[string]model.Period{}
	for _, o := range x.report.Observations {
		if p, ok := began[o.Measure]; !ok || o.Period.Compare(p) < 0 {
			began[o.Measure] = o.Period
		}
	}
	leaves := x.rel.Leaves()
	for i, p := range x.rel.Periods {
		if i > 0 {
			for gap := x.rel.Periods[i-1].Add(1); gap != p; gap = gap.Add(1) {
				warn(observationDir, "没有%s的数据文件", gap.Words())
			}
		}
		if x.incomplete[p] {
			continue
		}
		var nobody []string             // measures that no unit sent
		absent := map[string][]string{} // by unit
		for _, m := range x.rel.Measures {
			if begun, ever := began[m.ID]; ever && p.Compare(begun) < 0 {
				continue // the measure was introduced later
			}
			var without []string
			for _, r := range leaves {
				if _, ok := x.newest[model.Key{Measure: m.ID, Period: p, Region: r.ID}]; !ok {
					without = append(without, r.ID)
				}
			}
			if len(without) == len(leaves) {
				nobody = append(nobody, "“"+m.Name.Text+"”")
				continue
			}
			for _, id := range without {
				absent[id] = append(absent[id], "“"+m.Name.Text+"”")
			}
		}
		if len(nobody) > 0 {
			warn(first[p], "没有单位报送%s的%s", p.Words(), strings.Join(nobody, ""))
		}
		for _, r := range leaves {
			if names := absent[r.ID]; len(names) > 0 {
				warn(first[p], "%s没有报送%s的%s", r.Short.Text, p.Words(), strings.Join(names, ""))
			}
		}
	}
}
