package bulletin

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"gongkai/generator/compose"
)

// TestManyAttachments sees that the titles of ten attachments begin one below the other, behind the widest number.
func TestManyAttachments(t *testing.T) {
	b := letter()
	b.Attached = nil
	for i := range 10 {
		mark := fmt.Sprintf("%d.", i+1)
		if i == 0 {
			mark = "附件：1."
		}
		b.Attached = append(b.Attached, compose.Attachment{Mark: mark, Title: "清单" + string([]rune("甲乙丙丁戊己庚辛壬癸")[i])})
	}
	pages := set(t, b)
	first := marked(t, pages, b.Attached[0].Title).left()
	for _, a := range b.Attached {
		mark, title := marked(t, pages, a.Mark), marked(t, pages, a.Title)
		if !near(title.left(), first, 0.01) || mark.right() > title.left() {
			t.Errorf("%s ends at %.2f, %s begins at %.2f, the first title at %.2f", a.Mark, mark.right(), a.Title, title.left(), first)
		}
	}
}

// TestEven compares the lines that parts are joined to with all that there are, and joins thirty parts at once.
func TestEven(t *testing.T) {
	fits := func(s string) bool { return len(s) <= 7 }
	for _, parts := range [][]string{nil, {"a"}, {"aaaaaaaaa"}, {"aa", "bb", "cc"}, {"aa", "bb", "cc", "dd"}, {"aaaaaa", "bb", "cc", "dddd"}, {"aaa", "bbbbbbbbb", "c", "d"}, {"a", "bbbbbb", "c", "dddd", "eee", "f"}} {
		count, longest := len(parts), -1
		for cuts := range 1 << max(0, len(parts)-1) {
			var lines []string
			whole, most := true, 0
			for from, to := 0, 1; to <= len(parts); to++ {
				if to == len(parts) || cuts>>(to-1)&1 == 1 {
					line := strings.Join(parts[from:to], "")
					whole = whole && (fits(line) || to == from+1)
					lines, most, from = append(lines, line), max(most, len(line)), to
				}
			}
			if whole && (longest < 0 || len(lines) < count || len(lines) == count && most < longest) {
				count, longest = len(lines), most
			}
		}
		got, most := even(parts, fits), 0
		for _, line := range got {
			most = max(most, len(line))
		}
		if len(got) != count || most != longest || strings.Join(got, "") != strings.Join(parts, "") {
			t.Errorf("%q is joined to %q; %d lines of at most %d are best", parts, got, count, longest)
		}
	}
	start := time.Now()
	if got := even(slices.Repeat([]string{"ab"}, 30), fits); len(got) != 10 || time.Since(start) > time.Second {
		t.Errorf("thirty parts are joined to %q in %v", got, time.Since(start))
	}
}
