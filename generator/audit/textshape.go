package audit

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// shapesOf are the shapes of each kind of drawing, as element.class; what is drawn beside figures stands where they do, or
// where every drawing of the kind has it.
var shapesOf = map[string][]string{
	"bar":         {"line.gap", "line.halo", "line.pace", "line.tgt", "rect.trk", "rect.val"},
	"big":         {"g.", "line.gap", "line.halo", "line.pace", "line.tgt", "rect.trk", "rect.val", "text.ink", "text.red", "text."},
	"pair":        {"circle.a", "circle.b", "line.base", "line.link", "use.a", "use.", "use.m-na", "use.m-no", "use.m-na now", "use.m-no now", "use. now"},
	"line":        {"circle.dot", "line.grid", "path.act", "path.fore", "path.plan", "svg.", "text.", "text.halo", "text.ink halo"},
	"axis":        {"text."},
	"sample-line": {"line.act", "line.fore", "line.gap", "line.plan", "rect.val"},
	"vh":          {"circle.open", "circle.", "path.cut", "path.open", "path.", "symbol."},
	"i":           {"use.", "line.pace", "line.tgt"},
	"":            {"use.", "circle.a", "circle.b"},
}

// spotted is a place of a shape that is no figure itself.
type spotted struct {
	upright bool
	at      int64
	words   bool // a label stands beside its place
	line    int
}

// sketch is a drawing so far: where its figures are, along and upright, and what else is drawn.
type sketch struct {
	kind   string
	along  []int64
	tall   []int64
	spots  []spotted
	ahead  string // the line of a forecast, and its figure
	toward string
	zero   int64 // of a course, and its highest point with its figure
	high   drawn
}

// part judges a shape of a drawing.
func (p *page) part(t html.Token, e element, attributes map[string]string) {
	kind := ""
	if up := p.top(); up.drawing != nil {
		kind = up.drawing.kind
		if class := t.Data + "." + strings.TrimSpace(e.class); !slices.Contains(shapesOf[kind], class) {
			p.found(p.line, "图里有不认识的图形 %s，不能证明没有多说", masked(class))
			return
		}
	} else {
		if slices.Contains(drawnElements, t.Data) && t.Data != "svg" {
			p.found(p.line, "图形 %s 不在图里", masked(t.Data))
		}
		return
	}
	if !slices.Contains(drawings, kind) || t.Data == "use" && e.class != "a" {
		return
	}
	s := p.top().drawing
	for _, name := range []string{"x", "x1", "x2", "cx", "width", "y", "y1", "y2", "cy"} {
		if at, ok := percent(attributes[name]); ok && t.Data != "svg" {
			s.spots = append(s.spots, spotted{strings.ContainsAny(name, "y"), at, t.Data == "text", p.line})
		}
	}
	if e.class == "fore" {
		s.ahead, s.toward = attributes["d"], attributes["data-key"]
	}
}

// finished judges a drawing as a whole.
func (p *page) finished(s *sketch) {
	if !slices.Contains(drawings, s.kind) {
		return
	}
	along := append([]int64{0, 100 * fixedOne, 909 * fixedOne / 10, 50 * fixedOne}, s.along...)
	tall := append([]int64{50 * fixedOne, 97 * fixedOne}, s.tall...)
	for _, spot := range s.spots {
		anchors, off := along, int64(fixedOne/5)
		if spot.upright {
			anchors = tall
		}
		if spot.words {
			off += 6 * fixedOne
		}
		if !slices.ContainsFunc(anchors, func(at int64) bool { return distance(at, spot.at) <= off }) {
			p.found(spot.line, "图里有与公开的数无关的位置")
			return
		}
	}
	if m := pathPoint.FindAllStringSubmatch(s.ahead, -1); m != nil && s.high.at > 0 {
		y, _ := strconv.ParseInt(m[len(m)-1][2], 10, 64) // digits by the pattern
		value, ok := fixed(p.cells[s.toward].value)
		top, _ := fixed(p.cells[s.high.key].value)
		if len(m) != 2 || !ok || y > 100 && !proportional(s.zero-min(y, 100*fixedOne), s.high.at, value, top) {
			p.found(p.line, "推算的线与公开数据不同：%s", s.toward)
		}
	}
}

// paced adds where the plan of a bar's figure stands: 100% of the target is 90.9% of the drawing.
func (s *sketch) paced(cells figures, key string, at int64) {
	s.along = append(s.along, at)
	measure, rest, _ := strings.Cut(key, "/")
	indicator, _, _ := strings.Cut(measure, ".")
	if pace, ok := fixed(cells[indicator+".pace/"+rest].value); ok {
		s.along = append(s.along, pace*10/11)
	}
}
