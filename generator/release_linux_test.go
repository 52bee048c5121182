package main

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestKilledReleases kills releases at random moments: the public never has a release that the ledger lacks, the ledger
// never half of one, and the same release can be finished.
func TestKilledReleases(t *testing.T) {
	root, out := copyInput(t, "2022-09", "2022-10"), filepath.Join(t.TempDir(), "public")
	began := time.Now()
	mustRelease(t, "2022-11-30", "-C", root, "-o", out)
	took := time.Since(began)
	entry, served := filepath.Join(root, "data", "ledger", "2022-12-10"), filepath.Join(out, "data", "releases", "2022-12-10")
	args := []string{"release", "2022-12-10", "-C", root, "-o", out}
	there := func(path string) bool {
		_, err := os.Stat(path)
		return err == nil
	}
	counts := map[string]int{}
	for range 12 {
		cmd := start(t, args...)
		time.Sleep(took/2 + rand.N(took))
		if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Fatal(err)
		}
		finish(t, cmd)
		whole(t, out)
		switch recorded, public := there(entry), there(served); {
		case public && !recorded:
			t.Fatal("the public has a release that the ledger lacks")
		case public:
			counts["released"]++
		case recorded:
			counts["recorded only"]++
		default:
			counts["nothing"]++
		}
		if there(entry) && len(readTree(t, entry)) != 3 {
			t.Fatal("the entry is not whole")
		}
		if there(served) {
			break
		}
	}
	t.Log(counts)
	if code, stderr := finish(t, start(t, args...)); code != exitOK && !there(served) {
		t.Fatalf("the release cannot be finished: exit %d\n%s", code, stderr)
	}
	whole(t, out)
}
