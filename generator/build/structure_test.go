package build

import (
	"encoding/json"
	"slices"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/opendata"
	"gongkai/generator/output"
	"gongkai/generator/record"
)

// stated is structure.json as its readers see it.
type stated struct {
	Figures []statedFigure
}

type statedFigure struct {
	ID, Is      string
	OpeningOf   string `json:"opening_of"`
	IncrementOf string `json:"increment_of"`
	Num, Den    string
	Inputs      []string
	Back        []int
	Increments  int
	YearToDate  bool `json:"year_to_date"`
	OfUnits     bool `json:"of_units"`
}

// TestStructureSaysWhatDeriveDoes follows every computed figure of the shipped site back to the measures it comes from:
// they are those that structure.json names, of the months that it names, and what is said to be equal is equal.
func TestStructureSaysWhatDeriveDoes(t *testing.T) {
	f, s := shippedStructure(t)
	figures := map[model.Key]record.Figure{}
	for _, x := range f.Derived.Figures {
		figures[x.Key] = x
	}
	seen, valued := map[string]bool{}, map[string]bool{}
	for _, x := range f.Derived.Figures {
		_, figure := model.SplitMeasure(x.Measure)
		if figure == "" {
			continue
		}
		i := slices.IndexFunc(s.Figures, func(say statedFigure) bool { return say.ID == x.Measure })
		if i < 0 {
			t.Fatalf("%s is not in structure.json", x.Measure)
		}
		say := s.Figures[i]
		valued[x.Measure] = valued[x.Measure] || x.State == model.Published
		for _, k := range measuresBehind(figures, x) {
			seen[x.Measure] = true
			if !slices.Contains(say.Inputs, k.Measure) {
				t.Fatalf("%v comes from %s, which is not said", x.Key, k.Measure)
			}
			back := (x.Period.Year-k.Period.Year)*12 + x.Period.Month - k.Period.Month
			if say.OpeningOf != "" && back != 1 || say.OpeningOf == "" && !say.inTime(x.Period, k.Period, back) {
				t.Fatalf("%v comes from %v, %d months back, which is not said", x.Key, k, back)
			}
			if k.Region != x.Region && !say.OfUnits {
				t.Fatalf("%v comes from %v of another region, which is not said", x.Key, k)
			}
		}
		equal(t, f, say, figures, x)
	}
	for _, say := range s.Figures {
		if valued[say.ID] && len(say.Inputs) > 0 && !seen[say.ID] {
			t.Errorf("%s never came from any measure", say.ID)
		}
	}
}

func (say statedFigure) inTime(now, then model.Period, back int) bool {
	for i := range say.Increments {
		if back == i || back == i+1 && now.Add(-i).Month > 1 {
			return true
		}
	}
	return back == 0 || slices.Contains(say.Back, back) || say.IncrementOf != "" && back == 1 || say.YearToDate && then.Year == now.Year && back > 0
}

// measuresBehind are the reported figures and sums that a figure is computed from.
func measuresBehind(figures map[model.Key]record.Figure, x record.Figure) []model.Key {
	var keys []model.Key
	for _, k := range x.Inputs {
		if _, figure := model.SplitMeasure(k.Measure); figure == "" {
			keys = append(keys, k)
			continue
		}
		keys = append(keys, measuresBehind(figures, figures[k])...)
	}
	return keys
}

func equal(t *testing.T, f Figures, say statedFigure, figures map[model.Key]record.Figure, x record.Figure) {
	t.Helper()
	if x.State != model.Published {
		return
	}
	at := func(measure string, back int) model.Amount {
		return figures[model.Key{Measure: measure, Period: x.Period.Add(-back), Region: x.Region}].Value.Amount()
	}
	is := func(what string, want model.Amount) {
		if x.Value.Amount() != want {
			t.Fatalf("%v is %d, its %s %d", x.Key, x.Value.Amount(), what, want)
		}
	}
	switch {
	case say.Is != "":
		is("measure", at(say.Is, 0))
	case say.OpeningOf != "":
		is("opening", at(say.OpeningOf, 1))
	case say.IncrementOf != "" && x.Period.Month == 1:
		is("increment", at(say.IncrementOf, 0))
	case say.IncrementOf != "":
		is("increment", at(say.IncrementOf, 0)-at(say.IncrementOf, 1))
	case say.Num != "":
		if exact := (model.Rate{Num: int64(at(say.Num, 0)), Den: int64(at(say.Den, 0))}); x.Value.Rate().Compare(exact) != 0 {
			t.Fatalf("%v is %v, not %v", x.Key, x.Value.Rate(), exact)
		}
	}
}

func shippedStructure(t *testing.T) (Figures, stated) {
	t.Helper()
	var l diag.List
	f, err := Load(Options{Root: "../..", Today: model.Date{Year: 2022, Month: 11, Day: 30}}, &l)
	if err != nil || l.Failed() {
		t.Fatalf("%v %v", err, l.Sorted())
	}
	t.Cleanup(f.Close)
	for _, job := range opendata.Jobs(f.Release) {
		for _, file := range job(output.Manifest{}, &l) {
			if file.Path == "data/observations/structure.json" {
				var s stated
				if err := json.Unmarshal(file.Data, &s); err != nil {
					t.Fatal(err)
				}
				return f, s
			}
		}
	}
	t.Fatal("no structure.json")
	return f, stated{}
}
