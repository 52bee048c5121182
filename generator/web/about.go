package web

import (
	"html/template"
	"slices"

	"gongkai/generator/model"
)

// about plans the pages of content/pages: about.md is /about/, every other one lies below it.
func about(s *site) []page {
	var pages []page
	for _, a := range s.Articles {
		if a.Kind != model.PageArticle {
			continue
		}
		p := page{
			Path:        "/about/" + a.ID + "/",
			Column:      "about",
			Title:       a.Title.Text,
			Description: a.Summary.Text,
			Keywords:    a.Keywords,
			Content:     true,
			Crumbs:      []crumb{s.crumb("about")},
			Published:   a.Published,
			Source:      a.Source.Text,
			Pos:         a.Title.Pos,
			Template:    "about",
			View:        func(r *rendering) any { return r.about(a) },
		}
		switch a.ID {
		case "about":
			p.Path, p.Crumbs = "/about/", nil
		case "disclosure":
			p.Column = "disclosure"
		}
		if p.Source == "" {
			p.Source = s.Site.Host.Text
		}
		pages = append(pages, p)
	}
	return pages
}

// aboutView is the view of about.html.
type aboutView struct {
	Body       template.HTML
	Catalogue  []catalogueGroup // disclosure only
	Covered    int
	Items      int
	Indicators []model.Indicator // methods only
	Losses     *losses           // withheld only
	Care       bool              // accessibility: how to enlarge, with the anchors that every page links to
	Others     []crumb
}

type catalogueGroup struct {
	Name  string
	Items []model.CatalogueItem
}

func (r *rendering) about(a model.Article) aboutView {
	v := aboutView{Body: r.prose(a.Body)}
	switch a.ID {
	case "disclosure":
		for _, item := range r.Catalogue {
			i := slices.IndexFunc(v.Catalogue, func(g catalogueGroup) bool { return g.Name == item.Group.Text })
			if i < 0 {
				i = len(v.Catalogue)
				v.Catalogue = append(v.Catalogue, catalogueGroup{Name: item.Group.Text})
			}
			v.Catalogue[i].Items = append(v.Catalogue[i].Items, item)
			v.Items++
			if item.Page != "" {
				v.Covered++
				r.slot.place(item.Page, item.Name.Pos)
			}
		}
	case "withheld":
		l := r.losses()
		v.Losses = &l
	case "methods":
		v.Indicators = r.Indicators
	case "accessibility":
		v.Care = true
	}
	for _, other := range r.Articles {
		if other.Kind == model.PageArticle && other.ID != a.ID {
			path := "/about/" + other.ID + "/"
			if other.ID == "about" {
				path = "/about/"
			}
			v.Others = append(v.Others, crumb{path, other.Title.Text})
		}
	}
	return v
}
