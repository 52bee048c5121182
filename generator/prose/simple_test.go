package prose

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/model"
)

// both reads a text in both ways; false if it is not simple.
func both(t *testing.T, s string) bool {
	t.Helper()
	pos := diag.Pos{File: "a.md", Line: 7, Col: 3}
	var l diag.List
	s = strings.ReplaceAll(s, "\x00", "\uFFFD")
	one := &reader{place: newPlace(pos, s), text: s, list: &l}
	got, ok := one.simple()
	if len(l.Sorted()) > 0 {
		t.Fatalf("%q: problems %v", s, l.Sorted())
	}
	if !ok {
		return false
	}
	other := &reader{place: newPlace(pos, s), text: s, list: &l}
	if want := other.parsed(); !reflect.DeepEqual(got, want) || len(l.Sorted()) > 0 {
		t.Fatalf("%q:\n got %+v\nwant %+v %v", s, got, want, l.Sorted())
	}
	return true
}

// TestSimpleTextsAreReadAsByGoldmark writes texts of pieces by a seed, some with signs that mean something.
func TestSimpleTextsAreReadAsByGoldmark(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 3))
	usual := []string{"\n\n", "\n", "\n\n## ", "\n\n- ", "\n- ", "甲乙", "丙。", "“丁”", "（1）", "Go 1.26", " ", "2022年", "https://a.cn/b", "**粗**", "[清单](/policies/)",
		"[上](#节)", "：", "12345", "**戊。**", "[网](https://a.cn/?a=b%20)"}
	odd := []string{"*", "**", "_", "`", "<b>", "&amp;", "\\", "!", "[", "]", "](", "|", "\n---\n", "\n===\n", "  \n", "\n\n\n", "\n    ", "\t", "　", "1. ", "\n2) ", "{#a}", "#", "+ ", "> ",
		"\n|-|\n", "\n:-:\n", "~~", "[a]: /b\n", "\x00", "\xff", "\u200b", "\n# ", "- - -", "é", "[x](javascript:1)", "[](/a/)", "\r\n", "[a](//b)"}
	simple := 0
	for range 60_000 {
		var b strings.Builder
		for range 1 + r.IntN(12) {
			if r.IntN(25) == 0 {
				b.WriteString(odd[r.IntN(len(odd))])
			} else {
				b.WriteString(usual[r.IntN(len(usual))])
			}
		}
		if both(t, b.String()) {
			simple++
		}
	}
	if simple < 10_000 {
		t.Errorf("only %d are simple", simple)
	}
}

// TestArticlesAreReadAsByGoldmark reads what editors have written.
func TestArticlesAreReadAsByGoldmark(t *testing.T) {
	files, err := filepath.Glob("../../content/*/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal("no articles", err)
	}
	simple := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, body, _ := strings.Cut(strings.TrimPrefix(string(text), "---\n"), "---\n")
		if both(t, body) {
			simple++
		}
	}
	if simple == 0 {
		t.Error("none is simple")
	}
}

func FuzzSimple(f *testing.F) {
	for _, s := range []string{"甲\n乙**丙**丁\n\n## 戊\n\n- [己](/a/)\n- 庚", "a\n\n1", "“甲”**乙**a", "- a\n\n\n甲\nb", "2022年\n3)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { both(t, s) })
}

func BenchmarkBlocks(b *testing.B) {
	s := strings.Repeat(strings.Repeat("各区市要按照规定及时发放失业保险金。", 6)+"\n\n## 怎么办理\n\n- 见[培训项目目录](/trainings/)。\n- 带上身份证\n\n**重点**：尽快办理。\n\n", 3)
	for b.Loop() {
		Blocks(model.Text{Text: s}, new(diag.List))
	}
}
