package load

import (
	"strconv"

	"gongkai/generator/diag"
	"gongkai/generator/model"
)

var trainingFields = []field{
	{"id", "编号", coded}, {"name", "名称", wording}, {"region", "地区", coded}, {"provider", "培训机构", wording}, {"content", "内容", wording},
	{"audience", "对象", wording}, {"hours", "学时", coded}, {"fee", "收费", wording}, {"start", "开课日期", coded}, {"apply_end", "报名截止", coded},
	{"phone", "联系电话", coded}, // of a private provider: no mobile numbers
}

const trainingFile = "data/trainings.csv"

func (x *loader) trainings() {
	if !x.tree.Has(trainingFile) {
		x.column("培训项目目录", diag.Pos{File: trainingFile}, 0, 0)
		return
	}
	complete := x.table(trainingFile, "培训项目", trainingFields, func(r row) {
		r.need(trainingFields, "id", "name")
		if id := r.cell("id"); id.Text != "" {
			x.define(trainingKind, id)
		}
		t := model.Training{
			ID: r.word("id"), Name: r.text("name"), Region: r.region("region"), Provider: r.text("provider"), Content: r.text("content"),
			Audience: r.text("audience"), Fee: r.text("fee"), Start: r.date("start"), ApplyEnd: r.date("apply_end"), Phone: r.phone("phone"),
			Sample: x.rel.Site.Sample,
		}
		if c := r.cell("hours"); c.Text != "" {
			hours, err := strconv.Atoi(c.Text)
			if err != nil || !ascii(c.Text) || hours > 9999 {
				x.list.Errorf(c.Pos, c.Len(), "not-integer", "只写数字，不带单位", "学时 %q 不是整数", c.Text)
			}
			t.Hours = hours
		}
		x.rel.Trainings = append(x.rel.Trainings, t)
	})
	if complete {
		x.column("培训项目目录", diag.Pos{File: trainingFile, Line: 1, Col: 1}, 0, len(x.rel.Trainings))
	}
}
