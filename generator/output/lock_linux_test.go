package output

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"gongkai/generator/diag"
)

// TestLockOfAnotherAccount: a lock that may only be read is respected, not stepped around.
func TestLockOfAnotherAccount(t *testing.T) {
	for _, name := range []string{".public.lock", "public/" + insideLock} {
		dir := filepath.Join(t.TempDir(), "public")
		publish(t, dir, job("index.html=1"))
		path := filepath.Join(filepath.Dir(dir), name)
		os.Remove(path) // that of the first build
		if err := os.WriteFile(path, nil, 0o444); err != nil {
			t.Fatal(err)
		}
		other, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		if free, err := tryLock(other); err != nil || !free {
			t.Fatalf("%v %v", free, err)
		}
		var refusal Refusal
		if _, err := Publish(dir, [][]Job{{job("index.html=2")}}, nil, new(diag.List)); !errors.As(err, &refusal) {
			t.Errorf("%s: got %v", name, err)
		}
		other.Close()
		publish(t, dir, job("index.html=3"))
	}
}

// TestLockIsMadeForAllAccounts: reading it is all that the next one needs.
func TestLockIsMadeForAllAccounts(t *testing.T) {
	old := syscall.Umask(0o022)
	defer syscall.Umask(old)
	f, err := lockFile(filepath.Join(t.TempDir(), "lock"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || info.Mode().Perm() != 0o644 {
		t.Errorf("%v %v", info.Mode(), err)
	}
	if _, err := lockFile(filepath.Join(t.TempDir(), "nowhere", "lock")); err == nil || errors.Is(err, errNoLock) {
		t.Errorf("a missing folder is no missing right: %v", err)
	}
}

// TestWhatCannotBeExchanged: only what is so for everyone and always leads to replacing file by file.
func TestWhatCannotBeExchanged(t *testing.T) {
	for err, want := range map[error]bool{
		syscall.EXDEV: true, syscall.EINVAL: true, syscall.ENOSYS: true, syscall.EBUSY: true, syscall.ENOTSUP: true,
		syscall.EACCES: false, syscall.EPERM: false, syscall.EROFS: false, syscall.ENOSPC: false, syscall.EIO: false,
	} {
		if got := cannotExchange(&os.SyscallError{Syscall: "renameat2", Err: err}); got != want {
			t.Errorf("%v: %v", err, got)
		}
	}
}

// TestErrorInTheMiddleSaysSo: after a broken replacement file by file nobody is told that the site is unchanged.
func TestErrorInTheMiddleSaysSo(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publish(t, dir, job("index.html=1", "b=1"))
	inside := filepath.Join(dir, insideStaging)
	if err := os.Mkdir(inside, 0o700); err != nil {
		t.Fatal(err)
	}
	for path, text := range map[string]string{markerName: markerText, sumsName: "x", ignoreName: ignoreText, "index.html": "2"} {
		if err := os.WriteFile(filepath.Join(inside, path), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	target := &target{dir: dir, staging: inside}
	err := target.swap(Manifest{entries: []Entry{{Path: "index.html"}, {Path: "b"}}}) // b cannot be moved: it is not there
	var changed Changed
	if !errors.As(err, &changed) || changed.Text == "" || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	if got := tree(t, dir)["index.html"]; got != "2" {
		t.Errorf("index.html holds %q", got)
	}
	publish(t, dir, job("index.html=3")) // b, which neither list of today holds, is still known as ours
	if got := tree(t, dir); got["b"] != "" || got["index.html"] != "3" {
		t.Errorf("%v", got)
	}
}

// TestLeftoverInsideIsReported: verify warns of what a broken build left where a web server may find it, and nobody
// else may read it.
func TestLeftoverInsideIsReported(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publish(t, dir, job("index.html=1"))
	inside := filepath.Join(dir, insideStaging)
	if err := fresh(inside, 0o700); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(inside); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("%v %v", info.Mode(), err)
	}
	var l diag.List
	if n, err := Verify(dir, &l); n != 1 || err != nil || l.Failed() || len(l.Sorted()) != 1 || l.Sorted()[0].Rule != "extra-file" {
		t.Errorf("%d %v %v", n, err, l.Sorted())
	}
}
