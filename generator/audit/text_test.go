package audit

import (
	"bytes"
	"compress/zlib"
	"encoding/csv"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"gongkai/generator/diag"
)

// shippedSite builds the shipped site once, with the program itself, and reads it into memory.
var shippedSite = sync.OnceValues(func() (fstest.MapFS, error) {
	dir, err := os.MkdirTemp("", "gongkai-audit-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	build := exec.Command("go", "run", ".", "build", "-C", "..", "-o", filepath.Join(dir, "site"))
	build.Dir = ".."
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w: %s", err, out)
	}
	site := fstest.MapFS{}
	root := os.DirFS(filepath.Join(dir, "site"))
	err = fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, name)
		site[name] = &fstest.MapFile{Data: data}
		return err
	})
	return site, err
})

func shipped(t testing.TB) fstest.MapFS {
	t.Helper()
	site, err := shippedSite()
	if err != nil {
		t.Fatal(err)
	}
	return site
}

func findings(t testing.TB, site fs.FS) []diag.Diag {
	t.Helper()
	data, err := fs.ReadFile(site, "data/observations/observations.csv")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var l diag.List
	texts(site, rows, &l)
	return l.Sorted()
}

func TestShippedSiteSaysOnlyItsFigures(t *testing.T) {
	for _, d := range findings(t, shipped(t)) {
		t.Errorf("%s: %s", d.Pos, d.Text)
	}
}

// hidden is a figure of the shipped data that is withheld, and a number that it could be.
const (
	hiddenKey = "zero_household.found/2022-10/rushan"
	hiddenAs  = "3"
)

// TestWithheldNumberIsFoundAgain writes a number back where a withheld one stood, in one file at a time. Pages are cut
// down to the file and the table of the figures, since nothing else is needed to find it.
func TestWithheldNumberIsFoundAgain(t *testing.T) {
	const (
		month    = "progress/2022-10/index.html"
		unit     = "progress/2022-10/rushan/index.html"
		bulletin = "bulletins/2022-10/weihai/index.html"
	)
	first := func(old, new string) func(string) string {
		return func(s string) string { return strings.Replace(s, old, new, 1) }
	}
	for _, c := range []struct {
		name, file string
		mutate     func(string) string
	}{
		{"table", month, first("不予公开</span></td>", hiddenAs+"</span></td>")},
		{"table, marked", month, first(`<span class="state">不予公开</span></td>`, `<data value="3" data-key="`+hiddenKey+`">3</data></td>`)},
		{"machine form", month, func(s string) string {
			return regexp.MustCompile(`<data value="\d+" data-key="posts\.value`).ReplaceAllString(s, `<data value="3" data-key="posts.value`)
		}},
		{"printed form", month, func(s string) string {
			return regexp.MustCompile(`(data-key="posts\.value/2022-10/weihai">)\d+`).ReplaceAllString(s, `${1}3`)
		}},
		{"table of a bulletin", bulletin, first(">不予公开</td>", ">3</td>")},
		{"sentence", bulletin, first("户数不予公开", "户数3户")},
		{"number cut by elements", bulletin, first("户数不予公开", "户数<b>1</b><span>2户</span>")},
		{"sentence of a page", unit, first("</h1>", "</h1><p>当月认定3户零就业家庭。</p>")},
		{"comment", unit, first("</h1>", "</h1><!-- 当月认定3户 -->")},
		{"title", unit, first("<title>", "<title>3户零就业家庭，")},
		{"description", unit, first(`name="description" content="`, `name="description" content="当月认定3户，`)},
		{"tooltip", unit, first("<h1>", `<h1 title="3户">`)},
		{"attribute", unit, first("<h1>", `<h1 data-found="3户">`)},
		{"alternative text", bulletin, first(`aria-label="条形图，各单位完成率：`, `aria-label="条形图，各单位完成率：某区3.3%、`)},
		{"formula", unit, first(`<dd class="f">`, `<dd class="f">3户 + 2户，`)},
		{"bar of a withheld figure", month, first(`<rect class="val" data-key="posts.rate/`, `<rect class="val" data-key="hardship_employed/`)},
		{"bar without a key", month, func(s string) string {
			return regexp.MustCompile(`<rect class="val" data-key="[^"]*"`).ReplaceAllString(s, `<rect class="val"`)
		}},
		{"length of a bar", month, func(s string) string {
			return regexp.MustCompile(`(<rect class="val" data-key="[^"]*" y="\d+" width=")[\d.]+`).ReplaceAllString(s, `${1}3.00`)
		}},
		{"point of a line", unit, func(s string) string {
			return regexp.MustCompile(`(<path class="act" data-key="[^"]*" d="M\d+ \d+L\d+ )\d+`).ReplaceAllString(s, `${1}300`)
		}},
		{"label of a chart", unit, first(`<svg class="line" aria-hidden="true">`, `<svg class="line" aria-hidden="true"><text>3户</text>`)},
		{"search index", "search/index.json", first(`"t":"`, `"t":"3户零就业家庭，`)},
		{"feed", "feed.xml", first("<summary>", "<summary>当月认定3户。")},
		{"calendar", "fairs/calendar.ics", first("SUMMARY:", "SUMMARY:3户")},
	} {
		site := shipped(t)
		file, ok := site[c.file]
		if !ok {
			t.Errorf("%s: there is no %s", c.name, c.file)
			continue
		}
		changed := c.mutate(string(file.Data))
		if changed == string(file.Data) {
			t.Errorf("%s: nothing in %s was changed", c.name, c.file)
			continue
		}
		small := fstest.MapFS{c.file: {Data: []byte(changed)}, "data/observations/observations.csv": site["data/observations/observations.csv"]}
		before := len(findings(t, fstest.MapFS{c.file: file, "data/observations/observations.csv": site["data/observations/observations.csv"]}))
		found := findings(t, small)
		if len(found) <= before {
			t.Errorf("%s: not found in %s", c.name, c.file)
		}
		for _, d := range found {
			if d.Rule != rule || d.File != c.file || strings.Contains(d.Text, "3户") {
				t.Errorf("%s: %s: %s [%s]", c.name, d.Pos, d.Text, d.Rule)
			}
		}
	}
}

// TestPDFSaysWhatItsTwinSays edits the content of a page, and an attached table, in a bulletin of the shipped site.
func TestPDFSaysWhatItsTwinSays(t *testing.T) {
	const name, page = "bulletins/2022-10/weihai.pdf", "bulletins/2022-10/weihai/index.html"
	site := shipped(t)
	with := func(pdf []byte) []diag.Diag {
		return findings(t, fstest.MapFS{name: {Data: pdf}, page: site[page], "data/observations/observations.csv": site["data/observations/observations.csv"]})
	}
	if found := with(site[name].Data); len(found) > 0 {
		t.Fatalf("the file itself: %v", found)
	}
	codes := regexp.MustCompile(`\[<([0-9A-F]{16})>\] TJ`) // 不予公开 in a cell
	edits := map[string]func(content string) string{
		"text": func(content string) string {
			at := codes.FindStringSubmatchIndex(content)
			if at == nil || !strings.Contains(content, " Tf") {
				return content
			}
			faces := regexp.MustCompile(`/(F\d+) `).FindAllStringSubmatch(content[:at[0]], -1)
			digit := digitCode(t, site[name].Data, faces[len(faces)-1][1])
			return content[:at[2]] + strings.Repeat(digit, 4) + content[at[3]:]
		},
		"unknown sign": func(content string) string {
			at := codes.FindStringSubmatchIndex(content)
			if at == nil || !strings.Contains(content, " Tf") {
				return content
			}
			return content[:at[2]] + "FFF0" + content[at[2]+4:]
		},
		"table": func(content string) string {
			return regexp.MustCompile(`(zero_household\.found,[^\r\n]*?,),户,Q`).ReplaceAllString(strings.Replace(content, ",,,Q,", ",3,,Q,", 1), "${1}3,户,Q")
		},
	}
	for what, edit := range edits {
		edited, ok := rewritten(site[name].Data, edit)
		if !ok {
			t.Errorf("%s: nothing was changed", what)
			continue
		}
		if len(with(edited)) == 0 {
			t.Errorf("%s: not found", what)
		}
	}
	if len(with([]byte("%PDF-1.4\n"))) == 0 {
		t.Error("a file that cannot be read passes")
	}
}

// digitCode is the code of a 7 in a face of the file.
func digitCode(t *testing.T, data []byte, face string) string {
	t.Helper()
	_, list, _ := bytes.Cut(data, []byte("<</Font<<"))
	font := regexp.MustCompile(`/` + face + ` (\d+) 0 R`).FindSubmatch(list)
	unicode := regexp.MustCompile(`\n` + string(font[1]) + ` 0 obj\n[^\n]*/ToUnicode (\d+) 0 R`).FindSubmatch(data)
	_, after, _ := bytes.Cut(data, []byte("\n"+string(unicode[1])+" 0 obj\n"))
	_, stream, _ := bytes.Cut(after, []byte("stream\n"))
	r, err := zlib.NewReader(bytes.NewReader(stream))
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	code := regexp.MustCompile(`<([0-9A-F]{4})> <0037>`).FindSubmatch(content)
	if code == nil {
		t.Fatalf("face %s has no 7", face)
	}
	return string(code[1])
}

// rewritten edits the first stream that an edit changes. The table of places in the file is not brought up to date: the
// audit does not rely on it.
func rewritten(data []byte, edit func(string) string) ([]byte, bool) {
	for _, m := range streamOf.FindAllSubmatchIndex(data, -1) {
		length := lengthOf.FindAllSubmatchIndex(data[:m[1]], -1)
		at := length[len(length)-1]
		var n int
		fmt.Sscan(string(data[at[2]:at[3]]), &n)
		r, err := zlib.NewReader(bytes.NewReader(data[m[1]:min(len(data), m[1]+n)]))
		if err != nil {
			continue
		}
		var content bytes.Buffer
		if _, err := content.ReadFrom(r); err != nil {
			continue
		}
		changed := edit(content.String())
		if changed == content.String() {
			continue
		}
		var packed bytes.Buffer
		w := zlib.NewWriter(&packed)
		w.Write([]byte(changed)) // a buffer takes everything
		w.Close()
		var out []byte
		out = append(out, data[:at[2]]...)
		out = append(out, fmt.Sprint(packed.Len())...)
		out = append(out, data[at[3]:m[1]]...)
		out = append(out, packed.Bytes()...)
		return append(out, data[m[1]+n:]...), true
	}
	return nil, false
}

func BenchmarkTextsOfShippedSite(b *testing.B) {
	site := shipped(b)
	for b.Loop() {
		findings(b, site)
	}
}
