package web

import (
	"strings"

	"gongkai/generator/compose"
	"gongkai/generator/model"
)

// services plans the package of each unit: everything that is needed, from the citizen's situation.
func services(s *site) []page {
	var pages []page
	for _, r := range s.Regions {
		name := placeName(r)
		p := page{
			Path:        servicePath(r.ID),
			Column:      "services",
			Title:       name + "办事服务",
			Description: name + "失业人员和企业从自己的情况开始：先做什么、可能享受什么、打哪个电话、到哪里办。",
			Pos:         r.Name.Pos,
			Template:    "service",
			View:        func(x *rendering) any { return x.service(r) },
		}
		if s.Site.BaseURL != "" {
			p.Feed = feedPath(r.ID)
		}
		if r.ID != s.Root().ID {
			p.Crumbs = []crumb{s.crumb("services")}
		} else {
			p.Found = s.steps()
		}
		pages = append(pages, p)
	}
	return pages
}

// steps is the text of all situations, for search: it is the same for every unit.
func (s *site) steps() string {
	var b strings.Builder
	for _, x := range s.Situations {
		for _, t := range append([]model.Text{x.Name, x.Lead}, x.Steps...) {
			b.WriteString(t.Text)
		}
	}
	return b.String()
}

func servicePath(region string) string { return "/services/" + region + "/" }

// serviceView is the view of service.html.
type serviceView struct {
	Name         string
	City         bool
	Regions      filter
	AsOf         model.Date
	Calls        []call
	Situations   []situation
	Groups       []officeGroup // the unit's offices where people can have something done
	Institutions string
	Fairs        []fairItem
	Trainings    []trainingItem
	Progress     []progressLine
	Period       string
	ProgressPath string
	Announcement *entry
	Card         download // one page for a notice board
	Holidays     holidays
	Calendar     string // of fairs and deadlines
}

// upcoming is how many fairs and trainings the package shows; all are on the pages of these.
const upcoming = 6

func (s *rendering) service(r model.Region) serviceView {
	v := serviceView{
		Name:         placeName(r),
		City:         r.ID == s.Root().ID,
		Regions:      s.regionFilter("/services/", r.ID, false),
		AsOf:         s.Site.AsOf,
		Calls:        s.calls(),
		Groups:       []officeGroup{{r.ID, placeName(r), s.kindName(r), s.useful(r.ID)}},
		Institutions: "/institutions/" + r.ID + "/",
		Fairs:        s.comingFairs(r.ID),
		Holidays:     s.holidays(),
		Calendar:     unitCalendar(r.ID),
		Card:         s.download("/"+compose.CardPath(r), "公示栏张贴用的服务卡"),
	}
	for _, x := range s.Situations {
		v.Situations = append(v.Situations, s.situation(x, r))
	}
	v.Fairs = v.Fairs[:min(len(v.Fairs), upcoming)]
	for _, t := range s.sortedTrainings() {
		if len(v.Trainings) < upcoming && s.canApply(t) && s.concerns(t.Region, r.ID) {
			v.Trainings = append(v.Trainings, s.trainingItem(t))
		}
	}
	if p := s.Newest(); p != (model.Period{}) {
		v.Period = p.Words()
		v.Progress = s.progressLines(p, r.ID)
		v.ProgressPath = regionPath(p, r)
	}
	for _, a := range s.articles(model.AnnouncementArticle) {
		if a.ID == "service-"+r.ID {
			v.Announcement = &entry{Path: articlePath(a), Name: a.Title.Text, Sample: a.Sample}
		}
	}
	return v
}

// progressLine is one indicator of the unit in the newest month.
type progressLine struct {
	Name   string
	Path   string
	Figure model.Cell // the figure that the indicator is decisive by
	Label  label
}

// decisive names the figure that a rule looks at.
var decisive = map[model.Rule]string{
	model.Reach: "rate", model.RatioFloor: "rate", model.Zero: "stock", model.Monthly: "count", model.Coverage: "rate",
}

func (s *site) progressLines(p model.Period, region string) []progressLine {
	var list []progressLine
	for _, x := range s.Indicators {
		j, ok := s.Judgement(x.ID, p, region)
		if !ok {
			continue
		}
		list = append(list, progressLine{
			Name:   x.Name.Text,
			Path:   "/indicators/" + x.ID + "/",
			Figure: s.Figure(j, decisive[x.Rule]),
			Label:  statusLabel(j),
		})
	}
	return list
}
