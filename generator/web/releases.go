package web

import (
	"strings"

	"gongkai/generator/model"
)

// release names an earlier release for people.
type release struct {
	Version string
	AsOf    model.Date
	Files   []download
}

// releasesView is the view of releases.html.
type releasesView struct{ Releases []release }

// releasesPage lists what was published before, the newest first: a figure that was corrected stays what it was there.
func (s *site) releasesPage() page {
	return page{
		Path:        "/data/releases/",
		Column:      "data",
		Title:       "历次发布（开放数据）",
		H1:          "历次发布",
		Description: "以前每次发布公开的全部数，原样保存，附校验值。",
		Crumbs:      []crumb{s.crumb("data")},
		AsOf:        s.Site.AsOf,
		Template:    "releases",
		View:        func(r *rendering) any { return r.releases() },
	}
}

// releases lists the files that the open-data job wrote below the folder of each release.
func (r *rendering) releases() releasesView {
	var v releasesView
	for i := len(r.Ledger) - 1; i >= 0; i-- {
		e := r.Ledger[i]
		item := release{Version: e.Version.String(), AsOf: e.AsOf}
		for _, f := range r.Files.Entries() {
			if name, ok := strings.CutPrefix(f.Path, "data/releases/"+item.Version+"/"); ok {
				item.Files = append(item.Files, r.download("/"+f.Path, name))
			}
		}
		v.Releases = append(v.Releases, item)
	}
	return v
}
