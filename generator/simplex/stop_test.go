package simplex

import (
	"errors"
	"testing"
)

// TestStopEndsASearch: whenever it is stopped, a search is an error and no answer.
func TestStopEndsASearch(t *testing.T) {
	s := System{Vars: 4, Rows: []Row{
		{Terms: []Term{{0, 1}, {1, 1}}, Value: 9}, {Terms: []Term{{2, 1}, {3, 1}}, Value: 12},
		{Terms: []Term{{0, 1}, {2, 1}}, Value: 7}, {Terms: []Term{{1, 1}, {3, 1}}, Value: 14},
	}}
	goals := []Goal{{{0, 1}}, {{1, 1}}, {{2, 1}}}
	late := errors.New("late")
	asked := 0
	s.Stop = func() error { asked++; return nil }
	if _, err := s.Intervals(goals, nil, 0); err != nil || asked == 0 {
		t.Fatalf("%v, asked %d times", err, asked)
	}
	for at := range asked {
		left := at
		s.Stop = func() error {
			if left--; left < 0 {
				return late
			}
			return nil
		}
		if got, err := s.Intervals(goals, nil, 0); !errors.Is(err, late) || got != nil {
			t.Errorf("stopped at %d: %v, %v", at, got, err)
		}
	}
}
