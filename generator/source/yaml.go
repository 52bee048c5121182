package source

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"gongkai/generator/diag"
)

const (
	maxYAML  = 1 << 20 // bytes of one YAML text: the parser needs about a hundred times that
	maxDepth = 40      // nesting of lists and fields
)

// Kind says what a node is.
type Kind uint8

const (
	Empty  Kind = iota // nothing, null or ~
	Scalar             // a text as it was written, whatever type YAML would make of it
	List
	Map
)

// String is the word for a clerk.
func (k Kind) String() string { return [...]string{"空", "一个值", "列表", "一组字段"}[k] }

// Node is a value of a YAML file. Pos is its first character, behind an opening quote.
type Node struct {
	diag.Pos
	Kind   Kind
	Text   string // Scalar
	Items  []Node // List
	Fields []Field
}

// Field is a named value of a Map.
type Field struct {
	Key   Cell
	Value Node
}

// Len returns the number of characters of the first line of a scalar, for underlining.
func (n Node) Len() int {
	if n.Kind != Scalar {
		return 1
	}
	return Cell{Text: n.Text}.Len()
}

// YAML reads one document of plain lists, fields and texts. Anchors, aliases, tags and further documents are refused:
// they surprise the next editor, and an alias can stand for a billion nodes.
func YAML(f File, l *diag.List) (Node, bool) {
	return yamlAt(f, f.Text, 1, l)
}

// yamlAt reads YAML text that begins on a line of the file.
func yamlAt(f File, text string, line int, l *diag.List) (Node, bool) {
	start := diag.Pos{File: f.Path, Line: line, Col: 1}
	if len(text) > maxYAML {
		l.Errorf(start, 0, "yaml-syntax", "拆成几个文件", "YAML 超过 %d KB", maxYAML>>10)
		return Node{}, false
	}
	if n, ok := simple(f.Path, strings.Clone(text), line); ok { // the rest of an article need not stay in memory
		return n, true
	}
	return parsed(f, text, line, l)
}

// parsed is yamlAt for every YAML text. One that was wrong only in the brackets of years is read on, so that the rest of
// its problems show.
func parsed(f File, text string, line int, l *diag.List) (Node, bool) {
	start := diag.Pos{File: f.Path, Line: line, Col: 1}
	doc, second, err := parse(text)
	if err != nil {
		years, repaired := brackets(text)
		for _, y := range years {
			l.Errorf(diag.Pos{File: f.Path, Line: y.line + line - 1, Col: y.col}, y.length, "yaml-syntax",
				fmt.Sprintf(`发文字号的年份用六角括号，写成 〔%s〕；别的文字里有 [ ] 时整段放进引号，例如 "甲[乙]"`, y.year),
				"花括号、方括号里面的文字不能直接写 [ ]，它们会被当作列表")
		}
		if len(years) > 0 {
			text = repaired
			doc, second, err = parse(text)
		}
	}
	if err != nil {
		at, message := explain(text, err)
		at.File, at.Line = f.Path, at.Line+line-1
		l.Errorf(at, 1, "yaml-syntax", message.hint, "%s", message.text)
		return Node{}, false
	}
	w := walker{file: f.Path, first: line, lines: strings.Split(text, "\n"), list: l, good: true}
	if second > 0 {
		w.refuse(diag.Pos{File: f.Path, Line: second + line - 1, Col: 1}, 1, "一个文件只写一份内容，删去多余的 --- 行", "这里开始了第二份文档")
	}
	if doc == nil {
		return Node{Pos: start}, w.good
	}
	n := w.node(doc, 0)
	return n, w.good
}

// parse returns the first document (nil if there is none) and the line of a second one.
func parse(text string) (doc *yaml.Node, second int, err error) {
	// The parser panics with "invalid parser state" and the like on some broken input; that, too, is a syntax error.
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("yaml: %v", r)
		}
	}()
	d := yaml.NewDecoder(strings.NewReader(text))
	var first, next yaml.Node
	switch err := d.Decode(&first); {
	case errors.Is(err, io.EOF):
		return nil, 0, nil
	case err != nil:
		return nil, 0, err
	}
	switch err := d.Decode(&next); {
	case errors.Is(err, io.EOF):
	case err != nil:
		return nil, 0, err
	default:
		second = max(next.Line, 1)
	}
	if len(first.Content) == 0 {
		return nil, second, nil
	}
	return first.Content[0], second, nil
}

// walker copies the parser's nodes and refuses what plain data does not need.
type walker struct {
	file  string
	first int // line of the file on which the YAML text begins
	lines []string
	list  *diag.List
	good  bool
}

func (w *walker) refuse(p diag.Pos, n int, hint, format string, args ...any) {
	w.good = false
	w.list.Errorf(p, n, "yaml-syntax", hint, format, args...)
}

func (w *walker) node(y *yaml.Node, depth int) Node {
	n := Node{Pos: diag.Pos{File: w.file, Line: y.Line + w.first - 1, Col: y.Column}}
	if depth > maxDepth {
		w.refuse(n.Pos, 1, "减少嵌套的层数", "嵌套超过 %d 层", maxDepth)
		return n
	}
	switch {
	case y.Kind == yaml.AliasNode:
		w.refuse(n.Pos, 1+utf8.RuneCountInString(y.Value), "把内容照写一遍；文字以 * 开头时整段放进引号", "不支持 YAML 引用 *%s", y.Value)
		return n
	case y.Anchor != "":
		w.refuse(n.Pos, 1, "删去 & 和它的名字；文字以 & 开头时整段放进引号", "不支持 YAML 锚点 &%s", y.Anchor)
	case y.Style&yaml.TaggedStyle != 0:
		w.refuse(n.Pos, 1, "删去 ! 和它的名字；文字以 ! 开头时整段放进引号", "不支持 YAML 类型标记 %s", y.Tag)
	}
	switch y.Kind {
	case yaml.ScalarNode:
		n.Kind, n.Text = Scalar, y.Value
		n.Pos = w.textStart(y, n.Pos)
		if y.Tag == "!!null" {
			n.Kind, n.Text = Empty, ""
		}
	case yaml.SequenceNode:
		n.Kind = List
		for _, item := range y.Content {
			n.Items = append(n.Items, w.node(item, depth+1))
		}
	case yaml.MappingNode:
		n.Kind = Map
		w.fields(y, &n, depth)
	}
	return n
}

func (w *walker) fields(y *yaml.Node, n *Node, depth int) {
	seen := map[string]diag.Pos{}
	for i := 0; i+1 < len(y.Content); i += 2 {
		name := w.node(y.Content[i], depth+1)
		if name.Kind != Scalar {
			w.refuse(name.Pos, 1, "写成 字段名: 值", "字段名必须是一个词")
			continue
		}
		key := Cell{name.Pos, name.Text}
		if first, ok := seen[key.Text]; ok {
			w.good = false
			w.list.Add(diag.Diag{Pos: key.Pos, Len: key.Len(), Rule: "duplicate-key", Text: fmt.Sprintf("字段 %q 写了两次", key.Text),
				Hint: "只保留一处", Also: []diag.Note{{Pos: first, Text: "第一次写在这里"}}})
			continue
		}
		seen[key.Text] = key.Pos
		n.Fields = append(n.Fields, Field{key, w.node(y.Content[i+1], depth+1)})
	}
}

// textStart moves from the place of a scalar, which is its quote or its | or >, to its first character.
func (w *walker) textStart(y *yaml.Node, p diag.Pos) diag.Pos {
	switch {
	case y.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
		return p.Right(1)
	case y.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		for i := y.Line; i < len(w.lines); i++ { // y.Line counts from 1: this is the line after the indicator
			if text := strings.TrimLeft(w.lines[i], " "); text != "" {
				p.Line, p.Col = i+w.first, len(w.lines[i])-len(text)+1
				return p
			}
		}
	}
	return p
}
