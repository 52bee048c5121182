package web_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"gongkai/generator/model"
)

// TestEveryWithheldFigureIsExplainedOncePerPage: where 不予公开 stands in the body of a page, one link or more leads to
// the page that says why, and what base.html adds is there only if nothing else leads there.
func TestEveryWithheldFigureIsExplainedOncePerPage(t *testing.T) {
	_, files := shipped()
	const added = "写着“不予公开”的，有数"
	explained := 0
	for name, data := range files {
		page := string(data)
		_, main, ok := strings.Cut(page, `<main id="main"`)
		if !strings.HasSuffix(name, ".html") || !ok {
			continue
		}
		main, _, _ = strings.Cut(main, "</main>")
		links, notes := strings.Count(main, `href="/about/withheld/"`), strings.Count(main, added)
		switch hidden := strings.Contains(strings.Replace(main, added, "", 1), "不予公开"); {
		case name == "about/withheld/index.html":
			if links+notes > 0 {
				t.Errorf("%s links to itself", name)
			}
		case hidden && links == 0, notes > 1, notes == 1 && links != 1, !hidden && notes > 0:
			t.Errorf("%s: 不予公开 %t, %d links, %d notes", name, hidden, links, notes)
		case hidden:
			explained++
		}
	}
	if explained < 20 {
		t.Errorf("only %d pages have 不予公开", explained)
	}
}

// TestLossesAreCountedFromTheStatesPublished compares every number of the tables with a count over the cells.
func TestLossesAreCountedFromTheStatesPublished(t *testing.T) {
	rel, files := shipped()
	count := func(what, of string) string {
		n := map[model.State]int{}
		for _, c := range rel.Cells {
			prefix, figure := model.SplitMeasure(c.Measure)
			indicator, _, _ := strings.Cut(prefix, "@")
			if of == "*" || of == c.Measure || figure != "" && of == indicator+".*" {
				n[c.State]++
			}
		}
		all := n[model.Published] + n[model.Withheld]
		switch what {
		case "published":
			return fmt.Sprint(n[model.Published])
		case "withheld":
			return fmt.Sprint(n[model.Withheld])
		case "all":
			return fmt.Sprint(all)
		}
		tenths := (2000*n[model.Withheld] + all) / (2 * all) // per mille, half up
		return fmt.Sprintf("%d.%d%%", tenths/10, tenths%10)
	}
	tally := regexp.MustCompile(`data-tally="(\w+)/([^"]+)">([^<]*)<`)
	for _, name := range []string{"data/index.html", "data/observations/index.html", "about/withheld/index.html"} {
		found := tally.FindAllStringSubmatch(string(files[name]), -1)
		if len(found) < 3 {
			t.Errorf("%s has %d tallies", name, len(found))
		}
		for _, m := range found {
			if want := count(m[1], m[2]); m[3] != want {
				t.Errorf("%s: %s of %s is %s, want %s", name, m[1], m[2], m[3], want)
			}
		}
	}
}
