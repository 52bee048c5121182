package audit

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// place is where a chart shows a figure: how far along the scale that stands beside it, in hundred-thousandths.
type place struct {
	key   string // of the twin; a PDF knows none
	share int64
}

// whole is 1 of a share, near what rounding of page and drawing may take from one.
const (
	whole = 100_000
	near  = whole / 500
)

func shareOf(at, from, to int64) int64 {
	if to == from {
		return 0
	}
	return (at - from) * whole / (to - from)
}

// figureOp is an operator of a page: the start and end of marked content, and what draws.
var figureOp = regexp.MustCompile(`(?m)/(\w+) (?:<<[^>]*>> )?B(?:DC|MC)$|^(EMC)$|^((?:-?[\d.]+ )*)(w|G|g|RG|rg|m|l|c|h|re f|f|S)$|^\[.*\] [\d.]+ d$`)

type dot struct{ x, y int64 } // in thousandths of a point

// painter reads the figures of a PDF in the terms in which its charts are drawn (bulletin/figure*.go): bars lie on their
// tracks, pairs on a line across, courses beside a plan of thirteen points. What is drawn in a figure in no such way makes
// it strange.
type painter struct {
	places  []place
	strange bool
	width   int64
	stroke  string
	fill    string
	path    []dot
	curved  bool
	track   [4]int64 // the newest track: x, y, width, height
	base    []dot    // the newest line across
	linked  bool     // a pair lies on it
	plan    []dot
	first   int // place of its course
	course  []dot
}

// drawnPlaces lists where the figures of a page's charts are drawn.
func drawnPlaces(pages []string) (places []place, strange bool) {
	for _, page := range pages {
		p := &painter{}
		inside := false
		for line := range strings.SplitSeq(page, "\n") {
			line, _, _ = strings.Cut(line, "BT ") // texts are read elsewhere
			if line = strings.TrimSpace(line); line == "" || line == "h" {
				continue
			}
			m := figureOp.FindStringSubmatch(line)
			switch {
			case m != nil && m[1] != "":
				inside = m[1] == "Figure"
				p.track, p.base, p.linked, p.plan, p.course, p.path = [4]int64{}, nil, false, nil, nil, nil
			case m != nil && m[2] != "":
				inside = false
			case m != nil && m[4] != "":
				p.operator(m[4], thousandths(m[3]), inside)
			case m == nil && inside:
				p.strange = true
			}
		}
		places, strange = append(places, p.places...), strange || p.strange
	}
	return places, strange
}

// thousandths reads the operands of an operator.
func thousandths(text string) []int64 {
	var list []int64
	for field := range strings.FieldsSeq(text) {
		whole, decimals, _ := strings.Cut(field, ".")
		n, _ := strconv.ParseInt(whole+(decimals + "000")[:3], 10, 64) // digits by the pattern
		list = append(list, n)
	}
	return list
}

func (p *painter) operator(op string, at []int64, inside bool) {
	switch op {
	case "w":
		p.width = at[0]
	case "G", "RG":
		p.stroke = op
	case "g", "rg":
		p.fill = op
		if op == "g" {
			p.fill = strconv.FormatInt(at[0], 10)
		}
	case "m", "l", "c":
		if n := len(at); n >= 2 {
			p.path = append(p.path, dot{at[n-2], at[n-1]})
		}
		p.curved = p.curved || op == "c"
	case "re f":
		if inside && len(at) == 4 {
			p.rectangle([4]int64(at))
		}
	case "S", "f":
		if inside && len(p.path) > 1 {
			switch {
			case op == "S":
				p.line(p.path)
			case p.curved:
				p.disc(p.path)
			default:
				p.area(p.path)
			}
		}
		p.path, p.curved = nil, false
	}
}

const (
	barThick = 4_000
	keyShape = 20_000 // of a bar or line in a key
	trackInk = "878"  // the grey of a track
	paperInk = "1000"
)

func (p *painter) rectangle(r [4]int64) {
	switch {
	case p.fill == paperInk:
	case p.fill == trackInk:
		p.track = r
	case p.track[2] != 0 && abs(r[0]-p.track[0]) < 20 && abs(r[1]-p.track[1]) < 20:
		p.places = append(p.places, place{share: shareOf(r[2], 0, p.track[2])})
		p.track = [4]int64{}
	case abs(r[2]) != keyShape || abs(r[3]) != barThick:
		p.strange = true
	}
}

// line judges a stroke by its width: 0.4 lies across, 0.9 is a plan, 1.6 a course or the link of a pair.
func (p *painter) line(path []dot) {
	from, to := path[0], path[len(path)-1]
	flat := len(path) == 2 && from.y == to.y
	switch {
	case p.width == 400 && flat:
		p.base, p.linked = path, false
	case p.width == 900 && len(path) == 13:
		p.plan, p.base, p.first = path, nil, len(p.places)
	case p.width == 1600 && flat && to.x-from.x == keyShape:
	case p.width == 1600 && p.plan != nil:
		p.course = append(p.course, path...)
		for _, at := range path {
			p.places = append(p.places, p.planned(at)...)
		}
	case p.width == 1600 && p.base != nil:
		p.linked = true
	case p.width == 1600:
		p.strange = true
	}
}

// planned is where a point of a course lies beside its plan.
func (p *painter) planned(at dot) []place {
	return []place{{share: shareOf(at.x, p.plan[0].x, p.plan[12].x)}, {share: shareOf(at.y, p.plan[0].y, p.plan[12].y)}}
}

// alone takes a dot beside the course for a month between two without a figure: lines are drawn before all dots, so it is
// put where its month belongs.
func (p *painter) alone(at dot) {
	own, i := p.planned(at), p.first
	for i < len(p.places) && p.places[i].share < own[0].share {
		i += 2
	}
	p.places = slices.Insert(p.places, i, own...)
}

// disc judges a circle: a dot lies on its course, or is one of its own; on a line across it stands for a rate. The hole of a ring says nothing.
func (p *painter) disc(path []dot) {
	left, right := path[0].x, path[0].x
	for _, at := range path {
		left, right = min(left, at.x), max(right, at.x)
	}
	centre := dot{(left + right) / 2, path[0].y}
	switch {
	case p.fill == paperInk:
	case p.plan != nil:
		for _, at := range p.course {
			if abs(at.x-centre.x) < 40 && abs(at.y-centre.y) < 40 {
				return
			}
		}
		p.alone(centre)
	case p.linked && right-left > 2_500:
		p.rate(centre.x)
	}
}

// area judges a filled sign: on a line across it stands for a rate.
func (p *painter) area(path []dot) {
	left, right := path[0].x, path[0].x
	for _, at := range path {
		left, right = min(left, at.x), max(right, at.x)
	}
	if p.linked && p.plan == nil {
		p.rate((left + right) / 2)
	}
}

func (p *painter) rate(x int64) {
	p.places = append(p.places, place{share: shareOf(x, p.base[0].x, p.base[1].x)})
}

func abs(n int64) int64 { return max(n, -n) }

// charted compares where a PDF and its twin draw the figures of their charts.
func (t text) charted(pages []string, twin []place) {
	places, strange := drawnPlaces(pages)
	if strange {
		t.found(0, "PDF 的图里画着不认识的图形，不能证明没有多说")
	}
	if len(places) != len(twin) {
		t.found(0, "PDF 的图画了%d处，网页版的画了%d处", len(places), len(twin))
		return
	}
	for i, w := range twin {
		if abs(places[i].share-w.share) > near {
			t.found(0, "PDF 的图与网页版的位置不同：%s", w.key)
		}
	}
}
