package audit

import (
	"bytes"
	"compress/zlib"
	"encoding/csv"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sync"
	"testing"
	"testing/fstest"

	"gongkai/generator/diag"
)

// shippedSite builds the shipped site once, with the program itself, and reads it into memory.
var shippedSite = sync.OnceValues(func() (fstest.MapFS, error) {
	dir, err := os.MkdirTemp("", "gongkai-audit-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	build := exec.Command("go", "run", ".", "build", "-C", "..", "-o", filepath.Join(dir, "site"))
	build.Dir = ".."
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w: %s", err, out)
	}
	site := fstest.MapFS{}
	root := os.DirFS(filepath.Join(dir, "site"))
	err = fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, name)
		site[name] = &fstest.MapFile{Data: data}
		return err
	})
	return site, err
})

func shipped(t testing.TB) fstest.MapFS {
	t.Helper()
	site, err := shippedSite()
	if err != nil {
		t.Fatal(err)
	}
	return site
}

func findings(t testing.TB, site fs.FS) []diag.Diag {
	t.Helper()
	data, err := fs.ReadFile(site, "data/observations/observations.csv")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var l diag.List
	texts(site, nil, rows, &l)
	return l.Sorted()
}

func TestShippedSiteSaysOnlyItsFigures(t *testing.T) {
	for _, d := range findings(t, shipped(t)) {
		t.Errorf("%s: %s", d.Pos, d.Text)
	}
}

// digitCode is the code of a 7 in a face of the file.
func digitCode(t *testing.T, data []byte, face string) string {
	t.Helper()
	_, list, _ := bytes.Cut(data, []byte("<</Font<<"))
	font := regexp.MustCompile(`/` + face + ` (\d+) 0 R`).FindSubmatch(list)
	unicode := regexp.MustCompile(`\n` + string(font[1]) + ` 0 obj\n[^\n]*/ToUnicode (\d+) 0 R`).FindSubmatch(data)
	_, after, _ := bytes.Cut(data, []byte("\n"+string(unicode[1])+" 0 obj\n"))
	_, stream, _ := bytes.Cut(after, []byte("stream\n"))
	r, err := zlib.NewReader(bytes.NewReader(stream))
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	code := regexp.MustCompile(`<([0-9A-F]{4})> <0037>`).FindSubmatch(content)
	if code == nil {
		t.Fatalf("face %s has no 7", face)
	}
	return string(code[1])
}

// rewritten edits the first stream that an edit changes. The table of places in the file is not brought up to date: the
// audit does not rely on it.
func rewritten(data []byte, edit func(string) string) ([]byte, bool) {
	for _, m := range streamOf.FindAllSubmatchIndex(data, -1) {
		length := lengthOf.FindAllSubmatchIndex(data[:m[1]], -1)
		at := length[len(length)-1]
		var n int
		fmt.Sscan(string(data[at[2]:at[3]]), &n)
		r, err := zlib.NewReader(bytes.NewReader(data[m[1]:min(len(data), m[1]+n)]))
		if err != nil {
			continue
		}
		var content bytes.Buffer
		if _, err := content.ReadFrom(r); err != nil {
			continue
		}
		changed := edit(content.String())
		if changed == content.String() {
			continue
		}
		var packed bytes.Buffer
		w := zlib.NewWriter(&packed)
		w.Write([]byte(changed)) // a buffer takes everything
		w.Close()
		var out []byte
		out = append(out, data[:at[2]]...)
		out = append(out, fmt.Sprint(packed.Len())...)
		out = append(out, data[at[3]:m[1]]...)
		out = append(out, packed.Bytes()...)
		return append(out, data[m[1]+n:]...), true
	}
	return nil, false
}

func BenchmarkTextsOfShippedSite(b *testing.B) {
	site := shipped(b)
	for b.Loop() {
		findings(b, site)
	}
}
