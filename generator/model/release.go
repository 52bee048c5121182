package model

import (
	"slices"
	"time"
)

// Cell returns the figure of a key.
func (r *Release) Cell(k Key) (Cell, bool) {
	return search(r.Cells, k, func(c Cell) Key { return c.Key })
}

// search finds a key in a list that is sorted by it.
func search[T any](list []T, k Key, of func(T) Key) (T, bool) {
	i, ok := slices.BinarySearchFunc(list, k, func(x T, k Key) int { return of(x).Compare(k) })
	if !ok {
		var none T
		return none, false
	}
	return list[i], true
}

// Figure returns the figure of a judgement, such as rate. A figure that the rule does not have is 不适用.
func (r *Release) Figure(j Judgement, figure string) Cell {
	k := Key{Measure: j.Prefix + "." + figure, Period: j.Period, Region: j.Region}
	if c, ok := r.Cell(k); ok {
		return c
	}
	return Cell{Key: k, State: NotApplicable}
}

// Judgement returns the judgement of an indicator (by prefix) for one unit and month.
func (r *Release) Judgement(prefix string, p Period, region string) (Judgement, bool) {
	want := Judgement{Prefix: prefix, Period: p, Region: region}
	i, ok := slices.BinarySearchFunc(r.Judgements, want, Judgement.Compare)
	if !ok {
		return Judgement{}, false
	}
	return r.Judgements[i], true
}

// Region returns a region by id.
func (r *Release) Region(id string) (Region, bool) {
	return find(r.Regions, func(x Region) bool { return x.ID == id })
}

// Root returns the region without a parent: the city.
func (r *Release) Root() Region {
	root, _ := find(r.Regions, func(x Region) bool { return x.Parent == "" })
	return root
}

// Leaves returns the reporting units in official order.
func (r *Release) Leaves() []Region {
	var leaves []Region
	for _, x := range r.Regions {
		if x.Leaf {
			leaves = append(leaves, x)
		}
	}
	return leaves
}

// Children returns the regions right below one, in official order.
func (r *Release) Children(id string) []Region {
	var below []Region
	for _, x := range r.Regions {
		if x.Parent == id && x.Parent != "" {
			below = append(below, x)
		}
	}
	return below
}

// Below returns all regions below the root, in official order: each has pages and bulletins of its own.
func (r *Release) Below() []Region {
	var below []Region
	for _, x := range r.Regions {
		if x.Parent != "" {
			below = append(below, x)
		}
	}
	return below
}

// Within reports whether a region is another one or lies in it.
func (r *Release) Within(id, whole string) bool {
	for id != "" {
		if id == whole {
			return true
		}
		x, _ := r.Region(id)
		id = x.Parent
	}
	return false
}

// Measure returns a measure by id.
func (r *Release) Measure(id string) (Measure, bool) {
	return find(r.Measures, func(x Measure) bool { return x.ID == id })
}

// Indicator returns an indicator by id.
func (r *Release) Indicator(id string) (Indicator, bool) {
	return find(r.Indicators, func(x Indicator) bool { return x.ID == id })
}

// Target returns a target by id.
func (r *Release) Target(id string) (Target, bool) {
	return find(r.Targets, func(x Target) bool { return x.ID == id })
}

// Policy returns a policy by id.
func (r *Release) Policy(id string) (Policy, bool) {
	return find(r.Policies, func(x Policy) bool { return x.ID == id })
}

// Hotline returns the channel to ask about a policy: the one it names, else the first that has a phone.
func (r *Release) Hotline(p Policy) Channel {
	c, ok := find(r.Channels, func(x Channel) bool { return x.ID == p.Hotline })
	if !ok {
		c, _ = find(r.Channels, func(x Channel) bool { return x.Phone != "" })
	}
	return c
}

// PublishedAt returns the publication time of a month; false when it is not stated.
func (r *Release) PublishedAt(p Period) (time.Time, bool) {
	x, ok := find(r.Publications, func(x Publication) bool { return x.Period == p })
	return x.At, ok && !x.At.IsZero()
}

// Paper returns what is stated about the bulletin of a month and region.
func (r *Release) Paper(p Period, region string) Paper {
	x, _ := find(r.Publications, func(x Publication) bool { return x.Period == p })
	paper, _ := find(x.Papers, func(x Paper) bool { return x.Region == region })
	return paper
}

// Months returns the months that get pages and bulletins: those from the first year with a target on, all of them when
// there is no target. What was published once keeps its address (earlier years only serve as the base of 同比).
func (r *Release) Months() []Period {
	first := 0
	for _, t := range r.Targets {
		if first == 0 || t.Year < first {
			first = t.Year
		}
	}
	var months []Period
	for _, p := range r.Periods {
		if p.Year >= first {
			months = append(months, p)
		}
	}
	if months == nil {
		return r.Periods
	}
	return months
}

// MonthsOf returns the months of one year that get pages and bulletins.
func (r *Release) MonthsOf(year int) []Period {
	var months []Period
	for _, p := range r.Months() {
		if p.Year == year {
			months = append(months, p)
		}
	}
	return months
}

// Newest returns the last month with figures.
func (r *Release) Newest() Period {
	if len(r.Periods) == 0 {
		return Period{}
	}
	return r.Periods[len(r.Periods)-1]
}

// Article returns a piece of prose by kind and id.
func (r *Release) Article(kind ArticleKind, id string) (Article, bool) {
	return find(r.Articles, func(x Article) bool { return x.Kind == kind && x.ID == id })
}

func find[T any](items []T, is func(T) bool) (T, bool) {
	if i := slices.IndexFunc(items, is); i >= 0 {
		return items[i], true
	}
	var none T
	return none, false
}
