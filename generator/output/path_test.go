package output

import (
	"math/rand/v2"
	"testing"

	"gongkai/generator/diag"
)

// TestHashesOfPathsTellWhatPathsTell takes random paths of few letters in both ways: they agree about each.
func TestHashesOfPathsTellWhatPathsTell(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 10))
	refused := 0
	for range 2000 {
		var names claims
		var hashes taken
		for range 12 {
			path := ""
			for range 1 + r.IntN(5) {
				path += string("aAb_/"[r.IntN(5)])
			}
			if legal(path) != "" {
				continue
			}
			want := names.take(path, diag.Pos{}).path == ""
			if got := hashes.take(path); got != want {
				t.Fatalf("%q after %v: %v, want %v", path, names.taken, got, want)
			}
			if !want {
				refused++
			}
		}
	}
	if refused < 1000 {
		t.Errorf("only %d paths stood in the way of another", refused)
	}
}
