package audit

import (
	"bytes"
	"encoding/json"
	"errors"
	"html"
	"io"
	"regexp"
	"slices"
	"strings"
)

// json judges a file such as the search index: its strings, and its numbers, which are settings of the site's own scripts
// and sizes of files.
func (t text) json(data []byte) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	name := ""
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.found(0, "读不懂，不能证明没有多说")
			return
		}
		switch token := token.(type) {
		case string:
			t.described(0, token)
			name = token
		case json.Number:
			if !slices.Contains(settings, name) && !(t.name == ruleFile && slices.Contains(bounds, name)) {
				t.found(0, "有不认识的数：%s", masked(name))
			}
		}
	}
}

// settings are the members of files whose numbers are no figures: sizes of files.
var settings = []string{"bytes"}

// ruleFile holds the conditions of policies; the bounds of an answer are numbers that an editor typed of the notice.
const ruleFile = "policies/check/rules.json"

var bounds = []string{"min", "max"}

// tag is the markup of a feed or a site map.
var tag = regexp.MustCompile(`<[^>]*>`)

var (
	remarks = regexp.MustCompile(`(?s)<!--(.*?)-->`)
	values  = regexp.MustCompile(`="([^"]*)"`)
)

// markup judges a feed or a site map, or a part of one after some lines: what stands between its elements, in attributes and in comments.
func (t text) markup(before int, data string) {
	for _, m := range remarks.FindAllStringSubmatch(data, -1) {
		t.plain(0, "注释里", m[1])
	}
	for _, element := range tag.FindAllString(data, -1) {
		for _, m := range values.FindAllStringSubmatch(element, -1) {
			if !slices.Contains(standards, m[1]) {
				t.repeats(0, "属性里", html.UnescapeString(m[1]))
			}
		}
	}
	if strings.Contains(data, "<!--") {
		data = remarks.ReplaceAllString(data, "")
	}
	t.lines(before, data)
}

// standards are the versions of XML and the names of its vocabularies.
var standards = []string{"1.0", "http://www.w3.org/2005/Atom", "http://www.sitemaps.org/schemas/sitemap/0.9"}

// folds are where long lines of a calendar are cut (RFC 5545, 3.1).
var folds = strings.NewReplacer("\r\n ", "")

// lines judges a file of lines: feeds, the calendar, the site map.
func (t text) lines(before int, data string) {
	for i, line := range strings.Split(folds.Replace(data), "\n") {
		for _, part := range strings.Split(tag.ReplaceAllString(line, "\x00"), "\x00") {
			part = strings.TrimPrefix(part, "URL:") // of an event: a page
			t.repeats(before+i+1, "", strings.TrimSpace(html.UnescapeString(part)))
		}
	}
}
