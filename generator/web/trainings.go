package web

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/model"
)

// trainings plans 培训项目目录.
func trainings(s *site) []page {
	c := s.column("trainings")
	return []page{{
		Path:        c.Path,
		Column:      c.ID,
		Title:       "培训项目目录",
		Description: "面向登记失业人员的特色培训项目：学什么、谁能学、收不收费、什么时候报名。",
		Found:       s.courses(),
		Template:    "trainings",
		View:        func(*rendering) any { return s.trainings() },
	}}
}

// courses names all trainings, for search.
func (s *site) courses() string {
	var b strings.Builder
	for _, t := range s.Trainings {
		b.WriteString(t.Name.Text + "：" + t.Content.Text + "；" + t.Audience.Text + "；收费：" + t.Fee.Text + "；")
	}
	return b.String()
}

// trainingsView is the view of trainings.html.
type trainingsView struct {
	AsOf    model.Date
	Regions filter // to those of one unit
	Phone   string // of all that are open, empty if they differ
	Open    []trainingItem
	Closed  []trainingItem
}

// trainingItem is a training in a list; empty texts are shown as not stated.
type trainingItem struct {
	ID                     string
	Name, Place, Provider  string
	Content, Audience, Fee string
	Hours                  string
	Start, ApplyEnd        string
	Phone                  string
	Usual                  bool // its phone is that of all
	Sample                 bool
}

func (s *site) trainings() trainingsView {
	v := trainingsView{AsOf: s.Site.AsOf, Regions: s.serviceFilter("#trainings")}
	for _, t := range s.sortedTrainings() {
		if s.canApply(t) {
			v.Open = append(v.Open, s.trainingItem(t))
		} else {
			v.Closed = append(v.Closed, s.trainingItem(t))
		}
	}
	v.Phone = samePhone(v.Open)
	for _, list := range [][]trainingItem{v.Open, v.Closed} {
		for i := range list {
			list[i].Usual = v.Phone != "" && list[i].Phone == v.Phone
		}
	}
	return v
}

// samePhone is the phone of all trainings of a list; empty if they differ.
func samePhone(list []trainingItem) string {
	for _, x := range list {
		if x.Phone != list[0].Phone {
			return ""
		}
	}
	if len(list) == 0 {
		return ""
	}
	return list[0].Phone
}

// sortedTrainings returns the trainings by the last day to apply; those without one come last, as they can wait.
func (s *site) sortedTrainings() []model.Training {
	list := slices.Clone(s.Trainings)
	slices.SortStableFunc(list, func(a, b model.Training) int {
		switch {
		case !a.ApplyEnd.Stated() || !b.ApplyEnd.Stated():
			return b.ApplyEnd.Compare(a.ApplyEnd) // one of them, or both, is zero
		default:
			return a.ApplyEnd.Compare(b.ApplyEnd)
		}
	})
	return list
}

// canApply reports whether one may still ask for a place: until the last day to apply, else until the course begins.
func (s *site) canApply(t model.Training) bool {
	last := t.ApplyEnd
	if !last.Stated() {
		last = t.Start
	}
	return !last.Stated() || last.Compare(s.Site.AsOf) >= 0
}

func (s *site) trainingItem(t model.Training) trainingItem {
	item := trainingItem{
		ID: t.ID, Name: t.Name.Text, Place: s.regionName(t.Region), Provider: t.Provider.Text,
		Content: t.Content.Text, Audience: t.Audience.Text, Fee: t.Fee.Text,
		Start: t.Start.String(), ApplyEnd: t.ApplyEnd.String(), Phone: t.Phone, Sample: t.Sample,
	}
	if t.Hours > 0 {
		item.Hours = fmt.Sprintf("%d学时", t.Hours)
	}
	return item
}
