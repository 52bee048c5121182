package web

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/output"
)

// feedSize is the number of entries that feed readers get.
const feedSize = 50

// item is an entry of a feed.
type item struct {
	Path, Title, Summary string
	Published            time.Time
}

// feed writes the dated pages, and those of each unit's announcements, newest first, as Atom (RFC 4287). Ids and times come
// from the pages, so that a rebuild gives the same entries.
func feed(s *site) output.Job {
	if s.Site.BaseURL == "" {
		return nil
	}
	return func(output.Manifest, *diag.List) []output.File {
		var dated newest
		for i := range s.plan {
			if p := &s.plan[i]; p.Content && !p.Published.IsZero() {
				dated.add(item{p.Path, p.Title, p.Description, p.Published})
			}
		}
		list := []output.File{s.atom("/feed.xml", s.Site.Name.Text, "/", dated)}
		for _, r := range s.Regions {
			list = append(list, s.atom(feedPath(r.ID), placeName(r)+"公告", servicePath(r.ID), s.news(r.ID)))
		}
		return list
	}
}

// feedPath is the address of the feed of a unit's announcements.
func feedPath(region string) string { return servicePath(region) + "feed.xml" }

// news are the dated announcements that concern a unit.
func (s *site) news(region string) newest {
	var list newest
	for i := range s.Articles {
		a := &s.Articles[i]
		if a.Kind == model.AnnouncementArticle && !a.Published.IsZero() && list.takes(a.Published) && s.concerns(a.Region, region) {
			list.add(item{articlePath(a), a.Title.Text, cmp.Or(a.Summary.Text, a.Title.Text), a.Published})
		}
	}
	return list
}

// newest are the newest items of those that were added, as many as a feed has; of a day, those that came first.
type newest []item

// takes reports whether an item of that time would be kept.
func (n newest) takes(t time.Time) bool { return len(n) < feedSize || t.After(n[feedSize-1].Published) }

func (n *newest) add(x item) {
	if !n.takes(x.Published) {
		return
	}
	at, _ := slices.BinarySearchFunc(*n, x.Published, func(y item, t time.Time) int {
		if y.Published.Before(t) {
			return 1
		}
		return -1
	})
	*n = slices.Insert(*n, at, x)
	*n = (*n)[:min(len(*n), feedSize)]
}

// atom writes the newest entries of a feed whose page is home.
func (s *site) atom(path, title, home string, dated newest) output.File {
	updated := time.Date(s.Site.AsOf.Year, time.Month(s.Site.AsOf.Month), s.Site.AsOf.Day, 0, 0, 0, 0, model.Beijing)
	if len(dated) > 0 {
		updated = dated[0].Published
	}
	id := path
	if home == "/" {
		id = home
	}
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="utf-8"?>` + "\n" + `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">` + "\n")
	element := func(name, text string) {
		b.WriteString("<" + name + ">" + escapeXML(text) + "</" + name + ">")
	}
	element("title", title)
	if s.Site.Sample {
		element("subtitle", "示例数据")
	}
	element("id", s.absolute(id))
	element("updated", stamp(updated))
	b.WriteString("<author>")
	element("name", cmp.Or(s.Site.Host.Text, s.Site.Name.Text)) // an author has a name (4.2.1)
	b.WriteString(`</author><link rel="self" href="` + escapeXML(s.absolute(path)) + `"/><link href="` + escapeXML(s.absolute(home)) + `"/>` + "\n")
	for _, x := range dated {
		b.WriteString("<entry>")
		element("title", x.Title)
		element("id", s.absolute(x.Path))
		b.WriteString(`<link href="` + escapeXML(s.absolute(x.Path)) + `"/>`)
		element("updated", stamp(x.Published))
		element("summary", x.Summary)
		b.WriteString("</entry>\n")
	}
	b.WriteString("</feed>\n")
	return output.File{Path: fileOf(path), Data: []byte(b.String())}
}

func stamp(t time.Time) string { return t.In(model.Beijing).Format(time.RFC3339) }
