package web

import "gongkai/generator/model"

// announcements plans the list of announcements and each of them.
func announcements(s *site) []page {
	c := s.column("announcements")
	list := page{
		Path:        c.Path,
		Column:      c.ID,
		Title:       c.Name,
		Description: "各区市、开发区的失业人员服务公告，以及行动通知原文。",
		Template:    "announcements",
		View:        func(*rendering) any { return s.announcements() },
	}
	return append([]page{list}, s.articlePages(model.AnnouncementArticle, c.ID)...)
}

// announcementsView is the view of announcements.html.
type announcementsView struct {
	Services  string // path of the city's package
	Items     []entry
	Documents []entry
}

// entry is an article in a list.
type entry struct {
	Path, Name string
	Day        model.Date
	Summary    string
	Place      string
	Sample     bool
}

func (s *site) announcements() announcementsView {
	return announcementsView{servicePath(s.Root().ID), s.entries(model.AnnouncementArticle), s.entries(model.DocumentArticle)}
}

func (s *site) entries(kind model.ArticleKind) []entry {
	var list []entry
	for _, a := range s.articles(kind) {
		d := entry{Path: articlePath(a), Name: a.Title.Text, Summary: a.Summary.Text, Place: s.regionName(a.Region), Sample: a.Sample}
		if !a.Published.IsZero() {
			d.Day = model.DateOf(a.Published)
		}
		list = append(list, d)
	}
	return list
}
