package preview

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
)

// quiet is how long nothing must happen before a build starts: an editor writes a file in several steps.
const quiet = 150 * time.Millisecond

// watcher watches folders with all that is below them.
type watcher struct{ *fsnotify.Watcher }

func watch(root string, folders ...string) (watcher, error) {
	fw, err := fsnotify.NewWatcher()
	if err != nil {
		return watcher{}, fmt.Errorf("监视文件夹：%w", err)
	}
	w := watcher{fw}
	for _, folder := range folders {
		if err := w.add(filepath.Join(root, folder)); err != nil {
			fw.Close()
			return watcher{}, fmt.Errorf("监视文件夹 %s: %w", folder, err)
		}
	}
	return w, nil
}

// add watches a folder and those below it; one that does not exist (any more) is no error.
func (w watcher) add(dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case os.IsNotExist(err):
			return nil
		case err != nil:
			return err
		case d.IsDir():
			return w.Add(path)
		}
		return nil
	})
}

// changes calls rebuild after every change, when it has become quiet, until ctx ends.
func (w watcher) changes(ctx context.Context, rebuild func()) {
	timer := time.NewTimer(0)
	if !timer.Stop() {
		<-timer.C
	}
	for {
		select {
		case <-ctx.Done():
			return
		case e, ok := <-w.Events:
			if !ok {
				return
			}
			if e.Op == fsnotify.Chmod {
				continue
			}
			if e.Has(fsnotify.Create) {
				w.add(e.Name) // of a folder that is gone again already there is nothing to watch
			}
			timer.Reset(quiet)
		case <-w.Errors:
			timer.Reset(quiet) // events were lost: build again to be right
		case <-timer.C:
			rebuild()
		}
	}
}
