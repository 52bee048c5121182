package web

import (
	"slices"
	"strings"

	"gongkai/generator/model"
	"gongkai/generator/prose"
)

// channels plans 失业求助渠道、求职渠道.
func channels(s *site) []page {
	c := s.column("channels")
	return []page{{
		Path:        c.Path,
		Column:      c.ID,
		Title:       c.Name,
		Description: "失业了找谁求助、到哪里找工作：电话、网址、办理时间。",
		Found:       s.ways(),
		Template:    "channels",
		View:        func(*rendering) any { return s.channels() },
	}}
}

// channelsView is the view of channels.html.
type channelsView struct{ Groups []channelGroup }

type channelGroup struct {
	ID, Name, Lead string
	Items          []channelItem
}

// ways is the text of all channels, for search.
func (s *site) ways() string {
	var b strings.Builder
	for _, c := range s.Channels {
		b.WriteString(c.Name.Text + c.Phone + "：" + c.What.Text)
	}
	return b.String()
}

// channelItem is a way to ask for help or to look for work.
type channelItem struct {
	Name, Phone, URL string
	External         bool
	Hours, What      string
	Places           []string // empty = everywhere
	Sample           bool
}

// channelKinds are the two lists that the notice asks for (第四条).
var channelKinds = []struct{ id, name, lead string }{
	{"help", "失业求助渠道", "没了工作、生活困难、不知道找谁，从这里问起。"},
	{"jobs", "求职渠道", "找岗位、找零工、参加招聘会，从这里找起。"},
}

func (s *site) channels() channelsView {
	var v channelsView
	for _, k := range channelKinds {
		g := channelGroup{ID: k.id, Name: k.name, Lead: k.lead}
		for _, c := range s.Channels {
			if c.Kind == k.id {
				g.Items = append(g.Items, s.channelItem(c))
			}
		}
		v.Groups = append(v.Groups, g)
	}
	return v
}

func (s *site) channelItem(c model.Channel) channelItem {
	item := channelItem{Name: c.Name.Text, Phone: c.Phone, URL: c.URL, External: prose.External(c.URL),
		Hours: c.Hours.Text, What: c.What.Text, Sample: c.Sample}
	for _, id := range c.Region {
		item.Places = append(item.Places, s.regionName(id))
	}
	return item
}

// reaches reports whether a channel serves a region or a part of it; the city page shows all.
func (s *site) reaches(c model.Channel, region string) bool {
	return len(c.Region) == 0 || slices.ContainsFunc(c.Region, func(id string) bool { return s.concerns(id, region) })
}
