package protect

import (
	"gongkai/generator/model"
	"gongkai/generator/record"
)

// moneys groups the measures that tell a count (Measure.With). Money adds up as counts do, but not always the same units:
// where one did not submit its count the city's money has it and the city's count has not. Its equations are therefore
// its own, with what companions withholds as what must not be known.
func (g *gate) moneys() [][]model.Measure {
	return g.linked(func(m model.Measure) bool { return m.With != "" })
}

// count reports whether so much must not be known for itself: no amount of money is.
func (s *system) count(n int64) bool { return !s.money && s.gate.count(n) }

// noSecret reports whether an amount may be known, also where it is withheld for want of its count: it tells a count of
// none, or stands beside one of the same units, which is published whatever it gives away.
func (s *system) noSecret(f record.Figure) bool {
	if !s.money || s.rel.Site.HideZeros {
		return false
	}
	n, ok := s.told(f.Key)
	return s.noMoney(f.Value.Num) || ok && n == 0 && s.tellsAll(f)
}

// noMoney reports whether an amount tells a count of none where those are published.
func (s *system) noMoney(n int64) bool { return s.money && n == 0 && !s.rel.Site.HideZeros }

// tellsAll reports whether an amount and the count beside it are of the same units: then each tells the other. Where a
// unit submitted only one of them, what is known of the city's count says nothing exact of the city's money.
func (g *gate) tellsAll(f record.Figure) bool {
	beside, _ := g.beside(f.Key)
	i, ok := g.index[beside]
	return ok && sameUnits(f, g.derived.Figures[i])
}

// tellsFew reports whether what two amounts leave tells so few people that it must not be known.
func (s *system) tellsFew(of, less model.Key) bool {
	n, ok1 := s.told(of)
	m, ok2 := s.told(less)
	return ok1 && ok2 && s.gate.count(n-m)
}

// told is the number that an amount of money tells.
func (s *system) told(k model.Key) (int64, bool) {
	beside, ok := s.beside(k)
	if !ok {
		return 0, false
	}
	i, ok := s.index[beside]
	return s.derived.Figures[i].Value.Num, ok && s.derived.Figures[i].State == model.Published
}

// perHead is the least that a person stands for in what is published of the money, now or in an earlier release: who
// knows a range of W times as much knows a range of W people. Where nothing is published it is 1. What is withheld next
// makes it more, as long as something is published.
func (s *system) perHead() int64 {
	most := int64(1)
	for _, m := range s.family {
		least := int64(0) // nothing yet
		see := func(amount, people int64) {
			if people > 0 && amount >= people && (least == 0 || amount/people < least) {
				least = amount / people
			}
		}
		for _, f := range s.shown(m) {
			if n, ok := s.told(f.Key); ok && !s.withheld(f.Key) {
				see(f.Value.Num, n)
			}
		}
		most = max(most, least)
		for _, r := range s.rel.Ledger {
			least = 0
			for _, c := range r.Cells {
				beside, ok := s.beside(c.Key)
				if c.Measure != m.ID || !ok {
					continue
				}
				count, _ := r.Cell(beside)
				amount, ok1 := c.Count()
				people, ok2 := count.Count()
				if ok1 && ok2 {
					see(int64(amount), int64(people))
				}
			}
			most = max(most, least)
		}
	}
	return most
}
