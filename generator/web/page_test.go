package web

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/output"
)

func TestTagsFollowTheKindOfPage(t *testing.T) {
	rel := emptyTown(t)
	rel.Site.IDCode, rel.Site.BaseURL = "示例码", "https://gongkai.example/"
	s := &site{Release: rel}
	column := &page{Path: "/policies/", Column: "policies", Title: "政策清单", Description: "说明"}
	content := &page{Path: "/documents/notice/", Column: "documents", Title: "窗口", H1: "通知", Content: true, Published: at(t, "2022-11-16 09:05"), Keywords: []string{"甲", "乙"}}
	for _, c := range []struct {
		page *page
		want []string
	}{
		{column, []string{"SiteName=某市信息公开", "SiteIDCode=示例码", "ColumnName=政策清单", "ColumnDescription=失业人员和用人单位可以享受的政策。", "ColumnKeywords=就业政策,补贴,申请条件", "ColumnType=政策文件", "description=说明"}},
		{content, []string{"SiteName=某市信息公开", "SiteIDCode=示例码", "ColumnName=政策文件", "ColumnType=政策文件", "ArticleTitle=通知", "PubDate=2022-11-16 09:05", "Keywords=甲,乙", "Url=https://gongkai.example/documents/notice/"}},
	} {
		var got []string
		for _, tag := range s.tags(c.page) {
			got = append(got, tag.Name+"="+tag.Content)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("tags of %s are\n%q, want\n%q", c.page.Path, got, c.want)
		}
	}
}

func TestMissingTagsAreListedOnce(t *testing.T) {
	rel := countedTown(t)
	rel.Site.BaseURL = ""
	var l diag.List
	templates := templateFiles()
	Jobs(rel, compose.New(templates, rel, &l), templates, &l)
	var got []string
	for _, d := range l.Sorted() {
		got = append(got, fmt.Sprintf("%s [%s] %s", d.Pos.File, d.Rule, d.Text))
		if !d.Warning {
			t.Errorf("%s is an error", d.Text)
		}
	}
	want := []string{
		"data/site.yaml [page-tag] 全部页面缺少标签 Url，也不生成 sitemap.xml 和 feed.xml：base_url 未填写",
		"data/site.yaml [page-tag] 全部页面缺少标签 SiteDomain：domain 未填写",
		"data/site.yaml [page-tag] 全部页面缺少标签 SiteIDCode：id_code 未填写",
	}
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("no message %q in %q", w, got)
		}
	}
	for _, name := range []string{"PubDate", "ContentSource"} {
		count := 0
		for _, g := range got {
			if strings.Contains(g, name) {
				count++
			}
		}
		if count != 1 {
			t.Errorf("%s is reported %d times in %q", name, count, got)
		}
	}
}

// written runs the jobs of the files that are not pages.
func written(t *testing.T, rel *model.Release) map[string]string {
	t.Helper()
	s, _, l := plan(t, rel, types)
	found := map[string]string{}
	for _, file := range files {
		job := file(s)
		if job == nil {
			continue
		}
		for _, f := range job(output.Manifest{}, l) {
			found[f.Path] = string(f.Data)
		}
	}
	for _, job := range searchIndex(s) {
		for _, f := range job(output.Manifest{}, l) {
			found[f.Path] = string(f.Data)
		}
	}
	for _, d := range l.Sorted() {
		t.Errorf("%s: %s [%s]", d.Pos, d.Text, d.Rule)
	}
	return found
}

func TestFeedAndSiteMapAreWellFormedAndDated(t *testing.T) {
	files := written(t, countedTown(t))
	var feed struct {
		Updated string `xml:"updated"`
		Entries []struct {
			ID      string `xml:"id"`
			Updated string `xml:"updated"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(files["feed.xml"]), &feed); err != nil {
		t.Fatal(err)
	}
	if len(feed.Entries) == 0 || feed.Updated != feed.Entries[0].Updated || feed.Updated != "2022-02-10T09:00:00+08:00" {
		t.Errorf("the feed says %+v", feed)
	}
	var sitemap struct {
		URLs []struct {
			Loc     string `xml:"loc"`
			LastMod string `xml:"lastmod"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal([]byte(files["sitemap.xml"]), &sitemap); err != nil {
		t.Fatal(err)
	}
	dated := map[string]string{}
	for _, u := range sitemap.URLs {
		dated[u.Loc] = u.LastMod
	}
	if day, ok := dated["https://gongkai.example/progress/2022-01/"]; !ok || day != "2022-02-10" {
		t.Errorf("the month's page is dated %q (listed: %v)", day, ok)
	}
	if _, ok := dated["https://gongkai.example/404.html"]; ok {
		t.Error("the page for what is not found is on the site map")
	}
	if !strings.Contains(files["robots.txt"], "Sitemap: https://gongkai.example/sitemap.xml") {
		t.Errorf("robots.txt is %q", files["robots.txt"])
	}
	var index searchWords
	if err := json.Unmarshal([]byte(files["search/words.json"]), &index); err != nil || index.Pages < 10 {
		t.Errorf("the search index has %d pages: %v", index.Pages, err)
	}
}

// TestFeedsOfUnits: what RFC 4287 asks of each feed, and only what concerns the unit.
func TestFeedsOfUnits(t *testing.T) {
	rel := fullTown(t)
	rel.Articles = append(rel.Articles, model.Article{Kind: model.AnnouncementArticle, ID: "other", Title: text("别处"), Region: "elsewhere", Published: at(t, "2022-11-21 09:00")})
	for i := range 60 {
		rel.Articles = append(rel.Articles, model.Article{Kind: model.AnnouncementArticle, ID: fmt.Sprintf("a%d", i), Title: text("甲<&"), Published: at(t, "2022-11-20 09:00")})
	}
	files := written(t, rel)
	ids := map[string]bool{}
	for _, name := range []string{"feed.xml", "services/city/feed.xml", "services/east/feed.xml"} {
		var feed struct {
			ID      string   `xml:"id"`
			Title   string   `xml:"title"`
			Updated string   `xml:"updated"`
			Author  []string `xml:"author>name"`
			Entries []struct {
				ID      string `xml:"id"`
				Title   string `xml:"title"`
				Updated string `xml:"updated"`
			} `xml:"entry"`
		}
		if err := xml.Unmarshal([]byte(files[name]), &feed); err != nil {
			t.Fatal(name, err)
		}
		if feed.ID == "" || ids[feed.ID] || feed.Title == "" || feed.Updated == "" || len(feed.Author) != 1 || feed.Author[0] == "" || len(feed.Entries) != feedSize {
			t.Errorf("%s: %q %q %q %q, %d entries", name, feed.ID, feed.Title, feed.Updated, feed.Author, len(feed.Entries))
		}
		ids[feed.ID] = true
		for _, e := range feed.Entries {
			if e.ID == "" || e.Title == "" || e.Updated == "" || name == "services/east/feed.xml" && e.Title == "别处" {
				t.Errorf("%s: %+v", name, e)
			}
		}
	}
}

func TestWithoutBaseAddressNothingIsAbsolute(t *testing.T) {
	rel := countedTown(t)
	rel.Site.BaseURL = ""
	files := written(t, rel)
	for _, name := range []string{"feed.xml", "sitemap.xml"} {
		if _, ok := files[name]; ok {
			t.Errorf("%s is written without base_url", name)
		}
	}
	s, r, l := plan(t, rel, figural)
	for i := range s.plan {
		html := string(r.page(&s.plan[i], &slot{}, output.Manifest{}, l))
		for _, wrong := range []string{"canonical", "feed.xml", `name="Url"`} {
			if strings.Contains(html, wrong) {
				t.Errorf("%s has %s without base_url", s.plan[i].Path, wrong)
			}
		}
	}
}
