package web

import (
	"io/fs"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/output"
)

// maxSiteScript bounds site.js as it is published, of the 15 kB that all scripts together may have (product.md).
const maxSiteScript = 4_500

// siteScript publishes templates/site.js, the script of every page.
func siteScript(s *site) output.Job { return script(s, "site.js", "site.js", maxSiteScript) }

// script publishes a script of templates/ without indents and the comments that are lines of their own.
func script(s *site, name, path string, most int) output.Job {
	return func(_ output.Manifest, l *diag.List) []output.File {
		pos := diag.Pos{File: "templates/" + name}
		data, err := fs.ReadFile(s.templates, name)
		if err != nil {
			l.Errorf(pos, 0, "missing-file", "恢复这个文件", "缺少脚本，或者不能读取")
			return []output.File{{Path: path}} // links to it are not dead besides
		}
		short := bare(string(data))
		if len(short) > most || !utf8.ValidString(short) {
			l.Warnf(pos, 0, "template", "脚本须是 UTF-8，并尽量小", "脚本去掉注释后有%d字节，超过%d字节或编码不对", len(short), most)
		}
		return []output.File{{Path: path, Data: []byte(short)}}
	}
}

// bare leaves out empty lines, indents, and lines that are a comment. It knows no strings over several lines: scripts have
// none (ES2017 has them between backquotes only, a test sees to it).
func bare(js string) string {
	var b strings.Builder
	for line := range strings.Lines(js) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "//") {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}
