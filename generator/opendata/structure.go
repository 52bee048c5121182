package opendata

import (
	"slices"

	"gongkai/generator/model"
)

// The members of structure.json: how the published figures hang together. Whoever has it and observations.csv can write
// down every equation between them, and so check that nothing withheld follows from what is published.
type (
	structure struct {
		Threshold  int                  `json:"threshold"`
		Width      int                  `json:"width"`
		Zeros      string               `json:"zeros"`
		Regions    []structureRegion    `json:"regions"`
		Dimensions []structureDimension `json:"dimensions"`
		Measures   []structureMeasure   `json:"measures"`
		Stocks     []structureStock     `json:"stocks"`
		Figures    []structureFigure    `json:"figures"`
		Breaks     []structureBreak     `json:"breaks"`
	}
	structureRegion struct {
		ID     string `json:"id"`
		Parent string `json:"parent"`
		Leaf   bool   `json:"leaf"`
	}
	structureDimension struct {
		ID     string   `json:"id"`
		Values []string `json:"values"`
	}
	structureMeasure struct {
		ID       string   `json:"id"`
		Kind     string   `json:"kind"`
		Persons  bool     `json:"persons"`
		Additive bool     `json:"additive"`
		Groups   []string `json:"groups"`
		PartOf   string   `json:"part_of,omitempty"`
		With     string   `json:"with,omitempty"`
	}
	structureStock struct {
		Stock  string `json:"stock"`
		Found  string `json:"found"`
		Helped string `json:"helped"`
	}
	// A structureFigure says what a computed figure is. Is, OpeningOf and IncrementOf name the measure that it equals:
	// of the month, of the month before, or less that of the month before (all of it in January). Num and Den name what
	// it is the quotient of. Inputs name the measures without which it cannot be known; a figure without any tells
	// nothing of them. Back lists the months before its own whose figures it takes besides, YearToDate all those since
	// January; Increments is the number of months, its own the last, whose increments it takes: of each month and the
	// month before, of January alone. OfUnits says that those of the units below a region are taken.
	structureFigure struct {
		ID          string   `json:"id"`
		Is          string   `json:"is,omitempty"`
		OpeningOf   string   `json:"opening_of,omitempty"`
		IncrementOf string   `json:"increment_of,omitempty"`
		Num         string   `json:"num,omitempty"`
		Den         string   `json:"den,omitempty"`
		Inputs      []string `json:"inputs"`
		Back        []int    `json:"back,omitempty"`
		Increments  int      `json:"increments,omitempty"`
		YearToDate  bool     `json:"year_to_date,omitempty"`
		OfUnits     bool     `json:"of_units,omitempty"`
	}
	structureBreak struct {
		Measure string `json:"measure"`
		Region  string `json:"region"`
		Period  string `json:"period"`
	}
)

// structureWords describe the members for the data package.
const structureWords = "threshold 不予公开的界限，小于它的人数、户数（0除外）不予公开；width 不予公开的数至少有多宽的可能范围；zeros 0是否照常公开，published 公开，protected 与小数一样不予公开；" +
	"regions 地区的上下级，leaf 为报送单位，上级是下级之和；dimensions 分组维度；measures 报送的指标，kind 为累计、时点、当月，persons 为人数或户数，" +
	"groups 可用的维度，part_of 是它的一部分，with 一同公开或不予公开；stocks 时点数 = 上月末 + 认定 − 帮扶；" +
	"figures 由指标算出的数：is 相等，opening_of 上月末，increment_of 当月新增，num ÷ den 比例，inputs 用到的指标，back 还用到前几个月，" +
	"increments 连续几个月（到当月为止）的当月新增，year_to_date 本年各月，of_units 各报送单位；breaks 更正以后累计数减少的月份，其前后不能相减。"

func structureOf(rel *model.Release) structure {
	s := structure{
		Threshold: rel.Site.Threshold, Width: rel.Site.Width, Zeros: zeros(rel.Site),
		Regions: []structureRegion{}, Dimensions: []structureDimension{}, Measures: []structureMeasure{},
		Stocks: []structureStock{}, Figures: []structureFigure{}, Breaks: []structureBreak{},
	}
	for _, r := range rel.Regions {
		s.Regions = append(s.Regions, structureRegion{r.ID, r.Parent, r.Leaf})
	}
	for _, d := range rel.Dimensions {
		values := make([]string, 0, len(d.Values))
		for _, v := range d.Values {
			values = append(values, v.ID)
		}
		s.Dimensions = append(s.Dimensions, structureDimension{d.ID, values})
	}
	for _, m := range rel.Measures {
		s.Measures = append(s.Measures, structureMeasure{m.ID, m.Kind.ID(), m.Persons, m.Additive, append([]string{}, m.Groups...), m.PartOf, m.With})
	}
	for _, i := range rel.Indicators {
		if i.Rule == model.Zero && i.Found != "" && i.Helped != "" {
			s.Stocks = append(s.Stocks, structureStock{i.Measure, i.Found, i.Helped})
		}
	}
	var last string
	for _, c := range rel.Cells { // sorted by measure
		prefix, figure := model.SplitMeasure(c.Measure)
		if c.Measure == last || figure == "" {
			continue
		}
		last = c.Measure
		ind, _ := rel.IndicatorOf(prefix)
		f := figureOf(ind, prefix, figure)
		f.ID = c.Measure
		s.Figures = append(s.Figures, f)
	}
	for _, b := range rel.Breaks {
		s.Breaks = append(s.Breaks, structureBreak{b.Measure, b.Region, b.Period.String()})
	}
	return s
}

// zeros names the policy: published as they are, or withheld like small counts.
func zeros(s model.Site) string {
	if s.HideZeros {
		return "protected"
	}
	return "published"
}

// figureOf says what a figure of an indicator is, as derive computes it; a test holds both against each other.
func figureOf(i model.Indicator, prefix, figure string) structureFigure {
	switch i.Rule {
	case model.Reach:
		return reachFigure(i.Measure, prefix, figure)
	case model.RatioFloor:
		all := []string{i.Part, i.Whole, i.FloorPart, i.FloorWhole}
		switch figure {
		case "part", "whole", "floor_part", "floor_whole":
			return same(all[slices.Index([]string{"part", "whole", "floor_part", "floor_whole"}, figure)])
		case "rate":
			return structureFigure{Num: i.Part, Den: i.Whole, Inputs: all[:2]}
		case "floor":
			return structureFigure{Num: i.FloorPart, Den: i.FloorWhole, Inputs: all[2:]}
		case "yoy":
			return structureFigure{Inputs: all[:2], Back: []int{12}}
		}
		return structureFigure{Inputs: all} // margin, short
	case model.Zero:
		switch figure {
		case "opening":
			return structureFigure{OpeningOf: i.Measure, Inputs: []string{i.Measure}}
		case "found":
			return same(i.Found)
		case "helped":
			return same(i.Helped)
		}
		return same(i.Measure) // stock
	case model.Monthly:
		if figure == "count" {
			return same(i.Measure)
		}
		return structureFigure{Inputs: []string{i.Measure}, YearToDate: true, OfUnits: true} // months
	}
	both := []string{i.Part, i.Whole} // coverage
	switch figure {
	case "done":
		return same(i.Part)
	case "due":
		return same(i.Whole)
	case "yoy":
		return structureFigure{Inputs: both, Back: []int{12}}
	case "months":
		return structureFigure{Inputs: both, YearToDate: true}
	}
	return structureFigure{Num: i.Part, Den: i.Whole, Inputs: both} // rate
}

func reachFigure(measure, prefix, figure string) structureFigure {
	f := structureFigure{Inputs: []string{measure}}
	switch figure {
	case "value":
		f.Is = measure
	case "target", "pace":
		f.Inputs = []string{} // set beforehand
	case "rate":
		f.Num, f.Den = measure, prefix+".target"
	case "increment":
		f.IncrementOf = measure
	case "mom":
		f.Increments = 2
	case "yoy":
		f.Back = []int{12}
	case "forecast", "finish":
		f.Increments = 3
	}
	return f // lead, gap, over, need and rank follow from the measure of the month
}

func same(measure string) structureFigure {
	return structureFigure{Is: measure, Inputs: []string{measure}}
}
