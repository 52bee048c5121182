package bulletin

import (
	"slices"
	"strings"
	"testing"

	"gongkai/generator/chart"
	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/prose"
)

// holdBars holds the bars of a drawing against the places of the chart; the track gives the scale.
func holdBars(t *testing.T, f chart.Figure, drawing []mark) {
	var names []string
	for _, r := range f.Bars {
		names = append(names, r.Name)
	}
	_, parts := cutAt(t, drawing, names)
	for i, r := range f.Bars {
		got, y := looks(parts[i]), rowMiddle(parts[i][0])
		if rate := parts[i][len(parts[i])-1]; rate.text != r.Rate.String() || !near(rate.right(), areaRight, 0.1) {
			t.Errorf("%s has %s", r.Name, rate.text)
		}
		b := r.Bar
		if !b.Drawn {
			compareLooks(t, r.Name, got, nil)
			continue
		}
		if got[0].form != "bar pale" {
			t.Fatalf("%s: no track: %v", r.Name, got)
		}
		from, full := got[0].at[0].x, got[0].at[1].x
		at := func(p chart.Permyriad) place { return place{from + (full-from)*float64(p)/float64(b.Full), y} }
		want := []look{{"bar pale", []place{at(0), at(b.Full)}}, {"bar black", []place{at(0), at(b.Value)}}, {"upright black", []place{at(b.Full)}}}
		if b.Pace > 0 {
			want = append(want, look{"upright red", []place{at(b.Pace)}})
		}
		if b.Short {
			want = append(want, look{"line red", []place{at(b.Value), at(b.Pace)}})
		}
		got = slices.DeleteFunc(got, func(x look) bool { return x.form == "bar white" }) // beside a rule that crosses a bar
		compareLooks(t, r.Name, got, want)
	}
}

// holdPairs holds pairs of rates against the places of the chart; the rule of the axis gives the scale.
func holdPairs(t *testing.T, f chart.Figure, drawing []mark) {
	var names []string
	for _, r := range f.Pairs.List {
		names = append(names, r.Name)
	}
	_, parts := cutAt(t, drawing, names)
	for i, r := range f.Pairs.List {
		got, y := looks(parts[i]), rowMiddle(parts[i][0])
		p := r.Pair
		if !p.Drawn {
			compareLooks(t, r.Name, got, nil)
			continue
		}
		from, to := got[0].at[0].x, got[0].at[1].x
		at := func(p chart.Permyriad) place { return place{from + (to-from)*float64(p)/100_00, y} }
		color := "black"
		if p.Short {
			color = "red"
		}
		want := []look{
			{"line grey", []place{at(0), at(100_00)}}, {"line " + color, []place{at(p.Floor), at(p.Rate)}},
			{"disc black", []place{at(p.Floor)}}, {"disc white", []place{at(p.Floor)}},
		}
		if p.Floor == p.Rate {
			want[1] = look{"upright " + color, []place{at(p.Rate)}} // a link without a length
		}
		switch {
		case p.Short:
			want = append(want, signAt(chart.ShortSign, at(p.Rate))...)
		case p.Equal:
			want = append(want, look{"dot black", []place{at(p.Rate)}})
		default:
			want = append(want, look{"disc black", []place{at(p.Rate)}})
		}
		compareLooks(t, r.Name, got, want)
	}
}

// holdGrid holds the signs of a month grid against those of the chart, below the names of the months.
func holdGrid(t *testing.T, f chart.Figure, drawing []mark) {
	var names []string
	for _, r := range f.Grid.Rows {
		names = append(names, r.Name)
	}
	head, parts := cutAt(t, drawing, names)
	var columns []float64
	for i, m := range head[:12] {
		if m.text != f.Grid.Months[i].Label {
			t.Errorf("month %d is called %s", i+1, m.text)
		}
		columns = append(columns, m.middle().x)
	}
	for i, x := range columns {
		at := f.Grid.Months[i].At - f.Grid.Months[0].At
		if want := columns[0] + (columns[11]-columns[0])*float64(at)/float64(f.Grid.Months[11].At-f.Grid.Months[0].At); !near(x, want, 0.1) {
			t.Errorf("month %d stands at %.2f, want %.2f", i+1, x, want)
		}
	}
	for i, r := range f.Grid.Rows {
		var want []look
		for k, s := range r.Signs {
			want = append(want, signAt(s, place{columns[k], rowMiddle(parts[i][0])})...)
		}
		compareLooks(t, r.Name, looks(parts[i]), want)
	}
}

// lineLooks are the lines of a chart in a plane.
func lineLooks(at func(x, y chart.Permyriad) place, planned, ahead []chart.Place, pieces [][]chart.Place, dots []chart.Place) (list []look) {
	add := func(form string, places []chart.Place) {
		x := look{form: form}
		for _, p := range places {
			x.at = append(x.at, at(p.X, p.Y))
		}
		if len(x.at) > 1 || strings.HasPrefix(form, "dot") {
			list = append(list, x)
		}
	}
	add("dashes red", planned)
	add("dashes grey", ahead)
	for _, piece := range pieces {
		add("line black", piece)
	}
	for _, p := range dots {
		add("dot black", []chart.Place{p})
	}
	return list
}

// planeOf is the plane in which two level rules stand, the lower one first, between two places of the chart.
func planeOf(low, high look, left, right, bottom, top chart.Permyriad) func(x, y chart.Permyriad) place {
	return func(x, y chart.Permyriad) place {
		return place{
			low.at[0].x + (low.at[1].x-low.at[0].x)*float64(x-left)/float64(right-left),
			low.at[0].y + (high.at[0].y-low.at[0].y)*float64(y-bottom)/float64(top-bottom),
		}
	}
}

// holdLine holds a year's line and its plan against the places of the chart; the rules of its levels give the scale.
func holdLine(t *testing.T, f chart.Figure, drawing []mark) {
	l, got := f.Line, looks(drawing)
	at := planeOf(got[0], got[1], l.Left, l.Right, l.Levels[0].At, l.Levels[1].At)
	var dots []chart.Place
	for _, p := range l.Points {
		dots = append(dots, chart.Place{X: p.X, Y: p.Y})
	}
	got = slices.DeleteFunc(got[2:], func(x look) bool { return x.form == "bar white" }) // below the label of the newest point
	compareLooks(t, f.Alt, got, lineLooks(at, l.Planned, l.Ahead, l.Pieces, dots))
	for _, tick := range l.Months {
		i := slices.IndexFunc(drawing, func(m mark) bool { return m.text == tick.Label && m.color == black })
		x := drawing[i].middle().x
		if tick.Anchor == "end" {
			x = drawing[i].right()
		}
		if !near(x, at(tick.At, 0).x, 0.1) {
			t.Errorf("%s stands at %.2f, want %.2f", tick.Label, x, at(tick.At, 0).x)
		}
	}
}

// holdSmall holds small lines likewise.
func holdSmall(t *testing.T, f chart.Figure, drawing []mark) {
	var names []string
	for _, s := range f.Small.List {
		names = append(names, s.Name)
	}
	_, parts := cutAt(t, drawing, names)
	for i, s := range f.Small.List {
		got := looks(parts[i])
		if !slices.ContainsFunc(parts[i], func(m mark) bool { return m.text == s.Rate.String() }) {
			t.Errorf("%s does not say %s", s.Name, s.Rate)
		}
		at := planeOf(got[0], got[1], 0, 100_00, f.Small.Zero, f.Small.Full)
		if !near(got[0].at[0].x, parts[i][0].left(), 0.1) {
			t.Errorf("%s does not stand above its lines", s.Name)
		}
		compareLooks(t, s.Name, got[2:], lineLooks(at, s.Planned, nil, s.Pieces, s.Dots))
	}
}

// TestChartsAreDrawnAtTheirPlaces reads back the charts of the bulletins that ship, and pairs of every kind: each shape
// stands where the chart has it and looks like what it means, and the drawing has no other.
func TestChartsAreDrawnAtTheirPlaces(t *testing.T) {
	rel := shipped(t)
	var l diag.List
	c := compose.New(templates, rel, &l)
	figures := []chart.Figure{everyPair(t)}
	for _, id := range []string{"weihai"} {
		region, _ := rel.Region(id)
		for _, b := range []compose.Bulletin{c.Bulletin(rel.Newest(), region, &l), c.Year(rel.Newest().Year, region, &l)} {
			for _, f := range b.Figures {
				figures = append(figures, f.Figure)
			}
		}
	}
	none(t, &l)
	kinds := map[string]int{}
	for _, f := range figures {
		keys, drawing := charted(t, f)
		for sign, marks := range keys {
			holdKey(t, sign, marks)
		}
		switch {
		case f.Bars != nil:
			kinds["bars"]++
			holdBars(t, f, drawing)
		case f.Pairs.List != nil:
			kinds["pairs"]++
			holdPairs(t, f, drawing)
		case f.Grid.Rows != nil:
			kinds["grid"]++
			holdGrid(t, f, drawing)
		case f.Small.List != nil:
			kinds["small"]++
			holdSmall(t, f, drawing)
		default:
			kinds["line"]++
			holdLine(t, f, drawing)
		}
	}
	if len(kinds) < 5 {
		t.Errorf("only %v were looked at", kinds)
	}
}

// everyPair is a chart of a rate above, at and below its floor, and one that is not published.
func everyPair(t *testing.T) chart.Figure {
	t.Helper()
	rate := func(n int64) model.Cell { return model.Cell{Value: model.ShareOf(model.Rate{Num: n, Den: 100})} }
	f, ok := chart.Comparison("图", "甲", "乙", []chart.PairRow{
		{Name: "东区", Rate: rate(60), Floor: rate(62)}, {Name: "西区", Rate: rate(70), Floor: rate(70)},
		{Name: "南区", Rate: rate(72), Floor: rate(64)}, {Name: "北区", Rate: model.Cell{State: model.Withheld}, Floor: rate(60)},
	})
	if !ok {
		t.Fatal("no figure")
	}
	return f
}

// holdKey holds a sign of the legend against what it stands for in the drawing.
func holdKey(t *testing.T, sign chart.Sign, marks []mark) {
	t.Helper()
	want, ok := map[chart.Sign]string{
		chart.Words: "", chart.BarSign: "bar black", chart.PaceSign: "upright red", chart.GapSign: "line red", chart.GoalSign: "upright black",
		chart.ActualSign: "line black", chart.PlanSign: "dashes red", chart.AheadSign: "dashes grey",
		chart.RateSign: "disc black", chart.FloorSign: "disc black disc white",
	}[sign]
	if !ok {
		var forms []string
		for _, x := range signAt(sign, place{}) {
			forms = append(forms, x.form)
		}
		want = strings.Join(forms, " ")
	}
	var forms []string
	for _, x := range looks(marks) {
		forms = append(forms, x.form)
	}
	if got := strings.Join(forms, " "); got != want {
		t.Errorf("the key of sign %d is %q, want %q", sign, got, want)
	}
}

// TestLongNamesStandBesideRates: the longest short name that may be written leaves the rate of its small chart its room.
func TestLongNamesStandBesideRates(t *testing.T) {
	for length := 2; length <= 8; length++ {
		b := letter()
		f := chart.Figure{Caption: "图的题目", Alt: "图"}
		f.Small.Zero, f.Small.Full = 95_00, 20_00
		var names []string
		for i := range 9 {
			name := strings.Repeat("甲", length-1) + string([]rune("乙丙丁戊己庚辛壬癸")[i])
			names = append(names, name)
			f.Small.List = append(f.Small.List, chart.Small{Name: name, Rate: model.Cell{Value: model.ShareOf(model.Rate{Num: 1023, Den: 1000})}})
		}
		b.Blocks = []prose.Block{{Spans: []prose.Span{{Text: "图的题目"}}}}
		b.Figures = []compose.Figure{{Figure: f}}
		stood := 0
		for _, marks := range set(t, b) {
			for _, m := range marks {
				if !slices.Contains(names, m.text) {
					continue
				}
				stood++
				for _, x := range marks {
					if x.text == "102.3%" && near(x.middle().y, m.middle().y, 1) && x.left() > m.left() && x.left() < m.right()+3 && x.right() > m.left() {
						t.Errorf("%d characters: %s ends at %.1f, its rate begins at %.1f", length, m.text, m.right(), x.left())
					}
				}
			}
		}
		if stood != len(names) {
			t.Errorf("%d characters: %d names stand", length, stood)
		}
	}
}
