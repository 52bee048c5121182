package compose

import (
	"strings"
	"testing"

	"gongkai/generator/prose"
)

// TestHeadsAreFoldedBetweenWords: the text of a head stays as it is, and where two known words meet it may be broken.
func TestHeadsAreFoldedBetweenWords(t *testing.T) {
	for _, want := range []string{
		"认定|就业|困难人员", "就业|困难人员|实现|就业", "登记|失业人员", "失业人员|再就业", "今年|以来|达到|月数", "较序时（百分点）", "完成率（%）", "自定|栏目", "1月",
	} {
		table := prose.Block{Header: [][]prose.Span{{{Text: strings.ReplaceAll(want, "自定|", "自定"+fold)}}}}
		table.Header[0][0].Text = strings.ReplaceAll(table.Header[0][0].Text, "|", "")
		foldHeads(table)
		got := ""
		for _, s := range table.Header[0] {
			if s.Fold {
				got += "|"
			}
			got += s.Text
		}
		if got != want {
			t.Errorf("folded as %s, want %s", got, want)
		}
	}
}
