package typeset

import "math"

// fit chooses the line ends of the whole paragraph so that the sum of the squares and fourth powers of the stretch is
// smallest (Knuth and Plass 1981, with one kind of glue). It returns the ends, the last being the end of the paragraph.
func (p *paragraph) fit() []int {
	n := len(p.chars)
	best := make([]int64, n+1)
	back := make([]int, n+1)
	for to := 1; to <= n; to++ {
		best[to] = math.MaxInt64
		if to < n && !p.may[to] {
			continue
		}
		for from := to - 1; from >= 0; from-- {
			if best[from] == math.MaxInt64 {
				continue
			}
			cost, fits := p.cost(from, to)
			if !fits {
				break
			}
			if total := best[from] + cost + p.cut(to); total < best[to] {
				best[to], back[to] = total, from
			}
		}
		if best[to] == math.MaxInt64 {
			p.split(to)
			return p.fit()
		}
	}
	var ends []int
	for to := n; to > 0; to = back[to] {
		ends = append(ends, to)
	}
	for i, j := 0, len(ends)-1; i < j; i, j = i+1, j-1 {
		ends[i], ends[j] = ends[j], ends[i]
	}
	return ends
}

// split allows a break in a run before to that is longer than a line: there is no good one.
func (p *paragraph) split(to int) {
	from := to - 1
	for from > 0 && !p.may[from] {
		from--
	}
	at := from + 1
	for at < to-1 && p.width(from, at+1) <= p.free(from) {
		at++
	}
	p.may[at] = true
}

// Costs of what is allowed but not wished.
const (
	perLine  = 100       // each line, so that fewer lines are better
	hanging  = 400       // a closing mark that stands out
	orphaned = 2_500     // a last line of one character and its mark
	parted   = 2_500     // a name that is cut
	torn     = 20_000    // a line stretched by all that it may be
	ragged   = 4_000_000 // a character that is wider than a line
)

// cut is the cost of a line end before a character.
func (p *paragraph) cut(to int) int64 {
	if to < len(p.chars) && p.chars[to].Bound {
		return parted
	}
	return 0
}

// cost of the line [from, to); false if it does not fit.
func (p *paragraph) cost(from, to int) (int64, bool) {
	end := p.set(from, to)
	slack := p.free(from) - p.width(from, end)
	if slack < 0 {
		over, spare := -slack-p.hang(end), p.spare(from, end)
		switch {
		case over <= 0:
			return perLine + hanging, true
		case over <= spare:
			// In percent of all that the marks can give, which looks half as bad as as much stretch.
			tight := int64(over) * 100 / int64(spare)
			return perLine + hanging + tight*tight/4, true
		}
		// A single character always fits: a line must hold something.
		return ragged, end-from <= 1
	}
	if to == len(p.chars) {
		if from > 0 && p.width(from, end) < 5*p.style.Em/2 {
			return perLine + orphaned, true
		}
		return perLine, true
	}
	gaps := 0
	if end > from {
		gaps = p.loose[end-1] - p.loose[from]
	}
	if short := slack - gaps*p.style.Em/4; short > 0 {
		// Stretched by all that it may be, it still is short, by tenths of an em.
		tenths := int64(short) * 10 / int64(p.style.Em)
		return perLine + torn + 100*tenths*tenths, true
	}
	// Stretch in percent of a quarter em per gap. The fourth power keeps one line from being torn apart for the others.
	if gaps == 0 {
		return perLine, true
	}
	stretch := int64(slack) * 400 / int64(gaps*p.style.Em)
	return perLine + stretch*stretch + stretch*stretch*stretch*stretch/10_000, true
}
