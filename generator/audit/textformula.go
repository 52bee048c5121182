package audit

import (
	"regexp"
	"strconv"
	"strings"
)

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

// judgeSayings judges what was kept.
func (p *page) judgeSayings() {
	place := ""
	if parts := strings.Split(p.name, "/"); len(parts) > 3 {
		place = parts[len(parts)-2]
	}
	for _, s := range p.sayings {
		words := calculation.ReplaceAllString(plainNumber(p.forms.replaced(s.words)), "\x00")
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

// calculation are numbers that a calculation has itself: months, the ends of an axis, the smallest step.
var calculation = regexp.MustCompile(`(\d+ )?÷ 12$|(\d+ )?÷ 12 |[÷×] \d\d?\b|不足(1[人户个]月?|0)|按(1[人户个]月?|0)算|[高低]于[+-]\d+个百分点|还要\d+个月|虚线是序时进度：[^。]*|±\d+个百分点以内|(^|\s)(0|50%|100%)($|\s)`)
