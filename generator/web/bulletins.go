package web

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"gongkai/generator/chart"
	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/prose"
)

// bulletinPath is the address of a bulletin's HTML twin, pdfPath that of its PDF.
func bulletinPath(p model.Period, r model.Region) string {
	return "/bulletins/" + p.String() + "/" + r.ID + "/"
}

func pdfPath(p model.Period, r model.Region) string {
	return "/" + compose.Path(p, r)
}

// yearPath is the address of the HTML twin of a year's summary.
func yearPath(year int, r model.Region) string { return fmt.Sprintf("/bulletins/%d/%s/", year, r.ID) }

// unitsPath is the address of the second page of that twin, where there are units to tell of: twelve months of all units
// are too much for one page on a slow line.
func unitsPath(year int, r model.Region) string { return yearPath(year, r) + "units/" }

// inTwo reports whether the twin of a year has that second page. One month needs none: its charts show the pace, which
// only the first page tells in words.
func inTwo(region model.Region, months []model.Period) bool { return !region.Leaf && len(months) > 1 }

// bulletins plans the list of bulletins and the HTML twin of each.
func bulletins(s *site) []page {
	pages := []page{{
		Path:        "/bulletins/",
		Column:      "bulletins",
		Title:       "进展通报",
		Description: s.Root().Short.Text + "和各单位各月进展通报，网页版和PDF内容相同。",
		Template:    "bulletins",
		AsOf:        lastDay(s.Months()),
		View:        func(r *rendering) any { return r.bulletins() },
	}}
	for _, p := range s.Months() {
		at, _ := s.PublishedAt(p)
		for _, region := range append([]model.Region{s.Root()}, s.Below()...) {
			pages = append(pages, page{
				Path:        bulletinPath(p, region),
				Column:      "bulletins",
				Title:       region.Short.Text + p.Words() + "进展通报",
				Description: fmt.Sprintf("%s%s进展通报的网页版，与PDF内容相同。", region.Name, p.Words()),
				Keywords:    s.bulletinKeywords(p, region),
				Content:     true,
				Crumbs:      []crumb{s.crumb("bulletins")},
				Fold:        p.Words() + "通报",
				Published:   at,
				Source:      s.Site.Host.Text,
				AsOf:        p.LastDay(),
				Template:    "bulletin",
				View:        func(r *rendering) any { return r.bulletin(p, region) },
			})
		}
	}
	for _, year := range compose.Years(s.Release) {
		months := s.MonthsOf(year)
		last, name := months[len(months)-1], compose.Span(s.Release, year)
		at, _ := s.PublishedAt(last)
		for _, region := range append([]model.Region{s.Root()}, s.Below()...) {
			p := page{
				Path:        yearPath(year, region),
				Column:      "bulletins",
				Title:       region.Short.Text + name + "进展通报",
				Description: fmt.Sprintf("%s%s各月、各项指标进展通报的网页版，与PDF内容相同。", region.Name, name),
				Keywords:    []string{"年度通报", region.Short.Text, fmt.Sprintf("%d年", year)},
				Content:     true,
				Crumbs:      []crumb{s.crumb("bulletins")},
				Fold:        name + "通报",
				Published:   at,
				Source:      s.Site.Host.Text,
				AsOf:        last.LastDay(),
				Template:    "bulletin",
				View:        func(r *rendering) any { return r.yearBulletin(year, region, false) },
			}
			pages = append(pages, p)
			if inTwo(region, months) {
				p.Crumbs = append(p.Crumbs, crumb{p.Path, p.Title})
				p.Path, p.Title = unitsPath(year, region), p.Title+"：各单位"
				p.Description = fmt.Sprintf("%s%s进展通报网页版的后一部分：各单位各月进展。", region.Name, name)
				p.View = func(r *rendering) any { return r.yearBulletin(year, region, true) }
				pages = append(pages, p)
			}
		}
	}
	return pages
}

// bulletinKeywords are the words that a bulletin is found by, 发文字号 among them.
func (s *site) bulletinKeywords(p model.Period, region model.Region) []string {
	words := []string{"通报", region.Short.Text, p.Words()}
	if number := s.Paper(p, region.ID).Number; number.Stated() {
		words = append(words, number.Text)
	}
	return words
}

// bulletinsView is the view of bulletins.html.
type bulletinsView struct{ Years, Months []bulletinMonth }

// bulletinMonth is a month, or a year, with its bulletins.
type bulletinMonth struct {
	Name  string
	City  bulletinLink
	Units []bulletinLink
	All   download // the PDFs of a month in one file
}

type bulletinLink struct {
	Name string
	Twin string
	PDF  download
}

// download is a file of the site with its size; Size is empty when the file does not exist.
type download struct {
	Path   string
	Name   string
	Size   string
	SHA256 string
}

// download looks a file up among what was written before the pages.
func (r *rendering) download(path, name string) download {
	d := download{Path: path, Name: name}
	if e, ok := r.Files.Lookup(fileOf(path)); ok {
		d.Size, d.SHA256 = size(e.Size), e.SHA256.String()
	}
	return d
}

// size writes a number of bytes for people, rounded up so that nothing is 0 KB.
func size(bytes int64) string {
	switch {
	case bytes < 1000:
		return fmt.Sprintf("%d字节", bytes)
	case bytes < 1_000_000:
		return fmt.Sprintf("%dKB", (bytes+999)/1000)
	}
	tenths := (bytes + 99_999) / 100_000
	return fmt.Sprintf("%d.%dMB", tenths/10, tenths%10)
}

func (r *rendering) bulletins() bulletinsView {
	var v bulletinsView
	months := r.Months()
	for i := len(months) - 1; i >= 0; i-- {
		m := bulletinMonth{Name: months[i].Words(), City: r.bulletinLink(months[i], r.Root())}
		m.All = r.download("/"+compose.ArchivePath(months[i]), "当月全部PDF")
		for _, unit := range r.Below() {
			m.Units = append(m.Units, r.bulletinLink(months[i], unit))
		}
		v.Months = append(v.Months, m)
	}
	for _, year := range compose.Years(r.Release) {
		m := bulletinMonth{Name: compose.Span(r.Release, year), City: r.yearLink(year, r.Root())}
		for _, unit := range r.Below() {
			m.Units = append(m.Units, r.yearLink(year, unit))
		}
		v.Years = append([]bulletinMonth{m}, v.Years...)
	}
	return v
}

func (r *rendering) yearLink(year int, region model.Region) bulletinLink {
	name := region.Short.Text + compose.Span(r.Release, year) + "通报"
	return bulletinLink{region.Short.Text, yearPath(year, region), r.download("/"+compose.YearPath(year, region), name)}
}

func (r *rendering) bulletinLink(p model.Period, region model.Region) bulletinLink {
	return bulletinLink{region.Short.Text, bulletinPath(p, region), r.download(pdfPath(p, region), region.Short.Text+p.Words()+"通报")}
}

// bulletinView is the view of bulletin.html: the composed text as a page.
type bulletinView struct {
	compose.Bulletin
	Parts    []bulletinPart
	PDF      download
	Progress crumb // the page of the same month
	Previous *crumb
	Next     *crumb
	Before   *crumb // the page with the part of the text before this one
	After    *crumb
}

// bulletinPart is a part of the text, with the chart that stands before it.
type bulletinPart struct {
	Figure *chart.Figure
	Body   template.HTML
}

// Headline is the title of the document, which the page takes as its own.
func (v bulletinView) Headline() string { return v.Title }

func (r *rendering) bulletin(p model.Period, region model.Region) bulletinView {
	// The PDF is composed by its own job, which reports what is wrong with the text: once is enough.
	var heard diag.List
	b := r.composer.Marked().Bulletin(p, region, &heard)
	v := r.bulletinView(b, 0, len(b.Blocks), pdfPath(p, region))
	v.Progress.Name = "当月数据和依据"
	v.Previous, v.Next = r.neighbours(p, func(m model.Period) string { return bulletinPath(m, region) })
	return v
}

// yearBulletin is a year's bulletin, or one of its two pages: the last section, which tells of the units, is the second.
func (r *rendering) yearBulletin(year int, region model.Region, second bool) bulletinView {
	var heard diag.List
	b := r.composer.Marked().Year(year, region, &heard)
	from, to := 0, len(b.Blocks)
	var before, after *crumb
	if inTwo(region, r.MonthsOf(year)) {
		cut, first, last := sections(b.Blocks)
		if second {
			from, before = cut, &crumb{yearPath(year, region), first}
			b.Title += "（续）"
			if n := len(b.TitleParts); n > 0 {
				b.TitleParts = append(slices.Clone(b.TitleParts[:n-1]), b.TitleParts[n-1]+"（续）")
			}
			b.Recipient = ""
		} else { // the text ends on the other page
			to, after = cut, &crumb{unitsPath(year, region), last}
			b.Attached, b.Signature, b.Date, b.Notes, b.Imprint = nil, "", model.Date{}, nil, compose.Imprint{}
		}
	}
	v := r.bulletinView(b, from, to, "/"+compose.YearPath(year, region))
	v.Before, v.After = before, after
	v.Progress.Name = fmt.Sprintf("截至%d月的数据和依据", b.Period.Month)
	return v
}

// sections finds the block with which the last section of a text begins, and names those before it and the last one.
func sections(blocks []prose.Block) (cut int, before, last string) {
	var names []string
	cut = len(blocks)
	for i, b := range blocks {
		if b.Kind == prose.Title && b.Level == 1 {
			cut, names = i, append(names, prose.Plain(b.Spans))
		}
	}
	if n := len(names); n > 0 {
		before, last = strings.Join(names[:n-1], "；"), names[n-1]
	}
	return cut, before, last
}

// bulletinView is the view of the blocks of a bulletin from one up to another, where no figure is cut, without those
// before and after it.
func (r *rendering) bulletinView(b compose.Bulletin, first, end int, pdf string) bulletinView {
	v := bulletinView{Bulletin: b, PDF: r.download(pdf, "下载PDF"), Progress: crumb{Path: regionPath(b.Period, b.Region)}}
	var figures []*chart.Figure
	from := []int{0}
	if first > 0 { // what stands before is written too, and left out: tables are counted through the whole text
		from, figures = append(from, first, first), append(figures, nil)
	}
	for i := range b.Figures {
		if f := &b.Figures[i]; first <= f.Block && f.Block < end {
			from, figures = append(from, f.Block, f.Block+1), append(figures, &f.Figure)
		}
	}
	for _, a := range b.Attached {
		r.slot.place(a.Path.Text, a.Path.Pos)
	}
	for i, page := range prose.Pieces(b.Blocks[:end], from) {
		if i%2 == 1 || from[i] < first { // the block of a figure is its caption, which the figure holds
			continue
		}
		page.HTML = r.marked(page.HTML, b.Uses)
		part := bulletinPart{Body: r.written(page)}
		if i > 0 {
			part.Figure = figures[i/2-1]
		}
		v.Parts = append(v.Parts, part)
	}
	return v
}

// marked puts its mark around each figure of a composed text, and around what an editor wrote.
func (r *rendering) marked(html string, uses []compose.Use) string {
	marks := compose.Marks{
		Figure: func(use int) string {
			c, _ := r.Cell(uses[use].Key)
			return dataTag(c)
		},
		FigureEnd: "</data>", Theirs: "<span data-prose>", TheirsEnd: "</span>",
	}
	return marks.Replace(html)
}
