package load

import (
	"net/url"
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/prose"
	"gongkai/generator/source"
)

// scanSeen scans a text as people get to see it, where the file has it divided or escaped: over lines, by marks of
// Markdown, with \u0031 or %31. What stands on lines already reported is not reported twice.
func (x *loader) scanSeen(p diag.Pos, text string, lines int) {
	for i := range lines + 1 {
		if x.secret[secretLine{p.File, p.Line + i}] {
			return
		}
	}
	if len(personal(text)) == 0 {
		return
	}
	x.scan(p, text, func(string) bool { return false })
	x.hide(p.File, p.Line, lines)
}

// scanNode scans the values of a YAML file that stand in it otherwise than they are read.
func (x *loader) scanNode(f source.File, n source.Node) {
	if n.Kind == source.Scalar && !strings.Contains(f.Text, n.Text) {
		x.controls(n.Pos, n.Text)
		x.scanSeen(n.Pos, n.Text, len(strings.Fields(n.Text)))
	}
	for _, item := range n.Items {
		x.scanNode(f, item)
	}
	for _, field := range n.Fields {
		if word := x.personalWord(field.Key.Text); word != "" {
			x.hide(field.Key.File, field.Key.Line, 0)
			x.hide(field.Value.File, field.Value.Line, strings.Count(field.Value.Text, "\n"))
			x.tells(field.Key.Pos, field.Key.Len(), "字段名", word, "删去这一项")
		}
		x.scanNode(f, source.Node{Pos: field.Key.Pos, Kind: source.Scalar, Text: field.Key.Text})
		x.scanNode(f, field.Value)
	}
}

// scanProse scans what readers of a text see and where its links lead.
func (x *loader) scanProse(blocks []prose.Block) {
	for _, b := range blocks {
		x.scanSpans(b.Pos, b.Spans)
		x.scanProse(b.Blocks)
		for _, item := range b.Items {
			x.scanProse(item)
		}
		for _, row := range append([][][]prose.Span{b.Header}, b.Rows...) {
			for _, cell := range row {
				x.scanSpans(b.Pos, cell)
			}
		}
		for _, head := range b.Header {
			if len(head) > 0 {
				x.proseHeader(head[0].Pos, prose.Plain(head))
			}
		}
	}
}

func (x *loader) scanSpans(p diag.Pos, spans []prose.Span) {
	if len(spans) == 0 {
		return
	}
	if s := spans[0]; len(spans) == 1 && s.Dest == "" && s.Image == "" {
		x.scanSeen(p, s.Text, max(0, s.Pos.Line-p.Line)+strings.Count(s.Text, " "))
		return
	}
	text, last := "", p.Line
	for _, s := range spans {
		if s.Break {
			text += " "
		}
		text, last = text+s.Text, max(last, s.Pos.Line)
		for _, to := range []string{s.Dest, s.Image} {
			if clear, err := url.PathUnescape(to); err == nil && clear != to {
				x.scanSeen(s.Pos, clear, 0)
			}
		}
	}
	// Lines of one style are one span: there are as many as blanks at most.
	x.scanSeen(p, text, last-p.Line+strings.Count(text, " "))
}

// proseHeader reports a column of a table of prose that tells of persons. Its name is no more than that: 身份证 is also a
// paper that people bring along.
func (x *loader) proseHeader(p diag.Pos, head string) {
	word := personalWord(head)
	rest, ok := strings.CutPrefix(letters(head), word)
	if word == "" || !ok || !slices.Contains([]string{"", "号", "号码", "卡号"}, rest) {
		return
	}
	x.hide(p.File, p.Line, 0)
	x.tells(p, 0, "表格的列名", word, "删去这一列")
}

// tells reports the name of a column or field that tells of persons.
func (x *loader) tells(p diag.Pos, n int, where, word, hint string) {
	x.list.Add(diag.Diag{Pos: p, Len: n, Rule: "personal-data", Secret: true, Text: where + "里有“" + word + "”，表示个人信息", Hint: "这里只能有汇总数，" + hint})
}
