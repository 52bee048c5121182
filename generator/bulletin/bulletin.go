// Package bulletin sets composed bulletins on pages of the GB/T 9704-2012 grid and writes them as PDF.
package bulletin

import (
	"fmt"
	"io/fs"
	"strings"
	"time"
	"unicode/utf8"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/output"
	"gongkai/generator/pdf"
)

// Jobs returns the jobs that make all PDFs: one per month, because its archive needs all of its bulletins, and one per
// year, region and reference work. Without the open faces, which is reported, their files are empty.
func Jobs(rel *model.Release, c *compose.Composer, templates fs.FS, l *diag.List) ([]output.Job, error) {
	faces, err := readFaces(templates, rel.Site.Fonts, l)
	if err != nil {
		return nil, err
	}
	p := press{rel, c, faces, templates}
	var jobs []output.Job
	for _, month := range rel.Months() {
		jobs = append(jobs, func(_ output.Manifest, l *diag.List) []output.File { return p.month(month, l) })
	}
	for _, year := range compose.Years(rel) {
		for _, region := range p.regions() {
			jobs = append(jobs, func(_ output.Manifest, l *diag.List) []output.File {
				return p.bulletin(c.Year(year, region, l), compose.YearPath(year, region), l)
			})
		}
	}
	for _, x := range []struct {
		path  string
		sheet func() compose.Sheet
	}{{compose.HandbookPath, c.Handbook}, {compose.DirectoryPath, c.Directory}} {
		jobs = append(jobs, func(_ output.Manifest, l *diag.List) []output.File { return p.sheet(x.sheet(), x.path, l) })
	}
	for _, region := range p.regions() {
		jobs = append(jobs, func(_ output.Manifest, l *diag.List) []output.File {
			return p.card(c.Card(region), compose.CardPath(region), l)
		})
	}
	return jobs, nil
}

// press is what all jobs share.
type press struct {
	rel       *model.Release
	composer  *compose.Composer
	faces     *Faces // nil without the open ones
	templates fs.FS
}

// regions are those that have bulletins: the whole and each region below it.
func (p press) regions() []model.Region {
	return append([]model.Region{p.rel.Root()}, p.rel.Below()...)
}

// month makes the bulletins of a month and their archive.
func (p press) month(month model.Period, l *diag.List) []output.File {
	var files []output.File
	var at time.Time
	for _, region := range p.regions() {
		b := p.composer.Bulletin(month, region, l)
		files, at = append(files, p.bulletin(b, compose.Path(month, region), l)...), info(b, p.rel).Created
	}
	return append(files, archive(month, at, files))
}

// bulletin makes one file.
func (p press) bulletin(b compose.Bulletin, path string, l *diag.List) []output.File {
	if !p.printable(printed(b), l) {
		return unprintable(path)
	}
	data, s, err := lay(b, p.faces, info(b, p.rel))
	for _, at := range s.wide {
		l.Errorf(at, 0, "wide-table", "列少一些，格里的数字写短一些，或者拆成几个表", "表格太宽，用最小的字也放不下")
	}
	if s.late {
		fills := p.rel.Site.Issuer
		if b.Issuer == "" {
			fills = p.rel.Site.Recipient
		}
		l.Errorf(fills.Pos, utf8.RuneCountInString(fills.Text), "too-long", "发文机关少写几个，主送机关写统称，公文首页必须显示正文（GB/T 9704—2012 第 7.3.3 条）",
			"“%s”的红头、标题和主送机关占满了首页，没有地方放正文", b.Title)
	}
	if err != nil {
		panic(fmt.Sprintf("%s: %v", path, err)) // cannot happen: every glyph is there
	}
	return []output.File{{Path: path, Data: data}}
}

// Set makes the pages of a bulletin.
func Set(b compose.Bulletin, faces *Faces, about pdf.Info) ([]byte, error) {
	data, _, err := lay(b, faces, about)
	return data, err
}

// lay also returns what it found out: which tables are wider than the page, so that figures are cut, and whether the first
// page has no room for text.
func lay(b compose.Bulletin, faces *Faces, about pdf.Info) ([]byte, *setter, error) {
	s := &setter{faces: faces, canvas: pdf.New(about), names: b.Names}
	s.compose(b)
	s.paginate(b.Sample)
	data, err := s.canvas.Bytes()
	return data, s, err
}

// info is what the file says about itself. Its time is that of publication, or the day that the site stands for.
func info(b compose.Bulletin, rel *model.Release) pdf.Info {
	at, ok := rel.PublishedAt(b.Period)
	if !ok {
		d := rel.Site.AsOf
		at = time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, model.Beijing)
	}
	i := pdf.Info{Title: b.Title, Author: rel.Site.Host.Text, Lang: "zh-CN", Created: at.In(model.Beijing)}
	var words []string
	if b.Number != "" {
		words = append(words, b.Number)
	}
	if b.Sample {
		i.Subject, words = sampleMark, append(words, "示例数据")
	}
	i.Keywords = strings.Join(words, ",")
	i.Files = attachments(b, rel)
	return i
}

// sampleMark stands on every page of a bulletin made of sample data.
const sampleMark = compose.SampleMark
