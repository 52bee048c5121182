package output

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// exchange swaps two folders in one step (renameat2, Linux 3.15). The file systems that cannot say so.
func exchange(a, b string) error {
	return unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
}

// cannotExchange reports whether the folders cannot change places here, whoever asks and whenever: between mounts, on
// a mount, on file systems and kernels without RENAME_EXCHANGE.
func cannotExchange(err error) bool {
	for _, e := range []error{unix.EXDEV, unix.EINVAL, unix.ENOSYS, unix.EBUSY, unix.ENOTSUP} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

// flush brings everything written to the file system of dir to the disk: one call instead of one for each file.
func flush(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	return unix.Syncfs(int(f.Fd()))
}

// tryLock takes the lock unless another process has it; it ends with the process, however that ends.
func tryLock(f *os.File) (free bool, err error) {
	err = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}

func readOnly(err error) bool { return errors.Is(err, unix.EROFS) }

// sameMount reports whether files can be renamed from a to b. A missing b will be made beside a.
func sameMount(a, b string) bool {
	var x, y unix.Statx_t
	errA := unix.Statx(unix.AT_FDCWD, a, 0, unix.STATX_MNT_ID, &x)
	errB := unix.Statx(unix.AT_FDCWD, b, 0, unix.STATX_MNT_ID, &y)
	if errors.Is(errB, fs.ErrNotExist) {
		return true
	}
	if errA != nil || errB != nil {
		return true // an old kernel: the renames themselves will tell
	}
	return x.Mnt_id == y.Mnt_id && x.Dev_major == y.Dev_major && x.Dev_minor == y.Dev_minor
}
