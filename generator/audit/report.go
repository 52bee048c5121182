package audit

import (
	"fmt"
	"io"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/simplex"
)

const hintUnfinished = "在 data/measures.yaml 里用 rhythm 把分组改为按季、按年公布，或者减少分组"

// shownAtMost are the published figures that a message names.
const shownAtMost = 12

// words says which release is meant, before a text.
func (b *book) words() string {
	if b.Version == "" {
		return ""
	}
	return "已发布的 " + b.Version + " 中，"
}

// report says what is known too well, and by which published figures.
func (b *book) report(g goal, i simplex.Interval, shown []fact, l *diag.List) {
	kind := " 不予公开，却"
	if g.virtual {
		kind = " "
	}
	text := b.words() + g.name + kind + "能推算出来"
	if lo, hi := i.Whole(); lo < hi {
		text += fmt.Sprintf("，只剩 %d 种可能", hi-lo+1) // not which: logs are read, too
	}
	hint := b.hint(g)
	var names []string
	for n, f := range shown {
		if f.version != "" {
			hint = "已发布的数收不回来：这个数只能照原样公开，或者不再公布与它相加、相减的数"
		}
		if n == shownAtMost {
			names = append(names, fmt.Sprintf("等%d个数", len(shown)))
			break
		}
		names = append(names, f.name())
	}
	if len(names) > 0 {
		text += "，由公开的 " + strings.Join(names, "、")
	}
	l.Errorf(g.cell.pos(b.file), 0, rule, hint, "%s", text)
}

func (f fact) name() string {
	if f.version == "" {
		return f.Key.String()
	}
	return f.Key.String() + "（" + f.version + "）"
}

// hint says what to coarsen: people choose which groups are published and how often. Whatever else is told was left public
// by the program.
func (b *book) hint(g goal) string {
	switch {
	case b.Version != "":
		return "已发布的数收不回来：这次不要公布由它能相减得出的数"
	case g.cell.Group != "":
		dimension, _, _ := strings.Cut(g.cell.Group, "=")
		return fmt.Sprintf("在 data/measures.yaml 里把 %s 按 %s 的分组改为按季、按年公布（rhythm），或者合并取值；仍有这个问题就报告给维护程序的人", g.cell.Measure, dimension)
	}
	return "不要用别的办法发布；把这条提示连同输入报告给维护程序的人：程序没有保护好这个数"
}

// Print writes every withheld cell with its interval.
func (r Report) Print(w io.Writer) error {
	for _, x := range r.Withheld {
		line := "随用到的数不予公开"
		switch {
		case x.Computed:
		case x.Open:
			line = fmt.Sprintf("≥ %d", x.Lo)
		case x.Exact:
			line = fmt.Sprintf("%d～%d", x.Lo, x.Hi)
		default:
			line = fmt.Sprintf("至少有 %d～%d 那么宽", x.Lo, x.Hi)
		}
		if _, err := fmt.Fprintf(w, "%v\t%s\n", x.Key, line); err != nil {
			return err
		}
	}
	return nil
}
