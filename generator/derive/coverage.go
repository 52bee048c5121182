package derive

import (
	"fmt"

	"gongkai/generator/model"
	"gongkai/generator/record"
)

// coverage judges whether all that was due was done; for a flow it also counts the months in which it was.
func coverage(s spot) {
	done := s.same("done", s.read(s.ind.Part))
	due := s.same("due", s.read(s.ind.Whole))
	without := s.excluded(s.ind.Part, s.ind.Whole)
	if m, _ := s.rel.Measure(s.ind.Part); m.Kind == model.Flow {
		s.months(s.covered)
	}
	for _, f := range []record.Figure{done, due} {
		if f.State != model.Published {
			s.none(f.State, f.Why, "rate", "yoy")
			s.unjudged(f.State, without)
			return
		}
	}
	switch {
	case !s.sameUnits(done.Inputs[0], due.Inputs[0]):
		s.none(model.NotApplicable, "两项数报送的单位不同，不作比较", "rate", "yoy")
		s.unjudged(model.NotApplicable, without)
		return
	case due.Value.Num == 0:
		s.noneFrom("没有应完成的数", "rate", due)
		s.noneFrom("没有应完成的数", "yoy", due)
	default:
		exact := model.Rate{Num: done.Value.Num, Den: due.Value.Num}
		share := model.ShareOf(exact)
		if done.Value.Num < due.Value.Num {
			share = share.WithDigits(model.DistinctDigits(exact, model.Rate{Num: 1, Den: 1})) // 99.96% is not 100.0%
		}
		rate := s.set("rate", share, s.fraction(done, due), done, due)
		s.rateYearOnYear(rate, s.ind.Part, s.ind.Whole)
	}
	switch {
	case len(without) > 0:
		s.unjudged(model.NotApplicable, without)
	case done.Value.Num >= due.Value.Num:
		s.judge(model.Met, s.both(done, due)+"，全部完成", done, due)
	default:
		s.judge(model.Unmet, s.both(done, due)+"，没有全部完成", done, due)
	}
}

// both says what was due and what was done, never their difference: it may be a small count.
func (s spot) both(done, due record.Figure) string {
	return fmt.Sprintf("%s%s，%s%s", s.of(due), due.Value.Words(), s.of(done), done.Value.Words())
}

// covered reports whether all that was due in a month was done, with the figures that say so.
func (s spot) covered(p model.Period) (bool, []record.Figure) {
	done, due := s.readAt(s.ind.Part, p), s.readAt(s.ind.Whole, p)
	if done.State != model.Published || due.State != model.Published {
		return false, nil
	}
	if len(s.missing[done.Key])+len(s.missing[due.Key]) > 0 {
		return false, []record.Figure{done, due}
	}
	return done.Value.Num >= due.Value.Num, []record.Figure{done, due}
}
