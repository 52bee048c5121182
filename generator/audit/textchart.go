package audit

import (
	"cmp"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// shapes are the classes of the shapes that stand for figures, in the drawings that hold them; others – tracks, targets,
// plans, grids – stand for what is public anyway.
var (
	shapes   = []string{"val", "a", "b", "act", "fore"}
	drawings = []string{"bar", "big", "pair", "line"}
)

// drawn is a shape that stands for a figure, its place in the unit of the drawing.
type drawn struct {
	key string
	at  int64
}

// fixedOne is 1 of a decimal number, and 1% of a place, in fixed point: more digits than a chart is drawn with.
const fixedOne = 10_000

// shape judges one shape of a chart: it stands for published figures, and the higher a figure, the farther its shape.
func (p *page) shape(t html.Token, e element, attributes map[string]string, s *sketch) {
	class := strings.Fields(e.class)
	if len(class) != 1 || !slices.Contains(shapes, class[0]) || !p.drawing() {
		return
	}
	key, keyed := attributes["data-key"]
	if !keyed {
		p.found(p.line, "图里有没有写明是哪个数的图形")
		return
	}
	switch class[0] {
	case "act":
		p.course(key, attributes["d"], s)
		return
	case "fore":
		p.drawn(key)
		return
	}
	if !p.drawn(key) {
		return
	}
	along := attributes["width"] + attributes["cx"]
	if t.Data == "use" {
		along = attributes["x"]
	}
	at, ok := percent(along)
	if !ok {
		p.found(p.line, "图形的位置读不懂：%s", key)
		return
	}
	if class[0] == "val" { // its track is 100%
		value, _ := fixed(p.cells[key].value) // a value that is no number is 0 and found at once
		s.paced(p.cells, key, at)
		track, _ := percent(p.track)
		p.twin.places = append(p.twin.places, place{key, shareOf(at, 0, track)})
		if want := min(value*10/11, 100*fixedOne); distance(at, want) > fixedOne/10 {
			p.found(p.line, "条的长短与公开数据不同：%s", key)
		}
		return
	}
	s.along = append(s.along, at)
	p.points = append(p.points, drawn{key, at})
	p.twin.places = append(p.twin.places, place{key, shareOf(at, 0, 100*fixedOne)})
}

// drawing reports whether the reader is inside of a drawing of figures, not of a legend.
func (p *page) drawing() bool {
	for i := len(p.open) - 1; i >= 0; i-- {
		if p.open[i].name == "svg" && slices.ContainsFunc(strings.Fields(p.open[i].class), func(c string) bool { return slices.Contains(drawings, c) }) {
			return true
		}
	}
	return false
}

// drawn reports whether a figure may have a shape.
func (p *page) drawn(key string) bool {
	c, known := p.cells[key]
	if !known || c.state != "A" {
		p.found(p.line, "图里画着没有公开的数：%s", key)
		return false
	}
	return true
}

func percent(s string) (int64, bool) {
	n, ok := fixed(strings.TrimSuffix(s, "%"))
	return n, ok && strings.HasSuffix(s, "%")
}

// decimal is a number as the tables write it, short enough for fixed point; further digits are cut off.
var decimal = regexp.MustCompile(`^(-?\d{1,12})(?:\.(\d{1,4})\d*)?$`)

// fixed reads a decimal number in units of 1/fixedOne.
func fixed(s string) (int64, bool) {
	m := decimal.FindStringSubmatch(s)
	if m == nil {
		return 0, false
	}
	n, err := strconv.ParseInt(m[1]+(m[2] + "0000")[:4], 10, 64)
	return n, err == nil
}

func distance(a, b int64) int64 { return max(a-b, b-a) }

// pathPoint is a point of a line: M or L, then two whole numbers.
var pathPoint = regexp.MustCompile(`[ML](\d+) (\d+)`)

// course judges a line of months: each point is that of a published month, in the proportion of its figure. The plan,
// drawn before it, says where the first and the last month are.
func (p *page) course(key, d string, s *sketch) {
	parts := strings.SplitN(key, "/", 3)
	plan := pathPoint.FindAllStringSubmatch(p.plan, -1)
	if len(parts) < 3 || len(parts[1]) != 7 || len(plan) != 13 {
		p.found(p.line, "折线读不懂：%s", key)
		return
	}
	spot := func(m []string) (x, y int64) {
		x, _ = strconv.ParseInt(m[1], 10, 64) // digits by the pattern; a number too long is far away
		y, _ = strconv.ParseInt(m[2], 10, 64)
		return min(x, 100*fixedOne), min(y, 100*fixedOne)
	}
	left, zero := spot(plan[0])
	right, _ := spot(plan[12])
	if right <= left {
		p.found(p.line, "折线读不懂：%s", key)
		return
	}
	_, full := spot(plan[12])
	for _, m := range append(plan, pathPoint.FindAllStringSubmatch(d, -1)...) {
		x, y := spot(m)
		s.along, s.tall = append(s.along, x*fixedOne/100), append(s.tall, y*fixedOne/100)
	}
	var high drawn
	var points []drawn
	for _, m := range pathPoint.FindAllStringSubmatch(d, -1) {
		x, y := spot(m)
		p.twin.places = append(p.twin.places, place{key, shareOf(x, left, right)}, place{key, shareOf(y, zero, full)})
		month := int((24*(x-left) + right - left) / (2 * (right - left))) // the nearest fixedOne
		if month <= 0 {
			continue
		}
		own := parts[0] + "/" + parts[1][:5] + strconv.Itoa(month/10) + strconv.Itoa(month%10) + "/" + parts[2]
		if !p.drawn(own) {
			continue
		}
		points = append(points, drawn{own, zero - y})
		if zero-y > high.at {
			high = points[len(points)-1]
		}
	}
	s.zero, s.high = zero, high
	top, _ := fixed(p.cells[high.key].value) // no points: nothing to compare
	for _, at := range points {
		value, ok := fixed(p.cells[at.key].value)
		// A tenth of a percent and a hundredth of the drawing are lost by rounding.
		if !ok || top > 0 && !proportional(at.at, high.at, value, top) {
			p.found(p.line, "折线的点与公开数据不同：%s", at.key)
		}
	}
}

// slack is what a place of a line may be off, of 10000 that the drawing has.
const slack = 12

// proportional reports whether at : high = value : top. Both sides are compared as products, in big numbers: a sum in 元
// times a place leaves 64 bits.
func proportional(at, high, value, top int64) bool {
	product := func(a, b int64) *big.Int { return new(big.Int).Mul(big.NewInt(a), big.NewInt(b)) }
	off := product(at, top)
	return off.Sub(off, product(value, high)).CmpAbs(product(slack, top)) <= 0
}

// compared judges the points of one group of pairs, which share a scale: they lie on one line.
func (p *page) compared() {
	points := p.points
	p.points = nil
	if len(points) < 3 {
		return
	}
	value := func(d drawn) int64 {
		v, _ := fixed(p.cells[d.key].value) // rates are decimal numbers
		return v
	}
	order := func(a, b drawn) int { return cmp.Compare(value(a), value(b)) }
	low, high := slices.MinFunc(points, order), slices.MaxFunc(points, order)
	wide, far := value(high)-value(low), high.at-low.at
	for _, d := range points {
		// Off by a fifth of a percent of the drawing, or by what rounding to a tenth of a percent makes of it.
		off, allowed := (d.at-low.at)*wide-far*(value(d)-value(low)), wide*fixedOne/5+max(far, -far)*fixedOne*3/20
		if wide == 0 {
			off, allowed = d.at-low.at, fixedOne/5
		}
		if max(off, -off) > allowed {
			p.found(p.line, "点的位置与公开数据不同：%s", d.key)
		}
	}
}
