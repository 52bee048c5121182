package opendata

import (
	"strings"

	"gongkai/generator/model"
)

// institutions is the 机构目录.
func institutions(rel *model.Release) dataset {
	t := table{
		name:  "institutions",
		title: "机构目录",
		key:   []string{"id"},
		columns: []column{
			{name: "id", title: "编号", kind: text, required: true},
			{name: "region", title: "地区编号", kind: text, required: true, list: "regions"},
			{name: "region_name", title: "地区", kind: text, required: true},
			{name: "name", title: "名称", kind: text, required: true},
			{name: "duties", title: "机关职能", kind: text},
			{name: "setup", title: "机构设置", kind: text},
			{name: "address", title: "办公地址", kind: text},
			{name: "hours", title: "办公时间", kind: text},
			{name: "phone", title: "联系电话", kind: text},
			{name: "head", title: "负责人", kind: text},
			{name: "services", title: "办理事项", kind: text, description: "以；分开"},
			sampleColumn,
		},
	}
	for _, i := range rel.Institutions {
		region, _ := rel.Region(i.Region)
		t.rows = append(t.rows, []model.Text{
			plain(i.ID), plain(i.Region), region.Name, line(i.Name), line(i.Duties), line(i.Setup), line(i.Address),
			line(i.Hours.Words), plain(i.Phone), line(i.Head), plain(strings.Join(i.Services, "；")),
			sampleMark(rel.Site.Sample || i.Sample),
		})
	}
	return dataset{
		id:          "institutions",
		title:       "失业人员集中帮扶机构目录",
		description: "办理失业登记、求职、培训和救助等事项的机构：职能、地址、办公时间和电话。没有填写的为空。",
		keywords:    []string{"机构目录", "就业服务", "办公时间"},
		main:        t,
		codes:       []table{regionList(rel)},
	}
}
