package browser

import (
	"strings"
	"testing"
	"time"
)

// Each kind of misbehaviour is seen, and a page without any shows none.
func TestTabSeesWhatAPageDoes(t *testing.T) {
	policy := `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; img-src *">`
	origin := serve(t, map[string]string{
		"/quiet.html":   `<p>ok`,
		"/inline.html":  policy + `<script>document.title = "ran"</script>`,
		"/script.js":    `console.log("said"); alert("asked"); nothing.here`,
		"/script.html":  policy + `<script src="/script.js"></script>`,
		"/image.html":   policy + `<img src="http://127.0.0.1:9/x.png">`,
		"/missing.html": `<img src="/no-such.png">`,
	})
	tab := openOn(t, origin, View{})
	for _, c := range []struct {
		address string
		want    []string
	}{
		{"/quiet.html", nil},
		{"/inline.html", []string{"CSP: kInlineViolation script-src"}},
		{"/script.html", []string{"console: log \"said\"", "dialog: asked", "nothing is not defined"}},
		{"/image.html", []string{"foreign: http://127.0.0.1:9/x.png"}},
		{"/missing.html", []string{"failed: 404"}},
	} {
		tab.visit(c.address)
		got := tab.Seen().Problems()
		all := strings.Join(got, "\n")
		for _, w := range c.want {
			if !strings.Contains(all, w) {
				t.Errorf("%s: want %q, got %q", c.address, w, got)
			}
		}
		if c.want == nil && got != nil {
			t.Errorf("%s: %q", c.address, got)
		}
	}
}

func TestViews(t *testing.T) {
	origin := serve(t, map[string]string{
		"/page.html": `<meta name="viewport" content="width=device-width"><script src="/run.js"></script><noscript><i></i></noscript>`,
		"/run.js":    `document.documentElement.id = "ran"`,
	})
	type state struct {
		Width, Ratio float64
		Dark         bool
		Ran          bool
		Now          int64
	}
	const look = `({width: innerWidth, ratio: devicePixelRatio, dark: matchMedia("(prefers-color-scheme: dark)").matches,
		ran: document.documentElement.id == "ran", now: Date.now() == new Date(2022, 11, 1, 8).getTime() ? 1 : 0})`
	now := time.Date(2022, 12, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		view View
		want state
	}{
		{View{}, state{1280, 1, false, true, 0}},
		{View{Width: 360, Dark: true}, state{360, 1, true, true, 0}},
		{View{Width: 640, Ratio: 2, NoScript: true}, state{640, 2, false, false, 0}},
		{View{Now: now}, state{1280, 1, false, true, 1}},
	} {
		tab := openOn(t, origin, c.view)
		tab.visit("/page.html")
		var got state
		if tab.eval(look, &got); got != c.want {
			t.Errorf("%+v: got %+v, want %+v", c.view, got, c.want)
		}
	}
}

// Every page has a class, and no class is a whole column of different things.
func TestClasses(t *testing.T) {
	if n := len(classes(t)); n < 30 || n > 60 {
		t.Errorf("%d classes of %d pages", n, len(pages(t)))
	}
	for _, p := range classes(t) {
		t.Log(class(p), p)
	}
}
