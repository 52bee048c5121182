package record

import (
	"cmp"
	"fmt"
	"slices"

	"gongkai/generator/model"
)

// Rank places the units of one indicator and month by exact rate, best first; down says that a small rate is the
// better one. Equal rates share a place and the next place is left out (1, 2, 2, 4). It returns one figure named
// measure for each rate, in their order. A unit without a rate has no place and keeps the state of its rate.
//
// derive ranks all rates; protect ranks again without the withheld ones, so that no place speaks of them.
func Rank(rates []Figure, measure string, down bool) []Figure {
	var placed []int
	for i, f := range rates {
		if f.State == model.Published {
			placed = append(placed, i)
		}
	}
	order := func(i, j int) int {
		c := rates[j].Value.Rate().Compare(rates[i].Value.Rate())
		if down {
			return -c
		}
		return c
	}
	slices.SortStableFunc(placed, order)

	ranks := make([]Figure, len(rates))
	for i, f := range rates {
		ranks[i] = Figure{Key: f.Key, State: f.State, Inputs: []model.Key{f.Key}, From: f.From, Revision: f.Revision}
		ranks[i].Measure = measure
		if f.State != model.Published {
			ranks[i].Why = cmp.Or(f.Why, "没有完成率，不参加排名")
			ranks[i].From = nil
		}
	}
	for n, i := range placed {
		first, _ := slices.BinarySearchFunc(placed[:n+1], i, order)
		tied := first != n || n+1 < len(placed) && order(i, placed[n+1]) == 0
		ranks[i].Value = model.RankOf(first+1, tied)
		ranks[i].How = fmt.Sprintf("按未取整的完成率排列，%d个单位参加排名", len(placed))
	}
	return ranks
}
