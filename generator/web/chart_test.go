package web

import (
	"encoding/xml"
	"fmt"
	"html/template"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/chart"
	"gongkai/generator/model"
)

// shapesOf reads the shapes of a chart, row by row: the name of each, its class, and what of its attributes places it.
func shapesOf(t *testing.T, f chart.Figure) (rows [][]string) {
	t.Helper()
	var b strings.Builder
	if err := template.Must(template.New("").Funcs(functions).ParseFS(templateFiles(), "_*.html")).ExecuteTemplate(&b, "_figure.html", f); err != nil {
		t.Fatal(err)
	}
	_, drawing, _ := strings.Cut(b.String(), "</ul>") // below the legend
	d := xml.NewDecoder(strings.NewReader("<x>" + drawing))
	d.Strict = false
	rows = [][]string{nil}
	for {
		token, err := d.Token()
		if err != nil {
			return rows
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "li":
			rows = append(rows, nil)
		case "rect", "line", "path", "circle", "use":
			shape, class := e.Name.Local, ""
			for _, a := range e.Attr {
				switch {
				case a.Name.Local == "class":
					class = "." + a.Value
				case a.Name.Local == "d", a.Name.Local == "href", strings.HasSuffix(a.Value, "%"):
					shape += " " + a.Name.Local + "=" + a.Value
				}
			}
			name, places, _ := strings.Cut(shape, " ")
			last := len(rows) - 1
			rows[last] = append(rows[last], name+class+" "+places)
		}
	}
}

// pathOf writes places as path data.
func pathOf(pieces ...[]chart.Place) string {
	var b strings.Builder
	for _, piece := range pieces {
		for i, p := range piece {
			fmt.Fprintf(&b, "%c%d %d", "ML"[min(i, 1)], p.X, p.Y)
		}
	}
	return b.String()
}

func barShapes(f chart.Figure) [][]string {
	rows := [][]string{nil}
	for _, r := range f.Bars {
		b := r.Bar
		at := func(p chart.Permyriad) string { return fmt.Sprintf("x1=%s x2=%s", p, p) }
		var row []string
		if b.Drawn {
			row = append(row, "rect.trk width="+b.Full.String(), "rect.val width="+b.Value.String())
			if b.Value > b.Pace {
				row = append(row, "line.halo "+at(b.Pace))
			} else {
				row = append(row, fmt.Sprintf("line.gap x1=%s x2=%s", b.Value, b.Pace))
			}
			if b.Value > b.Full {
				row = append(row, "line.halo "+at(b.Full))
			}
			row = append(row, "line.tgt "+at(b.Full), "line.pace "+at(b.Pace))
		}
		rows = append(rows, row)
	}
	return rows
}

func pairShapes(f chart.Figure) [][]string {
	rows := [][]string{nil}
	for _, r := range f.Pairs.List {
		p := r.Pair
		var row []string
		if p.Drawn {
			row = append(row, "line.base x2=100%", fmt.Sprintf("line.link x1=%s x2=%s", p.Floor, p.Rate), "circle.b cx="+p.Floor.String(), "circle.a cx="+p.Rate.String())
		}
		if p.Short {
			row[3] = "use.a href=#i-late x=" + p.Rate.String()
		}
		rows = append(rows, row)
	}
	return rows
}

func gridShapes(f chart.Figure) [][]string {
	rows := [][]string{nil, nil} // the months
	for _, r := range f.Grid.Rows {
		var row []string
		for i, s := range r.Signs {
			look := map[chart.Sign]string{
				chart.Met: "use. href=#i-met", chart.Unmet: "use.m-no href=#i-miss", chart.Unsent: "use.m-na href=#i-gone", chart.Hidden: "use.m-na href=#i-hide",
				chart.Unjudged: "use.m-na href=#i-void", chart.Waiting: "use.m-na href=#i-wait",
			}[s]
			row = append(row, look+" x="+f.Grid.Months[i].At.String())
		}
		rows = append(rows, row)
	}
	return rows
}

func lineShapes(f chart.Figure) [][]string {
	var row []string
	l := f.Line
	for _, level := range l.Levels {
		row = append(row, fmt.Sprintf("line.grid x1=%s x2=%s y1=%s y2=%s", l.Left, l.Right, level.At, level.At))
	}
	row = append(row, "path.plan d="+pathOf(l.Planned), "path.fore d="+pathOf(l.Ahead), "path.act d="+pathOf(l.Pieces...))
	for _, p := range l.Points {
		row = append(row, fmt.Sprintf("circle.dot cx=%s cy=%s", p.X, p.Y))
	}
	return [][]string{row}
}

func smallShapes(f chart.Figure) [][]string {
	rows := [][]string{nil}
	for _, s := range f.Small.List {
		row := []string{fmt.Sprintf("line.grid x2=100%% y1=%s y2=%[1]s", f.Small.Zero), fmt.Sprintf("line.grid x2=100%% y1=%s y2=%[1]s", f.Small.Full),
			"path.plan d=" + pathOf(s.Planned), "path.act d=" + pathOf(s.Pieces...)}
		for _, p := range s.Dots {
			row = append(row, fmt.Sprintf("circle.dot cx=%s cy=%s", p.X, p.Y))
		}
		rows = append(rows, row)
	}
	return rows
}

// TestChartsArePlacedAsInPDF reads the charts of pages back: each shape stands at the place of the chart from which PDFs
// draw theirs, looks like what it means, and there is no other.
func TestChartsArePlacedAsInPDF(t *testing.T) {
	share := func(n int64) model.Cell { return model.Cell{Value: model.ShareOf(model.Rate{Num: n, Den: 100})} }
	count := func(n model.Amount) model.Cell { return model.Cell{Value: model.CountOf(n, "个")} }
	hidden := model.Cell{State: model.Withheld}
	twelfths := func(month int) model.Rate { return model.Rate{Num: int64(month), Den: 12} }
	for name, c := range map[string]struct {
		figure func() (chart.Figure, bool)
		shapes func(chart.Figure) [][]string
	}{
		"bars": {func() (chart.Figure, bool) {
			pace := share(80)
			return chart.Ranking("", []chart.Row{chart.NewRow("东", share(104), pace), chart.NewRow("西", share(75), pace), chart.NewRow("南", hidden, pace)}, pace)
		}, barShapes},
		"pairs": {func() (chart.Figure, bool) {
			return chart.Comparison("", "甲", "乙", []chart.PairRow{{Name: "东", Rate: share(60), Floor: share(62)}, {Name: "西", Rate: share(72), Floor: share(64)}, {Name: "南", Rate: share(70), Floor: hidden}})
		}, pairShapes},
		"grid": {func() (chart.Figure, bool) {
			return chart.Calendar("", []chart.GridRow{chart.NewGridRow("东", []model.Judgement{{Status: model.Met}, {Status: model.Unmet}, {State: model.NotSubmitted}, {State: model.Withheld}, {}})})
		}, gridShapes},
		"line": {func() (chart.Figure, bool) {
			return chart.Course("", "东", chart.NewLine([12]model.Cell{count(100), hidden, count(300), count(350)}, count(1200), twelfths, count(1000)))
		}, lineShapes},
		"small": {func() (chart.Figure, bool) {
			return chart.Courses("", []chart.Rates{{Name: "东", Cells: []model.Cell{share(10), hidden, share(30), share(40)}}, {Name: "西", Cells: []model.Cell{share(8), share(16)}}}, twelfths)
		}, smallShapes},
	} {
		f, ok := c.figure()
		if got, want := shapesOf(t, f), c.shapes(f); !ok || !slices.EqualFunc(got, want, slices.Equal[[]string]) {
			t.Errorf("%s draws\n%q\nwant\n%q", name, got, want)
		}
	}
}
