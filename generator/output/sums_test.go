package output

import (
	"strings"
	"testing"
)

// TestDamagedListsOfHashes: a line that is no hash and path is told, the others are still read.
func TestDamagedListsOfHashes(t *testing.T) {
	sum := strings.Repeat("0a", 32)
	good := sum + "  a.html\n"
	if entries, ok := parseSums(good); !ok || len(entries) != 1 || entries[0].SHA256.String() != sum || entries[0].Path != "a.html" {
		t.Fatalf("%v %v", entries, ok)
	}
	for _, bad := range []string{
		"", sum, sum + " b", sum + "  ../b", sum + "  ", "0a" + sum + "  b", "0a0a" + sum, "0" + sum + "  b", sum[1:] + "  b", sum[2:] + "  b",
		"  b", strings.ToUpper(sum) + "  b", "zz" + sum[2:] + "  b", strings.Repeat(sum, 9) + "  b",
	} {
		if entries, ok := parseSums(bad + "\n" + good); ok || len(entries) != 1 || entries[0].Path != "a.html" {
			t.Errorf("%q: %v %v", bad, entries, ok)
		}
	}
}
