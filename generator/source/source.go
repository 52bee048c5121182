// Package source turns files into text that remembers its position: encodings, CSV, YAML and front matter.
//
// Reading is confined to one root folder, bounded in size and limited to regular files. Text that leaves this package
// is UTF-8 with "\n" as the only line end, and every position counts characters of it.
package source

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"syscall"
	"unsafe"

	"gongkai/generator/diag"
)

// maxBytes bounds what is read of one file, so that a wrong file cannot exhaust the machine.
const maxBytes = 32 << 20

// Tree is the folder that holds the input. It is not safe for concurrent use; what Templates returns is.
type Tree struct {
	root *os.Root
	near nearby
	read map[string]bool // the files that were read
	err  error

	shown string   // the file whose lines were last asked for
	lines []string // its lines
}

// File is a file as text.
type File struct{ Path, Text string }

// Open opens the folder that holds data/ and content/.
func Open(root string) (*Tree, error) {
	r, err := os.OpenRoot(root)
	if err != nil {
		return nil, fmt.Errorf("打开输入文件夹：%w", err)
	}
	return &Tree{root: r, read: map[string]bool{}}, nil
}

// Close releases the folder.
func (t *Tree) Close() error {
	t.near.close()
	return t.root.Close()
}

// Err returns the first problem of the machine (permission, disk) that was met; problems of the input go to the list.
func (t *Tree) Err() error { return t.err }

// Files lists the files below dir whose names end with ext, sorted, relative to the root. Hidden files and the lock
// files of office programs are left out; a folder that does not exist has none.
func (t *Tree) Files(dir, ext string) []string {
	var files []string
	err := fs.WalkDir(t.root.FS(), dir, func(file string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		}
		name := d.Name()
		hidden := strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || strings.HasSuffix(name, "~")
		switch {
		case hidden && d.IsDir():
			return fs.SkipDir
		case d.IsDir() && ext != "" && strings.HasSuffix(name, ext):
			files = append(files, file) // Read says that it is no file
			return fs.SkipDir
		case !hidden && !d.IsDir() && strings.HasSuffix(name, ext):
			files = append(files, file)
		}
		return nil
	})
	if err != nil {
		t.err = cmp.Or(t.err, fmt.Errorf("列出 %s 里的文件：%w", dir, err))
	}
	slices.Sort(files)
	return files
}

// Has reports whether something of this name exists.
func (t *Tree) Has(file string) bool {
	_, err := t.root.Stat(file)
	return !errors.Is(err, fs.ErrNotExist)
}

// WasRead reports whether a file was read.
func (t *Tree) WasRead(file string) bool { return t.read[file] }

// Read returns a file as text. It reports false, with a diagnostic, if the file is not text.
func (t *Tree) Read(file string, l *diag.List) (File, bool) {
	t.read[file] = true
	data, err := t.bytes(file)
	var refused refusal
	if errors.As(err, &refused) {
		l.Errorf(diag.Pos{File: file}, 0, "encoding", refused.hint, "%s", refused.text)
		return File{}, false
	}
	if err != nil {
		t.err = cmp.Or(t.err, fmt.Errorf("读输入文件：%w", err))
		l.Errorf(diag.Pos{File: file}, 0, "encoding", "检查是否允许读取", "文件 %q 读不出来", path.Base(file))
		return File{}, false
	}
	text, ok := decode(file, data, l)
	if !ok {
		return File{}, false
	}
	return File{file, text}, true
}

// Sum is what Again knows a text by: the beginning of its SHA-256.
func Sum(text string) uint64 {
	sum := sha256.Sum256(unsafe.Slice(unsafe.StringData(text), len(text))) // which only reads
	return binary.BigEndian.Uint64(sum[:])
}

// Again reads the end of a file that was read before, from a line on; false if it is no longer the text of that sum. It
// is safe for concurrent use.
func (t *Tree) Again(file string, line int, sum uint64) (string, bool) {
	data, err := t.bytes(file)
	if err != nil {
		return "", false
	}
	text, ok := decode(file, data, &diag.List{})
	for range line - 1 {
		_, text, _ = strings.Cut(text, "\n")
	}
	return text, ok && Sum(text) == sum
}

// Line returns one line of a file that was read, for diagnostics. It reads the file again: few files have a problem, and
// those that have none need not stay in memory.
func (t *Tree) Line(file string, line int) (string, bool) {
	if !t.read[file] {
		return "", false
	}
	if t.shown != file {
		t.shown, t.lines = file, nil
		if data, err := t.bytes(file); err == nil {
			if text, ok := decode(file, data, &diag.List{}); ok {
				t.lines = strings.Split(text, "\n")
			}
		}
	}
	if line < 1 || line > len(t.lines) {
		return "", false
	}
	return t.lines[line-1], true
}

// refusal is a file that is not an input file at all.
type refusal struct{ text, hint string }

func (r refusal) Error() string { return r.text }

// Is makes a refusal known to readers of templates, who do not see this package.
func (r refusal) Is(target error) bool { return target == fs.ErrInvalid }

// open opens a regular file below the root.
func (t *Tree) open(file string) (*os.File, error) {
	// Before opening: opening a named pipe would wait for its writer.
	info, err := t.root.Stat(file)
	if err != nil && t.isLink(file) {
		return nil, refusal{"是一个链接，指向不存在的文件或者文件夹以外", "换成文件本身"}
	}
	if errors.Is(err, syscall.ENOTDIR) || errors.Is(err, syscall.ENAMETOOLONG) {
		return nil, refusal{"名称太长，或者中间有一段不是文件夹", "检查文件的路径"}
	}
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, refusal{"是文件夹，不是文件", "把里面的文件移到上一层，再删去这个文件夹"}
	}
	if !info.Mode().IsRegular() {
		return nil, refusal{"不是普通文件", "这里只能放文本文件"}
	}
	return t.root.Open(file)
}

func (t *Tree) isLink(file string) bool {
	info, err := t.root.Lstat(file)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}

// readAll reads a file into as much memory as it needs: most are read at one go.
func readAll(f *os.File) ([]byte, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	data := make([]byte, 0, min(max(info.Size(), 0), maxBytes)+1)
	for len(data) <= maxBytes {
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
		n, err := f.Read(data[len(data):min(cap(data), maxBytes+1)])
		data = data[:len(data)+n]
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
	}
	return data, nil
}

func (t *Tree) bytes(file string) ([]byte, error) {
	if data, ok := t.near.read(t.root, file); ok {
		return data, nil
	}
	f, err := t.open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := readAll(f)
	if err != nil {
		return nil, err
	}
	if len(data) > maxBytes {
		return nil, refusal{fmt.Sprintf("文件超过 %d MB", maxBytes>>20), "拆成几个文件，例如 2022-10-a.csv 和 2022-10-b.csv"}
	}
	return data, nil
}
