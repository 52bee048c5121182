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
	Calls   []Call
	Cases   []Case
	Offices []OfficeLine
	URL     string   // of the page with everything; empty without an address of the site
	Foot    []string // below: since when, by whom
	AsOf    model.Date
	Sample  bool
	Names   []string
}

// Words that cards bring along.
const (
	CallsTag   = "不知道找谁，先打电话"
	CasesTag   = "您是哪种情况"
	OfficesTag = "到哪里办"
	ScanTag    = "扫一扫，看全部政策、招聘会和培训"
)

// Texts are the texts of a card as a reader comes across them.
func (c Card) Texts() []model.Text {
	var list []model.Text
	own := func(texts ...string) { list = append(list, unplaced(texts)...) }
	if c.Sample {
		own(SampleMark)
	}
	own(c.Title)
	if len(c.Calls) > 0 {
		own(CallsTag)
	}
	for _, x := range c.Calls {
		list = append(list, model.Text{Pos: x.Name.Pos, Text: x.Phone}, x.Name, x.What)
	}
	if len(c.Cases) > 0 {
		own(CasesTag)
	}
	for _, x := range c.Cases {
		list = append(list, x.Name, x.Lead)
	}
	if len(c.Offices) > 0 {
		own(OfficesTag)
	}
	for _, o := range c.Offices {
		list = append(list, o.Name)
		list = append(list, o.Way...)
	}
	if c.URL != "" {
		own(ScanTag, c.URL)
	}
	own(c.Foot...)
	return list
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
	Way  Lines // address, telephone, hours; without a place in the input if it is missing
}

// Card arranges the card of one unit.
func (c *Composer) Card(region model.Region) Card {
	s := c.sheet(placeName(region).Text + "失业帮扶服务卡")
	card := Card{
		Title: s.Title, URL: c.address("/services/" + region.ID + "/"), Foot: s.Lead, AsOf: s.AsOf, Sample: s.Sample, Names: s.Names,
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
	phone := Lines{{Text: "电话" + missing}}
	if x.Phone != "" {
		phone = Lines{{Pos: x.Name.Pos, Text: "电话" + x.Phone}}
	}
	o.Way = append(append(lines(x.Address).or("地址"+missing), phone...), lines(x.Hours.Words).or("时间"+missing)...)
	return o
}
