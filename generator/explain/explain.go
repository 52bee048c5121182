// Package explain walks one published figure back to the cells it came from and says it in words.
//
// It reads the derived figures only for their places and for which figure follows from which. Every value it prints is
// read from the release, so a withheld figure prints as 不予公开, here as everywhere.
package explain

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"gongkai/generator/model"
	"gongkai/generator/record"
)

// Query is what is asked, as written: 2022-10 or 2022年10月; a region's id, code, name or short name; a measure
// (posts_created), one of its groups (posts_filled/sex=female, 安置上岗 女), an indicator (posts: all its figures) or one
// figure (posts.rate).
type Query struct{ Period, Region, Figure string }

// Unknown says in words which part of a query names nothing, and what could be written instead.
type Unknown struct{ Text, Hint string }

func (u *Unknown) Error() string { return u.Text + "\n   提示: " + u.Hint }

// Explain prints how a figure came about: its value, formula, rounding, state and status, and every input down to the
// file, line and column. The error is an *Unknown when the query names nothing.
func Explain(w io.Writer, d record.Derived, rel *model.Release, q Query) error {
	e := explainer{rel: rel, figures: d.Figures}
	keys, err := e.resolve(q)
	if err != nil {
		return err
	}
	if len(keys) == 1 {
		e.one(keys[0])
	} else {
		e.all(keys)
	}
	if _, err := io.WriteString(w, e.text.String()); err != nil {
		return fmt.Errorf("写出说明：%w", err)
	}
	return nil
}

type explainer struct {
	rel     *model.Release
	figures []record.Figure // by key
	text    strings.Builder
	told    map[model.Key]bool // inputs that have been printed
}

// resolve turns a query into the keys of figures that exist.
func (e *explainer) resolve(q Query) ([]model.Key, error) {
	p, ok := period(q.Period)
	switch {
	case !ok:
		return nil, &Unknown{fmt.Sprintf("%s 不是月份", q.Period), "月份写成 2022-10，有数据的是 " + e.months()}
	case !slices.Contains(e.rel.Periods, p):
		return nil, &Unknown{fmt.Sprintf("没有 %s 这个月的数据", q.Period), "有数据的月份是 " + e.months()}
	}
	region, ok := e.region(q.Region)
	if !ok {
		return nil, &Unknown{fmt.Sprintf("没有 %s 这个地区", q.Region), "可以写编号、代码、名称或简称：" + e.regions()}
	}
	figure, group := e.split(q.Figure)
	var keys []model.Key
	for _, measure := range e.measures(figure) {
		k := model.Key{Measure: measure, Period: p, Region: region.ID, Group: group}
		if _, ok := e.figure(k); ok {
			keys = append(keys, k)
		}
	}
	if keys == nil {
		return nil, e.unknown(q, p, region)
	}
	return keys, nil
}

// unknown says that a region has no such figure in a month, and which it has.
func (e *explainer) unknown(q Query, p model.Period, region model.Region) *Unknown {
	figure, group := e.split(q.Figure)
	text := fmt.Sprintf("%s%s没有 %s 这个数", p.Words(), region.Short, q.Figure)
	if group != "" {
		return &Unknown{text, e.groups(figure)}
	}
	names := e.names(figure, p, region)
	units := e.rel.Children(region.ID)
	if named := e.measures(figure); len(named) == 1 && strings.HasSuffix(named[0], ".rank") && region.Parent == "" && len(units) > 0 {
		return &Unknown{
			fmt.Sprintf("%s不参加排名，没有 %s 这个数", region.Short, q.Figure),
			fmt.Sprintf("名次排在各单位之间，地区写其中一个，如 %s；%s可以写%s", units[0].ID, region.Short, names),
		}
	}
	return &Unknown{text, "可以写" + names}
}

// chinese is a month as it is said.
var chinese = regexp.MustCompile(`^(\d{4})年0?(\d{1,2})月$`)

func period(asked string) (model.Period, bool) {
	if m := chinese.FindStringSubmatch(asked); m != nil {
		asked = m[1] + "-" + strings.Repeat("0", 2-len(m[2])) + m[2]
	}
	p, ok := model.ParsePeriod(asked)
	return p, ok && p.Month > 0
}

// figure returns what derive knows of a figure: its inputs and places are read, its value never.
func (e *explainer) figure(k model.Key) (record.Figure, bool) {
	i, ok := slices.BinarySearchFunc(e.figures, k, func(f record.Figure, k model.Key) int { return f.Key.Compare(k) })
	if !ok {
		return record.Figure{}, false
	}
	return e.figures[i], true
}

// measures lists what a name stands for: an indicator stands for all its figures.
func (e *explainer) measures(name string) []string {
	for _, m := range e.rel.Measures {
		if m.ID == name || m.Name.Text == name {
			return []string{m.ID}
		}
	}
	prefix, figure := model.SplitMeasure(name)
	id, target, second := strings.Cut(prefix, "@")
	for _, ind := range e.rel.Indicators {
		if ind.ID != id && ind.Name.Text != id && ind.Short.Text != id {
			continue
		}
		prefix = ind.ID
		if second {
			prefix += "@" + target
		}
		var all []string
		for _, f := range model.FiguresOf(ind.Rule) {
			if figure == "" || figure == f.ID || figure == f.Name || figure == e.rel.FigureName(ind, f) {
				all = append(all, prefix+"."+f.ID)
			}
		}
		return all
	}
	return nil
}

func (e *explainer) region(name string) (model.Region, bool) {
	for _, r := range e.rel.Regions {
		if name != "" && slices.Contains([]string{r.ID, r.Code, r.Name.Text, r.Short.Text}, name) {
			return r, true
		}
	}
	return model.Region{}, false
}

func (e *explainer) months() string {
	if len(e.rel.Periods) == 0 {
		return "无"
	}
	return fmt.Sprintf("%v 至 %v", e.rel.Periods[0], e.rel.Newest())
}

func (e *explainer) regions() string {
	var list []string
	for _, r := range e.rel.Regions {
		list = append(list, r.ID)
	}
	return strings.Join(list, "、")
}

// names lists what can be asked of a region and month: the figures of an indicator that was named, else indicators
// and measures.
func (e *explainer) names(asked string, p model.Period, region model.Region) string {
	exists := func(measure string) bool {
		_, ok := e.figure(model.Key{Measure: measure, Period: p, Region: region.ID})
		return ok
	}
	name, _, dotted := strings.Cut(asked, ".")
	var figures, list []string
	for _, measure := range e.measures(name) {
		if _, figure := model.SplitMeasure(measure); figure != "" && exists(measure) {
			figures = append(figures, measure)
		}
	}
	if dotted && figures != nil {
		return "：" + strings.Join(figures, "、")
	}
	for _, ind := range e.rel.Indicators {
		if slices.ContainsFunc(e.measures(ind.ID), exists) {
			list = append(list, ind.ID)
		}
	}
	for _, m := range e.rel.Measures {
		if exists(m.ID) {
			list = append(list, m.ID)
		}
	}
	return "评价指标、它的一个数（评价指标.数）或指标：" + strings.Join(list, "、")
}
