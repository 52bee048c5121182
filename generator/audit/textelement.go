package audit

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// element is an open element.
type element struct {
	name    string
	class   string
	key     string // of the figure that it, or what is around it, stands for
	prose   bool   // an editor wrote what stands in it
	was     string // the figure that was corrected and stands in it as it was
	formula bool
	drawing *sketch
	axis    bool   // it is the scale of a chart
	rank    bool   // it counts the rows of a table
	main    bool   // it belongs to what a bulletin says
	tally   string // it counts cells
	loose   bool   // its numbers are made of cells: formulas, words of charts
	given   bool   // it holds a date, a telephone number or code
	data    *strings.Builder
	value   string
}

// elementOf is an element inside of another one, from which it has what holds for all that stands in it.
func elementOf(name string, attributes map[string]string, up element) element {
	class := attributes["class"]
	among := func(name string) bool { return slices.Contains(strings.Fields(class), name) }
	_, written := attributes["data-prose"]
	formula := name == "dd" && class == "f"
	e := element{
		name: name, class: class, key: up.key, tally: attributes["data-tally"], data: up.data, value: up.value, drawing: up.drawing,
		prose:   up.prose || written,
		was:     cmp.Or(attributes["data-was"], up.was),
		formula: up.formula || formula,
		loose:   up.loose || formula || name == "svg" || among("chart"),
		axis:    up.axis || among("axis"),
		given:   up.given || strings.HasPrefix(attributes["href"], "tel:"),
		rank:    name == "td" && class == "rank",
		main:    up.main || name == "article" && among("bulletin"),
	}
	if own, keyed := attributes["data-key"]; keyed {
		e.key = own
	}
	if name == "data" {
		e.data, e.value = new(strings.Builder), attributes["value"]
	}
	if name == "svg" && up.drawing == nil {
		e.drawing = &sketch{kind: strings.Split(class, " ")[0]}
	}
	return e
}

// start judges the beginning of an element.
func (p *page) start(t html.Token, closed bool) {
	if !slices.Contains(inside, t.Data) {
		p.flush()
	}
	attributes := map[string]string{}
	for _, a := range t.Attr {
		attributes[a.Key] = a.Val
	}
	e := elementOf(t.Data, attributes, *p.top())
	p.twin.found = p.twin.found || e.main
	if t.Data != "svg" || p.top().drawing != nil {
		p.part(t, e, attributes)
	}
	key, keyed := attributes["data-key"]
	if t.Data == "data" && !keyed {
		p.found(p.line, "有没有写明出处的 <data>")
	}
	p.mark(t, e.prose)
	if !e.prose {
		p.attributes(t)
	}
	p.gridStart(t.Data, attributes["data-l"])
	if t.Data == "data" && p.grid != nil && p.grid.open != nil {
		p.grid.open.keys = append(p.grid.open.keys, key)
	}
	switch t.Data {
	case "tbody":
		p.rows = 0
	case "tr":
		p.rows++
	}
	if e.class == "trk" {
		p.track = attributes["width"]
	}
	if e.class == "plan" {
		p.plan = attributes["d"]
	}
	if t.Data != "data" {
		p.shape(t, e, attributes, e.drawing)
	}
	if closed || slices.Contains(void, t.Data) {
		return
	}
	p.open = append(p.open, e)
}

// spoken are the attributes that people read or hear.
var spoken = []string{"alt", "title", "aria-label", "aria-description", "content", "placeholder", "summary", "label", "value"}

func (p *page) attributes(t html.Token) {
	for _, a := range t.Attr {
		if _, known := p.cells[a.Val]; a.Key == "data-key" || a.Key == "data-was" {
			if !known {
				p.found(p.line, "%s 不是公开数据里的数据项", a.Key)
			}
			continue
		}
		if liveForms[a.Key] != nil { // judged by mark, in prose too
			continue
		}
		data := strings.HasPrefix(a.Key, "data-")
		if !data && !slices.Contains(spoken, a.Key) || t.Data == "data" && a.Key == "value" {
			continue
		}
		if a.Key == "content" && t.Data == "meta" && (t.Attr[0].Key == "http-equiv" || t.Attr[0].Val == "viewport" || t.Attr[0].Val == "theme-color" && slices.Contains(papers, a.Val)) {
			continue
		}
		if a.Key == "aria-label" && (strings.Contains(p.top().class, "chart") || isChart(t)) {
			p.twin.alts = append(p.twin.alts, a.Val)
			p.madeOf(p.line, "图的说明里", a.Val)
			continue
		}
		p.repeats(p.line, a.Key+" 里", a.Val)
	}
}

// papers are the colours of the paper, of which a browser makes the frame of a page.
var papers = []string{"#fdfcf9", "#191614"}

func isChart(t html.Token) bool {
	return slices.ContainsFunc(t.Attr, func(a html.Attribute) bool { return a.Key == "role" && a.Val == "img" })
}
