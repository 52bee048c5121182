package load

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/prose"
)

// sections are the places that a bulletin has for the editor's text (templates/bulletin.md): a text elsewhere would
// vanish without a word.
var sections = []string{"存在问题", "下一步工作"}

// commentaries reports what an editor wrote and no bulletin can show.
func (x *loader) commentaries() {
	months := x.rel.Months()
	type bulletin struct {
		period model.Period
		region string
	}
	written := map[bulletin]diag.Pos{}
	for _, a := range x.rel.Articles {
		if a.Kind != model.CommentaryArticle || a.Period == (model.Period{}) {
			continue
		}
		at := diag.Pos{File: a.Body.File}
		if !slices.Contains(months, a.Period) {
			x.list.Errorf(at, 0, "commentary", "检查文件名里的月份；加上这个月的数据以后再写", "%s没有通报，这篇文字没有地方放", a.Period.Words())
			continue
		}
		b := bulletin{a.Period, a.Region}
		if b.region == "" {
			b.region = x.rel.Root().ID
		}
		if first, twice := written[b]; twice {
			x.list.Add(diag.Diag{Pos: at, Rule: "commentary", Text: "同一份通报的文字写了两次", Hint: "合成一个文件",
				Also: []diag.Note{{Pos: first, Text: "另一个文件"}}})
		}
		written[b] = at
		x.itself(a, b.region)
		x.sections(a.Body)
	}
}

// sections reports text outside the sections of a bulletin.
func (x *loader) sections(body model.Text) {
	var heard diag.List // article has reported what is wrong with the prose itself
	inside := false
	for _, b := range prose.Blocks(body, &heard) {
		if b.Kind == prose.Title && b.Level == 1 {
			heading := strings.TrimSpace(prose.Plain(b.Spans))
			if !slices.Contains(sections, heading) {
				x.list.Errorf(b.Pos, utf8.RuneCountInString(heading), "commentary", didYouMean(heading, sections), "通报里没有 %q 这一部分，它下面的文字没有地方放", heading)
			}
			inside = true
			continue
		}
		if !inside {
			x.list.Errorf(b.Pos, 1, "commentary", "先写一行 ## "+strings.Join(sections, " 或 ## ")+"，文字写在它下面", "第一个标题前面的文字没有地方放")
			inside = true
		}
	}
}
