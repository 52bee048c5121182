package load

import (
	"time"

	"gongkai/generator/diag"
	"gongkai/generator/model"
)

var fairFields = []field{
	{"id", "编号", coded}, {"name", "名称", wording}, {"region", "地区", coded}, {"start", "开始时间", coded}, {"end", "结束时间", coded},
	{"place", "地点", wording}, {"host", "主办单位", wording}, {"mode", "形式", wording}, {"content", "内容", wording}, {"phone", "联系电话", contact},
}

const fairFile = "data/fairs.csv"

func (x *loader) fairs() {
	if !x.tree.Has(fairFile) {
		x.column("专场招聘会", diag.Pos{File: fairFile}, 0, 0)
		return
	}
	complete := x.table(fairFile, "招聘会", fairFields, func(r row) {
		r.need(fairFields, "id", "name", "region", "start")
		if id := r.cell("id"); id.Text != "" {
			x.define(fairKind, id)
		}
		f := model.JobFair{
			ID: r.word("id"), Name: r.text("name"), Region: r.region("region"), Start: r.moment("start"), End: r.moment("end"),
			Place: r.text("place"), Host: r.text("host"), Mode: r.text("mode"), Content: r.text("content"), Phone: r.phone("phone"),
			Sample: x.rel.Site.Sample,
		}
		if !f.Start.IsZero() && !f.End.IsZero() && !f.End.After(f.Start) {
			c := r.cell("end")
			x.list.Errorf(c.Pos, c.Len(), "date-order", "检查两个时间", "结束时间 %s 不晚于开始时间 %s", c.Text, r.word("start"))
		}
		x.rel.Fairs = append(x.rel.Fairs, f)
	})
	if complete {
		x.column("专场招聘会", diag.Pos{File: fairFile, Line: 1, Col: 1}, 0, len(x.rel.Fairs))
	}
}

// moment reads a time of day in Beijing; an empty cell is a time that is not stated.
func (r row) moment(id string) time.Time {
	c := r.cell(id)
	if c.Text == "" {
		return time.Time{}
	}
	t, ok := parseTime(c.Text)
	if !ok {
		r.list.Errorf(c.Pos, c.Len(), "bad-date", "时间写成 2022-11-10 09:00", "%q 不是时间", c.Text)
	}
	return t
}
