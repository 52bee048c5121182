package audit

import (
	"math/bits"
	"slices"
)

// Texts that other texts are looked up in are kept as hashes: of each text the value of its bytes as the digits of a
// number, modulo a prime. That of a part of a text follows from those of what ends before and with it (Karp and Rabin,
// 1987), so that each part of it is looked up without being read again.
const (
	prime  = 1<<61 - 1
	digits = 0x1F3D5B79A1C2E4 // the base of the numbers, any below prime
)

func times(a, b uint64) uint64 {
	high, low := bits.Mul64(a, b)
	sum := low&prime + (low>>61 | high<<3) // 2^61 is 1
	if sum = sum&prime + sum>>61; sum >= prime {
		sum -= prime
	}
	return sum
}

func plus(a, b uint64) uint64 {
	if a += b; a >= prime {
		a -= prime
	}
	return a
}

// hashOf is the hash of a text.
func hashOf(s string) uint64 {
	var h uint64
	for i := range len(s) {
		h = plus(times(h, digits), uint64(s[i])+1)
	}
	return h
}

// sums are the hashes of the beginnings of a text, and the powers of the base.
type sums struct{ of, powers []uint64 }

func sumsOf(s string) sums {
	x := sums{make([]uint64, len(s)+1), make([]uint64, len(s)+1)}
	x.powers[0] = 1
	for i := range len(s) {
		x.of[i+1] = plus(times(x.of[i], digits), uint64(s[i])+1)
		x.powers[i+1] = times(x.powers[i], digits)
	}
	return x
}

// between is the hash of a part.
func (x sums) between(from, to int) uint64 {
	return plus(x.of[to], prime-times(x.of[from], x.powers[to-from]))
}

// hashes is a set of hashes. Sorted, it takes eight bytes of each.
type hashes struct{ sorted, fresh []uint64 }

// few of them are not worth sorting.
const few = 4096

func (h *hashes) add(n uint64) {
	h.fresh = append(h.fresh, n)
	if len(h.fresh) > few+len(h.sorted)/4 {
		h.sort()
	}
}

func (h *hashes) sort() {
	if len(h.fresh) > 0 {
		h.sorted = append(h.sorted, h.fresh...)
		slices.Sort(h.sorted)
		h.sorted = slices.Compact(h.sorted)
		h.fresh = h.fresh[:0]
	}
}

func (h *hashes) empty() bool { return len(h.sorted)+len(h.fresh) == 0 }

func (h *hashes) has(n uint64) bool {
	h.sort()
	_, found := slices.BinarySearch(h.sorted, n)
	return found
}
