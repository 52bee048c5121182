package web

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
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

// searchList is /search/index.json: the words of a question that say nothing about its subject, and the pages.
type searchList struct {
	Asking []string      `json:"asking"`
	Pages  []searchEntry `json:"pages"`
}

// searchEntry is one page: address, title, column, description, keywords, further text and how much it is worth.
type searchEntry struct {
	Path   string `json:"p"`
	Title  string `json:"t"`
	Column string `json:"c"`
	Text   string `json:"d,omitempty"`
	Words  string `json:"k,omitempty"`
	Found  string `json:"x,omitempty"`
	Worth  int    `json:"w"`
}

// asking are words of a question; a longer one comes before its parts.
var asking = []string{"怎么办", "怎么", "怎样", "如何", "哪里", "哪儿", "在哪", "什么", "多少", "能不能", "可不可以", "可以", "有没有",
	"是不是", "请问", "我", "的", "了", "吗", "呢", "想", "要"}

// worth prefers what helps a citizen over dated news and figures; other columns are worth 2.
var worth = map[string]int{
	"services": 3, "institutions": 3, "policies": 3, "channels": 3, "trainings": 3, "fairs": 3,
	"announcements": 1, "documents": 1, "progress": 1, "bulletins": 1,
}

// searchIndex writes what the script searches. It holds what pages say in their head and text without figures, so no
// figure can leak here.
func searchIndex(s *site) output.Job {
	return func(_ output.Manifest, l *diag.List) []output.File {
		list := searchList{Asking: asking, Pages: []searchEntry{}}
		for i := range s.plan {
			p := &s.plan[i]
			if p.Hidden || p.Column == "search" {
				continue
			}
			words, column := p.Keywords, s.column(p.Column)
			if p.Path == column.Path {
				words = append(column.Keywords, words...)
			}
			list.Pages = append(list.Pages, searchEntry{
				Path: p.Path, Title: p.Title, Column: column.Name, Text: p.Description,
				Words: strings.Join(words, " "), Found: p.Found, Worth: cmp.Or(worth[p.Column], 2),
			})
		}
		data, err := json.Marshal(list)
		if err != nil {
			panic(fmt.Sprintf("web: strings cannot be marshalled: %v", err)) // cannot happen: the list holds strings and integers only
		}
		return []output.File{{Path: "search/index.json", Data: data}}
	}
}

// maxScript bounds search.js, of the 15 kB that all scripts together may have (product.md).
const maxScript = 6_000

// searchScript publishes templates/search.js as it is.
func searchScript(s *site) output.Job {
	return func(_ output.Manifest, l *diag.List) []output.File {
		pos := diag.Pos{File: "templates/search.js"}
		data, err := fs.ReadFile(s.templates, "search.js")
		if err != nil {
			l.Errorf(pos, 0, "missing-file", "恢复这个文件", "缺少脚本，或者不能读取")
			return []output.File{{Path: "search/search.js"}} // links to it are not dead besides
		}
		if len(data) > maxScript || !utf8.Valid(data) {
			l.Warnf(pos, 0, "template", "脚本须是 UTF-8，并尽量小", "脚本有%d字节，超过%d字节或编码不对", len(data), maxScript)
		}
		return []output.File{{Path: "search/search.js", Data: data}}
	}
}
