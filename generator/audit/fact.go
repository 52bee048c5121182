package audit

import (
	"slices"
	"strings"

	"gongkai/generator/simplex"
)

// fact is one published figure and what it says about the unknowns.
type fact struct {
	Cell
	version string // the earlier release that published it; "" = this one
	rows    []simplex.Row
	caps    []simplex.Row
}

// all is everything that the fact says.
func (f fact) all() []simplex.Row { return slices.Concat(f.rows, f.caps) }

// facts are what a release says itself, in the order of its cells.
func (b *book) facts() []fact {
	var facts []fact
	for _, c := range b.Cells {
		if c.Status != "A" {
			continue
		}
		f := fact{Cell: c, version: b.Version}
		if figure, ok := b.Structure.figure(c.Measure); ok {
			f.rows, f.caps = b.figure(figure, c)
		} else if form := b.form(c.Key); form != nil {
			n, _ := c.count() // readable, or the rules have failed it
			f.rows = []simplex.Row{{Terms: form, Value: n}}
		}
		if len(f.rows)+len(f.caps) > 0 {
			facts = append(facts, f)
		}
	}
	return facts
}

// figure is what a derived figure says beyond its inputs: nothing when they are published.
func (b *book) figure(f Figure, c Cell) (rows, caps []simplex.Row) {
	if f.Num != "" && f.Den != "" {
		return nil, b.rate(c, b.named(f.Num, c.Key), b.named(f.Den, c.Key))
	}
	form := b.source(f, c.Key)
	n, ok := c.count()
	if form == nil || !ok || b.known(f, c.Key) {
		return nil, nil
	}
	return []simplex.Row{{Terms: form, Value: n}}, nil
}

// source is what a figure is that stands for another one, nil for a computed one.
func (b *book) source(f Figure, k Key) simplex.Goal {
	switch {
	case f.Is != "":
		return b.form(b.named(f.Is, k))
	case f.OpeningOf != "":
		return b.form(before(b.named(f.OpeningOf, k)))
	case f.IncrementOf != "":
		now := b.named(f.IncrementOf, k)
		if k.Period%12 == 0 {
			return b.form(now)
		}
		if form := b.form(before(now)); form != nil {
			return minus(b.form(now), form)
		}
	}
	return nil
}

func (b *book) named(measure string, k Key) Key {
	k.Measure = measure
	return k
}

func before(k Key) Key {
	k.Period--
	return k
}

// sources are the figures that a derived figure is computed from.
func (b *book) sources(f Figure, k Key) []Key {
	var keys []Key
	for _, m := range []string{f.Is, f.Num, f.Den} {
		if m != "" {
			keys = append(keys, b.named(m, k))
		}
	}
	switch {
	case f.OpeningOf != "":
		return append(keys, before(b.named(f.OpeningOf, k)))
	case f.IncrementOf != "" && k.Period%12 != 0:
		keys = append(keys, before(b.named(f.IncrementOf, k)))
	}
	regions := []string{k.Region}
	if f.OfUnits {
		regions = b.leaves[k.Region]
	}
	for _, m := range f.Inputs {
		for _, p := range f.months(k.Period) {
			for _, region := range regions {
				if in := (Key{m, p, region, k.Group}); !f.YearToDate || b.reported(f, in) {
					keys = append(keys, in)
				}
			}
		}
	}
	return keys
}

// reported reports whether everything that a figure takes of a month was submitted: a year so far leaves out the others.
func (b *book) reported(f Figure, k Key) bool {
	return !slices.ContainsFunc(f.Inputs, func(m string) bool {
		c, ok := b.at(b.named(m, k))
		return !ok || !c.there()
	})
}

// months are those whose figures a figure of a month takes.
func (f Figure) months(p Period) []Period {
	months := []Period{p}
	for _, n := range f.Back {
		months = append(months, p-Period(n))
	}
	for i := range Period(f.Increments) {
		months = append(months, p-i)
		if (p-i)%12 != 0 { // the increment of January is the figure itself
			months = append(months, p-i-1)
		}
	}
	if f.YearToDate {
		for q := p - p%12; q < p; q++ {
			months = append(months, q)
		}
	}
	return months
}

// known reports whether all that a figure is computed from is published.
func (b *book) known(f Figure, k Key) bool {
	return !slices.ContainsFunc(b.sources(f, k), func(in Key) bool {
		c, ok := b.at(in)
		return !ok || c.Status != "A"
	})
}

// rate bounds the numerator of a rate in percent, rounded to step s, by n·(r − s/2) ≤ k ≤ n·(r + s/2), and in the same
// way the denominator when only the numerator is published (disclosure.md, "Model").
func (b *book) rate(c Cell, num, den Key) []simplex.Row {
	whole, decimals, _ := strings.Cut(c.Value, ".")
	r, ok := Cell{Value: whole + decimals, Status: "A"}.count()
	if !ok || r < 0 || len(decimals) > 6 {
		return nil // the rule of withheld inputs holds for it, too
	}
	scale := int64(200)
	for range decimals {
		scale *= 10
	}
	numerator, _ := b.at(num)
	denominator, _ := b.at(den)
	n, published := denominator.count()
	k, counted := numerator.count()
	switch {
	case published && numerator.Status == "Q":
		low, high := ceil(n*(2*r-1), scale), floor(n*(2*r+1), scale)
		return between(b.form(num), low, high)
	case counted && denominator.Status == "Q":
		low, high := ceil(scale*k, 2*r+1), int64(-1)
		if r > 0 {
			high = floor(scale*k, 2*r-1)
		}
		return between(b.form(den), low, high)
	}
	return nil
}

// between is low ≤ form ≤ high; a negative high is none.
func between(form simplex.Goal, low, high int64) []simplex.Row {
	if form == nil {
		return nil
	}
	caps := []simplex.Row{{Terms: minus(nil, form), Value: -low}}
	if high >= 0 {
		caps = append(caps, simplex.Row{Terms: form, Value: high})
	}
	return caps
}

// floor and ceil divide by a positive number.
func floor(a, d int64) int64 {
	q := a / d
	if a%d < 0 {
		q--
	}
	return q
}

func ceil(a, d int64) int64 { return -floor(-a, d) }
