package opendata

import (
	"strings"

	"gongkai/generator/eligibility"
	"gongkai/generator/model"
)

// policies is the 政策服务清单. What the notice does not state is empty.
func policies(rel *model.Release) dataset {
	t := table{
		name:  "policies",
		title: "政策服务清单",
		key:   []string{"id"},
		columns: []column{
			{name: "id", title: "编号", kind: text, required: true},
			{name: "name", title: "名称", kind: text, required: true},
			{name: "category", title: "类别编号", kind: text, required: true, list: "categories"},
			{name: "category_name", title: "类别", kind: text, required: true},
			{name: "status", title: "状态", kind: text, required: true, codes: policyStatuses(), description: "在 datapackage.json 的 created 那一天的状态"},
			{name: "who", title: "对象编号", kind: text, description: "以；分开"},
			{name: "audience", title: "适用对象", kind: text},
			{name: "content", title: "政策内容", kind: text},
			{name: "conditions", title: "申请条件", kind: text, description: "以；分开，须同时符合"},
			{name: "materials", title: "申请材料", kind: text, description: "以；分开"},
			{name: "process", title: "办理流程", kind: text, description: "以；分开"},
			{name: "channel", title: "办理渠道", kind: text},
			{name: "office", title: "经办机构", kind: text},
			{name: "time_limit", title: "办理时限", kind: text},
			{name: "phone", title: "咨询电话", kind: text, description: "通知写明的电话"},
			{name: "hotline", title: "询问热线", kind: text, description: "通知没有写电话时，可以打这条公开的热线询问；不是通知写的"},
			{name: "funding", title: "资金来源", kind: text},
			{name: "basis", title: "政策依据", kind: text, description: "以；分开"},
			{name: "term", title: "执行期限", kind: text},
			{name: "valid_from", title: "开始日期", kind: day},
			{name: "apply_until", title: "申请截止日期", kind: day},
			{name: "valid_until", title: "有效期至", kind: day},
			{name: "exclusive", title: "不重复享受", kind: text, description: "以；分开"},
			{name: "source", title: "出处", kind: text},
			{name: "quote", title: "原文", kind: text},
			sampleColumn,
		},
	}
	for _, p := range rel.Policies {
		t.rows = append(t.rows, []model.Text{
			plain(p.ID), line(p.Name), plain(p.Category), categoryName(rel, p.Category), plain(p.Status.ID()),
			plain(strings.Join(p.Who, "；")), line(p.Audience), line(p.Content), plain(conditionWords(rel, p)),
			lines(p.Materials), lines(p.Process), line(p.Where), line(p.Office), line(p.TimeLimit), line(p.Phone), plain(hotline(rel, p)),
			line(p.Funding), lines(p.Basis), line(p.Term), plain(p.From.String()), plain(p.ApplyUntil.String()),
			plain(p.Until.String()), exclusions(p), line(p.Source), line(p.Quote), sampleMark(rel.Site.Sample),
		})
	}
	return dataset{
		id:          "policies",
		title:       "失业人员集中帮扶政策服务清单",
		description: "通知列出的政策和服务：对象、内容、条件、材料、渠道、期限和依据。通知没有写明的为空，不作补充。",
		keywords:    []string{"政策服务清单", "就业补贴", "申请条件"},
		main:        t,
		codes:       []table{categoryList(rel)},
	}
}

func policyStatuses() []code {
	var codes []code
	for s := model.InForce; s <= model.TermUnknown; s++ {
		codes = append(codes, code{s.ID(), s.String()})
	}
	return codes
}

func conditionWords(rel *model.Release, p model.Policy) string {
	var words []string
	for _, c := range eligibility.Parts(p.Conditions) {
		words = append(words, strings.Join(strings.Fields(eligibility.Words(c, rel.Questions)), " "))
	}
	return strings.Join(words, "；")
}

func hotline(rel *model.Release, p model.Policy) string {
	if p.Phone.Stated() {
		return ""
	}
	return rel.Hotline(p).Phone
}

func exclusions(p model.Policy) model.Text {
	var names []model.Text
	for _, x := range p.Exclusive {
		names = append(names, x.Name)
	}
	return lines(names)
}

func categoryName(rel *model.Release, id string) model.Text {
	for _, c := range rel.Categories {
		if c.ID == id {
			return c.Name
		}
	}
	return plain(id)
}

func categoryList(rel *model.Release) table {
	t := table{
		name:  "categories",
		title: "政策类别代码",
		key:   []string{"category"},
		columns: []column{
			{name: "category", title: "类别编号", kind: text, required: true},
			{name: "name", title: "名称", kind: text, required: true},
		},
	}
	for _, c := range rel.Categories {
		t.rows = append(t.rows, []model.Text{plain(c.ID), c.Name})
	}
	return t
}
