package compose

import (
	"slices"

	"gongkai/generator/model"
)

// CardPath is the place of a unit's card for a notice board in the site.
func CardPath(region model.Region) string { return "services/" + region.ID + "/card.pdf" }

// Card is one page for a notice board: whom to call, where to start, where to go.
type Card struct {
	Title   string
	Lead    string
	Calls   []Call
	Cases   []Case
	Offices []OfficeLine
	URL     string   // of the page with everything; empty without an address of the site
	Foot    []string // below: since when, by whom
	AsOf    model.Date
	Sample  bool
	Names   []string
}

// Call is a hotline.
type Call struct {
	Phone      string
	Name, What model.Text
}

// Case is where a citizen starts, and what comes first.
type Case struct{ Name, Lead model.Text }

// OfficeLine is an office with the way to it.
type OfficeLine struct {
	Name model.Text
	Way  Lines // address, hours, telephone
}

// Card arranges the card of one unit.
func (c *Composer) Card(region model.Region) Card {
	s := c.sheet(placeName(region).Text + "失业帮扶服务卡")
	card := Card{
		Title: s.Title, Lead: "从您的情况开始。不知道属于哪一种，或者情况紧急，直接打电话。",
		URL: c.address("/services/" + region.ID + "/"), Foot: s.Lead, AsOf: s.AsOf, Sample: s.Sample, Names: s.Names,
	}
	for _, x := range c.rel.Channels {
		if x.Kind == "help" && x.Phone != "" && (len(x.Region) == 0 || slices.Contains(x.Region, region.ID)) {
			card.Calls = append(card.Calls, Call{x.Phone, x.Name, x.What})
		}
	}
	for _, x := range c.rel.Situations {
		card.Cases = append(card.Cases, Case{x.Name, x.Lead})
	}
	for _, x := range c.rel.Institutions {
		if x.Region == region.ID {
			card.Offices = append(card.Offices, officeLine(x))
		}
	}
	return card
}

func officeLine(x model.Institution) OfficeLine {
	o := OfficeLine{Name: x.Name}
	if x.Sample {
		o.Name.Text += "（示例）"
	}
	for _, part := range []struct {
		name string
		text model.Text
	}{{"地址", x.Address}, {"时间", x.Hours.Words}, {"电话", model.Text{Pos: x.Name.Pos, Text: x.Phone}}} {
		if !part.text.Stated() {
			part.text.Text = missing
		}
		o.Way = append(o.Way, model.Text{Pos: part.text.Pos, Text: part.name + "：" + part.text.Text})
	}
	return o
}
