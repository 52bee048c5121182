package audit

import "testing"

// TestFormsHideNoFigure: a figure without a unit is taken for no telephone number, standard, item of a list or caption;
// forms of guides are unknown beside figures.
func TestFormsHideNoFigure(t *testing.T) {
	figures := []string{unitPage, twinPage, paper, "indicators/posts/index.html", "index.html", "404.html"}
	for _, name := range append(figures, "policies/P01/index.html", "search/pages/0.json", "data/policies/policies.csv", "fairs/calendar.ics") {
		for _, words := range []string{"累计120", "累计 110，其中", "在册119", "失业登记12345", "失业登记12345人", "方案A 1280", "累计12329", "A 3", "表 A37", "图3",
			"认定3周岁", "GB 37", "PDF 3", "WCAG 3", "ISO 3", "1234-56", "3:75", "1280年", "UID:3", "12333、热线12", "1234热线", "3热线", "横轴3", "12-3456789"} {
			if len(newText(name).claims(words)) == 0 {
				t.Errorf("%s: %s is no figure", name, words)
			}
		}
	}
	for _, name := range figures {
		for _, words := range []string{"P12", "共3项", "共37项", "以下3项", "37周岁", "零就业家庭（3）", "12345", "12345：", "路3号", "3．城镇", "3.城镇", "附件：3.城市",
			"距申请截止还有3天", "已有页面的3个", "3个二级事项", "3 = "} {
			if len(newText(name).claims(words)) == 0 {
				t.Errorf("%s: %s is no figure", name, words)
			}
		}
	}
}

// newText is a text of a file without a folder.
func newText(name string) text { return text{name: name, forms: formsOf(name)} }

// TestKnownForms: what is printed beside figures and is none.
func TestKnownForms(t *testing.T) {
	for _, test := range []struct{ name, words string }{
		{unitPage, "2022年10月31日，9:00—11:30，第3至4行，威人社〔2022〕37号"},
		{unitPage, "data/observations/2022-10.csv 第2至9、296行；data/targets/2022.yaml 第10行"},
		{unitPage, "其中：16～24周岁，55周岁及以上"},
		{unitPage, "电话：12333；0631-5230000"},
		{unitPage, "8个单位中，3个快于序时，1个不予公开"},
		{twinPage, "图1　各单位完成率"},
		{twinPage, "横轴45%～55%"},
		{"index.html", "通知原文、政策内容、全市目标和12333、12345热线是真的"},
		{"services/huancui/card.pdf", "12345热线"},
		{"policies/index.html", "共18项；企业（6）；16-24周岁；P01"},
		{"about/accessibility/index.html", "（WCAG）2.2的AA级和GB/T 37668"},
		{"data/institutions/institutions.csv", "12329"},
		{"documents/index.html", "1999年3月1日，〔1999〕3号"},
		{"fairs/calendar.ics", "UID:fair-F202201-rushan-1@gongkai.example"},
	} {
		if found := newText(test.name).claims(test.words); len(found) > 0 {
			t.Errorf("%s: %s has the figures %q", test.name, test.words, found)
		}
	}
}
