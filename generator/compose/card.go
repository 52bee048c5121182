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
	Hours   model.Text // that the offices share
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
		list = append(list, lines(c.Hours)...)
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
	Way  Lines // address, telephone, hours if they are its own
}

// Card arranges the card of one unit.
func (c *Composer) Card(region model.Region) Card {
	s := c.sheet(placeName(region, c.rel.Root()) + "失业帮扶服务卡")
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
	var offices []model.Institution
	for _, x := range c.rel.Institutions {
		// Without an address, a telephone and hours it is no place to go to; 12345 stands above.
		if x.Region == region.ID && (x.Address.Stated() || x.Phone != "" || x.Hours.Words.Stated()) {
			offices = append(offices, x)
		}
	}
	card.Hours = commonHours(offices)
	for _, x := range offices {
		card.Offices = append(card.Offices, officeLine(x, card.Hours))
	}
	return card
}

// commonHours are the hours that most of several offices share: the card says them once, and others beside their office.
func commonHours(offices []model.Institution) model.Text {
	var common model.Text
	most := 1
	for _, x := range offices {
		n := 0
		for _, other := range offices {
			if other.Hours.Words.Text == x.Hours.Words.Text {
				n++
			}
		}
		if x.Hours.Words.Stated() && n > most && 2*n > len(offices) {
			common, most = x.Hours.Words, n
		}
	}
	return common
}

// officeLine says of an office what is known. Nobody who stands before a notice board is helped by what is yet to be said.
func officeLine(x model.Institution, common model.Text) OfficeLine {
	o := OfficeLine{Name: x.Name, Way: lines(x.Address)}
	if x.Sample {
		o.Name.Text += "（示例）"
	}
	phone := "先打12345"
	if x.Phone != "" {
		phone = "电话" + x.Phone
	}
	o.Way = append(o.Way, model.Text{Pos: x.Name.Pos, Text: phone})
	if hours := x.Hours.Words; hours.Text != common.Text {
		o.Way = append(o.Way, lines(hours)...)
	}
	return o
}
