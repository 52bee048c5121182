package load

import (
	"fmt"

	"gongkai/generator/diag"
	"gongkai/generator/eligibility"
	"gongkai/generator/model"
	"gongkai/generator/source"
)

func (x *loader) questions() {
	o, ok := x.document("data/questions.yaml", "问题表")
	if !ok {
		x.broken[questionKind], x.broken[identityKind] = true, true
		return
	}
	o.entries("questions", "问题", func(e *object) {
		q := model.Question{
			ID: e.id(questionKind), Text: e.text("text"), Kind: model.QuestionKind(max(0, e.choice("kind", "choice", "number", "yesno", "date"))),
			Unit: e.word("unit"), Help: e.text("help"),
		}
		e.need("text", "kind")
		q.Min, _ = e.integer("min", 0, int64(model.MaxAmount))
		q.Max, _ = e.integer("max", 0, int64(model.MaxAmount))
		if q.Max != 0 && q.Max < q.Min {
			p, n := e.at("max")
			x.list.Errorf(p, n, "wrong-type", "对调 min 和 max", "问题“%s”的最大值小于最小值", q.ID)
		}
		options := kind("问题 " + q.ID + " 的选项")
		e.entries("options", "选项", func(v *object) {
			option := model.Option{ID: v.id(options), Name: v.text("name")}
			v.need("name")
			q.Options = append(q.Options, option)
			if option.ID != "" && q.ID == eligibility.Identity {
				p, _ := v.at("id")
				x.define(identityKind, source.Cell{Pos: p, Text: option.ID})
			}
		})
		if q.Kind == model.Choice {
			e.need("options")
		}
		if e.bad["kind"] || !e.has("kind") {
			x.broken[questionKind] = true // what its answers mean is not known
			return
		}
		if q.ID != "" {
			x.rel.Questions = append(x.rel.Questions, q)
		}
	})
	o.need("questions")
	o.close()
}

func (x *loader) question(id string) (model.Question, bool) {
	for _, q := range x.rel.Questions {
		if q.ID == id {
			return q, true
		}
	}
	return model.Question{}, false
}

func (x *loader) categories() {
	o, ok := x.document("data/categories.yaml", "政策类别表")
	if !ok {
		x.broken[categoryKind] = true
		return
	}
	o.entries("categories", "政策类别", func(e *object) {
		c := model.Category{ID: e.id(categoryKind), Name: e.text("name")}
		e.need("name")
		x.rel.Categories = append(x.rel.Categories, c)
	})
	o.need("categories")
	o.close()
}

func (x *loader) situations() {
	o, ok := x.document("data/situations.yaml", "情形表")
	if !ok {
		x.broken[situationKind] = true
		return
	}
	o.entries("situations", "情形", func(e *object) {
		s := model.Situation{
			ID: e.id(situationKind), Name: e.text("name"), Lead: e.text("lead"), Urgent: e.text("urgent"), Steps: e.texts("steps"),
			Policies: e.refList("policies", policyKind), Channels: e.refList("channels", channelKind),
		}
		e.need("name", "lead")
		x.rel.Situations = append(x.rel.Situations, s)
	})
	o.listColumn(situationKind, "办事情形", "situations", len(x.rel.Situations))
	o.close()
}

const channelFile = "data/channels.yaml"

func (x *loader) channels() {
	o, ok := x.document(channelFile, "渠道表")
	if !ok {
		x.broken[channelKind] = true
		return
	}
	kinds := []string{"help", "jobs"}
	count := map[string]int{}
	o.entries("channels", "渠道", func(e *object) {
		c := model.Channel{ID: e.id(channelKind), Name: e.text("name"), Phone: e.phone("phone"), URL: e.address("url"), Hours: e.text("hours"),
			What: e.text("what"), Region: e.refList("region", regionKind), Sample: e.sample()}
		e.need("kind", "name")
		if i := e.choice("kind", kinds...); i >= 0 {
			c.Kind = kinds[i]
		}
		count[c.Kind]++
		x.rel.Channels = append(x.rel.Channels, c)
	})
	o.listColumn(channelKind, "失业求助渠道", "channels", count["help"])
	o.listColumn(channelKind, "求职渠道", "channels", count["jobs"])
	o.close()
}

func (x *loader) catalogue() {
	if !x.tree.Has("data/catalogue.yaml") {
		return // the catalogue is what a locality publishes beyond the notice
	}
	o, ok := x.document("data/catalogue.yaml", "公开目录")
	if !ok {
		return
	}
	o.entries("items", "公开事项", func(e *object) {
		c := model.CatalogueItem{ID: e.id(catalogueKind), Group: e.text("group"), Name: e.text("name"), Elements: e.text("elements"),
			Deadline: e.text("deadline"), Page: e.word("page"), Note: e.text("note")}
		e.need("group", "name")
		x.rel.Catalogue = append(x.rel.Catalogue, c)
	})
	o.listColumn(catalogueKind, "公开目录", "items", len(x.rel.Catalogue))
	o.close()
}

func (x *loader) holidays() {
	for _, file := range x.files("data/holidays", ".yaml") {
		o, ok := x.document(file, "节假日表")
		if !ok {
			continue
		}
		year, _ := o.integer("year", 1949, 2999)
		o.need("year")
		h := model.Holidays{Year: int(year), Source: o.text("source"), Closed: o.dates("closed", int(year)), Open: o.dates("open", int(year))}
		o.close()
		x.rel.Holidays = append(x.rel.Holidays, h)
	}
}

// dates reads a list of days of one year, each once.
func (o *object) dates(field string, year int) []model.Date {
	var dates []model.Date
	seen := map[model.Date]diag.Pos{}
	for _, c := range o.words(field) {
		d, ok := model.ParseDate(c.Text)
		if !ok {
			o.list.Errorf(c.Pos, c.Len(), "bad-date", "日期写成 2022-12-31，并且这一天要存在", "%s的 %s 应当是日期，这里是 %q", o.what, field, c.Text)
			continue
		}
		if d.Year != year && year != 0 {
			o.list.Errorf(c.Pos, c.Len(), "bad-date", "检查年份", "%d 年的%s里有别的年份 %q", year, o.what, c.Text)
			continue
		}
		if first, ok := seen[d]; ok {
			o.list.Add(diag.Diag{Pos: c.Pos, Len: c.Len(), Rule: "duplicate-id", Text: fmt.Sprintf("%s 写了两次", d), Hint: "只保留一处",
				Also: []diag.Note{{Pos: first, Text: "第一次写在这里"}}})
			continue
		}
		seen[d] = c.Pos
		dates = append(dates, d)
	}
	return dates
}
