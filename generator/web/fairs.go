package web

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/model"
)

// fairs plans the calendar of 专场招聘会.
func fairs(s *site) []page {
	c := s.column("fairs")
	return []page{{
		Path:        c.Path,
		Column:      c.ID,
		Title:       "专场招聘会",
		Description: "面向失业人员的专场招聘会：日期、地点、形式；可以订阅到手机日历。",
		Template:    "fairs",
		View:        func(*rendering) any { return s.fairs() },
	}}
}

// fairsView is the view of fairs.html.
type fairsView struct {
	AsOf    model.Date
	Regions filter   // to those of one unit
	Weekday []string // heads of the calendar
	Coming  []fairMonth
	Past    []fairMonth // newest first
	Held    int         // fairs in Past
}

type fairMonth struct {
	ID, Name string
	Items    []fairItem
	List     [][]calendarDay // the month from Monday to Sunday
}

// calendarDay is a cell of the calendar; outside of the month it is empty.
type calendarDay struct {
	Day  model.Date
	Time string // the day of the month
	Path string // the first fair of the day
	Note string // where the fairs are held
}

// fairItem is a job fair in a list.
type fairItem struct {
	ID, Name, Place, Host, Mode, Content, Phone string
	Until                                       string // the last day, of one to come
	Day                                         model.Date
	Weekday, Time                               string // 12月3日 周六, 9:00—11:30
	Held                                        string // the unit
	Sample                                      bool
}

func (s *site) fairs() fairsView {
	v := fairsView{AsOf: s.Site.AsOf, Regions: s.serviceFilter("#fairs"), Weekday: strings.Split("一二三四五六日", "")}
	for _, f := range s.sortedFairs() {
		months := &v.Coming
		if s.isPast(f) {
			months = &v.Past
			v.Held++
		}
		period := model.DateOf(f.Start).Period()
		if len(*months) == 0 || (*months)[len(*months)-1].ID != monthID(period, s.isPast(f)) {
			*months = append(*months, fairMonth{ID: monthID(period, s.isPast(f)), Name: period.Words()})
		}
		m := &(*months)[len(*months)-1]
		m.Items = append(m.Items, s.fairItem(f))
	}
	slices.Reverse(v.Past)
	for i := range v.Coming {
		v.Coming[i].List = s.weeks(v.Coming[i].Items)
	}
	return v
}

// weeks lays out the month of fairs as a calendar.
func (s *site) weeks(items []fairItem) [][]calendarDay {
	first := items[0].Day
	first.Day = 1
	var weeks [][]calendarDay
	week := make([]calendarDay, (int(first.Weekday())+6)%7, 7)
	for day := first; day.Period() == first.Period(); day = day.Next() {
		cell := calendarDay{Day: day, Time: fmt.Sprint(day.Day)}
		for _, x := range items {
			switch {
			case x.Day != day:
			case cell.Path == "":
				cell.Path, cell.Note = "#"+x.ID, x.Held
			case !strings.Contains(cell.Note, x.Held):
				cell.Note += "、" + x.Held
			}
		}
		if week = append(week, cell); len(week) == 7 {
			weeks, week = append(weeks, week), nil
		}
	}
	if len(week) > 0 {
		weeks = append(weeks, append(week, make([]calendarDay, 7-len(week))...))
	}
	return weeks
}

// monthID is the anchor of a month; the month of publication may stand in both lists.
func monthID(p model.Period, past bool) string {
	if past {
		return "past-" + p.String()
	}
	return p.String()
}

// sortedFairs returns the fairs by time, then id.
func (s *site) sortedFairs() []model.JobFair {
	list := slices.Clone(s.Fairs)
	slices.SortStableFunc(list, func(a, b model.JobFair) int { return a.Start.Compare(b.Start) })
	return list
}

// isPast reports whether a fair was over before the day of publication.
func (s *site) isPast(f model.JobFair) bool {
	last := f.End
	if last.IsZero() {
		last = f.Start
	}
	return model.DateOf(last).Compare(s.Site.AsOf) < 0
}

func (s *site) fairItem(f model.JobFair) fairItem {
	day := model.DateOf(f.Start)
	item := fairItem{
		ID: f.ID, Name: f.Name.Text, Place: f.Place.Text, Host: f.Host.Text, Mode: f.Mode.Text,
		Content: f.Content.Text, Phone: f.Phone, Day: day, Weekday: s.dayName(day),
		Held: s.regionName(f.Region), Sample: f.Sample,
	}
	switch {
	case s.isPast(f): // its list says so
	case f.End.IsZero():
		item.Until = day.String()
	default:
		item.Until = model.DateOf(f.End).String()
	}
	item.Time = clock(f.Start)
	switch {
	case f.End.IsZero():
	case model.DateOf(f.End) == day:
		item.Time += "—" + clock(f.End)
	default:
		item.Time += "至" + model.DateOf(f.End).String() + " " + clock(f.End)
	}
	return item
}

// comingFairs returns the fairs that are not over and concern a region.
func (s *site) comingFairs(region string) []fairItem {
	var list []fairItem
	for _, f := range s.sortedFairs() {
		if !s.isPast(f) && s.concerns(f.Region, region) {
			list = append(list, s.fairItem(f))
		}
	}
	return list
}

// concerns reports whether what a region holds is of use to people of another: it is held there, in a part of it, or by
// a region above it. Without a region it concerns all.
func (s *site) concerns(held, region string) bool {
	return held == "" || s.Within(held, region) || s.Within(region, held)
}
