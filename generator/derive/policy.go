package derive

import "gongkai/generator/model"

// soon is the number of days before its end from which a policy is 即将到期.
const soon = 30

// PolicyStatus returns the status of a policy on a day. Its end is the last day to apply or the last day in force,
// whichever comes first; the last day itself still counts. Without either the term is 未载明.
func PolicyStatus(p model.Policy, asOf model.Date) model.PolicyStatus {
	if p.RepealedOn.Stated() && asOf.Compare(p.RepealedOn) >= 0 {
		return model.Repealed
	}
	end := p.ApplyUntil
	if !end.Stated() || p.Until.Stated() && p.Until.Compare(end) < 0 {
		end = p.Until
	}
	if !end.Stated() {
		return model.TermUnknown
	}
	left := asOf.DaysUntil(end)
	switch {
	case left < 0:
		return model.Expired
	case left <= soon:
		return model.EndsSoon
	}
	return model.InForce
}
