package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
)

// swap puts the staging folder in the place of the target: in one step where the system can, else file by file.
func (t *target) swap(m Manifest) error {
	if filepath.Dir(t.staging) != t.dir {
		t.mark()
		err := exchange(t.staging, t.dir)
		if errors.Is(err, fs.ErrNotExist) {
			err = os.Rename(t.staging, t.dir)
		}
		switch {
		case err == nil:
			return unsure(syncFolder(filepath.Dir(t.dir)))
		case !cannotExchange(err):
			return fmt.Errorf("替换 %s：%w", t.dir, err)
		}
	}
	if err := t.replaceEach(m); err != nil {
		return Changed{"网站只更新了一部分，每个文件各自完整；下一次生成会补全。", fmt.Errorf("替换 %s 中的文件时中断：%w", t.dir, err)}
	}
	return unsure(syncFolder(t.dir))
}

// mark makes sure that the old site is still known as ours when it stands in the place of the staging folder and a kill
// leaves it there.
func (t *target) mark() {
	file := filepath.Join(t.dir, markerName)
	if _, err := os.Lstat(file); errors.Is(err, fs.ErrNotExist) {
		_ = os.WriteFile(file, []byte(markerText), 0o644) // nothing to mark, or no right to: the exchange says so
	}
}

// Changed is an error that came when the site was no longer what it was before. Text says in Chinese what it is now.
type Changed struct {
	Text string
	Err  error
}

func (c Changed) Error() string { return c.Err.Error() }
func (c Changed) Unwrap() error { return c.Err }

// unsure wraps an error of the disk after the exchange.
func unsure(err error) error {
	if err == nil {
		return nil
	}
	return Changed{"新的网站已经换上，但不能确定是否写到了磁盘。", err}
}

// replaceEach renames every file over its predecessor, the list first, so that Verify sees an interrupted run, and
// removes what is no longer part of the site last. Each file is whole at every moment.
func (t *target) replaceEach(m Manifest) error {
	if err := os.MkdirAll(t.dir, 0o755); err != nil {
		return err
	}
	before := filepath.Join(t.dir, insideBefore)
	if err := os.WriteFile(before, formatSums(slices.Concat(readSums(before), sums(t.dir))), 0o644); err != nil {
		return err
	}
	paths := []string{markerName, sumsName, ignoreName}
	for _, e := range m.entries {
		paths = append(paths, e.Path)
	}
	keep := map[string]bool{}
	for _, path := range paths {
		keep[path] = true
		to := filepath.Join(t.dir, filepath.FromSlash(path))
		if err := t.makeRoom(path); err != nil {
			return err
		}
		if err := os.Rename(filepath.Join(t.staging, filepath.FromSlash(path)), to); err != nil {
			return err
		}
	}
	if err := t.removeOthers(keep); err != nil {
		return err
	}
	return os.Remove(before)
}

// makeRoom clears a folder where a file is to stand, and a file where a folder is to stand.
func (t *target) makeRoom(path string) error {
	for i := range path {
		if path[i] != '/' {
			continue
		}
		dir := filepath.Join(t.dir, filepath.FromSlash(path[:i]))
		info, err := os.Lstat(dir)
		if err == nil && !info.IsDir() {
			err = os.Remove(dir)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
	}
	to := filepath.Join(t.dir, filepath.FromSlash(path))
	if info, err := os.Lstat(to); err == nil && info.IsDir() {
		return os.RemoveAll(to)
	}
	return nil
}

func (t *target) removeOthers(keep map[string]bool) error {
	var folders []string
	err := walk(t.dir, func(path string, d fs.DirEntry) error {
		if d.IsDir() {
			folders = append(folders, path)
			return nil
		}
		if keep[path] {
			return nil
		}
		return os.Remove(filepath.Join(t.dir, filepath.FromSlash(path)))
	})
	slices.Reverse(folders) // inner ones first
	for _, path := range folders {
		os.Remove(filepath.Join(t.dir, filepath.FromSlash(path))) // fails, as it should, where files are left
	}
	return err
}

// walk visits the site's files and folders by slash path, without what is not part of it.
func walk(dir string, visit func(path string, d fs.DirEntry) error) error {
	return fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == "." {
			return err
		}
		if own[path] {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		return visit(path, d)
	})
}

func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("写到磁盘：%w", err)
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) { // some file systems have no fsync of folders
		return fmt.Errorf("写到磁盘：%w", err)
	}
	return nil
}
