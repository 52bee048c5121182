package web_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"html"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"gongkai/generator/compose"
	"gongkai/generator/derive"
	"gongkai/generator/diag"
	"gongkai/generator/load"
	"gongkai/generator/model"
	"gongkai/generator/opendata"
	"gongkai/generator/output"
	"gongkai/generator/prose"
	"gongkai/generator/protect"
	"gongkai/generator/source"
	"gongkai/generator/web"
)

const root = "../.."

// shipped builds the shipped site once, with empty files in the place of the bulletins.
var shipped = sync.OnceValues(func() (*model.Release, map[string][]byte) {
	var l diag.List
	tree, err := source.Open(root)
	if err != nil {
		panic(err)
	}
	in := load.Load(tree, "", model.Date{Year: 2022, Month: 11, Day: 30}, &l)
	rel := protect.Protect(in.Release, derive.Derive(&in.Release, in.Report))
	for i := range rel.Policies {
		rel.Policies[i].Status = derive.PolicyStatus(rel.Policies[i], rel.Site.AsOf)
	}
	templates := os.DirFS(filepath.Join(root, "templates"))
	pages, checks := web.Jobs(rel, compose.New(templates, rel, &l), templates, &l)
	data := opendata.Jobs(rel)
	stub := func(path string) {
		data = append(data, func(output.Manifest, *diag.List) []output.File {
			return []output.File{{Path: path, Data: []byte("%PDF")}}
		})
	}
	for _, p := range rel.Months() {
		for _, region := range rel.Regions {
			stub("bulletins/" + p.String() + "/" + region.ID + ".pdf")
		}
	}
	for _, region := range rel.Regions {
		stub("bulletins/2022/" + region.ID + ".pdf")
		stub("services/" + region.ID + "/card.pdf")
	}
	for _, path := range []string{"policies/handbook.pdf", "institutions/directory.pdf"} {
		stub(path)
	}
	dir, err := os.MkdirTemp("", "gongkai-web")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	out := filepath.Join(dir, "public")
	if _, err := output.Publish(out, [][]output.Job{data, pages, checks}, nil, &l); err != nil {
		panic(err)
	}
	problems = nil
	for _, d := range l.Sorted() {
		if !d.Warning {
			problems = append(problems, d)
		}
	}
	files := map[string][]byte{}
	if len(problems) > 0 {
		return rel, files
	}
	err = fs.WalkDir(os.DirFS(out), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files[name], err = os.ReadFile(filepath.Join(out, name))
		return err
	})
	if err != nil {
		panic(err)
	}
	return rel, files
})

// problems holds the errors of the shipped build.
var problems []diag.Diag

// pages calls check with every page of the shipped site, in the order of their names.
func pages(t *testing.T, check func(name, page string)) {
	t.Helper()
	_, files := shipped()
	for _, d := range problems {
		t.Errorf("%v [%s] %s", d.Pos, d.Rule, d.Text)
	}
	var names []string
	for name := range files {
		if strings.HasSuffix(name, ".html") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	if len(names) == 0 {
		t.Fatal("the shipped site has no pages")
	}
	for _, name := range names {
		check(name, string(files[name]))
	}
}

func TestEveryPageIsWhole(t *testing.T) {
	inline := regexp.MustCompile(`(?i)<script(?: type="[^"]*")?>|<style| style="| on[a-z]+="`)
	ids := regexp.MustCompile(` id="([^"]*)"`)
	linked := regexp.MustCompile(`<script type="application/ld\+json">.*</script>`)
	titles := map[string]string{}
	pages(t, func(name, page string) {
		for _, want := range []string{
			`<html lang="zh-CN">`, `<title>`, `<meta name="SiteName" content="`, `<meta name="ColumnName" content="`,
			`<meta name="ColumnType" content="`, `<meta name="description" content="`, `<main id="main"`, `aria-label="当前位置"`,
			`<b>示例数据</b>`, `href="#main"`, `<meta http-equiv="Content-Security-Policy"`, `href="/about/accessibility/#care"`,
		} {
			if !strings.Contains(page, want) {
				t.Errorf("%s has no %s", name, want)
			}
		}
		page = linked.ReplaceAllString(page, "") // judged by TestPagesAreDescribedToPrograms
		if n := strings.Count(page, "<h1"); n != 1 {
			t.Errorf("%s has %d h1", name, n)
		}
		for _, wrong := range []string{"ZgotmplZ", "<no value>", "%!", "{{", "}}"} {
			if strings.Contains(page, wrong) {
				t.Errorf("%s contains %q", name, wrong)
			}
		}
		if found := inline.FindString(page); found != "" {
			t.Errorf("%s contains %s, which a strict policy refuses", name, found)
		}
		seen := map[string]bool{}
		for _, m := range ids.FindAllStringSubmatch(page, -1) {
			if seen[m[1]] {
				t.Errorf("%s has the id %q twice", name, m[1])
			}
			seen[m[1]] = true
		}
		_, title, _ := strings.Cut(page, "<title>")
		title, _, _ = strings.Cut(title, "</title>")
		if other := titles[title]; other != "" {
			t.Errorf("%s and %s have one title: %s", other, name, title)
		}
		titles[title] = name
	})
}

func TestPagesAreLight(t *testing.T) {
	_, files := shipped()
	sheet := len(packed(t, files["site.css"]))
	largest, where := 0, ""
	pages(t, func(name, page string) {
		n := len(packed(t, []byte(page))) + sheet
		if n > largest {
			largest, where = n, name
		}
		if n > 60_000 {
			t.Errorf("%s and its style sheet have %d bytes compressed", name, n)
		}
	})
	t.Logf("largest page: %s, %d bytes with style sheet, compressed", where, largest)
}

func packed(t *testing.T, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestFiguresEqualTheirCells compares every figure of every page with the cell that it names.
func TestFiguresEqualTheirCells(t *testing.T) {
	rel, _ := shipped()
	figures := regexp.MustCompile(`<data value="([^"]*)" data-key="([^"]*)">(.*?)</data>`)
	tags := regexp.MustCompile(`<[^>]*>`)
	count, shown := 0, map[model.Key]bool{}
	pages(t, func(name, page string) {
		found := figures.FindAllStringSubmatch(page, -1)
		if n := strings.Count(page, "<data "); n != len(found) {
			t.Errorf("%s has %d figures, of which %d can be read", name, n, len(found))
		}
		for _, m := range found {
			count++
			parts := strings.SplitN(html.UnescapeString(m[2]), "/", 4)
			period, ok := model.ParsePeriod(parts[1])
			key := model.Key{Measure: parts[0], Period: period, Region: parts[2]}
			if len(parts) == 4 {
				key.Group = parts[3]
			}
			c, known := rel.Cell(key)
			if !ok || !known || c.State != model.Published {
				t.Errorf("%s prints %q for %v, which is not published", name, m[0], key)
				continue
			}
			text := html.UnescapeString(tags.ReplaceAllString(m[3], ""))
			if m[1] != c.Plain() || text != c.String() && text != c.Words() && text != c.Value.AbsWords() && text+"%" != c.String() {
				t.Errorf("%s prints %q (%s) for %v, which is %s (%s)", name, text, m[1], key, c.Words(), c.Plain())
			}
			shown[key] = true
		}
	})
	if count < 10_000 {
		t.Errorf("only %d figures on all pages", count)
	}
	t.Logf("%d figures on all pages, of %d cells", count, len(shown))
}

// TestNumbersInWordsAreThoseOfCells looks at the words of the pages of figures – formulas, reasons, notes, the words of
// charts: each number in them is printed by a cell of the page's year up to its month, of the month before or of the same
// month a year before, or is the sum of three increments; besides there are dates and the small whole numbers of months and thresholds.
func TestNumbersInWordsAreThoseOfCells(t *testing.T) {
	rel, _ := shipped()
	words := regexp.MustCompile(`(?s)<dd class="f">(.*?)</dd>|<ul class="tnote">(.*?)</ul>|<text[^>]*>(.*?)</text>|<dd class="note[^>]*>(.*?)</dd>|aria-label="([^"]*)"|<ul class="tally">(.*?)</ul>|<p class="lead">(.*?)</p>`)
	figures := regexp.MustCompile(`(?s)<data .*?</data>`)
	tags := regexp.MustCompile(`<[^>]*>`)
	axes := regexp.MustCompile(`(?s)<svg class="axis".*?</svg>`)
	dates := regexp.MustCompile(`\d{4}年|\d+个月|\d{4}-\d\d(-\d\d)?|\d+～\d+|\d+%～\d+%`)
	number := regexp.MustCompile(`\d+(\.\d+)?`)
	month := regexp.MustCompile(`^progress/(\d{4}-\d\d)/(?:([a-z]+)/)?index.html$`)
	printed := func(p model.Period, region string) map[string]bool {
		set := map[string]bool{}
		for _, c := range rel.Cells {
			before := c.Period.Year == p.Year && c.Period.Compare(p) <= 0 || c.Period == p.Add(-12) || c.Period == p.Add(-1)
			if before && (region == "" || c.Region == region || c.Region == rel.Root().ID) {
				for _, n := range number.FindAllString(c.Words(), -1) {
					set[n] = true
				}
			}
		}
		// 近三月: a forecast adds three increments up.
		for _, r := range rel.Regions {
			var sum model.Amount
			for back := range 3 {
				c, _ := rel.Cell(model.Key{Measure: "posts.increment", Period: p.Add(-back), Region: r.ID})
				sum += c.Value.Amount()
			}
			set[fmt.Sprint(sum)] = true
		}
		for _, c := range rel.Corrections {
			for _, n := range number.FindAllString(c.Old.Words(), -1) {
				set[n] = true
			}
		}
		return set
	}
	count := 0
	pages(t, func(name, page string) {
		m := month.FindStringSubmatch(name)
		if m == nil {
			return
		}
		p, _ := model.ParsePeriod(m[1])
		set := printed(p, m[2])
		for _, found := range words.FindAllStringSubmatch(axes.ReplaceAllString(page, ""), -1) {
			text := html.UnescapeString(tags.ReplaceAllString(figures.ReplaceAllString(strings.Join(found[1:], ""), ""), ""))
			for _, n := range number.FindAllString(dates.ReplaceAllString(text, ""), -1) {
				count++
				small := len(n) == 1 || n == "10" || n == "11" || n == "12" || n == "50" || n == "100"
				if !set[n] && !small {
					t.Errorf("%s: no cell prints the %s of %q", name, n, text)
				}
			}
		}
	})
	if count < 5_000 {
		t.Errorf("only %d numbers were seen", count)
	}
	t.Logf("%d numbers in words", count)
}

// TestAxesEndWithWhatIsDrawn sees that the axis of two ratios ends at the multiples of five next to the pairs of which both
// are published: an axis that reached further because of a withheld rate would tell of it.
func TestAxesEndWithWhatIsDrawn(t *testing.T) {
	rel, _ := shipped()
	axes := regexp.MustCompile(`(?s)横轴(\d+%)～(\d+%)</li>.*?<svg class="axis"[^>]*><text[^>]*>([^<]*)</text><text[^>]*>[^<]*</text><text[^>]*>([^<]*)</text></svg>`)
	month := regexp.MustCompile(`^progress/(\d{4}-\d\d)/index.html$`)
	seen, hidden := 0, 0
	pages(t, func(name, page string) {
		m := month.FindStringSubmatch(name)
		if m == nil {
			return
		}
		p, _ := model.ParsePeriod(m[1])
		low, high := 100.0, 0.0
		for _, region := range rel.Regions {
			var pair []float64
			for _, figure := range []string{"rate", "floor"} {
				c, _ := rel.Cell(model.Key{Measure: "hardship_ratio." + figure, Period: p, Region: region.ID})
				if c.State == model.Published {
					pair = append(pair, 100*float64(c.Value.Num)/float64(c.Value.Den))
				}
			}
			if len(pair) == 2 {
				low, high = min(low, pair[0], pair[1]), max(high, pair[0], pair[1])
			} else {
				hidden++
			}
		}
		want := []string{fmt.Sprintf("%.0f%%", 5*math.Floor(low/5)), fmt.Sprintf("%.0f%%", 5*math.Ceil(high/5))}
		for _, found := range axes.FindAllStringSubmatch(page, -1) {
			seen++
			if !slices.Equal(found[1:3], want) || !slices.Equal(found[3:], want) {
				t.Errorf("%s: the axis goes from %v, what is drawn from %v", name, found[1:], want)
			}
		}
	})
	if seen < 10 || hidden == 0 {
		t.Errorf("%d axes were seen, %d pairs with a withheld rate", seen, hidden)
	}
}

// TestTablesOfFiguresHoldOnlyFigures proves that no number of the figure pages comes from anywhere but a cell: what a
// numeric table cell holds besides <data> has no digit.
func TestTablesOfFiguresHoldOnlyFigures(t *testing.T) {
	cells := regexp.MustCompile(`(?s)<td[^>]* class="n[^>]*>(.*?)</td>`)
	figures := regexp.MustCompile(`(?s)<data .*?</data>|<[^>]*>`)
	month := regexp.MustCompile(`^/\d+$`) // 达到 10/10: the months so far
	count := 0
	pages(t, func(name, page string) {
		if !strings.HasPrefix(name, "progress/") && !strings.HasPrefix(name, "indicators/") {
			return
		}
		for _, m := range cells.FindAllStringSubmatch(page, -1) {
			count++
			if strings.Contains(m[0], `data-l="原数"`) {
				continue // the old value of a correction is no cell any more
			}
			rest := figures.ReplaceAllString(m[1], "")
			if strings.ContainsAny(rest, "0123456789") && !month.MatchString(rest) {
				t.Errorf("%s has %q in a table of figures", name, m[0])
			}
		}
	})
	if count < 5_000 {
		t.Errorf("only %d numeric cells", count)
	}
}

// TestTwinsSayWhatTheBulletinSays compares the text of every twin with the composed bulletin, which the PDF also prints.
func TestTwinsSayWhatTheBulletinSays(t *testing.T) {
	rel, files := shipped()
	var l diag.List
	c := compose.New(os.DirFS(filepath.Join(root, "templates")), rel, &l)
	tags := regexp.MustCompile(`<[^>]*>`)
	blank := strings.NewReplacer(" ", "", "\n", "", "\u3000", "")
	for _, p := range rel.Months() {
		for _, region := range append(rel.Below(), rel.Root()) {
			name := "bulletins/" + p.String() + "/" + region.ID + "/index.html"
			page := blank.Replace(html.UnescapeString(tags.ReplaceAllString(string(files[name]), "")))
			b := c.Bulletin(p, region, &l)
			words := append(b.Imprint.Lines(), b.Title, b.Number, b.Recipient, b.Signature, b.Date.Words())
			for _, a := range b.Attached {
				words = append(words, a.Mark+a.Title)
			}
			for _, note := range b.Notes {
				words = append(words, "（"+note+"）")
			}
			for _, block := range b.Blocks {
				words = append(words, prose.Plain(block.Spans))
				for _, row := range append(block.Rows, block.Header) {
					for _, spans := range row {
						words = append(words, prose.Plain(spans))
					}
				}
			}
			for _, w := range words {
				if !strings.Contains(page, blank.Replace(w)) {
					t.Errorf("%s does not say %q", name, w)
				}
			}
			if len(b.Blocks) == 0 || len(b.Uses) == 0 {
				t.Errorf("%s: the bulletin is empty", name)
			}
		}
	}
}

// TestEveryDatasetHasItsPage holds the pages of the open data against what was written: a page for each package, and on
// it only columns that its main table has.
func TestEveryDatasetHasItsPage(t *testing.T) {
	_, files := shipped()
	columns := regexp.MustCompile(`<h2>字段</h2><p>([^。]*)。`)
	count := 0
	for name, data := range files {
		folder, ok := strings.CutSuffix(name, "datapackage.json")
		if !ok {
			continue
		}
		count++
		var about struct {
			Resources []struct {
				Schema struct{ Fields []struct{ Title string } }
			}
		}
		if err := json.Unmarshal(data, &about); err != nil {
			t.Fatal(err)
		}
		m := columns.FindSubmatch(files[folder+"index.html"])
		if m == nil {
			t.Errorf("%s has no page that names its columns", folder)
			continue
		}
		for _, title := range strings.Split(string(m[1]), "、") {
			if !slices.ContainsFunc(about.Resources[0].Schema.Fields, func(f struct{ Title string }) bool { return f.Title == title }) {
				t.Errorf("%s: the page names the column %q, which the table does not have", folder, title)
			}
		}
	}
	links := regexp.MustCompile(`href="/data/[a-z]+/"`).FindAll(files["data/index.html"], -1)
	if count == 0 || len(links) != count+1 { // and one to the earlier releases
		t.Errorf("%d packages, %d links to their pages", count, len(links))
	}
}

// TestShippedFiguresOfOctober pins what the notice and the sample say, so that a table that lost its figures is seen.
func TestShippedFiguresOfOctober(t *testing.T) {
	_, files := shipped()
	page := string(files["progress/2022-10/index.html"])
	for _, want := range []string{
		`data-key="posts.value/2022-10/weihai">11620<`, `data-key="posts.target/2022-10/weihai">14000<`,
		`data-key="posts.rate/2022-10/weihai">83.0<`, `data-key="posts.gap/2022-10/weihai">2380<`,
		`data-key="posts.need/2022-10/weihai">1190<`, `与序时基本一致`, `并列2`, `未报送`, `全市不含南海新区`,
		`65.03%`, `65.00%`, `乳山市再帮扶`, `各单位缺口之和比合计的缺口大`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page of October has no %s", want)
		}
	}
}

// BenchmarkPages renders every page of the shipped site, without writing it.
func BenchmarkPages(b *testing.B) {
	rel, _ := shipped()
	templates := os.DirFS(filepath.Join(root, "templates"))
	for b.Loop() {
		var l diag.List
		pages, _ := web.Jobs(rel, compose.New(templates, rel, &l), templates, &l)
		for _, job := range pages {
			job(output.Manifest{}, &l)
		}
	}
}
