package load

import (
	"fmt"
	"regexp"

	"gongkai/generator/diag"
	"gongkai/generator/source"
)

// kind is a sort of thing that others refer to by id; its value is the word for a clerk.
type kind string

const (
	regionKind      kind = "单位"
	dimensionKind   kind = "分组维度"
	measureKind     kind = "指标"
	indicatorKind   kind = "评价指标"
	targetKind      kind = "目标"
	questionKind    kind = "问题"
	identityKind    kind = "身份"
	categoryKind    kind = "政策类别"
	situationKind   kind = "情形"
	channelKind     kind = "渠道"
	policyKind      kind = "政策"
	institutionKind kind = "机构"
	trainingKind    kind = "培训项目"
	fairKind        kind = "招聘会"
	catalogueKind   kind = "公开事项"
	articleKind     kind = "文章"
)

// names are the ids of one kind in the order of the input, with the place where each was given.
type names struct {
	order []string
	place map[string]diag.Pos
}

type reference struct {
	kind kind
	cell source.Cell
}

// idForm is what may stand in an address of the site. A name of a file has at most 255 bytes, with what is added to it.
var idForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$`)

// device is a name that Windows keeps for itself: a folder of that name cannot be copied there.
var device = regexp.MustCompile(`(?i)^(con|nul|prn|aux|com\d|lpt\d)$`)

func usable(id string) bool { return idForm.MatchString(id) && !device.MatchString(id) }

const idHint = "编号会出现在网址里，只用英文字母、数字和 - _，最多 64 个字符，不用 con、nul 这样的设备名"

// id reads the id of an entry and makes it known; "" if it is missing, unusable or taken.
func (o *object) id(k kind) string {
	n, ok := o.scalar("id", "编号")
	if !ok {
		o.need("id")
		o.broken[k] = true
		return ""
	}
	if !o.define(k, source.Cell{Pos: n.Pos, Text: n.Text}) {
		return ""
	}
	return n.Text
}

// define makes an id known, once.
func (x *loader) define(k kind, c source.Cell) bool {
	if !usable(c.Text) {
		x.broken[k] = true
		x.list.Errorf(c.Pos, c.Len(), "wrong-type", idHint, "%s的编号 %q 不能用", k, c.Text)
		return false
	}
	n := x.names[k]
	if n == nil {
		n = &names{place: map[string]diag.Pos{}}
		x.names[k] = n
	}
	if first, ok := n.place[c.Text]; ok {
		x.broken[k] = true // the id that it should be is missing
		x.list.Add(diag.Diag{Pos: c.Pos, Len: c.Len(), Rule: "duplicate-id", Text: fmt.Sprintf("%s的编号 %q 已经用过", k, c.Text),
			Hint: "换一个编号，或者删去重复的一项", Also: []diag.Note{{Pos: first, Text: "第一次用在这里"}}})
		return false
	}
	n.order = append(n.order, c.Text)
	n.place[c.Text] = c.Pos
	return true
}

// exists reports whether an id of a kind exists. A kind of which an entry was broken is not judged.
func (x *loader) exists(k kind, id string) bool {
	if n := x.names[k]; n != nil {
		if _, ok := n.place[id]; ok {
			return true
		}
	}
	return x.broken[k]
}

// ids returns the known ids of a kind in the order of the input.
func (x *loader) ids(k kind) []string {
	if n := x.names[k]; n != nil {
		return n.order
	}
	return nil
}

// refer notes that an id must exist.
func (x *loader) refer(k kind, c source.Cell) {
	if c.Text != "" {
		x.refs = append(x.refs, reference{k, c})
	}
}

// ref reads a field that names something.
func (o *object) ref(field string, k kind) string {
	n, ok := o.scalar(field, "一个编号")
	if !ok {
		return ""
	}
	o.refer(k, source.Cell{Pos: n.Pos, Text: n.Text})
	return n.Text
}

// refList reads a list of names.
func (o *object) refList(field string, k kind) []string {
	var ids []string
	for _, c := range o.words(field) {
		o.refer(k, c)
		ids = append(ids, c.Text)
	}
	return ids
}

// references reports names of things that do not exist.
func (x *loader) references() {
	for _, r := range x.refs {
		if !x.exists(r.kind, r.cell.Text) {
			x.list.Errorf(r.cell.Pos, r.cell.Len(), "unknown-reference", didYouMean(r.cell.Text, x.ids(r.kind)), "%s %q 不存在", r.kind, r.cell.Text)
		}
	}
}
