package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"sync"

	"golang.org/x/sys/unix"
)

// nearby are the folders in the staging folder that have folders. Nearly all pages are the only file of their folder, and
// nearly all of these stand in few folders: to walk to each from the root again is most of what writing costs.
type nearby struct {
	mu   sync.Mutex
	open map[string]*os.File
}

// mostOpen bounds the folders that are held open; a process may have 1024 files.
const mostOpen = 100

func (n *nearby) close() {
	for _, f := range n.open {
		f.Close()
	}
}

// above returns a folder, made if it is not there; nil if too many are open.
func (n *nearby) above(root *os.Root, dir string) (*os.File, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if f := n.open[dir]; f != nil || len(n.open) >= mostOpen {
		return f, nil
	}
	if err := root.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	f, err := root.Open(dir)
	if err != nil {
		return nil, err
	}
	if n.open == nil {
		n.open = map[string]*os.File{}
	}
	n.open[dir] = f
	return f, nil
}

// writeNear writes a file into a folder of a folder that is open: four system calls. It does not follow links, and nobody
// else writes into the staging folder; what it does not do, os.Root does.
func (t *target) writeNear(f File) (done bool, err error) {
	dir := path.Dir(f.Path)
	if dir == "." {
		return false, nil
	}
	above, err := t.near.above(t.root, path.Dir(dir))
	if err != nil {
		return false, fmt.Errorf("建立文件夹 %s: %w", path.Dir(dir), err)
	}
	if above == nil {
		return false, nil
	}
	fail := func(op string, err error) (bool, error) {
		return false, fmt.Errorf("写 %s: %w", f.Path, &fs.PathError{Op: op, Path: f.Path, Err: err})
	}
	at, name := int(above.Fd()), path.Base(dir)
	if err := again(func() error { return unix.Mkdirat(at, name, 0o755) }); err != nil && !errors.Is(err, unix.EEXIST) {
		return fail("mkdirat", err)
	}
	var fd int
	err = again(func() (err error) {
		fd, err = unix.Openat(at, name+"/"+path.Base(f.Path), unix.O_CREAT|unix.O_TRUNC|unix.O_WRONLY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0o644)
		return err
	})
	if err != nil {
		return fail("openat", err)
	}
	for rest := f.Data; len(rest) > 0 && err == nil; {
		var n int
		err = again(func() (err error) {
			n, err = unix.Write(fd, rest)
			return err
		})
		rest = rest[max(n, 0):]
	}
	if failed := unix.Close(fd); err == nil && !errors.Is(failed, unix.EINTR) { // it is closed then, too
		err = failed
	}
	if err != nil {
		return fail("write", err)
	}
	return true, nil
}

// again repeats a call that a signal has interrupted.
func again(call func() error) error {
	for {
		if err := call(); !errors.Is(err, unix.EINTR) {
			return err
		}
	}
}
