package suppress

import "math/bits"

// prime is 2^61-1: two ways of elimination that agree modulo a prime and in whole numbers are not the same mistake.
const prime = 1<<61 - 1

func timesModulo(a, b uint64) uint64 {
	high, low := bits.Mul64(a, b)
	return bits.Rem64(high, low, prime)
}

// spanned returns the protected cells that are sums and differences of published ones, modulo a prime; the inner cells
// of published zeros are left out, since everybody knows them.
func spanned(p Problem, hidden []bool) []int {
	zero := make([]bool, len(p.Inner))
	for i, c := range p.Cells {
		if c.Kind != Virtual && !hidden[i] && c.Value == 0 {
			for _, term := range c.Terms {
				zero[term.Inner] = true
			}
		}
	}
	var basis [][]uint64
	var pivots []int
	reduce := func(c Cell) []uint64 {
		row := make([]uint64, len(p.Inner))
		for _, term := range c.Terms {
			if !zero[term.Inner] {
				row[term.Inner] = 1
			}
		}
		for k, base := range basis {
			if f := row[pivots[k]]; f != 0 {
				for j, x := range base {
					if x != 0 {
						row[j] = (row[j] + prime - timesModulo(f, x)) % prime
					}
				}
			}
		}
		return row
	}
	first := func(row []uint64) int {
		for j, x := range row {
			if x != 0 {
				return j
			}
		}
		return -1
	}
	for i, c := range p.Cells {
		if c.Kind == Virtual || hidden[i] {
			continue
		}
		row := reduce(c)
		at := first(row)
		if at < 0 {
			continue
		}
		inverse := power(row[at], prime-2)
		for j := range row {
			row[j] = timesModulo(row[j], inverse)
		}
		basis, pivots = append(basis, row), append(pivots, at)
	}
	var found []int
	for i, c := range p.Cells {
		if (c.Kind == Virtual || hidden[i]) && first(reduce(c)) < 0 {
			found = append(found, i)
		}
	}
	return found
}

func power(a, n uint64) uint64 {
	result := uint64(1)
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			result = timesModulo(result, a)
		}
		a = timesModulo(a, a)
	}
	return result
}

// counting goes through whole tables that fit what is published, until every withheld and virtual cell has been seen to
// differ by the width, and returns those that never do. It looks near the true table first.
func counting(p Problem, hidden []bool) []int {
	c := counter{Problem: p, hidden: hidden, of: make([][]int, len(p.Inner))}
	for i, cell := range p.Cells {
		for _, term := range cell.Terms {
			c.of[term.Inner] = append(c.of[term.Inner], i)
		}
		c.low, c.high = append(c.low, cell.Value), append(c.high, cell.Value)
	}
	for inner := range p.Inner {
		c.order = append(c.order, inner)
	}
	for _, c.reach = range []int64{policyA.Width, 2 * policyA.Width, 4 * policyA.Width} {
		c.begin()
		c.few = 1000
		for range p.Inner { // each unknown comes first once, with a few steps for each count
			if !c.finished() {
				c.try(0)
			}
			c.order = append(c.order[1:], c.order[0])
		}
		if c.few, c.seen = plenty, 0; !c.finished() {
			c.try(0)
		}
	}
	var found []int
	for i := range p.Cells {
		if c.open(i) {
			found = append(found, i)
		}
	}
	return found
}

// begin sets every cell to what an empty table makes of it.
func (c *counter) begin() {
	n := len(c.Cells)
	c.left, c.room, c.due = make([]int64, n), make([]int64, n), make([]int64, n)
	for i, cell := range c.Cells {
		c.left[i] = cell.Value
		for _, term := range cell.Terms {
			c.room[i] += c.most(term.Inner)
			c.due[i] += c.least(term.Inner)
		}
	}
}

// plenty of steps are enough for every table that was tried.
const plenty = 1_000_000

type counter struct {
	Problem
	hidden    []bool
	left      []int64 // of a cell: its value less what the table has so far
	room, due []int64 // the most and the least that is to come
	of        [][]int
	low, high []int64
	order     []int
	few, seen int
	reach     int64 // how far an unknown may be from the true count
}

// least and most bound an unknown.
func (c *counter) least(inner int) int64 { return max(0, c.Inner[inner]-c.reach) }
func (c *counter) most(inner int) int64  { return c.Inner[inner] + c.reach }

// open says whether a cell must still be seen to differ.
func (c *counter) open(i int) bool {
	return (c.hidden[i] || c.Cells[i].Kind == Virtual) && c.high[i]-c.low[i] < policyA.Width
}

func (c *counter) finished() bool {
	for i := range c.Cells {
		if c.open(i) {
			return false
		}
	}
	return true
}

// try goes through every count of an unknown and of those that follow, until enough is seen.
func (c *counter) try(place int) bool {
	if c.seen++; place == len(c.order) {
		c.see()
		return c.finished()
	}
	if c.seen >= c.few {
		return true
	}
	inner, done := c.order[place], false
	for n := c.least(inner); n <= c.most(inner) && !done; n++ {
		fits := true
		for _, i := range c.of[inner] {
			c.left[i] -= n
			c.room[i] -= c.most(inner)
			c.due[i] -= c.least(inner)
			if c.Cells[i].Kind == Virtual {
				continue
			}
			if c.hidden[i] {
				fits = fits && c.Cells[i].Value-c.left[i]+c.room[i] >= policyA.Lower
			} else {
				fits = fits && c.left[i] >= c.due[i] && c.left[i] <= c.room[i]
			}
		}
		if fits {
			done = c.try(place + 1)
			if place == 0 && c.few < plenty {
				done, c.seen = c.finished(), 0
			}
		}
		for _, i := range c.of[inner] {
			c.left[i] += n
			c.room[i] += c.most(inner)
			c.due[i] += c.least(inner)
		}
	}
	return done
}

func (c *counter) see() {
	for i, cell := range c.Cells {
		n := cell.Value - c.left[i]
		c.low[i], c.high[i] = min(c.low[i], n), max(c.high[i], n)
	}
}
