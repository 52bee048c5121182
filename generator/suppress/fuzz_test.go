package suppress

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

var fuzzed = flag.Int("fuzzed", 1000, "how many small problems to protect and to enumerate")

// smallProblem has up to 8 unknowns, cells that share them at random, and everything that Protect knows: floors, virtual
// and forced cells, guards, both zero policies.
func smallProblem(random *rand.Rand) (Problem, Policy) {
	policy := Policy{Threshold: 3 + random.Int64N(3), AnySum: random.IntN(4) > 0, Lower: 1}
	policy.Width = policy.Threshold - random.Int64N(2)
	if random.IntN(2) == 0 {
		policy.ProtectZeros, policy.SecondaryZeros, policy.Lower = true, true, 0
	}
	p := Problem{}
	most := []int64{4, 8, 20}[random.IntN(3)]
	for range 2 + random.IntN(7) {
		p.Inner = append(p.Inner, max(0, random.Int64N(most+2)-2))
	}
	for range 2 + random.IntN(8) {
		var inner []int
		for i := range p.Inner {
			if random.IntN(2) == 0 {
				inner = append(inner, i)
			}
		}
		set(fmt.Sprint(len(p.Cells)), &p, Candidate, inner...)
	}
	for i := range p.Cells {
		if random.IntN(16) == 0 {
			p.Cells[i].Kind = Forced
		}
		j := random.IntN(len(p.Cells))
		less := subtract(p.Cells[i].Terms, p.Cells[j].Terms)
		n := p.Cells[i].Value - p.Cells[j].Value
		switch few := n > 0 && n < policy.Threshold || n == 0 && policy.ProtectZeros; {
		case n < 0 || len(less) == 0:
		case random.IntN(4) == 0:
			p.Floors = append(p.Floors, less)
		case few && n == 0 && slices.ContainsFunc(less, func(t Term) bool { return t.Coef < 0 }):
			// both ways round it would be said not to be negative
		case few && random.IntN(2) == 0:
			p.Cells = append(p.Cells, Cell{Name: fmt.Sprintf("%d-%d", i, j), Terms: less, Value: n, Kind: Virtual})
		case !few:
			p.Guards = append(p.Guards, Guard{Of: i, Less: j, Cell: random.IntN(8) == 0})
		}
	}
	return p, policy
}

// A law is what a reader knows of a form: it is not below low, nor above high if that is no less.
type law struct {
	coefs     []int64
	low, high int64
}

// laws are all that a reader knows when just these cells are withheld.
func laws(p Problem, policy Policy, hidden []bool) []law {
	var list []law
	for i, c := range p.Cells {
		l := law{dense(p, c.Terms), policy.Lower, -1}
		switch {
		case c.Kind == Virtual:
			l.low = 0
		case !hidden[i]:
			l.low, l.high = c.Value, c.Value
		}
		list = append(list, l)
	}
	for _, terms := range p.Floors {
		list = append(list, law{dense(p, terms), 0, -1})
	}
	return list
}

func dense(p Problem, terms []Term) []int64 {
	coefs := make([]int64, len(p.Inner))
	for _, term := range terms {
		coefs[term.Inner] += term.Coef
	}
	return coefs
}

// An enumeration looks for a whole table near the true one that obeys all laws.
type enumeration struct {
	true  []int64
	laws  []law
	reach int64
	steps int
}

func (e *enumeration) exists(x []int64) bool {
	if e.steps--; e.steps < 0 {
		return false
	}
	for _, l := range e.laws {
		least, most := int64(0), int64(0)
		for i, c := range l.coefs {
			a, b := max(0, e.true[i]-e.reach), e.true[i]+e.reach
			if i < len(x) {
				a, b = x[i], x[i]
			}
			least, most = least+min(c*a, c*b), most+max(c*a, c*b)
		}
		if most < l.low || l.high >= l.low && least > l.high {
			return false
		}
	}
	if len(x) == len(e.true) {
		return true
	}
	for d := int64(0); d <= 2*e.reach; d++ { // from the true count outwards
		n := e.true[len(x)] + (d+1)/2
		if d%2 == 1 {
			n = e.true[len(x)] - (d+1)/2
		}
		if n >= 0 && n <= e.true[len(x)]+e.reach && e.exists(append(x, n)) {
			return true
		}
	}
	return false
}

// between is how far a form goes down and up from its true value, by whole tables, no further than the width.
func between(p Problem, policy Policy, hidden []bool, terms []Term, reach int64) (lo, hi int64, ended bool) {
	form, value := dense(p, terms), int64(0)
	for i, c := range form {
		value += c * p.Inner[i]
	}
	known := laws(p, policy, hidden)
	ended = true
	far := func(sign int64) int64 {
		way := make([]int64, len(form))
		for i, c := range form {
			way[i] = sign * c
		}
		for d := policy.Width; d > 0; d-- {
			e := enumeration{p.Inner, append(slices.Clip(known), law{way, sign*value + d, -1 << 40}), reach, 100_000}
			if e.exists(make([]int64, 0, len(form))) {
				return d
			}
			ended = ended && e.steps >= 0
		}
		return 0
	}
	return value - far(-1), value + far(1), ended
}

// TestSmallProblemsByEnumeration: no withheld or virtual cell and no guard is narrow, as whole tables show; what is said
// to be unsafe is narrow even when all is withheld that may be.
func TestSmallProblemsByEnumeration(t *testing.T) {
	wide, guarded, unsafe, unended := 0, 0, 0, 0
	for seed := range *fuzzed {
		p, policy := smallProblem(rand.New(rand.NewPCG(uint64(seed), 10)))
		r, err := Protect(p, policy)
		if err != nil {
			t.Fatalf("problem %d: %v", seed, err)
		}
		spread := func(hidden []bool, terms []Term, narrow func(lo, hi int64) bool) bool {
			for _, reach := range []int64{policy.Width, 3 * policy.Width} {
				lo, hi, ended := between(p, policy, hidden, terms, reach)
				if !narrow(lo, hi) {
					return true
				}
				if !ended {
					unended++
					return true
				}
			}
			return false
		}
		narrow := func(lo, hi int64) bool { return hi-lo < policy.Width }
		perhapsFew := func(lo, hi int64) bool { return narrow(lo, hi) && hi >= 1 && lo < policy.Threshold }
		if len(r.Unsafe)+len(r.Exposed) == 0 {
			for i, c := range p.Cells {
				if r.Hidden[i] || c.Kind == Virtual {
					wide++
					if !spread(r.Hidden, c.Terms, narrow) {
						t.Errorf("problem %d: cell %d is narrow", seed, i)
					}
				}
			}
			for i, g := range p.Guards {
				test, terms := perhapsFew, subtract(p.Cells[g.Of].Terms, p.Cells[g.Less].Terms)
				if g.Cell {
					test = narrow
				}
				if r.Hidden[g.Of] && r.Hidden[g.Less] {
					guarded++
					if !spread(r.Hidden, terms, test) {
						t.Errorf("problem %d: guard %d is narrow", seed, i)
					}
				}
			}
			continue
		}
		least := make([]bool, len(p.Cells))
		for i, c := range p.Cells {
			least[i] = c.Kind != Forced && c.Kind != Virtual && (c.Value > 0 || policy.SecondaryZeros)
		}
		for _, i := range r.Unsafe {
			unsafe++
			if lo, hi, _ := between(p, policy, least, p.Cells[i].Terms, 2*policy.Width); !narrow(lo, hi) {
				t.Errorf("problem %d: cell %d is called unsafe and goes from %d to %d", seed, i, lo, hi)
			}
		}
		for _, i := range r.Exposed {
			unsafe++
			g := p.Guards[i]
			if lo, hi, _ := between(p, policy, least, subtract(p.Cells[g.Of].Terms, p.Cells[g.Less].Terms), 2*policy.Width); !narrow(lo, hi) {
				t.Errorf("problem %d: guard %d is called exposed and goes from %d to %d", seed, i, lo, hi)
			}
		}
	}
	if guarded == 0 || unsafe == 0 || 50*unended > wide {
		t.Error("the test proves little")
	}
	t.Logf("%d problems: %d cells and %d guards wide, %d confirmed unsafe, %d not enumerated to the end", *fuzzed, wide, guarded, unsafe, unended)
}
