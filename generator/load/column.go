package load

import (
	"path"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/source"
)

// column reports a column of the site without an item: a veto item of the national inspection of government sites.
func (x *loader) column(words string, p diag.Pos, n, count int) {
	if count == 0 {
		x.list.Errorf(p, n, "empty-column", "至少写一项", "栏目“%s”没有内容", words)
	}
}

// listColumn is column for a list that stands under a field of a YAML file.
func (o *object) listColumn(k kind, words, field string, count int) {
	if o.bad[field] {
		return
	}
	p, n := o.at(field)
	for _, f := range o.Fields {
		if f.Key.Text == field {
			p, n = f.Key.Pos, f.Key.Len()
		}
	}
	o.broken[k] = o.broken[k] || count == 0
	o.column(words, p, n, count)
}

// units warns of what the notice asks of each reporting unit and a unit does not have: an office in the 机构目录, a
// 服务公告. Their pages would be empty.
func (x *loader) units() {
	if x.tangled {
		return
	}
	served, announced := map[string]bool{}, map[string]bool{}
	for _, i := range x.rel.Institutions {
		served[i.Region] = true
	}
	for _, a := range x.rel.Articles {
		announced[a.Region] = announced[a.Region] || a.Kind == model.AnnouncementArticle
	}
	for _, r := range x.rel.Leaves() {
		if len(served) > 0 && !served[r.ID] && !x.broken[institutionKind] {
			x.list.Warnf(diag.Pos{File: institutionFile}, 0, "empty-column", "加上这个单位的机构", "机构目录里没有“%s”的机构", r.Short.Text)
		}
		if len(announced) > 0 && !announced[r.ID] && !x.later[r.ID] && !x.broken[articleKind] {
			x.list.Warnf(diag.Pos{File: "content/announcements"}, 0, "empty-column", "加上 service-"+r.ID+".md", "没有“%s”的服务公告", r.Short.Text)
		}
	}
}

// unread warns of files that nothing reads: usually a misspelt folder or name. They are kept with the input, so that
// nothing personal may stand in them either.
func (x *loader) unread() {
	for _, dir := range []string{"data", "content"} {
		for _, file := range x.files(dir, "") {
			if x.tree.WasRead(file) {
				continue
			}
			x.scanUnread(file)
			if path.Base(file) != "README.md" && !strings.HasPrefix(file, model.LedgerDir+"/") { // ledger judges its own
				x.list.Warnf(diag.Pos{File: file}, 0, "unread-file", "检查文件夹名、文件名和扩展名；说明见 data/README.md 和 content/README.md", "没有哪一步读取文件 %q", path.Base(file))
			}
		}
	}
}

// scanUnread scans a file that nothing else reads, if it is text.
func (x *loader) scanUnread(file string) {
	var own diag.List // what is wrong with it does not matter
	f, ok := x.tree.Read(file, &own)
	if !ok {
		return
	}
	if path.Ext(file) != ".csv" {
		x.scanFile(f)
		return
	}
	t, _ := source.CSV(f, &own)
	x.scanHeader(t.Header)
	for _, cells := range append(t.Rows, t.Spoiled...) {
		x.scanRow(row{x, cells, nil, ""}, nil)
	}
	x.register(t.Header, t.Rows)
}
