package audit

import (
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator/diag"
)

// doubtful counts the findings in a text that stands in a file of a site of one page.
func doubtful(t *testing.T, page, name, words string) int {
	t.Helper()
	var l diag.List
	s := &folder{phones: map[string]bool{}, stated: &statements{}, files: &listing{},
		cells: figures{"reemployed/2022-09/huancui/age=a25": {value: "3", state: "A"}}, l: &l}
	text{folder: s, name: "about/index.html", forms: formsOf("about/index.html")}.page(strings.NewReader(page)) // reading a string never fails
	text{folder: s, name: name, forms: formsOf(name)}.repeats(0, "", words)
	s.judgeDoubts()
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

// TestStatements: other texts repeat what an editor wrote as a whole, and not a part of it, nor more.
func TestStatements(t *testing.T) {
	const prose = `<a data-prose>关于公布第3批就业见习基地（12家）的公告</a>`
	for _, test := range []struct {
		page, name, words string
		want              int
	}{
		{prose, "sitemap/index.html", "关于公布第3批就业见习基地（12家）的公告", 0},
		{prose, "feed.xml", "关于公布第3批\n就业见习基地（12家）的公告 - 帮扶信息公开", 0},
		{prose, "about/x.pdf", "关于公布第3批就业见习基地（12家）的公告，又3户", 1},
		{prose, "about/x.pdf", "关于公布第3批就业见习基地（13家）的公告", 1},
		{`<p data-prose><b>三场专场招聘会</b>、二十家企业</p>`, "search/pages/0.json", "三场专场招聘会、二十家企业", 0},
		{`<p data-prose>3户</p>`, "search/pages/0.json", "3户", 1},
		{prose + `<h1>关于公布第3批就业见习基地（12家）的公告</h1>`, "a.xml", "", 0},
		{prose + `<h1>关于公布第3批就业见习基地（12家）的公告3户</h1>`, "a.xml", "", 1},
		{prose + `<h1>就业见习基地（12家）</h1>`, "a.xml", "", 1},
		{prose + `<p>就业见习基地<a data-prose>威海</a>（12家）</p>`, "a.xml", "", 1},
		{`<a data-prose>3批次招聘会</a><h1>13批次招聘会</h1>`, "a.xml", "", 1},
	} {
		if got := doubtful(t, test.page, test.name, test.words); got != test.want {
			t.Errorf("%q beside %q: %d findings, want %d", test.words, test.page, got, test.want)
		}
	}
}

// TestBaseOfSite: a port or a folder in the address of the site is no figure, and nothing else is cut off.
func TestBaseOfSite(t *testing.T) {
	site := fstest.MapFS{"index.html": {Data: []byte(`<link rel="canonical" href="https://www.weihai.gov.cn:8443/jy2022/">`)}}
	for _, test := range []struct {
		words string
		want  int
	}{
		{"https://www.weihai.gov.cn:8443/jy2022/about/", 0},
		{"https://www.weihai.gov.cn:8443/jy2022/", 0},
		{"https://www.weihai.gov.cn:8443/jy2023/about/", 1},
		{"https://www.weihai.gov.cn:8443/jy2022/about/3/", 1},
		{"https://www.weihai.gov.cn:8443/jy2022/?found=3", 1},
	} {
		var l diag.List
		files, err := listingOf(fstest.MapFS{"index.html": {}, "about/index.html": {}})
		if err != nil {
			t.Fatal(err)
		}
		s := &folder{stated: &statements{}, files: files, base: baseOf(site), l: &l}
		text{folder: s, name: "about/index.html", forms: everyForm}.repeats(0, "", test.words)
		s.judgeDoubts()
		if got := len(l.Sorted()); got != test.want {
			t.Errorf("%s: %d findings, want %d", test.words, got, test.want)
		}
	}
}

// TestHeadingsOfDocuments: a document may repeat a name with a number as a heading of each page, and no other number.
func TestHeadingsOfDocuments(t *testing.T) {
	var l diag.List
	tx := text{folder: &folder{stated: &statements{}, l: &l}, name: "bulletins/2022/rushan.pdf", forms: everyForm}
	tx.state("应回访人员（3个月内）")
	w := twin{said: "应回访人员（3个月内）7人"}
	for _, test := range []struct {
		shown []string
		equal bool
	}{
		{[]string{"应回访人员（3个月内）", "7人", "应回访人员（3个月内）"}, true},
		{[]string{"应回访人员（3个月内）", "7人", "— 3 —", "应回访人员", "（3个月内）"}, true},
		{[]string{"应回访人员（3个月内）", "7人", "3"}, false},
		{[]string{"应回访人员（3个月内）", "7人", "应回访人员（4个月内）"}, false},
		{[]string{"应回访人员（3个月内）"}, false},
	} {
		more, less := tx.differ(test.shown, w, tx.stated)
		if equal := more == 0 && less == 0; equal != test.equal {
			t.Errorf("%q: %d more, %d less", test.shown, more, less)
		}
	}
}

// TestKeysOfGroups: the key of a former figure holds digits of a group.
func TestKeysOfGroups(t *testing.T) {
	if n := doubtful(t, `<td data-was="reemployed/2022-09/huancui/age=a25">无</td>`, "about/index.html", ""); n != 0 {
		t.Error("the key of a cell is refused")
	}
}

// TestHashes: a file that was changed is not what the list of hashes says.
func TestHashes(t *testing.T) {
	site := fstest.MapFS{"a.txt": {Data: []byte("abc")}}
	for _, test := range []struct {
		hash string
		want int
	}{
		{"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 0}, // FIPS 180-2, B.1
		{"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ae", 1},
	} {
		var l diag.List
		files, err := listingOf(site)
		if err != nil {
			t.Fatal(err)
		}
		text{folder: &folder{site: site, files: files, l: &l}, name: "SHA256SUMS"}.sums(0, test.hash+"  a.txt\n")
		if got := len(l.Sorted()); got != test.want {
			t.Errorf("%s: %d findings, want %d", test.hash, got, test.want)
		}
	}
}
