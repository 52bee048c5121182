package bulletin

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	"gongkai/generator/compose"
	"gongkai/generator/derive"
	"gongkai/generator/diag"
	"gongkai/generator/load"
	"gongkai/generator/model"
	"gongkai/generator/output"
	"gongkai/generator/pdf"
	"gongkai/generator/prose"
	"gongkai/generator/protect"
	"gongkai/generator/source"
)

var templates = os.DirFS("../../templates")

// shipped is the release of the data that ships.
func shipped(t testing.TB) *model.Release {
	t.Helper()
	tree, err := source.Open("../..")
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	var l diag.List
	in := load.Load(tree, "", model.Date{}, &l)
	none(t, &l)
	return protect.Protect(in.Release, derive.Derive(&in.Release, in.Report))
}

func none(t testing.TB, l *diag.List) {
	t.Helper()
	for _, d := range l.Sorted() {
		if !d.Warning {
			t.Errorf("%v: %s", d.Pos, d.Text)
		}
	}
}

func faces(t testing.TB) *Faces {
	t.Helper()
	var l diag.List
	f, err := readFaces(templates, model.Fonts{}, &l)
	if err != nil {
		t.Fatal(err)
	}
	none(t, &l)
	return f
}

// reader runs one of the programs that read PDF files back.
func reader(t testing.TB, name string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Fatalf("%s is needed to read the bulletins back: install the Debian packages poppler-utils and qpdf", name)
	}
	out, err := exec.Command(path, args...).Output()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}

// solid takes white space out.
func solid(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// expected is the text of a bulletin in the order of the page, without white space, and the heads of its tables as they
// stand again on the next page, below the caption.
func expected(b compose.Bulletin) (text string, heads []string) {
	var s strings.Builder
	s.WriteString(b.Issuer + b.Number + b.Title)
	if b.Recipient != "" {
		s.WriteString(b.Recipient + "：")
	}
	figures := b.Figures
	depth := 0 // of lists
	var blocks func(list []prose.Block, top bool)
	blocks = func(list []prose.Block, top bool) {
		for i, x := range list {
			if top && len(figures) > 0 && figures[0].Block == i {
				s.WriteString(strings.Join(figures[0].Labels(), ""))
				figures = figures[1:]
			}
			s.WriteString(prose.Plain(x.Spans))
			depth++
			for i, item := range x.Items {
				s.WriteString(marker(x, i, depth))
				blocks(item, false)
			}
			depth--
			blocks(x.Blocks, false)
			head := ""
			for _, cell := range x.Header {
				head += prose.Plain(cell)
			}
			s.WriteString(head)
			if head != "" {
				if i > 0 && compose.RoleOf(list, i-1) == compose.Caption {
					head = prose.Plain(list[i-1].Spans) + "（续）" + head
				}
				heads = append(heads, solid(head))
			}
			for _, row := range x.Rows {
				for _, cell := range row {
					s.WriteString(prose.Plain(cell))
				}
			}
		}
	}
	blocks(b.Blocks, true)
	for _, a := range b.Attached {
		s.WriteString(a.Mark + a.Title)
	}
	s.WriteString(b.Signature + b.Date.Words())
	for _, n := range b.Notes {
		s.WriteString("（" + n + "）")
	}
	s.WriteString(strings.Join(b.Imprint.Lines(), ""))
	return solid(s.String()), heads
}

// sameText compares the pages of a file with the text: each page has the mark and its number, may begin with the head
// of a table that goes on, and holds the next part of the text.
func sameText(t *testing.T, name, extracted string, b compose.Bulletin) {
	t.Helper()
	want, heads := expected(b)
	pages := strings.Split(strings.TrimSuffix(extracted, "\f"), "\f")
	for i, page := range pages {
		page = solid(page)
		body, ok := strings.CutPrefix(page, solid(sampleMark))
		if !ok && b.Sample {
			t.Errorf("%s: page %d does not begin with the mark: %s", name, i+1, page)
		}
		number := solid(pageNumber(i + 1))
		if !strings.Contains(body, number) {
			t.Errorf("%s: page %d has no number", name, i+1)
		}
		body = strings.Replace(body, number, "", 1)
		for _, head := range heads {
			if strings.HasPrefix(body, head) && !strings.HasPrefix(want, head) {
				body = body[len(head):]
			}
		}
		rest, ok := strings.CutPrefix(want, body)
		if !ok {
			t.Fatalf("%s: page %d holds\n%s\nnext in the text is\n%s", name, i+1, body, want)
		}
		want = rest
	}
	if want != "" {
		t.Errorf("%s: not on any page: %s", name, want)
	}
}

// TestTextIsComplete makes every bulletin of the data that ships, reads it back and finds the composed text, whole
// and in order, with no character lost; the structure tree holds the same text without heads repeated.
func TestTextIsComplete(t *testing.T) {
	rel := shipped(t)
	var l diag.List
	c := compose.New(templates, rel, &l)
	jobs, err := Jobs(rel, c, templates, &l)
	if err != nil {
		t.Fatal(err)
	}
	made := map[string][]byte{}
	for _, job := range jobs {
		for _, f := range job(output.Manifest{}, &l) {
			made[f.Path] = f.Data
		}
	}
	file := filepath.Join(t.TempDir(), "x.pdf")
	for _, region := range append([]model.Region{rel.Root()}, rel.Below()...) {
		bulletins := map[string]compose.Bulletin{}
		for _, p := range rel.Months() {
			bulletins[compose.Path(p, region)] = c.Bulletin(p, region, &l)
		}
		for _, year := range compose.Years(rel) {
			bulletins[compose.YearPath(year, region)] = c.Year(year, region, &l)
		}
		for path, b := range bulletins {
			if err := os.WriteFile(file, made[path], 0o600); err != nil {
				t.Fatal(err)
			}
			sameText(t, path, reader(t, "pdftotext", "-raw", file, "-"), b)
			if b.Period != rel.Newest() {
				continue
			}
			want, _ := expected(b)
			if b.Sample {
				want = solid(sampleMark) + want
			}
			if got := structure(reader(t, "pdfinfo", "-struct-text", file)); got != want {
				t.Errorf("%s: the structure tree holds\n%s\nwant\n%s", path, got, want)
			}
			if got := reader(t, "qpdf", "--check", file); !strings.Contains(got, "No syntax or stream encoding errors") {
				t.Errorf("%s: %s", path, got)
			}
		}
	}
	none(t, &l)
}

// structure takes the texts out of what pdfinfo prints: each stands in quotes on a line of its own.
func structure(tree string) string {
	var s strings.Builder
	for line := range strings.Lines(tree) {
		line = strings.TrimSpace(line)
		if len(line) >= 2 && line[0] == '"' && line[len(line)-1] == '"' {
			s.WriteString(line[1 : len(line)-1])
		}
	}
	return solid(s.String())
}

// TestTheFileNamesItsNumber reads 发文字号 back from what a file says about itself.
func TestTheFileNamesItsNumber(t *testing.T) {
	rel := shipped(t)
	for _, x := range []struct {
		number string
		sample bool
		want   string
	}{{"", false, ""}, {"", true, "示例数据"}, {"某人社字〔2022〕12号", true, "某人社字〔2022〕12号,示例数据"}} {
		b := letter()
		b.Period, b.Region, b.Number, b.Sample = rel.Newest(), rel.Root(), x.number, x.sample
		if got := info(b, rel).Keywords; got != x.want {
			t.Errorf("number %q, sample %v: keywords %q", x.number, x.sample, got)
		}
	}
}

// TestSameBytes makes every kind of file at once with all others: fonts are shared, and the bytes are the same.
func TestSameBytes(t *testing.T) {
	rel := shipped(t)
	var l diag.List
	jobs, err := Jobs(rel, compose.New(templates, rel, &l), templates, &l)
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for _, job := range jobs[len(rel.Months())-1:] { // the newest month, the years, sheets and cards
		first := job(output.Manifest{}, &l)
		wait.Go(func() {
			var l diag.List
			for i, f := range job(output.Manifest{}, &l) {
				if !bytes.Equal(f.Data, first[i].Data) {
					t.Errorf("%s: two files of the same input differ", f.Path)
				}
			}
		})
	}
	wait.Wait()
	none(t, &l)
}

// TestGlyph puts characters that no face has into different texts: each is reported wherever it stands, and the
// bulletin is not made.
func TestGlyph(t *testing.T) {
	rel := *shipped(t)
	rel.Site.Signature = model.Text{Pos: diag.Pos{File: "data/site.yaml", Line: 12, Col: 12}, Text: "某ꀀ局"}
	rel.Articles = append(rel.Articles[:0:0], model.Article{
		Kind: model.CommentaryArticle, Period: rel.Newest(), Region: "",
		Body: model.Text{Pos: diag.Pos{File: "content/commentary/2022-10.md", Line: 4, Col: 1}, Text: "## 存在问题\n\n一是ꀁ，又ꀁ。\n"},
	})
	var l diag.List
	jobs, err := Jobs(&rel, compose.New(templates, &rel, &l), templates, &l)
	if err != nil {
		t.Fatal(err)
	}
	for _, job := range jobs {
		for _, f := range job(output.Manifest{}, &l) {
			if strings.HasPrefix(f.Path, "bulletins/") && strings.HasSuffix(f.Path, ".pdf") && f.Data != nil {
				t.Fatalf("%s was made with a missing glyph", f.Path)
			}
		}
	}
	var got []string
	for _, d := range l.Sorted() {
		got = append(got, d.Pos.String()+" "+d.Rule+" "+d.Text)
	}
	want := []string{
		`content/commentary/2022-10.md:6:3 glyph 字符 'ꀁ'（U+A001）在通报的字体里都没有`,
		`content/commentary/2022-10.md:6:6 glyph 字符 'ꀁ'（U+A001）在通报的字体里都没有`,
		`data/site.yaml:12:13 glyph 字符 'ꀀ'（U+A000）在通报的字体里都没有`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("reported are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestGlyphNamesEveryText puts a character of its own that no face has into each text of the site, the regions,
// measures, indicators and targets: whichever reach a bulletin are reported where they stand.
func TestGlyphNamesEveryText(t *testing.T) {
	rel := *shipped(t)
	next, want := 'ꀀ', map[rune]string{}
	poison := func(items any, name string) {
		v := reflect.ValueOf(items).Elem()
		for i := range v.NumField() {
			field := name + "." + v.Type().Field(i).Name
			switch x := v.Field(i).Addr().Interface().(type) {
			case *model.Text:
				*x = model.Text{Pos: diag.Pos{File: field, Line: 3, Col: 5}, Text: "甲" + string(next) + x.Text}
			case *string:
				switch field {
				case "Site.Phone", "Measure.Unit":
					*x += string(next)
				}
			}
			want[next] = field
			next++
		}
	}
	poison(&rel.Site, "Site")
	rel.Regions, rel.Measures = slices.Clone(rel.Regions), slices.Clone(rel.Measures)
	rel.Indicators, rel.Targets = slices.Clone(rel.Indicators), slices.Clone(rel.Targets)
	for i := range rel.Regions {
		poison(&rel.Regions[i], "Region")
	}
	for i := range rel.Measures {
		poison(&rel.Measures[i], "Measure")
	}
	for i := range rel.Indicators {
		poison(&rel.Indicators[i], "Indicator")
	}
	for i := range rel.Targets {
		poison(&rel.Targets[i], "Target")
	}
	rel.Corrections = slices.Clone(rel.Corrections)
	for i := range rel.Corrections {
		poison(&rel.Corrections[i], "Correction")
	}
	var l diag.List
	jobs, err := Jobs(&rel, compose.New(templates, &rel, &l), templates, &l)
	if err != nil {
		t.Fatal(err)
	}
	for _, job := range jobs[len(rel.Months())-2 : len(rel.Months())] { // two months: one of them was corrected later
		job(output.Manifest{}, &l)
	}
	seen := map[string]bool{}
	for _, d := range l.Sorted() {
		r := []rune(strings.TrimPrefix(d.Text, "字符 '"))[0]
		at := map[string]string{"Site.Phone": "Site.Contact", "Measure.Unit": "Measure.Name"}[want[r]]
		if at == "" {
			at = want[r]
			if d.Line != 3 || d.Col != 6 {
				t.Errorf("%s is reported at %v", want[r], d.Pos)
			}
		}
		if d.File != at {
			t.Errorf("%s is reported in %v", want[r], d.Pos)
		}
		seen[want[r]] = true
	}
	for _, field := range []string{"Site.Signature", "Region.Note", "Measure.Unit", "Indicator.Ours", "Indicator.Method", "Correction.Reason"} {
		if !seen[field] {
			t.Errorf("%s reaches no bulletin, or is not reported", field)
		}
	}
}

// TestUnusualText sets what the shipped data do not have: a red head, lists, items that hold or begin with anything
// else than a paragraph, quotations, characters beyond the BMP, a table that is longer than a page and one that is too
// wide.
func TestUnusualText(t *testing.T) {
	b := unusual(t)
	data, err := Set(b, faces(t), pdf.Info{Title: b.Title, Lang: "zh-CN"})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	sameText(t, "unusual", reader(t, "pdftotext", "-raw", file, "-"), b)
	want, _ := expected(b)
	if got := structure(reader(t, "pdfinfo", "-struct-text", file)); got != want {
		t.Errorf("the structure tree holds\n%s\nwant\n%s", got, want)
	}
}

func unusual(t *testing.T) compose.Bulletin {
	md := "## 一、名单\n\n- 甲𬍛\n- 乙，**要点**\n\n3. 丙\n4. 丁\n\n> 引文𫍯，后文𬭚。\n\n第一行  \n第二行\n\n" +
		"长表（单位：个）\n\n| 单位 | 数 |\n|:--|--:|\n" + strings.Repeat("| 某单位 | 12 |\n", 60) + "| 合计 | 720 |\n\n注：长。\n\n" +
		"宽表\n\n|" + strings.Repeat(" 很长的栏目名称 |", 12) + "\n|" + strings.Repeat("--:|", 12) + "\n|" + strings.Repeat(" 12345678 |", 12) + "\n\n" +
		"- 条目\n\n  | 单位 | 数 |\n  |:--|--:|\n  | 乙单位 | 7 |\n\n  注：条目里的表。\n- ### 条目标题\n\n  标题后文\n- | 丙 |\n  |:--|\n  | 8 |\n-\n- > 引在条目里\n-\n  - 里层\n\n" +
		"```\n代码第一行\n代码第二行\n```\n\n" +
		strings.Repeat("正文。", 120)
	var l diag.List
	b := compose.Bulletin{
		Title: "关于某事的通报", TitleParts: []string{"关于某事", "的通报"}, Issuer: "某某市人力资源和社会保障局文件", Recipient: "各单位",
		Blocks: prose.Blocks(model.Text{Text: md}, &l), Signature: "某局", Date: model.Date{Year: 2022, Month: 11, Day: 10}, Notes: []string{"此件主动公开"},
	}
	none(t, &l)
	return b
}

// TestTallRowGoesOn sets a table whose one row is taller than a page, with a head that takes part of each page: every
// character is on a page, within its type area, and the row stays one row of the structure.
func TestTallRowGoesOn(t *testing.T) {
	long := strings.Repeat("很长的说明。", 700)
	md := "| 单位 | 说明 |\n|:--|:--|\n| 甲 | 短 |\n| 乙 | " + long + " |\n| 丙 | 末 |\n"
	var l diag.List
	b := compose.Bulletin{Title: "题", TitleParts: []string{"题"}, Blocks: prose.Blocks(model.Text{Text: md}, &l)}
	none(t, &l)
	s := &setter{faces: faces(t), canvas: pdf.New(pdf.Info{Title: b.Title, Lang: "zh-CN"})}
	s.compose(b)
	for i, x := range s.boxes {
		if x.height > depth {
			t.Errorf("box %d is %v high, a page %v", i, x.height, depth)
		}
		if draw := x.draw; draw != nil {
			s.boxes[i].draw = func(y pdf.Pt) {
				if y < top || y+x.height > top+depth+rows {
					t.Errorf("box %d stands from %v to %v", i, y-top, y+x.height-top)
				}
				draw(y)
			}
		}
	}
	s.paginate(false)
	data, err := s.canvas.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	want, _ := expected(b)
	tree := reader(t, "pdfinfo", "-struct-text", file)
	if got := structure(tree); got != want {
		t.Errorf("the structure tree holds\n%s\nwant\n%s", got, want)
	}
	if got := strings.Count(tree, "TR\n"); got != 4 {
		t.Errorf("%d rows, want 4", got)
	}
}

func BenchmarkBulletin(b *testing.B) {
	rel := shipped(b)
	f := faces(b)
	var l diag.List
	c := compose.New(templates, rel, &l)
	for _, id := range []string{"weihai", "rushan"} {
		region, _ := rel.Region(id)
		text := c.Bulletin(rel.Newest(), region, &l)
		b.Run(id, func(b *testing.B) {
			for b.Loop() {
				if _, err := Set(text, f, info(text, rel)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
