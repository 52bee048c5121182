package web

import (
	"slices"
	"strings"
	"time"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/output"
)

// feedSize is the number of entries that feed readers get.
const feedSize = 30

// feed writes the dated pages, newest first, as Atom (RFC 4287). Ids and times come from the pages, so that a rebuild
// gives the same entries.
func feed(s *site) output.Job {
	if s.Site.BaseURL == "" {
		return nil
	}
	return func(output.Manifest, *diag.List) []output.File {
		var dated []*page
		for i := range s.plan {
			if p := &s.plan[i]; p.Content && !p.Published.IsZero() {
				dated = append(dated, p)
			}
		}
		slices.SortStableFunc(dated, func(a, b *page) int { return b.Published.Compare(a.Published) })
		dated = dated[:min(len(dated), feedSize)]
		updated := time.Date(s.Site.AsOf.Year, time.Month(s.Site.AsOf.Month), s.Site.AsOf.Day, 0, 0, 0, 0, model.Beijing)
		if len(dated) > 0 {
			updated = dated[0].Published
		}
		var b strings.Builder
		b.WriteString(`<?xml version="1.0" encoding="utf-8"?>` + "\n" + `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">` + "\n")
		element := func(name, text string) {
			b.WriteString("<" + name + ">" + escapeXML(text) + "</" + name + ">")
		}
		element("title", s.Site.Name.Text)
		if s.Site.Sample {
			element("subtitle", "示例数据")
		}
		element("id", s.absolute("/"))
		element("updated", stamp(updated))
		b.WriteString(`<author><name>` + escapeXML(s.Site.Host.Text) + `</name></author>`)
		b.WriteString(`<link rel="self" href="` + escapeXML(s.absolute("/feed.xml")) + `"/><link href="` + escapeXML(s.absolute("/")) + `"/>` + "\n")
		for _, p := range dated {
			b.WriteString("<entry>")
			element("title", p.Title)
			element("id", s.absolute(p.Path))
			b.WriteString(`<link href="` + escapeXML(s.absolute(p.Path)) + `"/>`)
			element("updated", stamp(p.Published))
			element("summary", p.Description)
			b.WriteString("</entry>\n")
		}
		b.WriteString("</feed>\n")
		return []output.File{{Path: "feed.xml", Data: []byte(b.String())}}
	}
}

func stamp(t time.Time) string { return t.In(model.Beijing).Format(time.RFC3339) }
