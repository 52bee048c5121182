package browser

import (
	"bytes"
	_ "embed"
	"fmt"
	"image"
	"image/png"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
)

//go:embed keyboard.js
var focused string

type focus struct {
	Kind, Name string
	Bad        []string
	X, Y, W, H float64
	Inside     bool // of the element before
}

// walk goes through the page with the Tab key until the focus leaves it. Of each kind of element that has the focus
// it compares the picture with the one without.
func walk(tab *Tab, kinds map[string]bool) (steps int, problems []string) {
	tab.t.Helper()
	// What a mouse user could reach; a group of radio buttons is one stop.
	var stops int
	tab.eval(`(() => { window.__before = null; const groups = new Set; return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")].filter(e => {
		if (!e.checkVisibility({visibilityProperty: true}) || e.disabled || e.tabIndex < 0) return false;
		if (e.type == "radio") { if (groups.has(e.name)) return false; groups.add(e.name); }
		return true;
	}).length; })()`, &stops)
	used := false
	if tab.eval(`document.activeElement != document.body`, &used); used {
		// From the top again, just before the first place.
		tab.eval(`document.querySelector("a[href]").focus()`, nil)
		tab.press("Tab", "Shift+Tab")
		tab.eval(`window.__before = null`, nil)
	}
	first := used
	for ; ; first = false {
		if !first {
			tab.press("Tab")
		}
		var f *focus
		if tab.eval(focused, &f); f == nil {
			break
		}
		if f.Inside {
			continue
		}
		if steps++; steps > 2*stops+10 {
			return steps, append(problems, fmt.Sprintf("the focus never leaves: %s", f.Name))
		}
		for _, b := range f.Bad {
			problems = append(problems, f.Name+": "+b)
		}
		if !kinds[f.Kind] {
			kinds[f.Kind] = true
			if n := tab.ring(f); n < 40 {
				problems = append(problems, fmt.Sprintf("%s: %d pixels change with the focus", f.Name, n))
			}
		}
	}
	if steps < stops {
		problems = append(problems, fmt.Sprintf("%d of %d places can be reached with Tab", steps, stops))
	}
	return steps, problems
}

// ring counts the pixels around the element that are others with the focus than without.
func (tab *Tab) ring(f *focus) int {
	tab.t.Helper()
	with := tab.clip(f)
	tab.eval(`window.__was = document.activeElement, __was.blur()`, nil)
	without := tab.clip(f)
	tab.eval(`__was.focus({preventScroll: true, focusVisible: true})`, nil)
	changed := 0
	b := with.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if with.At(x, y) != without.At(x, y) {
				changed++
			}
		}
	}
	return changed
}

func (tab *Tab) clip(f *focus) image.Image {
	tab.t.Helper()
	var scroll struct{ X, Y float64 }
	tab.eval(`({x: scrollX, y: scrollY})`, &scroll)
	const around = 8
	got := call(tab, page.CaptureScreenshot, page.CaptureScreenshotParams{Clip: &page.Viewport{
		X: max(0, f.X+scroll.X-around), Y: max(0, f.Y+scroll.Y-around),
		Width: min(f.W, 1200) + 2*around, Height: min(f.H, 700) + 2*around, Scale: 1,
	}})
	img, err := png.Decode(bytes.NewReader(got.Data))
	if err != nil {
		tab.t.Fatal(err)
	}
	return img
}

func TestKeyboard(t *testing.T) {
	kinds := map[string]bool{}
	for _, width := range []int{360, 1280} {
		tab := open(t, View{Width: width})
		for _, p := range classes(t) {
			tab.visit(p)
			_, problems := walk(tab, kinds)
			report(t, fmt.Sprint(p, " ", width), problems)
		}
	}
	t.Logf("pictures compared of %d kinds of elements", len(kinds))
}

func TestKeyboardInSelfCheck(t *testing.T) {
	tab := open(t, View{Now: time.Date(2022, 11, 30, 4, 0, 0, 0, time.UTC)})
	tab.visit("/policies/check/")
	tab.waitFor(`document.querySelector("main form input[type=radio]") && document.querySelector("main form").checkVisibility()`)
	for range 200 {
		tab.press("Tab")
		in := false
		if tab.eval(`document.activeElement.type == "radio"`, &in); in {
			break
		}
	}
	tab.press("Space", "ArrowDown")
	tab.waitFor(`document.querySelectorAll("input[type=radio]:checked").length == 1 && document.querySelector("#results li")`)
	report(t, "axe with answers", axe(tab))
	_, problems := walk(tab, map[string]bool{})
	report(t, "with answers", problems)
}

func TestKeyboardInSearch(t *testing.T) {
	tab := open(t, View{})
	tab.visit("/search/")
	tab.eval(`document.querySelector("main input[type=search]").focus()`, nil)
	tab.press("补贴", "Enter")
	tab.waitFor(`document.querySelectorAll("#list a").length > 2`)
	report(t, "axe with results", axe(tab))
	_, problems := walk(tab, map[string]bool{})
	report(t, "with results", problems)
}

func TestSkipLink(t *testing.T) {
	tab := open(t, View{})
	tab.visit("/progress/")
	tab.press("Tab", "Enter")
	tab.waitFor(`location.hash == "#main"`)
	tab.press("Tab")
	first := false
	if tab.eval(`!!document.activeElement.closest("main")`, &first); !first {
		t.Error("after the skip link the focus is not in the text")
	}
}
