package derive

import (
	"fmt"
	"math/big"

	"gongkai/generator/model"
	"gongkai/generator/record"
)

// ratioFloor judges whether Part/Whole is at least FloorPart/FloorWhole, by a·d ≥ c·b in whole numbers.
func ratioFloor(s spot) {
	part := s.same("part", s.read(s.ind.Part))
	whole := s.same("whole", s.read(s.ind.Whole))
	floorPart := s.same("floor_part", s.read(s.ind.FloorPart))
	floorWhole := s.same("floor_whole", s.read(s.ind.FloorWhole))
	without := s.excluded(s.measures()...)
	missing := func(state model.State, why string) {
		s.none(state, why, "rate", "floor", "margin", "short", "yoy")
		s.unjudged(state, without)
	}
	for _, f := range []record.Figure{part, whole, floorPart, floorWhole} {
		if f.State != model.Published {
			missing(f.State, f.Why)
			return
		}
	}
	sums := make([]model.Key, 0, 4)
	for _, m := range s.measures() {
		sums = append(sums, s.key(m, s.p))
	}
	switch {
	case !s.sameUnits(sums...):
		missing(model.NotApplicable, "四项数报送的单位不同，不作比较")
		return
	case whole.Value.Amount() == 0 || floorWhole.Value.Amount() == 0:
		for _, figure := range []string{"rate", "floor", "margin", "short", "yoy"} {
			s.noneFrom("分母为零，不作比较", figure, whole, floorWhole)
		}
		s.unjudged(model.NotApplicable, without)
		return
	}
	s.compare(part, whole, floorPart, floorWhole, without)
}

func (s spot) compare(part, whole, floorPart, floorWhole record.Figure, without []string) {
	a := model.Rate{Num: int64(part.Value.Amount()), Den: int64(whole.Value.Amount())}
	b := model.Rate{Num: int64(floorPart.Value.Amount()), Den: int64(floorWhole.Value.Amount())}
	distance := a.Sub(b)
	n := model.DistinctDigits(a, b)
	for distance.Num != 0 && n < model.MaxDigits && zeroInPrint(distance, n) {
		n++ // 未达到 beside 0.0 would read as a mistake
	}
	rate := s.set("rate", model.ShareOf(a).WithDigits(n), s.fraction(part, whole), part, whole)
	floor := s.set("floor", model.ShareOf(b).WithDigits(n), s.fraction(floorPart, floorWhole), floorPart, floorWhole)
	s.apart(rate, floor)
	s.apart(floor, rate)
	margin := s.set("margin", model.PointsOf(distance).WithDigits(n),
		fmt.Sprintf("%v ÷ %v − %v ÷ %v", part.Value, whole.Value, floorPart.Value, floorWhole.Value), rate, floor)
	s.rateYearOnYear(rate, s.ind.Part, s.ind.Whole)
	met := a.Compare(b) >= 0
	s.short(part, whole, floorPart, floorWhole, met)

	if len(without) > 0 {
		s.unjudged(model.NotApplicable, without)
		return
	}
	status, word := model.Met, "不低于"
	if !met {
		status, word = model.Unmet, "低于"
	}
	because := fmt.Sprintf("%v ÷ %v = %v，%s%v ÷ %v = %v，相差%s",
		part.Value, whole.Value, rate.Value, word, floorPart.Value, floorWhole.Value, floor.Value, margin.Value.Words())
	s.judge(status, because, rate, floor)
}

// apart remembers that the decimals of a figure were chosen by another one too.
func (s spot) apart(f, from record.Figure) {
	f.Apart = []model.Key{from.Key}
	s.figures[s.index[f.Key]] = f
}

// short writes how many more people in Part would close the distance: the least k with (a+k)·d ≥ c·b.
func (s spot) short(part, whole, floorPart, floorWhole record.Figure, met bool) {
	inputs := []record.Figure{part, whole, floorPart, floorWhole}
	if met {
		s.set("short", model.CountOf(0, part.Value.Unit), "已经达到", inputs...)
		return
	}
	product := new(big.Int).Mul(big.NewInt(floorPart.Value.Num), big.NewInt(whole.Value.Num))
	quotient, rest := product.QuoRem(product, big.NewInt(floorWhole.Value.Num), new(big.Int))
	needed := quotient.Int64()
	if rest.Sign() > 0 {
		needed++
	}
	how := fmt.Sprintf("下限 × 分母 − 分子 = %v ÷ %v × %v − %v，不足1%s按1%s算",
		floorPart.Value, floorWhole.Value, whole.Value, part.Value, part.Value.Unit, part.Value.Unit)
	s.set("short", model.CountOf(model.Amount(needed)-part.Value.Amount(), part.Value.Unit), how, inputs...)
}

// fraction is a formula with names and numbers: 已回访人员 ÷ 应回访人员 = 1659 ÷ 1659.
func (s spot) fraction(part, whole record.Figure) string {
	return fmt.Sprintf("%s ÷ %s = %v ÷ %v", s.of(part), s.of(whole), part.Value, whole.Value)
}

// of is the name of the measure that a figure stands for.
func (s spot) of(f record.Figure) string { return s.rel.Label(f.Inputs[0].Measure) }

func zeroInPrint(r model.Rate, digits int) bool {
	tiny := model.PointsOf(model.Rate{Num: 0, Den: 1}).WithDigits(digits)
	return model.PointsOf(r).WithDigits(digits).String() == tiny.String()
}
