package load

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/model"
)

// docNumber is the form of a 发文字号 (GB/T 9704—2012, 7.2.5): the year in 〔〕, no 第, no leading zero.
var (
	docNumber = regexp.MustCompile(`^[\p{Han}]+〔([12]\d{3})〕[1-9]\d*号$`)
	fitting   = regexp.MustCompile(`^\p{Han}{1,18}〔\d{4}〕\d{1,5}号$`) // on a line of 3号
	nearly    = regexp.MustCompile(`[\p{Han}]*[\[［(（【{〔][12]\d{3}[\]］)）】}〕]\s*第?\s*\d+\s*号`)
	numbered  = regexp.MustCompile(`^(\p{Han}+)[\[［(（【{〔]?([12]\d{3})年?[\]］)）】}〕]?第?0*([1-9]\d*)号?$`)
)

// docNumberAs says how a 发文字号 is written: as the one found, if it can be told what was meant.
func docNumberAs(found string) string {
	form := "写成 机关代字〔年〕序号号，例如 人社部发〔2022〕69号"
	plain := strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == ' ' || r == '\u3000':
			return -1
		}
		return r
	}, found)
	if m := numbered.FindStringSubmatch(plain); m != nil {
		form = fmt.Sprintf("写成 %s〔%s〕%s号", m[1], m[2], m[3])
	}
	return form + "：年份用六角括号〔〕，不写第，序号前不加 0"
}

// papers reads what is stated about single bulletins of a month: 文号 and 印发日期. Without a region it is the city's.
func (o *object) papers(period model.Period, published time.Time) []model.Paper {
	var papers []model.Paper
	o.entries("bulletins", "通报", func(e *object) {
		paper := model.Paper{Region: e.ref("region", regionKind), Number: e.text("number"), Printed: e.date("printed")}
		if paper.Region == "" {
			paper.Region = e.rel.Root().ID
		}
		at, n := e.at("number")
		if !e.has("number") && !e.has("printed") {
			e.need("number")
		}
		if paper.Number.Stated() && !docNumber.MatchString(paper.Number.Text) && !e.unparsed(at) {
			e.list.Errorf(at, n, "doc-number", docNumberAs(paper.Number.Text), "发文字号 %q 的写法不对", paper.Number.Text)
		}
		if m := docNumber.FindString(paper.Number.Text); m != "" && !fitting.MatchString(m) {
			e.list.Errorf(at, n, "doc-number", "机关代字不超过 18 个字，序号不超过 5 位", "发文字号 %q 太长，通报的一行写不下", m)
		}
		if year, ok := yearOf(paper.Number.Text); ok && period.Year > 0 && year != period.Year && year != period.Year+1 {
			e.list.Errorf(at, n, "doc-number", fmt.Sprintf("〔〕里是发文的年份，%s的通报写 %d 或 %d", period.Words(), period.Year, period.Year+1),
				"发文字号的年份 %d 与%s的通报不符", year, period.Words())
		}
		if first, twice := e.numbers[paper.Number.Text]; twice && paper.Number.Stated() {
			e.list.Add(diag.Diag{Pos: at, Len: n, Rule: "duplicate-id", Text: fmt.Sprintf("发文字号 %s 用了两次", paper.Number.Text),
				Hint: "一个发文字号只属于一份公文", Also: []diag.Note{{Pos: first, Text: "第一次写在这里"}}})
		} else {
			e.numbers[paper.Number.Text] = at
		}
		for _, other := range papers {
			if other.Region == paper.Region {
				at, n := e.head()
				e.list.Errorf(at, n, "duplicate-id", "合成一项", "同一份通报写了两次")
			}
		}
		if paper.Printed.Stated() && !published.IsZero() && paper.Printed.Compare(model.DateOf(published)) < 0 {
			at, n := e.at("printed")
			e.list.Errorf(at, n, "date-order", "检查 printed 和 published", "印发日期 %s 早于发布日期 %s", paper.Printed, model.DateOf(published))
		}
		if asOf := e.rel.Site.AsOf; paper.Printed.Stated() && asOf.Stated() && paper.Printed.Compare(asOf) > 0 {
			at, n := e.at("printed")
			e.list.Errorf(at, n, "date-order", "印发以后再写；检查 printed 和 data/site.yaml 的 as_of", "印发日期 %s 晚于公开日期 %s", paper.Printed, asOf)
		}
		whole := paper.Region == e.rel.Root().ID // only the city's bulletin has 抄送机关
		if e.has("printed") && !e.rel.Site.PrintedBy.Stated() && !(whole && e.rel.Site.CopyTo.Stated()) {
			at, n := e.at("printed")
			hint := "在 data/site.yaml 里写 print_office"
			if whole {
				hint += " 或 copy_to"
			}
			e.list.Errorf(at, n, "missing-field", hint, "没有版记，印发日期没有地方印")
		}
		papers = append(papers, paper)
	})
	return papers
}

// unparsed reports whether a place was reported as no YAML: 〔〕 stand there for the brackets that broke it, and what is wrong
// besides shows when they are mended.
func (o *object) unparsed(at diag.Pos) bool {
	return slices.ContainsFunc(o.list.Sorted(), func(d diag.Diag) bool { return d.Pos == at && d.Rule == "yaml-syntax" })
}

// yearOf returns the year of a 发文字号.
func yearOf(number string) (int, bool) {
	m := docNumber.FindStringSubmatch(number)
	if m == nil {
		return 0, false
	}
	year, err := strconv.Atoi(m[1])
	return year, err == nil
}

// counted is a title that begins with the number of its attachment.
var counted = regexp.MustCompile(`^(附件\s*[\d一二三四五六七八九十：:]+|[（(]?(\d+|[一二三四五六七八九十]+)[)）.．、]|[①-⒛㈠-㈩㉑-㉟㊀-㊉㊱-㊿ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅰ-ⅻ])\s*[^\d]`)

// longestTitle is how long the title of an attachment may be: four lines.
const longestTitle = 80

// attachments reads 附件 of a bulletin: documents of this site. Whether they exist is known when the site is written.
func (o *object) attachments() []model.Attachment {
	var list []model.Attachment
	o.entries("attachments", "附件", func(e *object) {
		a := model.Attachment{Title: e.line("title")}
		e.need("title", "address")
		if n, ok := e.scalar("address", "本站的地址"); ok {
			a.Address = model.Text{Pos: n.Pos, Text: strings.TrimSpace(n.Text)}
			if !inside(a.Address.Text) {
				e.wrong(n, "address", "bad-link", "附件要在本站，写 /policies/handbook.pdf 这样的地址，里面没有空格", "本站的地址")
			}
		}
		at, n := e.at("title")
		if last := strings.TrimRight(a.Title.Text, "。；，、．.;,"); last != a.Title.Text {
			// GB/T 9704—2012, 7.3.4: 附件名称后不加标点符号。
			e.list.Errorf(at, n, "wrong-type", "删去末尾的标点", "附件名称 %q 后面不加标点", a.Title.Text)
		}
		if counted.MatchString(a.Title.Text) {
			e.list.Errorf(at, n, "wrong-type", "删去前面的序号，几个附件的序号由程序加", "附件名称 %q 前面有序号", a.Title.Text)
		}
		if count := utf8.RuneCountInString(a.Title.Text); count > longestTitle {
			e.list.Errorf(at, n, "too-long", "写附件的名称，不写内容", "附件名称有 %d 个字，最多 %d 个", count, longestTitle)
		}
		if mark := marks.FindString(a.Title.Text); mark != "" {
			e.list.Errorf(at, n, "wrong-type", "附件名称照样印出来，不用加粗、代码、链接的记号；删去它们", "附件名称 %q 里有 %s", a.Title.Text, mark)
		}
		for _, other := range list {
			if a.Address.Text != "" && document(other.Address.Text) == document(a.Address.Text) {
				at, n := e.at("address")
				e.list.Add(diag.Diag{Pos: at, Len: n, Rule: "duplicate-id", Text: fmt.Sprintf("附件 %s 写了两次", a.Address.Text),
					Hint: "只保留一处", Also: []diag.Note{{Pos: other.Address.Pos, Text: "第一次写在这里"}}})
				break
			}
		}
		list = append(list, a)
	})
	return list
}

// marks are those of Markdown, which a title has none of.
var marks = regexp.MustCompile("[*`]|\\]\\(|__")

// document is an address without a place within the document.
func document(address string) string {
	address, _, _ = strings.Cut(address, "#")
	address, _, _ = strings.Cut(address, "?")
	return address
}

// itself reports attachments that are the bulletin to which they are attached, in print, on the web or in the
// archive of its month.
func (x *loader) itself(a model.Article, region string) {
	own := "/bulletins/" + a.Period.String() + "/" + region
	for _, t := range a.Attached {
		if at := document(t.Address.Text); at == own || at == own+".pdf" || at == own+"/" || at == "/bulletins/"+a.Period.String()+"/all.zip" {
			x.list.Errorf(t.Address.Pos, utf8.RuneCountInString(t.Address.Text), "bad-link", "写别的文件，或者删去这一项", "附件 %s 就是这份通报，或者里面有它", at)
		}
	}
}

// inside reports whether an address is a place of this site.
func inside(address string) bool {
	_, err := url.Parse(address)
	return err == nil && strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "//") && !strings.ContainsAny(address, " \t\"<>\\")
}
