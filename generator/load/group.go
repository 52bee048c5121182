package load

import (
	"slices"
	"strings"

	"gongkai/generator/model"
	"gongkai/generator/source"
)

// group reads 性别=女;年龄段=16～24周岁 into ids in the order of the dimensions.
func (r row) group(m model.Measure) (string, bool) {
	c := r.cell("group")
	if c.Text == "" || r.broken[dimensionKind] {
		return "", c.Text == ""
	}
	picked := map[string]string{}
	good := true
	offset := 0
	for part := range strings.SplitSeq(strings.NewReplacer("；", ";", "＝", "=").Replace(c.Text), ";") {
		at := source.Cell{Pos: c.Right(offset), Text: part}
		offset += len([]rune(part)) + 1
		refuse := func(hint, format string, args ...any) {
			good = false
			r.list.Errorf(at.Pos, at.Len(), "unknown-group", hint, format, args...)
		}
		word, value, pair := strings.Cut(part, "=")
		word, value = strings.TrimSpace(word), strings.TrimSpace(value)
		dimension, ok := r.resolve(dimensionKind, word)
		switch {
		case !pair:
			refuse("写成 性别=女，几个分组之间写 ; ，合计就空着", "分组 %q 的写法不对", part)
			continue
		case !ok:
			refuse(didYouMean(word, r.groupWords(m)), "没有分组 %q", word)
			continue
		case !slices.Contains(m.Groups, dimension) && slices.ContainsFunc(m.Groups, func(g string) bool { return !r.exists(dimensionKind, g) }):
			good = false // the measure's own groups were reported
			continue
		case !slices.Contains(m.Groups, dimension):
			refuse(didYouMean(word, r.groupWords(m)), "指标“%s”不按 %q 分组", m.Name.Text, word)
			continue
		case picked[dimension] != "":
			refuse("每种分组只写一个", "分组 %q 写了两次", word)
			continue
		}
		id, ok := r.resolve(kind("分组 "+dimension+" "), value)
		if !ok {
			refuse(didYouMean(value, r.valueWords(dimension)), "分组 %q 里没有 %q", word, value)
			continue
		}
		picked[dimension] = id
	}
	return r.groupKey(picked), good
}

// groupKey joins the parts of a group in the order of the dimensions.
func (x *loader) groupKey(picked map[string]string) string {
	var parts []string
	for _, d := range x.rel.Dimensions {
		if v := picked[d.ID]; v != "" {
			parts = append(parts, d.ID+"="+v)
		}
	}
	return strings.Join(parts, ";")
}

func (x *loader) groupWords(m model.Measure) []string {
	var words []string
	for _, d := range x.rel.Dimensions {
		if slices.Contains(m.Groups, d.ID) {
			words = append(words, d.Name.Text, d.ID)
		}
	}
	return words
}

func (x *loader) valueWords(dimension string) []string {
	var words []string
	for _, d := range x.rel.Dimensions {
		if d.ID != dimension {
			continue
		}
		for _, v := range d.Values {
			words = append(words, v.Name.Text, v.ID)
		}
	}
	return words
}

func (x *loader) groupInWords(group string) string {
	var words []string
	for part := range strings.SplitSeq(group, ";") {
		dimension, value, _ := strings.Cut(part, "=")
		for _, d := range x.rel.Dimensions {
			for _, v := range d.Values {
				if d.ID == dimension && v.ID == value {
					words = append(words, v.Name.Text)
				}
			}
		}
	}
	return strings.Join(words, "、")
}
