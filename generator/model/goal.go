package model

// Goal is one target of an indicator in one year, and the prefix of the figures that are judged against it.
type Goal struct {
	Prefix string  // the indicator's id; <indicator>@<target> for a further target
	Target *Target // nil: none is stated for the year, and only the figures that need none exist
	Level  string  // 市级目标, where the year has several targets, else empty
	Name   string  // that of the indicator, with the level
}

// Goals lists the targets of an indicator in a year, in the order of the data; without one, a goal without a target.
func (r *Release) Goals(ind Indicator, year int) []Goal {
	var goals []Goal
	for i := range r.Targets {
		t := &r.Targets[i]
		if t.Indicator != ind.ID || t.Year != year {
			continue
		}
		prefix := ind.ID
		if len(goals) > 0 {
			prefix += "@" + t.ID
		}
		goals = append(goals, Goal{Prefix: prefix, Target: t, Name: ind.Name.Text})
	}
	if len(goals) == 0 {
		return []Goal{{Prefix: ind.ID, Name: ind.Name.Text}}
	}
	if len(goals) > 1 {
		for i := range goals {
			g := &goals[i]
			g.Level = g.Target.ID
			if g.Target.Level.Stated() {
				g.Level = g.Target.Level.Text + "级目标"
			}
			g.Name += "（" + g.Level + "）"
		}
	}
	return goals
}

// Judged returns the judgement of an indicator (by prefix) for one unit and month, or one that says 不适用.
func (r *Release) Judged(prefix string, p Period, region string) Judgement {
	if j, ok := r.Judgement(prefix, p, region); ok {
		return j
	}
	ind, _ := r.IndicatorOf(prefix)
	return Judgement{Indicator: ind.ID, Prefix: prefix, Period: p, Region: region, State: NotApplicable}
}
