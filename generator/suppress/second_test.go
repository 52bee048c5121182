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
// differ by the width, and returns those that never do. Unknowns beyond the true count and twice the width are left out.
func counting(p Problem, hidden []bool) []int {
	c := counter{Problem: p, hidden: hidden, table: make([]int64, len(p.Inner)), left: make([]int64, len(p.Cells)), room: make([]int64, len(p.Cells)), of: make([][]int, len(p.Inner))}
	for i, cell := range p.Cells {
		for _, term := range cell.Terms {
			c.of[term.Inner] = append(c.of[term.Inner], i)
			c.room[i] += c.most(term.Inner)
		}
		c.left[i] = cell.Value
		c.low, c.high = append(c.low, cell.Value), append(c.high, cell.Value)
	}
	c.try(0)
	var found []int
	for i := range p.Cells {
		if c.open(i) {
			found = append(found, i)
		}
	}
	return found
}

type counter struct {
	Problem
	hidden     []bool
	table      []int64
	left, room []int64 // of a cell: its value less what the table has so far, and the most that is to come
	of         [][]int
	low, high  []int64
	tried      int
}

func (c *counter) most(inner int) int64 { return c.Inner[inner] + 2*policyA.Width }

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

// try goes through every count of an unknown and of those that follow.
func (c *counter) try(inner int) bool {
	if inner == len(c.table) {
		c.see()
		return c.finished()
	}
	done := false
	for n := int64(0); n <= c.most(inner) && !done; n++ {
		fits := true
		for _, i := range c.of[inner] {
			c.left[i] -= n
			c.room[i] -= c.most(inner)
			if c.Cells[i].Kind == Virtual {
				continue
			}
			if c.hidden[i] {
				fits = fits && c.Cells[i].Value-c.left[i]+c.room[i] >= policyA.Lower
			} else {
				fits = fits && c.left[i] >= 0 && c.left[i] <= c.room[i]
			}
		}
		if fits {
			done = c.try(inner + 1)
			c.table[inner] = 0
		}
		for _, i := range c.of[inner] {
			c.left[i] += n
			c.room[i] += c.most(inner)
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
