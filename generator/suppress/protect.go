package suppress

import (
	"math"

	"gongkai/generator/simplex"
)

// Protect suppresses and then finds for every withheld and virtual cell, and every guard, the range in which a reader can
// place it. As
// long as one is narrower than the policy's width it withholds more and begins again. A cell that stays narrow when
// everything is withheld that can be is unsafe: no release of these cells protects it.
func Protect(p Problem, policy Policy) (Result, error) {
	if _, _, err := p.check(); err != nil {
		return Result{}, err
	}
	r := Result{Hidden: make([]bool, len(p.Cells))}
	for _, part := range split(p) {
		found, err := protect(part.Problem, policy)
		if err != nil {
			return Result{}, err
		}
		part.join(&r, found)
	}
	order(&r)
	return r, nil
}

// protect is Protect for linked cells. What was withheld once stays so: the set only grows, and a table that fitted what
// was published fits when it is less, so that only cells which were narrow need be searched again.
func protect(p Problem, policy Policy) (Result, error) {
	t, err := compile(p, policy)
	if err != nil {
		return Result{}, err
	}
	var entries, steps int64
	hidden, unsafe, err := t.eliminate(&entries)
	if err != nil {
		return Result{}, err
	}
	if none(hidden) || !none(unsafe) {
		return t.result(hidden, unsafe), nil
	}
	var known []simplex.Table
	for {
		q, err := t.ask(hidden)
		if err != nil {
			return Result{}, err
		}
		// Single published forms tell most of what is narrow; while they do, nothing is searched.
		ranges, err := q.system.Limits(q.goals)
		if err != nil {
			return Result{}, err
		}
		v := t.repair(question{of: q.of}, ranges, hidden)
		if none(v.promoted) {
			q.system.Seen, q.system.Spent = known, &steps
			// One more than the width, so that whole numbers between two fractions are as far apart.
			if ranges, err = q.system.Intervals(q.goals, t.start(), policy.Width+1); err != nil {
				return Result{}, err
			}
			known = simplex.Tables(ranges)
			if err := t.count(q, ranges); err != nil {
				return Result{}, err
			}
			v = t.repair(q, ranges, hidden)
		}
		if none(v.promoted) {
			r := t.result(hidden, v.narrow)
			r.Exposed = v.exposed
			r.Intervals = t.intervals(q.of, ranges)
			return r, nil
		}
		if hidden, err = t.again(hidden, v.promoted, &entries); err != nil {
			return Result{}, err
		}
	}
}

// mostCounted is how many unknowns a problem may have for its ranges to be shown by whole tables. Larger ones have too
// many vertices with fractions; their ranges are those of all tables, fractions of persons included.
const mostCounted = 24

// count narrows ranges that are wide only by tables with fractions to what whole tables show.
func (t *tables) count(q question, ranges []simplex.Interval) error {
	if q.system.Vars > mostCounted {
		return nil
	}
	for n, r := range ranges {
		if r.Open || t.missing(r) > 0 || r.Counted() {
			continue
		}
		lo, hi, err := q.system.Apart(q.goals[n], t.start(), t.policy.Width)
		if err != nil {
			return err
		}
		ranges[n] = r.Between(lo, hi)
	}
	return nil
}

func none(list []bool) bool {
	for _, b := range list {
		if b {
			return false
		}
	}
	return true
}

// intervals tells of cells what was found of forms, of which they are whole multiples.
func (t *tables) intervals(of []int, ranges []simplex.Interval) []Interval {
	var list []Interval
	for n, i := range of {
		lo, hi := ranges[n].Whole()
		for _, cell := range t.forms[i].cells {
			interval := Interval{Cell: cell, Lo: lo, Hi: hi, Open: ranges[n].Open}
			k := t.terms[cell][0].Coef / t.forms[i].terms[0].Coef
			interval.Lo, interval.Hi = times(lo, k), times(hi, k)
			if k < 0 {
				interval.Lo, interval.Hi = interval.Hi, interval.Lo
			}
			list = append(list, interval)
		}
	}
	return list
}

// times multiplies an end of an interval; an open end stays open.
func times(end, k int64) int64 {
	switch {
	case k == 1:
		return end
	case end == math.MaxInt64 || end == math.MinInt64 || !within(end, k):
		if (end < 0) == (k < 0) {
			return math.MaxInt64
		}
		return math.MinInt64
	}
	return end * k
}
