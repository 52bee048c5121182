package explain

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/model"
)

// one prints a single figure with everything below it.
func (e *explainer) one(k model.Key) {
	c := e.cell(k)
	e.head(e.title(k), k)
	if why := e.unseasonal(k); why != "" {
		e.line("结果", "这个月的不公布")
		e.line("原因", why)
		e.line("报送", e.where(k))
		return
	}
	e.line("结果", shown(c))
	e.line("公式", c.How)
	e.line("取整", rounding(c))
	e.line("状态", state(c))
	e.secrecy(k)
	e.judgement(k)
	e.corrections(k)
	e.inputs(k)
}

// all prints the figures of an indicator, then everything below them once.
func (e *explainer) all(keys []model.Key) {
	prefix, _ := model.SplitMeasure(keys[0].Measure)
	ind, _ := e.rel.IndicatorOf(prefix)
	e.head(ind.Name.Text, keys[0])
	names, values := make([]string, len(keys)), make([]string, len(keys))
	for i, k := range keys {
		names[i], values[i] = e.name(k), shown(e.cell(k))
	}
	left, middle := widest(names), widest(values)
	for i, k := range keys {
		c := e.cell(k)
		reason := c.How
		if c.Why != "" {
			reason = strings.Trim(reason+"；"+c.Why, "；")
		}
		e.put("  " + pad(names[i], left) + "  " + pad(values[i], middle) + "  " + reason)
	}
	e.secrecy(keys...)
	e.judgement(keys[0])
	e.inputs(keys...)
}

// unseasonal says why a group is no part of what is published of its month, and of which month it is next; "" if it is.
func (e *explainer) unseasonal(k model.Key) string {
	m, _ := e.rel.Measure(k.Measure)
	if m.Shows(k.Group, k.Period) {
		return ""
	}
	next, how := k.Period, "按季公布，只有3、6、9、12月的"
	for !m.Shows(k.Group, next) {
		next = next.Add(1)
	}
	for _, r := range m.Rhythms {
		if r.Months == 12 && strings.Contains(";"+k.Group, ";"+r.Dimension+"=") {
			how = "按年公布，只有12月的"
		}
	}
	return fmt.Sprintf("这样的分组%s；下一次是%s的，和那个月的数一起公布", how, next.Words())
}

// secrecy says why figures are withheld. It says the same of each: whether a figure is small itself or only follows from
// a small one would tell its size.
func (e *explainer) secrecy(keys ...model.Key) {
	if slices.ContainsFunc(keys, func(k model.Key) bool { return e.cell(k).State == model.Withheld }) {
		zeros := "（0除外）"
		if e.rel.Site.HideZeros {
			zeros = ""
		}
		e.line("原因", fmt.Sprintf("人数、户数少于%d的%s，以及由这样的数算出或者能看出这样的数的，都不予公开；见网站“为何不予公开”", e.rel.Site.Threshold, zeros))
	}
}

// head prints what is explained.
func (e *explainer) head(title string, k model.Key) {
	region, _ := e.rel.Region(k.Region)
	e.put(fmt.Sprintf("%s  %s  %s", k.Period.Words(), region.Short, title))
	e.put("")
}

// title names a figure in full: 城乡公益性岗位开发·完成率  posts.rate.
func (e *explainer) title(k model.Key) string {
	title := e.rel.Label(k.Measure)
	if k.Group != "" {
		title += "（" + e.rel.GroupLabel(k.Group) + "）"
	}
	return title + "  " + k.Measure
}

// name is the short name of a figure: 完成率.
func (e *explainer) name(k model.Key) string {
	label := e.rel.Label(k.Measure)
	if i := strings.LastIndex(label, "·"); i >= 0 {
		label = label[i+len("·"):]
	}
	if k.Group != "" {
		label += " " + e.rel.GroupLabel(k.Group)
	}
	return label
}

// judgement prints the status that the figure's indicator has, why, and on what ground.
func (e *explainer) judgement(k model.Key) {
	prefix, figure := model.SplitMeasure(k.Measure)
	ind, ok := e.rel.IndicatorOf(prefix)
	if !ok || figure == "" {
		return
	}
	if j, ok := e.rel.Judgement(prefix, k.Period, k.Region); ok {
		label := j.Label()
		if j.Because != "" {
			label += "：" + j.Because
		}
		if len(j.Excluded) > 0 {
			label += "：不含" + e.units(j.Excluded)
		}
		e.put("")
		e.line("评价", label)
	}
	e.line("口径", ind.Method.Text)
	e.line("依据", ind.Basis.Text)
	e.line("自定", ind.Ours.Text)
	if t, ok := e.target(prefix, k); ok {
		e.line("目标", t.Source.Text)
	}
}

func (e *explainer) units(ids []string) string {
	var names []string
	for _, id := range ids {
		unit, _ := e.rel.Region(id)
		names = append(names, unit.Short.Text)
	}
	return strings.Join(names, "、")
}

func (e *explainer) target(prefix string, k model.Key) (model.Target, bool) {
	j, ok := e.rel.Judgement(prefix, k.Period, k.Region)
	if !ok {
		return model.Target{}, false
	}
	return e.rel.Target(j.Target)
}

// corrections prints what was reported before.
func (e *explainer) corrections(k model.Key) {
	for _, c := range e.rel.Corrections {
		switch {
		case c.Key != k:
		case c.Old.State == model.NotSubmitted:
			e.line("补报", fmt.Sprintf("%v补报%s%s", c.Date, c.New.Words(), reason(c.Reason)))
		default:
			e.line("更正", fmt.Sprintf("%v由%s更正为%s%s", c.Date, c.Old.Words(), c.New.Words(), reason(c.Reason)))
		}
	}
}

func reason(t model.Text) string {
	if !t.Stated() {
		return ""
	}
	return "：" + t.Text
}

// inputs prints the tree of inputs below figures, each figure once, with its places in the input files.
func (e *explainer) inputs(keys ...model.Key) {
	e.told = map[model.Key]bool{}
	var rows []row
	if len(keys) == 1 {
		rows = e.places(keys[0], 0)
	}
	for _, k := range keys {
		e.told[k] = true
	}
	for _, k := range keys {
		for _, in := range e.below(k) {
			rows = append(rows, e.tree(in, keys[0], 0)...)
		}
	}
	if len(rows) == 0 {
		return
	}
	e.put("")
	e.put("来自")
	names, values, states := columns(rows)
	for _, r := range rows {
		text := pad(strings.Repeat("  ", r.depth)+r.name, names) + "  " + pad(r.value, values) + "  " + pad(r.state, states) + "  " + r.place
		e.put("  " + text)
	}
}

// row is one line of the tree of inputs.
type row struct {
	depth                     int
	name, value, state, place string
}

// tree lists a figure and what is below it. A figure of the report stands with its place.
func (e *explainer) tree(k, top model.Key, depth int) []row {
	if e.told[k] {
		return nil
	}
	e.told[k] = true
	c := e.cell(k)
	r := row{depth: depth, name: e.label(k, top), value: shown(c), state: c.State.String()}
	if c.State != model.Published {
		r.value, r.place = "—", c.Why
	}
	below := e.below(k)
	switch {
	case len(below) == 0:
		r.place = strings.TrimSpace(e.where(k) + "  " + r.place)
	case !slices.ContainsFunc(below, func(in model.Key) bool { return !e.told[in] }):
		r.place = "输入见上"
	}
	rows := []row{r}
	for _, in := range below {
		rows = append(rows, e.tree(in, top, depth+1)...)
	}
	return rows
}

// places lists where a figure of the report itself stands.
func (e *explainer) places(k model.Key, depth int) []row {
	if len(e.below(k)) > 0 || e.where(k) == "" {
		return nil
	}
	c := e.cell(k)
	r := row{depth, e.name(k), shown(c), c.State.String(), e.where(k)}
	if c.State != model.Published {
		r.value = "—"
	}
	return []row{r}
}

// below lists what a figure was computed from: its inputs, or the units that a sum adds up.
func (e *explainer) below(k model.Key) []model.Key {
	f, _ := e.figure(k)
	return append(append([]model.Key{}, f.Inputs...), f.Sum...)
}

// where says at which places a figure was written. A place is no value: it is shown for withheld figures too.
func (e *explainer) where(k model.Key) string {
	var list []string
	f, _ := e.figure(k)
	for _, p := range f.From {
		list = append(list, p.String())
	}
	return strings.Join(list, " ")
}

// label names an input, with month and unit where they differ from what is explained.
func (e *explainer) label(k, top model.Key) string {
	label := e.name(k)
	if k.Region != top.Region {
		region, _ := e.rel.Region(k.Region)
		label = region.Short.Text + " " + label
	}
	if k.Period != top.Period {
		label = k.Period.Words() + " " + label
	}
	return label
}

// cell is the figure as it is published.
func (e *explainer) cell(k model.Key) model.Cell {
	if c, ok := e.rel.Cell(k); ok {
		return c
	}
	return model.Cell{Key: k, State: model.NotApplicable}
}

func (e *explainer) line(name, text string) {
	if text != "" {
		e.put("  " + name + "  " + text)
	}
}

func (e *explainer) put(line string) {
	e.text.WriteString(strings.TrimRight(line, " "))
	e.text.WriteString("\n")
}

func shown(c model.Cell) string { return c.Words() }

// state says whether the figure is published, and what it leaves out or why it is not there.
func state(c model.Cell) string {
	s := c.State.String()
	if c.Why != "" {
		s += "：" + c.Why
	}
	if c.Revision > 0 {
		s += fmt.Sprintf("，更正或补报%d次", c.Revision)
	}
	return s
}

// rounding says how the printed figure follows from the exact one.
func rounding(c model.Cell) string {
	if c.State != model.Published {
		return ""
	}
	v := c.Value
	_, figure := model.SplitMeasure(c.Measure)
	switch {
	case v.Kind == model.Share || v.Kind == model.Points || v.Kind == model.Change:
		exact := model.CountOf(model.Amount(v.Num), "")
		return fmt.Sprintf("%v ÷ %d × 100，只在最后四舍五入一次，保留%d位小数", exact, v.Den, v.Digits)
	case figure == "forecast":
		return "只在最后四舍五入为整数"
	case figure == "need" || figure == "short":
		return "有余数就加1，取整数"
	case v.Kind == model.Count:
		return "整数，不取整"
	}
	return ""
}

func columns(rows []row) (names, values, states int) {
	for _, r := range rows {
		names = max(names, 2*r.depth+diag.Width(r.name))
		values = max(values, diag.Width(r.value))
		states = max(states, diag.Width(r.state))
	}
	return names, values, states
}

func widest(texts []string) int {
	n := 0
	for _, t := range texts {
		n = max(n, diag.Width(t))
	}
	return n
}

func pad(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-diag.Width(text)))
}
