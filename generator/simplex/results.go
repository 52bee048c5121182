package simplex

import (
	"errors"
	"math"
)

var errCheck = errors.New("simplex: a table that was found does not fit the system")

// results adds up what was found and checks each table in the rows of the system.
func (q *search) results(goals []Goal) ([]Interval, error) {
	shared := map[*float64][]float64{}
	list := make([]Interval, len(goals))
	for g, goal := range goals {
		i := q.settled(goal)
		i.Exact = true
		for _, k := range q.of[g] {
			p := q.pieces[k]
			i.Lo, i.Hi, i.Exact = i.Lo+p.lo, i.Hi+p.hi, i.Exact && p.exact
		}
		i.Lo, i.Hi = near(i.Lo), near(i.Hi)
		i.Open = math.IsInf(i.Lo, 0) || math.IsInf(i.Hi, 0)
		var err error
		if i.LoAt, err = q.witness(g, false, shared); err != nil {
			return nil, err
		}
		if i.HiAt, err = q.witness(g, true, shared); err != nil {
			return nil, err
		}
		if !i.shown(goal, max(1, q.width)) {
			return nil, errCheck
		}
		list[g] = i
	}
	return list, nil
}

// settled is what a goal has by what presolve fixes and by the bounds of its unknowns.
func (q *search) settled(goal Goal) Interval {
	sum := 0.0
	for _, t := range goal {
		if q.reduced.at[t.Var].part < 0 {
			sum += float64(t.Coef) * float64(q.reduced.fixed[t.Var])
		}
		sum += float64(t.Coef) * float64(q.system.lower(t.Var))
	}
	return Interval{Lo: sum, Hi: sum}
}

func near(v float64) float64 {
	if whole := math.Round(v); math.Abs(v-whole) < tolerance {
		return whole
	}
	return v
}

// shown reports whether the tables of an interval show its bounds, or that it spreads by far where there are none.
func (i Interval) shown(goal Goal, far float64) bool {
	lo, hi := 0.0, 0.0
	for _, t := range goal {
		lo += float64(t.Coef) * i.LoAt[t.Var]
		hi += float64(t.Coef) * i.HiAt[t.Var]
	}
	if i.Open && hi-lo < far-tolerance {
		return false
	}
	return (math.IsInf(i.Lo, 0) || math.Abs(lo-i.Lo) < 2*tolerance) && (math.IsInf(i.Hi, 0) || math.Abs(hi-i.Hi) < 2*tolerance)
}

// witness returns the checked table that shows a bound of a goal. Goals for which the same vertex does share it.
func (q *search) witness(g int, up bool, shared map[*float64][]float64) ([]float64, error) {
	var key *float64
	if list := q.of[g]; len(list) == 1 {
		p := &q.pieces[list[0]]
		x, of := p.side(up)
		key = &x[0]
		for i, c := range p.cols {
			if of[i] != q.reduced.parts[p.part].members[c][0] {
				key = nil
				break
			}
		}
	}
	if key != nil && shared[key] != nil {
		return shared[key], nil
	}
	table := q.table(q.of[g], up)
	if err := q.check(table); err != nil {
		return nil, err
	}
	if key != nil {
		shared[key] = table
	}
	return table, nil
}

func (p *piece) side(up bool) (x []float64, of []int) {
	if up {
		return p.hiAt, p.mostOf
	}
	return p.loAt, p.leastOf
}

// table writes out a table of all unknowns: the start, with the pieces at one of their bounds. A column is all of that
// member that counts most, or least, in the piece.
func (q *search) table(pieces []int, up bool) []float64 {
	table := make([]float64, q.system.Vars+len(q.system.Caps))
	for v := range q.system.Vars {
		table[v] = float64(q.system.lower(v))
		if q.reduced.at[v].part < 0 {
			table[v] += float64(q.reduced.fixed[v])
		}
	}
	at := make([]int, len(q.reduced.parts))
	for i := range at {
		at[i] = -1
	}
	for _, k := range pieces {
		at[q.pieces[k].part] = k
	}
	for i, part := range q.reduced.parts {
		x, member := q.start[i], make([]int, len(part.members))
		for c, list := range part.members {
			member[c] = list[0]
		}
		if at[i] >= 0 {
			p := &q.pieces[at[i]]
			var of []int
			x, of = p.side(up)
			for k, c := range p.cols {
				member[c] = of[k]
			}
		}
		for c, v := range x {
			table[member[c]] += v
		}
	}
	return table[:q.system.Vars:q.system.Vars]
}

// check adds a table up in the integer rows as they were given.
func (q *search) check(table []float64) error {
	for v, x := range table {
		if !(x >= float64(q.system.lower(v))-tolerance) {
			return errCheck
		}
	}
	for i, rows := range [][]Row{q.system.Rows, q.system.Caps} {
		for _, row := range rows {
			rest := float64(row.Value)
			for _, t := range row.Terms {
				rest -= float64(t.Coef) * table[t.Var]
			}
			if !(rest >= -tolerance) || i == 0 && !(rest <= tolerance) {
				return errCheck
			}
		}
	}
	return nil
}
