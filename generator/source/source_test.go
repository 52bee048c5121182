package source

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/generator/diag"
)

// open writes files into a folder of its own and opens it.
func open(t testing.TB, files map[string][]byte) *Tree {
	t.Helper()
	root := t.TempDir()
	for name, data := range files {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	tree, err := Open(root)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tree.Close() })
	return tree
}

// said lists problems as place, rule and text.
func said(l *diag.List) []string {
	var out []string
	for _, d := range l.Sorted() {
		out = append(out, d.Pos.String()+" "+d.Rule+" "+d.Text)
	}
	return out
}

func utf16Bytes(s string, big bool) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune("\uFEFF" + s)) {
		if big {
			b = append(b, byte(u>>8), byte(u))
		} else {
			b = append(b, byte(u), byte(u>>8))
		}
	}
	return b
}

func TestEveryAcceptedEncodingGivesTheSameText(t *testing.T) {
	const text = "期间,地区\n2022-10,环翠区\n㐂𠮷,〔〕\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string][]byte{
		"utf8.csv":     []byte(text),
		"bom.csv":      []byte("\uFEFF" + text),
		"crlf.csv":     []byte(strings.ReplaceAll(text, "\n", "\r\n")),
		"cr.csv":       []byte(strings.ReplaceAll(text, "\n", "\r")),
		"gb18030.csv":  []byte(gb),
		"utf16le.csv":  utf16Bytes(text, false),
		"utf16be.csv":  utf16Bytes(text, true),
		"gb18030b.csv": []byte(strings.ReplaceAll(gb, "\n", "\r\n")),
	}
	tree := open(t, tests)
	for name := range tests {
		var l diag.List
		f, ok := tree.Read(name, &l)
		if !ok || f.Text != text || l.Failed() {
			t.Errorf("%s: %v %q %v", name, ok, f.Text, said(&l))
		}
	}
}

func TestWhatIsNotTextIsRefusedWithItsPlace(t *testing.T) {
	noMark := utf16Bytes("数值,1\n", false)[2:]
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("数值\r十\x00二")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"bad", []byte("数值\n十\xff\xff二"), "bad:2:2 encoding"},
		{"destroyed", []byte("数值\n十\uFFFD二"), "destroyed:2:2 encoding"},
		{"bom-bad", []byte("\uFEFF数值\xff"), "bom-bad:1:3 encoding"},
		{"utf16-no-mark", noMark, "utf16-no-mark:1:6 encoding 文件含有空字节"},
		{"utf16-odd", append(utf16Bytes("数", true), 'x'), "utf16-odd encoding UTF-16"},
		{"utf16-half", []byte{0xFF, 0xFE, 0x00, 0xD8, 'a', 0}, "utf16-half:1:1 encoding"},
		{"zero-bom", []byte("\uFEFFa\x00b"), "zero-bom:1:2 encoding 文件含有空字节"},
		{"zero", []byte("数值\r\n十\x00二"), "zero:2:2 encoding 文件含有空字节"},
		{"zero-gb", []byte(gb), "zero-gb:2:2 encoding 文件含有空字节"},
		{"zero-utf16", utf16Bytes("数值\n十\x00二", true), "zero-utf16:2:2 encoding 文件含有空字节"},
		{"xlsx", []byte("PK\x03\x04rest"), "xlsx encoding 这是 Excel"},
		{"xls", []byte("\xD0\xCF\x11\xE0rest"), "xls encoding 这是 Excel"},
		{"big", bytes.Repeat([]byte("a"), maxBytes+1), "big encoding 文件超过 32 MB"},
	}
	for _, test := range tests {
		tree := open(t, map[string][]byte{test.name: test.data})
		var l diag.List
		_, ok := tree.Read(test.name, &l)
		got := said(&l)
		if ok || len(got) != 1 || !strings.HasPrefix(got[0], test.want) {
			t.Errorf("%s: %v %v, want %s…", test.name, ok, got, test.want)
		}
	}
}

func TestTemplatesStayBelowTheRoot(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "secret.html")
	if err := os.WriteFile(outside, []byte("secret"), 0o644); err != nil {
		t.Fatal(err)
	}
	tree := open(t, map[string][]byte{"templates/a.html": []byte("a"), "templates/fonts/b": []byte("b"), "data/site.yaml": nil})
	root := tree.root.Name()
	for name, target := range map[string]string{"templates/escape.html": outside, "templates/inside.html": "a.html"} {
		if err := os.Symlink(target, filepath.Join(root, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo(filepath.Join(root, "templates/pipe.html"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "templates/large.html"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(filepath.Join(root, "templates/large.html"), maxBytes+1); err != nil {
		t.Fatal(err)
	}
	files := tree.Templates("templates")
	for name, want := range map[string]string{
		"a.html": "a", "fonts/b": "b", "inside.html": "a", "escape.html": "", "pipe.html": "", "large.html": "", "none.html": "", "../data/site.yaml": "",
	} {
		data, err := fs.ReadFile(files, name)
		if (err == nil) != (want != "") || string(data) != want {
			t.Errorf("%s: %q %v", name, data, err)
		}
	}
	if tree.Err() != nil {
		t.Errorf("a problem of the input passes for one of the machine: %v", tree.Err())
	}
	if found, err := fs.Glob(files, "*.html"); err != nil || len(found) != 5 {
		t.Errorf("%v %v", found, err)
	}
}

func TestOnlyRegularFilesBelowTheRootAreRead(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "secret.csv")
	if err := os.WriteFile(outside, []byte("secret"), 0o644); err != nil {
		t.Fatal(err)
	}
	tree := open(t, map[string][]byte{"data/a.csv": []byte("a"), "data/sub/b.csv": []byte("b"), "data/.hidden.csv": nil, "data/~$lock.csv": nil, "data/.git/c.csv": nil, "data/d.md": nil, "data/folder.csv/e.csv": nil})
	root := tree.root.Name()
	for name, target := range map[string]string{"data/escape.csv": outside, "data/up.csv": "../../x.csv", "data/inside.csv": "a.csv"} {
		if err := os.Symlink(target, filepath.Join(root, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo(filepath.Join(root, "data/pipe.csv"), 0o644); err != nil {
		t.Fatal(err)
	}
	want := []string{"data/a.csv", "data/escape.csv", "data/folder.csv", "data/inside.csv", "data/pipe.csv", "data/sub/b.csv", "data/up.csv"}
	if got := tree.Files("data", ".csv"); !slices.Equal(got, want) {
		t.Errorf("files: %v", got)
	}
	if got := tree.Files("nothing", ".csv"); got != nil || tree.Err() != nil {
		t.Errorf("a folder that does not exist has %v, %v", got, tree.Err())
	}
	for _, file := range append(want, "data/pipe.csv/below.csv") {
		var l diag.List
		f, ok := tree.Read(file, &l)
		allowed := !slices.Contains([]string{"data/escape.csv", "data/folder.csv", "data/pipe.csv", "data/up.csv", "data/pipe.csv/below.csv"}, file)
		if ok != allowed || strings.Contains(f.Text, "secret") || ok == l.Failed() {
			t.Errorf("%s: %v %q %v", file, ok, f.Text, said(&l))
		}
	}
	if err := tree.Err(); err != nil {
		t.Errorf("a wrong file is no problem of the machine: %v", err)
	}
	var l diag.List
	if tree.Read("data/none.csv", &l); tree.Err() == nil || !l.Failed() {
		t.Error("a file that cannot be opened must be known to the caller")
	}
}

func TestLinesAreThoseOfTheTextThatWasRead(t *testing.T) {
	tree := open(t, map[string][]byte{"a": []byte("一\r\n二\n")})
	var l diag.List
	if _, ok := tree.Line("a", 1); ok {
		t.Error("a file that was not read has no lines")
	}
	tree.Read("a", &l)
	for line, want := range map[int]string{0: "", 1: "一", 2: "二", 3: "", 4: ""} {
		if got, _ := tree.Line("a", line); got != want {
			t.Errorf("line %d: %q", line, got)
		}
	}
	if !tree.WasRead("a") || tree.WasRead("b") {
		t.Error("WasRead")
	}
}

func TestFrontMatter(t *testing.T) {
	var l diag.List
	meta, body, ok := FrontMatter(File{"a.md", "---\ntitle: 标题\n---\n\n正文\n---\n后文\n"}, &l)
	if !ok || l.Failed() || len(meta.Fields) != 1 || meta.Fields[0].Value.Pos.String() != "a.md:2:8" {
		t.Errorf("%v %v %v", ok, said(&l), meta)
	}
	if body.Text != "\n正文\n---\n后文\n" || body.Pos.String() != "a.md:4:1" {
		t.Errorf("%q at %v", body.Text, body.Pos)
	}
}
