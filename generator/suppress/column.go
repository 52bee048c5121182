package suppress

import (
	"math/big"
	"math/bits"
	"slices"
)

// A column is a form reduced by what is published so far: rows ascending, entries without a common divisor, the first one
// positive, so that proportional columns are equal. Entries stay small (8 at most in trials with real tables); where one
// is beyond the limit, all of that column are wide.
type column struct {
	rows  []int32
	coefs []int64
	wide  []*big.Int // instead of coefs
	top   int64      // no entry of coefs is larger
	hash  uint64
	own   bool // no other column shares its entries
}

func (c *column) empty() bool { return len(c.rows) == 0 }

// at returns the place of a row, or -1.
func (c *column) at(row int32) int {
	low, high := 0, len(c.rows)
	for low < high {
		if mid := (low + high) / 2; c.rows[mid] < row {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low < len(c.rows) && c.rows[low] == row {
		return low
	}
	return -1
}

// sameSigns says whether no two entries have different signs.
func (c *column) sameSigns() bool {
	for i := range c.rows {
		if c.wide != nil && c.wide[i].Sign() < 0 || c.wide == nil && c.coefs[i] < 0 {
			return false // the first one is positive
		}
	}
	return true
}

func (c *column) equal(d *column) bool {
	if c.hash != d.hash || len(c.rows) != len(d.rows) || (c.wide == nil) != (d.wide == nil) {
		return false
	}
	for i, row := range c.rows {
		if row != d.rows[i] || c.wide == nil && c.coefs[i] != d.coefs[i] || c.wide != nil && c.wide[i].Cmp(d.wide[i]) != 0 {
			return false
		}
	}
	return true
}

// An eliminator combines columns; it keeps room for the next one.
type eliminator struct {
	rows   []int32
	coefs  []int64
	gained []int32 // rows where the last result may have an entry and u had none
}

// limit bounds entries, and products that are added to each other, so that int64 holds them.
const limit = 1 << 61

// clear returns u without its entry in the first row of v, whose place in u is known: a multiple of u less one of v. u is
// used up.
func (e *eliminator) clear(u *column, place int, v *column) column {
	if u.wide == nil && v.wide == nil {
		a, b := v.coefs[0], u.coefs[place]
		g := gcd(a, b)
		a, b = a/g, b/g
		if within(a, u.top) && within(b, v.top) {
			return e.narrow(u, a, v, b)
		}
	}
	e.gained = append(e.gained[:0], v.rows...)
	a, b := new(big.Int).Set(v.big(0)), new(big.Int).Set(u.big(place))
	g := new(big.Int).GCD(nil, nil, new(big.Int).Abs(a), new(big.Int).Abs(b))
	return broad(u, a.Quo(a, g), v, b.Quo(b, g))
}

// within says whether the product of two numbers stays below the limit.
func within(a, b int64) bool {
	high, low := bits.Mul64(magnitude(a), magnitude(b))
	return high == 0 && low < limit
}

// narrow is a·u - b·v.
func (e *eliminator) narrow(u *column, a int64, v *column, b int64) column {
	most := len(u.rows) + len(v.rows)
	rows, coefs := slices.Grow(e.rows[:0], most), slices.Grow(e.coefs[:0], most)
	e.gained = e.gained[:0]
	i, j := 0, 0
	for i < len(u.rows) || j < len(v.rows) {
		switch {
		case j == len(v.rows) || i < len(u.rows) && u.rows[i] < v.rows[j]:
			rows, coefs = append(rows, u.rows[i]), append(coefs, a*u.coefs[i])
			i++
		case i == len(u.rows) || v.rows[j] < u.rows[i]:
			rows, coefs = append(rows, v.rows[j]), append(coefs, -b*v.coefs[j])
			e.gained = append(e.gained, v.rows[j])
			j++
		default:
			if c := a*u.coefs[i] - b*v.coefs[j]; c != 0 {
				rows, coefs = append(rows, u.rows[i]), append(coefs, c)
			}
			i, j = i+1, j+1
		}
	}
	e.rows, e.coefs = nil, nil
	if u.own {
		e.rows, e.coefs = u.rows, u.coefs
	}
	c := reduced(rows, coefs)
	c.own = true
	return c
}

// reduced divides entries to what all proportional columns share.
func reduced(rows []int32, coefs []int64) column {
	c := column{rows: rows, coefs: coefs}
	var g int64
	for _, x := range coefs {
		if g = gcd(g, x); g == 1 {
			break
		}
	}
	if len(coefs) > 0 && coefs[0] < 0 {
		g = -g
	}
	for i := range coefs {
		if g != 1 {
			coefs[i] /= g
		}
		c.top = max(c.top, int64(magnitude(coefs[i])))
	}
	if c.top >= limit {
		wide := make([]*big.Int, len(coefs))
		for i, x := range coefs {
			wide[i] = big.NewInt(x)
		}
		return reducedWide(rows, wide)
	}
	for i, row := range rows {
		c.hash = mix(mix(c.hash, uint64(row)), uint64(coefs[i]))
	}
	return c
}

// mix adds a number to a hash, as FNV-1a does with bytes; the turn brings high bits down.
func mix(hash, x uint64) uint64 { return bits.RotateLeft64((hash^x)*0x100000001b3, 23) }

func gcd(a, b int64) int64 {
	x, y := magnitude(a), magnitude(b)
	for y != 0 {
		x, y = y, x%y
	}
	return int64(x)
}

func magnitude(a int64) uint64 {
	if a < 0 {
		return -uint64(a)
	}
	return uint64(a)
}
