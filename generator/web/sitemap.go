package web

import (
	"encoding/xml"
	"fmt"
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
			if p.Hidden || p.Shelved || p.Column != c.ID {
				continue
			}
			entry := crumb{p.Path, p.Title}
			fold := p.Fold
			if len(p.Crumbs) > 1 {
				fold = p.Crumbs[len(p.Crumbs)-1].Name
			}
			if fold == "" {
				g.Pages = append(g.Pages, entry)
				continue
			}
			at, ok := folds[fold]
			if !ok {
				at = len(g.More)
				folds[fold] = at
				g.More = append(g.More, mapFold{Name: fold})
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

// mostAddresses is how many addresses one site map may have (sitemaps.org).
const mostAddresses = 50_000

// sitemapXML writes the site map of sitemaps.org; lastmod is the day of publication, never the day of a build.
func sitemapXML(s *site) output.Job {
	if s.Site.BaseURL == "" {
		return nil
	}
	return func(output.Manifest, *diag.List) []output.File { return s.siteMaps(mostAddresses) }
}

// siteMaps returns one site map, or more of at most so many addresses and the index of them.
func (s *site) siteMaps(most int) []output.File {
	const schema = ` xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n"
	var maps []string
	var b strings.Builder
	count := 0
	finish := func() {
		maps = append(maps, xml.Header+"<urlset"+schema+b.String()+"</urlset>\n")
		b.Reset()
		count = 0
	}
	for i := range s.plan {
		p := &s.plan[i]
		if p.Hidden {
			continue
		}
		if count == most {
			finish()
		}
		b.WriteString("<url><loc>" + escapeXML(s.absolute(p.Path)) + "</loc>")
		if day := p.Day(); day.Stated() {
			b.WriteString("<lastmod>" + day.String() + "</lastmod>")
		}
		b.WriteString("</url>\n")
		count++
	}
	finish()
	if len(maps) == 1 {
		return []output.File{{Path: "sitemap.xml", Data: []byte(maps[0])}}
	}
	var files []output.File
	index := xml.Header + "<sitemapindex" + schema
	for i, text := range maps {
		name := fmt.Sprintf("sitemap-%d.xml", i+1)
		files = append(files, output.File{Path: name, Data: []byte(text)})
		index += "<sitemap><loc>" + escapeXML(s.absolute("/"+name)) + "</loc></sitemap>\n"
	}
	return append(files, output.File{Path: "sitemap.xml", Data: []byte(index + "</sitemapindex>\n")})
}

func escapeXML(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder never fails
	return b.String()
}
