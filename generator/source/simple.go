package source

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// simple reads the YAML that editors write above an article: fields of one line each, of which the value is a plain
// text, a text in quotes or a list of plain texts in brackets. What it is not sure of it leaves to the parser, which
// reads the same from the rest but takes ten times as long: a site has thousands of articles.
func simple(file, text string, line int) (Node, bool) {
	n := Node{Pos: diag.Pos{File: file, Line: line, Col: 1}, Kind: Map, Fields: make([]Field, 0, strings.Count(text, "\n")+1)}
	for at := n.Pos; text != ""; at.Line++ {
		one, rest, _ := strings.Cut(text, "\n")
		text = rest
		name, value, ok := strings.Cut(one, ": ")
		if !ok || !simpleName(name) || slices.ContainsFunc(n.Fields, func(f Field) bool { return f.Key.Text == name }) {
			return Node{}, false
		}
		v, ok := simpleValue(at.Right(len(name)+len(": ")), value)
		if !ok {
			return Node{}, false
		}
		n.Fields = append(n.Fields, Field{Cell{at, name}, v})
	}
	return n, len(n.Fields) > 0
}

func simpleName(s string) bool {
	return s != "" && len(s) <= 64 && s != "null" && !strings.ContainsFunc(s, func(r rune) bool { return (r < 'a' || r > 'z') && r != '_' })
}

func simpleValue(at diag.Pos, s string) (Node, bool) {
	last := len(s) - 1
	switch {
	case last < 1 || s[0] != s[last] && s[0] != '[':
		return simplePlain(at, s)
	case s[0] == '"' || s[0] == '\'':
		inner := s[1:last]
		return Node{Pos: at.Right(1), Kind: Scalar, Text: inner}, simpleText(inner, " !#$%&()*+,-./:;<=>?@[]^_`{|}~")
	case s[0] == '[' && s[last] == ']':
		return simpleList(at, s[1:last])
	}
	return simplePlain(at, s)
}

func simpleList(at diag.Pos, s string) (Node, bool) {
	n := Node{Pos: at, Kind: List}
	at = at.Right(1)
	for more := true; more; {
		var word string
		word, s, more = strings.Cut(s, ",")
		start := strings.TrimLeft(word, " ")
		item, ok := simplePlain(at.Right(len(word)-len(start)), start)
		if !ok {
			return Node{}, false
		}
		n.Items = append(n.Items, item)
		at = at.Right(utf8.RuneCountInString(word) + 1)
	}
	return n, true
}

// simplePlain reads a text without quotes. No mark of YAML is in it, and none that could be one elsewhere.
func simplePlain(at diag.Pos, s string) (Node, bool) {
	ok := s != "" && s[0] != ' ' && s[0] != '-' && s[0] != '.' && s[len(s)-1] != ' ' && !strings.EqualFold(s, "null")
	return Node{Pos: at, Kind: Scalar, Text: s}, ok && simpleText(s, " -./()+_")
}

// simpleText reports whether a text has only ASCII letters and digits, Han characters, Chinese marks and some others.
func simpleText(s, others string) bool {
	for _, r := range s {
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9':
		case r >= 0x3000 && r < 0xA000, r >= 0xFF01 && r <= 0xFF5E, r >= 0x2010 && r <= 0x2027:
		case r < utf8.RuneSelf && strings.IndexByte(others, byte(r)) >= 0:
		default:
			return false
		}
	}
	return true
}
