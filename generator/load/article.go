package load

import (
	"path"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/prose"
	"gongkai/generator/source"
)

// folders are the kinds of prose in content/.
var folders = []struct {
	dir  string
	kind model.ArticleKind
	what string
}{
	{"content/documents", model.DocumentArticle, "公开文件"},
	{"content/announcements", model.AnnouncementArticle, "公告"},
	{"content/pages", model.PageArticle, "页面"},
	{"content/commentary", model.CommentaryArticle, "通报文字"},
}

func (x *loader) articles() {
	for _, folder := range folders {
		files := x.files(folder.dir, ".md")
		count := 0
		for _, file := range files {
			if path.Base(file) == "README.md" {
				continue
			}
			count++
			if !x.article(file, folder.kind, folder.what) {
				x.broken[articleKind] = true
			}
		}
		if folder.kind == model.DocumentArticle || folder.kind == model.AnnouncementArticle {
			x.column(folder.what, diag.Pos{File: folder.dir}, 0, count)
		}
	}
}

// article reads one file; false if it cannot be read, or not for what its name says.
func (x *loader) article(file string, kind model.ArticleKind, what string) bool {
	f, ok := x.tree.Read(file, &x.list)
	if !ok {
		return false
	}
	x.scanFile(f)
	meta, body, ok := source.FrontMatter(f, &x.list)
	if !ok {
		return false
	}
	x.scanNode(f, meta)
	// The body is checked here, so that check finds what a page would stumble over.
	x.scanProse(prose.Blocks(body, &x.list))
	o, ok := x.object(meta, what)
	if !ok {
		return false
	}
	a := model.Article{
		Kind: kind, ID: strings.TrimSuffix(path.Base(file), ".md"), Title: o.text("title"), Summary: o.text("summary"), Region: o.ref("region", regionKind),
		Index: o.word("index"), Openness: o.word("openness"), Issuer: o.text("issuer"), Category: o.text("category"), Written: o.date("written"),
		Published: o.moment("published"), Number: o.word("number"), Validity: o.word("validity"), Source: o.text("source"), Sample: o.sample(), Body: body,
	}
	for _, k := range o.words("keywords") {
		a.Keywords = append(a.Keywords, k.Text)
	}
	if kind == model.CommentaryArticle {
		a.Attached = o.attachments()
	}
	if kind != model.CommentaryArticle {
		o.need("title")
	}
	o.close()
	named := x.articleName(&a, file)
	if n, ok := o.get("number"); ok && !docNumber.MatchString(a.Number) {
		x.list.Errorf(n.Pos, n.Len(), "doc-number", docNumberAs(a.Number), "发文字号 %q 的写法不对", a.Number)
	}
	if kind == model.AnnouncementArticle && strings.TrimSpace(body.Text) == "" {
		x.list.Errorf(body.Pos, 0, "missing-field", "在说明的 --- 下面写正文", "公告没有正文")
	}
	if a.Written.Stated() && !a.Published.IsZero() && model.DateOf(a.Published).Compare(a.Written) < 0 {
		p, n := o.at("published")
		x.list.Errorf(p, n, "date-order", "检查 written 和 published", "发布日期 %s 早于成文日期 %s", model.DateOf(a.Published), a.Written)
	}
	if x.rel.Site.AsOf.Stated() && !a.Published.IsZero() && model.DateOf(a.Published).Compare(x.rel.Site.AsOf) > 0 && kind != model.CommentaryArticle {
		x.later[a.Region] = x.later[a.Region] || kind == model.AnnouncementArticle
		p, n := o.at("published")
		x.list.Warnf(p, n, "later-article", "到了那一天再生成就会收入；时间写错了就改正", "发布时间 %s 晚于公开日期 %s，这次没有收入网站", model.DateOf(a.Published), x.rel.Site.AsOf)
		return named
	}
	if kind == model.AnnouncementArticle || kind == model.DocumentArticle {
		a.Sum, a.Body.Text = source.Sum(a.Body.Text), ""
	}
	x.rel.Articles = append(x.rel.Articles, a)
	return named
}

// reread is Release.Reread.
func (x *loader) reread(a *model.Article) (model.Text, bool) {
	text, ok := x.tree.Again(a.Body.File, a.Body.Line, a.Sum)
	return model.Text{Pos: a.Body.Pos, Text: text}, ok
}

// articleName reads what the name of a file says: its address, the unit of a 服务公告, the month of a commentary.
func (x *loader) articleName(a *model.Article, file string) bool {
	at := diag.Pos{File: file}
	if !usable(a.ID) {
		x.list.Errorf(at, 0, "wrong-type", "文件名会成为网址，只用英文字母、数字和 - _，最多 64 个字符，不用 con、nul 这样的设备名", "文件名 %q 不能用", path.Base(file))
		return false
	}
	region, dated := "", a.Kind == model.CommentaryArticle
	switch {
	case dated:
		var month string
		month, region = a.ID[:min(7, len(a.ID))], strings.TrimPrefix(a.ID[min(7, len(a.ID)):], "-")
		p, ok := model.ParsePeriod(month)
		if !ok || p.Month == 0 {
			x.list.Errorf(at, 0, "bad-period", "写成 2022-10.md 或 2022-10-huancui.md", "文件名 %q 不是以月份开头", path.Base(file))
			return false
		}
		a.Period = p
	case a.Kind == model.AnnouncementArticle:
		region, _ = strings.CutPrefix(a.ID, "service-")
		if region == a.ID {
			return true
		}
	}
	if region != "" && !x.exists(regionKind, region) {
		x.list.Errorf(at, 0, "unknown-reference", didYouMean(region, x.ids(regionKind)), "文件名里的单位 %q 不存在", region)
		return false
	}
	if a.Region == "" {
		a.Region = region
	}
	return true
}
