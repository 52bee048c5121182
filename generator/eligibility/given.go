package eligibility

import "gongkai/generator/model"

// Given returns the condition that is left when one question is answered: parts that the answer settles are dropped.
// A condition that is settled as a whole becomes "all of nothing", which holds, or its negation.
func Given(c model.Condition, a model.Answer) model.Condition {
	always := model.Condition{Kind: model.All}
	switch holds(c, []model.Answer{a}) {
	case Yes:
		return always
	case No:
		return model.Condition{Kind: model.Not, Kids: []model.Condition{always}}
	}
	if c.Kind != model.All && c.Kind != model.Any || c.Text.Stated() {
		return c
	}
	settled := map[model.ConditionKind]Truth{model.All: Yes, model.Any: No}[c.Kind]
	var kids []model.Condition
	for _, kid := range c.Kids {
		if holds(kid, []model.Answer{a}) != settled {
			kids = append(kids, Given(kid, a))
		}
	}
	if len(kids) == 1 {
		return kids[0]
	}
	c.Kids = kids
	return c
}
