package chart

import (
	"testing"

	"gongkai/generator/model"
)

func share(num, den int64) model.Cell {
	return model.Cell{Value: model.ShareOf(model.Rate{Num: num, Den: den})}
}

func count(n model.Amount) model.Cell { return model.Cell{Value: model.CountOf(n, "个")} }

func TestBarPlacesAreExact(t *testing.T) {
	for _, c := range []struct {
		rate, pace  model.Cell
		value, mark string
		short       bool
	}{
		{share(11620, 14000), share(10, 12), "75.45%", "75.75%", true},
		{share(909, 900), share(10, 12), "91.81%", "75.75%", false},
		{share(3, 1), share(1, 1), "100.00%", "90.90%", false},
		{share(0, 1), share(1, 12), "0.00%", "7.57%", true},
	} {
		b := NewBar(c.rate, c.pace, "")
		if b.Value.String() != c.value || b.Pace.String() != c.mark || b.Short != c.short {
			t.Errorf("%v against %v: %v %v %v, want %v %v %v", c.rate, c.pace, b.Value, b.Pace, b.Short, c.value, c.mark, c.short)
		}
	}
}

func TestWithheldFigureDrawsNothing(t *testing.T) {
	hidden := model.Cell{State: model.Withheld}
	if b := NewBar(hidden, share(1, 2), ""); b.Drawn || b.Value != 0 || b.Pace != 0 {
		t.Errorf("a withheld rate draws %+v", b)
	}
	if p := NewPair(share(1, 2), hidden, Scale{0, 100}); p != (Pair{}) {
		t.Errorf("a withheld floor draws %+v", p)
	}
	var months [12]model.Cell
	for i := range months {
		months[i] = hidden
	}
	months[0], months[2], months[3] = count(100), count(300), count(400)
	l := NewLine(months, count(1200), func(m int) model.Rate { return model.Rate{Num: int64(m), Den: 12} }, hidden)
	if len(l.Points) != 3 || l.Forecast != "" {
		t.Errorf("three months are published, drawn are %d, forecast %q", len(l.Points), l.Forecast)
	}
	if want := "M400 8800L1191 8159M2775 6875L3566 6234"; l.Actual != want {
		t.Errorf("the withheld month is bridged: %s, want %s", l.Actual, want)
	}
}

// pair is a row of two rates.
func pair(rate, floor model.Cell) PairRow { return PairRow{Rate: rate, Floor: floor} }

func TestScaleHoldsEveryPair(t *testing.T) {
	s := NewScale([]PairRow{pair(share(348, 580), share(62, 100)), pair(share(216, 300), share(7, 10)), pair(model.Cell{State: model.NotSubmitted}, share(1, 100))})
	if s != (Scale{60, 75}) {
		t.Errorf("scale of 60%%, 72%%, 62%% is %v", s)
	}
	p := NewPair(share(60, 100), share(62, 100), s)
	if !p.Short || p.Rate.String() != "0.00%" || p.Floor.String() != "13.33%" {
		t.Errorf("pair %+v", p)
	}
	if p := NewPair(share(203, 290), share(1218, 1740), s); !p.Equal || p.Short || p.Rate != p.Floor {
		t.Errorf("equal rates give %+v", p)
	}
}

// TestScaleEnds sees that a scale ends with the pairs, never beyond the whole, and that what is not drawn moves no end.
func TestScaleEnds(t *testing.T) {
	low, high := share(1, 100), share(99, 100)
	for _, c := range []struct {
		rows []PairRow
		want Scale
	}{
		{[]PairRow{pair(share(60, 100), share(75, 100))}, Scale{60, 75}},
		{[]PairRow{pair(share(90, 100), share(100, 100))}, Scale{90, 100}},
		{[]PairRow{pair(share(599, 1000), share(751, 1000))}, Scale{55, 80}},
		{[]PairRow{pair(share(9999, 10_000), share(89, 100))}, Scale{85, 100}},
		{[]PairRow{pair(share(3, 3), share(1, 1))}, Scale{95, 100}},
		{[]PairRow{pair(share(3, 5), share(6, 10))}, Scale{60, 65}},
		{[]PairRow{pair(share(0, 5), share(0, 7))}, Scale{0, 5}},
		{[]PairRow{pair(share(3, 5), share(7, 10)), pair(low, hidden), pair(hidden, high), pair(hidden, hidden)}, Scale{60, 70}},
		{[]PairRow{pair(low, hidden), pair(hidden, high)}, Scale{0, 100}},
		{nil, Scale{0, 100}},
	} {
		if got := NewScale(c.rows); got != c.want {
			t.Errorf("%v: %v, want %v", c.rows, got, c.want)
		}
	}
}
