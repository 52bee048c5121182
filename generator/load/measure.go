package load

import (
	"strconv"
	"strings"

	"gongkai/generator/model"
	"gongkai/generator/source"
)

func (x *loader) measures() {
	o, ok := x.document("data/measures.yaml", "指标表")
	if !ok {
		x.broken[measureKind], x.broken[dimensionKind] = true, true
		return
	}
	o.entries("dimensions", "分组维度", func(e *object) {
		d := model.Dimension{ID: e.id(dimensionKind), Name: e.text("name")}
		values := kind("分组 " + d.ID + " ")
		e.entries("values", "分组值", func(v *object) {
			value := model.DimensionValue{ID: v.id(values), Name: v.text("name")}
			v.need("name")
			p, n := v.head()
			x.alias(values, value.Name.Text, value.ID, p, n)
			d.Values = append(d.Values, value)
		})
		e.need("name", "values")
		p, n := e.head()
		x.alias(dimensionKind, d.Name.Text, d.ID, p, n)
		x.rel.Dimensions = append(x.rel.Dimensions, d)
	})
	o.entries("measures", "指标", func(e *object) {
		m := model.Measure{
			ID: e.id(measureKind), Name: e.text("name"), Unit: e.word("unit"), Kind: model.MeasureKind(max(0, e.choice("kind", "cumulative", "stock", "flow"))),
			Persons: e.flag("persons", false), Additive: e.flag("additive", true), Groups: e.refList("groups", dimensionKind),
			PartOf: e.ref("part_of", measureKind), With: e.ref("with", measureKind), Note: e.text("note"),
		}
		// persons decides about protection: forgotten, it would publish small counts of people.
		e.need("name", "unit", "kind", "persons")
		p, n := e.head()
		x.alias(measureKind, m.Name.Text, m.ID, p, n)
		if m.PartOf != "" && m.PartOf == m.ID {
			v, _ := e.get("part_of")
			e.wrong(v, "part_of", "unknown-reference", "写成包含它的那个指标，或者删去", "另一个指标")
		}
		if !m.Name.Stated() {
			x.broken[measureKind] = true // tables may use the name that is missing
		}
		m.Rhythms = e.rhythms(m.Groups)
		x.broken[dimensionKind] = x.broken[dimensionKind] || e.bad["groups"]
		x.vague[m.ID] = e.bad["kind"] || !e.has("kind")
		if m.ID != "" {
			x.rel.Measures = append(x.rel.Measures, m)
			x.measure[m.ID] = e
		}
	})
	x.companions()
	o.need("measures")
	o.close()
}

// companions checks what the measures go with: with anything but a count of people an amount of money would be published
// whatever it tells. Counts are judged by themselves, so there are no chains.
func (x *loader) companions() {
	for _, m := range x.rel.Measures {
		n, ok := x.measure[m.ID].get("with")
		if !ok || m.With == "" {
			continue
		}
		refuse := func(hint, format string, args ...any) {
			x.list.Errorf(n.Pos, n.Len(), "wrong-type", hint, format, args...)
		}
		other, known := x.rel.Measure(m.With)
		switch {
		case m.With == m.ID:
			refuse("写成它跟着的人数指标，或者删去", "指标 %q 的 with 写的是它自己", m.ID)
		case m.Persons:
			refuse("删去 with：人数、户数自己受保护", "指标 %q 自己是人数或户数，不能写 with", m.ID)
		case known && !other.Persons && !x.measure[m.With].bad["persons"] && x.measure[m.With].has("persons"):
			refuse("写成人数或户数指标（persons: true）；多个金额都跟着同一个人数的，各自写它", "指标 %q 的 with 要写人数或户数指标，%q 不是", m.ID, m.With)
		}
	}
}

// rhythms reads which of the groups are published quarterly or yearly: the finer a group, the fewer of its increments
// are large enough to be shown each month.
func (o *object) rhythms(groups []string) []model.Rhythm {
	n, ok := o.get("rhythm")
	if !ok {
		return nil
	}
	fields, ok := o.object(n, "公布的周期 rhythm")
	if !ok {
		return nil
	}
	var list []model.Rhythm
	for _, dimension := range groups {
		switch fields.choice(dimension, "monthly", "quarterly", "yearly") {
		case 1:
			list = append(list, model.Rhythm{Dimension: dimension, Months: 3})
		case 2:
			list = append(list, model.Rhythm{Dimension: dimension, Months: 12})
		}
	}
	fields.close()
	return list
}

func (x *loader) indicators() {
	o, ok := x.document("data/indicators.yaml", "评价指标表")
	if !ok {
		x.broken[indicatorKind] = true
		return
	}
	o.entries("indicators", "评价指标", x.indicator)
	o.need("indicators")
	o.close()
}

// needs names the measures of each rule and the kind of measure they must be; any is for shares.
var needs = []struct {
	rule     model.Rule
	required []string
	optional []string
}{
	{model.Reach, []string{"measure"}, nil},
	{model.RatioFloor, []string{"part", "whole", "floor_part", "floor_whole"}, nil},
	{model.Zero, []string{"measure"}, []string{"found", "helped"}},
	{model.Monthly, []string{"measure"}, nil},
	{model.Coverage, []string{"part", "whole"}, nil},
}

// suits is the kind of measure that a rule can judge.
var suits = map[model.Rule]model.MeasureKind{model.Reach: model.Cumulative, model.Zero: model.Stock, model.Monthly: model.Flow}

func (x *loader) indicator(e *object) {
	i := model.Indicator{
		ID: e.id(indicatorKind), Name: e.text("name"), Short: e.text("short"),
		Direction: model.Direction(e.choice("direction", "up", "down") + 1),
		Method:    e.text("method"), Basis: e.text("basis"), Ours: e.text("ours"),
		RateName: e.text("rate_name"), FloorName: e.text("floor_name"),
		Thresholds: model.Thresholds{Ahead: 10, Behind: -10, FarBehind: -100},
	}
	if !e.has("direction") && !e.misspelt("direction") {
		p, n := e.head()
		x.list.Errorf(p, n, "missing-direction", "加上一行 direction: up（越大越好）或 direction: down（越小越好）", "评价指标“%s”没有写方向 direction", i.ID)
	}
	e.need("name", "short", "rule")
	if i.ID == "" {
		x.broken[indicatorKind] = true
	}
	rule := e.choice("rule", "reach", "ratio_floor", "zero", "monthly", "coverage")
	if rule < 0 {
		// Without a rule no other field can be judged.
		e.known = append(e.known, "measure", "part", "whole", "floor_part", "floor_whole", "found", "helped", "thresholds")
		return
	}
	i.Rule = model.Rule(rule)
	fields := map[string]*string{"measure": &i.Measure, "part": &i.Part, "whole": &i.Whole, "floor_part": &i.FloorPart,
		"floor_whole": &i.FloorWhole, "found": &i.Found, "helped": &i.Helped}
	for _, need := range needs {
		if need.rule != i.Rule {
			continue
		}
		e.need(need.required...)
		for _, field := range append(need.required, need.optional...) {
			*fields[field] = e.ref(field, measureKind)
		}
	}
	if n, ok := e.get("thresholds"); ok && i.Rule == model.Reach {
		x.thresholds(n, &i.Thresholds)
	}
	if m, ok := x.rel.Measure(i.Measure); ok && !x.vague[m.ID] {
		if want, ok := suits[i.Rule]; ok && m.Kind != want {
			n, _ := e.get("measure")
			e.list.Errorf(n.Pos, n.Len(), "wrong-type", "换一个指标，或者换一种评价规则", "评价规则 %s 要用%s指标，“%s”是%s指标", i.Rule.ID(), want, m.ID, m.Kind)
		}
	}
	x.rel.Indicators = append(x.rel.Indicators, i)
}

func (x *loader) thresholds(n source.Node, t *model.Thresholds) {
	o, ok := x.object(n, "快慢划分 thresholds")
	if !ok {
		return
	}
	fields := []struct {
		name string
		to   *int64
	}{{"ahead", &t.Ahead}, {"behind", &t.Behind}, {"far_behind", &t.FarBehind}}
	for _, f := range fields {
		n, ok := o.scalar(f.name, "百分点")
		if !ok {
			continue
		}
		v, ok := tenths(n.Text)
		if !ok {
			o.wrong(n, f.name, "wrong-type", `写百分点，最多一位小数，例如 "1" 或 "-0.5"`, "百分点")
			continue
		}
		*f.to = v
	}
	o.close()
	if t.Ahead < t.Behind || t.Behind < t.FarBehind {
		p, n := o.head()
		x.list.Errorf(p, n, "wrong-type", "快于序时的界限最大，明显滞后的界限最小", "快慢划分的次序不对：应当 ahead ≥ behind ≥ far_behind")
	}
}

// tenths reads a number with at most one decimal as so many tenths; a 百分点 has ten thousandths.
func tenths(s string) (int64, bool) {
	rest, negative := strings.CutPrefix(strings.Replace(s, "−", "-", 1), "-")
	whole, decimal, _ := strings.Cut(rest, ".")
	if len(whole) == 0 || len(whole) > 6 || len(decimal) > 1 || !ascii(whole+decimal) {
		return 0, false
	}
	n, err := strconv.ParseInt(whole+(decimal + "0")[:1], 10, 64)
	if negative {
		n = -n
	}
	return n, err == nil
}

// ascii reports whether text is made of the digits 0–9 only.
func ascii(s string) bool {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}
