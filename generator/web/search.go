package web

import (
	"encoding/json"
	"fmt"
	"io/fs"
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

// searchEntry is one page in /search/index.json: address, title, column, description and keywords.
type searchEntry struct {
	Path   string   `json:"p"`
	Title  string   `json:"t"`
	Column string   `json:"c"`
	Text   string   `json:"d,omitempty"`
	Words  []string `json:"k,omitempty"`
}

// searchIndex writes what the script searches. It holds what pages say in their head, so no figure can leak here.
func searchIndex(s *site) output.Job {
	return func(_ output.Manifest, l *diag.List) []output.File {
		entries := []searchEntry{}
		for i := range s.plan {
			p := &s.plan[i]
			if p.Hidden || p.Column == "search" {
				continue
			}
			entries = append(entries, searchEntry{p.Path, p.Title, s.column(p.Column).Name, p.Description, p.Keywords})
		}
		data, err := json.Marshal(entries)
		if err != nil {
			panic(fmt.Sprintf("web: strings cannot be marshalled: %v", err)) // cannot happen: the entries hold strings only
		}
		return []output.File{{Path: "search/index.json", Data: data}}
	}
}

// maxScript bounds search.js, of the 15 kB that all scripts together may have (product.md).
const maxScript = 5_000

// searchScript publishes templates/search.js as it is.
func searchScript(s *site) output.Job {
	return func(_ output.Manifest, l *diag.List) []output.File {
		pos := diag.Pos{File: "templates/search.js"}
		data, err := fs.ReadFile(s.templates, "search.js")
		if err != nil {
			l.Errorf(pos, 0, "template", "", "读不到脚本：%v", err)
			return nil
		}
		if len(data) > maxScript || !utf8.Valid(data) {
			l.Warnf(pos, 0, "template", "脚本须是 UTF-8，并尽量小", "脚本有%d字节，超过%d字节或编码不对", len(data), maxScript)
		}
		return []output.File{{Path: "search/search.js", Data: data}}
	}
}
