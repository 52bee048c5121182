package explain

import (
	"slices"
	"strings"

	"gongkai/generator/model"
)

// split parts what is asked into a figure and the key of a group: posts_filled/sex=female, 安置上岗 女 or, as it is
// printed, 安置上岗（性别=女）. A group that does not exist comes back as it was written.
func (e *explainer) split(asked string) (figure, group string) {
	if e.measures(asked) != nil {
		return asked, ""
	}
	for end := len(asked); ; {
		at := strings.LastIndexAny(asked[:end], "/ （(")
		if at < 0 {
			return asked, ""
		}
		if figure := strings.TrimSpace(asked[:at]); e.measures(figure) != nil {
			return figure, e.group(figure, strings.Trim(asked[at:], "/ （()）"))
		}
		end = at
	}
}

// group turns the words for a group into its key; its parts come in the order of the dimensions.
func (e *explainer) group(figure, words string) string {
	parts := strings.FieldsFunc(words, func(r rune) bool { return strings.ContainsRune(";；、 ", r) })
	var key []string
	for _, d := range e.dimensions(figure) {
		for _, v := range d.Values {
			i := slices.IndexFunc(parts, func(part string) bool {
				dimension, value, pair := strings.Cut(part, "=")
				if !pair {
					value = part
				}
				return (!pair || dimension == d.ID || dimension == d.Name.Text) && (value == v.ID || value == v.Name.Text)
			})
			if i >= 0 {
				key = append(key, d.ID+"="+v.ID)
				parts = slices.Delete(parts, i, i+1)
			}
		}
	}
	if len(parts) > 0 || key == nil {
		return words
	}
	return strings.Join(key, ";")
}

// groups says which groups of a figure can be asked.
func (e *explainer) groups(figure string) string {
	var list []string
	for _, d := range e.dimensions(figure) {
		for _, v := range d.Values {
			list = append(list, d.Name.Text+"="+v.Name.Text)
		}
	}
	if list == nil {
		return "这个数不分组，只写 " + figure
	}
	return "分组可以写：" + strings.Join(list, "、")
}

// dimensions are those by which a measure is split.
func (e *explainer) dimensions(figure string) []model.Dimension {
	var list []model.Dimension
	for _, d := range e.rel.Dimensions {
		if slices.ContainsFunc(e.rel.Measures, func(m model.Measure) bool {
			return (m.ID == figure || m.Name.Text == figure) && slices.Contains(m.Groups, d.ID)
		}) {
			list = append(list, d)
		}
	}
	return list
}
