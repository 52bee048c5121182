package web

// column is one column of the site; ColumnType is one of the words of 国办发〔2017〕47号.
type column struct {
	ID          string
	Name        string
	Path        string
	Type        string
	Description string
	Keywords    []string
	Nav         string // its word under the site's name; empty = none
}

// columns lists the columns, those of the navigation in its order.
func (s *site) columns() []column {
	s.kept.columns.Do(func() { s.kept.list = s.allColumns() })
	return s.kept.list
}

func (s *site) allColumns() []column {
	return []column{
		{"services", "办事服务", "/services/" + s.Root().ID + "/", "办事服务", "从您的情况开始：先做什么、可能享受什么、打哪个电话。", []string{"失业登记", "就业帮扶", "办事服务"}, "办事服务"},
		{"channels", "求助和求职渠道", "/channels/", "办事服务", "失业求助渠道和求职渠道。", []string{"求助", "求职", "12333"}, "求助渠道"},
		{"institutions", "机构目录", "/institutions/", "机构职能", "各区市、开发区经办机构的职能、地址、办公时间和电话。", []string{"机构目录", "办公时间", "联系电话"}, "机构目录"},
		{"policies", "政策清单", "/policies/", "政策文件", "失业人员和用人单位可以享受的政策。", []string{"就业政策", "补贴", "申请条件"}, "政策清单"},
		{"fairs", "招聘会", "/fairs/", "工作动态", "失业人员专场招聘会日历。", []string{"招聘会", "专场招聘"}, "招聘会"},
		{"trainings", "培训项目", "/trainings/", "办事服务", "特色培训项目目录。", []string{"职业培训", "培训项目"}, "培训项目"},
		{"progress", "进展数据", "/progress/", "数据发布", "帮扶行动各项指标的进展、排名和依据。", []string{"完成率", "序时进度", "公益性岗位"}, "进展数据"},
		{"bulletins", "进展通报", "/bulletins/", "数据发布", "各月进展通报。", []string{"通报", "进展"}, "进展通报"},
		{"data", "开放数据", "/data/", "数据开放", "本站全部公开数字，可以下载和再利用。", []string{"开放数据", "CSV", "JSON"}, "开放数据"},
		{"announcements", "公告", "/announcements/", "工作动态", "服务公告和工作动态。", []string{"服务公告", "公告"}, "公告"},
		{"home", "首页", "/", "首页", "", nil, ""},
		{"documents", "政策文件", "/policies/", "政策文件", "公开的文件。", []string{"通知", "文件"}, ""},
		{"about", "关于本站", "/about/", "信息公开指南", "本站的说明、统计口径和公开目录。", []string{"统计口径", "公开目录"}, ""},
		{"disclosure", "公开目录", "/about/disclosure/", "信息公开目录", "就业领域基层政务公开标准目录的对应情况。", []string{"公开目录"}, ""},
		{"search", "搜索", "/search/", "办事服务", "在本站查找页面。", []string{"搜索"}, ""},
	}
}

// column returns a column by id.
func (s *site) column(id string) column {
	for _, c := range s.columns() {
		if c.ID == id {
			return c
		}
	}
	return column{}
}

// crumb returns the breadcrumb step of a column.
func (s *site) crumb(id string) crumb {
	c := s.column(id)
	return crumb{c.Path, c.Name}
}
