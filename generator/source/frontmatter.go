package source

import (
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/model"
)

const frontMatterForm = "文件开头写\n---\ntitle: 标题\n---\n然后是正文"

// FrontMatter splits a Markdown file into the YAML between the two --- lines at its beginning and the text below.
func FrontMatter(f File, l *diag.List) (meta Node, body model.Text, ok bool) {
	hint := strings.ReplaceAll(frontMatterForm, "\n", " ⏎ ")
	lines := strings.SplitAfter(f.Text, "\n")
	if strings.TrimRight(lines[0], " \t\n") != "---" {
		l.Errorf(diag.Pos{File: f.Path, Line: 1, Col: 1}, 1, "front-matter", hint, "文件开头没有 --- 包住的说明")
		return Node{}, model.Text{}, false
	}
	end := 0
	for i := 1; i < len(lines) && end == 0; i++ {
		if strings.TrimRight(lines[i], " \t\n") == "---" {
			end = i
		}
	}
	if end == 0 {
		l.Errorf(diag.Pos{File: f.Path, Line: 1, Col: 1}, 3, "front-matter", hint, "开头的说明没有用 --- 结束")
		return Node{}, model.Text{}, false
	}
	meta, ok = yamlAt(f, strings.Join(lines[1:end], ""), 2, l)
	if meta.Kind == Empty {
		meta.Kind = Map // a commentary needs no fields
	}
	body.Pos = diag.Pos{File: f.Path, Line: end + 2, Col: 1}
	body.Text = strings.Join(lines[end+1:], "")
	return meta, body, ok
}
