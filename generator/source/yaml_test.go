package source

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"gongkai/generator/diag"
)

// outline prints a node as text with the places of its parts.
func outline(n Node) string {
	switch n.Kind {
	case Scalar:
		return fmt.Sprintf("%q@%d:%d", n.Text, n.Line, n.Col)
	case List:
		var parts []string
		for _, item := range n.Items {
			parts = append(parts, outline(item))
		}
		return "[" + strings.Join(parts, " ") + "]"
	case Map:
		var parts []string
		for _, f := range n.Fields {
			parts = append(parts, fmt.Sprintf("%s@%d:%d=%s", f.Key.Text, f.Key.Line, f.Key.Col, outline(f.Value)))
		}
		return "{" + strings.Join(parts, " ") + "}"
	}
	return "-"
}

func TestYAMLKeepsTextAsWrittenWithItsPlace(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"plain", "a: 值\n", `{a@1:1="值"@1:4}`},
		{"quotes are not text", `中: "值"`, `{中@1:1="值"@1:5}`},
		{"nothing is guessed", "[1.9, 0371, no, 1e3, 2022-10-01]", `["1.9"@1:2 "0371"@1:7 "no"@1:13 "1e3"@1:17 "2022-10-01"@1:22]`},
		{"empty", "a:\nb: ~\nc: null\nd: ''\n", `{a@1:1=- b@2:1=- c@3:1=- d@4:1=""@4:5}`},
		{"a block begins on the next line", "a: |\n  一\n  二\nb: >-\n\n    三\n", `{a@1:1="一\n二\n"@2:3 b@4:1="\n三"@6:5}`},
		{"lists", "- a: 1\n- - b\n", `[{a@1:3="1"@1:6} ["b"@2:5]]`},
		{"no document", "# 说明\n", "-"},
		{"Chinese comments", "a: 1 # 说明: 冒号\n", `{a@1:1="1"@1:4}`},
	}
	for _, test := range tests {
		var l diag.List
		n, ok := YAML(File{"t.yaml", test.text}, &l)
		if got := outline(n); !ok || got != test.want || l.Failed() {
			t.Errorf("%s: %s\nwant %s %v", test.name, got, test.want, said(&l))
		}
	}
}

func TestBrokenYAMLNamesItsPlaceInChinese(t *testing.T) {
	tests := []struct{ text, want string }{
		{"a: b: c\n", "1:5 这里多了一个冒号"},
		{"ok: 1\nname: 甲: 乙\nmore: 2\n", "2:8 这里多了一个冒号"},
		{"ok: 1\nlist:\n  - a\n - b\n", "4:2 缩进不对"},
		{"ok: 1\nname\nmore: 2\n", "2:1 这一行缺少冒号"},
		{"ok: 1\nname：甲\nmore: 2\n", "2:1 这一行缺少冒号"},
		{"ok: 1\n\tname: 甲\n", "2:1 缩进用了 Tab"},
		{"ok: 1\nlist: [a, b\nmore: 2\n", "2:7 方括号"},
		{"ok: 1\nmap: {a: 1\n", "2:6 花括号"},
		{"ok: 1\nname: \"甲\nmore: 2\n", "2:7 引号没有收尾"},
		{"ok: 1\nname: '甲\nmore: 2\n", "2:7 引号没有收尾"},
		{"ok: 1\nname: \"甲\nhost: \"乙\"\n", "2:7 引号没有收尾"},
		{"ok: 1\nlist:\n  - '甲\n  - '乙'\n", "3:5 引号没有收尾"},
		{"name: \"甲\nhost: \"乙\"\nmore: 2\n", "1:7 引号没有收尾"},
		{"ok: 1\nname: \"甲\" 乙\nmore: 2\n", "2:11 缩进不对，或者引号后面还有文字"},
		{"ok: 1\nname: @甲\n", "2:7 这个符号不能放在开头"},
		{"ok: 1\nrate: %5\n", "2:7 这个符号不能放在开头"},
		{"ok: 1\nname: *甲\n", "2:7 "},
		{"ok: 1\nname: \"甲\\q\"\n", "2:7 双引号里的反斜杠"},
		{"ok: 1\nname: 甲\u0001\n", "2:8 含有不可见的控制字符"},
		{"ok: 1\n  more: 2\n", "2:7 "},
		{"ok: |文字\n", "1:6 | 或 > 后面不能接文字"},
		{"ok: 1\n--- \nnext: 2\n", "2:1 这里开始了第二份文档"},
		{"r:\n  - {a: 1}\n    b: 2\n", "3:5 缩进不对：上一行的 { } 已经写完"},
		{"r:\n  - {a: 1}\n b: 2\n", "3:2 缩进不对，或者引号"},
		{"a: &x 1\nb: 2\n", "1:4 不支持 YAML 锚点 &x"},
		{"a: !!int 1\n", "1:4 不支持 YAML 类型标记"},
		{"? [a]\n: 1\n", "1:3 字段名必须是一个词"},
		{strings.Repeat("[", 100) + strings.Repeat("]", 100), "1:42 嵌套超过"},
		{strings.Repeat("[", 20000), "1:1 "},
		{"a: 1\n" + strings.Repeat("x", maxYAML), "1:1 YAML 超过"},
	}
	for _, test := range tests {
		var l diag.List
		_, ok := YAML(File{"t.yaml", test.text}, &l)
		got := said(&l)
		place, words, _ := strings.Cut(test.want, " ")
		short := test.text[:min(len(test.text), 40)]
		if ok || len(got) == 0 || !strings.HasPrefix(got[0], "t.yaml:"+place+" yaml-syntax "+words) {
			t.Errorf("%q: %v %v, want %s", short, ok, got, test.want)
			continue
		}
		for _, d := range l.Sorted() {
			if strings.ContainsAny(d.Text, "_") || strings.Contains(d.Text, "yaml:") || strings.Contains(d.Text, "line ") {
				t.Errorf("%q: the parser's words reach the clerk: %s", short, d.Text)
			}
		}
	}
}

// TestYearsInBracketsDoNotHideTheRest: each is named at its bracket; with 〔〕 in their place the text is read on.
func TestYearsInBracketsDoNotHideTheRest(t *testing.T) {
	for _, test := range []struct {
		text string
		ok   bool
		want string
	}{
		{"a: {r: x, n: 甲[2022]1号}\nb: [乙[2022]2号, 丙{2022}3号]\n", true, "1:15 2:6 2:17"},
		{"a: {n: 甲[2022]第1号, m: '乙[2022]1号'} # {[2022]1号\n", true, "1:9"},
		{"a: {n: [2022]1号}\nb: c: d\n", false, "1:8 2:5"},
		{"# {甲[2022]1号}\ntext: 见[2022]1号\nb: c: d\n", false, "3:5"},
		{"a: 甲[2022]1号\n", true, ""},
	} {
		var l diag.List
		n, ok := YAML(File{"t.yaml", test.text}, &l)
		var places []string
		for _, d := range l.Sorted() {
			places = append(places, fmt.Sprintf("%d:%d", d.Line, d.Col))
		}
		if got := strings.Join(places, " "); ok != test.ok || got != test.want || ok && n.Kind != Map {
			t.Errorf("%q: %v %v, want %s", test.text, ok, said(&l), test.want)
		}
	}
}

func TestDuplicateKeysNameBothPlaces(t *testing.T) {
	var l diag.List
	n, ok := YAML(File{"t.yaml", "a: 1\nb: {c: 1, c: 2}\na: 3\n"}, &l)
	d := l.Sorted()
	if ok || len(d) != 2 || d[0].Pos.String() != "t.yaml:2:11" || d[1].Also[0].Pos.String() != "t.yaml:1:1" || d[1].Rule != "duplicate-key" {
		t.Errorf("%v %v", said(&l), outline(n))
	}
}

func TestALongBrokenFileIsExplainedInTime(t *testing.T) {
	text := strings.Repeat("- {name: 名称, value: 1}\n", 20000) + "- {name: 名: 称}\n" + strings.Repeat("- {name: 名称, value: 1}\n", 20000)
	start := time.Now()
	var l diag.List
	YAML(File{"t.yaml", text[:min(len(text), maxYAML)]}, &l)
	if took := time.Since(start); took > 20*time.Second || !l.Failed() {
		t.Errorf("%v %v", took, said(&l))
	}
}

// FuzzYAML: never panics, never ends without a verdict, and never places anything outside the text.
func FuzzYAML(f *testing.F) {
	for _, s := range []string{"", "a: 1", "a: b: c", "- - -", "{a: [b, c}", "&a [*a]", "--- a\n--- b", "|\n x", "? a\n: b", "\"\\x\"", "%YAML 9", "a: !x y", "\t", "# c\n\n# d\na:\n # e\n- b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ReplaceAll(strings.ToValidUTF8(text, "?"), "\r", "\n")
		var l diag.List
		_, ok := YAML(File{"t.yaml", text}, &l)
		if !ok && !l.Failed() {
			t.Fatalf("%q: ok %v, %v", text, ok, said(&l))
		}
		for _, d := range l.Sorted() {
			if d.Line < 1 || d.Col < 1 {
				t.Fatalf("%q: no place: %v", text, d)
			}
		}
	})
}
