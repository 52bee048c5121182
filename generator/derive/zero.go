package derive

import (
	"fmt"

	"gongkai/generator/model"
)

// zero judges whether a stock is zero at the end of the month and shows 上月末 + 当月认定 − 当月帮扶 = 月末.
func zero(s spot) {
	before := s.readAt(s.ind.Measure, s.p.Add(-1))
	if before.State != model.Published {
		before.State, before.Why = model.NotApplicable, missed(before)
	}
	opening := s.same("opening", before)
	found := s.same("found", s.read(s.ind.Found))
	helped := s.same("helped", s.read(s.ind.Helped))
	stock := s.read(s.ind.Measure)

	flows := []model.Key{opening.Key, found.Key, helped.Key}
	known := opening.State == model.Published && found.State == model.Published && helped.State == model.Published
	if stock.State == model.Published && known && s.sameUnits(stock.Key, opening.Inputs[0], found.Inputs[0], helped.Inputs[0]) &&
		opening.Value.Num+found.Value.Num-helped.Value.Num == stock.Value.Num { // load reports a month that does not add up
		stock.How = fmt.Sprintf("上月末 + 当月认定 − 当月帮扶 = %v + %v − %v", opening.Value, found.Value, helped.Value)
		stock.Shown = flows
	}
	s.same("stock", stock)

	without := s.excluded(s.ind.Measure)
	switch {
	case stock.State != model.Published:
		s.unjudged(stock.State, without)
	case len(without) > 0:
		s.unjudged(model.NotApplicable, without)
	case stock.Value.Num == 0:
		s.judge(model.Met, "月末为"+stock.Value.Words(), stock)
	default:
		s.judge(model.Unmet, "月末还有"+stock.Value.Words(), stock)
	}
}
