package web

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"gongkai/generator/model"
)

// newsOf plans n announcements, the newest last, and returns what each list shows by its address.
func newsOf(t *testing.T, n int) (s *site, lists map[string][]entry) {
	t.Helper()
	rel := fullTown(t)
	rel.Articles = nil
	for i := range n {
		a := model.Article{Kind: model.AnnouncementArticle, ID: fmt.Sprintf("a%d", i), Title: text(fmt.Sprint("题", i))}
		if i > 0 { // one has no day
			a.Published = at(t, "2022-01-01 09:00").Add(time.Duration(i) * time.Hour)
		}
		rel.Articles = append(rel.Articles, a)
	}
	s = &site{Release: rel}
	s.plan = announcements(s)
	lists = map[string][]entry{}
	for i := range s.plan {
		switch v := s.plan[i].view(s).(type) {
		case announcementsView:
			lists[s.plan[i].Path] = v.Items
		case olderView:
			lists[s.plan[i].Path] = v.Items
		}
	}
	return s, lists
}

// view is what the template of a list gets.
func (p *page) view(s *site) any {
	if p.Template == "article" {
		return nil
	}
	return p.View(&rendering{site: s})
}

func TestEveryAnnouncementStandsOnOneListThatKeepsIt(t *testing.T) {
	for _, c := range []struct{ articles, older int }{{0, 0}, {1, 0}, {99, 0}, {100, 1}, {149, 1}, {150, 2}, {1000, 19}} {
		_, lists := newsOf(t, c.articles)
		_, later := newsOf(t, c.articles+60)
		if len(lists) != 1+c.older {
			t.Errorf("%d announcements: %d lists, want %d", c.articles, len(lists), 1+c.older)
		}
		var all []string
		for path, items := range lists {
			for _, e := range items {
				all = append(all, e.Path)
			}
			if path != "/announcements/" && (len(items) != shelf || !slices.Equal(items, later[path])) {
				t.Errorf("%d announcements: %s has %d, and others when new ones come", c.articles, path, len(items))
			}
		}
		slices.Sort(all)
		if n := len(slices.Compact(all)); len(all) != c.articles || n != c.articles {
			t.Errorf("%d announcements: %d are listed, %d different ones", c.articles, len(all), n)
		}
	}
}

func TestListsOfAnnouncementsLeadToEachOther(t *testing.T) {
	s, _ := newsOf(t, 150)
	var got []string
	for i := range s.plan {
		switch v := s.plan[i].view(s).(type) {
		case announcementsView:
			got = append(got, fmt.Sprint(s.plan[i].Path, " ", *v.Older))
		case olderView:
			line := fmt.Sprint(s.plan[i].Path, " ", s.plan[i].Title, " ", v.Newer)
			if v.Older != nil {
				line += fmt.Sprint(" ", *v.Older)
			}
			got = append(got, line)
		}
	}
	want := `/announcements/ {/announcements/page/2/ 较早的公告}
/announcements/page/2/ 2022年1月3日至2022年1月5日的公告 {/announcements/ 最新的公告} {/announcements/page/1/ 较早的公告}
/announcements/page/1/ 2022年1月1日至2022年1月3日的公告 {/announcements/page/2/ 较新的公告}`
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}

func TestSiteMapLeavesOlderAnnouncementsToTheirLists(t *testing.T) {
	s, _ := newsOf(t, 150)
	var pages, folded int
	for _, g := range siteMap(s).Groups {
		pages += len(g.Pages)
		for _, fold := range g.More {
			folded += len(fold.Pages)
		}
	}
	if pages != 1+50 || folded != 2 {
		t.Errorf("%d pages and %d lists of older ones", pages, folded)
	}
}

func TestSiteMapsOfManyAddressesHaveAnIndex(t *testing.T) {
	s, _ := newsOf(t, 4)
	s.Site.BaseURL = "https://town.example/"
	var got []string
	for _, f := range s.siteMaps(2) {
		got = append(got, fmt.Sprint(f.Path, " ", strings.Count(string(f.Data), "<loc>https://town.example/")))
	}
	if fmt.Sprint(got) != "[sitemap-1.xml 2 sitemap-2.xml 2 sitemap-3.xml 1 sitemap.xml 3]" {
		t.Errorf("got %v", got)
	}
	if files := s.siteMaps(5); len(files) != 1 || files[0].Path != "sitemap.xml" {
		t.Errorf("five addresses fit in one: %d files", len(files))
	}
}
