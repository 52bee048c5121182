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
		chapter := Chapter{Name: placeName(r), Columns: []Column{
			{"机构", 32}, {"职能、办理事项", 62}, {"电话", 22}, {"地址、时间", 29}, {"设置、负责人", 27},
		}}
		for _, x := range c.rel.Institutions {
			if x.Region == r.ID {
				chapter.Rows = append(chapter.Rows, office(x))
			}
		}
		if len(chapter.Rows) > 0 {
			s.Chapters = append(s.Chapters, chapter)
		}
	}
	return s
}

func office(x model.Institution) []Lines {
	duties := lines(x.Duties)
	if len(x.Services) > 0 {
		services := joined(x.Name, x.Services...)
		services[0].Text = "办理：" + services[0].Text
		duties = append(duties, services...)
	}
	name := x.Name
	if x.Sample {
		name.Text += "（示例）"
	}
	setup := lines(x.Setup)
	if x.Head.Stated() {
		setup = append(setup, model.Text{Pos: x.Head.Pos, Text: "负责人：" + x.Head.Text})
	}
	phone := joined(x.Name, x.Phone)
	if len(phone) == 0 {
		phone = Lines{{Text: missing}, {Pos: x.Name.Pos, Text: "先打12345"}}
	}
	return []Lines{
		{name}, duties.or(missing), phone,
		append(lines(x.Address).or("地址"+missing), lines(x.Hours.Words).or("时间"+missing)...), setup.or(missing),
	}
}
