package prose

import (
	"fmt"
	"html"
)

// table writes a table that becomes one block per row on a narrow screen (.stack of the style sheet): each cell carries
// the name of its column, and the roles are explicit since a changed display drops them. The first column that is not
// a column of numbers names the row; what stands before it is the row's number.
func (w *writer) table(b Block, caption []Span) {
	w.tables++ // regions of a page need different names
	size := "scroll"
	if len(b.Header) > wide {
		size += " wide"
	}
	fmt.Fprintf(&w.b, `<div class="%s" role="region" aria-label="第%d张表" tabindex="0"%s><table class="stack">`, size, w.tables, b.hand())
	w.b.WriteString("\n")
	if caption != nil {
		w.element("caption", caption)
	}
	w.head(b)
	named := b.named()
	w.b.WriteString(`<tbody>` + "\n")
	for _, row := range b.Rows {
		sum := ""
		if named < len(row) && Plain(row[named]) == "合计" {
			sum = ` class="sum"`
		}
		w.b.WriteString(`<tr` + sum + `>`)
		for i, cell := range row {
			switch {
			case i < named:
				w.cell("td", ` class="rank"`, cell)
			case i == named:
				w.cell("th", ` scope="row" class="t"`, cell)
			case i < len(b.Header):
				w.cell("td", class(b.align(i))+` data-l="`+html.EscapeString(Plain(b.Header[i]))+`"`, cell)
			}
		}
		w.b.WriteString("</tr>\n")
	}
	w.b.WriteString("</tbody></table></div>\n")
}

// wide is the number of columns that the measure of the text holds; a table with more of them may pass it.
const wide = 7

func (w *writer) head(b Block) {
	w.b.WriteString(`<thead><tr>`)
	for i, cell := range b.Header {
		align := b.align(i)
		if i < b.named() {
			align = Left
		}
		w.cell("th", ` scope="col"`+class(align), cell)
	}
	w.b.WriteString("</tr></thead>\n")
}

// named returns the column that names the rows.
func (b Block) named() int {
	for i := range b.Header {
		if b.align(i) != Right && Plain(b.Header[i]) != "序号" {
			return i
		}
	}
	return 0
}

func (b Block) align(column int) Align {
	if column < len(b.Align) {
		return b.Align[column]
	}
	return Left
}

// class is the alignment of a cell; a strict CSP forbids style attributes.
func class(a Align) string {
	return [...]string{Left: "", Right: ` class="n"`, Center: ` class="c"`}[a]
}

func (w *writer) cell(name, attributes string, spans []Span) {
	w.b.WriteString("<" + name + attributes + ">")
	w.spans(spans)
	w.b.WriteString("</" + name + ">")
}
