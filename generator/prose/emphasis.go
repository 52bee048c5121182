package prose

import (
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// emphasis replaces goldmark's parser of * and _. CommonMark decides by the neighbours of a delimiter run whether it
// opens or closes, and takes a run between a punctuation mark and a letter for one that cannot (0.31.2, 6.2 "flanking").
// Chinese has no blanks between words, so **“重点”**内容 and **重点。**后文 would stay literal. Here a run of * may
// always stand next to a Han character or a Chinese mark, as it may next to a blank.
type emphasis struct{}

func (emphasis) Trigger() []byte { return []byte{'*', '_'} }

func (emphasis) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	run := parser.ScanDelimiter(line, before, 1, emphasis{})
	if run == nil {
		return nil
	}
	after := ' '
	if run.OriginalLength < len(line) {
		after = util.ToRune(line, run.OriginalLength)
	}
	if run.Char == '*' && (chinese(before) || chinese(after)) {
		run.CanOpen = run.CanOpen || !util.IsSpaceRune(after)
		run.CanClose = run.CanClose || !util.IsSpaceRune(before)
	}
	run.Segment = segment.WithStop(segment.Start + run.OriginalLength)
	block.Advance(run.OriginalLength)
	pc.PushDelimiter(run)
	return run
}

// IsDelimiter, CanOpenCloser and OnMatch make emphasis the processor of its own runs.
func (emphasis) IsDelimiter(b byte) bool { return b == '*' || b == '_' }
func (emphasis) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}
func (emphasis) OnMatch(consumes int) ast.Node { return ast.NewEmphasis(consumes) }

// chinese reports whether r is a Han character or a mark of Chinese text; “ ” ‘ ’ … — and · are shared with Western
// text but are the Chinese marks in a Chinese one.
func chinese(r rune) bool {
	switch r {
	case '“', '”', '‘', '’', '…', '—', '·':
		return true
	}
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFF65
}
