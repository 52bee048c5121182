package derive

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"gongkai/generator/model"
	"gongkai/generator/record"
)

// order says which status is better; Missed and FarBehind are the worst of their time.
var order = map[model.Status]int{model.Missed: 0, model.FarBehind: 0, model.Behind: 1, model.OnPace: 2, model.Ahead: 3, model.Done: 4}

// TestMoreIsNeverWorse: with everything else equal, a larger cumulative never has a worse status, whatever the month,
// the target and the thresholds.
func TestMoreIsNeverWorse(t *testing.T) {
	random := rand.New(rand.NewPCG(2022, 10))
	for range 60 {
		rel := city()
		rel.Regions = rel.Regions[:2]
		p := model.Period{Year: 2022, Month: 1 + random.IntN(12)}
		rel.Periods = []model.Period{p}
		ahead := random.Int64N(80)
		behind := -random.Int64N(80)
		rel.Indicators[0].Thresholds = model.Thresholds{Ahead: ahead, Behind: behind, FarBehind: behind - random.Int64N(200)}
		target := 1 + random.Int64N(3000)
		rel.Targets[0].Amounts = map[string]model.Amount{"huancui": model.Amount(target)}
		worst := 0
		for created := int64(0); created <= target+2; created += 1 + target/40 {
			var r filing
			r.add(p, "huancui", "posts_created", created)
			status := derived(t, rel, &r).judged("posts", p, "huancui").Status
			if order[status] < worst {
				t.Fatalf("%d of %d in month %d is %v, fewer was better", created, target, p.Month, status)
			}
			worst = order[status]
		}
	}
}

// TestShortCloses: with short more people the floor is reached, with one fewer it is not.
func TestShortCloses(t *testing.T) {
	random := rand.New(rand.NewPCG(2022, 12))
	closed := 0
	for range 300 {
		b := 1 + random.Int64N(500)
		a := random.Int64N(b + 1)
		d := 1 + random.Int64N(500)
		c := random.Int64N(d + 1)
		var r filing
		for m, n := range map[string]int64{"hardship_employed": a, "hardship_recognized": b, "reemployed": c, "unemployed_registered": d} {
			r.add(october, "huancui", m, n)
		}
		got := derived(t, city(), &r)
		k := got.figure("hardship_ratio.short", october, "huancui").Value.Num
		met := got.judged("hardship_ratio", october, "huancui").Status == model.Met
		if met != (k == 0) || met != (a*d >= c*b) {
			t.Fatalf("%d/%d against %d/%d: met %v, short %d", a, b, c, d, met, k)
		}
		if (a+k)*d < c*b || k > 0 && (a+k-1)*d >= c*b {
			t.Fatalf("%d/%d against %d/%d: %d more do not just close it", a, b, c, d, k)
		}
		if k > 0 {
			closed++
		}
	}
	if closed < 50 {
		t.Fatalf("only %d cases were below the floor", closed)
	}
}

// TestNeedJustReaches: need in each remaining month reaches the target, one fewer does not; the expected month is the
// first in which the mean of three months reaches it.
func TestNeedJustReaches(t *testing.T) {
	random := rand.New(rand.NewPCG(2022, 13))
	for range 60 {
		rel := city()
		rel.Regions = rel.Regions[:2]
		target := 100 + random.Int64N(3000)
		rel.Targets[0].Amounts = map[string]model.Amount{"huancui": model.Amount(target)}
		var r filing
		total := int64(0)
		last := model.Period{Year: 2022, Month: 3 + random.IntN(8)}
		rel.Periods = nil
		var steps []int64
		for m := 1; m <= last.Month; m++ {
			rel.Periods = append(rel.Periods, model.Period{Year: 2022, Month: m})
			steps = append(steps, random.Int64N(target/9))
			total += steps[m-1]
			r.add(model.Period{Year: 2022, Month: m}, "huancui", "posts_created", total)
		}
		d := derived(t, rel, &r)
		left := int64(12 - last.Month)
		need := d.figure("posts.need", last, "huancui").Value.Num
		if total+need*left < target || need > 0 && total+(need-1)*left >= target {
			t.Fatalf("%d of %d with %d months left needs %d", total, target, left, need)
		}
		sum := steps[len(steps)-1] + steps[len(steps)-2] + steps[len(steps)-3]
		finish := d.figure("posts.finish", last, "huancui")
		if total >= target || finish.State != model.Published {
			continue
		}
		months := finish.Value.Num - int64(2022*12+last.Month-1)
		if 3*total+sum*months < 3*target || 3*total+sum*(months-1) >= 3*target {
			t.Fatalf("%d of %d with %d in three months is finished after %d months", total, target, sum, months)
		}
	}
}

// TestInputsExist: protect and explain can walk from every figure to figures that are there, without circles, and a
// published derived figure has places.
func TestInputsExist(t *testing.T) {
	var r filing
	r.posts()
	r.ratios()
	d := derived(t, city(), &r)
	figures := map[model.Key]record.Figure{}
	for _, f := range d.Figures {
		if _, twice := figures[f.Key]; twice {
			t.Errorf("%v is there twice", f.Key)
		}
		figures[f.Key] = f
	}
	var walk func(k model.Key, depth int)
	walk = func(k model.Key, depth int) {
		if depth > 12 {
			t.Fatalf("%v is its own input", k)
		}
		f, ok := figures[k]
		if !ok {
			t.Fatalf("%v is an input and does not exist", k)
		}
		for _, in := range slices.Concat(f.Inputs, f.Sum, f.Shown) {
			walk(in, depth+1)
		}
	}
	for _, f := range d.Figures {
		walk(f.Key, 0)
		_, figure := model.SplitMeasure(f.Measure)
		if f.State == model.Published && f.From == nil && figure != "pace" {
			t.Errorf("%v comes from nowhere", f.Key)
		}
		if f.State != model.Published && (f.Why == "" || f.Value != (model.Value{})) {
			t.Errorf("%v is %v without a reason or with a value", f.Key, f.State)
		}
	}
	for _, j := range d.Judgements {
		for _, in := range j.Inputs {
			walk(in, 0)
		}
		if (j.State == model.Published) != (j.Status != model.NoStatus && j.Because != "") {
			t.Errorf("%v: state, status and reason do not go together", j.Judgement)
		}
	}
	if !slices.IsSortedFunc(d.Figures, func(a, b record.Figure) int { return a.Key.Compare(b.Key) }) {
		t.Error("the figures are not sorted")
	}
}

// TestSameResultEachTime: nothing walks a map on the way to a figure.
func TestSameResultEachTime(t *testing.T) {
	var r filing
	r.posts()
	r.ratios()
	want := derived(t, city(), &r)
	for range 3 {
		if got := derived(t, city(), &r); !reflect.DeepEqual(got.Derived, want.Derived) {
			t.Fatal("two runs differ")
		}
	}
}

func BenchmarkDerive(b *testing.B) {
	rel := city()
	var r filing
	for _, m := range rel.Measures {
		for _, p := range rel.Periods {
			for _, u := range units {
				r.add(p, u.id, m.ID, u.created*int64(p.Month)/10)
			}
		}
	}
	n := 0
	for b.Loop() {
		n = len(Derive(rel, r.Report).Figures)
	}
	b.ReportMetric(float64(n), "figures")
}
