package audit

import (
	"strings"
	"testing"

	"gongkai/generator/diag"
)

// doubtful counts the findings in a text that stands in a file of a site of one page.
func doubtful(t *testing.T, page, name, words string) int {
	t.Helper()
	var l diag.List
	s := &folder{theirs: &strings.Builder{}, phones: map[string]bool{}, pages: map[string]bool{},
		cells: figures{"reemployed/2022-09/huancui/age=a25": {value: "3", state: "A"}}, l: &l}
	text{folder: s, name: "about/index.html", forms: formsOf("about/index.html")}.page([]byte(page))
	text{folder: s, name: name, forms: formsOf(name)}.repeats(0, "", words)
	s.judgeDoubts(s.editors())
	return len(l.Sorted())
}

// TestTelephonesOfPages: a document repeats a telephone number that a page links, but nothing shorter and no figure.
func TestTelephonesOfPages(t *testing.T) {
	const card = "services/huancui/card.pdf"
	for _, test := range []struct {
		page, words string
		want        int
	}{
		{`<a href="tel:12345">12345</a>`, "12345第二条热线", 0},
		{`<a href="tel:12345">12345</a>`, "12345人登记", 1},
		{`<a href="tel:12345">12345</a>`, "123456登记", 1},
		{`<a href="tel:3">3</a>`, "3登记", 1},
		{`<p>没有电话</p>`, "12345第二条热线", 1},
	} {
		if got := doubtful(t, test.page, card, test.words); got != test.want {
			t.Errorf("%q beside %q: %d findings, want %d", test.words, test.page, got, test.want)
		}
	}
}

// TestKeysOfGroups: the key of a former figure holds digits of a group.
func TestKeysOfGroups(t *testing.T) {
	if n := doubtful(t, `<td data-was="reemployed/2022-09/huancui/age=a25">无</td>`, "about/index.html", ""); n != 0 {
		t.Error("the key of a cell is refused")
	}
}
