package web

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"gongkai/generator/diag"
	"gongkai/generator/model"
)

// page is one page as it is planned: everything that its tags, the site map and the search index need.
type page struct {
	Path        string // root-relative: /progress/2022-10/
	Column      string // id of its column
	Title       string // of the window; also the h1 unless H1 says otherwise
	H1          string
	Description string // one or two sentences for sharing and search
	Keywords    []string
	Found       string    // further text that search finds the page by; never figures
	Content     bool      // a page with a date and a source; false = a column page
	Crumbs      []crumb   // between 首页 and the page itself
	Published   time.Time // PubDate; never the time of a build
	Source      string    // ContentSource
	AsOf        model.Date
	Pos         diag.Pos // where its content was written, for messages
	Template    string   // name without .html
	Scripts     []string // deferred, optional
	View        func(*rendering) any
	Feed        string // its own, besides that of the site
	Hidden      bool   // not in the site map and not in search
	Fold        string // heading under which the site map folds it away; empty: none
	Shelved     bool   // stands on a list of older pages, and only that list stands in the site map
}

// crumb is one step of 当前位置.
type crumb struct{ Path, Name string }

// tag is one <meta name=…> of 国办发〔2017〕47号.
type tag struct{ Name, Content string }

// Given reports whether the tag says what the office is called and numbered, which is no figure of the site.
func (t tag) Given() bool {
	return t.Name == "SiteName" || t.Name == "og:site_name" || t.Name == "SiteDomain" || t.Name == "SiteIDCode"
}

// file is the place of the page in the published folder.
func (p *page) file() string { return fileOf(p.Path) }

func fileOf(path string) string {
	path = strings.TrimPrefix(path, "/")
	if path == "" || strings.HasSuffix(path, "/") {
		return path + "index.html"
	}
	return path
}

// Heading is the h1.
func (p *page) Heading() string { return cmp.Or(p.H1, p.Title) }

// Written is the publication time in the form of PubDate, or empty.
func (p *page) Written() string {
	if p.Published.IsZero() {
		return ""
	}
	return p.Published.In(model.Beijing).Format("2006-01-02 15:04")
}

// Day is the publication day, or the zero date.
func (p *page) Day() model.Date {
	if p.Published.IsZero() {
		return model.Date{}
	}
	return model.DateOf(p.Published)
}

// tags returns the page tags of 国办发〔2017〕47号; a tag whose value is unknown is left out.
func (s *site) tags(p *page) []tag {
	col := s.column(p.Column)
	all := []tag{
		{"SiteName", s.Site.Name.Text},
		{"SiteDomain", s.Site.Domain},
		{"SiteIDCode", s.Site.IDCode},
		{"ColumnName", col.Name},
	}
	if p.Content {
		all = append(all,
			tag{"ColumnType", col.Type},
			tag{"ArticleTitle", p.Heading()},
			tag{"PubDate", p.Written()},
			tag{"ContentSource", p.Source},
			tag{"Keywords", strings.Join(p.Keywords, ",")},
			tag{"Description", p.Description},
			tag{"Url", s.absolute(p.Path)})
	} else {
		all = append(all,
			tag{"ColumnDescription", col.Description},
			tag{"ColumnKeywords", strings.Join(col.Keywords, ",")},
			tag{"ColumnType", col.Type})
	}
	all = append(all, tag{"description", p.Description})
	return known(all)
}

// known leaves out the tags whose value is not known.
func known(all []tag) []tag {
	return slices.DeleteFunc(all, func(t tag) bool { return t.Content == "" })
}

// shares returns the tags by which a page is shown when somebody sends it (The Open Graph protocol, ogp.me): WeChat and others
// take title and description from them.
func (s *site) shares(p *page) []tag {
	kind := "website"
	if p.Content {
		kind = "article"
	}
	all := []tag{
		{"og:type", kind},
		{"og:title", p.Title},
		{"og:description", p.Description},
		{"og:url", s.absolute(p.Path)},
		{"og:site_name", s.Site.Name.Text},
		{"og:locale", "zh_CN"},
	}
	return known(all)
}

// absolute returns the address with scheme and host; empty while base_url is not configured.
func (s *site) absolute(path string) string {
	if s.Site.BaseURL == "" {
		return ""
	}
	return strings.TrimSuffix(s.Site.BaseURL, "/") + path
}

// reportTags lists each tag that some pages lack, once.
func reportTags(s *site, l *diag.List) {
	config := diag.Pos{File: "data/site.yaml"}
	for _, t := range []struct{ name, key, value string }{
		{"SiteName", "name", s.Site.Name.Text},
		{"SiteDomain", "domain", s.Site.Domain},
		{"SiteIDCode", "id_code", s.Site.IDCode},
	} {
		if t.value == "" {
			l.Warnf(config, 0, "page-tag", "取得后写入 "+t.key+"，不要编造", "全部页面缺少标签 %s：%s 未填写", t.name, t.key)
		}
	}
	if s.Site.BaseURL == "" {
		l.Warnf(config, 0, "page-tag", "上线前写入 base_url，例如 https://www.example.gov.cn/",
			"全部页面缺少标签 Url，也不生成 sitemap.xml 和 feed.xml：base_url 未填写")
	}
	for _, t := range []struct {
		name, hint string
		lacks      func(*page) bool
	}{
		{"PubDate", "知道发布时间的，文稿写在 published，数据页面写在 data/releases.yaml；不知道的空着，不要编造", func(p *page) bool { return p.Published.IsZero() }},
		{"ContentSource", "写明信息来源", func(p *page) bool { return p.Source == "" }},
	} {
		count, first := 0, (*page)(nil)
		for i := range s.plan {
			p := &s.plan[i]
			if p.Content && t.lacks(p) {
				count++
				if first == nil || (!first.Pos.Known() && p.Pos.Known()) {
					first = p
				}
			}
		}
		if count > 0 {
			l.Warnf(first.Pos, 0, "page-tag", t.hint, "%d个内容页缺少标签 %s，例如 %s", count, t.name, first.Path)
		}
	}
}
