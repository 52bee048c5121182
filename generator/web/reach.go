package web

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/chart"
	"gongkai/generator/compose"
	"gongkai/generator/model"
	"gongkai/generator/view"
)

// reach is the view of _reach.html: one indicator of rule reach for the city or one unit in one month.
type reach struct {
	aim
	Who       string
	Counted   string // name of the measure
	Unit      string
	Target    model.Target
	Label     label
	Rate      model.Cell
	Reason    string // why there is no rate
	Value     model.Cell
	Lead      model.Cell
	Progress  []compose.Part // how far it has come, in words
	Plain     []compose.Part // the same without the words of officials; nil when a figure of it is missing
	Facts     []fact
	Bar       chart.Bar
	TargetBar string // the words at the target's mark
	PaceBar   string
	PaceSide  string // text-anchor of the words at the pace mark
	Why       why
	Line      chart.Line
	LineWords string
	Months    []monthRow
	Notes     []string // below the table of months
	Year      int
}

// fact is a figure with its name, and smaller ones below it.
type fact struct {
	Name   string
	Cell   model.Cell
	Notes  []fact
	Reason string // why there is no figure, or what it leaves out
}

// monthRow is one month of an indicator of rule reach.
type monthRow struct {
	Period    model.Period
	Name      string
	Increment model.Cell
	Value     model.Cell
	Rate      model.Cell
	Pace      model.Cell
	Lead      model.Cell
	Label     label
}

// aim is an indicator of rule reach and one target of it.
type aim struct {
	model.Goal
	Indicator model.Indicator
	Of        string // what headings such as 各单位排名 add where a page has several aims: ：岗位开发（省级目标）
}

// aims lists the targets that are judged in a month.
func (s *site) aims(p model.Period) []aim {
	var aims []aim
	for _, ind := range s.Indicators {
		if ind.Rule != model.Reach {
			continue
		}
		for _, g := range s.Goals(ind, p.Year) {
			aims = append(aims, aim{Goal: g, Indicator: ind})
		}
	}
	if len(aims) > 1 {
		for i := range aims {
			aims[i].Of = "：" + aims[i].Name
		}
	}
	return aims
}

func (s *site) reach(a aim, p model.Period, region model.Region) reach {
	ind := a.Indicator
	j := s.Judged(a.Prefix, p, region.ID)
	f := func(name string) model.Cell { return s.Figure(j, name) }
	target, _ := s.Target(j.Target)
	measure, _ := s.Measure(ind.Measure)
	r := reach{
		aim: a, Who: region.Short.Text, Counted: measure.Name.Text, Unit: measure.Unit, Target: target, Label: statusLabel(j),
		Rate: f("rate"), Reason: reason(f("rate")), Value: f("value"), Lead: f("lead"), Why: s.explain(j), Year: p.Year,
	}
	r.Progress = compose.Progress(s.Release, j)
	r.Plain = plainly(j, f)
	r.Facts = []fact{
		{Name: "累计", Cell: f("value"), Notes: []fact{{Name: "当月", Cell: f("increment")}, {Name: "环比", Cell: f("mom")}}},
		{Name: "较序时", Cell: f("lead"), Notes: []fact{{Name: "同比", Cell: f("yoy")}}},
		{Name: "缺口", Cell: f("gap"), Notes: []fact{{Name: "年度目标", Cell: f("target")}}},
		{Name: "每月还需", Cell: f("need"), Notes: []fact{{Name: "推算年末", Cell: f("forecast")}}},
	}
	if rank := f("rank"); rank.State == model.Published {
		r.Facts = append(r.Facts, fact{Name: "名次", Cell: rank})
	}
	r.Facts = reasoned(r.Facts)
	r.Bar = chart.NewBar(f("rate"), f("pace"), s.barWords(j, ind, region))
	r.TargetBar = "目标 " + f("target").Words()
	r.PaceBar, r.PaceSide = "序时进度 "+f("pace").String(), r.Bar.PaceSide()

	var months [12]model.Cell
	var none dashes
	for i, m := range view.YearMonths(p.Year) {
		if m.Compare(p) > 0 {
			months[i] = model.Cell{State: model.NotApplicable}
			continue
		}
		mj := s.Judged(a.Prefix, m, region.ID)
		mf := func(name string) model.Cell { return s.Figure(mj, name) }
		months[i] = mf("value")
		r.Months = append(r.Months, monthRow{
			Period: m, Name: fmt.Sprintf("%d月", m.Month), Increment: mf("increment"), Value: mf("value"), Rate: mf("rate"),
			Pace: mf("pace"), Lead: mf("lead"), Label: statusLabel(mj),
		})
		none.row(r.Months[i].Name, mf("increment"), mf("value"), mf("rate"), mf("pace"), mf("lead"))
	}
	r.Notes = none.notes()
	r.Line = chart.NewLine(months, f("target"), target.Pace, f("forecast"))
	r.LineWords = fmt.Sprintf("折线图：%s%d年各月累计与序时计划，截至%d月累计%s。逐月数据见下表。", region.Short, p.Year, p.Month, f("value").Words())
	return r
}

// plainly explains the figures to people who do not know the words 序时进度 and 较序时.
func plainly(j model.Judgement, f func(string) model.Cell) []compose.Part {
	for _, name := range []string{"target", "value", "rate", "pace"} {
		if f(name).State != model.Published {
			return nil
		}
	}
	kept := map[model.Status]string{
		model.Done: "已经完成", model.Ahead: "比这快", model.OnPace: "基本跟上", model.Behind: "慢了", model.FarBehind: "慢得多", model.Missed: "没有完成",
	}[j.Status]
	if kept == "" {
		return nil
	}
	return []compose.Part{{Text: "就是说：一年的任务"}, {Figure: f("target")}, {Text: fmt.Sprintf("，到%d月底完成", j.Period.Month)}, {Figure: f("value")},
		{Text: "（"}, {Figure: f("rate")}, {Text: "），按时间应完成"}, {Figure: f("pace")}, {Text: "，" + kept}}
}

// barWords says what a bullet bar shows.
func (s *site) barWords(j model.Judgement, ind model.Indicator, region model.Region) string {
	f := func(name string) model.Cell { return s.Figure(j, name) }
	if f("rate").State != model.Published {
		return compose.Plain(compose.Progress(s.Release, j))
	}
	return fmt.Sprintf("%s累计%s，完成年度目标%s的%s；序时进度%s，较序时%s",
		region.Short, f("value").Words(), f("target").Words(), f("rate"), f("pace"), f("lead").Words())
}

// ranking is the view of the table of units by 完成率.
type ranking struct {
	aim
	Unit  string
	Pace  model.Cell
	Rows  []rankRow
	City  rankRow
	Told  [][]compose.Part // notes with figures
	Notes []string
}

type rankRow struct {
	view.RankRow
	Path  string // of the unit's page; empty for the city
	Label label
	Bar   chart.Bar
}

func (s *site) ranking(a aim, p model.Period, whole model.Region) ranking {
	measure, _ := s.Measure(a.Indicator.Measure)
	units, city := view.Ranking(s.Release, a.Prefix, p, whole)
	r := ranking{aim: a, Unit: measure.Unit, Pace: city.Pace, City: s.rankRow(city, "")}
	tied := false
	var over []compose.Part
	var none dashes
	for _, u := range units {
		none.row(u.Region.Short.Text, u.Rate, u.Lead, u.Value, u.Target, u.Gap, u.Need)
		r.Rows = append(r.Rows, s.rankRow(u, unitPath(p, u.Region)))
		tied = tied || u.Rank.State == model.Published && u.Rank.Value.Kind == model.Tied
		if u.Over.State == model.Published && u.Over.Value.Sign() > 0 {
			over = append(over, compose.Part{Text: "、" + u.Region.Short.Text + "超额"}, compose.Part{Figure: u.Over})
		}
	}
	if city.Pace.State != model.Published && len(units) > 0 {
		r.Pace = units[0].Pace
	}
	if over != nil {
		over[0].Text = strings.TrimPrefix(over[0].Text, "、")
		r.Told = append(r.Told, append(over, compose.Part{Text: "，所以各单位缺口之和比合计的缺口大。"}))
	}
	if tied {
		r.Notes = append(r.Notes, "完成率相同的名次并列，按规定的单位次序排列。")
	}
	none.row(city.Region.Short.Text, city.Rate, city.Lead, city.Value, city.Target, city.Gap, city.Need)
	r.Notes = append(r.Notes, s.cityNotes(city.Judgement)...)
	r.Notes = append(r.Notes, none.notes()...)
	r.Notes = append(r.Notes, s.apart(whole)...)
	return r
}

func (s *site) rankRow(u view.RankRow, path string) rankRow {
	return rankRow{RankRow: u, Path: path, Label: statusLabel(u.Judgement), Bar: chart.NewBar(u.Rate, u.Pace, "")}
}

// cityNotes says what every table with a city row must say.
func (s *site) cityNotes(j model.Judgement) []string {
	if len(j.Excluded) == 0 {
		return nil
	}
	whole, _ := s.Region(j.Region)
	return []string{whole.Short.Text + "不含" + s.names(j.Excluded) + "：当月未报送，不作估计，也不沿用上月，因此不评价" + whole.Short.Text + "的状态。"}
}

// apart repeats what data/regions.yaml notes about units, such as that development zones are counted apart from the
// districts they lie in; equal notes are said once.
func (s *site) apart(whole model.Region) []string {
	var notes []string
	var who [][]string
	for _, r := range s.Children(whole.ID) {
		if !r.Note.Stated() {
			continue
		}
		i := slices.Index(notes, r.Note.Text)
		if i < 0 {
			i = len(notes)
			notes, who = append(notes, r.Note.Text), append(who, nil)
		}
		who[i] = append(who[i], r.Short.Text)
	}
	for i := range notes {
		notes[i] = strings.Join(who[i], "、") + "：" + notes[i]
	}
	return notes
}

// unitPath is the address of one unit in one month.
func unitPath(p model.Period, r model.Region) string { return monthPath(p) + r.ID + "/" }

// regionPath is the address of one region in one month; the whole has that of the month itself.
func regionPath(p model.Period, r model.Region) string {
	if r.Parent == "" {
		return monthPath(p)
	}
	return unitPath(p, r)
}

// monthPath is the address of one month.
func monthPath(p model.Period) string { return "/progress/" + p.String() + "/" }
