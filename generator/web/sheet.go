package web

import (
	"fmt"
	"io/fs"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/output"
)

// MaxSheet is the size that the style sheet may have, so that a page comes at once on an old phone (product.md).
const MaxSheet = 22_000

// stylesheet writes /site.css without comments and spare white space.
func stylesheet(s *site) output.Job {
	return func(_ output.Manifest, l *diag.List) []output.File {
		data, err := fs.ReadFile(s.templates, "site.css")
		pos := diag.Pos{File: "templates/site.css"}
		if err != nil {
			l.Errorf(pos, 0, "missing-file", "恢复这个文件", "缺少样式表，或者不能读取")
			return []output.File{{Path: "site.css"}} // links to it are not dead besides
		}
		sheet := strip(string(data))
		if len(sheet) > MaxSheet {
			l.Warnf(pos, 0, "template", "删去不用的样式", "样式表压缩后%d字节，超过%d字节", len(sheet), MaxSheet)
		}
		return []output.File{{Path: "site.css", Data: []byte(sheet)}}
	}
}

// strip removes comments, and white space that CSS does not need: at line ends and around { } ; : , > outside quotes.
// A blank before a colon stays, since "a :hover" and "a:hover" differ.
func strip(css string) string {
	var b strings.Builder
	var last byte
	blank := false
	for i := 0; i < len(css); i++ {
		c := css[i]
		switch {
		case strings.HasPrefix(css[i:], "/*"):
			end := strings.Index(css[i+2:], "*/")
			if end < 0 {
				return b.String()
			}
			i += end + 3
			continue
		case c == ' ' || c == '\n' || c == '\t' || c == '\r':
			blank = true
			continue
		case c == ';':
			rest := strings.TrimLeft(css[i+1:], " \n\t\r")
			if strings.HasPrefix(rest, "}") {
				continue // the last semicolon of a block
			}
		}
		if blank && b.Len() > 0 && !strings.ContainsRune("{};,>:", rune(last)) && !strings.ContainsRune("{};,>", rune(c)) {
			b.WriteByte(' ')
		}
		blank = false
		if c == '"' {
			end := strings.IndexByte(css[i+1:], '"')
			if end < 0 {
				return b.String()
			}
			b.WriteString(css[i : i+end+2])
			i += end + 1
		} else {
			b.WriteByte(c)
		}
		last = c
	}
	return b.String()
}

// robots lets everything be read, and names the site map where there is one.
func robots(s *site) output.Job {
	text := "User-agent: *\nAllow: /\n"
	if s.Site.BaseURL != "" {
		text += fmt.Sprintf("Sitemap: %s\n", s.absolute("/sitemap.xml"))
	}
	return func(output.Manifest, *diag.List) []output.File {
		return []output.File{{Path: "robots.txt", Data: []byte(text)}}
	}
}
