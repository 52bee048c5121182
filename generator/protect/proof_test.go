package protect

import (
	"fmt"
	"math/bits"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/model"
	"gongkai/generator/record"
)

// form is a published number as a sum of unknowns: coefficients by the number of the unknown.
type form map[int]int64

func (f form) plus(g form, times int64) form {
	sum := form{}
	for v, n := range f {
		sum[v] = n
	}
	for v, n := range g {
		if sum[v] += times * n; sum[v] == 0 {
			delete(sum, v)
		}
	}
	return sum
}

// equations writes out by hand what the figures of a world are made of. It shares nothing with system, which leaves the
// last group of a dimension to an equation: here each month's growth of a cumulative count is an unknown for each sex,
// a stock is that of the month before with its flows, a city's figure is the sum of what its units submitted.
type equations struct {
	unknowns int
	forms    map[model.Key]form
	units    map[model.Key]string // of a city's figure: which of them it adds up
}

var sexes = []string{"sex=female", "sex=male"}

func writeOut(rel model.Release, rep record.Report) equations {
	e := equations{forms: map[model.Key]form{}, units: map[model.Key]string{}}
	have := map[model.Key]bool{}
	for _, o := range rep.Observations {
		have[o.Key] = true
	}
	fresh := func() form { e.unknowns++; return form{e.unknowns - 1: 1} }
	for _, u := range rel.Leaves() {
		for _, m := range rel.Measures {
			sums := map[string]form{}
			year := 0
			for _, p := range rel.Periods {
				if p.Year != year {
					sums, year = map[string]form{}, p.Year
				}
				at := func(group string) model.Key { return model.Key{Measure: m.ID, Period: p, Region: u.ID, Group: group} }
				if !have[at("")] && !have[at(sexes[0])] && !have[at(sexes[1])] {
					continue
				}
				if m.Kind != model.Cumulative {
					e.forms[at("")] = fresh()
					continue
				}
				for _, group := range sexes {
					sums[group] = sums[group].plus(fresh(), 1)
				}
				for _, group := range sexes {
					if have[at(group)] {
						e.forms[at(group)] = sums[group]
					}
				}
				if have[at("")] {
					e.forms[at("")] = sums[sexes[0]].plus(sums[sexes[1]], 1)
				}
			}
		}
		for _, p := range rel.Periods {
			at := func(measure string, p model.Period) form {
				return e.forms[model.Key{Measure: measure, Period: p, Region: u.ID}]
			}
			before, found, helped := at("stock", p.Add(-1)), at("found", p), at("helped", p)
			if now := at("stock", p); now != nil && before != nil && found != nil && helped != nil {
				e.forms[model.Key{Measure: "stock", Period: p, Region: u.ID}] = before.plus(found, 1).plus(helped, -1)
			}
		}
	}
	for _, o := range rep.Observations {
		city := o.Key
		city.Region = "city"
		e.forms[city] = e.forms[city].plus(e.forms[o.Key], 1)
		e.units[city] += o.Region + " "
	}
	return e
}

// secret is a number that nobody may be able to work out.
type secret struct {
	name string
	form form
}

// proof tells what can be worked out, exactly, from the published cells of one world. Two things are used: any sum of
// multiples of published cells is known, and a part of nothing is nothing.
func proof(rel *model.Release, rep record.Report, d record.Derived, published func(model.Key) bool) []string {
	e := writeOut(*rel, rep)
	known := newSpan()
	values := map[model.Key]int64{}
	for _, f := range d.Figures {
		if f.State == model.Published {
			values[f.Key] = f.Value.Num
		}
	}
	none := func(f form) { // its unknowns are all 0, if none of them is taken away
		for _, n := range f {
			if n < 0 {
				return
			}
		}
		for v := range f {
			known.add(form{v: 1})
		}
	}
	var secrets []secret
	few := func(n int64) bool { return n > 0 && n < 5 }
	for _, f := range d.Figures {
		m, reported := rel.Measure(f.Measure)
		if !reported || !m.Persons || f.State != model.Published {
			continue
		}
		mine := e.forms[f.Key]
		if published(f.Key) {
			known.add(mine)
			if f.Value.Num == 0 {
				none(mine)
			}
		}
		if !published(f.Key) || few(f.Value.Num) {
			secrets = append(secrets, secret{fmt.Sprint(f.Key), mine})
		}
		for month := 1; m.Kind == model.Cumulative && month < f.Period.Month; month++ {
			k := f.Key
			k.Period.Month = month
			n, ok := values[k]
			if !ok || e.units[k] != e.units[f.Key] {
				continue
			}
			grown := mine.plus(e.forms[k], -1)
			switch {
			case few(f.Value.Num - n):
				secrets = append(secrets, secret{fmt.Sprintf("%v less that of month %d", f.Key, month), grown})
			case f.Value.Num == n && published(k) && published(f.Key):
				none(grown)
			}
		}
		whole := f.Key
		whole.Measure = m.PartOf
		if n, ok := values[whole]; ok && m.PartOf != "" && e.units[whole] == e.units[f.Key] && few(n-f.Value.Num) {
			secrets = append(secrets, secret{fmt.Sprintf("%v without its part", whole), e.forms[whole].plus(mine, -1)})
		}
	}
	var told []string
	for _, s := range secrets {
		if known.has(s.form) {
			told = append(told, s.name)
		}
	}
	return told
}

// span is all that follows from some forms by adding multiples, modulo the prime 2^61 − 1: rows in echelon form, each by
// its leading unknown. What does not follow modulo a prime does not follow from whole numbers either, unless the prime
// divides a determinant.
type span struct{ rows map[int][]residue }

type residue struct {
	v int
	n uint64
}

const prime = 1<<61 - 1

func newSpan() span { return span{map[int][]residue{}} }

func times(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	_, rest := bits.Div64(hi, lo, prime)
	return rest
}

func inverse(a uint64) uint64 {
	x := uint64(1)
	for e := uint64(prime - 2); e > 0; e >>= 1 {
		if e&1 == 1 {
			x = times(x, a)
		}
		a = times(a, a)
	}
	return x
}

// rest is what of a form does not follow; its leading coefficient is 1.
func (s span) rest(f form) []residue {
	var row []residue
	for v, n := range f {
		row = append(row, residue{v, uint64((n%prime + prime) % prime)})
	}
	slices.SortFunc(row, func(a, b residue) int { return a.v - b.v })
	for i := 0; i < len(row); {
		with, ok := s.rows[row[i].v]
		if !ok {
			i++
			continue
		}
		row = slices.Concat(row[:i], combine(row[i:], with, prime-row[i].n))
	}
	if len(row) > 0 {
		by := inverse(row[0].n)
		for i := range row {
			row[i].n = times(row[i].n, by)
		}
	}
	return row
}

// combine is a + n·b.
func combine(a, b []residue, n uint64) []residue {
	var sum []residue
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0].v < b[0].v:
			sum, a = append(sum, a[0]), a[1:]
		case len(a) == 0 || b[0].v < a[0].v:
			sum, b = append(sum, residue{b[0].v, times(b[0].n, n)}), b[1:]
		default:
			if x := (a[0].n + times(b[0].n, n)) % prime; x != 0 {
				sum = append(sum, residue{a[0].v, x})
			}
			a, b = a[1:], b[1:]
		}
	}
	return sum
}

func (s span) add(f form) {
	if row := s.rest(f); len(row) > 0 {
		s.rows[row[0].v] = row
	}
}

func (s span) has(f form) bool { return len(s.rest(f)) == 0 }

// checkProof: no withheld count, no small growth between two months and no small rest of a part is a sum of multiples of
// what is published. It is when one small count is published after all. It reports whether something would be if nothing
// but the small counts themselves were withheld.
func checkProof(t *testing.T, seed uint64, rel model.Release, rep record.Report, d record.Derived, withheld map[model.Key]bool) (spoke bool) {
	t.Helper()
	if told := proof(&rel, rep, d, func(k model.Key) bool { return !withheld[k] }); len(told) > 0 {
		t.Errorf("seed %d: can be worked out:\n%s", seed, strings.Join(told, "\n"))
	}
	small := map[model.Key]bool{}
	var keys []model.Key
	for _, f := range d.Figures {
		m, _ := rel.Measure(f.Measure)
		if m.Persons && f.State == model.Published && f.Value.Num > 0 && f.Value.Num < 5 {
			small[f.Key] = true
			keys = append(keys, f.Key)
		}
	}
	one := keys[rand.New(rand.NewPCG(seed, 2)).IntN(len(keys))]
	told := proof(&rel, rep, d, func(k model.Key) bool { return !withheld[k] || k == one })
	if !slices.Contains(told, fmt.Sprint(one)) {
		t.Errorf("seed %d: %v is published, and the proof finds only %q", seed, one, told)
	}
	return len(proof(&rel, rep, d, func(k model.Key) bool { return !small[k] })) > 0
}
