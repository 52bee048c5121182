package model

import (
	"fmt"
	"math/big"
	"math/bits"
	"strings"
)

// Amount is an exact count in the smallest unit of its measure (个, 人, 户, 场, 元).
type Amount int64

// MaxAmount bounds what may be reported, so that products of two amounts stay exact in 64 bits.
const MaxAmount Amount = 999_999_999

// MaxSum bounds what the units' amounts may add up to: the product of two sums fits into 64 bits, too.
const MaxSum Amount = 3_000_000_000

// Rate is an exact fraction with a positive denominator. It may be negative when it is a difference.
type Rate struct{ Num, Den int64 }

// Compare orders rates exactly, by cross multiplication in 128 bits.
func (r Rate) Compare(s Rate) int {
	a, b := product(r.Num, s.Den), product(s.Num, r.Den)
	return a.Cmp(b)
}

// Sub returns r − s exactly, in lowest terms. Amounts and sums within their bounds cannot overflow it.
func (r Rate) Sub(s Rate) Rate {
	num := new(big.Int).Sub(product(r.Num, s.Den), product(s.Num, r.Den))
	den := product(r.Den, s.Den)
	q := new(big.Rat).SetFrac(num, den)
	if !q.Num().IsInt64() || !q.Denom().IsInt64() {
		panic("model: a rate of amounts beyond MaxSum") // load refuses them: better no site than a wrong figure
	}
	return Rate{q.Num().Int64(), q.Denom().Int64()}
}

func product(a, b int64) *big.Int {
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	p := new(big.Int).SetUint64(hi)
	p.Lsh(p, 64).Or(p, new(big.Int).SetUint64(lo))
	if (a < 0) != (b < 0) {
		p.Neg(p)
	}
	return p
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return uint64(-n)
	}
	return uint64(n)
}

// ValueKind says how a value is printed.
type ValueKind uint8

const (
	Count  ValueKind = iota // Num of Unit: 11620
	Share                   // Num/Den as a percentage: 83.0%
	Points                  // Num/Den as a signed difference in 百分点: −0.3
	Change                  // Num/Den as a signed percentage of growth: +4.8%
	Rank                    // Num is the rank: 2
	Tied                    // Num is a rank that several share: 并列2
	Month                   // Num is Year*12+Month-1: 2022年12月
)

// Value is one exact figure, ready to be printed. Den is 1 for everything that is not a fraction. Digits is the
// number of decimals of the percentage; it never changes the figure, only its print.
type Value struct {
	Kind     ValueKind
	Num, Den int64
	Unit     string // 个, 人, 户, 场, 元; "%", "个百分点"; empty for ranks and months
	Digits   int
}

// CountOf is the value of an amount in its unit.
func CountOf(a Amount, unit string) Value {
	return Value{Kind: Count, Num: int64(a), Den: 1, Unit: unit}
}

// ShareOf is the value of a rate printed in percent with one decimal.
func ShareOf(r Rate) Value { return Value{Kind: Share, Num: r.Num, Den: r.Den, Unit: "%", Digits: 1} }

// PointsOf is the value of a difference of rates, printed in 百分点 with one decimal.
func PointsOf(r Rate) Value {
	return Value{Kind: Points, Num: r.Num, Den: r.Den, Unit: "个百分点", Digits: 1}
}

// ChangeOf is the value of a growth rate, printed in percent with its sign and one decimal.
func ChangeOf(r Rate) Value { return Value{Kind: Change, Num: r.Num, Den: r.Den, Unit: "%", Digits: 1} }

// RankOf is the value of a place in a ranking.
func RankOf(place int, tied bool) Value {
	kind := Rank
	if tied {
		kind = Tied
	}
	return Value{Kind: kind, Num: int64(place), Den: 1}
}

// MonthOf is the value of a month.
func MonthOf(p Period) Value {
	return Value{Kind: Month, Num: int64(p.Year*12 + p.Month - 1), Den: 1}
}

// WithDigits returns the value printed with n decimals.
func (v Value) WithDigits(n int) Value {
	v.Digits = n
	return v
}

// Rate returns the exact fraction.
func (v Value) Rate() Rate { return Rate{v.Num, v.Den} }

// Amount returns the exact count of a Count.
func (v Value) Amount() Amount { return Amount(v.Num) }

// String prints the figure for people, without the unit of a count: 11620, 83.0%, −0.3, +4.8%, 并列2, 2022年12月.
// The minus sign is U+2212 (GB/T 15835).
func (v Value) String() string {
	switch v.Kind {
	case Share:
		return v.decimal("−", "") + "%"
	case Points:
		return v.decimal("−", "+")
	case Change:
		return v.decimal("−", "+") + "%"
	case Tied:
		return fmt.Sprintf("并列%d", v.Num)
	case Month:
		return v.period().Words()
	}
	return strings.Replace(fmt.Sprint(v.Num), "-", "−", 1)
}

// Words prints the figure with its unit: 11620个, 83.0%, −0.3个百分点.
func (v Value) Words() string {
	switch v.Kind {
	case Count, Points:
		return v.String() + v.Unit
	case Rank, Tied:
		return strings.Replace(v.String(), fmt.Sprint(v.Num), fmt.Sprintf("第%d", v.Num), 1)
	}
	return v.String()
}

// Plain prints the figure for machines, rounded as for people: 11620, 83.0, -0.3, 2, 2022-12.
func (v Value) Plain() string {
	switch v.Kind {
	case Share, Points, Change:
		return v.decimal("-", "")
	case Month:
		return v.period().String()
	}
	return fmt.Sprint(v.Num)
}

// Abs returns the value without its sign, for phrases such as 低于序时进度0.3个百分点.
func (v Value) Abs() Value {
	v.Num = int64(magnitude(v.Num))
	return v
}

// AbsWords prints the magnitude with its unit and without a sign: 0.3个百分点, 4.8%.
func (v Value) AbsWords() string {
	if v.Kind == Points || v.Kind == Change {
		return v.decimal("", "") + v.Unit
	}
	return v.Abs().Words()
}

// Sign is −1, 0 or 1 by the exact figure.
func (v Value) Sign() int {
	switch {
	case v.Num < 0:
		return -1
	case v.Num > 0:
		return 1
	}
	return 0
}

func (v Value) period() Period { return Period{int(v.Num / 12), int(v.Num%12) + 1} }

// decimal rounds |Num/Den|·100 half up to Digits decimals, once, in integers.
func (v Value) decimal(minus, plus string) string {
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(v.Digits)), nil)
	n := new(big.Int).SetUint64(magnitude(v.Num))
	n.Mul(n, big.NewInt(200)).Mul(n, scale).Add(n, big.NewInt(v.Den))
	n.Quo(n, new(big.Int).Mul(big.NewInt(2), big.NewInt(v.Den)))
	s := n.String()
	if pad := v.Digits + 1 - len(s); pad > 0 {
		s = strings.Repeat("0", pad) + s
	}
	if v.Digits > 0 {
		s = s[:len(s)-v.Digits] + "." + s[len(s)-v.Digits:]
	}
	switch {
	case n.Sign() == 0:
		return s
	case v.Num < 0:
		return minus + s
	}
	return plus + s
}

// MaxDigits is the number of decimals at which any two different rates print differently: they differ by at least
// 1 ÷ MaxSum².
const MaxDigits = 18

// DistinctDigits returns the smallest number of decimals, from 1, at which two different rates print differently.
func DistinctDigits(a, b Rate) int {
	if a.Compare(b) == 0 {
		return 1
	}
	for n := 1; n < MaxDigits; n++ {
		if ShareOf(a).WithDigits(n).String() != ShareOf(b).WithDigits(n).String() {
			return n
		}
	}
	return MaxDigits
}
