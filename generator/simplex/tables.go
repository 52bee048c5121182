package simplex

import (
	"math"
	"slices"
)

// A Table is a count for each unknown, perhaps with fractions.
type Table = []float64

// Counted reports whether both tables of an interval hold whole numbers.
func (i Interval) Counted() bool {
	whole := func(table Table) bool {
		return !slices.ContainsFunc(table, func(x float64) bool { return x != math.Round(x) })
	}
	return whole(i.LoAt) && whole(i.HiAt)
}

// Between is the interval with other ends, found by whole tables.
func (i Interval) Between(lo, hi int64) Interval {
	i.Lo, i.Hi = float64(lo), float64(hi)
	return i
}

// Tables lists the tables of intervals, each once.
func Tables(intervals []Interval) []Table {
	var list []Table
	have := map[*float64]bool{}
	for _, i := range intervals {
		for _, table := range []Table{i.LoAt, i.HiAt} {
			if !have[&table[0]] {
				have[&table[0]] = true
				list = append(list, table)
			}
		}
	}
	return list
}
