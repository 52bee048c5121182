package prose

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"gongkai/generator/diag"
	"gongkai/generator/model"
)

var update = flag.Bool("update", false, "rewrite the expected outputs in testdata")

// TestPages renders in.md of each archive, which begins at line 10 of its file as after front matter.
func TestPages(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if len(archive.Files) != 3 || archive.Files[0].Name != "in.md" {
				t.Fatalf("want the files in.md, out.html and problems")
			}
			in := strings.TrimSuffix(string(archive.Files[0].Data), "\n")
			var l diag.List
			page := HTML(model.Text{Pos: diag.Pos{File: "in.md", Line: 10, Col: 1}, Text: in}, &l)
			got := []txtar.File{archive.Files[0], {Name: "out.html", Data: []byte(page.HTML)}, {Name: "problems", Data: problems(l)}}
			if *update {
				archive.Files = got
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			for i, file := range got {
				want := archive.Files[i]
				if file.Name != want.Name || string(file.Data) != string(want.Data) {
					t.Errorf("%s:\n%s\nwant %s:\n%s", file.Name, file.Data, want.Name, want.Data)
				}
			}
		})
	}
}

func problems(l diag.List) []byte {
	var b strings.Builder
	for _, d := range l.Sorted() {
		fmt.Fprintf(&b, "%s+%d [%s] %s\n", d.Pos, d.Len, d.Rule, d.Text)
	}
	return []byte(b.String())
}

func TestPlacesCountCharactersOnTheFirstLineFromTheColumnOfTheText(t *testing.T) {
	var l diag.List
	HTML(model.Text{Pos: diag.Pos{File: "p.yaml", Line: 4, Col: 10}, Text: "说明<b>重"}, &l)
	if got := l.Sorted()[0].Pos.String(); got != "p.yaml:4:12" {
		t.Errorf("tag after two characters at column 10 is reported at %s", got)
	}
}

func TestATextWithoutAPlaceIsReportedWithout(t *testing.T) {
	var l diag.List
	HTML(model.Text{Text: "甲\n\n<b>"}, &l)
	if got := l.Sorted()[0].Pos; got != (diag.Pos{}) {
		t.Errorf("got place %v", got)
	}
}

func TestHeadingsAndLinksAreListed(t *testing.T) {
	var l diag.List
	page := HTML(model.Text{Text: "# 一、怎么办\n\n见[清单](/policies/)\n\n### 材料 {#papers}\n"}, &l)
	want := "[{2 一-怎么办 一、怎么办} {3 papers 材料}] /policies/"
	if got := fmt.Sprint(page.Headings, " ", page.Links[0].Dest); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// FuzzHTML: whatever the text, nothing panics and no element, scheme or attribute appears that write.go does not have.
func FuzzHTML(f *testing.F) {
	for _, s := range []string{
		"<script>alert(1)</script>", "[a](javascript:alert(1))", "[a](JaVaScRiPt&colon;alert(1))", "![x](data:text/html,1)",
		"# h {#\"><script>}", "# h {onclick=alert(1) style=\"x\"}", "|a|b|\n|-:|:-:|\n|<script>|`|`|", "<a@b.cn> https://a.cn/<script>",
		"**“重点”**内容 **甲。**乙", "> - 1. x\n>\n>       code", "```<script>\n<script>", "[a]: <javascript:1> \"t\"\n\n[a]",
		"a\\\nb  \nc", "\x00&#0;&Tab;", "[x](\x01javascript:1)", "&#60;script&#62;", "-\n  <div>\n\n1)\n", "|a|\n|-|\n|\\||", "# \n\n#", "|甲|乙|\n|-|-|\n|1个|2|\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var l diag.List
		page := HTML(model.Text{Pos: diag.Pos{File: "f.md", Line: 1, Col: 1}, Text: s}, &l)
		if err := harmless(page.HTML); err != nil {
			t.Errorf("%q: %v\n%s", s, err, page.HTML)
		}
		for _, d := range l.Sorted() {
			if d.Line < 1 || d.Line > 1+strings.Count(s, "\n") || d.Col < 1 {
				t.Errorf("%q: problem outside of the text at %v", s, d.Pos)
			}
		}
	})
}

// harmless reads HTML tag by tag and accepts only what write.go may write.
func harmless(s string) error {
	elements := " p h2 h3 h4 h5 h6 ul ol li blockquote pre code hr br a em strong img div table thead tbody tr th td span small "
	attributes := " id href class rel src alt start scope role aria-label tabindex data-l "
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			return nil
		}
		s = s[i+1:]
		end := strings.IndexByte(s, '>')
		if end < 0 {
			return fmt.Errorf("tag without end")
		}
		tag := strings.TrimPrefix(s[:end], "/")
		name, rest, _ := strings.Cut(tag, " ")
		if !strings.Contains(elements, " "+name+" ") {
			return fmt.Errorf("element %q", name)
		}
		for rest != "" {
			key, value, ok := strings.Cut(rest, `="`)
			value, more, closed := strings.Cut(value, `"`)
			if !ok || !closed || !strings.Contains(attributes, " "+key+" ") {
				return fmt.Errorf("attribute %q of %q", key, name)
			}
			if key == "href" || key == "src" {
				if reason := refuse(value); reason != "" {
					return fmt.Errorf("address %q: %s", value, reason)
				}
			}
			rest = strings.TrimPrefix(more, " ")
		}
		s = s[end+1:]
	}
}
