// Package web writes the HTML of the site: one file per page type, each with a template of the same name.
//
// A page is planned first (address, title, tags) and rendered by its own job later, when the manifest of the data
// files and bulletins is known. Only published cells reach a template; figure.go prints them.
package web

import (
	"io/fs"
	"sync"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/output"
)

// types lists the page types in the order of the site map.
var types = []func(*site) []page{
	home,
	announcements,
	documents,
	services,
	channels,
	institutions,
	policiesPages,
	selfCheck,
	policyPages,
	trainings,
	fairs,
	progress,
	corrections,
	indicators,
	bulletins,
	datasets,
	about,
	search,
	sitemap,
	notFound,
}

// files lists the files that are not pages.
var files = []func(*site) output.Job{
	stylesheet,
	siteScript,
	signet,
	headers,
	calendar,
	checkScript,
	ruleFile,
	searchScript,
	sitemapXML,
	feed,
	robots,
}

// site is what every page type may read: the release, the composed bulletins and the plan of all pages.
type site struct {
	*model.Release
	composer  *compose.Composer
	templates fs.FS
	plan      []page // complete before the first job runs
	kept      kept
}

// kept is what many pages ask for and what depends on the release and the plan alone.
type kept struct {
	columns   sync.Once
	list      []column
	reasons   sync.Once
	explained bool
	newest    [4]struct { // by kind of article
		sync.Once
		list []*model.Article
	}
}

// Jobs plans the pages of a release. The second list checks what the first wrote and must run after it.
func Jobs(rel *model.Release, c *compose.Composer, templates fs.FS, l *diag.List) (pages, checks []output.Job) {
	s := &site{Release: rel, composer: c, templates: templates}
	for _, plan := range types {
		s.plan = append(s.plan, plan(s)...)
	}
	r, ok := newRenderer(s, l)
	if !ok {
		return nil, nil
	}
	reportTags(s, l)
	slots := make([]slot, len(s.plan))
	pages = pageJobs(r, slots)
	for _, file := range files {
		if job := file(s); job != nil {
			pages = append(pages, job)
		}
	}
	pages = append(pages, searchIndex(s)...)
	return pages, []output.Job{links(r, slots)}
}

// pageJobs renders each page of the plan and notes in its slot what the check of links needs.
func pageJobs(r *renderer, slots []slot) []output.Job {
	var jobs []output.Job
	for i := range r.site.plan {
		jobs = append(jobs, func(m output.Manifest, l *diag.List) []output.File {
			p := &r.site.plan[i]
			x := newFilling()
			html := r.pageIn(x, p, &slots[i], m, l)
			slots[i].broken = html == nil || l.Failed()
			return []output.File{{Path: p.file(), Data: html, From: p.Pos, Done: x.done}}
		})
	}
	return jobs
}
