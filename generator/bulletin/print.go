package bulletin

import (
	"fmt"
	"strings"
	"time"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/output"
	"gongkai/generator/pdf"
)

// sheet makes the file of a reference work, or none where a character cannot be printed.
func (p press) sheet(x compose.Sheet, path string, l *diag.List) []output.File {
	if !p.printable(sheetTexts(x), l) {
		return nil
	}
	data, err := SetSheet(x, p.faces, p.about(x.Title, x.AsOf, x.Sample))
	return file(path, data, err)
}

// card makes the file of a card, likewise.
func (p press) card(x compose.Card, path string, l *diag.List) []output.File {
	if !p.printable(cardTexts(x), l) {
		return nil
	}
	data, err := SetCard(x, p.faces, p.about(x.Title, x.AsOf, x.Sample))
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
		i.Subject, i.Keywords = sampleMark, "示例数据"
	}
	return i
}

// printable reports characters that no face has, rule glyph, each once and where it stands in the input.
func (p press) printable(texts []model.Text, l *diag.List) bool {
	ok := true
	seen := map[rune]bool{}
	for _, t := range texts {
		for i, r := range t.Text {
			if r == '\n' || seen[r] || p.faces.pick(p.faces.Song, r) != nil {
				continue
			}
			seen[r], ok = true, false
			at := t.Pos
			switch {
			case at.File == "":
				at = p.rel.Site.Name.Pos
			case strings.Count(t.Text, "\n") == 0:
				at = within(t, i)
			}
			missing(r, at, l)
		}
	}
	return ok
}

// sheetTexts are the texts that a reference work prints, in their order.
func sheetTexts(x compose.Sheet) []model.Text {
	var list []model.Text
	own := func(texts ...string) {
		for _, t := range texts {
			list = append(list, model.Text{Text: t})
		}
	}
	own(x.Title)
	own(x.Lead...)
	if x.Contents {
		own(contentsName)
		for _, c := range x.Chapters {
			list = append(list, c.Name)
			for _, e := range c.Entries {
				list = append(list, e.Name)
			}
		}
	}
	for _, c := range x.Chapters {
		list = append(list, c.Name)
		for _, e := range c.Entries {
			list = append(list, e.Name)
			own(e.State)
			for _, x := range e.Elements {
				own(x.Name)
				list = append(list, x.Lines...)
			}
			if e.URL != "" {
				own(addressName, e.URL)
			}
		}
		for _, col := range c.Columns {
			own(col.Name)
		}
		for _, row := range c.Rows {
			for _, cell := range row {
				list = append(list, cell...)
			}
		}
	}
	return list
}

// cardTexts are those of a card.
func cardTexts(x compose.Card) []model.Text {
	var list []model.Text
	own := func(texts ...string) {
		for _, t := range texts {
			list = append(list, model.Text{Text: t})
		}
	}
	own(x.Title, x.Lead, callsName)
	for _, c := range x.Calls {
		list = append(list, model.Text{Pos: c.Name.Pos, Text: c.Phone}, c.Name, c.What)
	}
	own(casesName)
	for _, c := range x.Cases {
		list = append(list, c.Name, c.Lead)
	}
	own(officesName)
	for _, o := range x.Offices {
		list = append(list, o.Name)
		list = append(list, o.Way...)
	}
	if x.URL != "" {
		own(scanName, x.URL)
	}
	own(x.Foot...)
	return list
}
