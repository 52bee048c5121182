package bulletin

import (
	"fmt"
	"time"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/output"
	"gongkai/generator/pdf"
)

// unprintable stands for a file that cannot be printed for want of a character or a face, which is reported and stops the
// site: links to the file are not dead besides.
func unprintable(path string) []output.File { return []output.File{{Path: path}} }

// sheet makes the file of a reference work.
func (p press) sheet(x compose.Sheet, path string, l *diag.List) []output.File {
	if !p.printable(x.Texts(), l) {
		return unprintable(path)
	}
	data, err := SetSheet(x, p.faces, p.about(x.Title, x.AsOf, x.Sample))
	return file(path, data, err)
}

// card makes the file of a card.
func (p press) card(x compose.Card, path string, l *diag.List) []output.File {
	if !p.printable(x.Texts(), l) {
		return unprintable(path)
	}
	data, size, err := SetCard(x, p.faces, p.about(x.Title, x.AsOf, x.Sample))
	if size < least {
		longest := model.Text{Pos: p.rel.Site.Name.Pos}
		for _, t := range x.Texts() {
			if t.Pos.File != "" && len(t.Text) > len(longest.Text) {
				longest = t
			}
		}
		l.Warnf(longest.Pos, 1, "small-print", "写短一些；这张卡上最长的是这一条", "公示栏的“%s”内容太多，字只有 %d 磅，站着看不清", x.Title, size/1000)
	}
	return file(path, data, err)
}

func file(path string, data []byte, err error) []output.File {
	if err != nil {
		panic(fmt.Sprintf("%s: %v", path, err)) // cannot happen: every glyph is there
	}
	return []output.File{{Path: path, Data: data}}
}

// about is what a file says about itself that stands for a day and not for a month.
func (p press) about(title string, d model.Date, sample bool) pdf.Info {
	i := pdf.Info{
		Title: title, Author: p.rel.Site.Host.Text, Lang: "zh-CN",
		Created: time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, model.Beijing),
	}
	if sample {
		i.Subject, i.Keywords = compose.SampleMark, "示例数据"
	}
	return i
}
