package compose

import "gongkai/generator/model"

// DirectoryPath is the place of the 机构目录 for print in the site.
const DirectoryPath = "institutions/directory.pdf"

// missing stands for what the unit has yet to say, as on the pages.
const missing = "待补"

// Directory arranges the offices by unit, a table each, with the elements of 条例第二十条.
func (c *Composer) Directory() Sheet {
	s := c.sheet("机构目录")
	s.Lead = append(s.Lead, "不知道找谁，先打12333。要上门，请先打电话确认。")
	for _, r := range c.rel.Regions {
		chapter := Chapter{Name: fullName(r), Columns: []Column{
			{"机构", 33}, {"职能、设置、办理事项", 56}, {"电话", 20}, {"地址、时间", 47},
		}}
		lacking, said := false, false
		for _, x := range c.rel.Institutions {
			if x.Region == r.ID {
				chapter.Rows = append(chapter.Rows, office(x))
				lacking = lacking || !x.Setup.Stated() || !x.Head.Stated()
				said = said || x.Setup.Stated() || x.Head.Stated()
			}
		}
		switch {
		case lacking && said:
			chapter.Note = "未写明的机构设置、负责人：" + missing
		case lacking:
			chapter.Note = "机构设置、负责人：" + missing
		}
		if len(chapter.Rows) > 0 {
			s.Chapters = append(s.Chapters, chapter)
		}
	}
	return s
}

// office is the row of an office. Its setup and head stand with its duties: a column of their own would be 待补 almost
// everywhere.
func office(x model.Institution) []Lines {
	duties := lines(x.Duties).or("职能" + missing)
	if x.Setup.Stated() {
		duties = append(duties, model.Text{Pos: x.Setup.Pos, Text: "设置：" + x.Setup.Text})
	}
	if x.Head.Stated() {
		duties = append(duties, model.Text{Pos: x.Head.Pos, Text: "负责人：" + x.Head.Text})
	}
	if len(x.Services) > 0 {
		services := joined(x.Name, x.Services...)
		services[0].Text = "办理：" + services[0].Text
		duties = append(duties, services...)
	}
	name := x.Name
	if x.Sample {
		name.Text += "（示例）"
	}
	phone := joined(x.Name, x.Phone)
	if len(phone) == 0 {
		phone = Lines{{Text: missing}, {Pos: x.Name.Pos, Text: "先打12345"}}
	}
	return []Lines{
		{name}, duties, phone,
		append(lines(x.Address).or("地址"+missing), lines(x.Hours.Words).or("时间"+missing)...),
	}
}
