package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/generator/diag"
)

func put(t *testing.T, dir, path, text string) {
	t.Helper()
	file := filepath.Join(dir, path)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestSiteWithoutItsDotFiles: a cache or artifact step has dropped them. The site is known by its list, if nothing
// else stands in it and no file was changed.
func TestSiteWithoutItsDotFiles(t *testing.T) {
	site := []string{"index.html=1", "404.html=2", sign + "=3"}
	for _, c := range []struct {
		name    string
		first   []string
		change  map[string]string
		refused string // a part of the message
	}{
		{"whole", site, nil, ""},
		{"with what a file manager leaves", site, map[string]string{".DS_Store": "x", "data/Thumbs.db": "x"}, ""},
		{"changed", site, map[string]string{"404.html": "mine"}, "缺少标记文件 .gongkai"},
		{"added", site, map[string]string{"data/thesis.doc": "mine"}, "data/thesis.doc"},
		{"damaged list", site, map[string]string{sumsName: "half a li"}, "缺少标记文件 .gongkai"},
		{"a list of somebody else", []string{"index.html=1", "thesis.doc=2"}, nil, "不是本程序写出的文件"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			publish(t, dir, job(c.first...))
			for _, name := range []string{markerName, ignoreName} {
				if err := os.Remove(filepath.Join(dir, name)); err != nil {
					t.Fatal(err)
				}
			}
			for path, text := range c.change {
				put(t, dir, path, text)
			}
			before := len(tree(t, dir))
			_, err := Publish(dir, [][]Job{{job("index.html=new", sign+"=new")}}, nil, new(diag.List))
			if c.refused != "" {
				var refusal Refusal
				if !errors.As(err, &refusal) || !strings.Contains(err.Error(), c.refused) || len(tree(t, dir)) != before {
					t.Errorf("got %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := tree(t, dir); got["index.html"] != "new" || got[markerName] != markerText || len(got) != 5 {
				t.Errorf("published %v", got)
			}
		})
	}
}

// TestFilesOfFileManagers: looking into the folder with Finder or Explorer leaves files that nobody has put there.
func TestFilesOfFileManagers(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	put(t, dir, ".DS_Store", "x") // a new folder that was looked into
	publish(t, dir, job("index.html=1", "a/b.html=1"))
	for _, path := range []string{".DS_Store", "a/.DS_Store", "a/Thumbs.db", "desktop.ini", "Desktop.ini"} {
		put(t, dir, path, "x")
	}
	if p := verify(t, dir); p != nil {
		t.Errorf("verify: %v", p)
	}
	publish(t, dir, job("index.html=2"))
	if got := tree(t, dir); len(got) != 4 || got["index.html"] != "2" {
		t.Errorf("published %v", got)
	}
}

// TestLinkToNothing: the exchange would put a folder in the place of the link.
func TestLinkToNothing(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	if err := os.Symlink(filepath.Join(parent, "unmounted"), dir); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	var refusal Refusal
	_, err := Publish(dir, [][]Job{{job("index.html=1")}}, nil, new(diag.List))
	if !errors.As(err, &refusal) || !strings.Contains(err.Error(), "链接") {
		t.Errorf("got %v", err)
	}
	if info, err := os.Lstat(dir); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link is now %v %v", info, err)
	}
	if entries, err := os.ReadDir(parent); err != nil || len(entries) != 1 {
		t.Errorf("beside it stand %v %v", entries, err)
	}
}
