package protect

import (
	"slices"

	"gongkai/generator/model"
	"gongkai/generator/record"
	"gongkai/generator/suppress"
)

// Tally says how much of a release is withheld, and how much would be if whole series were.
type Tally struct {
	Cells     int // published and withheld ones
	Small     int // withheld for themselves
	Secondary int // counts of people withheld to protect others
	Computed  int // withheld because they are computed from those or tell them
	Series    int // what hiding whole series would withhold
}

// Withheld is all that is withheld.
func (t Tally) Withheld() int { return t.Small + t.Secondary + t.Computed }

// Count counts the cells of a release that Protect made of derived figures.
func Count(rel *model.Release, d record.Derived) Tally {
	g := sorted(rel, d)
	whole := g.series()
	var t Tally
	for i, f := range g.derived.Figures {
		m, reported := rel.Measure(f.Measure)
		c, shown := rel.Cell(f.Key)
		if !shown || c.State != model.Published && c.State != model.Withheld {
			continue
		}
		t.Cells++
		if whole[i] {
			t.Series++
		}
		switch {
		case c.State == model.Published:
		case !reported || !m.Persons:
			t.Computed++
		case g.count(f.Value.Num):
			t.Small++
		default:
			t.Secondary++
		}
	}
	return t
}

// series tells what is withheld when a clerk hides whole series, which needs no solving: a series is a measure, a region,
// a group and a year. It is hidden in all its months when one of them is small, grew by few since any month before, or
// leaves few of what it is part of. Then, wherever series add up – units to the region above, groups to their total,
// 上月末 + 当月认定 − 当月帮扶 to 月末 – and only one of them is hidden, the smallest other one is hidden as well, which may
// be the total, until none can be subtracted. What is computed from them goes with them. That is the least such a
// clerk has to hide: ranges are not looked at.
func (g *gate) series() []bool {
	list := map[series]*hiding{} // only looked up
	at := func(k model.Key) *hiding {
		x := series{k.Measure, k.Region, k.Group, k.Period.Year}
		if list[x] == nil {
			list[x] = &hiding{}
		}
		return list[x]
	}
	var sums [][]*hiding
	for _, family := range g.families() {
		s := g.newSystem(family)
		for i, c := range s.problem.Cells {
			if s.keys[i].Measure != "" {
				at(s.keys[i]).size += c.Value
			}
			if of := s.of[i]; c.Kind == suppress.Virtual && s.less[i].Measure != "" && s.less[i].Measure != of.Measure {
				at(s.less[i]).hidden = true
			} else if c.Kind == suppress.Primary || c.Kind == suppress.Virtual {
				at(of).hidden = true
			}
		}
		for _, m := range family {
			sums = append(sums, g.sumsOf(m, at)...)
		}
	}
	for changed := true; changed; {
		changed = false
		for _, sum := range sums {
			var open []*hiding
			for _, s := range sum {
				if !s.hidden {
					open = append(open, s)
				}
			}
			if len(open) > 0 && len(open) == len(sum)-1 {
				slices.MinFunc(open, func(a, b *hiding) int { return int(a.size - b.size) }).hidden = true
				changed = true
			}
		}
	}
	clerk := *g
	clerk.hidden = make([]bool, len(g.derived.Figures))
	for i, f := range g.derived.Figures {
		m, reported := g.rel.Measure(f.Measure)
		clerk.hidden[i] = g.small(f) || reported && m.Persons && f.State == model.Published && at(f.Key).hidden
	}
	clerk.companions()
	clerk.inherit()
	return clerk.hidden
}

// series is what a clerk hides as one.
type series struct {
	measure, region, group string
	year                   int
}

// hiding is whether a series is hidden, and how many people it counts in all its months.
type hiding struct {
	hidden bool
	size   int64
}

// sumsOf lists the series of a measure that add up with one another.
func (g *gate) sumsOf(m model.Measure, at func(model.Key) *hiding) [][]*hiding {
	if !m.Additive {
		return nil
	}
	of := func(k model.Key) series { return series{k.Measure, k.Region, k.Group, k.Period.Year} }
	there := map[series]bool{}
	var keys []model.Key // one of each series
	for _, f := range g.shown(m) {
		if !there[of(f.Key)] {
			there[of(f.Key)] = true
			keys = append(keys, f.Key)
		}
	}
	var sums [][]*hiding
	add := func(whole model.Key, parts []model.Key) {
		sum := []*hiding{at(whole)}
		for _, k := range parts {
			if there[of(k)] {
				sum = append(sum, at(k))
			}
		}
		if len(sum) > 1 {
			sums = append(sums, sum)
		}
	}
	s := system{gate: g}
	for _, whole := range keys {
		var units []model.Key
		for _, unit := range g.rel.Children(whole.Region) {
			k := whole
			k.Region = unit.ID
			units = append(units, k)
		}
		add(whole, units)
		for _, d := range g.rel.Dimensions {
			var groups []model.Key
			for _, v := range d.Values {
				k := whole
				k.Group = s.within(whole.Group, d.ID, v.ID)
				groups = append(groups, k)
			}
			add(whole, groups)
		}
		for _, ind := range g.rel.Indicators {
			if ind.Rule == model.Zero && ind.Measure == m.ID {
				found, helped := whole, whole
				found.Measure, helped.Measure = ind.Found, ind.Helped
				sums = append(sums, []*hiding{at(whole), at(found), at(helped)})
			}
		}
	}
	return sums
}
