package web

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/model"
)

// why is the view of _why.html: how a judged figure came about, for one unit and month.
type why struct {
	Question string
	Rows     []whyRow
	Status   string // the label
	Because  string
	Rounding string
	Basis    model.Text // where the notice says so
	Target   model.Text // where the target stands
	Ours     model.Text // what is our own reading
	Sources  []string   // data/observations/2022-10.csv 第2行
	Sample   bool
}

// whyRow is one step: what, the formula with its numbers, and the result.
type whyRow struct {
	Name   string
	How    string
	Result model.Cell
}

const (
	roundingShares = "只在最后一步四舍五入，百分数一般留一位小数；数值不同而印出来一样的，多留几位。"
	roundingNeeds  = "每月还需向上取整。推算只供参考，不是正式数据。"
)

// explain collects the steps of a judgement. Only published figures have a formula, so a withheld input shows none.
func (s *site) explain(j model.Judgement) why {
	ind, _ := s.IndicatorOf(j.Prefix)
	w := why{Status: statusLabel(j).Text, Because: j.Because, Basis: ind.Basis, Ours: ind.Ours, Sample: s.Site.Sample}
	w.Question = "为什么是“" + j.Label() + "”"
	if j.State != model.Published || j.Status == model.NoStatus {
		w.Question = "为什么没有评价"
		w.Because = s.unjudged(j)
	}
	if t, ok := s.Target(j.Target); ok && !strings.Contains(ind.Basis.Text, t.Source.Text) {
		w.Target = t.Source
	}
	var from []diag.Pos
	for _, f := range model.FiguresOf(ind.Rule) {
		c := s.Figure(j, f.ID)
		if c.State != model.Published {
			continue
		}
		from = append(from, c.From...)
		if idle := f.ID == "over" && c.Value.Sign() == 0; c.How != "" && !idle {
			w.Rows = append(w.Rows, whyRow{s.FigureName(ind, f), c.How, c})
		}
		switch c.Value.Kind {
		case model.Share, model.Points, model.Change:
			w.Rounding = roundingShares
		}
	}
	if ind.Rule == model.Reach && w.Rounding != "" {
		w.Rounding += roundingNeeds
	}
	w.Sources = places(from)
	return w
}

// unjudged says in words why there is no status.
func (s *site) unjudged(j model.Judgement) string {
	switch {
	case len(j.Excluded) > 0:
		return "合计不含" + s.names(j.Excluded) + "：当月未报送，不作估计，也不沿用上月，所以不作评价。"
	case j.State == model.Withheld:
		return "依据的数字不予公开，状态也不予公开，以免从状态推出数字。"
	case j.State == model.NotSubmitted:
		return "当月没有报送，不作估计，也不沿用上月。"
	case j.Status == model.NoStatus && j.State == model.NotApplicable:
		return "没有可以对照的目标或数字。"
	}
	return ""
}

// names joins the short names of units.
func (s *site) names(ids []string) string {
	var names []string
	for _, id := range ids {
		if r, ok := s.Region(id); ok {
			names = append(names, r.Short.Text)
		}
	}
	return strings.Join(names, "、")
}

// places writes positions for people: one entry a file, its lines joined and runs of lines as 2至9.
func places(from []diag.Pos) []string {
	from = slices.Clone(from)
	slices.SortFunc(from, diag.Pos.Compare)
	var words []string
	for len(from) > 0 {
		file := from[0].File
		var lines []int
		for len(from) > 0 && from[0].File == file {
			if from[0].Line > 0 {
				lines = append(lines, from[0].Line)
			}
			from = from[1:]
		}
		switch {
		case file == "":
		case len(lines) == 0:
			words = append(words, file)
		default:
			words = append(words, file+" 第"+runs(slices.Compact(lines))+"行")
		}
	}
	return words
}

// runs writes ascending numbers: 2至4、7、9、10.
func runs(lines []int) string {
	var parts []string
	for len(lines) > 0 {
		n := 1
		for n < len(lines) && lines[n] == lines[0]+n {
			n++
		}
		if n < 3 {
			n = 1
			parts = append(parts, fmt.Sprint(lines[0]))
		} else {
			parts = append(parts, fmt.Sprintf("%d至%d", lines[0], lines[n-1]))
		}
		lines = lines[n:]
	}
	return strings.Join(parts, "、")
}
