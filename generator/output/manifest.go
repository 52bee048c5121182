package output

import (
	"slices"
	"strings"
)

// Manifest lists the files of earlier waves. It never changes; the zero Manifest is empty.
type Manifest struct {
	entries []Entry // by path
}

// Lookup returns the entry of a path.
func (m Manifest) Lookup(path string) (Entry, bool) {
	i, ok := slices.BinarySearchFunc(m.entries, path, func(e Entry, path string) int { return strings.Compare(e.Path, path) })
	if !ok {
		return Entry{}, false
	}
	return m.entries[i], true
}

// Entries returns all files by path. The caller must not change the slice.
func (m Manifest) Entries() []Entry { return m.entries }

func (m Manifest) with(files []written) Manifest {
	all := slices.Grow(slices.Clip(m.entries), len(files))
	for _, f := range files {
		all = append(all, f.Entry)
	}
	slices.SortFunc(all, func(a, b Entry) int { return strings.Compare(a.Path, b.Path) })
	return Manifest{all}
}
