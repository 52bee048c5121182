package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestHomeSaysWhatIsMissing: the first page and the bulletin say in the same words what the city's figure leaves out.
func TestHomeSaysWhatIsMissing(t *testing.T) {
	tags := regexp.MustCompile(`<[^>]*>`)
	for _, c := range []struct{ name, drop, want string }{
		{"all sent", "", "全市累计开发城乡公益性岗位11620个，完成年度目标的83.0%，低于序时进度0.3个百分点。"},
		{"one unit missing", ",nanhai,", "全市累计开发城乡公益性岗位11296个（不含南海新区）；因南海新区未报送，不计算完成率。"},
		{"all units missing", ",posts_created,", ""},
		{"no target", "targets", "全市累计开发城乡公益性岗位11620个。"},
	} {
		t.Run(c.name, func(t *testing.T) {
			root := copyInput(t, "2022-09", "2022-10")
			if c.drop == "targets" {
				if err := os.Remove(filepath.Join(root, "data", "targets", "2022.yaml")); err != nil {
					t.Fatal(err)
				}
			} else if c.drop != "" {
				dropRows(t, filepath.Join(root, "data", "observations", "2022-10.csv"), "2022-10", c.drop)
			}
			out := filepath.Join(t.TempDir(), "public")
			if code, stdout, stderr := gongkai("-C", root, "-o", out); code != exitOK {
				t.Fatalf("exit %d\n%s%s", code, stdout, stderr)
			}
			files := readTree(t, out)
			for _, page := range []string{"index.html", "bulletins/2022-10/weihai/index.html"} {
				text := strings.Join(strings.Fields(tags.ReplaceAllString(files[page], "")), "")
				if c.drop == ",posts_created," || c.drop == "targets" && page == "index.html" {
					if strings.Contains(text, "完成年度目标的") {
						t.Errorf("/%s names a completion that there is not", page)
					}
					continue
				}
				want := c.want
				if page != "index.html" {
					want = strings.TrimSuffix(want, "。") // the bulletin goes on
				}
				if !strings.Contains(text, want) {
					t.Errorf("/%s does not say %s", page, want)
				}
			}
		})
	}
}

// dropRows takes the rows of a month that hold a text out of a table.
func dropRows(t *testing.T, file, month, text string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var kept strings.Builder
	for line := range strings.Lines(string(data)) {
		if !strings.HasPrefix(line, month) || !strings.Contains(line, text) {
			kept.WriteString(line)
		}
	}
	if err := os.WriteFile(file, []byte(kept.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
