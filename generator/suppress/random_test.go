package suppress

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

var (
	linked  = flag.Int("linked", 120, "how many random linked tables to protect")
	audited = flag.Int("audited", 60, "how many random yearbooks to audit")
)

// A variable is its levels, each a set of leaves: the leaves, groups of them and the sum, or the cumulative months.
type variable struct {
	leaves int
	levels []uint
	months bool
}

func categories(random *rand.Rand, most int) variable {
	v := variable{leaves: 2 + random.IntN(most-1)}
	for i := range v.leaves {
		v.levels = append(v.levels, 1<<i)
	}
	if v.leaves > 2 && random.IntN(2) == 0 {
		v.levels = append(v.levels, 1<<(v.leaves-1)-1) // all but the last are a group
	}
	v.levels = append(v.levels, 1<<v.leaves-1)
	return v
}

func cumulative() variable {
	v := variable{leaves: 12, months: true}
	for m := range v.leaves {
		v.levels = append(v.levels, 2<<m-1)
	}
	return v
}

// randomTables are 2 to 4 variables, half of the time with 12 months among them, shown as one to three tables which
// share margins: each shows some of the variables and the sums of the others. At least one cell is primary.
func randomTables(random *rand.Rand) Problem {
	var variables []variable
	count := 2 + random.IntN(3)
	most := 6 - count
	if random.IntN(2) == 0 {
		variables, most = append(variables, cumulative()), max(2, 5-count)
	}
	for len(variables) < count {
		variables = append(variables, categories(random, most))
	}
	all := uint(1)<<count - 1
	shown := []uint{all}
	if count > 2 && random.IntN(2) == 0 {
		shown = []uint{all &^ 1, all &^ 2, all &^ 4}[:2+random.IntN(2)]
	}
	return drawn(random, variables, shown)
}

// drawn draws counts, ever smaller ones until some cell is primary.
func drawn(random *rand.Rand, variables []variable, shown []uint) Problem {
	inner := 1
	for _, v := range variables {
		inner *= v.leaves
	}
	for mean := []float64{3, 8, 25}[random.IntN(3)]; ; mean *= 0.8 {
		p := Problem{}
		for range inner {
			p.Inner = append(p.Inner, int64(random.ExpFloat64()*mean))
		}
		for _, table := range shown {
			p.show(table, variables)
		}
		if slices.ContainsFunc(p.Cells, primary) {
			return p
		}
	}
}

// primary says whether a cell must be withheld because of its own count.
func primary(c Cell) bool { return c.Kind != Virtual && c.Value > 0 && c.Value < policyA.Threshold }

// show adds the cells of a table and, for cumulative months, what their differences would tell: a virtual cell where it
// is few, else a guard.
func (p *Problem) show(table uint, variables []variable) {
	levels := make([][]uint, len(variables))
	for i, v := range variables {
		if levels[i] = v.levels; table>>i&1 == 0 {
			levels[i] = v.levels[len(v.levels)-1:]
		}
	}
	var before []int // the cells of the months before
	for choice := range product(levels) {
		at := len(p.Cells)
		p.add(fmt.Sprintf("%x %x", table, choice), Candidate, variables, choice)
		if !variables[0].months || table&1 == 0 {
			continue
		}
		if choice[0] == 1 {
			before = nil
		}
		for m, less := range before {
			difference, cells := slices.Clone(choice), len(p.Cells)
			difference[0] &^= 2<<m - 1
			p.add(fmt.Sprintf("%x %x less %x", table, choice, m), Virtual, variables, difference)
			if len(p.Cells) == cells {
				p.Guards = append(p.Guards, Guard{Of: at, Less: less})
			}
		}
		before = append(before, at)
	}
}

func product(levels [][]uint) func(func([]uint) bool) {
	return func(yield func([]uint) bool) {
		at := make([]int, len(levels))
		for {
			choice := make([]uint, len(levels))
			for i := range levels {
				choice[i] = levels[i][at[i]]
			}
			if !yield(choice) {
				return
			}
			i := 0
			for ; i < len(at); i++ {
				if at[i]++; at[i] < len(levels[i]) {
					break
				}
				at[i] = 0
			}
			if i == len(at) {
				return
			}
		}
	}
}

// add appends the cell of the inner cells that lie in every chosen level; a virtual one if its value is small.
func (p *Problem) add(name string, kind Kind, variables []variable, choice []uint) {
	c := Cell{Name: name, Kind: kind}
	for i := range p.Inner {
		within, rest := true, i
		for k, v := range variables {
			within = within && choice[k]>>(rest%v.leaves)&1 == 1
			rest /= v.leaves
		}
		if within {
			c.Terms = append(c.Terms, Term{i, 1})
			c.Value += p.Inner[i]
		}
	}
	if kind == Candidate || c.Value > 0 && c.Value < policyA.Threshold {
		p.Cells = append(p.Cells, c)
	}
}

// TestRandomTables: no withheld cell of random linked tables is narrow, by the interval check and by two other ways; and
// with any one primary cell published the interval check fails.
func TestRandomTables(t *testing.T) {
	counted, withheld, cells, unknowns, published := 0, 0, 0, 0, 0
	for seed := range *linked {
		p := randomTables(rand.New(rand.NewPCG(uint64(seed), 5)))
		r, err := Protect(p, policyA)
		if err != nil {
			t.Fatalf("table %d: %v", seed, err)
		}
		if found := narrow(t, p, policyA, r.Hidden); len(found) > 0 || len(r.Unsafe) > 0 {
			t.Fatalf("table %d: narrow %v, unsafe %v", seed, found, r.Unsafe)
		}
		if found := spanned(p, r.Hidden); len(found) > 0 {
			t.Errorf("table %d: a sum of published cells gives %v", seed, found)
		}
		if len(p.Inner) <= 12 {
			counted++
			if found := counting(p, r.Hidden); len(found) > 0 {
				t.Errorf("table %d: by counting whole tables, %v are narrow", seed, found)
			}
		}
		before := published
		for i, c := range p.Cells {
			if c.Kind == Virtual {
				continue
			}
			cells++
			if r.Hidden[i] {
				withheld++
			}
			if primary(c) {
				published++
				r.Hidden[i] = false
				if len(narrow(t, p, policyA, r.Hidden)) == 0 {
					t.Errorf("table %d: with the primary cell %d published, nothing is narrow", seed, i)
				}
				r.Hidden[i] = true
			}
		}
		if published == before {
			t.Errorf("table %d: nothing is withheld", seed)
		}
		unknowns += len(p.Inner)
	}
	t.Logf("%d tables, %d cells over %d unknowns, %d withheld; %d primary cells published one by one; %d tables counted out", *linked, cells, unknowns, withheld, published, counted)
}
