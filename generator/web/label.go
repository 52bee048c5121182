package web

import "gongkai/generator/model"

// label is a status as people see it: a shape of icons.svg, a class for its colour, and its word.
type label struct{ Icon, Class, Text string }

// statusLabel is the label of a judgement.
func statusLabel(j model.Judgement) label {
	l := label{Text: j.Label()}
	switch {
	case len(j.Excluded) > 0 && (j.State != model.Published || j.Status == model.NoStatus):
		l.Icon, l.Class, l.Text = "none", "st-none", "不作评价"
	case j.State != model.Published || j.Status == model.NoStatus:
		l.Icon, l.Class = "none", "st-none"
	case j.Status == model.Done:
		l.Icon = "done"
	case j.Status == model.Ahead:
		l.Icon = "fast"
	case j.Status == model.OnPace:
		l.Icon = "on"
	case j.Status == model.Behind:
		l.Icon, l.Class = "slow", "st-late"
	case j.Status == model.Met:
		l.Icon = "yes"
	default:
		l.Icon, l.Class = "late", "st-late"
	}
	return l
}

// policyLabel is the label of a policy's status.
func policyLabel(s model.PolicyStatus) label {
	l := label{Text: s.String()}
	switch s {
	case model.InForce:
		l.Icon = "live"
	case model.EndsSoon:
		l.Icon = "soon"
	case model.TermUnknown:
		l.Icon, l.Class = "none", "st-none"
	default:
		l.Icon, l.Class = "ended", "st-late"
	}
	return l
}
