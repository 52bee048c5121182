package output

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/diag"
)

// job makes files from "path=text" words.
func job(words ...string) Job {
	return func(Manifest, *diag.List) []File {
		var files []File
		for _, w := range words {
			path, text, _ := strings.Cut(w, "=")
			files = append(files, File{Path: path, Data: []byte(text)})
		}
		return files
	}
}

func publish(t *testing.T, dir string, jobs ...Job) Result {
	t.Helper()
	var l diag.List
	r, err := Publish(dir, [][]Job{jobs}, nil, &l)
	if err != nil || l.Failed() {
		t.Fatalf("publish: %v %v", err, l.Sorted())
	}
	return r
}

// tree reads a published folder: path → text.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, path))
		files[path] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func verify(t *testing.T, dir string) []string {
	t.Helper()
	var l diag.List
	if _, err := Verify(dir, &l); err != nil {
		t.Fatal(err)
	}
	var problems []string
	for _, d := range l.Sorted() {
		problems = append(problems, d.Rule+" "+d.File)
	}
	return problems
}

func TestPublishReplacesTheSiteAndSaysWhatChanged(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not", "there", "public")
	first := publish(t, dir, job("index.html=1", "a/b/c.html=2"), job("old.txt=3"))
	if want := []string{"a/b/c.html", "index.html", "old.txt"}; !slices.Equal(first.Added, want) {
		t.Errorf("added %v, want %v", first.Added, want)
	}
	second := publish(t, dir, job("index.html=1", "a/b/c.html=new", "d.txt=4"))
	got := fmt.Sprint(second.Added, second.Changed, second.Removed)
	if want := "[d.txt] [a/b/c.html] [old.txt]"; got != want {
		t.Errorf("changes %s, want %s", got, want)
	}
	want := map[string]string{
		"index.html": "1", "a/b/c.html": "new", "d.txt": "4", ".gitignore": "*\n!.gitignore\n", ".gongkai": markerText,
		// printf new | sha256sum; printf 4 | sha256sum; printf 1 | sha256sum
		"SHA256SUMS": "11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437  a/b/c.html\n" +
			"4b227777d4dd1fc61c6f884f48641d02b4d121d3fd328cb08b5531fcacdabf8a  d.txt\n" +
			"6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b  index.html\n",
	}
	if got := tree(t, dir); !maps.Equal(got, want) {
		t.Errorf("published\n%q\nwant\n%q", got, want)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(dir), ".*.staging")); left != nil {
		t.Errorf("staging left: %v", left)
	}
	if p := verify(t, dir); p != nil {
		t.Errorf("verify: %v", p)
	}
}

func TestNothingChangesOnErrors(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publish(t, dir, job("index.html=1"))
	before := tree(t, dir)
	broken := func(m Manifest, l *diag.List) []File {
		l.Errorf(diag.Pos{File: "data/x.csv", Line: 1, Col: 1}, 1, "glyph", "", "没有字形")
		return job("index.html=2")(m, l)
	}
	var l diag.List
	r, err := Publish(dir, [][]Job{{broken}}, nil, &l)
	if err != nil || !l.Failed() || r.Entries != nil {
		t.Errorf("got %v %v %v", r, err, l.Sorted())
	}
	if !maps.Equal(tree(t, dir), before) {
		t.Error("the site changed")
	}
	var refusal Refusal
	foreign := t.TempDir()
	sum := strings.Repeat("0", 64)
	for name, text := range map[string]string{"thesis.doc": "", "index.html": "", "SHA256SUMS": sum + "  index.html\n" + sum + "  thesis.doc\n"} {
		if err := os.WriteFile(filepath.Join(foreign, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Publish(foreign, nil, nil, new(diag.List)); !errors.As(err, &refusal) {
		t.Errorf("a folder with other files was not refused: %v", err)
	}
	if got := tree(t, foreign); len(got) != 3 {
		t.Errorf("the folder of others changed: %v", got)
	}
}

// TestStrangersInASiteAreNotDeleted: neither what somebody put into the site, nor a site because its list is damaged.
func TestStrangersInASiteAreNotDeleted(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publish(t, dir, job("index.html=1", "old.html=1"))
	for _, path := range []string{"CNAME", ".well-known/security.txt", "sub/x"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, path)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, path), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var refusal Refusal
	_, err := Publish(dir, [][]Job{{job("index.html=2")}}, nil, new(diag.List))
	if !errors.As(err, &refusal) || !strings.Contains(err.Error(), ".well-known/security.txt、CNAME、sub/x") || tree(t, dir)["index.html"] != "1" {
		t.Fatalf("got %v", err)
	}
	for _, path := range []string{"CNAME", ".well-known", "sub"} {
		if err := os.RemoveAll(filepath.Join(dir, path)); err != nil {
			t.Fatal(err)
		}
	}
	list, err := os.OpenFile(filepath.Join(dir, sumsName), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintln(list, "junk")
	list.Close()
	publish(t, dir, job("index.html=2"))
	if p := verify(t, dir); p != nil {
		t.Errorf("verify: %v", p)
	}
}

func TestPathConflicts(t *testing.T) {
	for _, c := range []struct{ name, words, want string }{
		{"fine", "a/b.html a/c.html b", ""},
		{"absolute", "/etc/x", "不能以 / 开头"},
		{"up", "a/../../x", "空段、“.”或“..”"},
		{"empty part", "a//x", "空段、“.”或“..”"},
		{"backslash", `a\x`, "反斜杠"},
		{"not ascii", "公告/x", "英文字母"},
		{"blank", "a b", "英文字母"},
		{"reserved", "SHA256SUMS", "留给生成程序"},
		{"hidden", ".gitignore", "留给生成程序"},
		{"twice", "x/y x/y", "有两份内容都要写到 x/y"},
		{"case", "x/y.html x/Y.html", "x/Y.html 与 x/y.html 冲突"},
		{"case of a folder", "x/y.html X/z.html", "X/z.html 与 x 冲突"},
		{"file, then folder", "x x/y", "x/y 与 x 冲突"},
		{"folder, then file", "x/y x", "x 与 x 冲突"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			var jobs []Job
			for _, w := range strings.Split(c.words, " ") {
				jobs = append(jobs, job(w+"=1"))
			}
			if c.name == "blank" {
				jobs = []Job{job(c.words)}
			}
			var l diag.List
			if _, err := Publish(dir, [][]Job{jobs}, nil, &l); err != nil {
				t.Fatal(err)
			}
			items := l.Sorted()
			if c.want == "" {
				if len(items) > 0 {
					t.Errorf("got %v", items)
				}
				return
			}
			if len(items) != 1 || items[0].Rule != "path-conflict" || !strings.Contains(items[0].Text, c.want) {
				t.Errorf("got %v, want %q", items, c.want)
			}
			if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
				t.Error("something was published")
			}
		})
	}
}

func TestWavesSeeEarlierFilesOnly(t *testing.T) {
	var seen [2]bool
	second := func(m Manifest, l *diag.List) []File {
		e, ok := m.Lookup("a.txt")
		seen[0] = ok && e.Size == 3 && e.SHA256 == sha256.Sum256([]byte("abc"))
		_, seen[1] = m.Lookup("c.txt")
		return job("b.txt=b")(m, l)
	}
	var steps []string
	var l diag.List
	entries := Check([][]Job{{job("a.txt=abc")}, {second, job("c.txt=c")}}, func(done, total int) {
		steps = append(steps, fmt.Sprint(done, "/", total))
	}, &l)
	if seen != [2]bool{true, false} || len(entries) != 3 {
		t.Errorf("seen %v, %d entries", seen, len(entries))
	}
	if got := strings.Join(steps, " "); got != "1/3 2/3 3/3" {
		t.Errorf("progress %s", got)
	}
}

func TestProblemsComeInTheOrderOfTheJobs(t *testing.T) {
	var want string
	for _, procs := range []int{1, 2, 8} {
		old := runtime.GOMAXPROCS(procs)
		var jobs []Job
		for i := range 40 {
			jobs = append(jobs, func(m Manifest, l *diag.List) []File {
				l.Warnf(diag.Pos{File: "x"}, 0, "rule", "", "第%d个", i)
				return job(fmt.Sprintf("%c/x=1", "aA"[i%2]))(m, l)
			})
		}
		var l diag.List
		Check([][]Job{jobs}, nil, &l)
		runtime.GOMAXPROCS(old)
		got := fmt.Sprint(l.Sorted())
		if want == "" {
			want = got
		}
		if got != want {
			t.Errorf("with %d processors:\n%s\nwant\n%s", procs, got, want)
		}
	}
}

func TestSecondBuildIsRefusedWhileOneWrites(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	var refusal Refusal
	inner := func(m Manifest, l *diag.List) []File {
		if _, err := Publish(dir, [][]Job{{job("index.html=2")}}, nil, new(diag.List)); !errors.As(err, &refusal) {
			t.Errorf("got %v", err)
		}
		return job("index.html=1")(m, l)
	}
	publish(t, dir, inner)
	if got := tree(t, dir)["index.html"]; got != "1" {
		t.Errorf("index.html holds %q", got)
	}
	publish(t, dir, job("index.html=3")) // the lock is free again
}

func TestErrorOfTheMachineLeavesTheSite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publish(t, dir, job("index.html=1"))
	m, err := run([][]Job{{job("a=1"), job("b=2")}}, func(f File) error { return fs.ErrPermission }, nil, new(diag.List))
	if !errors.Is(err, fs.ErrPermission) || len(m.Entries()) != 0 {
		t.Errorf("got %v %v", m, err)
	}
}

// TestLeftoversOfAKilledBuild: a staging folder with old files must not leak into the next site.
func TestLeftoversOfAKilledBuild(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	publish(t, dir, job("index.html=1"))
	left := filepath.Join(parent, ".public.staging", "secret")
	if err := os.MkdirAll(left, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(left, "x"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	var refusal Refusal // without our marker it is a folder of somebody else
	if _, err := Publish(dir, nil, nil, new(diag.List)); !errors.As(err, &refusal) || tree(t, left)["x"] != "x" {
		t.Fatalf("got %v", err)
	}
	if err := os.WriteFile(filepath.Join(parent, ".public.staging", markerName), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	publish(t, dir, job("index.html=2"))
	if got := tree(t, dir); len(got) != 4 {
		t.Errorf("published %v", got)
	}
	if _, err := os.Stat(filepath.Join(parent, ".public.staging")); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the staging folder is still there")
	}
}

// TestFileByFile proves the way that is taken on a mount point: a file becomes a folder, a folder a file, stale files
// and folders go.
func TestFileByFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publish(t, dir, job("index.html=0", "a=1", "b/c/d=2", "stale/x/y=3", "same=4"))
	target, err := open(dir)
	if err != nil {
		t.Fatal(err)
	}
	target.root.Close()
	if err := os.Rename(target.staging, filepath.Join(dir, insideStaging)); err != nil {
		t.Fatal(err)
	}
	target.staging = filepath.Join(dir, insideStaging)
	if target.root, err = os.OpenRoot(target.staging); err != nil {
		t.Fatal(err)
	}
	m, err := run([][]Job{{job("a/b=5", "b=6", "same=4")}}, target.write, nil, new(diag.List))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(target.finish(m), target.swap(m)); err != nil {
		t.Fatal(err)
	}
	target.close()
	got := tree(t, dir)
	delete(got, "SHA256SUMS")
	if want := map[string]string{"a/b": "5", "b": "6", "same": "4", ".gitignore": ignoreText, ".gongkai": markerText}; !maps.Equal(got, want) {
		t.Errorf("published %v, want %v", got, want)
	}
	if _, err := os.Stat(filepath.Join(dir, "stale")); !errors.Is(err, fs.ErrNotExist) {
		t.Error("an empty folder is left")
	}
	if p := verify(t, dir); p != nil {
		t.Errorf("verify: %v", p)
	}
}

func TestVerifySeesEveryKindOfDamage(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publish(t, dir, job("a=1", "b=2", "c/d=3"))
	for path, text := range map[string]string{"a": "x", "new/file": "y"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, path)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, path), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(filepath.Join(dir, "b")); err != nil {
		t.Fatal(err)
	}
	want := []string{"changed-file a", "lost-file b", "extra-file new/file"}
	if got := verify(t, dir); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if err := os.WriteFile(filepath.Join(dir, "SHA256SUMS"), []byte("half a li"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := verify(t, dir); !slices.Equal(got, []string{"sums SHA256SUMS"}) {
		t.Errorf("got %v", got)
	}
}
