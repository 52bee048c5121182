package source

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"gongkai/generator/diag"
)

// sameAsParser reports whether a text is simple; if so, the parser must read the same, without a complaint.
func sameAsParser(t *testing.T, text string) bool {
	got, ok := simple("a.md", text, 2)
	if !ok {
		return false
	}
	var l diag.List
	want, good := parsed(File{"a.md", text}, text, 2, &l)
	if !good || len(l.Sorted()) > 0 || !reflect.DeepEqual(got, want) {
		t.Fatalf("%q\n got %+v\nwant %+v %v", text, got, want, l.Sorted())
	}
	return true
}

func TestSimpleHeadsAreReadAsTheParserDoes(t *testing.T) {
	const head = "title: \"关于2022年\"\nsummary: 甲：乙，丙。\npublished: '2022-11-10 09:00'\nkeywords: [培训, 就业 创业,a]\nsample: true\nurl: \"https://a.cn/?a=1#b\"\n"
	if !sameAsParser(t, head) {
		t.Errorf("the head that editors write is not simple")
	}
	r := rand.New(rand.NewPCG(2026, 0))
	marks := strings.Split(" !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\t\n\r\u0085\u2028\uFEFF\u3000“甲a0N", "")
	pieces := append([]string{"title", "null", "Null", "a: ", "\nb: ", ": ", "- ", "[", "]", ", ", "true", "1e3", "0x1F", "2022-10-01", "---", "...", "甲乙", "：", "\"", "'", "<<", "~", "y", " #", strings.Repeat("长", 400)}, marks...)
	simple := 0
	for range 100_000 {
		// Some values of pieces between quotes, brackets or nothing, and some heads with a few characters replaced.
		text := ""
		for _, name := range []string{"a", "b", pieces[r.IntN(len(pieces))]} {
			value := ""
			for range r.IntN(4) {
				value += pieces[r.IntN(len(pieces))]
			}
			around := []string{"", "", "\"\"", "''", "[]"}[r.IntN(5)]
			text += name + ": " + around[:len(around)/2] + value + around[len(around)/2:] + "\n"
		}
		if r.IntN(2) == 0 {
			c := []rune(head)
			for range 1 + r.IntN(3) {
				c[r.IntN(len(c))] = []rune(marks[r.IntN(len(marks))])[0]
			}
			text = string(c)
		}
		if sameAsParser(t, text) {
			simple++
		}
	}
	if simple < 5_000 {
		t.Errorf("only %d texts were simple", simple)
	}
}

// FuzzSimple: what is read without the parser is what the parser reads.
func FuzzSimple(f *testing.F) {
	for _, text := range []string{"a: b\nc: 'd'\n", "a: [b, c]", "a: \"b: c # d\"\n", "a: null\n", "null: 1\n", "a: b\na: c\n", "a: 甲　\n", "a: [甲 ,乙]\n"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { sameAsParser(t, text) })
}
