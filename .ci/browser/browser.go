// Package browser holds a built site against a real browser, and shows for each check a damaged page that it catches.
//
//	go test -count=1 -timeout 30m . -args -site FOLDER      (what .ci/conformance/run does)
//
// A test asks for a tab and looks at pages of the site, which a plain file server gives out as it is, with the
// headers that its own _headers file asks for:
//
//	tab := open(t, View{Width: 360})       // Dark, ZoomDPR, NoScript, Now … in View; closed with the test
//	tab.visit("/policies/check/")          // fails the test when the page does not load
//	tab.eval(`document.title`, &title)     // also with NoScript: only the page's own scripts are off
//	tab.press("Tab", "Enter")              // real key events
//	tab.Seen().Problems()                  // since the last visit: console, exceptions, CSP, dialogs, foreign requests
//
// For a damaged copy, open it from other bytes: openOn(t, serve(t, map[string]string{"/policies/": html}), View{}).
// pages() lists all pages, classes() one page of each class; read(path) gives the bytes of a file of the site.
package browser

import (
	"context"
	"flag"
	"fmt"
	"os"
	"sync"

	"github.com/chromedp/chromedp"
)

var site = flag.String("site", "", "the folder of the built site")

// One browser for all tests: it takes a second to start and 100 MB to hold.
var start = sync.OnceValues(func() (context.Context, func()) {
	// Nothing of this Chromium may look anywhere but at the server of the test.
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath("/usr/bin/chromium"),
		chromedp.NoSandbox,
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-features", "Translate,OptimizationHints,MediaRouter"),
		chromedp.Flag("lang", "zh-CN"),
		chromedp.Flag("hide-scrollbars", true),
	)
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, _ := chromedp.NewContext(allocator)
	if err := chromedp.Do(ctx); err != nil {
		cancel()
		fmt.Fprintln(os.Stderr, "Chromium does not start:", err)
		os.Exit(1)
	}
	return ctx, cancel
})
