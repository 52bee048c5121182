package suppress

import "math/big"

// big returns an entry of any size.
func (c *column) big(i int) *big.Int {
	if c.wide != nil {
		return c.wide[i]
	}
	return big.NewInt(c.coefs[i])
}

// broad is a·u - b·v where int64 might not hold it; a result that fits is narrow again.
func broad(u *column, a *big.Int, v *column, b *big.Int) column {
	var rows []int32
	var wide []*big.Int
	keep := func(row int32, x *big.Int) {
		if x.Sign() != 0 {
			rows, wide = append(rows, row), append(wide, x)
		}
	}
	i, j := 0, 0
	for i < len(u.rows) || j < len(v.rows) {
		switch {
		case j == len(v.rows) || i < len(u.rows) && u.rows[i] < v.rows[j]:
			keep(u.rows[i], new(big.Int).Mul(a, u.big(i)))
			i++
		case i == len(u.rows) || v.rows[j] < u.rows[i]:
			x := new(big.Int).Mul(b, v.big(j))
			keep(v.rows[j], x.Neg(x))
			j++
		default:
			x := new(big.Int).Mul(a, u.big(i))
			keep(u.rows[i], x.Sub(x, new(big.Int).Mul(b, v.big(j))))
			i, j = i+1, j+1
		}
	}
	return reducedWide(rows, wide)
}

// reducedWide divides entries to what all proportional columns share.
func reducedWide(rows []int32, wide []*big.Int) column {
	g := new(big.Int)
	for _, x := range wide {
		g.GCD(nil, nil, g, new(big.Int).Abs(x))
	}
	if len(wide) > 0 && wide[0].Sign() < 0 {
		g.Neg(g)
	}
	fits := true
	for _, x := range wide {
		x.Quo(x, g)
		fits = fits && x.IsInt64() && magnitude(x.Int64()) < limit
	}
	if fits {
		coefs := make([]int64, len(wide))
		for i, x := range wide {
			coefs[i] = x.Int64()
		}
		return reduced(rows, coefs)
	}
	c := column{rows: rows, wide: wide}
	for i, row := range rows {
		c.hash = mix(mix(c.hash, uint64(row)), wide[i].Uint64()) // the low bits are enough
	}
	return c
}
