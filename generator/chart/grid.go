package chart

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/model"
)

// Grid is a month grid: what each month of a year came to, a row for each place or indicator.
type Grid struct {
	Months []Tick // 1 to 12
	Rows   []GridRow
}

// GridRow is one row of a month grid. Its signs stand at the places of Grid.Months.
type GridRow struct {
	Name  string
	Signs [12]Sign
}

// NewGridRow takes the judgements of January and the months that follow; those that are not there are still to come.
func NewGridRow(name string, months []model.Judgement) GridRow {
	r := GridRow{Name: name}
	for i := range r.Signs {
		r.Signs[i] = Waiting
		if i < len(months) {
			r.Signs[i] = SignOf(months[i])
		}
	}
	return r
}

// Calendar is a figure of a month grid; false if it has no row.
func Calendar(caption string, rows []GridRow) (Figure, bool) {
	if len(rows) == 0 {
		return Figure{}, false
	}
	g := Grid{Rows: rows}
	for m := 1; m <= 12; m++ {
		g.Months = append(g.Months, Tick{Permyriad(2*m-1) * 100_00 / 24, fmt.Sprint(m), "middle"})
	}
	return Figure{Caption: caption, Alt: "月历图，各月评价：" + g.words() + "。", Grid: g}, true
}

// signs lists the signs that occur, in their order.
func (g Grid) signs() []Sign {
	var list []Sign
	for _, r := range g.Rows {
		for _, s := range r.Signs {
			if !slices.Contains(list, s) {
				list = append(list, s)
			}
		}
	}
	slices.Sort(list)
	return list
}

// words says every month of every row; rows that are alike are told together.
func (g Grid) words() string {
	var told []string
	done := make([]bool, len(g.Rows))
	for i, r := range g.Rows {
		if done[i] {
			continue
		}
		var names []string
		for k := i; k < len(g.Rows); k++ {
			if g.Rows[k].Signs == r.Signs {
				names, done[k] = append(names, g.Rows[k].Name), true
			}
		}
		told = append(told, strings.Join(names, "、")+r.words())
	}
	return strings.Join(told, "；")
}

// words says the months of a row, sign by sign: 1—6月、8月达到，7月未达到.
func (r GridRow) words() string {
	var parts []string
	for s := Met; s <= Waiting; s++ {
		var months []string
		for from := 0; from < len(r.Signs); from++ {
			to := from
			for to < len(r.Signs) && r.Signs[to] == s {
				to++
			}
			switch to - from {
			case 0:
				continue
			case 1:
				months = append(months, fmt.Sprintf("%d月", to))
			default:
				months = append(months, fmt.Sprintf("%d—%d月", from+1, to))
			}
			from = to
		}
		if months != nil {
			parts = append(parts, strings.Join(months, "、")+s.String())
		}
	}
	return strings.Join(parts, "，")
}
