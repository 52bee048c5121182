package protect

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/derive"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/record"
)

// world is a random city with many small counts: cumulatives with groups, a stock with its flows, fairs, a target.
func world(seed uint64, units, months int) (model.Release, record.Report) {
	random := rand.New(rand.NewPCG(seed, 144))
	rel := model.Release{
		Site:       model.Site{Threshold: 5, Width: 5},
		Regions:    []model.Region{{ID: "city", Short: model.Text{Text: "全市"}}},
		Dimensions: []model.Dimension{{ID: "sex", Values: []model.DimensionValue{{ID: "female"}, {ID: "male"}}}},
		Measures: []model.Measure{
			{ID: "filled", Unit: "人", Persons: true, Additive: true, Groups: []string{"sex"}, PartOf: "known"},
			{ID: "known", Unit: "人", Persons: true, Additive: true},
			{ID: "back", Unit: "人", Persons: true, Additive: true, PartOf: "lost"},
			{ID: "lost", Unit: "人", Persons: true, Additive: true},
			{ID: "stock", Unit: "户", Kind: model.Stock, Persons: true, Additive: true},
			{ID: "found", Unit: "户", Kind: model.Flow, Persons: true, Additive: true},
			{ID: "helped", Unit: "户", Kind: model.Flow, Persons: true, Additive: true},
			{ID: "due", Unit: "人", Kind: model.Flow, Persons: true, Additive: true},
			{ID: "done", Unit: "人", Kind: model.Flow, Persons: true, Additive: true, PartOf: "due"},
			{ID: "fairs", Unit: "场", Kind: model.Flow, Additive: true},
			{ID: "subsidized", Unit: "人", Persons: true, Additive: true},
			{ID: "money", Unit: "元", Additive: true, With: "subsidized"},
		},
		Indicators: []model.Indicator{
			{ID: "jobs", Rule: model.Reach, Direction: model.Up, Measure: "filled", Thresholds: model.Thresholds{Ahead: 10, Behind: -10, FarBehind: -100}},
			{ID: "ratio", Rule: model.RatioFloor, Direction: model.Up, Part: "filled", Whole: "known", FloorPart: "back", FloorWhole: "lost"},
			{ID: "zero", Rule: model.Zero, Direction: model.Down, Measure: "stock", Found: "found", Helped: "helped"},
			{ID: "fair", Rule: model.Monthly, Direction: model.Up, Measure: "fairs"},
			{ID: "visit", Rule: model.Coverage, Direction: model.Up, Part: "done", Whole: "due"},
		},
		Targets: []model.Target{{ID: "jobs-2022", Indicator: "jobs", Year: 2022, Due: model.Date{Year: 2022, Month: 12, Day: 31}, City: "city", Amounts: map[string]model.Amount{"city": 40}}},
	}
	for i := range units {
		id := fmt.Sprintf("u%02d", i)
		rel.Regions = append(rel.Regions, model.Region{ID: id, Short: model.Text{Text: id}, Parent: "city", Leaf: true})
		rel.Targets[0].Amounts[id] = 1 + model.Amount(random.IntN(20))
	}
	var rep record.Report
	held := map[string]model.Amount{}
	for m := range months {
		p := model.Period{Year: 2021 + m/12, Month: m%12 + 1}
		rel.Periods = append(rel.Periods, p)
		for _, u := range rel.Leaves() {
			was := random.IntN(8) // how many fewer the unit reported first, as far as there were so many
			add := func(measure, group string, n model.Amount) {
				if random.IntN(40) == 0 {
					return // not submitted
				}
				o := record.Observation{
					Key: model.Key{Measure: measure, Period: p, Region: u.ID, Group: group}, Amount: n,
					Pos: diag.Pos{File: p.String() + ".csv", Line: len(rep.Observations) + 2, Col: 1},
				}
				rep.Corrections = append(rep.Corrections, corrected(&o, was)...)
				rep.Observations = append(rep.Observations, o)
			}
			grow := func(name string, by int) model.Amount {
				if p.Month == 1 {
					held[name+u.ID] = 0
				}
				held[name+u.ID] += model.Amount(random.IntN(by))
				return held[name+u.ID]
			}
			women, men := grow("women", 3), grow("men", 3)
			add("filled", "", women+men)
			add("filled", "sex=female", women)
			add("filled", "sex=male", men)
			add("known", "", women+men+grow("open", 3))
			back := grow("back", 9)
			add("back", "", back)
			add("lost", "", back+grow("gone", 9))
			found, helped := model.Amount(random.IntN(4)), model.Amount(random.IntN(4))
			helped = min(helped, held["stock"+u.ID]+found)
			held["stock"+u.ID] += found - helped
			add("stock", "", held["stock"+u.ID])
			add("found", "", found)
			add("helped", "", helped)
			due, missed := model.Amount(random.IntN(12)), model.Amount(random.IntN(2))
			if u.ID == "u00" { // a large unit, whose share has two decimals because it is not quite 100%
				due, missed = due+20000, 7*missed
			}
			add("due", "", due)
			add("done", "", max(0, due-missed))
			add("fairs", "", model.Amount(random.IntN(3)))
			subsidized := grow("subsidized", 3)
			add("subsidized", "", subsidized)
			add("money", "", 1000*subsidized)
		}
	}
	slices.SortFunc(rep.Observations, func(a, b record.Observation) int { return a.Key.Compare(b.Key) })
	return rel, rep
}

// corrected is the history of an observation that was first reported with fewer: none, one or two corrections. Money
// comes at 1000元 each.
func corrected(o *record.Observation, fewer int) []record.Correction {
	each := model.Amount(1)
	if o.Measure == "money" {
		each = 1000
	}
	first := *o
	var list []record.Correction
	for step := range fewer % 3 {
		first.Amount = max(0, o.Amount-each*model.Amount(fewer-step))
		next := *o
		if step+1 < fewer%3 {
			next.Amount = max(0, o.Amount-each*model.Amount(fewer-step-1))
		}
		first.Revision, next.Revision = step, step+1
		list = append(list, record.Correction{Old: first, New: next, Late: fewer == 4 && step == 0, Reason: model.Text{Text: "少报"}})
		o.Revision = step + 1
	}
	return list
}

// checkCorrections: no correction shows a small count, and no money that tells one, on either side.
func checkCorrections(t *testing.T, seed uint64, published []model.Correction, d record.Derived, withheld map[model.Key]bool) {
	t.Helper()
	small := func(n int64) bool { return n > 0 && n < 5 }
	shown := 0
	for i, c := range published {
		raw := d.Corrections[i]
		if c.New.State == model.Withheld {
			if c.Reason.Text != "" || c.Old.State == model.Published {
				t.Errorf("seed %d: a withheld correction of %v speaks", seed, c.Key)
			}
			continue
		}
		shown++
		if withheld[c.Key] {
			t.Errorf("seed %d: the correction of %v is published, the figure is not", seed, c.Key)
		}
		sides := []int64{int64(raw.New.Amount)}
		if !raw.Late {
			sides = append(sides, int64(raw.Old.Amount))
		}
		for _, n := range sides {
			persons := c.Key.Measure != "fairs" && c.Key.Measure != "money"
			if persons && small(n) || c.Key.Measure == "money" && small(n/1000) {
				t.Errorf("seed %d: the correction of %v tells %d", seed, c.Key, n)
			}
		}
	}
	if shown == 0 || shown == len(published) {
		t.Errorf("seed %d: %d of %d corrections are shown, the test proves nothing", seed, shown, len(published))
	}
}

// TestNoSmallCountIsPublished looks at every cell of 16 random worlds, and at what can be worked out from them.
func TestNoSmallCountIsPublished(t *testing.T) {
	spoke := 0
	for seed := range uint64(16) {
		rel, rep := world(seed, 4, 18)
		d := derive.Derive(&rel, rep)
		published := Protect(rel, d)
		if len(published.Cells) != len(d.Figures) || len(published.Judgements) != len(d.Judgements) {
			t.Fatalf("seed %d: cells or judgements are lost", seed)
		}
		withheld := map[model.Key]bool{}
		for _, c := range published.Cells {
			if c.State == model.Withheld {
				withheld[c.Key] = true
			}
		}
		checkCorrections(t, seed, published.Corrections, d, withheld)
		if checkProof(t, seed, rel, rep, d, withheld) {
			spoke++
		}
		if len(withheld) == 0 {
			t.Fatalf("seed %d: nothing is withheld, the test proves nothing", seed)
		}
		for i, c := range published.Cells {
			f := d.Figures[i]
			if c.Key != f.Key {
				t.Fatalf("seed %d: cells are not ordered like figures", seed)
			}
			checkCell(t, seed, c, f, withheld)
			money, ok := rel.Measure(c.Measure)
			if ok && money.With != "" {
				beside := c.Key
				beside.Measure = money.With
				if withheld[beside] && c.State == model.Published {
					t.Errorf("seed %d: %v is published beside its withheld count", seed, c.Key)
				}
			}
		}
		for i, j := range published.Judgements {
			hidden := slices.ContainsFunc(d.Judgements[i].Inputs, func(k model.Key) bool { return withheld[k] })
			if hidden && j.State == model.Published && j.Indicator != "zero" {
				t.Errorf("seed %d: %v is judged from a withheld figure", seed, j)
			}
			if hidden && strings.ContainsAny(j.Because, "0123456789") {
				t.Errorf("seed %d: %v gives a number: %s", seed, j.Prefix, j.Because)
			}
			if j.State != model.Published && (j.Status != model.NoStatus || j.Because != "") {
				t.Errorf("seed %d: %v has a status without being published", seed, j)
			}
		}
	}
	if spoke < 12 {
		t.Errorf("only %d of 16 worlds need more withheld than the small counts, the test proves little", spoke)
	}
}

func checkCell(t *testing.T, seed uint64, c model.Cell, f record.Figure, withheld map[model.Key]bool) {
	t.Helper()
	for _, k := range f.Inputs {
		if withheld[k] && c.State != model.Withheld {
			t.Errorf("seed %d: %v is %v although %v is withheld", seed, c.Key, c.State, k)
		}
	}
	if c.State != model.Published {
		if c.Value != (model.Value{}) || c.How != "" || c.From != nil {
			t.Errorf("seed %d: %v is %v and has %v %q %v", seed, c.Key, c.State, c.Value, c.How, c.From)
		}
		if c.State == model.Withheld && c.Why != "" {
			t.Errorf("seed %d: %v is withheld and gives a reason %q", seed, c.Key, c.Why)
		}
		return
	}
	n := max(c.Value.Num, -c.Value.Num)
	if f.Persons && n > 0 && n < 5 {
		t.Errorf("seed %d: %v publishes %d", seed, c.Key, c.Value.Num)
	}
	for _, k := range f.Shown {
		if withheld[k] && c.How != "" {
			t.Errorf("seed %d: %v shows %v in %q", seed, c.Key, k, c.How)
		}
	}
}

// TestPersonsAreMarked: every figure that is a count in 人 or 户 of a protected measure is tested for itself or goes
// with an input that is; the rest are differences of published figures.
func TestPersonsAreMarked(t *testing.T) {
	rel, rep := world(1, 4, 24)
	differences := map[string]bool{"target": true, "gap": true, "over": true, "need": true, "forecast": true, "short": true, "months": true, "rank": true}
	for _, f := range derive.Derive(&rel, rep).Figures {
		_, figure := model.SplitMeasure(f.Measure)
		counts := f.State == model.Published && f.Value.Kind == model.Count && (f.Value.Unit == "人" || f.Value.Unit == "户")
		if counts && !f.Persons && !differences[figure] {
			t.Errorf("%v counts %s and is not marked", f.Key, f.Value.Unit)
		}
	}
}

// TestSameResultEachTime: nothing depends on the order of a map or of the figures.
func TestSameResultEachTime(t *testing.T) {
	rel, rep := world(7, 4, 14)
	want := Protect(rel, derive.Derive(&rel, rep))
	for seed := range uint64(4) {
		d := derive.Derive(&rel, rep)
		random := rand.New(rand.NewPCG(seed, 1))
		random.Shuffle(len(d.Figures), func(i, j int) { d.Figures[i], d.Figures[j] = d.Figures[j], d.Figures[i] })
		random.Shuffle(len(d.Judgements), func(i, j int) { d.Judgements[i], d.Judgements[j] = d.Judgements[j], d.Judgements[i] })
		got := Protect(rel, d)
		if !reflect.DeepEqual(got.Cells, want.Cells) || !reflect.DeepEqual(got.Judgements, want.Judgements) {
			t.Fatal("the release depends on the order of the figures")
		}
	}
}

// TestProtectLeavesItsInputAlone: explain reads the derived figures afterwards.
func TestProtectLeavesItsInputAlone(t *testing.T) {
	rel, rep := world(3, 4, 24)
	d, again := derive.Derive(&rel, rep), derive.Derive(&rel, rep)
	Protect(rel, d)
	if !reflect.DeepEqual(d, again) {
		t.Error("Protect changes the derived figures")
	}
	if rel.Cells != nil || rel.Judgements != nil {
		t.Error("Protect fills the release that it was given")
	}
}
