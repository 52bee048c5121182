package diag

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func print(items []Diag, lines ...string) string {
	var b bytes.Buffer
	Text(&b, items, func(_ string, line int) (string, bool) {
		if line > len(lines) {
			return "", false
		}
		return lines[line-1], true
	})
	return b.String()
}

func TestTextIsTheLayoutOfTheArchitecture(t *testing.T) {
	d := Diag{Pos: Pos{"data/observations/2022-10.csv", 12, 31}, Len: 3, Rule: "not-integer", Text: `数值 "12八" 不是整数`, Hint: "只写数字，不带单位和逗号"}
	lines := make([]string, 12)
	lines[11] = "2022-10,371002,posts_created,,12八,"
	want := `data/observations/2022-10.csv:12:31: 错误: 数值 "12八" 不是整数 [not-integer]
   12 │ 2022-10,371002,posts_created,,12八,
      │                               ^^^^
   提示: 只写数字，不带单位和逗号

`
	if got := print([]Diag{d}, lines...); got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
}

func TestTheCaretStandsUnderWhatIsMeant(t *testing.T) {
	tests := []struct {
		name, line string
		col, n     int
		want       string // the lines with the source and the caret
	}{
		{"after Chinese", "甲乙,丙", 4, 1, "    1 │ 甲乙,丙\n      │      ^^\n"},
		{"full width", "ＡＢ：Ｃ", 4, 1, "    1 │ ＡＢ：Ｃ\n      │       ^^\n"},
		{"rare characters", "㐂𠮷x", 3, 1, "    1 │ 㐂𠮷x\n      │     ^\n"},
		{"after a tab", "\ta: b", 5, 1, "    1 │     a: b\n      │        ^\n"},
		{"a tab itself", "\ta", 1, 1, "    1 │     a\n      │ ^^^^\n"},
		{"combining mark", "e\u0301x", 3, 1, "    1 │ e\u0301x\n      │  ^\n"},
		{"behind the end", "ab", 3, 1, "    1 │ ab\n      │   ^\n"},
		{"far behind the end", "ab", 90, 5, "    1 │ ab\n      │   ^\n"},
		{"no length, no caret", "ab", 1, 0, "    1 │ ab\n"},
		{"control characters are not printed", "a\x1b[31mb", 1, 1, "    1 │ a·[31mb\n      │ ^\n"},
		{"blank line", "  ", 1, 1, ""},
	}
	for _, test := range tests {
		d := Diag{Pos: Pos{"f", 1, test.col}, Len: test.n, Rule: "r", Text: "t"}
		want := fmt.Sprintf("f:1:%d: 错误: t [r]\n%s\n", test.col, test.want)
		if got := print([]Diag{d}, test.line); got != want {
			t.Errorf("%s: got:\n%swant:\n%s", test.name, got, want)
		}
	}
}

func TestALongLineIsCutAroundThePlace(t *testing.T) {
	line := strings.Repeat("前", 200) + "错误" + strings.Repeat("后", 200)
	got := strings.Split(print([]Diag{{Pos: Pos{"f", 1, 201}, Len: 2, Rule: "r", Text: "t"}}, line), "\n")
	if !strings.Contains(got[1], "…"+strings.Repeat("前", 20)+"错误"+strings.Repeat("后", 38)+"…") {
		t.Error(got[1])
	}
	if from, to := strings.Index(got[1], "错误"), strings.Index(got[2], "^"); width([]rune(got[1][:from])) != width([]rune(got[2][:to])) || strings.Count(got[2], "^") != 4 {
		t.Errorf("\n%s\n%s", got[1], got[2])
	}
	d := Diag{Pos: Pos{"f", 1, 10}, Len: 380, Rule: "r", Text: "t"}
	if got := print([]Diag{d}, line); width([]rune(strings.Split(got, "\n")[2])) > maxWidth+20 {
		t.Error(got)
	}
}

func TestASecretIsNotQuoted(t *testing.T) {
	got := print([]Diag{{Pos: Pos{"f", 1, 1}, Len: 3, Rule: "personal-data", Secret: true, Text: "t"}}, "110")
	if got != "f:1:1: 错误: t [personal-data]\n\n" {
		t.Error(got)
	}
}

func TestTheSameMessageMoreThanFiveTimesIsFolded(t *testing.T) {
	for n, want := range map[int]string{5: "", 6: "同样的问题还有 1 处", 70: "同样的问题还有 65 处"} {
		var l List
		for i := range n {
			l.Errorf(Pos{"f", i + 1, 1}, 0, "r", "改", "数值 %q 不对", strings.Repeat("x", i))
		}
		l.Errorf(Pos{"g", 1, 1}, 0, "r", "改", "别的")
		got := print(l.Sorted())
		if strings.Count(got, "错误: 数值") != 5 || (want == "") != !strings.Contains(got, "同样的问题") || !strings.Contains(got, want) || !strings.Contains(got, "别的") {
			t.Errorf("%d:\n%s", n, got)
		}
	}
}

func TestErrorsArePrintedBeforeWarnings(t *testing.T) {
	var l List
	l.Warnf(Pos{"a", 1, 1}, 0, "r", "", "甲")
	l.Errorf(Pos{"b", 1, 1}, 0, "r", "", "乙")
	l.Warnf(Pos{"c", 1, 1}, 0, "r", "", "丙")
	l.Errorf(Pos{"d", 1, 1}, 0, "r", "", "丁")
	items := l.Sorted()
	want := "b:1:1: 错误: 乙 [r]\n\nd:1:1: 错误: 丁 [r]\n\na:1:1: 警告: 甲 [r]\n\nc:1:1: 警告: 丙 [r]\n\n"
	if got := print(items); got != want || items[0].File != "a" {
		t.Errorf("got:\n%s", got)
	}
}

func TestTallyCountsErrorsAndWarnings(t *testing.T) {
	for want, counts := range map[string][2]int{"共 3 处错误、1 处警告": {3, 1}, "共 2 处错误": {2, 0}, "共 1 处警告": {0, 1}, "没有发现问题": {0, 0}} {
		var items []Diag
		for range counts[0] {
			items = append(items, Diag{})
		}
		for range counts[1] {
			items = append(items, Diag{Warning: true})
		}
		if got := Tally(items); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

var samples = []Diag{
	{Pos: Pos{"a,b:c.csv", 2, 3}, Len: 1, Rule: "not-integer", Text: "数值 100%\n不对", Hint: "改", Also: []Note{{Pos{"d", 1, 1}, "另一处"}}},
	{Pos: Pos{File: "e"}, Rule: "missing-submission", Warning: true, Text: "缺"},
	{Rule: "bad-date", Text: "无处"},
}

func TestGitHubEscapesWhatWouldEndTheCommand(t *testing.T) {
	var b bytes.Buffer
	if err := GitHub(&b, samples); err != nil {
		t.Fatal(err)
	}
	want := "::error file=a%2Cb%3Ac.csv,line=2,col=3,title=not-integer 数值不是整数::数值 100%25%0A不对%0A提示: 改%0A另见 d:1:1: 另一处\n" +
		"::warning file=e,title=missing-submission 单位没有报送::缺\n" +
		"::error title=bad-date 不是日期，或者这一天不存在::无处\n"
	if b.String() != want {
		t.Errorf("got:\n%swant:\n%s", b.String(), want)
	}
}

func TestJSONHoldsEveryProblem(t *testing.T) {
	var b bytes.Buffer
	if err := JSON(&b, samples); err != nil {
		t.Fatal(err)
	}
	var got []struct {
		File, Rule, Severity, Message string
		Line, Column                  int
		Also                          []struct{ File string }
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got) != 3 || got[0].Line != 2 || got[0].Column != 3 || got[0].Message != samples[0].Text || got[0].Also[0].File != "d" || got[1].Severity != "warning" {
		t.Errorf("%+v", got)
	}
	b.Reset()
	if err := JSON(&b, nil); err != nil || b.String() != "[]\n" {
		t.Errorf("no problems: %q %v", b.String(), err)
	}
}

func TestRulesAreNamedOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules {
		if seen[r.Name] || r.Means == "" || Meaning(r.Name) != r.Means {
			t.Errorf("%+v", r)
		}
		seen[r.Name] = true
	}
}

// TestEveryRuleOfTheProgramIsInTheTable finds the names of rules where the program reports.
func TestEveryRuleOfTheProgramIsInTheTable(t *testing.T) {
	call := regexp.MustCompile(`(?:Errorf|Warnf)\([^"\n]*?, "([a-z]+(?:-[a-z]+)*)",|Rule: +"([a-z-]+)"`)
	used := map[string]string{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		for _, m := range call.FindAllStringSubmatch(string(text), -1) {
			used[m[1]+m[2]] = path
		}
		return err
	})
	if err != nil || len(used) < 30 {
		t.Fatal(err, used)
	}
	for rule, path := range used {
		if Meaning(rule) == "" {
			t.Errorf("%s: rule %s is not in Rules", path, rule)
		}
	}
	for _, r := range Rules {
		if used[r.Name] == "" {
			t.Logf("rule %s is not used yet", r.Name)
		}
	}
}

func TestAFileHasABoundedNumberOfProblems(t *testing.T) {
	var l List
	for i := range 5 * enough {
		l.Warnf(Pos{"a", i + 1, 1}, 0, "r", "", "警")
	}
	l.Warnf(Pos{"b", 1, 1}, 0, "r", "", "别的文件")
	items := l.Sorted()
	if l.Failed() {
		t.Error("too many warnings are no error")
	}
	if l.Errorf(Pos{"a", 1, 1}, 0, "r", "", "错"); !l.Failed() {
		t.Error("an error must not drown in warnings")
	}
	if len(items) != enough+2 || items[0].Rule != "too-many" || items[len(items)-1].File != "b" {
		t.Errorf("%d problems, the first is %+v", len(items), items[0])
	}
}
