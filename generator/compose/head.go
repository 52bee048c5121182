package compose

import (
	"strings"

	"gongkai/generator/prose"
)

// words are those that the heads of tables are made of, a longer one before what it begins with: where two of them meet,
// a head may go on on the next line (回行时词意完整).
var words = []string{
	"困难人员", "失业人员", "再就业", "就业", "失业", "人员", "登记", "认定", "实现", "帮扶", "平台", "应联系", "已办结", "应回访", "已回访",
	"年度", "目标", "累计", "完成", "当月", "新增", "序时", "进度", "今年", "以来", "达到", "月数", "评价", "标准", "结果", "场次",
}

// foldHeads marks in the heads of a table where they may be broken: between words, and where the template says fold.
func foldHeads(table prose.Block) {
	for j, spans := range table.Header {
		var parts []prose.Span
		for _, s := range spans {
			for k, text := range strings.Split(folded(s.Text), fold) {
				if k > 0 {
					parts = append(parts, prose.Span{Fold: true})
				}
				s.Text = text
				parts = append(parts, s)
			}
		}
		table.Header[j] = parts
	}
}

// folded puts the mark between words that follow each other.
func folded(text string) string {
	var b strings.Builder
	known := false // a word ends here
	for text != "" {
		word := wordAt(text)
		if word != "" && known {
			b.WriteString(fold)
		}
		known = word != ""
		if !known {
			word = string([]rune(text)[:1])
		}
		b.WriteString(word)
		text = text[len(word):]
	}
	return b.String()
}

func wordAt(text string) string {
	for _, w := range words {
		if strings.HasPrefix(text, w) {
			return w
		}
	}
	return ""
}
