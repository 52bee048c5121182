// Package protect is the gate: the only way from reported figures to cells that may be published.
//
// A count of people or households from 1 to Threshold−1 is withheld (zero policy A: zeros are published, so a withheld
// count is at least 1), and so is everything that is computed from a withheld figure, money that tells its count, and
// the monthly increment of a cumulative count. A withheld cell has no value, no formula, no places and no reason, and
// a judgement that follows from it has no words: nothing of the figure leaves this package.
//
// A figure that would give one of these away by adding and subtracting, or pin it to a range narrower than Width, is
// withheld with it: a total beside all its parts but one, two cumulatives around a small increment, a whole beside its
// part, three of 上月末 + 当月认定 − 当月帮扶 = 月末. Of what a cumulative grew by between two months, and of what a part
// leaves of its whole, nobody may know a range narrower than Width that has a number from 1 to Threshold−1 in it, whatever
// the number is: who reads the figures cannot know. system says what adds up, package suppress chooses.
package protect

import (
	"slices"

	"gongkai/generator/model"
	"gongkai/generator/record"
)

// Protect returns the release with the cells, judgements and corrections that may be published.
func Protect(rel model.Release, d record.Derived) *model.Release {
	g := newGate(&rel, d)
	g.cells()
	g.judge()
	g.correct()
	return &rel
}

// gate decides for each figure once.
type gate struct {
	rel     *model.Release
	derived record.Derived
	index   map[model.Key]int // place in derived.Figures; only looked up, never walked
	hidden  []bool
}

func newGate(rel *model.Release, d record.Derived) *gate {
	g := sorted(rel, d)
	for i, f := range g.derived.Figures {
		g.hidden[i] = g.small(f)
	}
	g.solve()
	g.companions()
	g.inherit()
	g.rankAgain()
	return g
}

// sorted is a gate before it has decided anything.
func sorted(rel *model.Release, d record.Derived) *gate {
	d.Figures = slices.Clone(d.Figures)
	slices.SortFunc(d.Figures, func(a, b record.Figure) int { return a.Key.Compare(b.Key) })
	g := &gate{rel: rel, derived: d, index: make(map[model.Key]int, len(d.Figures)), hidden: make([]bool, len(d.Figures))}
	for i, f := range d.Figures {
		g.index[f.Key] = i
	}
	return g
}

// small reports whether a figure counts so few people or households that they might be known.
func (g *gate) small(f record.Figure) bool {
	return f.State == model.Published && f.Persons && g.few(f.Value.Amount())
}

// few takes the size of a count; an increment may be negative after a correction.
func (g *gate) few(n model.Amount) bool {
	n = max(n, -n)
	return g.count(int64(n))
}

// companions withholds measures that tell each other (money beside its count) together, to a fixpoint: a third
// measure may go with the second. Without its count money would tell it to everyone who knows the rate: it is withheld
// when the count was not submitted.
func (g *gate) companions() {
	for changed := true; changed; {
		changed = false
		for i, f := range g.derived.Figures {
			beside, ok := g.beside(f.Key)
			if !ok {
				continue
			}
			j, ok := g.index[beside]
			switch {
			case !ok || g.derived.Figures[j].State != model.Published:
				changed = changed || !g.hidden[i] && f.State == model.Published
				g.hidden[i] = f.State == model.Published
			case f.State == model.Published && (g.hidden[j] && !g.hidden[i] || g.hidden[i] && !g.hidden[j] && g.tellsAll(f)):
				g.hidden[i], g.hidden[j], changed = true, true, true
			}
		}
	}
}

// beside is the key of the figure that tells the one asked for.
func (g *gate) beside(k model.Key) (model.Key, bool) {
	m, ok := g.rel.Measure(k.Measure)
	k.Measure = m.With
	return k, ok && m.With != ""
}

// inherit withholds what is computed from a withheld figure, to a fixpoint.
func (g *gate) inherit() {
	for changed := true; changed; {
		changed = false
		for i, f := range g.derived.Figures {
			if !g.hidden[i] && g.any(f.Inputs) {
				g.hidden[i], changed = true, true
			}
		}
	}
}

// any reports whether one of the figures is withheld.
func (g *gate) any(keys []model.Key) bool { return slices.ContainsFunc(keys, g.withheld) }

func (g *gate) withheld(k model.Key) bool {
	i, ok := g.index[k]
	return ok && g.hidden[i]
}

// rankAgain places the units without those whose rate is withheld: their place would speak of their rate.
func (g *gate) rankAgain() {
	type ranking struct {
		prefix string
		p      model.Period
		whole  string // the region that the units stand right below
	}
	var again []ranking
	for i, f := range g.derived.Figures {
		prefix, figure := model.SplitMeasure(f.Measure)
		if figure != "rank" || !g.hidden[i] {
			continue
		}
		region, _ := g.rel.Region(f.Region)
		if r := (ranking{prefix, f.Period, region.Parent}); !slices.Contains(again, r) {
			again = append(again, r)
		}
	}
	for _, r := range again {
		var rates []record.Figure
		for _, unit := range g.rel.Children(r.whole) {
			k := model.Key{Measure: r.prefix + ".rate", Period: r.p, Region: unit.ID}
			i, ok := g.index[k]
			if !ok {
				continue
			}
			rate := g.derived.Figures[i]
			if g.hidden[i] {
				rate = record.Figure{Key: k, State: model.Withheld}
			}
			rates = append(rates, rate)
		}
		ind, _ := g.rel.IndicatorOf(r.prefix)
		for _, f := range record.Rank(rates, r.prefix+".rank", ind.Direction == model.Down) {
			if i, ok := g.index[f.Key]; ok && !g.hidden[i] {
				g.derived.Figures[i] = f
			}
		}
	}
}

// cells fills the release with every figure as it may be published.
func (g *gate) cells() {
	g.rel.Cells = make([]model.Cell, 0, len(g.derived.Figures))
	for i, f := range g.derived.Figures {
		if m, _ := g.rel.Measure(f.Measure); !m.Shows(f.Group, f.Period) {
			continue
		}
		g.rel.Cells = append(g.rel.Cells, g.cell(f, g.hidden[i]))
	}
	slices.SortFunc(g.rel.Cells, func(a, b model.Cell) int { return a.Key.Compare(b.Key) })
}

func (g *gate) cell(f record.Figure, hidden bool) model.Cell {
	switch {
	case hidden || f.State == model.Withheld:
		return model.Cell{Key: f.Key, State: model.Withheld}
	case f.State != model.Published:
		return model.Cell{Key: f.Key, State: f.State, Why: f.Why}
	}
	c := model.Cell{Key: f.Key, Value: f.Value, How: f.How, Why: f.Why, From: slices.Clone(f.From), Revision: f.Revision}
	if g.any(f.Shown) {
		c.How = ""
	}
	if g.any(f.Apart) {
		c.Value = c.Value.WithDigits(1) // more of them would tell what the withheld one prints like
	}
	return c
}

// judge fills the release with every judgement as it may be published.
func (g *gate) judge() {
	g.rel.Judgements = make([]model.Judgement, 0, len(g.derived.Judgements))
	for _, j := range g.derived.Judgements {
		published := j.Judgement
		if published.State == model.Published && g.any(j.Inputs) {
			published = g.withhold(published)
		}
		g.rel.Judgements = append(g.rel.Judgements, published)
	}
	slices.SortFunc(g.rel.Judgements, model.Judgement.Compare)
}

// withhold takes the status away, except that of a stock that must be zero: withheld already says that it is not, where
// zeros are published.
func (g *gate) withhold(j model.Judgement) model.Judgement {
	if ind, ok := g.rel.Indicator(j.Indicator); ok && ind.Rule == model.Zero && !g.rel.Site.HideZeros {
		j.Because = "月末没有清零，户数不予公开"
		return j
	}
	j.Status, j.State, j.Because = model.NoStatus, model.Withheld, ""
	return j
}
