package source

import (
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/model"
)

const frontMatterForm = "文件开头写 ⏎ --- ⏎ title: 标题 ⏎ --- ⏎ 然后是正文"

// FrontMatter splits a Markdown file into the YAML between the two --- lines at its beginning and the text below.
func FrontMatter(f File, l *diag.List) (meta Node, body model.Text, ok bool) {
	first, _, _ := strings.Cut(f.Text, "\n")
	if strings.TrimRight(first, " \t") != "---" {
		l.Errorf(diag.Pos{File: f.Path, Line: 1, Col: 1}, 1, "front-matter", frontMatterForm, "文件开头没有 --- 包住的说明")
		return Node{}, model.Text{}, false
	}
	begin := min(len(first)+1, len(f.Text))
	end, line := begin, 2
	for {
		next, _, more := strings.Cut(f.Text[end:], "\n")
		if strings.TrimRight(next, " \t") == "---" {
			body.Text = f.Text[min(end+len(next)+1, len(f.Text)):]
			break
		}
		if !more {
			l.Errorf(diag.Pos{File: f.Path, Line: 1, Col: 1}, 3, "front-matter", frontMatterForm, "开头的说明没有用 --- 结束")
			return Node{}, model.Text{}, false
		}
		end, line = end+len(next)+1, line+1
	}
	meta, ok = yamlAt(f, f.Text[begin:end], 2, l)
	if meta.Kind == Empty {
		meta.Kind = Map // a commentary needs no fields
	}
	body.Pos = diag.Pos{File: f.Path, Line: line + 1, Col: 1}
	return meta, body, ok
}
