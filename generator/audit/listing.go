package audit

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"path"
	"slices"
)

// listing has the names of the files of a folder, in their order, and the hashes of those that were read. A site of a hundred
// thousand pages has half as many files again: one text and two arrays take a fifth of what maps would.
type listing struct {
	text   []byte   // the names, each with a zero after it
	at     []uint32 // where they begin in it
	hashes [][sha256.Size]byte
}

// some entries of a folder are read at a time.
const some = 512

func listingOf(site fs.FS) (*listing, error) {
	l := &listing{}
	if err := l.walk(site, "."); err != nil {
		return nil, err
	}
	slices.SortFunc(l.at, func(a, b uint32) int { return bytes.Compare(l.from(a), l.from(b)) })
	l.hashes = make([][sha256.Size]byte, len(l.at))
	return l, nil
}

func (l *listing) walk(site fs.FS, dir string) error {
	f, err := site.Open(dir)
	if err != nil {
		return fmt.Errorf("打开 %s：%w", dir, err)
	}
	defer f.Close()
	d, ok := f.(fs.ReadDirFile)
	if !ok {
		return fmt.Errorf("%s 不是文件夹", dir)
	}
	for {
		entries, err := d.ReadDir(some)
		for _, e := range entries {
			name := path.Join(dir, e.Name())
			if !e.IsDir() {
				l.at = append(l.at, uint32(len(l.text)))
				l.text = append(append(l.text, name...), 0)
			} else if err := l.walk(site, name); err != nil {
				return err
			}
		}
		if len(entries) < some {
			return ended(err)
		}
	}
}

// from is the name that begins at a place of the text.
func (l *listing) from(at uint32) []byte {
	name, _, _ := bytes.Cut(l.text[at:], []byte{0})
	return name
}

func (l *listing) name(i int) string { return string(l.from(l.at[i])) }

// find is the place of a name, or of the first after it.
func (l *listing) find(name string) (int, bool) {
	return slices.BinarySearchFunc(l.at, name, func(at uint32, name string) int { return cmp.Compare(string(l.from(at)), name) })
}

// has reports whether there is a file, or a folder with files.
func (l *listing) has(name string) bool {
	if name == "" {
		return false
	}
	if _, found := l.find(name); found {
		return true
	}
	i, _ := l.find(name + "/")
	return i < len(l.at) && bytes.HasPrefix(l.from(l.at[i]), []byte(name+"/"))
}

// hashed keeps the hash of a file.
func (l *listing) hashed(name string, hash [sha256.Size]byte) {
	if i, found := l.find(name); found {
		l.hashes[i] = hash
	}
}

// hash is the hash of a file that was read.
func (l *listing) hash(name string) ([sha256.Size]byte, bool) {
	i, found := l.find(name)
	if !found || l.hashes[i] == [sha256.Size]byte{} {
		return [sha256.Size]byte{}, false
	}
	return l.hashes[i], true
}
