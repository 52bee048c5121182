package model

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestPublishedArithmetic prints what was really published, from the exact counts (domain.md §3, "Arithmetic that
// was really published").
func TestPublishedArithmetic(t *testing.T) {
	for _, c := range []struct {
		num, den int64
		digits   int
		want     string
	}{
		{12314, 12500, 1, "98.5%"},
		{6650, 6600, 2, "100.76%"},
		{2291, 2200, 1, "104.1%"},
		{351500, 400000, 2, "87.88%"}, // 87.875, printed as 87.87% from 35.15万 of 40万
		{351500, 400000, 3, "87.875%"},
		{351500, 400000, 1, "87.9%"},
		{1118, 2272, 1, "49.2%"}, // printed as 上岗率 50.0%
		{11620, 14000, 1, "83.0%"},
		{10, 12, 1, "83.3%"},
	} {
		if got := ShareOf(Rate{c.num, c.den}).WithDigits(c.digits).String(); got != c.want {
			t.Errorf("%d/%d at %d digits = %s, want %s", c.num, c.den, c.digits, got, c.want)
		}
	}
}

func TestPlannedSum(t *testing.T) {
	if country, town := Amount(2100), Amount(325); country+town != 2425 { // 文登 2022 plan
		t.Errorf("乡村 %d + 城镇 %d is not 2425", country, town)
	}
}

func TestPrint(t *testing.T) {
	for _, c := range []struct {
		name         string
		v            Value
		people       string
		words        string
		machine      string
		withoutASign string
	}{
		{"count", CountOf(11620, "个"), "11620", "11620个", "11620", "11620个"},
		{"zero", CountOf(0, "户"), "0", "0户", "0", "0户"},
		{"negative count", CountOf(-22, "个"), "−22", "−22个", "-22", "22个"},
		{"share", ShareOf(Rate{83, 100}), "83.0%", "83.0%", "83.0", "83.0%"},
		{"share of nothing", ShareOf(Rate{0, 14000}), "0.0%", "0.0%", "0.0", "0.0%"},
		{"share above one", ShareOf(Rate{909, 900}), "101.0%", "101.0%", "101.0", "101.0%"},
		{"share without decimals", ShareOf(Rate{1, 3}).WithDigits(0), "33%", "33%", "33", "33%"},
		{"points below", PointsOf(Rate{-1, 300}), "−0.3", "−0.3个百分点", "-0.3", "0.3个百分点"},
		{"points above", PointsOf(Rate{3, 100}), "+3.0", "+3.0个百分点", "3.0", "3.0个百分点"},
		{"no points", PointsOf(Rate{0, 1}), "0.0", "0.0个百分点", "0.0", "0.0个百分点"},
		{"points that round to nothing", PointsOf(Rate{-1, 10000}), "0.0", "0.0个百分点", "0.0", "0.0个百分点"},
		{"points at half", PointsOf(Rate{-5, 10000}), "−0.1", "−0.1个百分点", "-0.1", "0.1个百分点"},
		{"growth", ChangeOf(Rate{48, 1000}), "+4.8%", "+4.8%", "4.8", "4.8%"},
		{"decline", ChangeOf(Rate{-70, 1450}), "−4.8%", "−4.8%", "-4.8", "4.8%"},
		{"place", RankOf(1, false), "1", "第1", "1", "第1"},
		{"shared place", RankOf(2, true), "并列2", "并列第2", "2", "并列第2"},
		{"month", MonthOf(Period{2022, 12}), "2022年12月", "2022年12月", "2022-12", "2022年12月"},
		{"first month", MonthOf(Period{2023, 1}), "2023年1月", "2023年1月", "2023-01", "2023年1月"},
	} {
		if got := c.v.String(); got != c.people {
			t.Errorf("%s: String %q, want %q", c.name, got, c.people)
		}
		if got := c.v.Words(); got != c.words {
			t.Errorf("%s: Words %q, want %q", c.name, got, c.words)
		}
		if got := c.v.Plain(); got != c.machine {
			t.Errorf("%s: Plain %q, want %q", c.name, got, c.machine)
		}
		if got := c.v.AbsWords(); got != c.withoutASign {
			t.Errorf("%s: AbsWords %q, want %q", c.name, got, c.withoutASign)
		}
	}
}

// TestHalfUp rounds once, half up, away from zero: the exact half goes up and one part in a billion below it down.
func TestHalfUp(t *testing.T) {
	for _, c := range []struct {
		r      Rate
		digits int
		want   string
	}{
		{Rate{1, 2000}, 1, "0.1%"},
		{Rate{499_999_999, 1_000_000_000_000}, 1, "0.0%"},
		{Rate{9995, 10000}, 1, "100.0%"}, // 99.95
		{Rate{9994, 10000}, 1, "99.9%"},
		{Rate{1, 8}, 2, "12.50%"},
		{Rate{1, 800}, 2, "0.13%"}, // 0.125
		{Rate{87875, 100000}, 2, "87.88%"},
		{Rate{87874, 100000}, 2, "87.87%"},
		{Rate{math.MaxInt64, math.MaxInt64}, 3, "100.000%"},
		{Rate{5, 1000}, 0, "1%"},
		{Rate{4, 1000}, 0, "0%"},
	} {
		if got := ShareOf(c.r).WithDigits(c.digits).String(); got != c.want {
			t.Errorf("%d/%d at %d digits = %s, want %s", c.r.Num, c.r.Den, c.digits, got, c.want)
		}
	}
}

func TestRateComparesExactly(t *testing.T) {
	for _, c := range []struct {
		a, b Rate
		want int
	}{
		{Rate{2262, 2600}, Rate{2784, 3200}, 0}, // 环翠区, 荣成市: both 87%
		{Rate{106, 163}, Rate{598, 920}, 1},     // 临港区: 65.03 and 65.00
		{Rate{203, 290}, Rate{1218, 1740}, 0},   // 经区: both 70%
		{Rate{348, 580}, Rate{1736, 2800}, -1},  // 乳山市: 60 and 62
		{Rate{-1, 3}, Rate{1, 3}, -1},
		{Rate{-1, 3}, Rate{-1, 2}, 1},
		{Rate{math.MaxInt64, 2}, Rate{math.MaxInt64 - 1, 2}, 1}, // the products need 128 bits
		{Rate{math.MinInt64, 3}, Rate{math.MinInt64, 2}, 1},
	} {
		if got := c.a.Compare(c.b); got != c.want {
			t.Errorf("%v against %v = %d, want %d", c.a, c.b, got, c.want)
		}
		if got := c.b.Compare(c.a); got != -c.want {
			t.Errorf("%v against %v = %d, want %d", c.b, c.a, got, -c.want)
		}
	}
}

func TestSub(t *testing.T) {
	for _, c := range []struct{ a, b, want Rate }{
		{Rate{83, 100}, Rate{10, 12}, Rate{-1, 300}},
		{Rate{1, 2}, Rate{2, 4}, Rate{0, 1}},
		{Rate{106, 163}, Rate{598, 920}, Rate{1, 3260}}, // 0.0306… 百分点
		{Rate{int64(MaxSum), 1}, Rate{0, int64(MaxSum) - 1}, Rate{int64(MaxSum), 1}},
		{Rate{int64(MaxSum) - 1, int64(MaxSum)}, Rate{int64(MaxSum) - 2, int64(MaxSum) - 1}, Rate{1, int64(MaxSum) * (int64(MaxSum) - 1)}},
		{Rate{int64(MaxAmount), int64(MaxAmount) - 1}, Rate{int64(MaxAmount) - 1, int64(MaxAmount)}, Rate{1999999997, 999999997000000002}},
	} {
		if got := c.a.Sub(c.b); got != c.want {
			t.Errorf("%v − %v = %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

// TestSubIsNeverSilentlyWrong: beyond the bounds there is no figure at all.
func TestSubIsNeverSilentlyWrong(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a difference that does not fit into 64 bits is returned")
		}
	}()
	_ = Rate{1, 1 << 40}.Sub(Rate{1, 1<<40 - 1})
}

func TestDistinctDigits(t *testing.T) {
	for _, c := range []struct {
		a, b Rate
		want int
	}{
		{Rate{106, 163}, Rate{598, 920}, 2}, // 65.03 and 65.00
		{Rate{203, 290}, Rate{1218, 1740}, 1},
		{Rate{3120, 4800}, Rate{612, 900}, 1},
		{Rate{99996, 100000}, Rate{1, 1}, 3},
		{Rate{1, 1}, Rate{999_999_999_999, 1_000_000_000_000}, 10}, // 99.9999999999
		{Rate{1, int64(MaxSum) - 1}, Rate{1, int64(MaxSum)}, 17},
		{Rate{int64(MaxSum) - 2, int64(MaxSum) - 1}, Rate{int64(MaxSum) - 1, int64(MaxSum)}, 17}, // as near as two sums can be
	} {
		if got := DistinctDigits(c.a, c.b); got != c.want {
			t.Errorf("%v and %v need %d digits, want %d", c.a, c.b, got, c.want)
		}
	}
}

// TestRoundingNeverMovesFurtherThanHalf checks printed shares against the exact fraction in whole numbers.
func TestRoundingNeverMovesFurtherThanHalf(t *testing.T) {
	random := rand.New(rand.NewPCG(2022, 10))
	for range 20000 {
		r := Rate{random.Int64N(20000), 1 + random.Int64N(20000)}
		text := ShareOf(r).Plain()
		printed := int64(0) // tenths of a percent
		for _, c := range text {
			if c != '.' {
				printed = printed*10 + int64(c-'0')
			}
		}
		// |printed/1000 − num/den| ≤ 1/2000, and the upper half belongs to the printed figure
		distance := 2*printed*r.Den - 2000*r.Num
		if distance > r.Den || distance <= -r.Den {
			t.Fatalf("%d/%d prints as %s", r.Num, r.Den, text)
		}
	}
}

func TestSign(t *testing.T) {
	for v, want := range map[int64]int{-3: -1, 0: 0, 7: 1} {
		if got := PointsOf(Rate{v, 1000}).Sign(); got != want {
			t.Errorf("sign of %d/1000 = %d", v, got)
		}
	}
}
