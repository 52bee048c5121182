package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/generator/diag"
)

// TestBrokenInputChangesNothing breaks one thing at a time in the shipped input. Each is reported at its place, the
// program ends with 1 and the published site stays what it was, byte for byte.
func TestBrokenInputChangesNothing(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	if code, _, stderr := gongkai("-C", copyInput(t, "2022-09", "2022-10"), "-o", out); code != exitOK {
		t.Fatalf("exit %d\n%s", code, stderr)
	}
	before := readTree(t, out)
	const october = "data/observations/2022-10.csv"
	row := "2022-10,huancui,posts_created,,2262,"
	for _, c := range []struct {
		name, file string
		old, new   string // new replaces old once
		at         string // what the message must point to
		rule       string
		also       string // must stand in the message, too
	}{
		{"a number with a Chinese digit", october, row, "2022-10,huancui,posts_created,,22六2,", "22六2", "not-integer", ""},
		{"a region that does not exist", october, row, "2022-10,huanccui,posts_created,,2262,", "huanccui", "unknown-region", "huancui"},
		{"a city row", october, row, row + "\n2022-10,weihai,posts_created,,11620,", "weihai", "region-sum", ""},
		{"an identity number", october, row, row + "110105194912310" + "02X", "110105194912310" + "02X", "personal-data", ""},
		{"an unknown field", "data/site.yaml", "host:", "hosst:", "hosst", "unknown-field", "host"},
		{"a wrong type", "data/site.yaml", "sample: true", "sample: maybe", "maybe", "wrong-type", ""},
		{"a duplicate key", "data/site.yaml", "sample: true", "sample: true\nsample: false", "sample: false", "duplicate-key", ""},
		{"a link to nowhere", "content/pages/about.md", "\n\n", "\n\n[坏链接](/nowhere/)\n\n", "坏链接", "dead-link", "/nowhere/"},
		{"HTML in prose", "content/pages/about.md", "\n\n", "\n\n<b>粗</b>\n\n", "<b>", "raw-html", ""},
		{"a character without a glyph", "content/commentary/2022-10.md", "\n\n", "\n\n甲😀乙\n\n", "😀", "glyph", ""},
		{"a face that is not there", "data/site.yaml", `text: ""`, "text: fonts/none.ttf", "fonts/none.ttf", "missing-file", "templates/"},
		{"a face that is none", "data/site.yaml", `title: ""`, "title: fonts/README.md", "fonts/README.md", "font", "TrueType"},
		{"a date that does not exist", "content/pages/about.md", "---\n", "---\nwritten: 2022-02-30\n", "2022-02-30", "bad-date", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			root := copyInput(t, "2022-09", "2022-10")
			edit(t, root, c.file, c.old, c.new, 1)
			code, stdout, stderr := gongkai("-C", root, "-o", out)
			if code != exitInput {
				t.Fatalf("exit %d\n%s%s", code, stdout, stderr)
			}
			message := find(stderr, placeOf(t, root, c.file, c.at)+": 错误: ")
			if !strings.Contains(message, "["+c.rule+"]") || !strings.Contains(message, c.also) {
				t.Errorf("%s: no %s in\n%s", placeOf(t, root, c.file, c.at), c.rule, stderr)
			}
			if !strings.Contains(stderr, "没有写出任何文件") {
				t.Errorf("nothing is said about what was written:\n%s", stderr)
			}
			if c.rule == "personal-data" && strings.Contains(stderr, "19491231") {
				t.Errorf("the number is not masked:\n%s", stderr)
			}
			sameTree(t, readTree(t, out), before)
		})
	}
	whole(t, out)
}

// TestFiveMistakesInOneRun: no problem hides another.
func TestFiveMistakesInOneRun(t *testing.T) {
	root := copyInput(t, "2022-09", "2022-10")
	const file = "data/observations/2022-10.csv"
	path := filepath.Join(root, file)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Count(string(data), "\n")
	data = append(data, "2022-10,nowhere,posts_created,,1,\n"+
		"2022-10,huancui,nothing,,1,\n"+
		"2022-13,huancui,posts_created,,1,\n"+
		"2022-10,huancui,posts_created,,1.5,\n"+
		"2022-10,huancui,posts_created,颜色=红,1,\n"...)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	code, stdout, _ := gongkai("check", "-C", root)
	if code != exitInput {
		t.Errorf("exit %d", code)
	}
	for i, want := range []string{"9: 错误: ", "17: 错误: ", "1: 错误: ", "32: 错误: ", "31: 错误: "} {
		if place := fmt.Sprintf("%s:%d:%s", file, lines+1+i, want); !strings.Contains(stdout, place) {
			t.Errorf("no message at %s in\n%s", place, stdout)
		}
	}
}

// TestRareCharacterIsOneMistake: a character that no font has stops bulletins, and the links to these are not dead
// besides. In the signature, which stands in every bulletin, it is still one mistake.
func TestRareCharacterIsOneMistake(t *testing.T) {
	for file, text := range map[string]string{
		"content/commentary/2022-10.md": "一是",
		"data/site.yaml":                "signature: ",
	} {
		root := copyInput(t, "2022-09", "2022-10")
		edit(t, root, file, text, text+"\U0002A6A5", 1)
		code, stdout, stderr := gongkai("check", "-C", root)
		if n := strings.Count(stdout+stderr, "错误: "); code != exitInput || n != 1 || !strings.Contains(stdout+stderr, "[glyph]") {
			t.Errorf("%s: exit %d, %d errors\n%s%s", file, code, n, stdout, stderr)
		}
	}
}

// placeOf is where text stands for the first time, as file:line:column.
func placeOf(t *testing.T, root, file, text string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, file))
	if err != nil {
		t.Fatal(err)
	}
	for n, line := range strings.Split(strings.TrimPrefix(string(data), "\uFEFF"), "\n") {
		if i := strings.Index(line, text); i >= 0 {
			return diag.Pos{File: file, Line: n + 1, Col: diag.Col(line, i)}.String()
		}
	}
	t.Fatalf("%s does not hold %q", file, text)
	return ""
}

// find returns the message that starts with prefix: its lines up to the blank one.
func find(text, prefix string) string {
	i := strings.Index(text, prefix)
	if i < 0 {
		return ""
	}
	message, _, _ := strings.Cut(text[i:], "\n\n")
	return message
}
