package audit

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// The index of the search repeats texts of pages, and numbers pages. A number of it is the place of a page that there is, or
// counts such places; a number in a term stands on each page that the term leads to. A term stands in the file of its hash.

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
	for t.files.has(fmt.Sprintf("search/pages/%d.json", w.entries)) {
		w.entries++
	}
	for t.files.has(fmt.Sprintf("search/terms/%d.json", w.listings)) {
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

// isTerm reports whether a word is one that the search looks for: two characters of Chinese or one, a word of letters and
// digits, a number of a day.
func isTerm(word string) bool {
	han, letters, digits := 0, 0, 0
	for _, r := range word {
		switch {
		case r >= 0x3400 && r <= 0x9fff:
			han++
		case r >= '0' && r <= '9' && han == 0:
			digits++
		case r >= 'a' && r <= 'z' && han == 0:
			letters++
		default:
			return false
		}
	}
	if letters+digits == 0 {
		return han == 1 || han == 2
	}
	return letters+digits <= 24 && (han == 0 || han == 1 && letters == 0 && strings.ContainsAny(word, "年月日号"))
}

// terms judges a part of the index: for each term, pages by falling weight. It reads the file as it is written, without
// spaces: there are as many files as pages, nearly.
func (t text) terms(data []byte) {
	w, ok := t.searchWords()
	rest, end := bytes.CutSuffix(data, []byte("}"))
	rest, begin := bytes.CutPrefix(rest, []byte("{"))
	if !ok || !begin || !end {
		t.found(0, "读不懂，不能证明没有多说")
		return
	}
	for len(rest) > 0 {
		name, after, named := bytes.Cut(rest, []byte(`":[`))
		list, after, listed := bytes.Cut(after, []byte("]"))
		name, quoted := bytes.CutPrefix(name, []byte(`"`))
		word := string(name)
		if !named || !listed || !quoted || !isTerm(word) {
			t.found(0, "读不懂，不能证明没有多说")
			return
		}
		rest = bytes.TrimPrefix(after, []byte(","))
		pages, ok := w.listed(list)
		switch {
		case t.name != fmt.Sprintf("search/terms/%d.json", fileOfTerm(word, w.Files)):
			t.found(0, "“%s”不在它应在的文件里", masked(word))
		case !ok:
			t.found(0, "有的数不是页面的序号：“%s”", masked(word))
		case len(t.claims(word)) > 0 && slices.ContainsFunc(pages, func(page int) bool { return !t.says(w, page, word) }):
			t.found(0, "“%s”不在它指向的页面上", masked(word))
		}
	}
}

// fileOfTerm is the number of the file in which a script looks for a term: FNV-1a of its characters, 32 bits.
func fileOfTerm(word string, files int) int {
	h := uint32(2166136261)
	for _, r := range word {
		h = (h ^ uint32(r)) * 16777619
	}
	return int((h ^ h>>15) % uint32(files))
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
func (w searchWords) listed(list []byte) (pages []int, ok bool) {
	count, weight, page, known := -1, 256, -1, map[int]bool{}
	for number := range bytes.SplitSeq(list, []byte(",")) {
		n, err := strconv.Atoi(string(number))
		switch {
		case err != nil:
			return nil, false
		case count < 0:
			count = n
		case n < 0 && -n < weight && (len(pages) == 0 || page >= 0):
			weight, page = -n, -1
		case n > 0 && weight < 256 && page+n < w.Pages && !known[page+n]:
			page += n
			known[page] = true
			pages = append(pages, page)
		default:
			return nil, false
		}
	}
	return pages, count > 0 && count <= w.Pages && len(pages) == min(count, w.Most) && page >= 0
}

// said is what a page says to people, and in its head.
var said = regexp.MustCompile(`<meta name="[\w]+" content="([^"]*)">`)

// says reports whether a page has a term of the index with the number in it.
func (t text) says(w searchWords, page int, word string) bool {
	list := t.entriesOf(w, page/w.Each)
	if page%w.Each >= len(list) {
		return false
	}
	e := list[page%w.Each]
	if has(folded(e.T+"\n"+e.D), word) {
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
	return has(folded(html.UnescapeString(head+tag.ReplaceAllString(string(data), ""))), word)
}

// has reports whether a text has a term; digits and letters as a whole word.
func has(text, word string) bool {
	letter := func(c byte) bool { return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' }
	for at := 0; ; at++ {
		next := strings.Index(text[at:], word)
		if next < 0 {
			return false
		}
		at += next
		end := at + len(word)
		if !(letter(word[0]) && at > 0 && letter(text[at-1])) && !(letter(word[len(word)-1]) && end < len(text) && letter(text[end])) {
			return true
		}
	}
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
