package prose

import (
	"gongkai/generator/diag"
	"gongkai/generator/model"
)

// Blocks reads Markdown into a tree.
func Blocks(text model.Text, l *diag.List) []Block {
	return []Block{{Kind: Paragraph, Spans: []Span{{Text: text.Text, Pos: text.Pos}}, Pos: text.Pos}}
}
