package output

import (
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// sumsName is the list of all files in the format of sha256sum: "<hex>  <path>", sorted by path.
const sumsName = "SHA256SUMS"

func formatSums(entries []Entry) []byte {
	n := 0
	for _, e := range entries {
		n += 2*len(e.SHA256) + len("  \n") + len(e.Path)
	}
	list := make([]byte, 0, n)
	for _, e := range entries {
		list = hex.AppendEncode(list, e.SHA256[:])
		list = append(append(append(list, "  "...), e.Path...), '\n')
	}
	return list
}

// parseSums reads such a list; ok is false when a line has another form. The other lines are still returned.
func parseSums(text string) (entries []Entry, ok bool) {
	ok = true
	for line := range strings.Lines(text) {
		text, path, found := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		sum, isSum := parseSum(text)
		if !found || !isSum || legal(path) != "" {
			ok = false
			continue
		}
		entries = append(entries, Entry{Path: path, SHA256: sum})
	}
	slices.SortFunc(entries, func(a, b Entry) int { return strings.Compare(a.Path, b.Path) }) // compare relies on it
	return entries, ok
}

func parseSum(text string) (sum Sum, ok bool) {
	data, err := hex.DecodeString(text)
	if err != nil || len(data) != len(sum) || text != strings.ToLower(text) {
		return Sum{}, false
	}
	return Sum(data), true
}

// sums returns the list of a published folder, as far as it can be read.
func sums(dir string) []Entry { return readSums(filepath.Join(dir, sumsName)) }

func readSums(file string) []Entry {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	entries, _ := parseSums(string(text)) // what a damaged list has lost then counts as added
	return entries
}

// compare walks two sorted lists.
func compare(before, after []Entry) Result {
	r := Result{Entries: after}
	for len(before) > 0 || len(after) > 0 {
		switch {
		case len(after) == 0 || len(before) > 0 && before[0].Path < after[0].Path:
			r.Removed = append(r.Removed, before[0].Path)
			before = before[1:]
		case len(before) == 0 || after[0].Path < before[0].Path:
			r.Added = append(r.Added, after[0].Path)
			after = after[1:]
		default:
			if before[0].SHA256 != after[0].SHA256 {
				r.Changed = append(r.Changed, after[0].Path)
			}
			before, after = before[1:], after[1:]
		}
	}
	return r
}
