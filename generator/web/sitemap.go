package web

import (
	"encoding/xml"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/output"
)

// sitemap lists every page, by column.
func sitemap(s *site) []page {
	return []page{{
		Path:        "/sitemap/",
		Column:      "search",
		Title:       "站点地图",
		Description: "本站全部页面，按栏目排列。",
		Template:    "sitemap",
		View:        func(r *rendering) any { return siteMap(r.site) },
	}}
}

// sitemapView is the view of sitemap.html.
type sitemapView struct{ Groups []mapGroup }

type mapGroup struct {
	Column column
	Pages  []crumb
	More   []mapFold // long runs of pages of one kind, folded
}

type mapFold struct {
	Name  string
	Pages []crumb
}

func siteMap(s *site) sitemapView {
	var view sitemapView
	for _, c := range s.columns() {
		g := mapGroup{Column: c}
		folds := map[string]int{}
		for i := range s.plan {
			p := &s.plan[i]
			if p.Hidden || p.Column != c.ID {
				continue
			}
			entry := crumb{p.Path, p.Title}
			if len(p.Crumbs) < 2 {
				g.Pages = append(g.Pages, entry)
				continue
			}
			parent := p.Crumbs[len(p.Crumbs)-1]
			at, ok := folds[parent.Path]
			if !ok {
				at = len(g.More)
				folds[parent.Path] = at
				g.More = append(g.More, mapFold{Name: parent.Name})
			}
			g.More[at].Pages = append(g.More[at].Pages, entry)
		}
		if len(g.Pages)+len(g.More) > 0 {
			view.Groups = append(view.Groups, g)
		}
	}
	return view
}

// notFound is what a server shows for an address that does not exist.
func notFound(*site) []page {
	return []page{{
		Path:        "/404.html",
		Column:      "search",
		Title:       "没有找到这个页面",
		Description: "地址可能写错，或页面已经移动。",
		Template:    "404",
		Hidden:      true,
	}}
}

// sitemapXML writes the site map of sitemaps.org; lastmod is the day of publication, never the day of a build.
func sitemapXML(s *site) output.Job {
	if s.Site.BaseURL == "" {
		return nil
	}
	return func(output.Manifest, *diag.List) []output.File {
		var b strings.Builder
		b.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
		for i := range s.plan {
			p := &s.plan[i]
			if p.Hidden {
				continue
			}
			b.WriteString("<url><loc>" + escapeXML(s.absolute(p.Path)) + "</loc>")
			if day := p.Day(); day.Stated() {
				b.WriteString("<lastmod>" + day.String() + "</lastmod>")
			}
			b.WriteString("</url>\n")
		}
		b.WriteString("</urlset>\n")
		return []output.File{{Path: "sitemap.xml", Data: []byte(b.String())}}
	}
}

func escapeXML(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder never fails
	return b.String()
}
