// Package prose reads the Markdown of content/ into a small tree of blocks and writes the tree as HTML. Pages,
// bulletins and their HTML twins share the tree, so that they cannot say different things.
//
// The HTML is safe by construction: it is written from the tree, element by element, with every text escaped; raw
// HTML of the input is an error of the input and never becomes markup.
package prose

import (
	"gongkai/generator/diag"
	"gongkai/generator/model"
)

// Page is a piece of prose as HTML for the body of a page that has its own h1.
type Page struct {
	HTML     string
	Links    []Link // links and images, in order, for the check of dead links
	Headings []Heading
}

// Link is a link or an image that the prose has.
type Link struct {
	Dest string // as written, entities resolved
	diag.Pos
}

// Heading is an entry of a table of contents. Level is that of the HTML: 2 to 6.
type Heading struct {
	Level int
	ID    string
	Text  string
}

// Kind says what a block is.
type Kind uint8

const (
	Paragraph Kind = iota
	Title          // a heading
	List
	Table
	Quote
	Code // preformatted
	Rule // a thematic break
)

// Block is one block of prose.
type Block struct {
	Kind    Kind
	Level   int       // Title: from 1 for the outermost of the text, without gaps
	ID      string    // Title: unique within the text
	Spans   []Span    // Paragraph, Title, Code
	Ordered bool      // List
	Start   int       // List: number of the first item if Ordered
	Items   [][]Block // List: the blocks of each item
	Blocks  []Block   // Quote
	Header  [][]Span  // Table: a cell is a run of spans
	Rows    [][][]Span
	Align   []Align // Table: one per column
	Editor  bool    // an editor wrote it, in a text that is generated: its numbers are no figures of ours
	Pos     diag.Pos
}

// Align is the alignment of a column.
type Align uint8

const (
	Left Align = iota
	Right
	Center
)

// Span is a run of text in one style. A line break within a paragraph is a span of its own.
type Span struct {
	Text   string
	Strong bool
	Em     bool
	Code   bool
	Dest   string // link target; empty = no link
	Image  string // address of an image; Text is its alternative
	Break  bool   // a line break; no Text
	Fold   bool   // a place where the head of a table may be broken; no Text
	Pos    diag.Pos
}

// HTML reads Markdown and writes it as HTML; the numbers of hotlines become links. Problems of the text go to l:
// raw-html, broken-emphasis, bad-link, heading-level.
func HTML(text model.Text, l *diag.List, hotlines ...string) Page {
	blocks := Blocks(text, l)
	dial(blocks, hotlines)
	return write(blocks, false, len(text.Text)+len(text.Text)/4) // of which most need no more
}

// Plain returns the text of spans without style.
func Plain(spans []Span) string {
	var s string
	for _, x := range spans {
		s += x.Text
	}
	return s
}
