package main

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// program is the compiled program: what is killed must be a process of its own.
var program = sync.OnceValues(func() (string, error) {
	path := filepath.Join(temp, "gongkai")
	out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	return path, nil
})

func start(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	path, err := program()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, args...)
	cmd.Stderr = new(strings.Builder)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd
}

func finish(t *testing.T, cmd *exec.Cmd) (code int, stderr string) {
	t.Helper()
	err := cmd.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), fmt.Sprint(cmd.Stderr)
}

// smallSite publishes a site of two months, twice: as two versions that differ in nearly every page. It returns the
// arguments that build the one and the other.
func smallSite(t *testing.T, out string) (versions [2][]string) {
	t.Helper()
	root := copyInput(t, "2022-09", "2022-10")
	for i, asOf := range []string{"2022-11-30", "2022-12-25"} {
		versions[i] = []string{"build", "-C", root, "-o", out, "--as-of", asOf}
	}
	if code, stderr := finish(t, start(t, versions[0]...)); code != exitOK {
		t.Fatalf("exit %d\n%s", code, stderr)
	}
	whole(t, out)
	return versions
}

var kills = flag.Int("kills", 20, "how many builds to kill before their end")

// TestKilledBuildsLeaveAWholeSite kills builds before their end, at random moments up to and beyond the exchange, and
// looks at the site after each.
func TestKilledBuildsLeaveAWholeSite(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	versions := smallSite(t, out)
	old := readTree(t, out)
	began := time.Now()
	if code, stderr := finish(t, start(t, versions[1]...)); code != exitOK {
		t.Fatalf("exit %d\n%s", code, stderr)
	}
	took := time.Since(began)
	sites := map[string]string{old["SHA256SUMS"]: "old", readTree(t, out)["SHA256SUMS"]: "new"}
	if len(sites) != 2 {
		t.Fatal("the two versions are one")
	}
	counts := map[string]int{}
	last := ""
	for i := 0; i < 4**kills && counts["killed"] < *kills; i++ {
		cmd := start(t, versions[i%2]...)
		time.Sleep(rand.N(took * 2))
		if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Fatal(err)
		}
		if code, _ := finish(t, cmd); code == exitOK {
			counts["finished"]++
		} else {
			counts["killed"]++
		}
		whole(t, out)
		sums, err := os.ReadFile(filepath.Join(out, "SHA256SUMS"))
		if err != nil {
			t.Fatal(err)
		}
		if sites[string(sums)] == "" {
			t.Fatal("the site is neither the one nor the other")
		}
		if last != string(sums) {
			counts["exchanged"]++
		}
		last = string(sums)
	}
	t.Log(counts)
	if counts["killed"] < *kills {
		t.Errorf("only %d builds were killed before their end: the moments are badly chosen", counts["killed"])
	}
	if code, stderr := finish(t, start(t, versions[0]...)); code != exitOK {
		t.Fatalf("the next build: exit %d\n%s", code, stderr)
	}
	sameTree(t, readTree(t, out), old)
}

// TestTwoBuildsAtOnce: one of them may be refused, the site is whole in any case.
func TestTwoBuildsAtOnce(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	versions := smallSite(t, out)
	for range 5 {
		cmds := []*exec.Cmd{start(t, versions[0]...), start(t, versions[1]...), start(t, versions[0]...)}
		good := 0
		for _, cmd := range cmds {
			code, stderr := finish(t, cmd)
			switch {
			case code == exitOK:
				good++
			case code != exitMachine || !strings.Contains(stderr, "另一次生成正在写"):
				t.Errorf("exit %d\n%s", code, stderr)
			}
		}
		if good == 0 {
			t.Error("no build came to its end")
		}
		whole(t, out)
	}
}

// TestFullDisk builds on a disk that fills up at different moments. It needs the right to mount one; where that is
// missing, a limit of the size of files takes its place.
func TestFullDisk(t *testing.T) {
	disk := t.TempDir()
	out := filepath.Join(disk, "public")
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=256m"); err != nil {
		t.Logf("NOT RUN ON A FULL DISK: mounting is not permitted here (%v); limiting the size of files instead", err)
		limitedFiles(t, out)
		return
	}
	defer func() {
		if err := syscall.Unmount(disk, 0); err != nil {
			t.Error(err)
		}
	}()
	versions := smallSite(t, out)
	before := readTree(t, out)
	var size int64
	for _, text := range before {
		size += int64(len(text))
	}
	for _, percent := range []int64{0, 10, 50, 90} {
		filler := filepath.Join(disk, "filler")
		leave(t, disk, filler, size*percent/100)
		code, stderr := finish(t, start(t, versions[1]...))
		if code != exitMachine || !strings.Contains(stderr, "磁盘满了") {
			t.Errorf("%d%% of the space: exit %d\n%s", percent, code, stderr)
		}
		whole(t, out)
		sameTree(t, readTree(t, out), before)
		if left, _ := filepath.Glob(filepath.Join(disk, ".public.staging")); left != nil {
			t.Errorf("left behind: %v", left)
		}
		if err := os.Remove(filler); err != nil {
			t.Fatal(err)
		}
	}
	if code, stderr := finish(t, start(t, versions[1]...)); code != exitOK {
		t.Errorf("with space again: exit %d\n%s", code, stderr)
	}
	whole(t, out)
}

// leave fills a disk until only so many bytes are free.
func leave(t *testing.T, disk, filler string, free int64) {
	t.Helper()
	var s syscall.Statfs_t
	if err := syscall.Statfs(disk, &s); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filler)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	block := make([]byte, s.Bsize)
	for range int64(s.Bavail) - free/s.Bsize {
		if _, err := f.Write(block); err != nil {
			t.Fatal(err)
		}
	}
}

// limitedFiles lets the build fail at the first file above a limit, as a disk does that is full.
func limitedFiles(t *testing.T, out string) {
	t.Helper()
	versions := smallSite(t, out)
	before := readTree(t, out)
	path, err := program()
	if err != nil {
		t.Fatal(err)
	}
	for _, blocks := range []string{"1", "20", "100"} {
		args := append([]string{"-c", `ulimit -f "$0" && exec "$@"`, blocks, path}, versions[1]...)
		if err := exec.Command("sh", args...).Run(); err == nil {
			t.Errorf("%s blocks: no error", blocks)
		}
		whole(t, out)
		sameTree(t, readTree(t, out), before)
	}
}

// TestMountPoint publishes into a folder that cannot be exchanged because it is a mount of its own. It needs the right
// to mount; where that is missing, a folder above that may not be written takes its place, which root may always.
func TestMountPoint(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	if err := os.Mkdir(out, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", out, "tmpfs", 0, "size=256m"); err != nil {
		if os.Getuid() == 0 {
			t.Skipf("NOT RUN: mounting is not permitted here (%v)", err)
		}
		t.Logf("NOT RUN ON A MOUNT: mounting is not permitted here (%v); a read-only folder above instead", err)
		if err := os.Chmod(filepath.Dir(out), 0o555); err != nil {
			t.Fatal(err)
		}
		defer os.Chmod(filepath.Dir(out), 0o755)
	} else {
		defer func() {
			if err := syscall.Unmount(out, 0); err != nil {
				t.Error(err)
			}
		}()
	}
	versions := smallSite(t, out)
	if code, stderr := finish(t, start(t, versions[1]...)); code != exitOK {
		t.Fatalf("exit %d\n%s", code, stderr)
	}
	whole(t, out)
	if _, err := os.Stat(filepath.Join(out, ".gongkai.staging")); err == nil {
		t.Error("the staging folder is left in the site")
	}
}
