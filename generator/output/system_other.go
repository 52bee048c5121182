//go:build !linux

package output

import (
	"errors"
	"os"
)

// Elsewhere than on Linux the site is replaced file by file and two builds at once are kept apart by nothing: these
// systems are for looking at the site, not for publishing it.

func exchange(a, b string) error { return errors.ErrUnsupported }

func cannotExchange(err error) bool { return errors.Is(err, errors.ErrUnsupported) }

func flush(dir string) error { return nil }

func tryLock(f *os.File) (free bool, err error) { return true, nil }

func readOnly(err error) bool { return false }

func sameMount(a, b string) bool { return true }

type nearby struct{}

func (nearby) close() {}

func (t *target) writeNear(File) (done bool, err error) { return false, nil }
