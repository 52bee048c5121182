package web

import (
	"fmt"
	"slices"

	"gongkai/generator/model"
)

// shelf is how many announcements a page of older ones holds. The first page has as many to twice as many, so that an
// older page, counted from the oldest, keeps its address and what stands on it when something new is published.
const shelf = 50

// announcements plans the lists of announcements and each of them.
func announcements(s *site) []page {
	c := s.column("announcements")
	all := s.articles(model.AnnouncementArticle)
	older := max(0, len(all)/shelf-1)
	front := len(all) - older*shelf
	lists := []page{{
		Path:        c.Path,
		Column:      c.ID,
		Title:       c.Name,
		Description: "各区市、开发区的失业人员服务公告，以及行动通知原文。",
		Template:    "announcements",
		View: func(*rendering) any {
			v := announcementsView{Services: servicePath(s.Root().ID), Items: s.entries(all[:front]), Documents: s.entries(s.articles(model.DocumentArticle))}
			if older > 0 {
				v.Older = &crumb{shelfPath(older), "较早的公告"}
			}
			return v
		},
	}}
	for n := older; n > 0; n-- {
		at := front + (older-n)*shelf
		held := all[at : at+shelf]
		lists = append(lists, page{
			Path:        shelfPath(n),
			Column:      c.ID,
			Title:       between(held) + "的公告",
			Description: "较早的服务公告和通知公告，新的在前。",
			Crumbs:      []crumb{s.crumb(c.ID)},
			Template:    "older",
			Fold:        "较早的公告",
			View: func(*rendering) any {
				v := olderView{Items: s.entries(held), Newer: crumb{c.Path, "最新的公告"}}
				if n < older {
					v.Newer = crumb{shelfPath(n + 1), "较新的公告"}
				}
				if n > 1 {
					v.Older = &crumb{shelfPath(n - 1), "较早的公告"}
				}
				return v
			},
		})
	}
	pages := s.articlePages(model.AnnouncementArticle, c.ID)
	for i := front; i < len(pages); i++ {
		pages[i].Shelved = true
	}
	return append(lists, pages...)
}

func shelfPath(n int) string { return fmt.Sprintf("/announcements/page/%d/", n) }

// between names the days of a list that has the newest first and those without a day last.
func between(list []*model.Article) string {
	dated := slices.IndexFunc(list, func(a *model.Article) bool { return a.Published.IsZero() })
	switch {
	case dated == 0:
		return "没有写明日期"
	case dated < 0:
		dated = len(list)
	}
	first, last := model.DateOf(list[dated-1].Published), model.DateOf(list[0].Published)
	if first == last {
		return first.Words()
	}
	return first.Words() + "至" + last.Words()
}

// announcementsView is the view of announcements.html.
type announcementsView struct {
	Services  string // path of the city's package
	Items     []entry
	Older     *crumb // nil: everything stands here
	Documents []entry
}

// olderView is the view of older.html.
type olderView struct {
	Items []entry
	Newer crumb
	Older *crumb // nil: nothing is older
}

// entry is an article in a list.
type entry struct {
	Path, Name string
	Day        model.Date
	Summary    string
	Place      string
	Sample     bool
}

func (s *site) entries(articles []*model.Article) []entry {
	var list []entry
	for _, a := range articles {
		d := entry{Path: articlePath(a), Name: a.Title.Text, Summary: a.Summary.Text, Place: s.regionName(a.Region), Sample: a.Sample}
		if !a.Published.IsZero() {
			d.Day = model.DateOf(a.Published)
		}
		list = append(list, d)
	}
	return list
}
