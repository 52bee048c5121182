package web

import (
	"io/fs"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/output"
)

// securityPolicy is the Content-Security-Policy (CSP Level 3) of every page, in its head and in _headers: nothing but the
// files of the site itself, no script or style within a page, and no script makes markup of text (Trusted Types).
const securityPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'"

// responses are the headers that a server should send, by the files they are for. Hosts of static sites read them from the
// file _headers (the form of Netlify and Cloudflare Pages); README.md tells the same for nginx. What a file is called
// never changes with what is in it, so that nothing may be kept for long. Paths have no * within a name: Netlify knows none.
var responses = []struct {
	files   string
	headers []string
}{
	{"/*", []string{
		"Content-Security-Policy: " + securityPolicy + "; frame-ancestors 'none'", // a page cannot say who may frame it
		"X-Content-Type-Options: nosniff",
		"Referrer-Policy: no-referrer",
		"Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()",
		"Cross-Origin-Opener-Policy: same-origin",
		"Cross-Origin-Embedder-Policy: require-corp",
		"Cross-Origin-Resource-Policy: same-origin",
		"Cache-Control: public, max-age=300, must-revalidate",
	}},
	{"/data/*", []string{"Access-Control-Allow-Origin: *"}}, // open data may be read by the pages of others
	{"/data/observations/observations.csv", []string{"Content-Type: text/csv; charset=utf-8"}},
	{"/data/institutions/institutions.csv", []string{"Content-Type: text/csv; charset=utf-8"}},
	{"/data/policies/policies.csv", []string{"Content-Type: text/csv; charset=utf-8"}},
	{calendarPath, []string{"Content-Type: text/calendar; charset=utf-8"}},
	{"/services/:region/calendar.ics", []string{"Content-Type: text/calendar; charset=utf-8"}},
	{"/services/:region/feed.xml", []string{"Content-Type: application/atom+xml; charset=utf-8"}},
	{"/feed.xml", []string{"Content-Type: application/atom+xml; charset=utf-8"}},
}

// headers writes what the server of the site should send with its files.
func headers(*site) output.Job {
	var b strings.Builder
	for _, r := range responses {
		b.WriteString(r.files + "\n")
		for _, h := range r.headers {
			b.WriteString("  " + h + "\n")
		}
	}
	return func(output.Manifest, *diag.List) []output.File {
		return []output.File{{Path: "_headers", Data: []byte(b.String())}}
	}
}

// signet publishes templates/icon.svg, the sign of the site in the tabs of a browser.
func signet(s *site) output.Job {
	return func(_ output.Manifest, l *diag.List) []output.File {
		data, err := fs.ReadFile(s.templates, "icon.svg")
		if err != nil {
			l.Errorf(diag.Pos{File: "templates/icon.svg"}, 0, "missing-file", "恢复这个文件", "缺少图标，或者不能读取")
		}
		return []output.File{{Path: "icon.svg", Data: data}} // also without it, so that links are not dead besides
	}
}
