package chart

import (
	"fmt"
	"strings"

	"gongkai/generator/model"
)

// The drawing area of a small line chart: its edges, since it has no words inside.
const (
	smallLeft   Permyriad = 1_00
	smallRight  Permyriad = 97_00
	smallTop    Permyriad = 5_00
	smallBottom Permyriad = 95_00
)

// Multiples are small line charts on one scale, from 0 to a percentage of the target that holds every rate.
type Multiples struct {
	Top  int64     // the highest percentage of the scale
	Zero Permyriad // the places of 0, and of 100%
	Full Permyriad
	List []Small
}

// Small is 完成率 of one place over a year against 序时进度. Paths and places are as in Line.
type Small struct {
	Name    string
	Rate    model.Cell // of the newest month
	Lead    model.Cell // of that rate before 序时进度
	Actual  string
	Plan    string
	Pieces  [][]Place // of Actual
	Planned []Place
	Dots    []Place // the newest month, and months whose neighbours are not published
}

// smallFull labels the line of the target, in the first small chart.
const smallFull = "100%"

// FullLabel is the label of the line of the target, which stands in the first small chart.
func (Multiples) FullLabel() string { return smallFull }

// Words names the scale: 0～110%.
func (m Multiples) Words() string { return fmt.Sprintf("0～%d%%", m.Top) }

// Rates are the rates of a place from January on.
type Rates struct {
	Name  string
	Cells []model.Cell
	Lead  model.Cell // of the last of them before 序时进度
}

// Courses is a figure of small multiples; false if fewer than two places have two published months.
func Courses(caption string, places []Rates, plan func(month int) model.Rate) (Figure, bool) {
	m := Multiples{Top: 100}
	for _, p := range places {
		for _, c := range p.Cells {
			if drawn(c) {
				m.Top = max(m.Top, (c.Value.Num*100+c.Value.Den*10-1)/(c.Value.Den*10)*10)
			}
		}
	}
	full := model.Rate{Num: m.Top, Den: 100}
	y := func(r model.Rate) Permyriad { return smallBottom - (smallBottom-smallTop)*at(r, full)/100_00 }
	x := func(month int) Permyriad { return smallLeft + (smallRight-smallLeft)*Permyriad(month)/12 }
	m.Zero, m.Full = smallBottom, y(model.Rate{Num: 1, Den: 1})

	var planned path
	planned.to(x(0), m.Zero)
	for month := 1; month <= 12; month++ {
		planned.to(x(month), y(plan(month)))
	}
	lines := 0 // places with a line
	var told []string
	for _, p := range places {
		s := Small{Name: p.Name, Lead: p.Lead, Plan: planned.String(), Planned: planned.pieces[0]}
		var actual path
		var words []string
		published := 0
		for i, c := range p.Cells {
			s.Rate = c
			words = append(words, fmt.Sprintf("%d月%s", i+1, c))
			if !drawn(c) {
				actual.lift()
				continue
			}
			if i == 0 {
				actual.to(x(0), m.Zero)
			}
			actual.to(x(i+1), y(c.Value.Rate()))
			published++
		}
		if published > 1 {
			lines++
		}
		s.Actual, s.Pieces = actual.String(), actual.pieces
		for i, piece := range s.Pieces {
			if len(piece) == 1 || i == len(s.Pieces)-1 {
				s.Dots = append(s.Dots, piece[len(piece)-1])
			}
		}
		m.List = append(m.List, s)
		told = append(told, p.Name+strings.Join(words, "、")+"，较序时"+p.Lead.Words())
	}
	if lines < 2 {
		return Figure{}, false
	}
	var pace []string
	for month := 1; month <= 12; month++ {
		pace = append(pace, fmt.Sprintf("%d月%s", month, model.ShareOf(plan(month))))
	}
	alt := "小折线图，每个单位一幅，纵轴" + m.Words() + "，各单位各月完成率：" + strings.Join(told, "；") + "；虚线是序时进度：" + strings.Join(pace, "、") + "。"
	return Figure{Caption: caption, Alt: alt, Small: m}, true
}
