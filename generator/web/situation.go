package web

import (
	"html/template"
	"slices"
	"strings"

	"gongkai/generator/model"
)

// situation is one section of the package of a unit. It answers, in this order, what people ask: whom to call, what may
// fit, what to bring, where to go, until when; the steps follow.
type situation struct {
	ID, Name, Lead string
	Urgent         template.HTML // for those who cannot wait
	Calls          []channelItem // by phone
	Policies       []policyItem
	Materials      []claim // what to bring
	Ways           []channelItem
	Places         []claim  // where a policy says to go
	Offices        []office // of the unit, that do what the situation is about
	Units          []crumb  // of the city: the same situation in each unit
	Until          []dated  // last days to apply, and the next fairs
	Silent         struct{ Materials, Places, Until bool }
	Steps          []string
}

// claim is what one policy says.
type claim struct{ Path, Name, Text string }

func (s *rendering) situation(x model.Situation, region model.Region) situation {
	v := situation{ID: x.ID, Name: x.Name.Text, Lead: x.Lead.Text, Urgent: s.urgent(x), Steps: stated(x.Steps...)}
	atTop := s.calls()
	for _, c := range s.Channels {
		switch item := s.channelItem(c); {
		case !slices.Contains(x.Channels, c.ID) || !s.reaches(c, region.ID):
		case c.Phone != "":
			if slices.ContainsFunc(atTop, func(k call) bool { return k.Phone == c.Phone }) {
				item.What = "" // the top of the page says it
			}
			v.Calls = append(v.Calls, item)
		case c.URL != s.column("institutions").Path || len(s.Institutions) == 0: // the offices themselves stand there
			v.Ways = append(v.Ways, item)
		}
	}
	about := v.Name + v.Lead + strings.Join(v.Steps, "")
	for _, id := range x.Policies {
		p, ok := s.Policy(id)
		if !ok || past(p) {
			continue
		}
		item := s.policyItem(p)
		item.Content = firstSentence(item.Content)
		v.Policies = append(v.Policies, item)
		about += item.Name
		v.Materials = append(v.Materials, claims(item, strings.Join(stated(p.Materials...), "、"))...)
		v.Places = append(v.Places, claims(item, p.Where.Text)...)
		if p.ApplyUntil.Stated() {
			v.Until = append(v.Until, dated{p.ApplyUntil, item.Path, p.Name.Text + "申请截止", "", s.dayName(p.ApplyUntil)})
		}
	}
	n := len(v.Policies)
	v.Silent.Materials, v.Silent.Places, v.Silent.Until = len(v.Materials) < n, len(v.Places) < n, len(v.Until) < n
	v.Offices = s.officesFor(region.ID, about, v.Calls)
	if !region.Leaf {
		for _, unit := range s.Below() {
			v.Units = append(v.Units, crumb{servicePath(unit.ID) + "#" + x.ID, unit.Short.Text})
		}
	}
	v.Until = append(v.Until, s.dates(v, region.ID)...)
	return v
}

// urgent is what the situation says to those who cannot wait; empty for most.
func (s *rendering) urgent(x model.Situation) template.HTML {
	if !x.Urgent.Stated() {
		return ""
	}
	return s.prose(x.Urgent)
}

// firstSentence is what a list says of a policy that has a page of its own.
func firstSentence(text string) string {
	if first, _, more := strings.Cut(text, "。"); more {
		return first + "。"
	}
	return text
}

func claims(p policyItem, text string) []claim {
	if text == "" {
		return nil
	}
	return []claim{{p.Path, p.Name, text}}
}

// officesFor returns the offices of a unit that do what a text is about, or answer the phone that it says to call first.
func (s *site) officesFor(region, about string, calls []channelItem) []office {
	var list []office
	for _, x := range s.Institutions {
		fits := x.Phone != "" && len(calls) > 0 && x.Phone == calls[0].Phone
		for _, service := range x.Services {
			fits = fits || strings.Contains(about, service)
		}
		if fits && x.Region == region {
			list = append(list, s.office(x))
		}
	}
	return list
}

// dates returns the nearest fairs for whom the situation sends there, and the nearest ends of registration for whom it is
// first of all about training.
func (s *site) dates(v situation, region string) []dated {
	var list []dated
	if slices.ContainsFunc(v.Ways, func(c channelItem) bool { return c.URL == s.column("fairs").Path }) {
		for _, f := range s.comingFairs(region) {
			list = append(list, dated{f.Day, "/fairs/#" + f.ID, f.Name, strings.TrimSuffix(f.Time+"，"+f.Place, "，"), f.Weekday})
		}
	}
	if len(v.Policies) > 0 && s.trains(v.Policies[0]) {
		for _, t := range s.sortedTrainings() {
			if t.ApplyEnd.Stated() && s.canApply(t) && s.concerns(t.Region, region) {
				list = append(list, dated{t.ApplyEnd, "/trainings/#" + t.ID, t.Name.Text + "报名截止", "", s.dayName(t.ApplyEnd)})
			}
		}
	}
	return list[:min(len(list), nearest)]
}

// trains reports whether a policy is one of 职业培训.
func (s *site) trains(item policyItem) bool {
	return slices.ContainsFunc(s.Policies, func(p model.Policy) bool { return policyPath(p) == item.Path && p.Category == "training" })
}
