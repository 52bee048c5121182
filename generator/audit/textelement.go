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
func elementOf(t *startTag, up *element) element {
	name, class := t.token.Data, t.attributes["class"]
	_, written := t.attributes["data-prose"]
	formula := name == "dd" && class == "f"
	e := element{
		name: name, class: class, key: up.key, tally: t.attributes["data-tally"], data: up.data, value: up.value, drawing: up.drawing,
		prose:   up.prose || written,
		was:     cmp.Or(t.attributes["data-was"], up.was),
		formula: up.formula || formula,
		loose:   up.loose || formula || name == "svg" || t.chart,
		axis:    up.axis || t.axis,
		given:   up.given || strings.HasPrefix(t.attributes["href"], "tel:"),
		rank:    name == "td" && class == "rank",
		main:    up.main || name == "article" && t.bulletin,
	}
	if own, keyed := t.attributes["data-key"]; keyed {
		e.key = own
	}
	if name == "data" {
		e.data, e.value = new(strings.Builder), t.attributes["value"]
	}
	if name == "svg" && up.drawing == nil {
		e.drawing = &sketch{kind: strings.Split(class, " ")[0]}
	}
	return e
}

// start judges the beginning of an element.
func (p *page) start(t *startTag) {
	if !t.inside {
		p.flush()
	}
	e := elementOf(t, p.top())
	p.twin.found = p.twin.found || e.main
	if !t.quiet || e.drawing != nil || t.labelled && strings.Contains(p.top().class, "chart") {
		p.judge(t, e)
	}
	p.gridStart(e.name, t.attributes["data-l"])
	if e.name == "data" && p.grid != nil && p.grid.open != nil {
		p.grid.open.keys = append(p.grid.open.keys, t.attributes["data-key"])
	}
	switch e.name {
	case "tbody":
		p.rows = 0
	case "tr":
		p.rows++
	}
	if !t.closed {
		p.open = append(p.open, e)
	}
}

// judge judges a tag beside what is around it.
func (p *page) judge(t *startTag, e element) {
	if e.name != "svg" || p.top().drawing != nil {
		p.part(t.token, e, t.attributes)
	}
	if _, keyed := t.attributes["data-key"]; e.name == "data" && !keyed {
		p.found(p.line, "有没有写明出处的 <data>")
	}
	p.mark(t.token, e.prose)
	if !e.prose {
		p.attributes(t.token)
	}
	if e.class == "trk" {
		p.track = t.attributes["width"]
	}
	if e.class == "plan" {
		p.plan = t.attributes["d"]
	}
	if e.name != "data" {
		p.shape(t.token, e, t.attributes, e.drawing)
	}
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
