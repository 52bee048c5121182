package model

import (
	"fmt"
	"testing"
)

func TestTheShareOfInformationLostCountsStates(t *testing.T) {
	cell := func(measure string, month int, s State) Cell {
		return Cell{Key: Key{Measure: measure, Period: Period{Year: 2022, Month: month}}, State: s}
	}
	r := Release{Cells: []Cell{
		cell("a", 1, Published), cell("a", 2, Withheld), cell("a", 3, Published), cell("a", 4, NotSubmitted), cell("a", 5, NotApplicable),
		cell("a.rate", 1, NotApplicable), cell("b", 1, Withheld)}}
	losses := r.Losses()
	if got := fmt.Sprint(losses); got != "[{a 2 1} {a.rate 0 0} {b 0 1}]" {
		t.Error(got)
	}
	for i, want := range []string{"33.3%", "", "100.0%"} {
		got := ""
		if share, ok := losses[i].Share(); ok {
			got = share.String()
		}
		if got != want {
			t.Errorf("%s: %q, want %q", losses[i].Measure, got, want)
		}
	}
	if share, _ := losses[0].Plus(losses[2]).Share(); share.String() != "50.0%" {
		t.Error(share)
	}
}
