package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// View is how a tab shows pages. The zero value is a light desktop, 1280 × 800.
type View struct {
	Width, Height int
	Ratio         float64   // device pixels per CSS pixel
	Dark          bool      // prefers-color-scheme
	Print         bool      // media print
	NoScript      bool      // the reader has switched scripts off
	Now           time.Time // the clock of the page stands here; zero is the real one
	Before        string    // runs in every page before its own scripts
}

// Tab is one page of the browser, with its own storage, and what it has said since the last visit.
type Tab struct {
	t      testing.TB
	ctx    context.Context
	origin string
	view   View
	mu     sync.Mutex
	seen   Seen
}

// Seen is what happened in a tab since the last visit.
type Seen struct {
	Console    []string // console messages, warnings of the browser
	Exceptions []string
	CSP        []string // what the security policy has blocked
	Dialogs    []string
	Requests   []string // addresses, data: left out
	Failed     []string // status 400 and above, or no answer
	origin     string
}

// Foreign lists the requests that left the origin of the site.
func (s Seen) Foreign() (all []string) {
	for _, r := range s.Requests {
		if !strings.HasPrefix(r, s.origin+"/") {
			all = append(all, r)
		}
	}
	return all
}

// Problems lists everything that no page may do.
func (s Seen) Problems() (all []string) {
	for _, kind := range []struct {
		name string
		of   []string
	}{
		{"console", s.Console}, {"exception", s.Exceptions}, {"CSP", s.CSP}, {"dialog", s.Dialogs},
		{"failed", s.Failed}, {"foreign", s.Foreign()},
	} {
		for _, p := range kind.of {
			all = append(all, kind.name+": "+p)
		}
	}
	return all
}

func open(t testing.TB, v View) *Tab {
	t.Helper()
	return openOn(t, serve(t, nil), v)
}

func openOn(t testing.TB, origin string, v View) *Tab {
	t.Helper()
	browser, _ := start()
	// A browser context of its own: nothing remembered from the tab before.
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	tab := &Tab{t: t, ctx: ctx, origin: origin}
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Listen(ctx, tab.note); err != nil {
		t.Fatal(err)
	}
	call(tab, network.Enable, network.EnableParams{})
	call(tab, log.Enable, cdp.Empty{})
	call(tab, audits.Enable, cdp.Empty{})
	before := v.Before
	if !v.Now.IsZero() {
		before = fmt.Sprintf(clock, v.Now.UnixMilli()) + before
	}
	if before != "" {
		call(tab, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: before})
	}
	tab.view = v
	tab.emulate(v)
	return tab
}

// The clock of a page stands still; timers run on.
const clock = `{
	const real = Date, now = %d;
	Date = class extends real {
		constructor(...parts) { parts.length ? super(...parts) : super(now); }
		static now() { return now; }
	};
}
`

// emulate changes how the tab shows pages; Now and Before hold from the opening on.
func (tab *Tab) emulate(v View) {
	tab.t.Helper()
	if v.Width == 0 {
		v.Width = 1280
	}
	if v.Height == 0 {
		v.Height = 800
	}
	if v.Ratio == 0 {
		v.Ratio = 1
	}
	media, scheme := "screen", "light"
	if v.Print {
		media = "print"
	}
	if v.Dark {
		scheme = "dark"
	}
	call(tab, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: int64(v.Width), Height: int64(v.Height), DeviceScaleFactor: v.Ratio,
	})
	call(tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Media: media,
		Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: scheme},
			{Name: "prefers-reduced-motion", Value: "reduce"},
		},
	})
	call(tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: v.NoScript})
	call(tab, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: "Asia/Shanghai"})
}

// call sends one command of the DevTools protocol. The deadline is far beyond what a page takes: it ends what hangs.
func call[P, R any](tab *Tab, command cdp.Command[P, R], params P) R {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, time.Minute)
	defer cancel()
	result, err := chromedp.Call(ctx, command, params)
	if err != nil {
		tab.t.Fatalf("%s: %v", command.Method, err)
	}
	return result
}

func (tab *Tab) do(action chromedp.Action[chromedp.Void]) {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, action); err != nil {
		tab.t.Fatal(err)
	}
}

// visit loads a page of the site and waits until its deferred scripts have run.
func (tab *Tab) visit(address string) {
	tab.t.Helper()
	tab.mu.Lock()
	tab.seen = Seen{origin: tab.origin}
	tab.mu.Unlock()
	tab.do(chromedp.Navigate(tab.origin + address))
}

// at is the address the tab shows, without the origin.
func (tab *Tab) at() string {
	tab.t.Helper()
	var address string
	tab.eval(`location.href`, &address)
	return strings.TrimPrefix(address, tab.origin)
}

// eval evaluates an expression in the page, promises awaited; into may be nil.
func (tab *Tab) eval(expression string, into any) {
	tab.t.Helper()
	yes := true
	got := call(tab, runtime.Evaluate, runtime.EvaluateParams{
		Expression: expression, AwaitPromise: &yes, ReturnByValue: &yes, UserGesture: &yes,
	})
	if got.ExceptionDetails != nil {
		tab.t.Fatalf("%s: %s", expression, thrown(got.ExceptionDetails))
	}
	if into == nil {
		return
	}
	if err := json.Unmarshal(got.Result.Value, into); err != nil {
		tab.t.Fatalf("%s gives %s: %v", expression, got.Result.Value, err)
	}
}

// press sends keys by their names (Tab, Enter, Space, Escape, ArrowDown …) or a text to type.
func (tab *Tab) press(keys ...string) {
	tab.t.Helper()
	for _, k := range keys {
		if k == "Shift+Tab" {
			tab.do(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift)))
			continue
		}
		if named, ok := names[k]; ok {
			k = named
		}
		tab.do(chromedp.KeyEvent(k))
	}
}

var names = map[string]string{
	"Tab": kb.Tab, "Enter": kb.Enter, "Space": " ", "Escape": kb.Escape, "Backspace": kb.Backspace,
	"ArrowDown": kb.ArrowDown, "ArrowUp": kb.ArrowUp, "Home": kb.Home, "End": kb.End,
}

// waitFor polls until an expression is true, at most ten seconds.
func (tab *Tab) waitFor(expression string) {
	tab.t.Helper()
	for until := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		ok := false
		if tab.eval(`!!(`+expression+`)`, &ok); ok {
			return
		}
		if time.Now().After(until) {
			tab.t.Fatalf("%s: never true: %s", tab.at(), expression)
		}
	}
}

// picture is a PNG of the viewport.
func (tab *Tab) picture() []byte {
	tab.t.Helper()
	return call(tab, page.CaptureScreenshot, page.CaptureScreenshotParams{}).Data
}

// Seen is what happened since the last visit.
func (tab *Tab) Seen() Seen {
	tab.eval(`0`, nil) // what the page did before this answer has arrived
	tab.mu.Lock()
	defer tab.mu.Unlock()
	return tab.seen
}
