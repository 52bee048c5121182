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
		at, hint := fills(x, p.rel.Site.Name.Pos)
		l.Warnf(at, 1, "small-print", hint, "公示栏的“%s”内容太多，字只有 %d 磅，站着看不清", x.Title, size/1000)
	}
	return file(path, data, err)
}

// fills returns what fills a card: the list of its offices, if they are more than half of it, or else its longest text.
func fills(x compose.Card, at diag.Pos) (diag.Pos, string) {
	all, offices, longest := 0, 0, 0
	for _, t := range x.Texts() {
		all += len(t.Text)
		if t.Pos.File != "" && len(t.Text) > longest {
			at, longest = t.Pos, len(t.Text)
		}
	}
	for _, o := range x.Offices {
		offices += len(o.Name.Text)
		for _, t := range o.Way {
			offices += len(t.Text)
		}
	}
	if 2*offices > all {
		return x.Offices[0].Name.Pos, fmt.Sprintf("这张卡上有 %d 个机构，从这里开始：合并重复的，地址和办公时间写短一些", len(x.Offices))
	}
	return at, "写短一些；这张卡上最长的是这一条"
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
