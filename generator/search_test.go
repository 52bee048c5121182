package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

type indexed struct {
	Path   string `json:"p"`
	Title  string `json:"t"`
	Column string `json:"c"`
	Text   string `json:"d"`
	Words  string `json:"k"`
	Found  string `json:"x"`
	Worth  int    `json:"w"`
}

type searchList struct {
	Asking []string  `json:"asking"`
	Pages  []indexed `json:"pages"`
}

// TestSearchFindsWhatPeopleAskFor ranks the published index as templates/search.js does.
func TestSearchFindsWhatPeopleAskFor(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(shippedSite(t), "search", "index.json"))
	if err != nil {
		t.Fatal(err)
	}
	var list searchList
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	if len(data) > 100_000 {
		t.Errorf("the index has %d bytes: too many for an old phone", len(data))
	}
	for _, c := range []struct {
		query string
		page  string // must be found
		place int    // and be among the first so many
		most  int    // results at most
	}{
		{"失业金", "/policies/P17/", 1, 5},
		{"怎么领失业金", "/policies/P17/", 1, 5},
		{"失业保险金", "/policies/P17/", 1, 20},
		{"失业补助金怎么申请", "/policies/P17/", 1, 20},
		{"下岗了怎么办", "/policies/P17/", 1, 5},
		{"大龄", "/policies/P09/", 1, 5},
		{"残疾", "/policies/P09/", 1, 5},
		{"残疾人补贴", "/policies/P09/", 1, 20},
		{"低保", "/policies/P10/", 3, 30},
		{"怎么申请临时救助", "/policies/P10/", 1, 30},
		{"公益性岗位", "/policies/P12/", 1, 130},
		{"创业贷款", "/policies/P03/", 1, 20},
		{"还不上贷款", "/policies/P05/", 1, 20},
		{"快递工伤", "/policies/P15/", 1, 5},
		{"外卖骑手", "/policies/P14/", 1, 5},
		{"就业见习", "/policies/P16/", 1, 40},
		{"一次性吸纳就业补贴", "/policies/P01/", 1, 40},
		{"招聘会在哪里", "/fairs/", 1, 20},
		{"学技能", "/services/weihai/", 2, 20},
		{"失业登记", "/services/weihai/", 3, 30},
		{"培训项目", "/trainings/", 1, 30},
		{"乳山民政局", "/institutions/rushan/", 1, 30},
		{"12345", "/channels/", 2, 20},
		{"免费场地", "/policies/P07/", 1, 20},
		{"乳山市服务公告", "/announcements/service-rushan/", 2, 30},
		{"10月通报", "/bulletins/2022-10/weihai/", 2, 40},
		{"怎么办", "", 0, 0},
		{"xyz", "", 0, 0},
	} {
		hits := list.find(c.query)
		if place := slices.Index(hits, c.page) + 1; len(hits) > c.most || place > c.place || c.page != "" && place == 0 {
			t.Errorf("%s: %s is number %d of %d, before it %v", c.query, c.page, place, len(hits), hits[:min(len(hits), 4)])
		}
	}
}

var latin = regexp.MustCompile(`^[a-z0-9-]+$`)

var wordRun = regexp.MustCompile(`[a-z0-9-]+|[\x{3400}-\x{9fff}]+`)

func (l searchList) grams(query string) []string {
	for _, w := range l.Asking {
		query = strings.ReplaceAll(query, w, " ")
	}
	var all []string
	for _, word := range wordRun.FindAllString(query, -1) {
		list := []string{word}
		if word[0] > 'z' {
			list = nil
			for r := []rune(word); len(r) > 1; r = r[1:] {
				list = append(list, string(r[:2]))
			}
		}
		for _, w := range list {
			if !slices.Contains(all, w) {
				all = append(all, w)
			}
		}
	}
	return all
}

// worth of a word on a page: 4 in its title or keywords, 2 in its description, 1 in the rest.
func (p indexed) worth(w string) int {
	has := func(text string) bool { return strings.Contains(strings.ToLower(text), w) }
	if latin.MatchString(w) {
		whole := regexp.MustCompile("(^|[^a-z0-9])" + w + "($|[^a-z0-9])")
		has = func(text string) bool { return whole.MatchString(strings.ToLower(text)) }
	}
	switch {
	case has(p.Title) || has(p.Words):
		return 4
	case has(p.Text):
		return 2
	case has(p.Found) || has(p.Column):
		return 1
	}
	return 0
}

// find returns the addresses of the pages that have half of the query's words, rare words counting more.
func (l searchList) find(query string) []string {
	query = strings.ToLower(strings.TrimSpace(query))
	type hit struct{ page, sum, got, n int }
	hits, total := make([]hit, len(l.Pages)), 0
	for _, w := range l.grams(query) {
		worths, pages := make([]int, len(l.Pages)), 0
		for i, p := range l.Pages {
			if worths[i] = p.worth(w); worths[i] > 0 {
				pages++
			}
		}
		rare := 4
		if pages > 10 {
			rare = 2
		}
		if pages > 40 {
			rare = 1
		}
		if pages > 0 {
			total += rare
		}
		for i, n := range worths {
			hits[i].sum += rare * n
			if n > 0 {
				hits[i].got += rare
			}
		}
	}
	for i, p := range l.Pages {
		h := &hits[i]
		h.page = i
		if h.sum > 0 && h.got*2 >= total {
			h.n = p.Worth * (h.sum + 2*p.worth(query))
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return b.n - a.n })
	var found []string
	for _, h := range hits {
		if h.n > 0 {
			found = append(found, l.Pages[h.page].Path)
		}
	}
	return found
}
