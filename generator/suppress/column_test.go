package suppress

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

// TestClear: what is left of a column has no entry in the pivot's row and is a multiple of the two combined, however large
// the entries become.
func TestClear(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 8))
	var e eliminator
	wide := 0
	for range 2000 {
		u, v := randomColumn(random), randomColumn(random)
		place := u.at(v.rows[0])
		if place < 0 {
			continue
		}
		got := e.clear(&u, place, &v)
		if got.wide != nil {
			wide++
		}
		if got.at(v.rows[0]) >= 0 {
			t.Fatalf("%v less %v is %v", u, v, got)
		}
		// entry·want[first] = want·entry[first] in every row
		want := map[int32]*big.Int{}
		for row := range int32(8) {
			want[row] = new(big.Int).Sub(new(big.Int).Mul(v.big(0), entry(u, row)), new(big.Int).Mul(u.big(place), entry(v, row)))
			if (want[row].Sign() == 0) != (got.at(row) < 0) {
				t.Fatalf("%v less %v is %v", u, v, got)
			}
		}
		for i, row := range got.rows {
			left := new(big.Int).Mul(got.big(i), want[got.rows[0]])
			if left.Cmp(new(big.Int).Mul(want[row], got.big(0))) != 0 {
				t.Fatalf("%v less %v is %v", u, v, got)
			}
		}
		// The same combination in big numbers throughout is the same column.
		if again := broad(&u, v.big(0), &v, u.big(place)); !again.equal(&got) {
			t.Fatalf("%v and %v differ", got, again)
		}
	}
	if wide == 0 {
		t.Error("no column grew beyond int64")
	}
}

func entry(c column, row int32) *big.Int {
	if i := c.at(row); i >= 0 {
		return c.big(i)
	}
	return new(big.Int)
}

func randomColumn(random *rand.Rand) column {
	var rows []int32
	var coefs []int64
	size := []int64{2, 1 << 20, 1 << 40, 1 << 60}[random.IntN(4)]
	for row := range int32(8) {
		if random.IntN(2) == 0 {
			rows, coefs = append(rows, row), append(coefs, 1+random.Int64N(size))
			if random.IntN(2) == 0 {
				coefs[len(coefs)-1] *= -1
			}
		}
	}
	if len(rows) == 0 {
		return reduced([]int32{0}, []int64{1})
	}
	return reduced(rows, coefs)
}

// TestLimitOfWork: an elimination that has combined too many entries ends with an error.
func TestLimitOfWork(t *testing.T) {
	tables, err := compile(randomTables(rand.New(rand.NewPCG(1, 5))), policyA)
	if err != nil {
		t.Fatal(err)
	}
	var entries int64
	if _, _, err := tables.eliminate(&entries); err != nil || entries == 0 {
		t.Fatalf("%v after %d entries", err, entries)
	}
	entries = mostEntries + 1
	if _, _, err := tables.eliminate(&entries); err != errLong {
		t.Errorf("%v beyond the limit", err)
	}
}
