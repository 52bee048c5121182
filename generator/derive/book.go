package derive

import (
	"slices"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/record"
)

// book holds the figures while they are computed.
type book struct {
	rel        *model.Release
	figures    []record.Figure
	index      map[model.Key]int      // place in figures; only looked up, never walked
	missing    map[model.Key][]string // of a sum: ids of the units that did not report, in official order
	units      map[string][]model.Region
	items      []item
	judgements []record.Judgement
}

// item is a measure or one of its groups, which the units report from a month of a year on.
type item struct {
	measure model.Measure
	group   string
	since   map[int]int // year → first month in which any unit reported it
}

func newBook(rel *model.Release, rep record.Report) *book {
	b := &book{
		rel:     rel,
		index:   make(map[model.Key]int, 8*len(rep.Observations)),
		missing: map[model.Key][]string{},
		units:   map[string][]model.Region{},
	}
	for _, leaf := range rel.Leaves() {
		for id := leaf.ID; id != ""; {
			b.units[id] = append(b.units[id], leaf)
			above, _ := rel.Region(id)
			id = above.Parent
		}
	}
	for _, m := range rel.Measures {
		b.items = append(b.items, item{measure: m, since: map[int]int{}})
	}
	for _, o := range rep.Observations {
		m, ok := rel.Measure(o.Measure)
		if !ok {
			continue // load has reported it
		}
		b.put(record.Figure{
			Key: o.Key, Value: model.CountOf(o.Amount, m.Unit), Persons: m.Persons,
			From: []diag.Pos{o.Pos}, Revision: o.Revision,
		})
		b.note(m, o.Key)
	}
	return b
}

// note records that the item of a key is reported from its month on.
func (b *book) note(m model.Measure, k model.Key) {
	i := slices.IndexFunc(b.items, func(x item) bool { return x.measure.ID == m.ID && x.group == k.Group })
	if i < 0 {
		i = len(b.items)
		b.items = append(b.items, item{measure: m, group: k.Group, since: map[int]int{}})
	}
	if first, ok := b.items[i].since[k.Period.Year]; !ok || k.Period.Month < first {
		b.items[i].since[k.Period.Year] = k.Period.Month
	}
}

func (b *book) at(k model.Key) (record.Figure, bool) {
	i, ok := b.index[k]
	if !ok {
		return record.Figure{}, false
	}
	return b.figures[i], true
}

func (b *book) put(f record.Figure) {
	b.index[f.Key] = len(b.figures)
	b.figures = append(b.figures, f)
}

// places joins the places of the inputs, each once, in order.
func places(inputs []record.Figure) []diag.Pos {
	var all []diag.Pos
	for _, f := range inputs {
		all = append(all, f.From...)
	}
	slices.SortFunc(all, diag.Pos.Compare)
	return slices.Compact(all)
}
