package compose

import (
	"fmt"
	"strconv"
	"strings"

	"gongkai/generator/chart"
	"gongkai/generator/model"
	"gongkai/generator/prose"
)

// Figure is a chart in the place of a block, whose text is the caption that stands below it.
type Figure struct {
	chart.Figure
	Block int // number of the block in Bulletin.Blocks
}

// chartMark begins a paragraph of the template that is the caption of a chart, a private character like mark.
const chartMark = "\uE001"

// bars draws 完成率 of the units; it prints the caption, or nothing where there is nothing to draw.
func (f *figures) bars(v indicatorView) string {
	var rows []chart.Row
	for _, u := range v.Units {
		rows = append(rows, chart.NewRow(u.Place, u.F["rate"], v.F["pace"]))
	}
	return f.chart(chart.Ranking("各单位"+v.Name+"完成率与序时进度", rows, v.F["pace"]))
}

// line draws the months of the year against the plan.
func (f *figures) line(v indicatorView) string {
	return f.chart(chart.Course(fmt.Sprintf("%d年%s累计%s与序时计划（单位：%s）", v.Year, v.Who, v.Measure, v.Unit), v.Who, v.line))
}

// pairs draws the two rates of the units.
func (f *figures) pairs(v indicatorView) string {
	var rows []chart.PairRow
	for _, u := range v.Units {
		rows = append(rows, chart.PairRow{Name: u.Place, Rate: u.F["rate"], Floor: u.F["floor"]})
	}
	return f.chart(chart.Comparison("各单位"+v.RateName+"与"+v.FloorName, v.RateName, v.FloorName, rows))
}

// smalls draws the year of each unit against the plan, if there is one.
func (f *figures) smalls(v yearIndicator) string {
	if v.plan == nil {
		return ""
	}
	return f.chart(chart.Courses("各单位"+v.ByUnit.Name+"各月完成率与序时进度", v.courses, v.plan))
}

// grid draws what each month came to.
func (f *figures) grid(caption string, rows []chart.GridRow) string {
	return f.chart(chart.Calendar(caption, rows))
}

func (f *figures) chart(x chart.Figure, ok bool) string {
	if !ok {
		return ""
	}
	f.charts = append(f.charts, x)
	return chartMark + x.Caption
}

// placed numbers the captions of the tables and folds their heads, finds the captions of the charts among the blocks and
// numbers them, too.
func placed(blocks []prose.Block, charts []chart.Figure) []Figure {
	var found []Figure
	tables := 0
	for i := range blocks {
		switch RoleOf(blocks, i) {
		case Caption:
			tables++
			blocks[i].Spans = append([]prose.Span{{Text: "表" + strconv.Itoa(tables) + "　"}}, blocks[i].Spans...)
			continue
		case Table:
			foldHeads(blocks[i])
			continue
		}
		caption, ok := strings.CutPrefix(prose.Plain(blocks[i].Spans), chartMark)
		if !ok || blocks[i].Kind != prose.Paragraph || len(found) == len(charts) {
			continue
		}
		x := charts[len(found)]
		x.Caption = "图" + strconv.Itoa(len(found)+1) + "　" + caption
		blocks[i].Spans = []prose.Span{{Text: x.Caption}}
		found = append(found, Figure{x, i})
	}
	return found
}

// gridRow is a year of judgements up to a month.
func (c *Composer) gridRow(name, prefix string, p model.Period, region model.Region) chart.GridRow {
	var list []model.Judgement
	for m := 1; m <= p.Month; m++ {
		list = append(list, c.rel.Judged(prefix, model.Period{Year: p.Year, Month: m}, region.ID))
	}
	return chart.NewGridRow(name, list)
}

// course is the line of a year up to a month.
func (c *Composer) course(goal model.Goal, p model.Period, region model.Region) chart.Line {
	if goal.Target == nil {
		return chart.Line{}
	}
	var months [12]model.Cell
	for m := range months {
		months[m].State = model.NotApplicable
		if m < p.Month {
			months[m] = c.rel.Figure(c.rel.Judged(goal.Prefix, model.Period{Year: p.Year, Month: m + 1}, region.ID), "value")
		}
	}
	j := c.rel.Judged(goal.Prefix, p, region.ID)
	return chart.NewLine(months, c.rel.Figure(j, "target"), goal.Target.Pace, c.rel.Figure(j, "forecast"))
}
