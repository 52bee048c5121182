package model

import "strings"

// figureNames are the words for the figures of each rule, as the pages, the data files and explain use them.
var figureNames = map[Rule]map[string]string{
	Reach: {
		"value": "累计完成", "target": "年度目标", "rate": "完成率", "pace": "序时进度", "lead": "较序时",
		"gap": "缺口", "need": "每月还需", "forecast": "预计年末", "finish": "预计完成月份", "rank": "排名",
		"increment": "当月新增", "mom": "环比", "yoy": "同比",
	},
	RatioFloor: {
		"part": "分子", "whole": "分母", "floor_part": "对照分子", "floor_whole": "对照分母",
		"rate": "比例", "floor": "对照比例", "margin": "高于对照", "short": "达到还需",
	},
	Zero:     {"opening": "期初", "found": "当月认定", "helped": "当月帮扶", "stock": "期末"},
	Monthly:  {"count": "当月", "months": "达到月数"},
	Coverage: {"done": "已完成", "due": "应完成", "rate": "完成比例", "months": "达到月数"},
}

// FigureName is the word for a figure of a rule, such as 完成率 for rate; the figure itself when there is none.
func (r Rule) FigureName(figure string) string {
	if name, ok := figureNames[r][figure]; ok {
		return name
	}
	return figure
}

// MeasureName is the full name of what a key measures: 安置上岗, or 城乡公益性岗位开发·完成率.
func (r *Release) MeasureName(id string) string {
	if m, ok := r.Measure(id); ok {
		return m.Name.Text
	}
	prefix, figure, _ := strings.Cut(id, ".")
	indicator, target, second := strings.Cut(prefix, "@")
	i, ok := r.Indicator(indicator)
	if !ok {
		return id
	}
	name := i.Name.Text
	if t, ok := r.Target(target); second && ok {
		name += "（" + t.Level.Text + "目标）"
	}
	return name + "·" + i.Rule.FigureName(figure)
}

// GroupName is a group in words: 性别=女; several are joined by ；.
func (r *Release) GroupName(group string) string {
	if group == "" {
		return ""
	}
	var words []string
	for part := range strings.SplitSeq(group, ";") {
		words = append(words, r.partName(part))
	}
	return strings.Join(words, "；")
}

func (r *Release) partName(part string) string {
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
