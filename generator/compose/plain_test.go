package compose

import (
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/prose"
)

// A name in a bulletin is one paragraph of the text that it is, whatever Markdown would make of it.
func TestPlainStaysText(t *testing.T) {
	for _, name := range []string{
		"甲&lt;乙&#0;&#xD800;&bogus;", "[甲](javascript:a)", "![甲](/x.png)", "<javascript:a>", "<script>a</script>", "\\<b\\>",
		"1. 甲", "1) 甲", "- 甲", "+ 甲", "> 甲", "# 甲", "甲 {#id}", "---", "===", "~~~", "```", "**甲**", "__甲__", "|甲|", "[甲]: /x",
	} {
		var l diag.List
		blocks := prose.Blocks(model.Text{Pos: diag.Pos{File: "x.md", Line: 1, Col: 1}, Text: plain(name)}, &l)
		if l.Failed() || len(blocks) != 1 || blocks[0].Kind != prose.Paragraph || prose.Plain(blocks[0].Spans) != name {
			t.Errorf("%q: %v %+v", name, l.Sorted(), blocks)
			continue
		}
		for _, s := range blocks[0].Spans {
			if s.Dest != "" || s.Image != "" || s.Strong || s.Em || s.Code {
				t.Errorf("%q: %+v", name, s)
			}
		}
	}
}
