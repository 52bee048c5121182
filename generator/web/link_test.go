package web

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/output"
)

func TestAttributesAreReadAsWritten(t *testing.T) {
	page := "<p class=\"a\"\n id=\"b\">1 < 2 <a href=\"/x?a=1&amp;b=2\" aria-label=\"a > b\">x</a><use href=\"#i-on\"/></p>"
	var got []string
	for _, a := range attributes(page) {
		got = append(got, a.Name+"="+a.Content)
	}
	want := []string{"class=a", "id=b", "href=/x?a=1&b=2", "aria-label=a > b", "href=#i-on"}
	if !slices.Equal(got, want) {
		t.Errorf("attributes are %q, want %q", got, want)
	}
}

func TestDeadLinkNamesTheEditorsLine(t *testing.T) {
	rel := emptyTown(t)
	rel.Site.BaseURL = "https://gongkai.example/"
	body := "[好](/about/)、[好](https://elsewhere.example/x)、[坏](/nowhere/)\n\n再看[坏](#none)和[坏](https://gongkai.example/missing.pdf)、[好](../about/#头)\n\n## 头\n"
	rel.Articles = []model.Article{{
		Kind: model.PageArticle, ID: "about", Title: model.Text{Pos: diag.Pos{File: "content/pages/about.md", Line: 2, Col: 8}, Text: "关于"},
		Body: model.Text{Pos: diag.Pos{File: "content/pages/about.md", Line: 5, Col: 1}, Text: body},
	}}
	s, r, l := plan(t, rel, []func(*site) []page{about})
	slots := make([]slot, len(s.plan))
	r.page(&s.plan[0], &slots[0], output.Manifest{}, l)
	links(r, slots)(output.Manifest{}, l)
	var got []string
	for _, d := range l.Sorted() {
		if strings.HasPrefix(d.File, "content/") {
			got = append(got, fmt.Sprintf("%s [%s] %s", d.Pos, d.Rule, d.Text))
		}
	}
	want := []string{
		`content/pages/about.md:5:48 [dead-link] 链接 "/nowhere/" 指向的页面或文件不存在（见 /about/，共1个页面）`,
		`content/pages/about.md:7:4 [dead-link] 链接 "#none" 指向的位置不存在（见 /about/，共1个页面）`,
		`content/pages/about.md:7:15 [dead-link] 链接 "https://gongkai.example/missing.pdf" 指向的页面或文件不存在（见 /about/，共1个页面）`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("have:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if header := "templates/_header.html"; !slices.ContainsFunc(l.Sorted(), func(d diag.Diag) bool { return d.File == header }) {
		t.Errorf("the links of the header lead nowhere here, but none is reported at %s", header)
	}
}

// TestAddressesOfOtherHostsAreTheirs sees that a host whose name begins with that of the site is another host.
func TestAddressesOfOtherHostsAreTheirs(t *testing.T) {
	rel := emptyTown(t)
	rel.Site.BaseURL = "https://gongkai.example/"
	s := &site{Release: rel, plan: []page{{Path: "/"}}}
	for address, want := range map[string]string{
		"https://gongkai.example.cn/missing": "",
		"https://gongkai.example:8443/x":     "",
		"https://gongkai.example/missing":    "指向的页面或文件不存在",
		"https://gongkai.example#none":       "指向的位置不存在",
		"https://gongkai.example":            "",
	} {
		if got := newChecker(s, make([]slot, 1), output.Manifest{}).fault(&s.plan[0], intern(address)); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}

// TestConflictNamesTheInput gives two pages one address: the message names the place of the later, and no anchor of
// the earlier is called dead.
func TestConflictNamesTheInput(t *testing.T) {
	rel := emptyTown(t)
	article := func(file, id string) model.Article {
		return model.Article{
			Kind: model.PageArticle, ID: id, Title: model.Text{Pos: diag.Pos{File: file, Line: 2, Col: 8}, Text: "关于" + file},
			Body: model.Text{Pos: diag.Pos{File: file, Line: 5, Col: 1}, Text: "[头](#" + file[:1] + ")\n\n## " + file[:1] + "\n"},
		}
	}
	rel.Articles = []model.Article{article("a.md", "x"), article("b.md", "x"), article("c.md", "X")}
	s, r, l := plan(t, rel, []func(*site) []page{about})
	slots := make([]slot, len(s.plan))
	output.Check([][]output.Job{pageJobs(r, slots), {links(r, slots)}}, nil, l)
	var got []string
	for _, d := range l.Sorted() {
		if strings.HasSuffix(d.File, ".md") {
			got = append(got, fmt.Sprintf("%s [%s]", d.Pos, d.Rule))
		}
	}
	if want := []string{"b.md:2:8 [path-conflict]", "c.md:2:8 [path-conflict]"}; !slices.Equal(got, want) {
		t.Errorf("have %q, want %q", got, want)
	}
}

// TestTemplateMistakeIsNamed breaks one template at a time, as a designer would.
func TestTemplateMistakeIsNamed(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"404.html", "{{define \"main\"}}\n<h1>标题{{.Page.Nothing}}</h1>{{end}}", "templates/404.html:2:14 [template]"},
		{"404.html", "{{define \"main\"}}\n{{if}}", "templates/404.html:2 [template]"},
		{"_footer.html", "{{.Nothing}}", "templates/_footer.html:1:3 [template]"},
	} {
		files := fstest.MapFS{}
		err := fs.WalkDir(os.DirFS("../../templates"), ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !(strings.HasSuffix(name, ".html") || name == "icons.svg") {
				return err
			}
			data, err := os.ReadFile("../../templates/" + name)
			files[name] = &fstest.MapFile{Data: data}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		files[c.name] = &fstest.MapFile{Data: []byte(c.text)}
		var l diag.List
		s := &site{Release: emptyTown(t), templates: files}
		s.plan = notFound(s)
		if r, ok := newRenderer(s, &l); ok {
			r.page(&s.plan[0], &slot{}, output.Manifest{}, &l)
		}
		var got []string
		for _, d := range l.Sorted() {
			got = append(got, fmt.Sprintf("%s [%s]", d.Pos, d.Rule))
		}
		if !slices.Equal(got, []string{c.want}) {
			t.Errorf("%s with %q gives %q, want %q", c.name, c.text, got, c.want)
		}
	}
}
