package audit

import (
	"math"
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

// drawn is a shape that stands for a figure, its place in hundredths of a percent.
type drawn struct {
	key string
	at  float64
}

// shape judges one shape of a chart: it stands for published figures, and the higher a figure, the farther its shape.
func (p *page) shape(t html.Token, e element, attributes map[string]string) {
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
		p.course(key, attributes["d"])
		return
	case "fore":
		p.drawn(key)
		return
	}
	if !p.drawn(key) {
		return
	}
	place := attributes["width"] + attributes["cx"]
	if t.Data == "use" {
		place = attributes["x"]
	}
	at, ok := percent(place)
	if !ok {
		p.found(p.line, "图形的位置读不懂：%s", key)
		return
	}
	if class[0] == "val" { // its track is 100%
		value, _ := strconv.ParseFloat(p.cells[key].value, 64) // a value that is no number is 0 and found at once
		if want := min(value/1.1, 100); math.Abs(at-want) > 0.1 {
			p.found(p.line, "条的长短与公开数据不同：%s", key)
		}
		return
	}
	p.points = append(p.points, drawn{key, at})
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

func percent(s string) (float64, bool) {
	n, err := strconv.ParseFloat(strings.TrimSuffix(s, "%"), 64)
	return n, err == nil && strings.HasSuffix(s, "%")
}

// pathPoint is a point of a line: M or L, then two whole numbers.
var pathPoint = regexp.MustCompile(`[ML](\d+) (\d+)`)

// course judges a line of months: each point is that of a published month, in the proportion of its figure. The plan,
// drawn before it, says where the first and the last month are.
func (p *page) course(key, d string) {
	parts := strings.SplitN(key, "/", 3)
	plan := pathPoint.FindAllStringSubmatch(p.plan, -1)
	if len(parts) < 3 || len(parts[1]) != 7 || len(plan) != 13 {
		p.found(p.line, "折线读不懂：%s", key)
		return
	}
	place := func(m []string) (x, y float64) {
		x, _ = strconv.ParseFloat(m[1], 64) // digits by the pattern
		y, _ = strconv.ParseFloat(m[2], 64)
		return x, y
	}
	left, zero := place(plan[0])
	right, _ := place(plan[12])
	var high drawn
	var points []drawn
	for _, m := range pathPoint.FindAllStringSubmatch(d, -1) {
		x, y := place(m)
		month := int(math.Round((x - left) / (right - left) * 12))
		if month == 0 {
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
	top, _ := strconv.ParseFloat(p.cells[high.key].value, 64) // no points: nothing to compare
	for _, at := range points {
		value, err := strconv.ParseFloat(p.cells[at.key].value, 64)
		// A tenth of a percent and a hundredth of the drawing are lost by rounding.
		if err != nil || top > 0 && math.Abs(at.at-value/top*high.at) > 12 {
			p.found(p.line, "折线的点与公开数据不同：%s", at.key)
		}
	}
}

// compared judges the points of one group of pairs, which share a scale: they lie on one line.
func (p *page) compared() {
	points := p.points
	p.points = nil
	if len(points) < 3 {
		return
	}
	value := func(d drawn) float64 {
		v, _ := strconv.ParseFloat(p.cells[d.key].value, 64) // rates are decimal numbers
		return v
	}
	order := func(a, b drawn) int { return int(math.Copysign(1, value(a)-value(b))) }
	low, high := slices.MinFunc(points, order), slices.MaxFunc(points, order)
	slope := 0.0
	if value(high) > value(low) {
		slope = (high.at - low.at) / (value(high) - value(low))
	}
	for _, d := range points {
		if math.Abs(low.at+slope*(value(d)-value(low))-d.at) > 0.2+0.15*math.Abs(slope) {
			p.found(p.line, "点的位置与公开数据不同：%s", d.key)
		}
	}
}

// saying are words that are made of figures: a formula, what a chart says to those who do not see it, its labels.
type saying struct {
	line  int
	where string
	words string
}

// madeOf keeps such words until the page is read: each number in them is a figure that the page marks, in a formula also
// another one of the same place, and one with a unit is a figure in that unit.
func (p *page) madeOf(line int, where, s string) {
	p.sayings = append(p.sayings, saying{line, where, s})
}

func (p *page) settle() {
	place := ""
	if parts := strings.Split(p.name, "/"); len(parts) > 3 {
		place = parts[len(parts)-2]
	}
	for _, s := range p.sayings {
		words := small.ReplaceAllString(plainNumber(harmless.ReplaceAllString(s.words, "\x00")), "\x00")
		for _, m := range withUnit.FindAllStringSubmatch(words, -1) {
			number := strings.TrimLeft(m[1], "+-")
			if p.marked[number+m[2]] || p.numbers[place][scaleOf+number+m[2]] || s.where == formula && (p.numbers[place][number+m[2]] || p.numbers[place][sumOf+number]) {
				continue
			}
			p.found(s.line, "%s有不是公开数据的数：“%s”", s.where, masked(s.words))
			break
		}
	}
}

const (
	formula = "算式里"
	sumOf   = "三个月之和" // 近三月, of which a forecast takes the mean
	scaleOf = "尺度"    // what charts are read against: 序时进度, 目标, 推算
)

// numbersBy collects what formulas of each place may hold, "" for all places: published figures, with and without unit.
func numbersBy(cells figures) map[string]map[string]bool {
	numbers := map[string]map[string]bool{"": {}}
	for key, c := range cells {
		parts := strings.SplitN(key, "/", 4)
		if c.state != "A" || len(parts) < 3 {
			continue
		}
		own := numbers[parts[2]]
		if own == nil {
			own = map[string]bool{}
			numbers[parts[2]] = own
		}
		for _, set := range []map[string]bool{own, numbers[""]} {
			note(set, c)
			if _, figure, _ := strings.Cut(parts[0], "."); figure == "pace" || figure == "target" || figure == "forecast" {
				set[scaleOf+c.value], set[scaleOf+c.value+c.unit] = true, true
			}
			if sum, ok := quarter(cells, parts); ok {
				set[sumOf+sum] = true
			}
		}
	}
	return numbers
}

func note(set map[string]bool, c printed) {
	size := strings.TrimPrefix(c.value, "-")
	set[size], set[size+c.unit] = true, true
}

// quarter adds an increment and those of the two months before up.
func quarter(cells figures, parts []string) (string, bool) {
	month, err := strconv.Atoi(parts[1][5:])
	if !strings.HasSuffix(parts[0], ".increment") || err != nil {
		return "", false
	}
	sum := 0
	for back := range 3 {
		m := month - back
		if m < 1 {
			continue
		}
		n, err := strconv.Atoi(cells[parts[0]+"/"+parts[1][:5]+strconv.Itoa(m/10)+strconv.Itoa(m%10)+"/"+parts[2]].value)
		if err != nil {
			return "", false
		}
		sum += n
	}
	return strconv.Itoa(sum), true
}

// withUnit is a number and its unit, if it has one of figures.
var withUnit = regexp.MustCompile(`([+-]?\d+(?:\.\d+)?)(个百分点|个月|人|户|场|元|个|%)?`)

// small are numbers of a calculation itself: months, the ends of an axis, the smallest step.
var small = regexp.MustCompile(`(\d+ )?÷ 12$|(\d+ )?÷ 12 |[÷×] \d\d?\b|不足(1[人户个]月?|0)|按(1[人户个]月?|0)算|[高低]于[+-]\d+个百分点|还要\d+个月|虚线是序时进度：[^。]*|±\d+个百分点以内|(^|\s)(0|50%|100%)($|\s)`)
