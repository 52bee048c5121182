package suppress

import "slices"

// eliminate tries the forms in their order: each is published unless it gives away a protected one. It returns the
// forms withheld, with the protected ones, and the protected ones that are given away by what is published unasked.
// Promoted forms are protected besides.
func (t *tables) eliminate(promoted []bool) (hidden, unsafe []bool) {
	s := state{
		tables:  t,
		columns: make([]column, len(t.forms)),
		in:      make([][]int32, t.rows),
		hidden:  make([]bool, len(t.forms)),
		done:    make([]bool, len(t.forms)),
		marked:  make([]bool, t.rows),
	}
	for i, f := range t.forms {
		s.columns[i] = f.column
		s.hidden[i] = f.small && f.kind != Forced || promoted != nil && promoted[i]
		for _, row := range f.column.rows {
			s.in[row] = append(s.in[row], int32(i))
		}
		if s.hidden[i] {
			s.protected = append(s.protected, i)
		}
	}
	unsafe = make([]bool, len(t.forms))
	for n, i := range t.order {
		if n == t.must {
			s.settle(unsafe)
		}
		if s.hidden[i] {
			continue
		}
		if v := &s.columns[i]; n < t.must || !s.tells(v) {
			s.publish(i)
		} else {
			s.hidden[i], s.done[i] = true, true
		}
	}
	if len(t.order) == t.must {
		s.settle(unsafe)
	}
	return s.hidden, unsafe
}

// state is one elimination.
type state struct {
	*tables
	eliminator
	columns   []column
	in        [][]int32 // forms that have, or had, an entry in a row
	hidden    []bool
	done      []bool // columns that are no longer needed
	protected []int  // forms that no published one may be proportional to
	marked    []bool // singleton rows of a published form
}

// settle is called when everything that is published unasked has been: what is known by now cannot be helped. Of what is
// left, sums of singletons are the business of the singleton rule.
func (s *state) settle(unsafe []bool) {
	for i, f := range s.forms {
		if f.small && (f.kind == Forced || s.columns[i].empty()) {
			unsafe[i] = true
		}
	}
	s.protected = slices.DeleteFunc(s.protected, func(i int) bool {
		c := &s.forms[i].column
		return s.columns[i].empty() || int(c.rows[0]) >= s.singles && c.sameSigns()
	})
}

// tells says whether a form, less what is published already, would give away a protected one.
func (s *state) tells(v *column) bool {
	if v.empty() {
		return false
	}
	if int(v.rows[0]) >= s.singles {
		if v.sameSigns() || slices.ContainsFunc(v.rows, func(row int32) bool { return s.marked[row] }) {
			return true
		}
		for _, row := range v.rows {
			s.marked[row] = true
		}
	}
	return slices.ContainsFunc(s.protected, func(i int) bool { return s.columns[i].equal(v) })
}

// publish takes the first row of a form out of every other that is still needed.
func (s *state) publish(i int) {
	v := s.columns[i]
	s.done[i] = true
	if v.empty() {
		return
	}
	pivot := v.rows[0]
	if int(pivot) >= s.singles {
		for _, row := range v.rows {
			s.marked[row] = true
		}
	}
	for _, other := range s.in[pivot] {
		if s.done[other] {
			continue
		}
		u := &s.columns[other]
		place := u.at(pivot)
		if place < 0 {
			continue
		}
		for _, row := range v.rows[1:] {
			if u.at(row) < 0 {
				s.in[row] = append(s.in[row], other)
			}
		}
		*u = s.clear(u, place, &v)
	}
	s.in[pivot] = nil
}
