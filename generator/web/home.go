package web

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"gongkai/generator/model"
)

// home plans the first page.
func home(s *site) []page {
	return []page{{
		Path:        "/",
		Column:      "home",
		Title:       s.Site.Name.Text,
		H1:          "先选一种情况，看能得到什么帮助",
		Description: "失业了怎么办：从您的情况开始，看打给谁、可能享受什么、带什么、到哪里办、什么时候截止；查各区市、开发区的帮扶进展。",
		AsOf:        s.Site.AsOf,
		Pos:         s.Site.Name.Pos,
		Template:    "home",
		View:        func(r *rendering) any { return r.home() },
	}}
}

// homeView is the view of home.html.
type homeView struct {
	Situations    []situationLink
	Check         string // /policies/check/, empty without questions
	Calls         []call
	Progress      []homeProgress
	Others        []overviewRow
	Newest        crumb
	Bulletin      download
	Announcements []dated
	Coming        []dated
	Services      []crumb
}

// call is a hotline that anybody may ring.
type call struct{ Name, Phone, What string }

type situationLink struct{ Path, Name, Lead string }

// homeProgress is one target of the city and the units that are behind it.
type homeProgress struct {
	reach
	Behind []behindUnit
}

type behindUnit struct {
	Path string
	Name string
	Lead model.Cell
}

// dated is an entry of a list by date.
type dated struct {
	Date model.Date
	Path string
	Name string
	Note string
	Time string // the day in words, of what is to come
}

// listed is how many announcements the first page shows.
const listed = 5

func (r *rendering) home() homeView {
	v := homeView{Calls: r.calls(), Announcements: r.announced(), Coming: r.coming()}
	root := r.Root()
	for _, x := range r.Situations {
		v.Situations = append(v.Situations, situationLink{"/services/" + root.ID + "/#" + x.ID, x.Name.Text, x.Lead.Text})
	}
	if len(r.Questions) > 0 {
		v.Check = "/policies/check/"
	}
	for _, unit := range r.Below() {
		v.Services = append(v.Services, crumb{"/services/" + unit.ID + "/", unit.Short.Text})
	}
	if len(r.Periods) == 0 {
		return v
	}
	p := r.Newest()
	v.Newest = crumb{monthPath(p), p.Words()}
	v.Bulletin = r.download(pdfPath(p, root), p.Words()+"通报（PDF）")
	for _, ind := range r.Indicators {
		if ind.Rule != model.Reach {
			v.Others = append(v.Others, r.overviewRow(ind, p))
		}
	}
	for _, a := range r.aims(p) {
		h := homeProgress{reach: r.reach(a, p, root)}
		for _, row := range r.ranking(a, p, root).Rows {
			if s := row.Judgement.Status; s == model.Behind || s == model.FarBehind || s == model.Missed {
				h.Behind = append(h.Behind, behindUnit{row.Path, row.Region.Short.Text, row.Lead})
			}
		}
		slices.Reverse(h.Behind)
		v.Progress = append(v.Progress, h)
	}
	return v
}

// calls returns the channels that serve every unit and have a phone.
func (r *rendering) calls() []call {
	var calls []call
	for _, c := range r.Channels {
		if c.Phone != "" && len(c.Region) == 0 {
			if slices.ContainsFunc(calls, func(k call) bool { return k.Phone == c.Phone }) {
				continue
			}
			calls = append(calls, call{c.Name.Text, c.Phone, c.What.Text})
		}
	}
	return calls[:min(len(calls), 2)]
}

// announced returns the newest dated announcements and documents.
func (r *rendering) announced() []dated {
	var list []dated
	for i := range r.plan {
		p := &r.plan[i]
		if p.Content && (p.Column == "announcements" || p.Column == "documents") {
			if day := p.Day(); day.Stated() && day.Compare(r.Site.AsOf) <= 0 {
				list = append(list, dated{Date: day, Path: p.Path, Name: p.Title})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b dated) int { return b.Date.Compare(a.Date) })
	return list[:min(len(list), listed)]
}

// coming returns the next job fairs, ends of application and trainings from the day of publication on.
func (r *rendering) coming() []dated {
	today := r.Site.AsOf
	var fairs, ends, trainings []dated
	for _, f := range r.Fairs {
		if day := model.DateOf(f.Start); day.Compare(today) >= 0 {
			item := r.fairItem(f)
			note := strings.TrimSuffix(item.Time+"，"+item.Place, "，")
			fairs = append(fairs, dated{day, "/fairs/#" + f.ID, item.Name, note, r.dayName(day)})
		}
	}
	for _, p := range r.Policies {
		if p.ApplyUntil.Stated() && p.ApplyUntil.Compare(today) >= 0 {
			ends = append(ends, dated{p.ApplyUntil, "/policies/" + p.ID + "/", p.Name.Text + "申请截止", "", r.dayName(p.ApplyUntil)})
		}
	}
	for _, t := range r.Trainings {
		if t.ApplyEnd.Stated() && t.ApplyEnd.Compare(today) >= 0 {
			trainings = append(trainings, dated{t.ApplyEnd, "/trainings/#" + t.ID, t.Name.Text + "报名截止", t.Provider.Text, r.dayName(t.ApplyEnd)})
		}
	}
	var list []dated
	for _, kind := range [][]dated{fairs, ends, trainings} {
		sortDated(kind)
		list = append(list, kind[:min(len(kind), nearest)]...)
	}
	sortDated(list)
	return list
}

// nearest is how many fairs, ends of application and trainings the first page shows of each.
const nearest = 2

// sortDated puts the nearest first; on one day by address.
func sortDated(list []dated) {
	slices.SortStableFunc(list, func(a, b dated) int { return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.Path, b.Path)) })
}

// dayName is a day to come as people say it: 12月3日 周六; with the year when it is another one than now.
func (s *site) dayName(d model.Date) string {
	words := fmt.Sprintf("%d月%d日 周%s", d.Month, d.Day, strings.TrimPrefix(weekdayWords(d), "星期"))
	if d.Year != s.Site.AsOf.Year {
		return fmt.Sprintf("%d年", d.Year) + words
	}
	return words
}

// clock is a time of day in tables: 8:30.
func clock(t time.Time) string { return strings.TrimPrefix(t.In(model.Beijing).Format("15:04"), "0") }
