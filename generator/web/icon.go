package web

import (
	"fmt"
	"html/template"
	"io/fs"
	"regexp"
	"strings"
)

// icon is one <symbol> of templates/icons.svg.
type icon struct {
	id     string
	symbol string
}

var symbol = regexp.MustCompile(`<symbol id="i-([a-z-]+)".*</symbol>`)

// readIcons reads the shapes, one a line.
func readIcons(templates fs.FS) ([]icon, error) {
	data, err := fs.ReadFile(templates, "icons.svg")
	if err != nil {
		return nil, fmt.Errorf("读状态图标：%w", err)
	}
	var icons []icon
	for _, m := range symbol.FindAllStringSubmatch(string(data), -1) {
		icons = append(icons, icon{m[1], m[0]})
	}
	return icons, nil
}

// usedIcons returns the symbols that a page refers to, in the order of the file.
func usedIcons(icons []icon, html string) []template.HTML {
	var used []template.HTML
	for _, i := range icons {
		if strings.Contains(html, `"#i-`+i.id+`"`) {
			used = append(used, trusted(i.symbol))
		}
	}
	return used
}
