// Package bulletin sets composed bulletins on pages of the GB/T 9704-2012 grid and writes them as PDF.
package bulletin

import (
	"fmt"
	"io/fs"
	"time"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/output"
	"gongkai/generator/pdf"
)

// Jobs returns one job per bulletin: the whole and each region below it, each month.
func Jobs(rel *model.Release, c *compose.Composer, templates fs.FS) ([]output.Job, error) {
	faces, err := readFaces(templates)
	if err != nil {
		return nil, err
	}
	var jobs []output.Job
	for _, p := range rel.Months() {
		for _, region := range append([]model.Region{rel.Root()}, rel.Below()...) {
			jobs = append(jobs, func(_ output.Manifest, l *diag.List) []output.File {
				b := c.Bulletin(p, region, l)
				if !faces.cover(b, rel, templates, l) {
					return nil
				}
				data, err := Set(b, faces, info(b, rel))
				if err != nil {
					panic(fmt.Sprintf("bulletin %v %s: %v", p, region.ID, err)) // cannot happen: every glyph is there
				}
				return []output.File{{Path: compose.Path(p, region), Data: data}}
			})
		}
	}
	return jobs, nil
}

// Set makes the pages of a bulletin.
func Set(b compose.Bulletin, faces *Faces, about pdf.Info) ([]byte, error) {
	s := &setter{faces: faces, canvas: pdf.New(about), names: b.Names}
	s.compose(b)
	s.paginate(b.Sample)
	return s.canvas.Bytes()
}

// info is what the file says about itself. Its time is that of publication, or the day that the site stands for.
func info(b compose.Bulletin, rel *model.Release) pdf.Info {
	at, ok := rel.PublishedAt(b.Period)
	if !ok {
		d := rel.Site.AsOf
		at = time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, model.Beijing)
	}
	i := pdf.Info{Title: b.Title, Author: rel.Site.Host.Text, Lang: "zh-CN", Created: at.In(model.Beijing)}
	if b.Sample {
		i.Subject, i.Keywords = sampleMark, "示例数据"
	}
	return i
}

// sampleMark stands on every page of a bulletin made of sample data.
const sampleMark = "示例数据，不是真实统计结果"
