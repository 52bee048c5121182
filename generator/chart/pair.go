package chart

import (
	"fmt"
	"strings"

	"gongkai/generator/model"
)

// Scale is the common axis of the ratio pairs of a table, in whole percent. It never starts at zero, which the legend
// must say.
type Scale struct{ From, To int64 }

// step is what the ends of a scale are multiples of.
const step = 5

// NewScale returns the smallest scale that holds every pair that is drawn: nothing else may move its ends.
func NewScale(rows []PairRow) Scale {
	s := Scale{100, 0}
	for _, r := range rows {
		if !drawn(r.Rate) || !drawn(r.Floor) {
			continue
		}
		for _, c := range []model.Cell{r.Rate, r.Floor} {
			num, den := c.Value.Num*100, c.Value.Den*step
			s.From = min(s.From, num/den*step)
			s.To = max(s.To, (num+den-1)/den*step)
		}
	}
	switch {
	case s.From > s.To: // no pair
		return Scale{0, 100}
	case s.From < s.To:
	case s.To == 100:
		s.From -= step
	default:
		s.To += step
	}
	return s
}

// Words names the scale: 55%～75%.
func (s Scale) Words() string { return fmt.Sprintf("%d%%～%d%%", s.From, s.To) }

// Middle is the number under the middle of the axis, or empty when it is not whole.
func (s Scale) Middle() string {
	if (s.From+s.To)%2 != 0 {
		return ""
	}
	return fmt.Sprintf("%d%%", (s.From+s.To)/2)
}

// Left and Right are the numbers at the ends.
func (s Scale) Left() string  { return fmt.Sprintf("%d%%", s.From) }
func (s Scale) Right() string { return fmt.Sprintf("%d%%", s.To) }

// Pair is two rates on one axis.
type Pair struct {
	Drawn   bool
	Of      model.Key // the rate
	FloorOf model.Key
	Rate    Permyriad
	Floor   Permyriad
	Short   bool // the rate lies below the floor
	Equal   bool
}

// NewPair draws a rate and its floor.
func NewPair(rate, floor model.Cell, s Scale) Pair {
	if !drawn(rate) || !drawn(floor) {
		return Pair{}
	}
	order := rate.Value.Rate().Compare(floor.Value.Rate())
	return Pair{Drawn: true, Of: rate.Key, FloorOf: floor.Key, Rate: s.at(rate.Value), Floor: s.at(floor.Value), Short: order < 0, Equal: order == 0}
}

func (s Scale) at(v model.Value) Permyriad {
	from := model.Rate{Num: s.From, Den: 100}
	return at(v.Rate().Sub(from), model.Rate{Num: s.To - s.From, Den: 100})
}

// Pairs are the ratio pairs of a figure, on one scale.
type Pairs struct {
	Scale     Scale
	Rate      string // names of the two rates
	Floor     string
	List      []PairRow
	Shortfall bool // a rate lies below its floor
}

// PairRow is a named pair.
type PairRow struct {
	Name  string
	Rate  model.Cell
	Floor model.Cell
	Pair  Pair
}

// Comparison is a figure of ratio pairs; the rows come without their Pair, which needs the common scale. False if fewer
// than two of them can be drawn.
func Comparison(caption, rate, floor string, rows []PairRow) (Figure, bool) {
	p := Pairs{Scale: NewScale(rows), Rate: rate, Floor: floor}
	var shown, missing []string
	for _, r := range rows {
		r.Pair = NewPair(r.Rate, r.Floor, p.Scale)
		p.List = append(p.List, r)
		p.Shortfall = p.Shortfall || r.Pair.Short
		words := r.Name + r.Rate.String() + "、" + r.Floor.String()
		switch {
		case !r.Pair.Drawn:
			missing = append(missing, r.Name+"（"+apart(rate, r.Rate, floor, r.Floor)+"）")
			continue
		case r.Pair.Short:
			words += "（前者较低）"
		case r.Pair.Equal:
			words += "（相等）"
		}
		shown = append(shown, words)
	}
	if len(shown) < 2 {
		return Figure{}, false
	}
	alt := "点图，横轴" + p.Scale.Words() + "，各单位" + rate + "、" + floor + "：" + strings.Join(shown, "；") + absent(missing) + "。"
	return Figure{Caption: caption, Alt: alt, Pairs: p}, true
}

// apart says two cells that are not drawn as a pair: each by its name, or once what both of them are.
func apart(rate string, r model.Cell, floor string, f model.Cell) string {
	if !drawn(r) && r.State == f.State {
		return r.String()
	}
	return rate + r.String() + "，" + floor + f.String()
}

func (p Pairs) keys() []Key {
	keys := []Key{{RateSign, p.Rate}, {FloorSign, p.Floor}}
	if p.Shortfall {
		keys = append(keys, Key{ShortSign, "前者较低"})
	}
	return append(keys, Key{Words, "横轴" + p.Scale.Words()})
}
