package model

import "strings"

// FigureInfo names a figure that derive computes, for tables, dictionaries and explanations.
type FigureInfo struct {
	ID   string // the part of Key.Measure after the dot: rate in posts.rate
	Name string // 完成率
	Note string // how it is computed, in words, without numbers
}

// Figures lists every figure of every rule, in the order in which an explanation shows them.
var Figures = []struct {
	Rule Rule
	List []FigureInfo
}{
	{Reach, []FigureInfo{
		{"value", "累计", "本年1月1日起的累计数"},
		{"target", "年度目标", "到目标日期应当达到的数"},
		{"rate", "完成率", "累计 ÷ 年度目标"},
		{"pace", "序时进度", "已过月数 ÷ 全年月数，目标另有分月计划的按计划"},
		{"lead", "较序时", "完成率 − 序时进度，用未取整的数相减"},
		{"gap", "缺口", "目标 − 累计，已达到为零"},
		{"over", "超额", "累计 − 目标，未达到为零"},
		{"need", "每月还需", "缺口 ÷ 剩余月数，不足1个按1个算"},
		{"forecast", "推算年末", "累计 + 近三月平均增量 × 剩余月数，只供参考"},
		{"finish", "推算完成月份", "按近三月平均增量补足缺口的月份，只供参考"},
		{"rank", "名次", "按完成率排列，相同的名次并列"},
		{"increment", "当月新增", "本月累计 − 上月累计"},
		{"mom", "环比", "当月新增比上月新增增减"},
		{"yoy", "同比", "累计比上年同期累计增减"},
	}},
	{RatioFloor, []FigureInfo{
		{"part", "比例的分子", "被评价比例的分子"},
		{"whole", "比例的分母", "被评价比例的分母"},
		{"floor_part", "下限的分子", "下限比例的分子"},
		{"floor_whole", "下限的分母", "下限比例的分母"},
		{"rate", "比例", "分子 ÷ 分母"},
		{"floor", "下限", "下限的分子 ÷ 下限的分母"},
		{"margin", "相差", "比例 − 下限，用未取整的数相减"},
		{"short", "还需帮扶", "再帮扶多少人实现就业，即可达到下限"},
		{"yoy", "同比", "比例比上年同期的比例增减，以百分点表示"},
	}},
	{Zero, []FigureInfo{
		{"opening", "上月末", "上月月末数"},
		{"found", "当月认定", "当月认定数"},
		{"helped", "当月帮扶", "当月帮扶数"},
		{"stock", "月末", "上月末 + 当月认定 − 当月帮扶"},
	}},
	{Monthly, []FigureInfo{
		{"count", "当月", "当月数"},
		{"months", "达到月数", "本年已过各月中达到要求的月数"},
	}},
	{Coverage, []FigureInfo{
		{"done", "已完成", "已经完成的数"},
		{"due", "应完成", "应当完成的数"},
		{"rate", "完成的比例", "已完成 ÷ 应完成"},
		{"yoy", "同比", "完成的比例比上年同期增减，以百分点表示"},
		{"months", "达到月数", "本年已过各月中达到要求的月数"},
	}},
}

// FiguresOf lists the figures of a rule.
func FiguresOf(rule Rule) []FigureInfo {
	for _, f := range Figures {
		if f.Rule == rule {
			return f.List
		}
	}
	return nil
}

// SplitMeasure cuts the measure of a key into the prefix of its judgement and the figure; figure is empty for a
// reported measure.
func SplitMeasure(measure string) (prefix, figure string) {
	prefix, figure, _ = strings.Cut(measure, ".")
	return prefix, figure
}

// IndicatorOf returns the indicator of a judgement's prefix.
func (r *Release) IndicatorOf(prefix string) (Indicator, bool) {
	id, _, _ := strings.Cut(prefix, "@")
	return r.Indicator(id)
}

// FigureName is what a figure is called for one indicator: by the measure it counts or the share's own name, where the
// rule's word is too general.
func (r *Release) FigureName(ind Indicator, f FigureInfo) string {
	var own Text
	switch {
	case f.ID == "rate" && ind.Rule != Reach:
		own = ind.RateName
	case f.ID == "floor":
		own = ind.FloorName
	default:
		of := map[string]string{"part": ind.Part, "whole": ind.Whole, "floor_part": ind.FloorPart, "floor_whole": ind.FloorWhole,
			"done": ind.Part, "due": ind.Whole}
		m, _ := r.Measure(of[f.ID])
		own = m.Name
	}
	if own.Stated() {
		return own.Text
	}
	return f.Name
}

// Label is the Chinese name of what a key measures: 开发(创设)城乡公益性岗位, or 城乡公益性岗位开发·完成率.
func (r *Release) Label(measure string) string {
	if m, ok := r.Measure(measure); ok {
		return m.Name.Text
	}
	prefix, figure := SplitMeasure(measure)
	ind, ok := r.IndicatorOf(prefix)
	if !ok {
		return measure
	}
	for _, f := range FiguresOf(ind.Rule) {
		if f.ID == figure {
			if name := r.FigureName(ind, f); name != ind.Name.Text {
				return ind.Name.Text + "·" + name
			}
			return ind.Name.Text
		}
	}
	return measure
}

// GroupLabel is a group in words: 性别=女; several are joined by a semicolon.
func (r *Release) GroupLabel(group string) string {
	if group == "" {
		return ""
	}
	var words []string
	for part := range strings.SplitSeq(group, ";") {
		words = append(words, r.partLabel(part))
	}
	return strings.Join(words, "；")
}

func (r *Release) partLabel(part string) string {
	dimension, value, _ := strings.Cut(part, "=")
	for _, d := range r.Dimensions {
		if d.ID != dimension {
			continue
		}
		for _, v := range d.Values {
			if v.ID == value {
				return d.Name.Text + "=" + v.Name.Text
			}
		}
	}
	return part
}
