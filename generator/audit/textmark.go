package audit

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// The marks of a page are its elements, attributes, classes and addresses. They are those of a list: a figure that hides
// in one that people do not read is read by programs.

// elements are those of all pages.
var elements = strings.Fields(`a abbr article aside b blockquote body br button caption circle code col colgroup data dd details div dl dt
	em fieldset figcaption figure footer form g h1 h2 h3 h4 h5 h6 head header hr html i input label legend li line link main meta nav ol p path
	rect script section small span strong sub summary sup svg symbol table tbody td template text tfoot th thead time title tr ul use wbr`)

// attributes are those of all elements but the shapes of charts, which have their own rules.
var attributes = strings.Fields(`action aria-controls aria-current aria-describedby aria-description aria-expanded aria-hidden aria-label
	aria-labelledby aria-live autocomplete charset class colspan content data-closed data-group data-hours data-key data-l data-open data-prose data-switch data-tally
	data-until data-was data-years datetime
	defer for focusable hidden href http-equiv id initial-scale inputmode lang maxlength media method name open placeholder property rel role rowspan scope src
	start summary tabindex target title type value xmlns`)

// shapeAttributes are those of drawings.
var shapeAttributes = strings.Fields(`cx cy d dy fill height paint-order points preserveAspectRatio r shape-rendering stroke-dasharray
	stroke-dashoffset text-anchor transform viewBox viewbox preserveaspectratio width x x1 x2 y y1 y2`)

// drawnElements are the elements of drawings.
var drawnElements = []string{"circle", "g", "line", "path", "rect", "svg", "symbol", "text", "use"}

// wordAttributes say no number at all, but where an editor numbers a list; references name an element of the page.
var (
	wordAttributes = strings.Fields(`aria-current aria-expanded aria-hidden aria-live autocomplete defer focusable hidden http-equiv initial-scale
		inputmode lang maxlength media method name open property rel role scope start target type`)
	references = strings.Fields(`aria-controls aria-describedby aria-labelledby for`)
)

// numberAttributes are those with a number of few values.
var numberAttributes = map[string]*regexp.Regexp{
	"charset":  regexp.MustCompile(`^utf-8$`),
	"colspan":  regexp.MustCompile(`^([1-9]|1\d)$`),
	"rowspan":  regexp.MustCompile(`^([1-9]|1\d)$`),
	"tabindex": regexp.MustCompile(`^(0|-1)$`),
	"xmlns":    regexp.MustCompile(`^http://www\.w3\.org/2000/svg$`),
}

var (
	className = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	idName    = regexp.MustCompile(`(?s)^(.*?)(\d*)$`)
	moment    = regexp.MustCompile(`^20\d{2}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?)?)?$|^\d{2}:\d{2}$`)
	outside   = regexp.MustCompile(`^(https?://|mailto:)`)
)

// mark judges an element and its attributes.
func (p *page) mark(t html.Token, prose bool) {
	if !slices.Contains(elements, t.Data) {
		p.found(p.line, "不认识的元素 %s，不能证明没有多说", masked(t.Data))
	}
	for _, a := range t.Attr {
		drawn := slices.Contains(drawnElements, t.Data) && slices.Contains(shapeAttributes, a.Key)
		switch {
		case !drawn && !slices.Contains(attributes, a.Key):
			p.found(p.line, "不认识的属性 %s，不能证明没有多说", masked(a.Key))
		case a.Key == "class":
			for _, c := range strings.Fields(a.Val) {
				if !className.MatchString(c) {
					p.found(p.line, "样式名 %s 里有数", masked(c))
				}
			}
		case a.Key == "datetime" && !moment.MatchString(a.Val):
			p.found(p.line, "时间读不懂")
		case liveForms[a.Key] != nil && !liveForms[a.Key].MatchString(a.Val):
			p.found(p.line, "%s 读不懂", a.Key)
		case a.Key == "id":
			p.ids[a.Val] = true
			if !prose {
				p.id(a.Val)
			}
		case a.Key == "href" || a.Key == "src" || a.Key == "action":
			p.address(a.Val, prose)
		case slices.Contains(references, a.Key):
			for _, id := range strings.Fields(a.Val) {
				p.anchors = append(p.anchors, anchor{p.line, id})
			}
		case mayCount(a.Val) && (slices.Contains(wordAttributes, a.Key) && !(prose && a.Key == "start") || numberAttributes[a.Key] != nil && !numberAttributes[a.Key].MatchString(a.Val)):
			p.found(p.line, "%s 里有数", a.Key)
		}
	}
}

// id judges the number at the end of a name: it counts names that are alike, from 0, from 1, or from the second on.
func (p *page) id(name string) {
	m := idName.FindStringSubmatch(name)
	if m[2] == "" || len(p.claims(name)) == 0 {
		return
	}
	if p.counters == nil {
		p.counters = map[string]int{}
	}
	n := p.counters[m[1]]
	p.counters[m[1]]++
	if m[2] != strconv.Itoa(n) && m[2] != strconv.Itoa(n+1) && m[2] != strconv.Itoa(n+2) {
		p.found(p.line, "编号 %s 不是按次序编的", masked(name))
	}
}

// anchor is a link to a place of its page.
type anchor struct {
	line  int
	place string
}

// linked judges the links within the page when it is known.
func (p *page) linked() {
	for _, a := range p.anchors {
		if place, err := url.PathUnescape(a.place); err != nil || !p.ids[place] {
			p.found(a.line, "链接到页面上没有的地方")
		}
	}
}

// address judges a link: a file of the site, or one outside that an editor named.
func (p *page) address(to string, prose bool) {
	to, place, _ := strings.Cut(to, "#")
	if to == "" && place != "" {
		p.anchors = append(p.anchors, anchor{p.line, place})
	} else if !prose {
		p.repeats(p.line, "链接里", place)
	}
	to = p.within(to)
	switch {
	case to == "" || strings.HasPrefix(to, "tel:") || p.files.has(addressOf(to)):
	case outside.MatchString(to) && (prose || len(p.claims(to)) == 0):
	case outside.MatchString(to):
		p.repeats(p.line, "链接里", to)
	default:
		p.found(p.line, "链接不是网站的页面，也不是外面的地址")
	}
}
