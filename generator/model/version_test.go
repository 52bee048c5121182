package model

import "testing"

func TestVersions(t *testing.T) {
	inOrder := []string{"2022-02-28", "2022-11-30", "2022-11-30.2", "2022-11-30.10", "2022-12-01"}
	for i, s := range inOrder {
		v, ok := ParseVersion(s)
		if !ok || v.String() != s {
			t.Errorf("%s: %v %v", s, v, ok)
		}
		for j, other := range inOrder {
			w, _ := ParseVersion(other)
			if got := v.Compare(w); got < 0 != (i < j) || got > 0 != (i > j) {
				t.Errorf("%s against %s: %d", s, other, got)
			}
		}
	}
	for _, s := range []string{"", "2022-11", "2022-02-30", "2022-11-30.", "2022-11-30.0", "2022-11-30.1", "2022-11-30.02", "2022-11-30.x", "v1", "2022-11-30/..", "2022-11-30.2.3"} {
		if v, ok := ParseVersion(s); ok {
			t.Errorf("%q is read as %v", s, v)
		}
	}
}
