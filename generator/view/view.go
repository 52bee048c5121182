// Package view arranges a release into ranked, sorted and pivoted tables for pages, workbooks and bulletins. It never
// computes a figure: every cell of a table is a cell of the release, so a withheld figure stays withheld.
//
// Rows are in official order unless they are ranked. A figure that does not exist is 不适用, so every table is
// rectangular and a template needs no special case.
package view

import "gongkai/generator/model"

// RankRow is one unit of a ranking by 完成率, with the figures that stand beside it.
type RankRow struct {
	Region    model.Region
	Judgement model.Judgement
	Rank      model.Cell // 名次; 不适用 for the city and for a unit without a target
	Value     model.Cell // 累计
	Target    model.Cell // 年度目标
	Rate      model.Cell // 完成率
	Pace      model.Cell // 序时进度
	Lead      model.Cell // 较序时
	Gap       model.Cell // 缺口
	Over      model.Cell // 超额: what is above the target, 0 below it
	Need      model.Cell // 每月还需
}

// Row is one unit of a table by indicator; release.Figure(row.Judgement, "rate") reads its cells.
type Row struct {
	Region    model.Region
	Judgement model.Judgement
}

// Grid is a pivot: units down, columns across.
type Grid struct {
	Columns []string // headings: 1月, 2月 …
	Rows    []GridRow
	City    GridRow
}

// GridRow is one unit of a grid with one cell for each column.
type GridRow struct {
	Region model.Region
	Cells  []model.Cell
}

// MonthGrid shows whether each unit met a monthly duty.
type MonthGrid struct {
	Periods []model.Period
	Rows    []MonthRow
}

// MonthRow is one unit of a month grid, with a judgement for each period. A month without figures has a judgement of
// state 不适用. Months is 达到月数 at the end of the last month with figures.
type MonthRow struct {
	Region     model.Region
	Judgements []model.Judgement
	Months     model.Cell
}

// Ranking returns the units right below a region by place – equal rates in official order, unranked units last – and
// the region's own row. Prefix is that of a judgement of rule reach, such as posts.
func Ranking(rel *model.Release, prefix string, p model.Period, whole model.Region) (rows []RankRow, total RankRow) {
	var units []RankRow
	for _, region := range rel.Children(whole.ID) {
		units = append(units, rankRow(rel, prefix, p, region))
	}
	for _, i := range arrange(len(units), func(i int) sortKey { return place(units[i].Rank) }) {
		rows = append(rows, units[i])
	}
	return rows, rankRow(rel, prefix, p, whole)
}

// Rows returns the units right below a region in official order with their judgements, and the region's own.
func Rows(rel *model.Release, prefix string, p model.Period, whole model.Region) (units []Row, total Row) {
	for _, region := range rel.Children(whole.ID) {
		units = append(units, Row{region, rel.Judged(prefix, p, region.ID)})
	}
	return units, Row{whole, rel.Judged(prefix, p, whole.ID)}
}

// YearMonths returns the twelve months of a year, for grids that also show what is still to come.
func YearMonths(year int) []model.Period {
	months := make([]model.Period, 12)
	for i := range months {
		months[i] = model.Period{Year: year, Month: i + 1}
	}
	return months
}

func rankRow(rel *model.Release, prefix string, p model.Period, region model.Region) RankRow {
	j := rel.Judged(prefix, p, region.ID)
	figure := func(name string) model.Cell { return rel.Figure(j, name) }
	return RankRow{
		Region: region, Judgement: j,
		Rank: figure("rank"), Value: figure("value"), Target: figure("target"), Rate: figure("rate"), Pace: figure("pace"),
		Lead: figure("lead"), Gap: figure("gap"), Over: figure("over"), Need: figure("need"),
	}
}
