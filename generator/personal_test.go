package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestNothingOfAPersonIsLeftBehind: after refused runs of every kind neither what was printed nor any file that a run
// may have written – the published site, staging beside it, temporary files – holds a part of a number or a name.
func TestNothingOfAPersonIsLeftBehind(t *testing.T) {
	numbers := []string{"11010519491231002X", "13900139000", "6222021234567890128", "110105491231002"}
	secrets := []string{"王小明", "李小红", "赵小刚", "19491231", "110105", "0139000", "4567890128", "222021234"}
	root, home := copyInput(t, "2022-09", "2022-10"), t.TempDir()
	out, temp := filepath.Join(home, "public"), filepath.Join(home, "tmp")
	if err := os.Mkdir(temp, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", temp)
	if code, _, stderr := gongkai("-C", root, "-o", out); code != exitOK {
		t.Fatalf("exit %d\n%s", code, stderr)
	}
	const row = "2022-10,huancui,posts_created,,2262,"
	edit(t, root, "data/observations/2022-10.csv", row, row+"\n2022-10,nanhai,posts_filled,,1,王小明\n2022-10,nanhai,posts_filled,,1,李小红\n2022-10,nanhai,posts_filled,,1,赵小刚\n"+
		"2022-10,nanhai,posts_filled,个案="+numbers[0]+",1,\n2022-10,nanhai,posts_filled,,"+numbers[2]+",\n2022-10,"+numbers[3]+",x,,1,", 1)
	edit(t, root, "data/categories.yaml", "categories:", "categories:\n  - {id: x"+numbers[1]+", name: \"1390\\x30139000\"}", 1)
	edit(t, root, "content/pages/about.md", "\n\n", "\n\n[13900](/x"+numbers[0]+"/)139000\n\n", 1)
	for name, text := range map[string]string{"data/observations/2022-10-" + numbers[0] + ".csv": "x", "content/announcements/" + numbers[1] + ".md": "---\ntitle: x\n---\n", "data/old.txt": numbers[2]} {
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	before := fileNames(t, root)
	for _, args := range [][]string{{"-o", out}, {"check"}, {"check", "--format=json"}, {"check", "--format=github"}, {"explain", "2022-10", "huancui", "posts.rate"}} {
		code, stdout, stderr := gongkai(append([]string{"-C", root}, args...)...)
		if code != exitInput {
			t.Errorf("%v: exit %d", args, code)
		}
		for _, s := range append(secrets, numbers...) {
			if strings.Contains(stdout+stderr, s) {
				t.Errorf("%v prints %s:\n%s%s", args, s, stdout, stderr)
			}
		}
	}
	if after := fileNames(t, root); after != before {
		t.Errorf("a run wrote beside its input:\n%s\nbefore:\n%s", after, before)
	}
	err := filepath.WalkDir(home, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		for _, s := range append(secrets[:3:3], numbers...) { // parts occur by chance in compressed files
			if strings.Contains(string(data)+name, s) {
				t.Errorf("%s holds %s", name, s)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if left := fileNames(t, temp); left != "" {
		t.Errorf("temporary files are left:\n%s", left)
	}
}

// fileNames lists the files below a folder.
func fileNames(t *testing.T, root string) string {
	t.Helper()
	var names strings.Builder
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names.WriteString(strings.TrimPrefix(name, root) + "\n")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names.String()
}
