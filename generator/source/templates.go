package source

import (
	"fmt"
	"io/fs"
	"path"
)

// Templates returns the files of a folder for html/template and its like: confined to the root and bounded in size as
// everything that is read. It lives as long as the tree and is safe for concurrent use.
func (t *Tree) Templates(dir string) fs.FS { return confined{t.root.FS(), dir} }

type confined struct {
	files fs.FS
	dir   string
}

// Open opens a regular file or a folder.
func (c confined) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	file := path.Join(c.dir, name)
	info, err := fs.Stat(c.files, file) // before opening: opening a named pipe would wait for its writer
	switch {
	case err != nil:
		return nil, err
	case !info.IsDir() && !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s 不是普通文件: %w", file, fs.ErrInvalid)
	case info.Size() > maxBytes:
		return nil, fmt.Errorf("%s 超过 %d MB", file, maxBytes>>20)
	}
	return c.files.Open(file)
}
