package derive

import (
	"slices"

	"gongkai/generator/model"
)

// soon is the number of days before its end from which a policy is 即将到期.
const soon = 30

// Policies returns the policies with their status on a day.
func Policies(list []model.Policy, asOf model.Date) []model.Policy {
	list = slices.Clone(list)
	for i, p := range list {
		list[i].Status = PolicyStatus(p, asOf)
	}
	return list
}

// PolicyStatus returns the status of a policy on a day. Its end is the last day to apply or the last day in force,
// whichever comes first; the last day itself still counts. Without either the term is 未载明.
func PolicyStatus(p model.Policy, asOf model.Date) model.PolicyStatus {
	if p.RepealedOn.Stated() && asOf.Compare(p.RepealedOn) >= 0 {
		return model.Repealed
	}
	if p.Over(asOf) {
		return model.Expired
	}
	end := p.ApplyUntil
	if !end.Stated() || p.Until.Stated() && p.Until.Compare(end) < 0 {
		end = p.Until
	}
	if !end.Stated() {
		return model.TermUnknown
	}
	if asOf.DaysUntil(end) <= soon {
		return model.EndsSoon
	}
	return model.InForce
}
