package source

import (
	"errors"
	"os"
	"path"
	"sync"

	"golang.org/x/sys/unix"
)

// nearby are the folders of files that were read. Thousands of articles stand in one: to walk to each of them from the
// root, and to look at it before opening it, is most of what reading costs.
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

func (n *nearby) folder(root *os.Root, dir string) *os.File {
	n.mu.Lock()
	defer n.mu.Unlock()
	if f := n.open[dir]; f != nil || len(n.open) >= mostOpen {
		return f
	}
	f, err := root.OpenFile(dir, os.O_RDONLY|unix.O_DIRECTORY, 0) // a pipe in its place would wait for its writer
	if err != nil {
		return nil // whoever opens the file itself says why
	}
	if n.open == nil {
		n.open = map[string]*os.File{}
	}
	n.open[dir] = f
	return f
}

// read reads a regular file of its folder; false if it is anything else, or too large, or cannot be read. It follows no
// link and waits for no pipe. It is safe for concurrent use.
func (n *nearby) read(root *os.Root, file string) ([]byte, bool) {
	folder := n.folder(root, path.Dir(file))
	if folder == nil {
		return nil, false
	}
	var fd int
	err := again(func() (err error) {
		fd, err = unix.Openat(int(folder.Fd()), path.Base(file), unix.O_RDONLY|unix.O_NOFOLLOW|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
		return err
	})
	if err != nil {
		return nil, false
	}
	defer unix.Close(fd)
	var info unix.Stat_t
	if err := again(func() error { return unix.Fstat(fd, &info) }); err != nil || info.Mode&unix.S_IFMT != unix.S_IFREG || info.Size > maxBytes {
		return nil, false
	}
	data := make([]byte, info.Size+1)
	size := 0
	for {
		var n int
		err := again(func() (err error) {
			n, err = unix.Read(fd, data[size:])
			return err
		})
		if err != nil || size+n == len(data) { // it grows while it is read
			return nil, false
		}
		if size += n; n == 0 || int64(size) == info.Size {
			return data[:size], true
		}
	}
}

// again repeats a call that a signal has interrupted.
func again(call func() error) error {
	for {
		if err := call(); !errors.Is(err, unix.EINTR) {
			return err
		}
	}
}
