package simplex

import (
	"errors"
	"math"
)

// ErrLong says that a problem is too large for its search to end.
var ErrLong = errors.New("simplex: the search did not end within its number of steps")

// begin goes to a vertex: as long as amounts of the basis are negative, it makes their sum larger.
func (s *solver) begin() error {
	missing := func() bool {
		any := false
		for at, c := range s.basis.head {
			s.c[at] = 0
			if s.x[c] < -feasible {
				s.c[at], any = 1, true
			}
		}
		return any
	}
	err := s.walk(func(int) float64 { return 0 }, missing, nil, func() error { return errNone })
	if err == errRay {
		return errLost
	}
	return err
}

// climb goes to the vertex with the largest sum of worth times amount, or to one where stop says that it is enough.
// Without a largest sum it returns the direction in which to go on.
func (s *solver) climb(worth []float64, stop func() bool) (ray []float64, err error) {
	costs := func() bool {
		for at, c := range s.basis.head {
			s.c[at] = worth[c]
		}
		return true
	}
	err = s.walk(func(c int) float64 { return worth[c] }, costs, stop, func() error { return nil })
	if err == errRay {
		ray = make([]float64, len(s.x))
		for at, v := range s.alpha {
			ray[s.basis.head[at]] = max(0, -v)
		}
		ray[s.entering] = 1
		return ray, nil
	}
	return nil, err
}

// errRay ends a walk on which nothing limits the last column tried.
var errRay = errors.New("simplex: unlimited")

// walk exchanges columns until none brings anything more. costs sets the worth of the columns in the basis and says
// whether to go on, worth is that of the others, best says what the end means.
func (s *solver) walk(worth func(int) float64, costs, stop func() bool, best func() error) error {
	still := 0
	for range 100 * (100 + len(s.cols) + len(s.b)) {
		if !costs() {
			return nil
		}
		if *s.spent += int64(len(s.cols) + len(s.b)); *s.spent > mostWork {
			return ErrLong
		}
		s.basis.price(s.c, s.y)
		c := s.enter(worth, still > stalled)
		if c < 0 {
			if len(s.basis.change) == 0 || !s.off() {
				return best()
			}
			if err := s.refactor(); err != nil {
				return err
			}
			continue
		}
		s.entering = c
		s.direct(c)
		t, at := s.leave(still > stalled)
		if at < 0 {
			return errRay
		}
		s.move(c, t)
		if err := s.swap(at, c); err != nil {
			return err
		}
		still++
		if t > feasible {
			still = 0
			if stop != nil && stop() {
				return nil
			}
		}
	}
	return ErrLong
}

// enter returns the column that brings most for each unit, or with Bland's rule, which never goes in circles (New
// finite pivoting rules for the simplex method, 1977), the first that brings anything; -1: none does.
func (s *solver) enter(worth func(int) float64, bland bool) int {
	best, most := -1, gain
	for c, col := range s.cols {
		if s.place[c] >= 0 {
			continue
		}
		d := worth(c)
		for _, e := range col {
			d -= e.v * s.y[e.row]
		}
		if d > most {
			best, most = c, d
			if bland {
				break
			}
		}
	}
	return best
}

// leave returns how far the entering column can go and the position that stops it. Amounts that are negative (phase 1)
// stop it only where the last of them is no longer so. Among equals the largest pivot wins, or the first column with
// Bland's rule.
func (s *solver) leave(bland bool) (far float64, at int) {
	far, at = math.Inf(1), -1
	late, last := 0.0, -1
	for i, v := range s.alpha {
		x := s.x[s.basis.head[i]]
		switch {
		case x < -feasible:
			if v < -small && x/v > late {
				late, last = x/v, i
			}
		case v > small:
			t := max(0, x) / v
			better := at < 0 || t < far-feasible
			if !better && t <= far+feasible {
				if bland {
					better = s.basis.head[i] < s.basis.head[at]
				} else {
					better = v > s.alpha[at]
				}
			}
			if better {
				far, at = t, i
			}
		}
	}
	if last >= 0 && late < far {
		return late, last
	}
	return far, at
}
