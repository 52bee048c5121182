package record

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"gongkai/generator/model"
)

// rated is a unit with its rate; a zero denominator stands for a unit that did not report.
func rated(region string, num, den int64) Figure {
	f := Figure{Key: model.Key{Measure: "posts.rate", Region: region}, Value: model.ShareOf(model.Rate{Num: num, Den: den})}
	if den == 0 {
		f.Value, f.State, f.Why = model.Value{}, model.NotSubmitted, "当月未报送"
	}
	return f
}

// TestRankSharesPlaces is the ranking of the visual reference: 环翠区 and 荣成市 have exactly 87%, the next is fourth.
func TestRankSharesPlaces(t *testing.T) {
	rates := []Figure{
		rated("huancui", 2262, 2600), rated("wendeng", 2400, 2900), rated("rongcheng", 2784, 3200), rated("rushan", 1564, 2300),
		rated("gaoqu", 909, 900), rated("jingqu", 845, 1000), rated("lingang", 532, 700), rated("nanhai", 0, 0),
	}
	var got []string
	for i, r := range Rank(rates, "posts.rank", false) {
		if r.Region != rates[i].Region || r.Measure != "posts.rank" || !slices.Equal(r.Inputs, []model.Key{rates[i].Key}) {
			t.Errorf("figure %d is %v from %v", i, r.Key, r.Inputs)
		}
		if r.State != model.Published {
			got = append(got, r.State.String()+" "+r.Why)
			continue
		}
		got = append(got, r.Value.String())
	}
	want := []string{"并列2", "5", "并列2", "7", "1", "4", "6", "未报送 当月未报送"}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestRankOfAnUpperBound: where less is better, the smallest rate is first.
func TestRankOfAnUpperBound(t *testing.T) {
	ranks := Rank([]Figure{rated("a", 3, 4), rated("b", 1, 4), rated("c", 2, 8)}, "x.rank", true)
	if got := fmt.Sprint(ranks[0].Value, ranks[1].Value, ranks[2].Value); got != "3 并列1 并列1" {
		t.Error(got)
	}
}

func TestRankOfNobody(t *testing.T) {
	if got := Rank(nil, "x.rank", false); len(got) != 0 {
		t.Error(got)
	}
	alone := Rank([]Figure{rated("a", 1, 2)}, "x.rank", false)
	if alone[0].Value != model.RankOf(1, false) || alone[0].How != "按未取整的完成率排列，1个单位参加排名" {
		t.Errorf("%v %s", alone[0].Value, alone[0].How)
	}
}

// TestPlacesCountBetterUnits: a place is one more than the number of units with a strictly larger rate, and shared
// exactly when another rate is equal.
func TestPlacesCountBetterUnits(t *testing.T) {
	random := rand.New(rand.NewPCG(2022, 11))
	for range 300 {
		var rates []Figure
		for range 1 + random.IntN(12) {
			f := Figure{Value: model.ShareOf(model.Rate{Num: random.Int64N(8), Den: 1 + random.Int64N(4)})}
			if random.IntN(5) == 0 {
				f = Figure{State: model.NotSubmitted}
			}
			rates = append(rates, f)
		}
		for i, rank := range Rank(rates, "posts.rank", false) {
			if rates[i].State != model.Published {
				if rank.State != rates[i].State {
					t.Fatalf("a unit without a rate has place %v", rank.Value)
				}
				continue
			}
			better, equal := int64(0), 0
			for _, other := range rates {
				if other.State != model.Published {
					continue
				}
				switch c := other.Value.Rate().Compare(rates[i].Value.Rate()); {
				case c > 0:
					better++
				case c == 0:
					equal++
				}
			}
			if rank.Value.Num != better+1 || (rank.Value.Kind == model.Tied) != (equal > 1) {
				t.Fatalf("place %v with %d better and %d equal units", rank.Value, better, equal-1)
			}
		}
	}
}
