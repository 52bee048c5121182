package audit

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"io/fs"
	"path"
	"regexp"
	"strings"
)

// The index of the search repeats texts of pages, and numbers pages. A number of it is the place of a page that there is, or
// counts such places; a number in a term stands on each page that the term leads to.

// searchWords is what search/words.json may say.
type searchWords struct {
	Asking, Same      json.RawMessage
	Pages, Each       int
	Files, Most       int
	entries, listings int // files that there are
}

// index reads how the search is laid out, and that it is so.
func (t text) index() (w searchWords, ok bool) {
	data, err := fs.ReadFile(t.site, "search/words.json")
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err != nil || d.Decode(&w) != nil || w.Each < 1 || w.Files < 1 || w.Most < 100 {
		return w, false
	}
	for t.pages[fmt.Sprintf("search/pages/%d.json", w.entries)] {
		w.entries++
	}
	for t.pages[fmt.Sprintf("search/terms/%d.json", w.listings)] {
		w.listings++
	}
	return w, w.listings == w.Files && w.entries == (w.Pages+w.Each-1)/w.Each && len(t.entriesOf(w, w.entries-1)) == w.Pages-w.Each*(w.entries-1)
}

// entry is a page as the search shows it.
type entry struct {
	P, T, D string
}

func (t text) entriesOf(w searchWords, file int) (list []entry) {
	data, err := fs.ReadFile(t.site, fmt.Sprintf("search/pages/%d.json", file))
	if err != nil || json.Unmarshal(data, &list) != nil {
		return nil
	}
	return list
}

// query judges how the search reads a query: words, and the numbers of its own files.
func (t text) query(data []byte) {
	w, ok := t.index()
	if !ok {
		t.found(0, "与搜索的其他文件不符")
		return
	}
	var asking []string
	var same [][]string
	if json.Unmarshal(w.Asking, &asking) != nil || json.Unmarshal(w.Same, &same) != nil {
		t.found(0, "读不懂，不能证明没有多说")
		return
	}
	for _, group := range append(same, asking) {
		for _, word := range group {
			t.repeats(0, "", word)
		}
	}
}

// term is what the search looks for: two characters of Chinese or one, a word of letters and digits, a number of a day.
var term = regexp.MustCompile(`^([\x{3400}-\x{9fff}]{1,2}|[0-9]{1,24}[年月日号]|[0-9a-z]{1,24})$`)

// terms judges a part of the index: for each term, pages by falling weight.
func (t text) terms(data []byte) {
	w, ok := t.searchWords()
	d := json.NewDecoder(bytes.NewReader(data))
	open, err := d.Token()
	if !ok || err != nil || open != json.Delim('{') {
		t.found(0, "读不懂，不能证明没有多说")
		return
	}
	for d.More() {
		key, _ := d.Token()
		word, _ := key.(string)
		var list []int
		if err := d.Decode(&list); err != nil || !term.MatchString(word) {
			t.found(0, "读不懂，不能证明没有多说")
			return
		}
		pages, ok := w.listed(list)
		if !ok {
			t.found(0, "有的数不是页面的序号：“%s”", masked(word))
		}
		if len(t.claims(word)) == 0 {
			continue
		}
		for _, page := range pages {
			if !t.says(w, page, word) {
				t.found(0, "“%s”不在它指向的页面上", masked(word))
				break
			}
		}
	}
	if _, err := d.Token(); err != nil || d.More() {
		t.found(0, "读不懂，不能证明没有多说")
	}
}

// searchWords is index, read once: it is the same for all files of terms.
func (t text) searchWords() (searchWords, bool) {
	if t.layout == nil {
		if w, ok := t.index(); ok {
			t.layout = &w
		}
	}
	if t.layout == nil {
		return searchWords{}, false
	}
	return *t.layout, true
}

// listed reads the pages of a term: how many there are; then, by falling weight, −weight and the distances of their numbers.
func (w searchWords) listed(list []int) (pages []int, ok bool) {
	if len(list) == 0 {
		return nil, false
	}
	weight, page := 256, -1
	for i, n := range list[1:] {
		switch {
		case n < 0 && -n < weight && (i+2 < len(list) && list[i+2] > 0):
			weight, page = -n, -1
		case n > 0 && weight < 256:
			page += n
			pages = append(pages, page)
			if page >= w.Pages {
				return pages, false
			}
		default:
			return pages, false
		}
	}
	distinct := map[int]bool{}
	for _, p := range pages {
		distinct[p] = true
	}
	return pages, len(distinct) == len(pages) && len(pages) == min(list[0], w.Most) && list[0] > 0 && list[0] <= w.Pages
}

// said is what a page says to people, and in its head.
var said = regexp.MustCompile(`<meta name="[\w]+" content="([^"]*)">`)

// says reports whether a page has a term of an index with the number in it.
func (t text) says(w searchWords, page int, word string) bool {
	list := t.entriesOf(w, page/w.Each)
	if page%w.Each >= len(list) {
		return false
	}
	e := list[page%w.Each]
	whole := regexp.MustCompile(`(^|[^0-9a-z])` + regexp.QuoteMeta(word) + `($|[^0-9a-z])`)
	if !strings.ContainsAny(word, "0123456789") {
		whole = regexp.MustCompile(regexp.QuoteMeta(word))
	}
	if whole.MatchString(folded(e.T + "\n" + e.D)) {
		return true
	}
	data, err := fs.ReadFile(t.site, path.Join(strings.TrimPrefix(e.P, "/"), "index.html"))
	if err != nil {
		return false
	}
	head := ""
	for _, m := range said.FindAllSubmatch(data, -1) {
		head += string(m[1]) + "\n"
	}
	return whole.MatchString(folded(html.UnescapeString(head + tag.ReplaceAllString(string(data), ""))))
}

// folded is a text as the search reads it.
func folded(s string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if r >= 0xff01 && r <= 0xff5e {
			return r - 0xfee0
		}
		return r
	}, s))
}
