package load

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/source"
)

// object reads the fields of one group in a YAML file. Fields that nobody asked for are unknown.
type object struct {
	*loader
	source.Node
	what     string   // for messages: 指标, 政策
	known    []string // asked for so far
	required []string
	bad      map[string]bool // fields whose value was reported as wrong
}

// object begins reading a group of fields; false, with a diagnostic, if the node is something else.
func (x *loader) object(n source.Node, what string) (*object, bool) {
	if n.Kind != source.Map {
		x.list.Errorf(n.Pos, n.Len(), "wrong-type", "写成 字段名: 值，每行一个", "%s应当是一组字段，这里是%s", what, n.Kind)
		return nil, false
	}
	return &object{loader: x, Node: n, what: what, bad: map[string]bool{}}, true
}

// document reads a YAML file that is one group of fields; false if there is no such file or it cannot be read.
func (x *loader) document(file, what string) (*object, bool) {
	if !x.tree.Has(file) {
		x.list.Errorf(diag.Pos{File: file}, 0, "missing-file", "各个文件的写法见 data/README.md", "缺少%s“%s”", what, path.Base(file))
		return nil, false
	}
	n, ok := x.yaml(file)
	if !ok {
		return nil, false
	}
	return x.object(n, what)
}

func (x *loader) yaml(file string) (source.Node, bool) {
	f, ok := x.tree.Read(file, &x.list)
	if !ok {
		return source.Node{}, false
	}
	x.scanFile(f)
	n, ok := source.YAML(f, &x.list)
	x.scanNode(f, n)
	return n, ok
}

// entries reads a list of groups that stands under one field of the file.
func (o *object) entries(field, what string, read func(*object)) {
	for _, n := range o.items(field) {
		if e, ok := o.object(n, what); ok {
			read(e)
			e.close()
		}
	}
}

// get returns the value of a field and notes that the field is known; false if it is absent or empty.
func (o *object) get(field string) (source.Node, bool) {
	if !slices.Contains(o.known, field) {
		o.known = append(o.known, field)
	}
	for _, f := range o.Fields {
		if f.Key.Text == field {
			n := f.Value
			return n, n.Kind != source.Empty && (n.Kind != source.Scalar || strings.TrimSpace(n.Text) != "")
		}
	}
	return source.Node{}, false
}

// has reports whether a field is stated.
func (o *object) has(field string) bool {
	_, ok := o.get(field)
	return ok
}

// at is the place of a field's value, or of the whole group if the field is absent.
func (o *object) at(field string) (diag.Pos, int) {
	if n, ok := o.get(field); ok {
		return n.Pos, n.Len()
	}
	return o.head()
}

// head is the place of the first field.
func (o *object) head() (diag.Pos, int) {
	if len(o.Fields) == 0 {
		return o.Pos, 1
	}
	k := o.Fields[0].Key
	return k.Pos, k.Len()
}

// wrong reports that a field's value is not what it should be.
func (o *object) wrong(n source.Node, field, rule, hint, want string) {
	o.bad[field] = true
	if n.Kind == source.Scalar {
		o.list.Errorf(n.Pos, n.Len(), rule, hint, "%s的 %s 应当是%s，这里是 %q", o.what, field, want, n.Text)
		return
	}
	o.list.Errorf(n.Pos, n.Len(), rule, hint, "%s的 %s 应当是%s，这里是%s", o.what, field, want, n.Kind)
}

// scalar returns a field that is one value.
func (o *object) scalar(field, want string) (source.Node, bool) {
	n, ok := o.get(field)
	if ok && n.Kind != source.Scalar {
		o.wrong(n, field, "wrong-type", "只写一个值", want)
		return n, false
	}
	return n, ok
}

// text reads prose.
func (o *object) text(field string) model.Text {
	n, ok := o.scalar(field, "一段文字")
	if !ok {
		return model.Text{}
	}
	o.formula(source.Cell{Pos: n.Pos, Text: n.Text})
	return model.Text{Pos: n.Pos, Text: strings.TrimRight(n.Text, " \n")}
}

// word reads a short text that is not prose: a number, an address, a telephone.
func (o *object) word(field string) string {
	n, _ := o.scalar(field, "一个值")
	return strings.TrimSpace(n.Text)
}

// phone reads a telephone number.
func (o *object) phone(field string) string {
	n, ok := o.scalar(field, "电话号码")
	if !ok {
		return ""
	}
	number, ok := telephone(strings.TrimSpace(n.Text))
	if !ok {
		o.wrong(n, field, "telephone", telephoneAs, "电话号码")
	}
	return number
}

// address reads the address of a page, of this site (/fairs/) or another. What a browser would run instead of opening
// it is refused.
func (o *object) address(field string) string {
	n, ok := o.scalar(field, "网址")
	text := strings.TrimSpace(n.Text)
	u, err := url.Parse(text)
	inside := strings.HasPrefix(text, "/") && !strings.HasPrefix(text, "//")
	if ok && (err != nil || strings.ContainsAny(text, " \t\"<>\\") || !inside && (u.Scheme != "https" && u.Scheme != "http" || u.Host == "")) {
		o.wrong(n, field, "bad-link", "写完整的网址，以 https:// 或 http:// 开头；本站的页面写 /fairs/ 这样的地址", "网址")
	}
	return text
}

// texts reads a list of prose.
func (o *object) texts(field string) []model.Text {
	var texts []model.Text
	for _, c := range o.words(field) {
		o.formula(c)
		texts = append(texts, model.Text{Pos: c.Pos, Text: c.Text})
	}
	return texts
}

// words reads a list of values with their places.
func (o *object) words(field string) []source.Cell {
	var words []source.Cell
	for _, n := range o.items(field) {
		if n.Kind != source.Scalar {
			o.wrong(n, field, "wrong-type", "列表的每一项只写一个值", "一列文字")
			continue
		}
		words = append(words, source.Cell{Pos: n.Pos, Text: strings.TrimSpace(n.Text)})
	}
	return words
}

// items reads a list.
func (o *object) items(field string) []source.Node {
	n, ok := o.get(field)
	if ok && n.Kind != source.List {
		o.wrong(n, field, "wrong-type", "写成列表：每项一行，以 - 开头，或者写成 [甲, 乙]", "列表")
		return nil
	}
	return n.Items
}

// flag reads true or false. YAML's other spellings are refused: no would be the Norwegian country code elsewhere.
func (o *object) flag(field string, absent bool) bool {
	n, ok := o.scalar(field, " true 或 false")
	switch {
	case !ok:
		return absent
	case n.Text == "true" || n.Text == "false":
		return n.Text == "true"
	}
	o.wrong(n, field, "wrong-type", "写 true（是）或 false（否）", " true 或 false")
	return absent
}

// integer reads a whole number from min to max; false if absent or wrong.
func (o *object) integer(field string, min, max int64) (int64, bool) {
	n, ok := o.scalar(field, "整数")
	if !ok {
		return 0, false
	}
	return o.whole(n, field, min, max)
}

func (o *object) whole(n source.Node, field string, min, max int64) (int64, bool) {
	v, err := strconv.ParseInt(n.Text, 10, 64)
	if n.Kind != source.Scalar || err != nil || strings.HasPrefix(n.Text, "+") {
		o.wrong(n, field, "wrong-type", "只写数字，不带单位和逗号", "整数")
		return 0, false
	}
	if v < min || v > max {
		o.wrong(n, field, "wrong-type", "检查是否多写或少写了一位", fmt.Sprintf(" %d 到 %d 的整数", min, max))
		return 0, false
	}
	return v, true
}

// choice reads one of a few words and returns its index, or -1 if absent or wrong.
func (o *object) choice(field string, words ...string) int {
	n, ok := o.scalar(field, " "+strings.Join(words, "、")+" 之一")
	if !ok {
		return -1
	}
	i := slices.Index(words, n.Text)
	if i < 0 {
		o.wrong(n, field, "wrong-type", didYouMean(n.Text, words), " "+strings.Join(words, "、")+" 之一")
	}
	return i
}

// date reads a day.
func (o *object) date(field string) model.Date {
	n, ok := o.scalar(field, "日期")
	if !ok {
		return model.Date{}
	}
	d, ok := model.ParseDate(n.Text)
	if !ok {
		o.wrong(n, field, "bad-date", "日期写成 2022-12-31，并且这一天要存在", "日期")
	}
	return d
}

// moment reads a time of day in Beijing.
func (o *object) moment(field string) time.Time {
	n, ok := o.scalar(field, "时间")
	if !ok {
		return time.Time{}
	}
	t, ok := parseTime(n.Text)
	if !ok {
		o.wrong(n, field, "bad-date", `时间写成 "2022-11-10 09:00"`, "时间")
	}
	return t
}

// parseTime reads 2022-11-10 09:00 as Beijing time.
func parseTime(s string) (time.Time, bool) {
	day, clock, _ := strings.Cut(s, " ")
	if _, ok := model.ParseDate(day); !ok || len(clock) != 5 {
		return time.Time{}, false
	}
	t, err := time.ParseInLocation("2006-01-02 15:04", s, model.Beijing)
	return t, err == nil
}

// need says which fields must be stated; close reports those that are not.
func (o *object) need(fields ...string) { o.required = append(o.required, fields...) }

// close reports fields that nobody asked for and fields that are missing. One that is there, but misspelt, is one
// mistake and not two.
func (o *object) close() {
	for _, f := range o.Fields {
		if !slices.Contains(o.known, f.Key.Text) && !slices.Contains(o.required, f.Key.Text) {
			known := append(o.known[:len(o.known):len(o.known)], o.required...)
			o.list.Errorf(f.Key.Pos, f.Key.Len(), "unknown-field", didYouMean(f.Key.Text, known), "%s没有字段 %q", o.what, f.Key.Text)
		}
	}
	for _, field := range o.required {
		if !o.has(field) && !o.bad[field] && !o.misspelt(field) {
			p, n := o.head()
			o.list.Errorf(p, n, "missing-field", fmt.Sprintf("加上一行 %s: …", field), "%s缺少 %s", o.what, field)
		}
	}
}

// misspelt reports whether a field is there under a name close to its own.
func (o *object) misspelt(field string) bool {
	return slices.ContainsFunc(o.Fields, func(f source.Field) bool {
		return !slices.Contains(o.known, f.Key.Text) && !slices.Contains(o.required, f.Key.Text) && near(f.Key.Text, field)
	})
}
