package prose

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"gongkai/generator/diag"
	"gongkai/generator/model"
)

// markdown parses only; write.go writes. It is safe for concurrent use.
var markdown = goldmark.New(
	goldmark.WithParser(parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(parser.NewLinkParser(), 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
			util.Prioritized(emphasis{}, 500)),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
		parser.WithHeadingAttribute())),
	goldmark.WithExtensions(extension.Table))

// reader turns goldmark's tree into blocks.
type reader struct {
	place  place
	text   string
	source []byte // the same, for goldmark
	ids    map[string]bool
	list   *diag.List
	depth  int // of lists and quotes around what is read
}

// maxDepth bounds lists in lists and quotes in quotes: no page has room for more.
const maxDepth = 10

// Blocks reads Markdown into a tree. Problems of the text go to l: raw-html, broken-emphasis, bad-link, heading-level.
func Blocks(t model.Text, l *diag.List) []Block {
	source := strings.ReplaceAll(t.Text, "\x00", "\uFFFD")
	r := &reader{place: newPlace(t.Pos, source), text: source, list: l}
	blocks, ok := r.simple()
	if !ok {
		blocks = r.parsed()
	}
	r.level(blocks)
	return blocks
}

// parsed is what goldmark makes of the text.
func (r *reader) parsed() []Block {
	r.source = []byte(r.text)
	return r.children(markdown.Parser().Parse(text.NewReader(r.source)))
}

func (r *reader) children(parent ast.Node) []Block {
	if r.depth > maxDepth {
		r.list.Errorf(r.place.at(r.start(parent)), 0, "too-deep", "减少每行前面的空格、- 或 >", "列表或引用套了 %d 层以上", maxDepth)
		return nil
	}
	r.depth++
	defer func() { r.depth-- }()
	blocks := make([]Block, 0, parent.ChildCount())
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if b, ok := r.block(n); ok {
			blocks = append(blocks, b)
		}
	}
	return blocks
}

func (r *reader) block(n ast.Node) (Block, bool) {
	b := Block{Pos: r.place.at(r.start(n))}
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		b.Kind, b.Spans = Paragraph, r.spans(n)
		return b, len(b.Spans) > 0
	case *ast.Heading:
		b.Kind, b.Level, b.Spans = Title, n.Level, r.spans(n)
		b.ID = r.anchor(explicit(n), b)
	case *ast.List:
		b.Kind, b.Ordered, b.Start = List, n.IsOrdered(), n.Start
		for item := n.FirstChild(); item != nil; item = item.NextSibling() {
			b.Items = append(b.Items, r.children(item))
		}
	case *ast.Blockquote:
		b.Kind, b.Blocks = Quote, r.children(n)
	case *tables.Table:
		r.table(n, &b)
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		code := string(n.Lines().Value(r.source))
		b.Kind, b.Spans = Code, []Span{{Text: strings.TrimSuffix(code, "\n"), Code: true, Pos: b.Pos}}
	case *ast.ThematicBreak:
		b.Kind = Rule
	case *ast.HTMLBlock:
		raw := string(n.Lines().Value(r.source))
		if n.HasClosure() {
			raw += string(n.ClosureLine.Value(r.source))
		}
		r.rawHTML(r.start(n), raw)
		b.Kind, b.Spans = Paragraph, []Span{{Text: strings.TrimSpace(raw), Pos: b.Pos}}
	default: // link reference definitions have no output
		return b, false
	}
	return b, true
}

func (r *reader) table(n *tables.Table, b *Block) {
	b.Kind = Table
	for _, a := range n.Alignments {
		b.Align = append(b.Align, map[tables.Alignment]Align{tables.AlignRight: Right, tables.AlignCenter: Center}[a])
	}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var cells [][]Span
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, r.spans(cell))
		}
		if row.Kind() == tables.KindTableHeader {
			b.Header = cells
		} else {
			b.Rows = append(b.Rows, cells)
			r.cells(row.Pos(), len(b.Header))
		}
	}
}

// cells reports a row of a table that has more cells than its head, which would vanish without a word, or fewer, so that
// what stands in them may belong to another column.
func (r *reader) cells(at, want int) {
	if at < 0 {
		return
	}
	line, _, _ := strings.Cut(string(r.source[at:]), "\n")
	row := strings.TrimSpace(line)
	at += strings.Index(line, row)
	cut := strings.TrimPrefix(row, "|")
	if strings.HasSuffix(cut, "|") && !strings.HasSuffix(cut, `\|`) {
		cut = strings.TrimSuffix(cut, "|")
	}
	if got := strings.Count(cut, "|") - strings.Count(cut, `\|`) + 1; got != want {
		r.list.Errorf(r.place.at(at), runes(row), "table-cells", "每一行的格数与表头相同，空格也要写 |；文字里的竖线写成 \\|", "表格的这一行有 %d 格，表头有 %d 格", got, want)
	}
}

// start returns the offset of a block's first character, or -1.
func (r *reader) start(n ast.Node) int {
	if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
		return n.Lines().At(0).Start
	}
	if n.Pos() >= 0 {
		return n.Pos()
	}
	if first := n.FirstChild(); first != nil {
		return r.start(first)
	}
	return -1
}

// level renumbers headings from 1 without gaps: readers of a page move through it by its headings (WCAG 1.3.1). A gap
// that the text has is reported: which level was left out only its writer knows.
func (r *reader) level(blocks []Block) {
	top := 0
	for _, b := range blocks {
		if b.Kind == Title && (top == 0 || b.Level < top) {
			top = b.Level
		}
	}
	last := 0
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != Title {
			continue
		}
		level := b.Level - top + 1
		if level > last+1 && last > 0 {
			r.list.Errorf(b.Pos, runes(Plain(b.Spans)), "heading-level", "写成 "+strings.Repeat("#", top+last)+"，或者补上它上面的一级标题",
				"标题跳了层次：%s 下面直接是 %s", strings.Repeat("#", top+last-1), strings.Repeat("#", b.Level))
		}
		last = min(level, last+1)
		b.Level = last
	}
}
