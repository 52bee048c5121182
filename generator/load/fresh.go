package load

import (
	"time"

	"gongkai/generator/diag"
	"gongkai/generator/model"
)

// The national inspection of government sites vetoes a home page without a new item for two weeks and columns of
// announcements without one for half a year (国办发〔2017〕47号 and its yearly lists).
const (
	homeDays         = 14
	announcementDays = 183
)

// fresh warns of columns without a new item on the day of publication. Undated items are reported with the page tag
// that they lack.
func (x *loader) fresh() {
	if x.broken[articleKind] {
		return // the newest may be the one that could not be read
	}
	asOf := x.rel.Site.AsOf
	var articles, all time.Time
	for _, a := range x.rel.Articles {
		if a.Kind == model.AnnouncementArticle || a.Kind == model.DocumentArticle {
			articles = latest(articles, a.Published)
		}
	}
	all = articles
	for _, p := range x.rel.Publications {
		if model.DateOf(p.At).Compare(asOf) <= 0 {
			all = latest(all, p.At)
		}
	}
	warn := func(what string, last time.Time, days int) {
		if articles.IsZero() || !asOf.Stated() {
			return // no article is dated: the pages say so one by one
		}
		if old := model.DateOf(last).DaysUntil(asOf); old > days {
			x.list.Warnf(diag.Pos{File: "content/announcements"}, 0, "stale", "补充新的公告或数据",
				"%s最近一项是 %s，到公开日期 %s 已有 %d 天", what, model.DateOf(last), asOf, old)
		}
	}
	warn("首页", all, homeDays)
	warn("公告和公开文件", articles, announcementDays)
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
