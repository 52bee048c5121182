package diag

import (
	"bytes"
	"html/template"
	"regexp"
	"testing"
)

// TestTemplateMistakesAreChinese makes the mistakes, so that the words are those of this Go.
func TestTemplateMistakesAreChinese(t *testing.T) {
	place := regexp.MustCompile(`^(?:html/)?template: ?[^:]+:\d+(?::\d+)?: `)
	for text, want := range map[string]string{
		"{{.Nope}}":           "{{.Nope}}：没有字段 Nope",
		"{{if}}{{end}}":       "{{if}} 后面没有写值",
		"{{if .Name}}":        "缺少 {{end}}",
		"{{end}}":             "多了一个 {{end}}",
		"{{else}}":            "多了一个 {{else}}",
		"{{nope .Name}}":      "没有函数 nope",
		"{{$x}}":              "没有变量 $x",
		"{{up}}":              "{{up}}：函数 up 要 1 个值，这里有 0 个",
		"{{up .N}}":           "{{.N}}：函数不能用于这个值",
		"{{range .B}}{{end}}": "{{.B}}：{{range}} 后面不是列表",
		"{{.Name":             "{{ 没有用 }} 结束，或者括号不成对",
		"{{.Name := 1}}":      `{{ }} 里不能这样写 ":="`,
		`{{"a}}`:              "引号或注释没有结束",
		`<a href="{{.Name}}`:  "标签或引号没有结束",
		`{{template "nope"}}`: "没有模板 nope",
		"{{.Nothing.Name}}":   "{{.Nothing.Name}}：这里没有值，先用 {{if}} 或 {{with}} 判断",
		"{{(.Name}}":          "{{ 没有用 }} 结束，或者括号不成对",
		"{{/* no end":         "引号或注释没有结束",
	} {
		type view struct {
			Name    string
			N       int
			B       bool
			Nothing *struct{ Name string }
		}
		tt, err := template.New("x.html").Funcs(template.FuncMap{"up": func(s string) string { return s }}).Parse(text)
		if err == nil {
			err = tt.Execute(new(bytes.Buffer), view{})
		}
		if err == nil {
			t.Errorf("%s: no error", text)
			continue
		}
		if got := Template(place.ReplaceAllString(err.Error(), "")); got != want {
			t.Errorf("%s: %s: %q, want %q", text, err, got, want)
		}
	}
}
