package browser

import (
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// pages lists the addresses of all pages of the site, sorted.
func pages(t testing.TB) []string { return pagesOf(t, *site) }

func pagesOf(t testing.TB, dir string) (all []string) {
	for _, file := range files(t, dir, ".html") {
		all = append(all, strings.TrimSuffix(filepath.ToSlash(file[len(dir):]), "index.html"))
	}
	if all == nil {
		t.Fatalf("no pages in %s", dir)
	}
	return all
}

// files lists the files of a kind, with their folder.
func files(t testing.TB, dir, kind string) (all []string) {
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(p) == kind {
			all = append(all, p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Pages of one class differ in what they are about, not in what they are.
var alike = []struct {
	address *regexp.Regexp
	class   string
}{
	{regexp.MustCompile(`^/progress/\d{4}-\d{2}/$`), "/progress/MONTH/"},
	{regexp.MustCompile(`^/progress/\d{4}-\d{2}/[a-z]+/$`), "/progress/MONTH/UNIT/"},
	{regexp.MustCompile(`^/bulletins/\d{4}-\d{2}/weihai/$`), "/bulletins/MONTH/CITY/"},
	{regexp.MustCompile(`^/bulletins/\d{4}-\d{2}/[a-z]+/$`), "/bulletins/MONTH/UNIT/"},
	{regexp.MustCompile(`^/bulletins/\d{4}/weihai/$`), "/bulletins/YEAR/CITY/"},
	{regexp.MustCompile(`^/bulletins/\d{4}/weihai/units/$`), "/bulletins/YEAR/CITY/units/"},
	{regexp.MustCompile(`^/bulletins/\d{4}/[a-z]+/$`), "/bulletins/YEAR/UNIT/"},
	{regexp.MustCompile(`^/policies/P\d+/$`), "/policies/P/"},
	{regexp.MustCompile(`^/policies/(for|category|status)/[a-z-]+/$`), "/policies/FILTER/"},
	{regexp.MustCompile(`^/services/weihai/$`), "/services/CITY/"},
	{regexp.MustCompile(`^/data/releases/$`), "/data/releases/"},
	{regexp.MustCompile(`^/(services|institutions|indicators|announcements|documents|data)/[^/]+/$`), "/$1/ONE/"},
}

func class(address string) string {
	for _, a := range alike {
		if a.address.MatchString(address) {
			return a.address.ReplaceAllString(address, a.class)
		}
	}
	return address
}

// classes gives the largest page of each class: it has most of what the others have.
func classes(t testing.TB) []string {
	size, largest := map[string]int{}, map[string]string{}
	for _, p := range pages(t) {
		if c, n := class(p), len(read(t, p)); n > size[c] {
			size[c], largest[c] = n, p
		}
	}
	return slices.Sorted(maps.Values(largest))
}

// read gives a file of the site by its address.
func read(t testing.TB, address string) string {
	if strings.HasSuffix(address, "/") {
		address = path.Join(address, "index.html")
	}
	b, err := os.ReadFile(filepath.Join(*site, filepath.FromSlash(address)))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
