package suppress

import (
	"errors"
	"slices"

	"gongkai/generator/simplex"
)

// mostEntries is how many entries all eliminations of a problem may combine; the 4,590-cell cube takes 3e8.
const mostEntries = 30_000_000_000

var errLong = errors.New("the elimination did not end within its number of steps")

// TooLong reports whether an error says no more than that a problem is too large: every other is a fault of the program.
func TooLong(err error) bool { return errors.Is(err, errLong) || errors.Is(err, simplex.ErrLong) }

// eliminate tries the forms in their order: each is published unless it gives away a protected one. It returns the
// forms withheld, with the protected ones, and the protected ones that are given away by what is published unasked. entries
// is what all eliminations did so far.
func (t *tables) eliminate(entries *int64) (hidden, unsafe []bool, err error) {
	s := t.state(entries)
	for i, f := range t.forms {
		if s.hidden[i] = f.small && f.kind != Forced; s.hidden[i] {
			s.protected = append(s.protected, i)
		}
	}
	unsafe = make([]bool, len(t.forms))
	return s.hidden, unsafe, s.run(unsafe)
}

// again tries the forms that were published once more, with some promoted to protected ones; what was withheld stays so.
// What is published only becomes less. If that with a form more gave away a protected one of before, so would what was
// published then: only the promoted ones need be looked at.
func (t *tables) again(withheld, promoted []bool, entries *int64) (hidden []bool, err error) {
	s := t.state(entries)
	for i := range t.forms {
		switch {
		case promoted[i]:
			s.hidden[i] = true
			s.protected = append(s.protected, i)
		case withheld[i]:
			s.hidden[i], s.done[i] = true, true
		}
	}
	return s.hidden, s.run(nil)
}

func (t *tables) state(entries *int64) *state {
	s := &state{
		tables:  t,
		entries: entries,
		columns: make([]column, len(t.forms)),
		in:      make([][]int32, t.rows),
		hidden:  make([]bool, len(t.forms)),
		done:    make([]bool, len(t.forms)),
		marked:  make([]bool, t.rows),
	}
	for i, f := range t.forms {
		s.columns[i] = f.column
		for _, row := range f.column.rows {
			s.in[row] = append(s.in[row], int32(i))
		}
	}
	return s
}

// run decides every form that is not hidden yet.
func (s *state) run(unsafe []bool) error {
	for n, i := range s.order {
		if n == s.must {
			s.settle(unsafe)
		}
		if s.hidden[i] {
			continue
		}
		if *s.entries > mostEntries {
			return errLong
		}
		if v := &s.columns[i]; n < s.must || !s.tells(v) {
			s.publish(i)
		} else {
			s.hidden[i], s.done[i] = true, true
		}
	}
	if len(s.order) == s.must {
		s.settle(unsafe)
	}
	return nil
}

// state is one elimination.
type state struct {
	*tables
	eliminator
	entries   *int64
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
		if unsafe != nil && f.small && (f.kind == Forced || s.columns[i].empty()) {
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
		*s.entries += int64(len(u.rows) + len(v.rows))
		*u = s.clear(u, place, &v)
		for _, row := range s.gained {
			s.in[row] = append(s.in[row], other)
		}
	}
	s.in[pivot] = nil
}
