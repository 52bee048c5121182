package audit

import (
	"slices"
	"testing"
)

// TestIncrementsOfMonths: two increments take the month before the last, but for that of January, which is the figure
// itself. Those of January and February reach into the year before or do not.
func TestIncrementsOfMonths(t *testing.T) {
	for _, test := range []struct {
		month Period // from January 2022
		of    int
		want  []Period // months before January 2022 are negative
	}{
		{0, 2, []Period{-2, -1, 0}},
		{1, 2, []Period{0, 1}},
		{2, 2, []Period{0, 1, 2}},
		{2, 3, []Period{0, 1, 2}},
		{9, 3, []Period{6, 7, 8, 9}},
	} {
		const january = 2022 * 12
		var got []Period
		for _, p := range (Figure{Increments: test.of}).months(january + test.month) {
			got = append(got, p-january)
		}
		slices.Sort(got)
		if got = slices.Compact(got); !slices.Equal(got, test.want) {
			t.Errorf("%d increments up to month %d take %v, want %v", test.of, test.month, got, test.want)
		}
	}
}
