package audit

import (
	"context"

	"gongkai/generator/simplex"
)

// system writes the equations of a family that keeps some of its facts.
func (f family) system(facts []fact) simplex.System {
	s := simplex.System{Vars: f.vars, Lower: f.lower, Caps: f.caps[:len(f.caps):len(f.caps)]}
	for _, x := range facts {
		s.Rows = append(s.Rows, x.rows...)
		s.Caps = append(s.Caps, x.caps...)
	}
	return s
}

// judge computes the interval of every goal of the family. When ctx ends first it is an error.
func (f family) judge(ctx context.Context, facts []fact, goals []goal) ([]simplex.Interval, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	forms := make([]simplex.Goal, len(goals))
	widest := int64(1)
	for i, g := range goals {
		forms[i] = g.form
		widest = max(widest, g.width())
	}
	s := f.system(facts)
	s.Stop = ctx.Err
	return s.Intervals(forms, nil, widest+1) // by one more: the ends may be fractions of people
}

// tells reports whether an interval says too much. A virtual number says too much when it can be from least to threshold − 1:
// whoever reads the figures cannot know that it is not.
func (g goal) tells(i simplex.Interval) bool {
	lo, hi := i.Whole()
	if i.Open || hi-lo >= g.width() {
		return false
	}
	s := g.home.Structure
	if g.perHead > 0 && hi == 0 && s.lower() > 0 {
		return false // money of nobody, withheld for want of its count: counts of none are published
	}
	return !g.virtual || hi >= g.least() && lo < s.Threshold || g.change && lo <= -1 && hi > -s.Threshold
}

// least is the smallest virtual number that nobody may know. That a correction changed nothing is no secret.
func (g goal) least() int64 {
	if g.change {
		return 1
	}
	return g.home.Structure.lower()
}

// reason drops facts while the goal is still known too well: a smallest set is left, none of which can be spared. Facts
// go in halves first, so that it takes few attempts; none is spared once ctx has ended.
func (f family) reason(ctx context.Context, g goal) []fact {
	kept := f.near(g)
	for size := (len(kept) + 1) / 2; size > 0; size /= 2 {
		for end := len(kept); end > 0; end -= size {
			end = min(end, len(kept))
			from := max(0, end-size)
			fewer := append(append([]fact(nil), kept[:from]...), kept[end:]...)
			intervals, err := f.judge(ctx, fewer, []goal{g})
			if err == nil && g.tells(intervals[0]) {
				kept = fewer
			}
		}
	}
	return kept
}

// near lists the facts from those that share an unknown with the goal outwards.
func (f family) near(g goal) []fact {
	var list []fact
	reached := make([]bool, f.vars)
	mark := func(form simplex.Goal) {
		for _, t := range form {
			reached[t.Var] = true
		}
	}
	mark(g.form)
	taken := make([]bool, len(f.facts))
	capped := make([]bool, len(f.caps))
	touches := func(rows []simplex.Row) bool {
		for _, r := range rows {
			for _, t := range r.Terms {
				if reached[t.Var] {
					return true
				}
			}
		}
		return false
	}
	for before := -1; before < len(list); {
		before = len(list)
		var next []int
		for i, x := range f.facts {
			if !taken[i] && touches(x.all()) {
				next = append(next, i)
			}
		}
		for i := range f.caps {
			if !capped[i] && touches(f.caps[i:i+1]) {
				capped[i] = true
				mark(f.caps[i].Terms)
				before = -1
			}
		}
		for _, i := range next {
			taken[i] = true
			list = append(list, f.facts[i])
			for _, r := range f.facts[i].all() {
				mark(r.Terms)
			}
		}
	}
	return list
}
