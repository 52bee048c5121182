package web

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/output"
)

// search plans the search page. Without a script it leads to the site map; with one it searches on the device.
func search(s *site) []page {
	return []page{{
		Path:        "/search/",
		Column:      "search",
		Title:       "搜索",
		Description: "在本站查找页面；搜索在您的设备上进行，不上传内容。",
		Template:    "search",
		Scripts:     []string{"/search/search.js"},
		View: func(r *rendering) any {
			var v searchView
			for _, c := range r.columns() {
				if c.ID != "search" {
					v.Columns = append(v.Columns, c)
				}
			}
			return v
		},
	}}
}

// searchView is the view of search.html.
type searchView struct{ Columns []column }

// searchWords is /search/words.json: how a query is read and where its files are.
type searchWords struct {
	Asking []string   `json:"asking"` // words of a question that say nothing about its subject
	Same   [][]string `json:"same"`   // words that mean the same, first that of the site
	Pages  int        `json:"pages"`  // of the site
	Each   int        `json:"each"`   // pages in a file
	Files  int        `json:"files"`  // with terms
	Most   int        `json:"most"`   // pages that a term names
}

// asking are words of a question; a longer one comes before its parts.
var asking = []string{"怎么办", "怎么", "怎样", "如何", "为什么", "什么时候", "哪里", "哪儿", "哪些", "在哪", "什么", "多少", "能不能", "可不可以",
	"可以", "有没有", "是不是", "请问", "我", "的", "了", "吗", "呢", "想", "要"}

// searchEntry is what a result shows of a page: address, title, column, unit and description.
type searchEntry struct {
	Path   string `json:"p"`
	Title  string `json:"t"`
	Column string `json:"c"`
	Unit   string `json:"u,omitempty"`
	Text   string `json:"d,omitempty"`
}

// eachFile is the number of pages in a file: a query needs the files of twenty pages, and most of what else is in them
// is of no use to it.
const eachFile = 3

// togetherFiles is how many of these files a job makes.
const togetherFiles = 64

// mostText is how much of a description a result shows, in characters.
const mostText = 60

// pages writes what results show of the pages, a few pages in each file.
func (x *indexing) pages() []output.Job {
	files := slices.Collect(slices.Chunk(x.order, eachFile))
	var jobs []output.Job
	for first, some := range slices.Collect(slices.Chunk(files, togetherFiles)) {
		jobs = append(jobs, func(output.Manifest, *diag.List) []output.File {
			var out []output.File
			for i, pages := range some {
				entries := []searchEntry{}
				for _, n := range pages {
					p := &x.plan[n]
					entries = append(entries, searchEntry{p.Path, p.Title, x.columns[p.Column].Name, x.unitName(p), shorten(p.Description, mostText)})
				}
				out = append(out, output.File{Path: fmt.Sprintf("search/pages/%d.json", first*togetherFiles+i), Data: marshalled(entries)})
			}
			return out
		})
	}
	return jobs
}

// shorten cuts a text to so many characters, behind a sentence or a part of one: no number loses its end or its unit.
func shorten(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	short := []rune(text)[:most]
	for len(short) > 0 && !strings.ContainsRune("。；，、", short[len(short)-1]) {
		short = short[:len(short)-1]
	}
	return string(short) + "……"
}

func marshalled(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("web: strings cannot be marshalled: %v", err)) // cannot happen: there are strings and integers only
	}
	return data
}

// worth prefers what helps a citizen over dated news and figures; other columns are worth 2.
var worth = map[string]int{
	"services": 3, "institutions": 3, "policies": 3, "channels": 3, "trainings": 3, "fairs": 3,
	"announcements": 1, "documents": 1, "progress": 1, "bulletins": 1,
}

func (p *page) worth() int { return cmp.Or(worth[p.Column], 2) }

// searched lists the pages that a search finds by their place in the plan: the number of a page is its place here. What is
// worth more comes first, then what is newer: that is the order of pages that fit a query equally.
func (s *site) searched() []int32 {
	var order []int32
	for i := range s.plan {
		if p := &s.plan[i]; !p.Hidden && p.Column != "search" {
			order = append(order, int32(i))
		}
	}
	slices.SortStableFunc(order, func(a, b int32) int {
		p, q := &s.plan[a], &s.plan[b]
		return cmp.Or(q.worth()-p.worth(), q.AsOf.Compare(p.AsOf), q.Published.Compare(p.Published))
	})
	return order
}

// maxSearchScript bounds search.js as it is published, of the 15 kB that all scripts together may have (product.md).
const maxSearchScript = 8_000

func searchScript(s *site) output.Job {
	return script(s, "search.js", "search/search.js", maxSearchScript)
}
