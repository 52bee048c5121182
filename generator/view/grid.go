package view

import (
	"fmt"
	"slices"

	"gongkai/generator/model"
)

// Wide pivots one measure or figure (posts_created, posts.rate) to regions × periods, the city last.
func Wide(rel *model.Release, measure string, periods []model.Period) Grid {
	var g Grid
	for _, p := range periods {
		g.Columns = append(g.Columns, monthHead(p, periods))
	}
	var cells []model.Cell
	for _, c := range cellsOf(rel, measure) {
		if c.Group == "" && slices.Contains(periods, c.Period) {
			cells = append(cells, c)
		}
	}
	column := func(c model.Cell) int { return slices.Index(periods, c.Period) }
	return fill(rel, g, cells, column, func(region string, i int) model.Key {
		return model.Key{Measure: measure, Period: periods[i], Region: region}
	})
}

// Months returns whether each unit right below a region met a duty in each period.
func Months(rel *model.Release, prefix string, periods []model.Period, whole model.Region) MonthGrid {
	g := MonthGrid{Periods: periods}
	var last model.Period
	for _, p := range periods {
		if slices.Contains(rel.Periods, p) {
			last = p
		}
	}
	for _, region := range rel.Children(whole.ID) {
		row := MonthRow{Region: region}
		for _, p := range periods {
			row.Judgements = append(row.Judgements, rel.Judged(prefix, p, region.ID))
		}
		row.Months = rel.Figure(rel.Judged(prefix, last, region.ID), "months")
		g.Rows = append(g.Rows, row)
	}
	return g
}

// cellsOf returns the cells of one measure: they stand together, since cells are ordered by measure first.
func cellsOf(rel *model.Release, measure string) []model.Cell {
	first, _ := slices.BinarySearchFunc(rel.Cells, measure, func(c model.Cell, m string) int {
		if c.Measure < m {
			return -1
		}
		return 1
	})
	last := first
	for last < len(rel.Cells) && rel.Cells[last].Measure == measure {
		last++
	}
	return rel.Cells[first:last]
}

// fill pivots cells into the rows of a grid; a place without a cell is 不适用.
func fill(rel *model.Release, g Grid, cells []model.Cell, column func(model.Cell) int, key func(string, int) model.Key) Grid {
	regions := append(rel.Below(), rel.Root())
	rowOf := func(c model.Cell) int {
		return slices.IndexFunc(regions, func(r model.Region) bool { return r.ID == c.Region })
	}
	places := pivot(len(regions), len(g.Columns), len(cells), func(i int) (row, col int) {
		return rowOf(cells[i]), column(cells[i])
	})
	rows := make([]GridRow, len(regions))
	for i, region := range regions {
		rows[i].Region = region
		for j, n := range places[i] {
			c := model.Cell{Key: key(region.ID, j), State: model.NotApplicable}
			if n >= 0 {
				c = cells[n]
			}
			rows[i].Cells = append(rows[i].Cells, c)
		}
	}
	g.Rows, g.City = rows[:len(rows)-1], rows[len(rows)-1]
	return g
}

// monthHead is the heading of a month: 10月, with its year when the grid spans several.
func monthHead(p model.Period, all []model.Period) string {
	if all[0].Year != all[len(all)-1].Year {
		return p.Words()
	}
	return fmt.Sprintf("%d月", p.Month)
}
