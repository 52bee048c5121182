package bulletin

import (
	"fmt"
	"strconv"
	"testing"
)

// picture is a page in dots of an equal size.
type picture struct {
	wide, high int
	dots       []byte
}

func rendered(t *testing.T, file string, page, perInch int) picture {
	t.Helper()
	n := strconv.Itoa(page)
	ppm := reader(t, "pdftoppm", "-r", strconv.Itoa(perInch), "-f", n, "-l", n, file)
	var p picture
	if _, err := fmt.Sscanf(ppm, "P6\n%d %d\n255\n", &p.wide, &p.high); err != nil {
		t.Fatal(err)
	}
	p.dots = []byte(ppm[len(ppm)-3*p.wide*p.high:])
	return p
}

// rule is a horizontal line on a picture.
type rule struct{ from, long, top, thick int }

// rules finds lines of at least a length, of dots that are what is asked.
func (p picture) rules(least int, is func(dot []byte) bool) []rule {
	var found []rule
	for y := range p.high {
		row := rule{top: y, thick: 1}
		for x := range p.wide {
			if is(p.dots[3*(y*p.wide+x):][:3]) {
				if row.long == 0 {
					row.from = x
				}
				row.long++
			}
		}
		if row.long < least {
			continue
		}
		if n := len(found); n > 0 && found[n-1].top+found[n-1].thick == y {
			found[n-1].thick++
			continue
		}
		found = append(found, row)
	}
	return found
}

func isRed(d []byte) bool  { return d[0] > 150 && d[1] < 100 }
func isDark(d []byte) bool { return d[0] < 128 && d[1] < 128 && d[2] < 128 }

// TestInk looks at rendered pages, ten dots to a millimetre: the red rule is as long as the lines and stands 4 mm below
// 发文字号 (7.2.7), and the dashes of the page number 7 mm below the type area (7.5).
func TestInk(t *testing.T) {
	for _, x := range []struct{ issuer, number string }{{letter().Issuer, ""}, {letter().Issuer, complete().Number}, {}} {
		b := complete()
		b.Issuer, b.Number = x.issuer, x.number
		pages, file := measured(t, b)
		p := rendered(t, file, 1, 254)
		red := p.rules(1500, isRed)
		switch {
		case x.issuer == "":
			if len(red) > 0 {
				t.Errorf("without an issuer there are red rules: %v", red)
			}
		case len(red) != 1 || !near(float64(red[0].long), 1560, 3) || !near(float64(red[0].from), 280, 3):
			t.Errorf("red rules of tenths of a millimetre: %v", red)
		case x.number != "":
			for _, w := range pages[0] {
				if below := (float64(red[0].top)+float64(red[0].thick)/2)/10 - (w.baseline()+0.12*16)/mm; w.text == x.number && !near(below, 4, 0.1) {
					t.Errorf("the red rule stands %.2f mm below 发文字号", below)
				}
			}
		}
		dash := 0
		for y := 2621; y < p.high && dash == 0; y++ {
			for x := 1646; x < 1680; x++ { // where the first of the two dashes is
				if dash == 0 && isDark(p.dots[3*(y*p.wide+x):]) {
					dash = y
				}
			}
		}
		if below := float64(dash-2620) / 10; !near(below, 7, 0.5) {
			t.Errorf("the dash of the page number stands %.1f mm below the type area", below)
		}
	}
}

// TestImprintRules measures the rules of 版记, forty dots to a millimetre (7.4.1): as wide as the type area, the first and
// the last 0.35 mm, the one between 0.25 mm thick, the last at the foot of the type area.
func TestImprintRules(t *testing.T) {
	pages, file := measured(t, complete())
	rules := rendered(t, file, len(pages), 1016).rules(156*40-20, isDark)
	if len(rules) != 3 {
		t.Fatalf("%d rules: %v", len(rules), rules)
	}
	for i, r := range rules {
		thick, foot := []float64{0.35, 0.25, 0.35}[i], []float64{262 - 3*225.0/22, 262 - 225.0/22, 262}[i]
		middle := (float64(r.top) + float64(r.thick)/2) / 40
		if !near(float64(r.thick)/40, thick, 0.04) || !near(middle, foot, 0.05) || !near(float64(r.from)/40, 28, 0.1) || !near(float64(r.long)/40, 156, 0.1) {
			t.Errorf("rule %d is %.2f mm thick, at %.2f mm of the page, and %.1f mm long", i, float64(r.thick)/40, middle, float64(r.long)/40)
		}
	}
}
