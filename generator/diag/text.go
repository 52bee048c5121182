package diag

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Lines gives the text of one line of an input file.
type Lines func(file string, line int) (text string, ok bool)

const (
	shown    = 5   // of the same message, how many are printed in full
	tabWidth = 4   // a tab is printed as so many blanks
	maxWidth = 120 // columns of a source line; the rest of a long paragraph is cut
)

// Text prints problems for people, each with its source line and a caret, as compilers do. The same message more
// than five times is folded: what stands in quotes does not make it another message. Errors come before warnings, each
// in the order given: routine warnings must not bury what stops the run.
func Text(w io.Writer, items []Diag, lines Lines) {
	items = slices.Clone(items)
	slices.SortStableFunc(items, func(a, b Diag) int { return cmp.Compare(a.rank(), b.rank()) })
	total := map[string]int{}
	for _, d := range items {
		total[d.fold()]++
	}
	printed := map[string]int{}
	for _, d := range items {
		key := d.fold()
		printed[key]++
		if printed[key] > shown {
			continue
		}
		d.print(w, lines)
		if rest := total[key] - shown; printed[key] == shown && rest > 0 {
			fmt.Fprintf(w, "   同样的问题还有 %d 处，没有一一列出\n", rest)
		}
		fmt.Fprintln(w)
	}
}

// Tally counts the problems for the closing line: 共 3 处错误、1 处警告. What was or was not written is for the caller to add.
func Tally(items []Diag) string {
	l := List{items: items}
	errors, warnings := l.Counts()
	switch {
	case errors > 0 && warnings > 0:
		return fmt.Sprintf("共 %d 处错误、%d 处警告", errors, warnings)
	case errors > 0:
		return fmt.Sprintf("共 %d 处错误", errors)
	case warnings > 0:
		return fmt.Sprintf("共 %d 处警告", warnings)
	}
	return "没有发现问题"
}

func (d Diag) rank() int {
	if d.Warning {
		return 1
	}
	return 0
}

// Severity is the word that people read.
func (d Diag) Severity() string {
	if d.Warning {
		return "警告"
	}
	return "错误"
}

func (d Diag) print(w io.Writer, lines Lines) {
	if d.Pos.Known() {
		fmt.Fprintf(w, "%s: ", printable(d.Pos.String()))
	}
	fmt.Fprintf(w, "%s: %s [%s]\n", d.Severity(), printable(d.Text), d.Rule)
	if !d.Secret {
		d.excerpt(w, lines)
	}
	if d.Hint != "" {
		fmt.Fprintf(w, "   提示: %s\n", printable(d.Hint))
	}
	for _, n := range d.Also {
		fmt.Fprintf(w, "   另见 %s: %s\n", printable(n.Pos.String()), printable(n.Text))
	}
}

// excerpt prints the source line and marks the characters meant.
func (d Diag) excerpt(w io.Writer, lines Lines) {
	if d.Line == 0 || lines == nil {
		return
	}
	text, ok := lines(d.File, d.Line)
	if !ok || strings.TrimSpace(text) == "" {
		return
	}
	line := []rune(text)
	from := min(max(d.Col-1, 0), len(line))
	to := min(from+max(d.Len, 0), len(line))
	line, from, to = window(line, from, to)
	fmt.Fprintf(w, "%5d │ %s\n", d.Line, shownAs(line))
	if d.Len > 0 && d.Col > 0 {
		carets := max(1, width(line[from:to]))
		fmt.Fprintf(w, "      │ %s%s\n", strings.Repeat(" ", width(line[:from])), strings.Repeat("^", carets))
	}
}

// window cuts a long line so that the characters from–to stay in sight.
func window(line []rune, from, to int) ([]rune, int, int) {
	if width(line) <= maxWidth {
		return line, from, to
	}
	start := from
	for start > 0 && width(line[start-1:from]) <= maxWidth/3 {
		start--
	}
	end := start
	for end < len(line) && width(line[start:end+1]) <= maxWidth {
		end++
	}
	var cut []rune
	if start > 0 {
		cut = append(cut, '…')
	}
	shift := len(cut) - start
	cut = append(cut, line[start:end]...)
	if end < len(line) {
		cut = append(cut, '…')
	}
	return cut, from + shift, min(to, end) + shift
}

// fold is what makes two problems the same message.
func (d Diag) fold() string {
	var b strings.Builder
	b.WriteString(d.Severity())
	b.WriteString(d.Rule)
	b.WriteString(d.Hint)
	quoted := false
	for _, r := range d.Text {
		switch {
		case r == '"':
			quoted = !quoted
		case r == '“' || r == '”':
			quoted = r == '“'
		case !quoted:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// printable keeps the control characters of an input file out of a terminal.
func printable(s string) string { return strings.Map(harmless, s) }

func harmless(r rune) rune {
	if r < ' ' || r >= 0x7F && r < 0xA0 || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 {
		return '·'
	}
	return r
}

func shownAs(line []rune) string {
	return printable(strings.ReplaceAll(string(line), "\t", strings.Repeat(" ", tabWidth)))
}

// width is the number of columns that text takes on a terminal.
func width(text []rune) int {
	n := 0
	for _, r := range text {
		switch {
		case r == '\t':
			n += tabWidth
		case zeroWidth(r):
		case wide(r):
			n += 2
		default:
			n++
		}
	}
	return n
}

func zeroWidth(r rune) bool {
	return r >= 0x300 && r <= 0x36F || r >= 0x200B && r <= 0x200F || r >= 0xFE00 && r <= 0xFE0F || r == 0x2060 || r == 0xFEFF
}

// wideRanges are the ranges of Unicode's EastAsianWidth.txt with the values W and F. Ambiguous characters (“ ” — … ·)
// take one column, as most terminals draw them.
var wideRanges = [][2]rune{
	{0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0x33FF}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xA000, 0xA4CF},
	{0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF01, 0xFF60}, {0xFFE0, 0xFFE6},
	{0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
}

func wide(r rune) bool {
	for _, w := range wideRanges {
		if r >= w[0] && r <= w[1] {
			return true
		}
	}
	return false
}
