package load

import (
	"strings"
	"unicode/utf8"

	"gongkai/generator/model"
)

// unnumbered warns once of bulletins that are printed with a red head and have no 发文字号 yet. A table of releases that
// could not be read is no table without numbers.
func (x *loader) unnumbered() {
	issuer := x.rel.Site.Issuer
	if !issuer.Stated() || x.tree.Has("data/releases.yaml") && len(x.rel.Publications) == 0 {
		return
	}
	all := append([]model.Region{x.rel.Root()}, x.rel.Below()...)
	var whole []model.Period
	var parts []string
	for _, p := range x.rel.Months() {
		var without []string
		for _, r := range all {
			if !x.rel.Paper(p, r.ID).Number.Stated() {
				without = append(without, r.Short.Text)
			}
		}
		switch {
		case len(without) == len(all):
			whole = append(whole, p)
		case len(without) > 0:
			parts = append(parts, p.Words()+"的"+strings.Join(without, "、"))
		}
	}
	if len(whole) > 0 {
		parts = append([]string{spans(whole) + "的全部通报"}, parts...)
	}
	if len(parts) > 0 {
		x.list.Warnf(issuer.Pos, utf8.RuneCountInString(issuer.Text), "doc-number", "取得发文字号以后写进 data/releases.yaml 的 bulletins，不得编造；不印红头的，把 issuer 空着",
			"通报印红头，还没有发文字号：%s", strings.Join(parts, "；"))
	}
}

// spans lists months, those that follow each other as one: 2022年1月至2022年9月、2022年11月.
func spans(months []model.Period) string {
	var list []string
	for i := 0; i < len(months); {
		end := i
		for end+1 < len(months) && months[end+1] == months[end].Add(1) {
			end++
		}
		words := months[i].Words()
		if end > i {
			words += "至" + months[end].Words()
		}
		list = append(list, words)
		i = end + 1
	}
	return strings.Join(list, "、")
}
