package source

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// complaint is a parser's message in words a clerk can act on.
type complaint struct{ english, text, hint string }

// complaints translates what yaml.v3 says; the first entry whose English occurs in the message is used.
var complaints = []complaint{
	{"mapping values are not allowed", "这里多了一个冒号", `文字里有冒号时，整段放进引号，例如 name: "甲: 乙"`},
	{"could not find expected ':'", "这一行缺少冒号", "写成 字段名: 值，冒号用半角，后面空一格"},
	{"did not find expected key", "缩进不对，或者引号后面还有文字", "与同级的字段对齐，缩进用空格；引号要包住整段文字"},
	{"did not find expected '-'", "缩进不对：这一行没有与上面对齐", "同级的字段左边对齐；列表的每项以 - 开头，并且对齐"},
	{"block sequence entries are not allowed", "这里不能写列表项", "先换行，再写 - 开头的列表项"},
	{"did not find expected ',' or ']'", "方括号里缺少逗号或结尾的 ]", "写成 [甲, 乙]，逗号和括号用半角；文字里有 [ ] { } 时整段放进引号"},
	{"did not find expected ',' or '}'", "花括号里缺少逗号或结尾的 }", "写成 {甲: 1, 乙: 2}，逗号和括号用半角；文字里有 [ ] { } 时整段放进引号"},
	{"unexpected end of stream", "引号没有收尾", "在这段文字末尾补上同样的引号"},
	{"unexpected document indicator", "引号没有收尾", "在这段文字末尾补上同样的引号"},
	{"cannot start any token", "这个符号不能放在开头", "文字以 % @ ` 开头时整段放进引号"},
	{"tab character", "缩进用了 Tab", "缩进用空格，不用 Tab"},
	{"unknown escape", "双引号里的反斜杠 \\ 不对", "改用单引号，或者把 \\ 写成 \\\\"},
	{"escape code", "双引号里的反斜杠 \\ 不对", "改用单引号，或者把 \\ 写成 \\\\"},
	{"unknown anchor", "引用 * 没有对应的内容", "文字以 * 开头时整段放进引号"},
	{"control characters", "含有不可见的控制字符", "删去这个字符再重新输入"},
	{"alphabetic or numeric character", "这个符号不能放在开头", "文字以 & 或 * 开头时整段放进引号"},
	{"expected comment or line break", "| 或 > 后面不能接文字", "换行后再写文字；文字以 | 或 > 开头时整段放进引号"},
	{"exceeded max depth", "嵌套太深", "减少嵌套的层数"},
	{"expected node content", "这里缺少内容", "补上内容，或者把文字放进引号"},
	{"<document start>", "缩进不对：这一行不属于上面的内容", "与同级的字段对齐"},
	{"tag", "! 开头的类型标记不对", "文字以 ! 开头时整段放进引号"},
	{"directive", "% 开头的行不对", "文字以 % 开头时整段放进引号"},
}

var tab = complaint{text: "缩进用了 Tab", hint: "缩进用空格，不用 Tab"}

// quote is a quote that swallows the next lines up to the quote of another field: the parser stumbles only there.
var quote = complaint{text: "引号没有收尾", hint: "在这段文字末尾补上同样的引号"}

// below is a field that is to belong to a group already closed on the line above it.
var below = complaint{
	text: "缩进不对：上一行的 { } 已经写完，下面不能再加字段",
	hint: "先把上一行的 { } 拆开，每行一个字段，左边对齐，例如 - period: 2022-10，下一行 published: …，再下一行写这个字段",
}

// closed reports whether a line is an item of a list with all of its fields in { }, and less indented than the next.
func closed(line, next string) bool {
	dash := strings.TrimLeft(line, " ")
	return strings.HasPrefix(dash, "- {") && strings.HasSuffix(strings.TrimRight(dash, " \n"), "}") &&
		len(next)-len(strings.TrimLeft(next, " ")) > len(line)-len(dash)
}

// Within { } and [ ] on one line, a bracket begins another list or group: the year of a 发文字号 cannot stand in one.
var (
	oneLine = regexp.MustCompile(`^ *(?:- +)*(?:[\w-]+: +)?[{\[].`)
	year    = regexp.MustCompile(`[\[{]\s*(\d{2,4})\s*[\]}]\s*第?\s*\d+\s*号`)
)

// bracketed is the bracket before a year.
type bracketed struct {
	line, col, length int
	year              string
}

// brackets finds years in brackets that break a YAML text. The text returned has 〔〕 in their place, character by
// character, so that what else is wrong with it can be told where it stands.
func brackets(text string) ([]bracketed, string) {
	var found []bracketed
	lines := strings.Split(text, "\n")
	for n, line := range lines {
		open := oneLine.FindString(line)
		if open == "" {
			continue
		}
		for _, m := range year.FindAllStringSubmatchIndex(line, -1) {
			before := line[:m[0]]
			if m[0] < len(open)-1 || strings.Count(before, `"`)%2+strings.Count(before, "'")%2 > 0 || strings.Contains(before, " #") {
				continue
			}
			found = append(found, bracketed{n + 1, diag.Col(line, m[0]), utf8.RuneCountInString(line[m[0]:m[1]]), line[m[2]:m[3]]})
			number := strings.NewReplacer("[", "〔", "]", "〕", "{", "〔", "}", "〕").Replace(line[m[0]:m[1]])
			lines[n] = strings.Replace(lines[n], line[m[0]:m[1]], number, 1)
		}
	}
	return found, strings.Join(lines, "\n")
}

// unclosed reports whether a text begins with a quote that does not end in it.
func unclosed(text string) bool {
	return strings.HasPrefix(text, `"`) && strings.Count(text, `"`) == 1 || strings.HasPrefix(text, "'") && strings.Count(text, "'") == 1
}

// parseBudget bounds the bytes that are parsed again to find the place of a mistake: well below a second.
const parseBudget = 4 << 20

// explain says where YAML went wrong and why. The parser names the line on which the surrounding block began, or no
// line at all, and never a column. So the place is found by parsing beginnings of the text: the mistake is behind the
// longest beginning that is still right.
func explain(text string, err error) (diag.Pos, complaint) {
	found := complaint{text: "YAML 写法不对", hint: "检查冒号、缩进和引号"}
	for _, c := range complaints {
		if strings.Contains(err.Error(), c.english) {
			found = c
			break
		}
	}
	lines := strings.SplitAfter(text, "\n")
	tries := parseBudget / (len(text) + 1)
	good := lastGood(len(lines), tries, func(n int) bool { return parses(strings.Join(lines[:n], "")) })
	if good == len(lines) {
		good = len(lines) - 1 // only the end of the text is wrong
	}
	before := strings.Join(lines[:good], "")
	line := []rune(strings.TrimRight(lines[good], "\n"))
	at := diag.Pos{Line: good + 1}
	col := lastGood(len(line), tries, func(n int) bool { return n > 0 && parses(before+string(line[:n])) })
	if col == 0 || col == len(line) {
		col = utf8.RuneCountInString(lines[good]) - utf8.RuneCountInString(strings.TrimLeft(lines[good], " "))
	}
	at.Col = col + 1
	switch {
	case col < len(line) && line[col] == '\t':
		found = tab
	case col < len(line) && unclosed(string(line[col:])):
		found = quote
	case good > 0 && closed(lines[good-1], lines[good]) && strings.Contains(err.Error(), "did not find expected '-'"):
		found = below
	}
	return at, found
}

func parses(text string) bool {
	_, _, err := parse(text)
	return err == nil
}

// lastGood returns the largest n below limit for which ok holds, 0 if a number of tries finds none.
func lastGood(limit, tries int, ok func(int) bool) int {
	for n := limit - 1; n > 0 && limit-n <= tries; n-- {
		if ok(n) {
			return n
		}
	}
	return 0
}
