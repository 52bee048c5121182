package compose

import (
	"cmp"
	"slices"
	"strings"

	"gongkai/generator/chart"
	"gongkai/generator/model"
	"gongkai/generator/view"
)

// bulletinView is what templates/bulletin.md sees. Names are plain text, safe in Markdown.
type bulletinView struct {
	City       bool   // has units below it: the city, not one unit
	Whole      bool   // the root, which the title need not name
	Who        string // 全市, 环翠区
	Name       string // 威海市, 环翠区
	Called     string // Who as the first sentence names it: with the full name where that is another
	Month      string // 2022年10月
	Short      string // 10月
	End        string // 10月底
	Day        string // 2022年10月31日
	Indicators []indicatorView
	Site       string       // name of the site
	Absent     []absentView // units that did not submit
	Missing    string       // one unit: the indicators that it did not submit, 专场招聘会、跟踪回访
	Behind     bool         // an indicator is not met, or was not submitted, somewhere
	Next       bool         // the editor wrote 下一步工作
	Problems   bool         // the editor wrote 存在问题
}

// absentView is a unit with the indicators that it did not submit.
type absentView struct{ Place, What string }

// indicatorView is one indicator against one target.
type indicatorView struct {
	spotView
	bulletinHead
	Name       string // 城乡公益性岗位开发; with several targets 城乡公益性岗位开发（市级目标）
	Aim        string // 城乡公益性岗位开发目标; with several targets 城乡公益性岗位开发市级目标
	ShortName  string
	Rule       string // reach, ratio_floor …
	Measure    string // names of what it is computed from
	Held       string // zero: what there should be none of, 零就业家庭
	Part       string
	Whole      string
	Due        string // coverage: what is due and done, before a number: 应回访, 已回访
	Done       string
	FloorPart  string
	FloorWhole string
	RateName   string // 回访率
	FloorName  string
	Unit       string // of its counts
	Approx     bool   // 左右
	Flow       bool   // coverage month by month
	Method     string
	Ours       string     // what is our reading and not the notice's
	Corrected  []string   // figures that were corrected after the day of the bulletin
	Units      []spotView // reach: by place; else in official order
	Months     []spotView // of this region, up to the month of the bulletin
	Course     []spotView // the city, reach: its months
	Exceeded   bool       // a unit has done more than its target
	Finer      bool       // a rate has more decimals than others, or a lead
	FinerLead  bool
	line       chart.Line // reach: the year up to the month of the bulletin
}

// bulletinHead repeats what a sentence of an indicator needs.
type bulletinHead struct {
	Who, Short, End, Day string
	Year                 int
	City                 bool
	Notes                []string // notes of the regions: 单独统计
	Withheld             string   // what 不予公开 stands for
}

// spotView is one indicator in one place and month, with its figures by name.
type spotView struct {
	No       int
	Place    string // short name of the unit, or 10月
	F        map[string]model.Cell
	Status   string // behind; none
	Label    string // 慢于序时; 未报送
	Progress []Part // of rule reach: how far it has come, in words
	Judged   bool
	Good     bool
	Missing  bool   // not submitted
	Excluded string // 南海新区、…
}

// Reach returns the indicators that are judged against a target: each has a section of its own in a unit's bulletin.
func (v bulletinView) Reach() []indicatorView {
	var list []indicatorView
	for _, x := range v.Indicators {
		if x.Rule == model.Reach.ID() {
			list = append(list, x)
		}
	}
	return list
}

// Having returns the units whose status is one of those named, the worst first.
func (v indicatorView) Having(statuses ...string) []spotView {
	var units []spotView
	for _, u := range v.Units {
		for _, s := range statuses {
			if u.Judged && u.Status == s {
				units = append(units, u)
			}
		}
	}
	slices.SortStableFunc(units, func(a, b spotView) int { return a.distance().Compare(b.distance()) })
	return units
}

// distance says how far a place is from what is asked of it, to put the worst first; 0 where there is no such figure.
func (s spotView) distance() model.Rate {
	for _, figure := range []string{"lead", "margin", "rate"} {
		if f := s.F[figure]; f.Key != (model.Key{}) && known(f) {
			return f.Value.Rate()
		}
	}
	return model.Rate{Num: 0, Den: 1}
}

// absent lists the units that did not submit, in official order.
func absent(indicators []indicatorView, units []model.Region) []absentView {
	var list []absentView
	for _, r := range units {
		var what []string
		place := plain(r.Short.Text)
		for _, x := range indicators {
			for _, u := range x.Units {
				if u.Missing && u.Place == place && !slices.Contains(what, x.ShortName) {
					what = append(what, x.ShortName)
				}
			}
		}
		if what != nil {
			list = append(list, absentView{place, strings.Join(what, "、")})
		}
	}
	return list
}

// regionNotes lists what the data say about the units: 高区、经区：单独统计，不计入环翠区、文登区。 For one unit it is
// its own note.
func regionNotes(regions []model.Region, region model.Region) []string {
	if region.Leaf {
		if !region.Note.Stated() {
			return nil
		}
		return []string{plain(region.Short.Text) + "数据" + firstSentence(region.Note.Text)}
	}
	var order []string
	places := map[string][]string{}
	for _, r := range regions {
		if note := firstSentence(r.Note.Text); r.Parent == region.ID && note != "" {
			if places[note] == nil {
				order = append(order, note)
			}
			places[note] = append(places[note], plain(r.Short.Text))
		}
	}
	for i, note := range order {
		order[i] = strings.Join(places[note], "、") + "数据" + note
	}
	return order
}

func firstSentence(note string) string {
	if first, _, ok := strings.Cut(note, "。"); ok {
		note = first + "。"
	}
	return plain(note)
}

func (c *Composer) view(p model.Period, region model.Region) bulletinView {
	head := bulletinHead{
		Who: plain(region.Short.Text), City: !region.Leaf,
		Short: months[p.Month], End: months[p.Month] + "底", Day: p.LastDay().Words(), Year: p.Year,
		Notes: regionNotes(c.rel.Regions, region), Withheld: withheldNote(c.rel.Site),
	}
	v := bulletinView{
		City: head.City, Whole: region.Parent == "", Who: head.Who, Name: plain(region.Name.Text), Short: head.Short, End: head.End, Day: head.Day,
		Month: p.Words(),
		Next:  c.wrote(p, region, "下一步工作"), Problems: c.wrote(p, region, "存在问题"), Site: plain(c.rel.Site.Name.Text),
	}
	v.Called = v.Who
	if !v.Whole && v.Name != v.Who {
		v.Called = v.Name + "（以下简称" + v.Who + "）"
	}
	var missing []string
	for _, ind := range c.rel.Indicators {
		for _, goal := range c.rel.Goals(ind, p.Year) {
			x := c.indicator(ind, goal, p, region, head)
			v.Indicators = append(v.Indicators, x)
			if x.Missing && !slices.Contains(missing, x.ShortName) {
				missing = append(missing, x.ShortName)
			}
			for _, s := range append(x.Units, x.spotView) {
				v.Behind = v.Behind || s.Missing || s.Judged && !s.Good
			}
		}
	}
	v.Missing = strings.Join(missing, "、")
	v.Absent = absent(v.Indicators, c.rel.Children(region.ID))
	return v
}

func (c *Composer) indicator(ind model.Indicator, goal model.Goal, p model.Period, region model.Region, head bulletinHead) indicatorView {
	prefix := goal.Prefix
	name := func(id string) string {
		m, _ := c.rel.Measure(id)
		return plain(m.Name.Text)
	}
	j := c.rel.Judged(prefix, p, region.ID)
	target, _ := c.rel.Target(j.Target)
	counted, _ := c.rel.Measure(ind.Measure)
	if ind.Measure == "" {
		counted, _ = c.rel.Measure(ind.Part)
	}
	v := indicatorView{
		spotView: c.spot(ind, prefix, p, region), bulletinHead: head,
		Name: plain(goal.Name), Aim: plain(ind.Name.Text + cmp.Or(goal.Level, "目标")), ShortName: plain(ind.Short.Text), Rule: ind.Rule.ID(),
		Measure: name(ind.Measure), Held: strings.TrimPrefix(name(ind.Measure), "月末"), Part: name(ind.Part), Whole: name(ind.Whole),
		Due: strings.TrimSuffix(name(ind.Whole), "人员"), Done: strings.TrimSuffix(name(ind.Part), "人员"),
		FloorPart: name(ind.FloorPart), FloorWhole: name(ind.FloorWhole),
		RateName: plain(ind.RateName.Text), FloorName: plain(ind.FloorName.Text),
		Unit: plain(counted.Unit), Flow: counted.Kind == model.Flow, Method: c.theirs(own(ind.Method)), Ours: c.theirs(own(ind.Ours)),
		// Only the whole is "1.4万个左右"; the allocation to the units is exact.
		Approx:    target.Approx && target.City == region.ID,
		Corrected: c.corrections(ind, p, region),
	}
	if ind.Rule == model.Reach {
		v.line = c.course(goal, p, region)
	}
	if head.City {
		if ind.Rule == model.Reach {
			v.Course, _, _ = c.byMonth(ind, prefix, p, region)
		}
		for i, r := range c.order(ind, prefix, p, region) {
			u := c.spot(ind, prefix, p, r)
			u.No = i + 1
			v.Units = append(v.Units, u)
			v.Finer, v.FinerLead = v.Finer || finer(u.F["rate"]), v.FinerLead || finer(u.F["lead"])
			v.Exceeded = v.Exceeded || ind.Rule == model.Reach && some(u.F["over"])
		}
		return v
	}
	v.Months, v.Finer, v.FinerLead = c.byMonth(ind, prefix, p, region)
	return v
}

// byMonth lists the months of a year up to one, and whether a rate or a lead among them has more decimals than others.
func (c *Composer) byMonth(ind model.Indicator, prefix string, p model.Period, region model.Region) (list []spotView, rates, leads bool) {
	for _, m := range c.rel.MonthsOf(p.Year) {
		if m.Compare(p) <= 0 {
			s := c.spot(ind, prefix, m, region)
			s.Place = months[m.Month]
			list = append(list, s)
			rates, leads = rates || finer(s.F["rate"]), leads || finer(s.F["lead"])
		}
	}
	return list, rates, leads
}

// finer reports whether a figure is printed with more than the usual decimal.
func finer(c model.Cell) bool { return known(c) && c.Value.Digits > 1 }

// order returns the units in the order of their table.
func (c *Composer) order(ind model.Indicator, prefix string, p model.Period, whole model.Region) []model.Region {
	if ind.Rule != model.Reach {
		return c.rel.Children(whole.ID)
	}
	var units []model.Region
	rows, _ := view.Ranking(c.rel, prefix, p, whole)
	for _, r := range rows {
		units = append(units, r.Region)
	}
	return units
}

func (c *Composer) spot(ind model.Indicator, prefix string, p model.Period, region model.Region) spotView {
	j := c.rel.Judged(prefix, p, region.ID)
	s := spotView{
		Place: plain(region.Short.Text), F: map[string]model.Cell{},
		Status: j.Status.ID(), Label: j.Label(), Judged: j.State == model.Published && j.Status != model.NoStatus, Good: j.Status.Good(),
		Missing: j.State == model.NotSubmitted,
	}
	if j.State == model.NotApplicable {
		s.Label = "—"
	}
	for _, f := range model.FiguresOf(ind.Rule) {
		s.F[f.ID] = c.rel.Figure(j, f.ID)
	}
	if ind.Rule == model.Reach {
		s.Progress = Progress(c.rel, j)
	}
	s.Excluded = plain(placeNames(c.rel, j.Excluded))
	return s
}

// months are the names of the months, by number.
var months = [...]string{"", "1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"}

// markup writes every character with which Markdown could make something else of a name, so that it stays the text it is:
// a reference such as &lt;, too, and what begins a list or a quotation. A backslash is possible before each (CommonMark 2.4).
var markup = func() *strings.Replacer {
	pairs := []string{"\n", " "}
	for _, c := range `\!#&()*+-.<=>[]_{|}~` + "`" {
		pairs = append(pairs, string(c), `\`+string(c))
	}
	return strings.NewReplacer(pairs...)
}()

// plain makes a text of the data safe in Markdown.
func plain(s string) string { return markup.Replace(s) }
