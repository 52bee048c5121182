package web

import (
	"cmp"
	"html/template"
	"path"
	"slices"

	"gongkai/generator/diag"
	"gongkai/generator/model"
)

// articleView is the view of article.html: a disclosed document or an announcement with its header.
type articleView struct {
	Summary string
	Body    template.HTML
	Info    []info
	Sample  bool
	Related []crumb
}

// articlePages plans the pages of one kind of article.
func (s *site) articlePages(kind model.ArticleKind, column string) []page {
	var pages []page
	for _, a := range s.articles(kind) {
		pages = append(pages, page{
			Path:        articlePath(a),
			Column:      column,
			Title:       a.Title.Text,
			Description: cmp.Or(a.Summary.Text, a.Title.Text),
			Keywords:    a.Keywords,
			Content:     true,
			Crumbs:      []crumb{s.crumb(column)},
			Published:   a.Published,
			Source:      cmp.Or(a.Source.Text, a.Issuer.Text),
			Pos:         a.Title.Pos,
			Template:    "article",
			View: func(r *rendering) any {
				return articleView{
					Summary: a.Summary.Text,
					Body:    r.prose(r.body(a)),
					Info:    append(documentInfo(a), info{Name: "标题", Text: a.Title.Text}),
					Sample:  a.Sample,
					Related: s.related(a),
				}
			},
		})
	}
	return pages
}

// articles returns the articles of a kind, newest first; undated ones last.
func (s *site) articles(kind model.ArticleKind) []*model.Article {
	kept := &s.kept.newest[kind]
	kept.Do(func() {
		for i := range s.Articles {
			if a := &s.Articles[i]; a.Kind == kind {
				kept.list = append(kept.list, a)
			}
		}
		slices.SortStableFunc(kept.list, func(a, b *model.Article) int { return b.Published.Compare(a.Published) })
	})
	return kept.list
}

// body returns the text of an article, from its file if it was not kept.
func (r *rendering) body(a *model.Article) model.Text {
	if r.Reread == nil || a.Body.Text != "" {
		return a.Body
	}
	text, ok := r.Reread(a)
	if !ok {
		r.Problems.Errorf(diag.Pos{File: a.Body.File}, 0, "encoding", "再运行一次", "生成的时候，文件 %q 改动了", path.Base(a.Body.File))
	}
	return text
}

func articlePath(a *model.Article) string {
	if a.Kind == model.DocumentArticle {
		return "/documents/" + a.ID + "/"
	}
	return "/announcements/" + a.ID + "/"
}

// related links the living pages that belong to a dated article.
func (s *site) related(a *model.Article) []crumb {
	if a.Kind == model.DocumentArticle {
		return []crumb{s.crumb("policies"), {"/progress/", "进展数据"}}
	}
	region := cmp.Or(a.Region, s.Root().ID)
	name := s.regionName(region)
	return []crumb{{servicePath(region), name + "办事服务"}, {"/institutions/" + region + "/", name + "机构目录"}}
}

// documents plans the disclosed documents.
func documents(s *site) []page { return s.articlePages(model.DocumentArticle, "documents") }
