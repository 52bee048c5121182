package load

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/model"
)

const siteFile = "data/site.yaml"

func (x *loader) site(asOf string, today model.Date) {
	o, ok := x.document(siteFile, "站点")
	if !ok {
		return
	}
	s := model.Site{
		Name: o.line("name"), Domain: o.word("domain"), IDCode: o.word("id_code"), ICP: o.word("icp"), Police: o.word("police"),
		BaseURL: o.word("base_url"), Host: o.line("host"), Contact: o.line("contact"), Phone: o.phone("phone"),
		Issuer: o.line("issuer"), Recipient: o.line("recipient"), Signature: o.line("signature"), CopyTo: o.line("copy_to"), PrintedBy: o.line("print_office"), Licence: o.line("licence"),
		Fonts: o.fonts(), Sample: o.flag("sample", false), Threshold: 5,
	}
	s.Sample = s.Sample || o.bad["sample"] // what was meant is not known: every sample entry would be one more mistake
	o.need("name", "host", "as_of")
	o.names("issuer", s.Issuer.Text, 20) // of 22 pt at least on a line of 156 mm
	o.names("signature", s.Signature.Text, 24)
	o.fits("copy_to", s.CopyTo.Text, 400) // 版记 stands on one page
	if to := s.CopyTo; strings.HasPrefix(strings.TrimSpace(to.Text), "抄送") {
		o.list.Errorf(to.Pos, utf8.RuneCountInString(to.Text), "wrong-type", "只写机关，“抄送：”由程序加", "copy_to 以“抄送”开头，会印成“抄送：抄送”")
	}
	o.fits("print_office", s.PrintedBy.Text, 50)
	if n, ok := o.integer("threshold", 1, 1000); ok {
		s.Threshold = int(n)
		o.protects(s.Threshold)
	}
	s.Width = s.Threshold
	if n, ok := o.integer("width", 2, 1000); ok {
		s.Width = int(n)
	}
	s.HideZeros = o.choice("zeros", "published", "protected") == 1
	if s.BaseURL != "" && (!strings.HasPrefix(s.BaseURL, "https://") && !strings.HasPrefix(s.BaseURL, "http://") || !strings.HasSuffix(s.BaseURL, "/")) {
		n, _ := o.get("base_url")
		o.wrong(n, "base_url", "wrong-type", "写成 https://example.gov.cn/（以 / 结尾）；还没有域名就留空", "网址")
	}
	if o.word("as_of") == "today" {
		s.AsOf = today
	} else {
		s.AsOf = o.date("as_of")
	}
	switch asOf {
	case "":
	case "today":
		s.AsOf = today
	default:
		if s.AsOf, ok = model.ParseDate(asOf); !ok {
			x.list.Errorf(diag.Pos{}, 0, "bad-date", "日期写成 2022-11-30，或者 today", "发布日期 --as-of %q 不是日期", asOf)
		}
	}
	o.close()
	x.rel.Site = s
}

// together is how many offices a bulletin may have; more would leave its text no room on the first page.
const together = 8

// names refuses the names of offices, with spaces between them, that leave the line on which each stands.
func (o *object) names(field, text string, most int) {
	p, n := o.at(field)
	list := strings.Fields(text)
	if len(list) > together {
		o.list.Errorf(p, n, "too-long", "写主要的几个", "%s 有 %d 个机关，最多 %d 个", field, len(list), together)
	}
	for _, name := range list {
		if count := utf8.RuneCountInString(name); count > most {
			o.list.Errorf(p, n, "too-long", "写规范化简称；几个机关用空格分开，一个占一行", "%s 的“%s”有 %d 个字，一行最多 %d 个", field, name, count, most)
		}
	}
}

// line reads a text that has no lines of its own: where a line ends is decided where it is set.
func (o *object) line(field string) model.Text {
	t := o.text(field)
	if strings.Contains(t.Text, "\n") {
		n, _ := o.get(field)
		o.list.Errorf(t.Pos, n.Len(), "wrong-type", "写成一行，不用 |", "%s的 %s 分成了几行", o.what, field)
		t.Text = strings.Join(strings.Fields(t.Text), " ")
	}
	return t
}

// fits refuses a text that its place on paper does not hold.
func (o *object) fits(field, text string, most int) {
	if count := utf8.RuneCountInString(text); count > most {
		p, n := o.at(field)
		o.list.Errorf(p, n, "too-long", "写短一些，例如写机关的简称或统称", "%s 有 %d 个字，版记里最多 %d 个", field, count, most)
	}
}

// leastThreshold is the smallest threshold that protects anyone: with 1 nothing is withheld, with 2 whoever is one of
// two people knows the other.
const leastThreshold = 3

func (o *object) protects(threshold int) {
	if threshold < leastThreshold {
		p, n := o.at("threshold")
		o.list.Errorf(p, n, "threshold", fmt.Sprintf("写不小于 %d 的整数，不写就是 5", leastThreshold),
			"threshold 写成 %d，人数和户数很少时也会公布，不能保护个人", threshold)
	}
}

// fonts reads the files of the owner's own faces; the stage that makes PDFs opens them.
func (o *object) fonts() model.Fonts {
	n, ok := o.get("fonts")
	if !ok {
		return model.Fonts{}
	}
	f, ok := o.object(n, "字体")
	if !ok {
		return model.Fonts{}
	}
	file := func(field string) model.Text {
		n, _ := f.scalar(field, "一个文件")
		return model.Text{Pos: n.Pos, Text: strings.TrimSpace(n.Text)}
	}
	fonts := model.Fonts{Text: file("text"), Title: file("title"), Heading: file("heading"), Subheading: file("subheading")}
	f.close()
	return fonts
}

// sample reads whether an entry is 示例数据. That is allowed only where every page says so.
func (o *object) sample() bool {
	is := o.flag("sample", false)
	if is && !o.rel.Site.Sample && o.rel.Site.Name.Stated() {
		p, n := o.at("sample")
		o.list.Errorf(p, n, "sample", "换成真实内容并删去 sample，或者在 data/site.yaml 里写 sample: true", "%s是示例数据，但站点没有声明 sample: true", o.what)
	}
	return is
}
