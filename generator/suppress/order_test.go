package suppress

import (
	"math/rand/v2"
	"reflect"
	"runtime"
	"testing"
)

// TestAnyOrder: named cells may be listed and inner cells numbered as one likes, on one core or two.
func TestAnyOrder(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for seed := range 40 {
		p := randomTables(rand.New(rand.NewPCG(uint64(seed), 6)))
		runtime.GOMAXPROCS(1)
		want := told(t, p)
		runtime.GOMAXPROCS(2)
		if got := told(t, shuffled(rand.New(rand.NewPCG(uint64(seed), 7)), p)); !reflect.DeepEqual(got, want) {
			t.Errorf("table %d: shuffled, it is protected otherwise", seed)
		}
	}
}

// told is what the result says of the cell of each name.
func told(t *testing.T, p Problem) map[string]any {
	r, err := Protect(p, policyA)
	if err != nil {
		t.Fatal(err)
	}
	type verdict struct {
		hidden, unsafe, open bool
		lo, hi               int64
	}
	all := make([]verdict, len(p.Cells))
	for i, hidden := range r.Hidden {
		all[i].hidden = hidden
	}
	for _, i := range r.Unsafe {
		all[i].unsafe = true
	}
	for _, in := range r.Intervals {
		all[in.Cell].open, all[in.Cell].lo, all[in.Cell].hi = in.Open, in.Lo, in.Hi
	}
	list := map[string]any{}
	for i, c := range p.Cells {
		list[c.Name] = all[i]
	}
	return list
}

func shuffled(random *rand.Rand, p Problem) Problem {
	number := random.Perm(len(p.Inner))
	q := Problem{Inner: make([]int64, len(p.Inner)), Cells: make([]Cell, len(p.Cells))}
	for i, n := range p.Inner {
		q.Inner[number[i]] = n
	}
	place := make([]int, len(p.Cells))
	for to, from := range random.Perm(len(p.Cells)) {
		place[from] = to
		c := p.Cells[from]
		c.Terms = nil
		for _, i := range random.Perm(len(p.Cells[from].Terms)) {
			term := p.Cells[from].Terms[i]
			c.Terms = append(c.Terms, Term{number[term.Inner], term.Coef})
		}
		q.Cells[to] = c
	}
	for _, i := range random.Perm(len(p.Guards)) {
		g := p.Guards[i]
		q.Guards = append(q.Guards, Guard{place[g.Of], place[g.Less], g.Cell})
	}
	return q
}
