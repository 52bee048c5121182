package bulletin

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/chart"
	"gongkai/generator/compose"
	"gongkai/generator/pdf"
	"gongkai/generator/prose"
)

// look is what a shape of a chart looks like, without its size, and the places that say something: the ends of a bar, the
// corners of a line or an area, the middle of a circle and of an upright rule.
type look struct {
	form string
	at   []place
}

func (x look) String() string {
	var s strings.Builder
	s.WriteString(x.form)
	for _, p := range x.at {
		fmt.Fprintf(&s, " %.1f,%.1f", p.x, p.y)
	}
	return s.String()
}

// same reports whether two shapes look the same, to a tenth of a point.
func (x look) same(y look) bool {
	return x.form == y.form && slices.EqualFunc(x.at, y.at, func(a, b place) bool { return near(a.x, b.x, 0.1) && near(a.y, b.y, 0.1) })
}

var colorNames = map[pdf.Color]string{black: "black", red: "red", grey: "grey", track: "pale", paper: "white"}

func (m mark) upright() bool { return m.form == stroke && len(m.at) == 2 && m.wide() < 0.01 }

// shapes are the marks that are no letters; the dashes of an upright rule are one.
func shapes(marks []mark) (list []mark) {
	for _, m := range marks {
		if m.form == letters {
			continue
		}
		if n := len(list) - 1; n >= 0 && m.upright() && list[n].upright() && list[n].color == m.color && near(list[n].left(), m.left(), 0.01) {
			list[n].at = []place{list[n].at[0], m.at[1]}
			continue
		}
		list = append(list, m)
	}
	return list
}

// looks reads the shapes among marks.
func looks(marks []mark) (list []look) {
	for _, m := range shapes(marks) {
		from, to := m.corners()
		x := look{colorNames[m.color], m.at}
		switch {
		case m.form == disc && m.wide() < 3.9:
			x.form, x.at = "dot "+x.form, []place{m.middle()}
		case m.form == disc:
			x.form, x.at = "disc "+x.form, []place{m.middle()}
		case m.form == area && len(m.at) == 2:
			x.form, x.at = "bar "+x.form, []place{{from.x, m.middle().y}, {to.x, m.middle().y}}
		case m.form == area:
			x.form = "area " + x.form
		case m.upright():
			x.form, x.at = "upright "+x.form, []place{m.middle()}
		case m.dash > 0:
			x.form = "dashes " + x.form
		default:
			x.form = "line " + x.form
		}
		list = append(list, x)
	}
	return list
}

// charted sets a chart above a text and reads it back: the marks of each of its keys, and then those of the drawing.
func charted(t *testing.T, f chart.Figure) (keys map[chart.Sign][]mark, drawing []mark) {
	t.Helper()
	b := compose.Bulletin{Title: "题", TitleParts: []string{"题"}, Figures: []compose.Figure{{Figure: f}}}
	b.Blocks = []prose.Block{{Spans: []prose.Span{{Text: "图1　示例"}}}, {Spans: []prose.Span{{Text: strings.Repeat("正文。", 220)}}}}
	for _, marks := range set(t, b) {
		for _, m := range marks {
			if m.kind == "Figure" {
				drawing = append(drawing, m)
			}
		}
	}
	keys = map[chart.Sign][]mark{}
	for _, k := range f.Keys() {
		i := slices.IndexFunc(drawing, func(m mark) bool { return m.text == k.Words })
		if i < 0 {
			t.Fatalf("%s: no key says %s", f.Alt, k.Words)
		}
		keys[k.Sign], drawing = drawing[:i], drawing[i+1:]
	}
	return keys, drawing
}

// cutAt cuts a drawing into what comes after each of its names.
func cutAt(t *testing.T, drawing []mark, names []string) (before []mark, parts [][]mark) {
	t.Helper()
	for _, name := range names {
		i := slices.IndexFunc(drawing, func(m mark) bool { return m.text == name })
		if i < 0 {
			t.Fatalf("no row is called %s", name)
		}
		if parts == nil {
			before = drawing[:i]
		} else {
			parts[len(parts)-1] = parts[len(parts)-1][:len(parts[len(parts)-1])-len(drawing)+i]
		}
		drawing = drawing[i:]
		parts = append(parts, drawing)
	}
	return before, parts
}

// compareLooks says which shapes there are too many and which are missing.
func compareLooks(t *testing.T, what string, got, want []look) {
	t.Helper()
	for _, x := range want {
		i := slices.IndexFunc(got, x.same)
		if i < 0 {
			t.Errorf("%s: there is no %v among %v", what, x, got)
			return
		}
		got = slices.Delete(slices.Clone(got), i, i+1)
	}
	if len(got) > 0 {
		t.Errorf("%s: %v means nothing", what, got)
	}
}

// signAt are the shapes of a sign around a place.
func signAt(s chart.Sign, at place) (list []look) {
	color := "black"
	switch {
	case s.Loud():
		color = "red"
	case s.Faint():
		color = "grey"
	}
	const unit = signSide / 1000.0 / chart.Side
	for _, x := range s.Shapes() {
		var points []place
		for _, p := range x.At {
			points = append(points, place{at.x + float64(p[0]-chart.Side/2)*unit, at.y + float64(p[1]-chart.Side/2)*unit})
		}
		circle := "disc "
		if float64(x.Radius)*unit < 1.95 {
			circle = "dot "
		}
		switch x.Kind {
		case chart.Stroke:
			list = append(list, look{"line " + color, points})
		case chart.Area:
			list = append(list, look{"area " + color, points})
		case chart.Disc:
			list = append(list, look{circle + color, points})
		case chart.Ring:
			list = append(list, look{"disc " + color, points}, look{"disc white", points})
		}
	}
	return list
}

// rowMiddle is the height of the shapes beside a label.
func rowMiddle(label mark) float64 { return label.middle().y - 0.38*10.5 }
