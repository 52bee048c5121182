package opendata

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/model"
)

// statuses are the SDMX codes of observation status (CL_OBS_STATUS) that say why a value is missing.
var statuses = []code{
	{"A", "公开"},
	{"Q", "不予公开"},
	{"L", "未报送"},
	{"M", "不适用"},
}

// observations holds every figure of the site: what the units report, the city's sums and all that is computed.
func observations(rel *model.Release) dataset {
	t := table{
		name:  "observations",
		title: "各单位各月数据",
		key:   []string{"period", "region", "measure", "group"},
		columns: []column{
			{name: "period", title: "期间", kind: month, required: true, description: "月份"},
			{name: "region", title: "地区编号", kind: text, required: true, list: "regions"},
			{name: "region_name", title: "地区", kind: text, required: true},
			{name: "measure", title: "指标编号", kind: text, required: true, list: "measures"},
			{name: "measure_name", title: "指标", kind: text, required: true},
			{name: "group", title: "分组", kind: text, list: "groups", description: "空 = 总数；否则为维度=取值，如 sex=female"},
			{name: "value", title: "数值", kind: number, description: "没有公开的数时为空，原因见 status；年月写作六位数，如 202212"},
			{name: "unit", title: "单位", kind: text, description: "% 为百分比，个百分点为百分比之差，年月为六位年月；名次没有单位"},
			{name: "status", title: "状态", kind: text, required: true, codes: statuses},
			{name: "revision", title: "更正次数", kind: whole, required: true, description: "0 = 当月报送的数；更正、补报各计一次，合计和算出的数计入其中各数的更正"},
			{name: "note", title: "说明", kind: text, description: "没有数值的原因，合计不含哪些单位，更正的日期、原因和原数"},
			sampleColumn,
		},
	}
	units := unitsOf(rel)
	for _, c := range rel.Cells {
		region, _ := rel.Region(c.Region)
		t.rows = append(t.rows, []model.Text{
			plain(c.Period.String()), plain(c.Region), region.Name, plain(c.Measure), plain(rel.Label(c.Measure)),
			plain(c.Group), plain(c.Number()), plain(units[c.Measure]), plain(c.State.Letter()),
			plain(fmt.Sprint(revision(rel, c))), plain(note(rel, c)), sampleMark(rel.Site.Sample),
		})
	}
	return dataset{
		id:          "observations",
		title:       "失业人员集中帮扶各单位各月数据",
		description: "各单位逐月报送的数，全市合计，以及由它们算出的完成率、序时进度、缺口、排名等全部公开数。",
		keywords:    []string{"失业人员", "就业", "公益性岗位", "完成率"},
		main:        t,
		codes:       []table{regionList(rel), measureList(rel, units), groupList(rel)},
		structure:   described(structureOf(rel)),
	}
}

// revision counts the corrections of a figure. A withheld cell does not hold them, but the corrections are public, and
// the audit of releases must know which figures of one key are the same number.
func revision(rel *model.Release, c model.Cell) int {
	if c.State != model.Withheld {
		return c.Revision
	}
	n := 0
	for _, x := range rel.Corrections {
		if k := x.Key; k.Measure == c.Measure && k.Period == c.Period && k.Group == c.Group && rel.Within(k.Region, c.Region) {
			n++
		}
	}
	return n
}

// note says what stands beside a figure: why there is none, which units a sum leaves out, and how it was corrected.
func note(rel *model.Release, c model.Cell) string {
	var notes []string
	if c.Why != "" {
		notes = append(notes, c.Why)
	}
	for _, x := range rel.Corrections {
		if x.Key != c.Key {
			continue
		}
		text := "更正（" + x.Date.String() + "）"
		if x.Old.State == model.NotSubmitted {
			text = "补报（" + x.Date.String() + "）"
		}
		if x.Reason.Stated() {
			text += "：" + x.Reason.Text
		}
		if x.Old.State == model.Published {
			text += "，原数" + x.Old.Plain()
		}
		notes = append(notes, text)
	}
	return strings.Join(notes, "；")
}

// unitsOf finds the unit of every measure, also of figures that are nowhere published this month.
func unitsOf(rel *model.Release) map[string]string {
	units := map[string]string{}
	for _, c := range rel.Cells {
		if c.State == model.Published {
			units[c.Measure] = c.Value.Unit
			if c.Value.Kind == model.Month {
				units[c.Measure] = "年月"
			}
		}
	}
	for _, m := range rel.Measures {
		units[m.ID] = m.Unit
	}
	return units
}

func regionList(rel *model.Release) table {
	t := table{
		name:  "regions",
		title: "地区代码",
		key:   []string{"region"},
		columns: []column{
			{name: "region", title: "地区编号", kind: text, required: true},
			{name: "code", title: "代码", kind: text, description: "没有代码的为空；开发区为统计用代码"},
			{name: "name", title: "名称", kind: text, required: true},
			{name: "kind", title: "类型", kind: text},
			{name: "parent", title: "上级", kind: text},
		},
	}
	for _, r := range rel.Regions {
		t.rows = append(t.rows, []model.Text{plain(r.ID), plain(r.Code), r.Name, r.Kind, plain(r.Parent)})
	}
	return t
}

func measureList(rel *model.Release, units map[string]string) table {
	t := table{
		name:  "measures",
		title: "指标代码",
		key:   []string{"measure"},
		columns: []column{
			{name: "measure", title: "指标编号", kind: text, required: true},
			{name: "name", title: "名称", kind: text, required: true},
			{name: "unit", title: "单位", kind: text},
			{name: "kind", title: "类型", kind: text, description: "累计、时点、当月为报送的数，计算为由它们算出的数"},
			{name: "note", title: "口径", kind: text},
		},
	}
	var last string
	for _, c := range rel.Cells { // sorted by measure
		if c.Measure == last {
			continue
		}
		last = c.Measure
		kind, note := plain("计算"), plain(figureNote(rel, c.Measure))
		if m, ok := rel.Measure(c.Measure); ok {
			kind, note = plain(m.Kind.String()), line(m.Note)
		}
		t.rows = append(t.rows, []model.Text{plain(c.Measure), plain(rel.Label(c.Measure)), plain(units[c.Measure]), kind, note})
	}
	return t
}

func figureNote(rel *model.Release, measure string) string {
	prefix, figure := model.SplitMeasure(measure)
	indicator, _ := rel.IndicatorOf(prefix)
	for _, f := range model.FiguresOf(indicator.Rule) {
		if f.ID == figure {
			return f.Note
		}
	}
	return ""
}

// groupList holds the groups that occur.
func groupList(rel *model.Release) table {
	t := table{
		name:  "groups",
		title: "分组代码",
		key:   []string{"group"},
		columns: []column{
			{name: "group", title: "分组", kind: text, required: true},
			{name: "name", title: "名称", kind: text, required: true},
		},
	}
	var groups []string
	for _, c := range rel.Cells {
		if c.Group != "" {
			groups = append(groups, c.Group)
		}
	}
	slices.Sort(groups)
	for _, g := range slices.Compact(groups) {
		t.rows = append(t.rows, []model.Text{plain(g), plain(rel.GroupLabel(g))})
	}
	return t
}
