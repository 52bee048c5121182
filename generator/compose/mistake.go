package compose

import (
	"regexp"
	"strconv"
	"strings"

	"gongkai/generator/diag"
)

// mistakeForm is how text/template reports: template: bulletin.md:12:5: executing … at <.X>: reason.
var mistakeForm = regexp.MustCompile(`^template: ([^:]+):(\d+):(?:(\d+):)? (?s:(.*))$`)

// report translates a mistake of the template into a diagnosis with its place.
func (c *Composer) report(err error, l *diag.List) {
	pos, reason := diag.Pos{File: placeOf(file)}, err.Error()
	if m := mistakeForm.FindStringSubmatch(reason); m != nil {
		pos.File, reason = placeOf(m[1]), m[4]
		if n, err := strconv.Atoi(m[2]); err == nil {
			pos.Line = n
		}
		if n, err := strconv.Atoi(m[3]); err == nil {
			if lines := strings.Split(c.sources[m[1]], "\n"); pos.Line >= 1 && pos.Line <= len(lines) {
				pos.Col = diag.Col(lines[pos.Line-1], n)
			}
		}
	}
	l.Errorf(pos, 1, "template", "可用的函数见 templates/bulletin.md 开头的说明", "通报模板有误：%s", diag.Template(reason))
}
