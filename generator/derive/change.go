package derive

import (
	"fmt"

	"gongkai/generator/model"
	"gongkai/generator/record"
)

// step is what a cumulative measure grew by in one month, or the reason why that is not known.
type step struct {
	amount model.Amount
	now    record.Figure
	before record.Figure // unset in January
	state  model.State
	why    string
}

// growth returns the increment of the indicator's measure in a month: 本月累计 − 上月累计, in January the value itself.
func (s spot) growth(p model.Period) step {
	now := s.readAt(s.ind.Measure, p)
	if now.State != model.Published {
		return step{state: now.State, why: missed(now)}
	}
	if p.Month == 1 {
		return step{amount: now.Value.Amount(), now: now}
	}
	before := s.readAt(s.ind.Measure, p.Add(-1))
	switch {
	case before.State != model.Published:
		return step{state: model.NotApplicable, why: missed(before)}
	case !s.sameUnits(now.Key, before.Key):
		return step{state: model.NotApplicable, why: "报送的单位与上月不同"}
	}
	return step{amount: now.Value.Amount() - before.Value.Amount(), now: now, before: before}
}

// missed says in words which figure is not there.
func missed(f record.Figure) string {
	if f.State == model.NotSubmitted {
		return f.Period.Words() + "未报送"
	}
	return f.Why
}

func (g step) known() bool { return g.state == model.Published }

// changes writes 当月新增, 环比 (of increments) and 同比 (of cumulatives). A missing base gives the reason, never 0.
func (s spot) changes() {
	g := s.growth(s.p)
	if !g.known() {
		s.none(g.state, g.why, "increment", "mom")
	} else {
		f := s.increment(g)
		s.monthOnMonth(g, f)
	}
	s.yearOnYear()
}

func (s spot) increment(g step) record.Figure {
	v := model.CountOf(g.amount, g.now.Value.Unit)
	how := "1月的累计就是当月新增"
	inputs := []record.Figure{g.now}
	if s.p.Month > 1 {
		how = fmt.Sprintf("本月累计 − 上月累计 = %v − %v", g.now.Value, g.before.Value)
		inputs = append(inputs, g.before)
	}
	f := s.set("increment", v, how, inputs...)
	f.Persons = g.now.Persons
	s.figures[s.index[f.Key]] = f
	return f
}

func (s spot) monthOnMonth(g step, now record.Figure) {
	last := s.growth(s.p.Add(-1))
	if !last.known() {
		s.none(model.NotApplicable, "上月新增不详："+last.why, "mom")
		return
	}
	if !s.sameUnits(g.now.Key, last.now.Key) {
		s.none(model.NotApplicable, "报送的单位与上月不同", "mom")
		return
	}
	base, ok := s.at(s.key(s.ind.ID+".increment", s.p.Add(-1)))
	if !ok {
		s.none(model.NotApplicable, "没有上月的数", "mom")
		return
	}
	if last.amount <= 0 {
		s.noneFrom("上月没有新增", "mom", base)
		return
	}
	how := fmt.Sprintf("(当月新增 − 上月新增) ÷ 上月新增 = (%v − %v) ÷ %v", now.Value, base.Value, base.Value)
	rate := model.Rate{Num: int64(g.amount - last.amount), Den: int64(last.amount)}
	s.set("mom", model.ChangeOf(rate), how, now, base)
}

// rateYearOnYear writes 同比 of a rate: the difference from the rate a year before, in 百分点.
func (s spot) rateYearOnYear(rate record.Figure, measures ...string) {
	last := model.Period{Year: s.p.Year - 1, Month: s.p.Month}
	base, ok := s.at(s.key(s.ind.ID+".rate", last))
	switch {
	case !ok:
		s.none(model.NotApplicable, "上年无此项", "yoy")
		return
	case base.State != model.Published:
		s.none(model.NotApplicable, missed(base), "yoy")
		return
	}
	for _, m := range measures {
		if !s.sameUnits(s.key(m, s.p), s.key(m, last)) {
			s.none(model.NotApplicable, "报送的单位与上年同期不同", "yoy")
			return
		}
	}
	now, then := rate.Value.Rate(), base.Value.Rate()
	how := fmt.Sprintf("本期 − 上年同期 = %d ÷ %d − %d ÷ %d", now.Num, now.Den, then.Num, then.Den)
	s.set("yoy", model.PointsOf(now.Sub(then)), how, rate, base)
}

func (s spot) yearOnYear() {
	now := s.read(s.ind.Measure)
	if now.State != model.Published {
		s.none(now.State, missed(now), "yoy")
		return
	}
	base := s.readAt(s.ind.Measure, model.Period{Year: s.p.Year - 1, Month: s.p.Month})
	switch {
	case base.State == model.NotApplicable:
		s.none(model.NotApplicable, "上年无此项", "yoy")
	case base.State != model.Published:
		s.none(model.NotApplicable, missed(base), "yoy")
	case !s.sameUnits(now.Key, base.Key):
		s.none(model.NotApplicable, "报送的单位与上年同期不同", "yoy")
	case base.Value.Amount() <= 0:
		s.noneFrom("上年同期没有数", "yoy", base)
	default:
		how := fmt.Sprintf("(累计 − 上年同期累计) ÷ 上年同期累计 = (%v − %v) ÷ %v", now.Value, base.Value, base.Value)
		rate := model.Rate{Num: int64(now.Value.Amount() - base.Value.Amount()), Den: int64(base.Value.Amount())}
		s.set("yoy", model.ChangeOf(rate), how, now, base)
	}
}
