package derive

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/record"
)

// judgedFigures are the figures of reach that need both a value and a target.
var judgedFigures = []string{"rate", "lead", "gap", "over", "need", "forecast", "finish"}

// reach judges a cumulative measure against a target by a date.
func reach(s spot) {
	value := s.same("value", s.read(s.ind.Measure))
	s.changes()
	if s.target == nil {
		return // figures without a judgement: no target in this year
	}
	target, ok := s.goal()
	pace := s.pace()
	without := s.excluded(s.ind.Measure)
	switch {
	case !ok:
		s.none(model.NotApplicable, "没有年度目标", judgedFigures...)
		s.unjudged(model.NotApplicable, without)
	case value.State != model.Published:
		s.none(value.State, value.Why, judgedFigures...)
		s.unjudged(value.State, without)
	case len(without) > 0:
		s.none(model.NotApplicable, s.without(without)+"，不作评价", judgedFigures...)
		s.unjudged(model.NotApplicable, without)
	default:
		s.completion(value, target, pace)
	}
}

// goal writes the target of the region.
func (s spot) goal() (record.Figure, bool) {
	amount, ok := s.target.Amounts[s.region.ID]
	if !ok || amount <= 0 {
		s.none(model.NotApplicable, "没有年度目标", "target")
		return record.Figure{}, false
	}
	m, _ := s.rel.Measure(s.ind.Measure)
	f := record.Figure{Key: s.key(s.prefix+".target", s.p), Value: model.CountOf(amount, m.Unit)}
	if s.target.Source.Known() {
		f.From = []diag.Pos{s.target.Source.Pos}
	}
	s.put(f)
	return f, true
}

// pace writes the share of the plan that should be reached by the end of the month.
func (s spot) pace() record.Figure {
	rate := s.target.Pace(s.p.Month)
	how := fmt.Sprintf("已过月数 ÷ 12 = %d ÷ 12", s.p.Month)
	if s.target.Plan != nil {
		how = fmt.Sprintf("目标的分月计划：到%d月底%v", s.p.Month, model.ShareOf(rate))
	}
	return s.set("pace", model.ShareOf(rate), how)
}

// completion writes what follows from a value and a target, and the status.
func (s spot) completion(value, target, pace record.Figure) {
	have, want := value.Value.Amount(), target.Value.Amount()
	exact := model.Rate{Num: int64(have), Den: int64(want)}
	share := model.ShareOf(exact).WithDigits(s.rateDigits(exact))
	rate := s.set("rate", share, fmt.Sprintf("累计 ÷ 年度目标 = %v ÷ %v", value.Value, target.Value), value, target)
	distance := exact.Sub(pace.Value.Rate())
	points := model.PointsOf(distance).WithDigits(leadDigits(distance, s.ind.Thresholds))
	lead := s.set("lead", points, fmt.Sprintf("完成率 − 序时进度 = %v ÷ %v − %v", value.Value, target.Value, paceWords(pace.Value.Rate())), rate, pace)

	unit := value.Value.Unit
	gap := s.set("gap", model.CountOf(max(0, want-have), unit), fmt.Sprintf("目标 − 累计 = %v − %v%s", target.Value, value.Value, orNone(want <= have)), value, target)
	s.set("over", model.CountOf(max(0, have-want), unit), fmt.Sprintf("累计 − 目标 = %v − %v%s", value.Value, target.Value, orNone(have <= want)), value, target)
	s.outlook(value, gap)

	status := s.status(exact, distance, have, want)
	s.judge(status, s.because(status, value, target, rate, pace, lead), rate)
}

// rateDigits asks for more decimals when a rate would print like 100% or like another unit's from which it differs: two
// units with 87.0% in different places would read as a mistake.
func (s spot) rateDigits(rate model.Rate) int {
	n := model.DistinctDigits(rate, model.Rate{Num: 1, Den: 1})
	if s.mayBeWithheld() {
		return n // decimals must not tell how near a withheld unit is
	}
	for _, unit := range s.rel.Children(s.region.Parent) {
		f, ok := s.at(model.Key{Measure: s.ind.Measure, Period: s.p, Region: unit.ID})
		want := int64(s.target.Amounts[unit.ID])
		if ok && f.State == model.Published && want > 0 {
			n = max(n, model.DistinctDigits(rate, model.Rate{Num: f.Value.Num, Den: want}))
		}
	}
	return n
}

// mayBeWithheld reports whether figures of the measure may be withheld: it counts people, or goes with a measure that
// may.
func (s spot) mayBeWithheld() bool {
	m, _ := s.rel.Measure(s.ind.Measure)
	return m.Persons || m.With != "" ||
		slices.ContainsFunc(s.rel.Measures, func(other model.Measure) bool { return other.With == m.ID })
}

// orNone explains a difference that is cut off at 0.
func orNone(cut bool) string {
	if cut {
		return "，不足0按0算"
	}
	return ""
}

func paceWords(r model.Rate) string { return fmt.Sprintf("%d ÷ %d", r.Num, r.Den) }

// due reports whether the target's date has come at the end of the month.
func (s spot) due() bool { return s.p.LastDay().Compare(s.target.Due) >= 0 }

// status compares exactly. A share above 100% of an upper bound can no longer be repaired.
func (s spot) status(rate, lead model.Rate, have, want model.Amount) model.Status {
	up := s.ind.Direction != model.Down
	reached := have >= want
	if !up {
		reached = have <= want
	}
	switch {
	case s.due() && reached, up && reached:
		return model.Done
	case s.due(), !up && !reached:
		return model.Missed
	}
	if !up {
		lead.Num = -lead.Num
	}
	t := s.ind.Thresholds
	switch {
	case lead.Compare(points(t.Ahead)) > 0:
		return model.Ahead
	case lead.Compare(points(t.Behind)) >= 0:
		return model.OnPace
	case lead.Compare(points(t.FarBehind)) >= 0:
		return model.Behind
	}
	return model.FarBehind
}

// points turns a threshold in thousandths into a difference of rates.
func points(thousandths int64) model.Rate { return model.Rate{Num: thousandths, Den: 1000} }

// leadDigits asks for more decimals when a lead would print like a threshold from which it differs.
func leadDigits(lead model.Rate, t model.Thresholds) int {
	n := 1
	for _, bound := range []int64{t.Ahead, t.Behind, t.FarBehind} {
		for lead.Compare(points(bound)) != 0 && n < model.MaxDigits &&
			model.PointsOf(lead).WithDigits(n).String() == model.PointsOf(points(bound)).WithDigits(n).String() {
			n++
		}
	}
	return n
}

// because says in words, with the numbers, why the status is what it is.
func (s spot) because(status model.Status, value, target, rate, pace, lead record.Figure) string {
	goal := target.Value.Words()
	if s.target.Approx && s.region.ID == s.target.City {
		goal += "左右"
	}
	switch status {
	case model.Done:
		if s.ind.Direction == model.Down {
			return fmt.Sprintf("到%s累计%s，没有超过%s", s.target.Due.Words(), value.Value.Words(), goal)
		}
		return fmt.Sprintf("累计%s，达到年度目标%s", value.Value.Words(), goal)
	case model.Missed:
		if s.ind.Direction == model.Down {
			return fmt.Sprintf("累计%s，超过%s", value.Value.Words(), goal)
		}
		return fmt.Sprintf("到%s累计%s，没有达到年度目标%s", s.target.Due.Words(), value.Value.Words(), goal)
	}
	return fmt.Sprintf("完成率%s，序时进度%s，较序时%s，%s",
		rate.Value.Words(), pace.Value.Words(), lead.Value.Words(), s.bounds(status))
}

// bounds says in words between which thresholds the lead lies.
func (s spot) bounds(status model.Status) string {
	t := s.ind.Thresholds
	if s.ind.Direction == model.Down {
		t = model.Thresholds{Ahead: -t.Ahead, Behind: -t.Behind, FarBehind: -t.FarBehind}
	}
	above, below := "高于", "低于"
	if s.ind.Direction == model.Down {
		above, below = below, above
	}
	switch status {
	case model.Ahead:
		return above + bound(t.Ahead) + "个百分点"
	case model.Behind:
		return below + bound(t.Behind) + "个百分点"
	case model.FarBehind:
		return below + bound(t.FarBehind) + "个百分点"
	}
	if t.Ahead == -t.Behind {
		return "在±" + strings.TrimLeft(bound(t.Ahead), "+−") + "个百分点以内"
	}
	return "在" + bound(t.Behind) + "与" + bound(t.Ahead) + "个百分点之间"
}

// bound prints a threshold with its sign and no needless decimal: +1, −10, +2.5.
func bound(thousandths int64) string {
	return strings.TrimSuffix(model.PointsOf(points(thousandths)).String(), ".0")
}
