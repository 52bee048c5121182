package simplex

import (
	"cmp"
	"encoding/binary"
	"errors"
	"slices"
)

var (
	errNone = errors.New("simplex: no table fits the system")
	errBig  = errors.New("simplex: a number of the system is too large to be computed with")
)

// None reports whether an error says that no table fits a system: its rows contradict each other.
func None(err error) bool { return errors.Is(err, errNone) }

// mostWhole is where a float64 no longer holds every whole number.
const mostWhole = 1 << 53

// A reduced system is what remains to be searched: unknowns above their lower bound that the rows leave open, those
// with the same part in every row as one column, the columns split into parts that no row connects.
type reduced struct {
	fixed []int64 // of an unknown without a place
	at    []place // of each unknown, the slacks of the caps last
	parts []part
}

// place is where an unknown went; part is -1 for one that the rows fix.
type place struct{ part, col int }

// A part is a component of a system. A column is the sum of its members.
type part struct {
	members [][]int
	rows    []Row // over the columns
}

// equations writes the caps as rows with a slack each, and every row in what the unknowns exceed their bounds by.
func (s System) equations() ([]Row, error) {
	var rows []Row
	for i, row := range slices.Concat(s.Rows, s.Caps) {
		terms := slices.Clone(row.Terms)
		for _, t := range terms {
			if t.Var < 0 || t.Var >= s.Vars {
				return nil, errors.New("simplex: a row names an unknown that does not exist")
			}
			if lower := s.lower(t.Var); lower != 0 {
				if max(lower, -lower) > mostWhole/max(1, t.Coef, -t.Coef) {
					return nil, errBig
				}
				row.Value -= t.Coef * lower
			}
		}
		if max(row.Value, -row.Value) > mostWhole {
			return nil, errBig
		}
		if k := i - len(s.Rows); k >= 0 {
			terms = append(terms, Term{s.Vars + k, 1})
		}
		rows = append(rows, Row{combine(terms), row.Value})
	}
	return rows, nil
}

func (s System) lower(v int) int64 {
	if s.Lower == nil {
		return 0
	}
	return s.Lower[v]
}

// combine sorts terms by unknown and adds those of one unknown.
func combine(terms []Term) []Term {
	slices.SortStableFunc(terms, func(a, b Term) int { return cmp.Compare(a.Var, b.Var) })
	kept := terms[:0]
	for _, t := range terms {
		if n := len(kept); n > 0 && kept[n-1].Var == t.Var {
			kept[n-1].Coef += t.Coef
		} else {
			kept = append(kept, t)
		}
	}
	return slices.DeleteFunc(kept, func(t Term) bool { return t.Coef == 0 })
}

// presolve fixes what rows with one unknown, or with a sum of 0, give away, until they give nothing more.
func (s System) presolve() (reduced, error) {
	rows, err := s.equations()
	if err != nil {
		return reduced{}, err
	}
	n := s.Vars + len(s.Caps)
	known := make([]bool, n)
	r := reduced{fixed: make([]int64, n)}
	for changed := true; changed; {
		changed = false
		open := rows[:0]
		for _, row := range rows {
			row.Terms = slices.DeleteFunc(row.Terms, func(t Term) bool {
				if known[t.Var] {
					row.Value -= t.Coef * r.fixed[t.Var]
				}
				return known[t.Var]
			})
			if len(row.Terms) > 0 && row.Terms[0].Coef < 0 {
				for i := range row.Terms {
					row.Terms[i].Coef = -row.Terms[i].Coef
				}
				row.Value = -row.Value
			}
			mixed := slices.ContainsFunc(row.Terms, func(t Term) bool { return t.Coef < 0 })
			switch {
			case len(row.Terms) == 0 && row.Value != 0, !mixed && row.Value < 0:
				return reduced{}, errNone
			case len(row.Terms) == 0:
			case len(row.Terms) == 1 || !mixed && row.Value == 0:
				for _, t := range row.Terms {
					if row.Value%t.Coef != 0 {
						return reduced{}, errNone
					}
					known[t.Var], r.fixed[t.Var] = true, row.Value/t.Coef
				}
				changed = true
			default:
				open = append(open, row)
			}
		}
		rows = open
	}
	if rows, err = distinct(rows); err != nil {
		return reduced{}, err
	}
	r.split(rows, known)
	return r, nil
}

// distinct drops rows that say again what another says.
func distinct(rows []Row) ([]Row, error) {
	first := map[string]int64{}
	var kept []Row
	for _, row := range rows {
		key := print(row.Terms)
		value, again := first[key]
		if again && value != row.Value {
			return nil, errNone
		}
		if !again {
			first[key] = row.Value
			kept = append(kept, row)
		}
	}
	return kept, nil
}

// print is a key: equal for equal terms.
func print(terms []Term) string {
	var key []byte
	for _, t := range terms {
		key = binary.AppendVarint(binary.AppendVarint(key, int64(t.Var)), t.Coef)
	}
	return string(key)
}

// split merges unknowns with the same terms in every row into one column and columns that rows connect into one part.
func (r *reduced) split(rows []Row, known []bool) {
	uses := make([][]Term, len(known)) // of an unknown, the rows
	for i, row := range rows {
		for _, t := range row.Terms {
			uses[t.Var] = append(uses[t.Var], Term{i, t.Coef})
		}
	}
	column := make([]int, len(known))
	var members [][]int
	same := map[string]int{}
	for v := range known {
		if known[v] {
			continue
		}
		key := print(uses[v])
		c, ok := same[key]
		if !ok {
			c = len(members)
			same[key] = c
			members = append(members, nil)
		}
		column[v] = c
		members[c] = append(members[c], v)
	}
	root := make([]int, len(members))
	for c := range root {
		root[c] = c
	}
	find := func(c int) int {
		for root[c] != c {
			root[c] = root[root[c]]
			c = root[c]
		}
		return c
	}
	for _, row := range rows {
		for _, t := range row.Terms {
			a, b := find(column[row.Terms[0].Var]), find(column[t.Var])
			root[max(a, b)] = min(a, b)
		}
	}
	r.at = make([]place, len(known))
	for v := range known {
		r.at[v].part = -1
	}
	number := make([]int, len(members)) // of the part of a root
	for c, list := range members {
		if find(c) == c {
			number[c] = len(r.parts)
			r.parts = append(r.parts, part{})
		}
		p := number[find(c)]
		for _, v := range list {
			r.at[v] = place{p, len(r.parts[p].members)}
		}
		r.parts[p].members = append(r.parts[p].members, list)
	}
	for _, row := range rows {
		p := r.at[row.Terms[0].Var].part
		var terms []Term
		for _, t := range row.Terms {
			if at := r.at[t.Var]; r.parts[p].members[at.col][0] == t.Var { // once a column
				terms = append(terms, Term{at.col, t.Coef})
			}
		}
		r.parts[p].rows = append(r.parts[p].rows, Row{terms, row.Value})
	}
}
