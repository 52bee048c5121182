package derive

import (
	"fmt"

	"gongkai/generator/model"
	"gongkai/generator/record"
)

// farAway is the number of months after which an expected month of completion says nothing.
const farAway = 120

// outlook writes what is needed each month and the forecast (推算, never a figure of record).
func (s spot) outlook(value, gap record.Figure) {
	if s.due() {
		s.none(model.NotApplicable, "目标日期已到", "need", "forecast", "finish")
		return
	}
	left := int64(s.target.Due.Year*12+s.target.Due.Month) - int64(s.p.Year*12+s.p.Month)
	missing := int64(gap.Value.Amount())
	unit := value.Value.Unit
	if s.ind.Direction == model.Down {
		s.none(model.NotApplicable, "目标是上限", "need", "finish")
	} else {
		s.set("need", model.CountOf(model.Amount(ceil(missing, left)), unit),
			fmt.Sprintf("缺口 ÷ 剩余月数 = %v ÷ %d，不足1%s按1%s算", gap.Value, left, unit, unit), gap)
	}

	sum, inputs, why := s.lastThree()
	if why != "" {
		s.none(model.NotApplicable, why, "forecast")
	} else {
		forecast := int64(value.Value.Amount()) + roundHalfUp(sum*left, 3)
		how := fmt.Sprintf("累计 + 近三月平均增量 × 剩余月数 = %v + %v ÷ 3 × %d", value.Value, model.CountOf(model.Amount(sum), unit), left)
		s.set("forecast", model.CountOf(model.Amount(forecast), unit), how, append([]record.Figure{value}, inputs...)...)
	}
	if s.ind.Direction == model.Down {
		return
	}
	switch {
	case missing == 0:
		s.noneFrom("已完成", "finish", gap)
	case why != "":
		s.noneFrom(why, "finish", gap) // saying so says that there is a gap
	case sum <= 0:
		s.noneFrom("近三月没有新增", "finish", append([]record.Figure{gap}, inputs...)...)
	case ceil(3*missing, sum) > farAway:
		s.noneFrom("按近三月的增量，十年内不能完成", "finish", append([]record.Figure{gap}, inputs...)...)
	default:
		months := ceil(3*missing, sum)
		how := fmt.Sprintf("缺口 ÷ 近三月平均增量 = %v ÷ (%v ÷ 3)，不足1个月按1个月算，还要%d个月", gap.Value, model.CountOf(model.Amount(sum), unit), months)
		s.set("finish", model.MonthOf(s.p.Add(int(months))), how, append([]record.Figure{gap}, inputs...)...)
	}
}

// lastThree sums the increments of this month and the two before it, all within the year; why says what is missing.
func (s spot) lastThree() (sum int64, inputs []record.Figure, why string) {
	if s.p.Month < 3 {
		return 0, nil, "本年不足三个月"
	}
	for i := range 3 {
		p := s.p.Add(i - 2)
		if missing := s.missing[s.key(s.ind.Measure, p)]; len(missing) > 0 {
			return 0, nil, p.Words() + s.without(missing)
		}
		g := s.growth(p)
		if !g.known() {
			return 0, nil, g.why
		}
		f, ok := s.at(s.key(s.ind.ID+".increment", p))
		if !ok {
			return 0, nil, p.Words() + "无此项"
		}
		sum += int64(g.amount)
		inputs = append(inputs, f)
	}
	return sum, inputs, ""
}

// ceil divides and rounds up; n is not negative and d is positive.
func ceil(n, d int64) int64 { return (n + d - 1) / d }

// roundHalfUp divides and rounds half away from zero; d is positive.
func roundHalfUp(n, d int64) int64 {
	if n < 0 {
		return -roundHalfUp(-n, d)
	}
	return (2*n + d) / (2 * d)
}
