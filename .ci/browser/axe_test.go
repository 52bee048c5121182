package browser

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"sync"
	"testing"
)

// axe runs WCAG 2.0 to 2.2, A and AA, and axe's best practices on what the tab shows now.
func axe(tab *Tab) (violations []string) {
	tab.t.Helper()
	loaded := false
	if tab.eval(`typeof axe == "object"`, &loaded); !loaded {
		source, err := os.ReadFile("node_modules/axe-core/axe.min.js")
		if err != nil {
			tab.t.Fatal(err)
		}
		tab.eval(string(source)+";0", nil)
	}
	// A link can be hit beyond its own line, over the next one, where axe then does not know which paper the text is on.
	tab.eval(`(s => { s.replaceSync("main a:not([class]) { position: static !important; padding-block: 0 !important }"); document.adoptedStyleSheets.push(s) })(new CSSStyleSheet())`, nil)
	defer tab.eval(`void document.adoptedStyleSheets.pop()`, nil)
	var found struct {
		Violations []struct{ ID, Where, What string }
		Incomplete map[string]int
	}
	tab.eval(`axe.run({
		runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
		resultTypes: ["violations", "incomplete"],
	}).then(r => ({
		violations: r.violations.flatMap(v => v.nodes.map(n =>
			({id: v.id, where: n.target.join(" "), what: n.any.concat(n.all, n.none).map(c => c.message).join("; ")}))),
		incomplete: Object.fromEntries(r.incomplete.map(v => [v.id, v.nodes.length])),
	}))`, &found)
	for _, v := range found.Violations {
		violations = append(violations, fmt.Sprintf("%s at %s: %s", v.ID, v.Where, v.What))
	}
	incomplete.Lock()
	defer incomplete.Unlock()
	for id, n := range found.Incomplete {
		incomplete.of[id] += n
	}
	return violations
}

// What axe cannot decide, by rule: to be looked at by eyes.
var incomplete = struct {
	sync.Mutex
	of map[string]int
}{of: map[string]int{}}

// Every page as a desktop shows it, and nothing in the console, no request but its own.
func TestEveryPage(t *testing.T) {
	clear(incomplete.of)
	share(t, View{}, pages(t), func(t *testing.T, tab *Tab, page string) {
		report(t, page, tab.Seen().Problems())
		report(t, page, axe(tab))
	})
	t.Logf("axe: %d pages; not decided: %s", len(pages(t)), undecided())
}

// looks are the ways to show a page that a reader can choose.
var looks = []struct{ name, class string }{{"light", ""}, {"dark", ""}, {"高对比", "contrast"}, {"关怀版", "care"}}

func TestEveryLook(t *testing.T) {
	clear(incomplete.of)
	all := classes(t)
	for _, width := range []int{360, 1280} {
		for _, l := range looks {
			if width == 1280 && l.name == "light" {
				continue // TestEveryPage
			}
			t.Run(fmt.Sprint(l.name, width), func(t *testing.T) {
				share(t, View{Width: width, Dark: l.name == "dark"}, all, func(t *testing.T, tab *Tab, page string) {
					tab.dress(l.class)
					report(t, page, axe(tab))
				})
			})
		}
	}
	t.Logf("axe: %d classes of pages; not decided: %s", len(all), undecided())
}

// dress puts the page into 关怀版 or 高对比, as the buttons of the header do.
func (tab *Tab) dress(class string) {
	if class != "" {
		tab.eval(fmt.Sprintf(`document.documentElement.classList.add(%q)`, class), nil)
	}
}

func undecided() (all []string) {
	for _, id := range slices.Sorted(maps.Keys(incomplete.of)) {
		all = append(all, fmt.Sprintf("%s %d", id, incomplete.of[id]))
	}
	return all
}
