package web

import (
	"bytes"
	"errors"
	"html/template"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/output"
	"gongkai/generator/prose"
)

// functions are the only functions of templates; each is pure.
var functions = template.FuncMap{
	"cell":     cell,     // 11620
	"words":    words,    // 11620个
	"abs":      abs,      // 0.3个百分点, the magnitude
	"big":      big,      // 83.0%, the unit small
	"sentence": sentence, // of parts, as in bulletins
	"nb":       nb,       // text in which number and unit stay together
	"key":      keyOf,    // posts.rate/2022-10/huancui, for a shape that stands for a figure
}

// trusted marks text that this package made or that prose escaped. It is the only place that makes template.HTML.
func trusted(html string) template.HTML { return template.HTML(html) }

// renderer holds the parsed templates and the parts that are the same on many pages.
type renderer struct {
	site    *site
	pages   map[string]*template.Template // by page.Template
	headers map[string]template.HTML      // by column id
	footer  template.HTML
	icons   []icon
	shared  map[string]string // address → the template of every page that has it
	forms   forms
}

// rendering is what a view may use while its page is made.
type rendering struct {
	*site
	Files    output.Manifest
	Problems *diag.List
	slot     *slot
}

// frame is the dot of every page template.
type frame struct {
	Site   model.Site
	Page   *page
	View   any
	Linked template.HTML // the page in the words of schema.org, for programs
}

// layout is the dot of base.html.
type layout struct {
	frame
	Policy    string
	Tags      []tag
	Shares    []tag
	Canonical string
	Feed      bool
	Header    template.HTML
	Footer    template.HTML
	Icons     []template.HTML
	Main      template.HTML
	Hides     bool // 不予公开 stands on the page, and nothing says why
}

type heading struct {
	Site    model.Site
	Columns []column
	Current string
}

// newRenderer parses all templates that the plan names and renders headers and footer once. One that is wrong leaves out
// its own pages; without the base of all there is no renderer.
func newRenderer(s *site, all *diag.List) (*renderer, bool) {
	var own diag.List
	defer func() { all.Join(&own) }()
	l := &own
	r := &renderer{site: s, pages: map[string]*template.Template{}, headers: map[string]template.HTML{}, shared: map[string]string{
		"/site.css": "templates/base.html", "/site.js": "templates/base.html", "/icon.svg": "templates/base.html", "/feed.xml": "templates/base.html",
	}}
	shared, err := template.New("base.html").Funcs(functions).ParseFS(s.templates, "base.html", "_*.html")
	if err != nil {
		r.report(err, "base", l)
		return nil, false
	}
	if r.icons, err = readIcons(s.templates); err != nil {
		r.report(err, "icons.svg", l)
		return nil, false
	}
	var nav []column
	for _, c := range s.columns() {
		if c.Nav != "" {
			nav = append(nav, c)
		}
	}
	// All pages share one set: a set of its own for each would be thirty copies of the partials, parsed and escaped anew.
	for i := range s.plan {
		p := &s.plan[i]
		if _, done := r.pages[p.Template]; done {
			continue
		}
		r.pages[p.Template] = nil
		t, err := template.New(p.Template+".html").Funcs(functions).ParseFS(s.templates, p.Template+".html")
		if err == nil && t.Lookup("main") == nil {
			err = errors.New(`html/template: "main" is undefined`)
		}
		if err == nil {
			r.pages[p.Template], err = shared.AddParseTree(p.Template+"/main", t.Lookup("main").Tree)
		}
		if err != nil {
			r.report(err, p.Template, l)
		}
	}
	// Only now: to a set that was executed html/template adds nothing.
	for i := range s.plan {
		if column := s.plan[i].Column; r.headers[column] == "" {
			r.headers[column] = r.part(shared, "_header.html", heading{s.Site, nav, column}, l)
		}
	}
	r.footer = r.part(shared, "_footer.html", heading{Site: s.Site}, l)
	return r, true
}

// part renders a partial that stands unchanged on many pages.
func (r *renderer) part(shared *template.Template, name string, dot any, l *diag.List) template.HTML {
	var b bytes.Buffer
	if err := shared.ExecuteTemplate(&b, name, dot); err != nil {
		r.report(err, name, l)
	}
	for _, a := range attributes(b.String()) {
		if a.Name == "href" {
			r.shared[a.Content] = "templates/" + name
		}
	}
	return trusted(b.String())
}

// headlined is the view of a page whose h1 is known only when its text is composed.
type headlined interface{ Headline() string }

// page renders one page. The main part comes first, since the head of the page lists the icons that it uses.
func (r *renderer) page(p *page, slot *slot, m output.Manifest, l *diag.List) []byte {
	return r.pageIn(new(filling), p, slot, m, l)
}

// pageIn is page in the memory of x.
func (r *renderer) pageIn(x *filling, p *page, slot *slot, m output.Manifest, l *diag.List) []byte {
	f := frame{Site: r.site.Site, Page: p}
	with := &rendering{site: r.site, Files: m, Problems: l, slot: slot}
	if p.View != nil {
		f.View = p.View(with)
		if v, ok := f.View.(headlined); ok && v.Headline() != "" {
			own := *p
			own.H1, f.Page = v.Headline(), &own
		}
	}
	f.Linked = described(with.linked(f.Page))
	if html, ok := r.fill(f, slot, x); ok {
		return html
	}
	html := r.frame(f, l)
	slot.read(string(html))
	return html
}

// render renders a page that shows whether its form is right; what is wrong with a template, its pages report.
func (r *renderer) render(f frame) ([]byte, bool) {
	var l diag.List
	html := r.frame(f, &l)
	return html, html != nil
}

func (r *renderer) frame(f frame, l *diag.List) []byte {
	t := r.pages[f.Page.Template]
	if t == nil {
		return nil // newRenderer has reported why
	}
	var main, whole bytes.Buffer
	if err := t.Execute(&main, f); err != nil {
		r.report(err, f.Page.Template, l)
		return nil
	}
	err := t.ExecuteTemplate(&whole, "base.html", layout{
		frame:     f,
		Policy:    securityPolicy,
		Tags:      r.site.tags(f.Page),
		Shares:    r.site.shares(f.Page),
		Canonical: r.site.absolute(f.Page.Path),
		Feed:      r.site.Site.BaseURL != "",
		Header:    r.headers[f.Page.Column],
		Footer:    r.footer,
		Icons:     usedIcons(r.icons, main.String()),
		Main:      trusted(main.String()),
		Hides:     r.site.hides(f.Page, main.String()),
	})
	if err != nil {
		r.report(err, "base", l)
		return nil
	}
	return whole.Bytes()
}

// described is the element that describes a page to programs.
func described(linked string) template.HTML {
	if linked == "" {
		return ""
	}
	return trusted(`<script type="application/ld+json">` + linked + "</script>")
}

// prose renders Markdown and remembers where its links were written.
func (r *rendering) prose(text model.Text) template.HTML {
	return r.written(prose.HTML(text, r.Problems, r.hotlines()...))
}

// hotlines are the numbers that serve every unit.
func (s *site) hotlines() []string {
	var numbers []string
	for _, c := range s.Channels {
		if c.Phone != "" && len(c.Region) == 0 && !slices.Contains(numbers, c.Phone) {
			numbers = append(numbers, c.Phone)
		}
	}
	return numbers
}

func (r *rendering) written(page prose.Page) template.HTML {
	for _, link := range page.Links {
		r.slot.place(link.Dest, link.Pos)
	}
	return trusted(page.HTML)
}

// templateError is how text/template and html/template name a place: file, line and byte.
var templateError = regexp.MustCompile(`template: ([^:\s]+\.html):(\d+)(?::(\d+))?: (.*)`)

// report translates an error of html/template into a problem of the designer's file.
func (r *renderer) report(err error, name string, l *diag.List) {
	if !strings.Contains(name, ".") {
		name += ".html"
	}
	pos, text := diag.Pos{File: "templates/" + name}, err.Error()
	if errors.Is(err, fs.ErrNotExist) || strings.Contains(text, "pattern matches no files") {
		l.Errorf(pos, 0, "missing-file", "恢复这个文件", "缺少模板，或者不能读取")
		return
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		pos.File, text = path.Path, path.Err.Error()
	}
	if m := templateError.FindStringSubmatch(text); m != nil {
		pos.File = "templates/" + m[1]
		pos.Line, _ = strconv.Atoi(m[2]) // the expression matches digits only
		text = m[4]
		if m[3] != "" {
			offset, _ := strconv.Atoi(m[3]) // as above
			pos.Col = diag.Col(lineOf(r.site.templates, m[1], pos.Line), offset)
		}
	}
	l.Errorf(pos, 0, "template", "模板可用的字段和函数见 templates/README.md", "模板不能使用：%s", diag.Template(text))
}

func lineOf(templates fs.FS, name string, n int) string {
	data, err := fs.ReadFile(templates, name)
	if err != nil {
		return ""
	}
	lines := strings.Split(string(data), "\n")
	if n < 1 || n > len(lines) {
		return ""
	}
	return lines[n-1]
}
