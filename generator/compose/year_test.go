package compose

import (
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/model"
)

// TestYear sees the title of a year that is not over, of one that is, and what a summary has beyond a month.
func TestYear(t *testing.T) {
	rel := shipped(t)
	unit, _ := rel.Region("rushan")
	for _, row := range []struct {
		months int
		region model.Region
		want   string
	}{
		{10, rel.Root(), "关于2022年1—10月失业人员集中帮扶工作进展情况的通报"},
		{10, unit, "关于2022年1—10月乳山市失业人员集中帮扶工作进展情况的通报"},
		{1, unit, "关于2022年1月乳山市失业人员集中帮扶工作进展情况的通报"},
		{12, rel.Root(), "关于2022年失业人员集中帮扶工作进展情况的通报"},
	} {
		cut := *rel
		cut.Periods = nil
		for m := 1; m <= row.months; m++ {
			cut.Periods = append(cut.Periods, model.Period{Year: 2022, Month: m})
		}
		var l diag.List
		if b := composer(t, &cut).Year(2022, row.region, &l); b.Title != row.want {
			t.Errorf("title is %s, want %s", b.Title, row.want)
		}
		none(t, &l)
	}
	issued := *rel
	issued.Site.Issuer.Text = "某某市人力资源和社会保障局文件"
	var l diag.List
	c := composer(t, &issued)
	if month, year := c.Bulletin(model.Period{Year: 2022, Month: 10}, rel.Root(), &l), c.Year(2022, rel.Root(), &l); month.Issuer == "" || year.Issuer != "" {
		t.Errorf("the red head of the month is %q, of the year %q", month.Issuer, year.Issuer)
	}
	text := strings.Join(texts(composer(t, rel).Year(2022, rel.Root(), &l).Blocks), "|")
	for _, want := range []string{
		"全市开发城乡公益性岗位分月情况（单位：个）", "|1月|", "各单位分月完成率（单位：%）", "|合计|5.1|9.4|",
		"1—10月，环翠区、文登区、荣成市、高区每月举办失业人员专场招聘会；经区、临港区有9个月举办，乳山市、南海新区有7个月举办；临港区2月、南海新区10月未报送。", "截至10月底，全市累计开发城乡公益性岗位11620个",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the year does not say %q:\n%s", want, text)
		}
	}
}
