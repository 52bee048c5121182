package audit

import (
	"cmp"
	"slices"

	"gongkai/generator/simplex"
)

// book holds the unknown counts of a release and what its figures are made of: joint groups of monthly increments,
// flows and first stocks of the leaf units (disclosure.md, "Model"). It is rebuilt from the published table alone.
type book struct {
	*Release
	vars   int
	pieces map[spot][]piece // what the measure of a unit is made of in a month
	chains map[spot]int     // of a cumulative measure, which of its chains the month lies in
	leaves map[string][]string
	floors []simplex.Row // sums known to be at most 0: a stock is not negative
	series []series
	forms  map[Key]simplex.Goal // as far as they were asked for
	past   []*book              // earlier releases, in the order of time
	over   map[Key]simplex.Goal // of an earlier release: what its units' figures are of the newest one's unknowns
	newest *book                // that one
	others []string             // the measures of the unknowns that the figures of earlier releases add, the last ones
}

// spot is one series of one unit in a month.
type spot struct {
	measure, unit, group string
	period               Period
}

// series is one measure of one unit: the months in which anything of it was submitted, in order. Of a measure that cannot
// be added up each group is a series of its own: a person may be in two of them, so no equation holds between them.
type series struct {
	measure, unit, group string
	months               []Period
	dimensions           map[int][]Dimension // of each year: those by which anything is grouped
}

// block is the joint groups of one increment, flow or stock: the cross product of its dimensions.
type block struct {
	start      int
	dimensions []Dimension
}

type piece struct {
	block
	coef int64
}

func newBook(r *Release) *book {
	b := &book{Release: r, pieces: map[spot][]piece{}, chains: map[spot]int{}, leaves: map[string][]string{}, forms: map[Key]simplex.Goal{}}
	for _, region := range r.Structure.Regions {
		b.leaves[region.ID] = r.Structure.units(region.ID)
	}
	b.collect()
	for _, s := range b.series {
		m, _ := r.Structure.measure(s.measure)
		if b.inStock(s.measure) {
			continue
		}
		b.chain(s, m.Kind == "cumulative")
	}
	for _, stock := range r.Structure.Stocks {
		for _, region := range r.Structure.Regions {
			if region.Leaf {
				b.stock(stock, region.ID)
			}
		}
	}
	return b
}

// collect lists the series of the measures that count people, and of the money that tells their counts.
func (b *book) collect() {
	place := map[[3]string]int{}
	for _, c := range b.Cells {
		m, ok := b.Structure.measure(c.Measure)
		leaf := slices.ContainsFunc(b.Structure.Regions, func(r Region) bool { return r.ID == c.Region && r.Leaf })
		if !ok || !m.counted() || !leaf || !c.there() {
			continue
		}
		name := [3]string{c.Measure, c.Region, b.own(c.Key)}
		i, known := place[name]
		if !known {
			i = len(b.series)
			place[name] = i
			b.series = append(b.series, series{measure: c.Measure, unit: c.Region, group: name[2], dimensions: map[int][]Dimension{}})
		}
		s := &b.series[i]
		s.months = append(s.months, c.Period)
		parts, _ := b.Structure.parts(c.Group)
		if name[2] != "" {
			continue
		}
		for _, p := range parts {
			year := c.Period.year()
			if !slices.ContainsFunc(s.dimensions[year], func(d Dimension) bool { return d.ID == p.dimension }) {
				d := b.Structure.Dimensions[slices.IndexFunc(b.Structure.Dimensions, func(d Dimension) bool { return d.ID == p.dimension })]
				s.dimensions[year] = append(s.dimensions[year], d)
			}
		}
	}
	for i := range b.series {
		slices.Sort(b.series[i].months)
		b.series[i].months = slices.Compact(b.series[i].months)
	}
}

// own is the group of a figure that is a series of its own.
func (b *book) own(k Key) string {
	if m, _ := b.Structure.measure(k.Measure); m.Additive != nil && !*m.Additive {
		return k.Group
	}
	return ""
}

func (b *book) inStock(measure string) bool {
	return slices.ContainsFunc(b.Structure.Stocks, func(s Stock) bool {
		return measure == s.Stock || measure == s.Found || measure == s.Helped
	})
}

// block makes new unknowns, one for each joint group.
func (b *book) block(dimensions []Dimension) block {
	made := block{b.vars, dimensions}
	b.vars += made.size()
	return made
}

func (k block) size() int {
	n := 1
	for _, d := range k.dimensions {
		n *= len(d.Values)
	}
	return n
}

// chain makes the unknowns of a measure. Of a cumulative one they are increments, which start anew with each year and
// where it was corrected downwards; a month that was not submitted is part of the next increment.
func (b *book) chain(s series, cumulative bool) {
	var sum []piece
	chain := 0
	for i, p := range s.months {
		if !cumulative || i == 0 || p.year() != s.months[i-1].year() || b.broken(s.measure, s.unit, p) {
			sum = nil
			chain++
		}
		sum = append(slices.Clip(sum), piece{b.block(s.dimensions[p.year()]), 1})
		at := spot{s.measure, s.unit, s.group, p}
		b.pieces[at], b.chains[at] = sum, chain
	}
}

func (b *book) broken(measure, unit string, p Period) bool {
	return slices.Contains(b.Structure.Breaks, Break{measure, unit, p.String()})
}

// stock makes the unknowns of a stock and its flows: stock = first stock + Σ found − Σ helped over the months without
// a gap.
func (b *book) stock(stock Stock, unit string) {
	var months []Period
	have := map[spot]bool{}
	var dimensions []Dimension
	for _, s := range b.series {
		if s.unit != unit || s.measure != stock.Stock && s.measure != stock.Found && s.measure != stock.Helped {
			continue
		}
		for _, p := range s.months {
			have[spot{s.measure, unit, "", p}] = true
			for _, d := range s.dimensions[p.year()] {
				if !slices.ContainsFunc(dimensions, func(e Dimension) bool { return e.ID == d.ID }) {
					dimensions = append(dimensions, d)
				}
			}
		}
		months = append(months, s.months...)
	}
	slices.Sort(months)
	var sum []piece // the stock of the month before; nil after a gap
	var last Period
	for _, p := range slices.Compact(months) {
		if p != last+1 || b.broken(stock.Stock, unit, p) {
			sum = nil
		}
		last = p
		flows := true
		for _, f := range []struct {
			measure string
			coef    int64
		}{{stock.Found, 1}, {stock.Helped, -1}} {
			at := spot{f.measure, unit, "", p}
			if !have[at] {
				flows = false
				continue
			}
			flow := piece{b.block(dimensions), 1}
			b.pieces[at] = []piece{flow}
			flow.coef = f.coef
			if sum != nil {
				sum = append(slices.Clip(sum), flow)
			}
		}
		at := spot{stock.Stock, unit, "", p}
		switch {
		case !have[at]:
			sum = nil
			continue
		case sum == nil || !flows:
			sum = []piece{{b.block(dimensions), 1}}
		default:
			b.floor(sum)
		}
		b.pieces[at] = sum
	}
}

// floor notes that no joint group of the sum is negative.
func (b *book) floor(sum []piece) {
	for i := range sum[0].size() {
		var row simplex.Row
		for _, p := range sum {
			row.Terms = append(row.Terms, simplex.Term{Var: p.start + i, Coef: -p.coef})
		}
		b.floors = append(b.floors, row)
	}
}

// members are the joint groups that lie in a group.
func (k block) members(parts []part) []int {
	vars := []int{k.start}
	step := k.size()
	for _, d := range k.dimensions {
		step /= len(d.Values)
		var next []int
		for _, v := range vars {
			for i, value := range d.Values {
				if !slices.ContainsFunc(parts, func(p part) bool { return p.dimension == d.ID && p.value != value }) {
					next = append(next, v+i*step)
				}
			}
		}
		vars = next
	}
	return vars
}

func (b *book) spot(k Key) spot { return spot{k.Measure, k.Region, b.own(k), k.Period} }

// leafForm is what a figure of a unit is made of.
func (b *book) leafForm(k Key) simplex.Goal {
	if b.over != nil {
		return b.over[k]
	}
	parts, _ := b.Structure.parts(k.Group)
	var form simplex.Goal
	for _, p := range b.pieces[b.spot(k)] {
		for _, v := range p.members(parts) {
			form = append(form, simplex.Term{Var: v, Coef: p.coef})
		}
	}
	return form
}

// submitted lists the figures of the units that a figure adds up.
func (b *book) submitted(k Key) []Key {
	var keys []Key
	for _, unit := range b.leaves[k.Region] {
		leaf := k
		leaf.Region = unit
		if c, ok := b.at(leaf); ok && c.there() {
			keys = append(keys, leaf)
		}
	}
	return keys
}

// form is what a figure is made of; nil for one that tells no count of people. It must not be written to.
func (b *book) form(k Key) simplex.Goal {
	if form, ok := b.forms[k]; ok {
		return form
	}
	var all simplex.Goal
	for _, leaf := range b.submitted(k) {
		all = append(all, b.leafForm(leaf)...)
	}
	b.forms[k] = tidy(all)
	return b.forms[k]
}

// tidy sorts a form and adds up equal unknowns.
func tidy(form simplex.Goal) simplex.Goal {
	slices.SortStableFunc(form, func(a, c simplex.Term) int { return cmp.Compare(a.Var, c.Var) })
	tidied := form[:0]
	for _, t := range form {
		if n := len(tidied); n > 0 && tidied[n-1].Var == t.Var {
			tidied[n-1].Coef += t.Coef
			continue
		}
		tidied = append(tidied, t)
	}
	return slices.DeleteFunc(tidied, func(t simplex.Term) bool { return t.Coef == 0 })
}

// minus is the form a − c.
func minus(a, c simplex.Goal) simplex.Goal {
	all := slices.Clone(a)
	for _, t := range c {
		all = append(all, simplex.Term{Var: t.Var, Coef: -t.Coef})
	}
	return tidy(all)
}
