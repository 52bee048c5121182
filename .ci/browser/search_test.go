package browser

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// ranking is how Go ranks a query of generator/web/testdata/queries.txt.
type ranking struct {
	Query      string
	Want, Hits []string
}

func rankings(t *testing.T, dir string) (all []ranking) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	run := exec.Command("go", "test", "./generator", "-run", "^TestSearchRanks$", "-count=1", "-v", "-args", "-ranked", dir)
	run.Dir = "../.."
	out, err := run.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for line := range strings.Lines(string(out)) {
		if _, text, ok := strings.Cut(line, ": ranked "); ok {
			var r ranking
			if err := json.Unmarshal([]byte(text), &r); err != nil {
				t.Fatal(err)
			}
			all = append(all, r)
		}
	}
	if len(all) < 60 {
		t.Fatalf("%d queries", len(all))
	}
	return all
}

// TestSearch: the browser ranks all queries as Go does, and what people need is among the first three.
func TestSearch(t *testing.T) {
	tab := open(t, View{})
	tab.visit("/search/")
	for _, r := range rankings(t, *site) {
		var hits []string
		tab.eval(fmt.Sprintf(`sitesearch.find(%q, 1000).then(pages => pages.map(p => p.p))`, r.Query), &hits)
		if !slices.Equal(hits, r.Hits) {
			t.Errorf("%s: the browser finds %v, Go %v", r.Query, hits, r.Hits)
		}
		if !slices.ContainsFunc(hits[:min(3, len(hits))], func(h string) bool { return slices.Contains(r.Want, h) }) {
			t.Errorf("%s: none of %v in %v", r.Query, r.Want, hits[:min(3, len(hits))])
		}
	}
	report(t, "/search/", tab.Seen().Problems())
}

// TestSearchPage: the query of the address is searched for, typing changes it, more results come by a button and the
// keyboard goes on there; where there is nothing, the page says whom to ask.
func TestSearchPage(t *testing.T) {
	tab := open(t, View{Width: 360})
	tab.visit("/search/?q=" + url.QueryEscape("公岗"))
	tab.waitFor(`document.querySelectorAll("#list li").length`)
	var first, marked string
	tab.eval(`document.querySelector("#list a").getAttribute("href")`, &first)
	tab.eval(`[...document.querySelectorAll("#list li:first-child mark")].map(m => m.textContent).join(" ")`, &marked)
	if first != "/policies/P12/" || !strings.Contains(marked, "公益性岗位") {
		t.Errorf("first is %s, marked %q", first, marked)
	}
	tab.eval(`document.getElementById("q").value = ""; document.getElementById("q").focus()`, nil)
	tab.press("2022")
	tab.waitFor(`document.querySelectorAll("#list li").length == 20 && !document.getElementById("more").hidden`)
	if at := tab.at(); at != "/search/?q=2022" {
		t.Errorf("the address is %s", at)
	}
	tab.press("Tab", "Tab")
	tab.eval(`document.getElementById("more").focus()`, nil)
	tab.press("Enter")
	tab.waitFor(`document.querySelectorAll("#list li").length == 40 && document.activeElement == document.querySelectorAll("#list a")[20]`)
	var said string
	tab.eval(`document.getElementById("status").textContent`, &said)
	if !strings.Contains(said, "先列出40页") {
		t.Errorf("the page says %q", said)
	}
	tab.visit("/search/?q=" + url.QueryEscape(`"><img src=x onerror=alert()>量子纠缠`))
	tab.waitFor(`!document.getElementById("none").hidden && document.querySelector("#words a") && document.querySelector("#none a[href='tel:12333']")`)
	for _, query := range []string{"constructor", "valueof tostring"} { // what every object of a script has is no term
		tab.visit("/search/?q=" + url.QueryEscape(query))
		tab.waitFor(`!document.getElementById("none").hidden`)
	}
	report(t, "/search/", tab.Seen().Problems())
}

// TestSearchLoadsLittle: at 10,000 pages a query, with the script and all files that it reads, is less than 60 kB on a
// server that compresses nothing.
func TestSearchLoadsLittle(t *testing.T) {
	dir := large(t, 10_000)
	tab := openOn(t, serveFolder(t, dir, nil), View{})
	sizes := map[network.RequestID]int{}
	names := map[network.RequestID]string{}
	if err := chromedp.Listen(tab.ctx, func(event any) {
		tab.mu.Lock()
		defer tab.mu.Unlock()
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			names[e.RequestID] = e.Request.URL
		case *network.EventLoadingFinished:
			sizes[e.RequestID] = int(e.EncodedDataLength) // with the headers
		}
	}); err != nil {
		t.Fatal(err)
	}
	call(tab, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
	most, asked := 0, ""
	for _, r := range rankings(t, dir) {
		tab.mu.Lock()
		clear(sizes)
		clear(names)
		tab.mu.Unlock()
		tab.visit("/search/") // a page of its own: nothing is read yet
		var hits []string
		tab.eval(fmt.Sprintf(`sitesearch.find(%q).then(pages => pages.map(p => p.p))`, r.Query), &hits)
		if !slices.Equal(hits, r.Hits[:min(20, len(r.Hits))]) {
			t.Errorf("%s: the browser finds %v, Go %v", r.Query, hits, r.Hits)
		}
		tab.Seen()
		tab.mu.Lock()
		sum, files := 0, 0
		for id, name := range names {
			if strings.Contains(name, "/search/") && !strings.HasSuffix(name, "/search/") {
				sum += sizes[id]
				files++
			}
		}
		tab.mu.Unlock()
		if sum == 0 || files < 2 || sum >= 60_000 {
			t.Errorf("%s: %d bytes in %d files", r.Query, sum, files)
		}
		if sum > most {
			most, asked = sum, r.Query
		}
	}
	t.Logf("at most %d bytes: %s", most, asked)
}

// large builds the site with so many announcements more, made of the text of the notice.
func large(t *testing.T, n int) string {
	root := t.TempDir()
	for _, dir := range []string{"content", "data", "templates"} {
		if err := os.CopyFS(filepath.Join(root, dir), os.DirFS(filepath.Join("../..", dir))); err != nil {
			t.Fatal(err)
		}
	}
	notice, err := os.ReadFile(filepath.Join(root, "content/documents/notice.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(string(notice[3:]), "---")
	text := []rune(strings.Map(func(r rune) rune {
		if r >= 0x4e00 && r <= 0x9fff || r == '，' || r == '。' {
			return r
		}
		return -1
	}, body))
	for i := range n {
		at := i * 37 % (len(text) - 100)
		page := fmt.Sprintf("---\ntitle: 服务信息%s第%d期\nsummary: %s\nopenness: 主动公开\nissuer: 威海市人力资源和社会保障局\ncategory: 通知公告\n"+
			"published: \"2022-%02d-%02d 09:00\"\nsource: 威海市人力资源和社会保障局\nkeywords: [培训]\nsample: true\n---\n%s\n",
			string(text[at:at+14]), i, string(text[at:at+60]), 1+i%10, 1+i%28, string(text[at:at+100]))
		if err := os.WriteFile(filepath.Join(root, fmt.Sprintf("content/announcements/x%05d.md", i)), []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	program := filepath.Join(t.TempDir(), "gongkai")
	run := exec.Command("go", "build", "-o", program, "./generator")
	run.Dir = "../.."
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	run = exec.Command(program, "build", "-o", filepath.Join(root, "site"))
	run.Dir = root
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return filepath.Join(root, "site")
}
