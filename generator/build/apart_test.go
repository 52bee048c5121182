package build

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"gongkai/generator/output"
)

func TestInputAndOutputStayApart(t *testing.T) {
	root := filepath.Join(t.TempDir(), "site")
	for _, dir := range []string{"data", "public/src"} {
		if err := os.MkdirAll(filepath.Join(root, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("data", filepath.Join(root, "link")); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		root, out string
		refused   bool
	}{
		{"", "public", false}, {"", "../public", false}, {"", "database", false}, {"", "x/data", false},
		{"", ".", true}, {"", "..", true}, {"public/src", "public", true},
		{"", "data", true}, {"", "data/out", true}, {"", "link/out", true}, {"", "content/new/out", true}, {"", "templates", true}, {"", "generator/x", true},
	} {
		err := apart(filepath.Join(root, c.root), filepath.Join(root, c.out))
		var refusal output.Refusal
		if got := errors.As(err, &refusal); got != c.refused || err != nil && !got {
			t.Errorf("-C %q -o %q: %v", c.root, c.out, err)
		}
	}
}
