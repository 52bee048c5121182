package source

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"unicode/utf8"
)

// Templates returns the files of a folder for html/template and its like: confined to the root and bounded in size as
// everything that is read. It lives as long as the tree and is safe for concurrent use.
//
// An error of reading a file is fs.ErrNotExist, or fs.ErrInvalid in a fs.PathError with words for people when it is no
// file that could be used; both are problems of the input. Each file is opened once before, so that Err knows one that
// the machine does not let be read before any stage takes it for a mistake.
func (t *Tree) Templates(dir string) fs.FS {
	for _, file := range t.Files(dir, "") {
		f, err := t.open(file)
		if err == nil {
			err = f.Close()
		}
		if err != nil && !errors.Is(err, fs.ErrInvalid) {
			t.err = cmp.Or(t.err, fmt.Errorf("读模板：%w", err))
		}
	}
	return confined{t, dir}
}

type confined struct {
	tree *Tree
	dir  string
}

// Open opens a folder, for its list of files.
func (c confined) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	return c.tree.root.FS().Open(path.Join(c.dir, name))
}

// texts are the endings of the templates that are texts; the others are fonts.
var texts = []string{".html", ".md", ".css", ".js", ".svg"}

// ReadFile reads a template, which is text in UTF-8, or a font.
func (c confined) ReadFile(name string) ([]byte, error) {
	file := path.Join(c.dir, name)
	refuse := func(err error) error { return &fs.PathError{Op: "read", Path: file, Err: err} }
	if !fs.ValidPath(name) {
		return nil, refuse(refusal{text: "不是 " + c.dir + " 里的文件"})
	}
	data, err := c.tree.bytes(file)
	var refused refusal
	if errors.As(err, &refused) {
		return nil, refuse(refused)
	}
	if err == nil && slices.Contains(texts, path.Ext(name)) && !utf8.Valid(data) {
		return nil, refuse(refusal{text: "不是 UTF-8 编码的文字"})
	}
	return data, err
}
