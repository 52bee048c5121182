package browser

import (
	_ "embed"
	"fmt"
	"slices"
	"sync"
	"testing"
)

//go:embed layout.js
var layout string

func sideways(tab *Tab) (problems []string) {
	tab.t.Helper()
	tab.eval(layout+`.sideways()`, &problems)
	return problems
}

// spaced gives the text the spacing of WCAG 1.4.12 and tells what is lost.
func spaced(tab *Tab) (problems []string) {
	tab.t.Helper()
	tab.eval(layout+`.space()`, nil)
	tab.eval(layout+`.clipped()`, &problems)
	return append(problems, sideways(tab)...)
}

// targets tells what is smaller than least CSS pixels in either direction where a finger hits it. Links in running
// sentences are exempt (WCAG 2.5.5, Inline).
func targets(tab *Tab, least int) (small, exempt []string) {
	tab.t.Helper()
	// A point is only hit in the viewport: it must hold the whole page.
	var height int
	tab.eval(`document.scrollingElement.scrollHeight`, &height)
	v := tab.view
	v.Height = height + 100
	tab.emulate(v)
	defer tab.emulate(tab.view)
	var found struct{ Small, Exempt []string }
	tab.eval(fmt.Sprintf(layout+`.targets(%d)`, least), &found)
	return found.Small, found.Exempt
}

// 200 % zoom of a desktop of 1280 pixels, 400 % reflow (WCAG 1.4.10), an old phone.
func TestNoSidewaysScrolling(t *testing.T) {
	for _, v := range []View{{Width: 640, Ratio: 2}, {Width: 320, Height: 256, Ratio: 4}, {Width: 360}} {
		for _, dress := range []string{"", "care"} {
			if dress == "care" && v.Width == 320 {
				continue // 关怀版 is itself a zoom: 500 % in all
			}
			t.Run(fmt.Sprint(v.Width, dress), func(t *testing.T) {
				share(t, v, classes(t), func(t *testing.T, tab *Tab, page string) {
					tab.dress(dress)
					report(t, page, sideways(tab))
				})
			})
		}
	}
}

func TestTextSpacing(t *testing.T) {
	for _, width := range []int{320, 1280} {
		share(t, View{Width: width}, classes(t), func(t *testing.T, tab *Tab, page string) {
			report(t, page, spaced(tab))
		})
	}
}

func TestTargets(t *testing.T) {
	var mu sync.Mutex
	sentences := map[string]bool{}
	for _, width := range []int{360, 1280} {
		for dress, least := range map[string]int{"": 44, "care": 60} {
			t.Run(fmt.Sprint(width, dress), func(t *testing.T) {
				share(t, View{Width: width}, classes(t), func(t *testing.T, tab *Tab, page string) {
					tab.dress(dress)
					small, exempt := targets(tab, least)
					report(t, page, small)
					mu.Lock()
					defer mu.Unlock()
					for _, e := range exempt {
						sentences[page+" "+e] = true
					}
				})
			})
		}
	}
	var all []string
	for s := range sentences {
		all = append(all, s)
	}
	slices.Sort(all)
	t.Logf("%d links in sentences: %q", len(all), all)
}
