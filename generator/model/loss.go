package model

// Loss is how much of a measure's figures is not told: the share of information lost is Withheld ÷ (Published +
// Withheld). It counts states only, which are public themselves.
type Loss struct {
	Measure   string
	Published int
	Withheld  int
}

// Share is the share of information lost; false when there is no figure at all.
func (l Loss) Share() (Value, bool) {
	all := l.Published + l.Withheld
	if all == 0 {
		return Value{}, false
	}
	return ShareOf(Rate{int64(l.Withheld), int64(all)}), true
}

// Plus is the loss of two sets of figures together, under the name of the first.
func (l Loss) Plus(other Loss) Loss {
	return Loss{l.Measure, l.Published + other.Published, l.Withheld + other.Withheld}
}

// Losses counts the figures of each measure, reported and computed, in the order of the cells.
func (r *Release) Losses() []Loss {
	var losses []Loss
	for _, c := range r.Cells {
		if len(losses) == 0 || losses[len(losses)-1].Measure != c.Measure {
			losses = append(losses, Loss{Measure: c.Measure})
		}
		switch last := &losses[len(losses)-1]; c.State {
		case Published:
			last.Published++
		case Withheld:
			last.Withheld++
		}
	}
	return losses
}
