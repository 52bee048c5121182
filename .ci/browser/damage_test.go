package browser

import (
	"strings"
	"testing"
)

// A check that cannot fail proves nothing: each is shown a page that is wrong in the way it looks for.
func TestDamageIsCaught(t *testing.T) {
	narrow := View{Width: 360}
	for _, c := range []struct {
		name  string
		page  string
		view  View
		html  [2]string // what is replaced, once
		css   string    // what is added
		check func(*Tab) []string
		want  string
	}{
		{"image without a text", "/", View{}, [2]string{"</main>", `<img src="/icon.svg"></main>`}, "", axe, "image-alt"},
		{"input without a label", "/", View{}, [2]string{`<label for="`, `<label for="no-`}, "", axe, "label"},
		{"no language", "/", View{}, [2]string{` lang="zh-CN"`, ""}, "", axe, "html-has-lang"},
		{"no heading", "/progress/", View{}, [2]string{"<h1", "<p"}, "", axe, "page-has-heading-one"},
		{"pale text", "/", View{}, [2]string{}, ":root:root{--ink:#aaa}", axe, "color-contrast"},
		{"pale text in the dark", "/", View{Dark: true}, [2]string{}, "@media(prefers-color-scheme:dark){:root:root{--ink:#444}}", axe, "color-contrast"},
		{"a small target", "/", narrow, [2]string{}, ".nav a{min-height:30px!important;padding:0!important}", at(44), "is "},
		{"a target under another", "/", narrow, [2]string{}, ".nav{position:relative}.nav::after{content:'';position:absolute;inset:0}", at(44), "0×0"},
		{"a wide block", "/progress/", narrow, [2]string{"</main>", `<p class="w"></p></main>`}, ".w{width:500px;height:9px}", sideways, "page is"},
		{"a block that scrolls by itself", "/progress/", narrow, [2]string{"</main>", `<p class="w">政策自查</p></main>`}, ".w{width:9px;overflow:auto;white-space:nowrap}", sideways, "scrolls by itself"},
		{"lines cut off", "/progress/", narrow, [2]string{"</main>", `<p class="w">政策自查</p></main>`}, ".w{height:1.2em;line-height:1.2!;overflow:hidden}", spaced, "loses text"},
		{"no outline", "/policies/", View{}, [2]string{}, "*{outline:none!important}", keys, "no outline"},
		{"an outline like the paper", "/policies/", View{}, [2]string{}, "*{outline-color:var(--paper)!important}", keys, "outline contrast"},
		{"focus under a bar", "/policies/", View{}, [2]string{}, "body::after{content:'';position:fixed;inset:0;z-index:9}", keys, "covered"},
		{"against the order", "/policies/", View{}, [2]string{`<a href="/search/"`, `<a tabindex="1" href="/search/"`}, "", keys, "against the order"},
		{"not to be reached", "/policies/", View{}, [2]string{`<main`, `<main inert`}, "", keys, "can be reached"},
		{"a table that is none", "/progress/corrections/", narrow, [2]string{"<table", `<table role="presentation"`}, "", tables, "are told as"},
		{"text by a script", "/progress/", View{NoScript: true}, [2]string{}, "main{display:none}", bare, "little text"},
		{"waiting for a script", "/progress/", View{NoScript: true}, [2]string{"<h1", "<p>加载中</p><h1"}, "", bare, "加载中"},
		{"an inline script", "/", View{}, [2]string{"</main>", "<script>document.title=1</script></main>"}, "", quiet, "CSP"},
		{"a foreign image", "/", View{}, [2]string{"</main>", `<img alt="" src="http://127.0.0.1:9/x.png"></main>`}, "", quiet, "CSP"},
		{"an error in a script", "/", View{}, [2]string{"</head>", `<script src="/damage.js"></script></head>`}, "", quiet, "exception"},
	} {
		t.Run(c.name, func(t *testing.T) {
			html := read(t, c.page)
			if c.html[0] != "" {
				if !strings.Contains(html, c.html[0]) {
					t.Fatalf("%s has no %s", c.page, c.html[0])
				}
				html = strings.Replace(html, c.html[0], c.html[1], 1)
			}
			origin := serve(t, map[string]string{c.page: html, "/site.css": read(t, "/site.css") + c.css, "/damage.js": "nothing.here"})
			tab := openOn(t, origin, c.view)
			tab.visit(c.page)
			if found := c.check(tab); !strings.Contains(strings.Join(found, "\n"), c.want) {
				t.Errorf("not caught, only %q", found)
			}
		})
	}
}

func at(least int) func(*Tab) []string {
	return func(tab *Tab) []string {
		small, _ := targets(tab, least)
		return small
	}
}

func keys(tab *Tab) []string {
	_, problems := walk(tab, map[string]bool{})
	return problems
}

func quiet(tab *Tab) []string { return tab.Seen().Problems() }

func TestHeavyPageIsCaught(t *testing.T) {
	home, css := read(t, "/"), read(t, "/site.css")
	if _, problems := heavy(home, css); problems != nil {
		t.Fatal(problems)
	}
	var noise strings.Builder
	for i := uint32(1); noise.Len() < 40_000; i = i*1664525 + 1013904223 {
		noise.WriteRune(rune(0x4e00 + i>>8%20000))
	}
	for name, html := range map[string]string{
		"compressed": strings.Replace(home, "</main>", noise.String()+"</main>", 1),
		"loads":      strings.Replace(home, "</head>", `<script src="https://example.org/x.js" defer></script></head>`, 1),
	} {
		if _, problems := heavy(html, css); !strings.Contains(strings.Join(problems, "\n"), name) {
			t.Errorf("%s: %q", name, problems)
		}
	}
}

// Lighthouse takes points for what it looks for.
func TestDamagedPageLosesPoints(t *testing.T) {
	home := strings.Replace(strings.Replace(read(t, "/"), ` lang="zh-CN"`, "", 1), `<meta name="description"`, `<meta name="robots" content="noindex"><meta name="x"`, 1)
	scores, _ := lighthouse(t, serve(t, map[string]string{"/": home})+"/")
	for _, category := range []string{"accessibility", "seo"} {
		if scores[category] == 100 {
			t.Errorf("%s: 100", category)
		}
	}
}
