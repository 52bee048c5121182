package audit

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// What scripts and servers read – hours of offices, days, headers, the icon – has one form each, in which no other number
// can be said.

// liveForms are the forms of attributes for the script of every page.
var liveForms = map[string]*regexp.Regexp{
	"data-hours":  regexp.MustCompile(`^` + officeHours + `(;` + officeHours + `)*$`),
	"data-until":  regexp.MustCompile(`^` + isoDay + `$`),
	"data-closed": regexp.MustCompile(`^(` + isoDay + `( ` + isoDay + `)*)?$`),
	"data-open":   regexp.MustCompile(`^(` + isoDay + `( ` + isoDay + `)*)?$`),
	"data-years":  regexp.MustCompile(`^(20\d{2}( 20\d{2})*)?$`),
	"data-switch": regexp.MustCompile(`^[a-z]+$`),
}

const (
	isoDay      = `20\d{2}-[01]\d-[0-3]\d`
	officeHours = `(Su|Mo|Tu|We|Th|Fr|Sa)-(Su|Mo|Tu|We|Th|Fr|Sa) \d{1,2}:\d{2}-\d{1,2}:\d{2}`
)

// served is a line of _headers: a path, or a header whose only numbers are its age and the name of an encoding.
var served = regexp.MustCompile(`^(/[a-z/.*:]*|  [A-Z][A-Za-z-]+: ([^\d]|max-age=300\b|\butf-8$)*)?$`)

// headers judges the file that tells servers what to send.
func (t text) headers(data []byte) {
	for i, line := range strings.Split(string(data), "\n") {
		if !served.MatchString(line) || len(t.claims(strings.Replace(line, "max-age=300", "", 1))) > 0 {
			t.found(i+1, "不认识这种响应头，不能证明没有多说：“%s”", masked(line))
		}
	}
}

// strokes are the elements and the attributes of the icon; their measures are those of the design.
var strokes = strings.Fields("svg path xmlns viewBox viewbox d fill stroke stroke-width")

// icon judges the icon: it is drawn, and says nothing.
func (t text) icon(data []byte) {
	for z := html.NewTokenizer(bytes.NewReader(data)); ; {
		kind := z.Next()
		token := z.Token()
		switch {
		case kind == html.ErrorToken:
			return
		case kind == html.EndTagToken, kind == html.TextToken && strings.TrimSpace(token.Data) == "":
		case kind == html.StartTagToken || kind == html.SelfClosingTagToken:
			for _, name := range append([]string{token.Data}, keysOf(token)...) {
				if !slices.Contains(strokes, name) {
					t.found(0, "图标里有不认识的 %s", masked(name))
				}
			}
		default:
			t.found(0, "图标里有文字：“%s”", masked(token.Data))
		}
	}
}

func keysOf(t html.Token) []string {
	var keys []string
	for _, a := range t.Attr {
		keys = append(keys, a.Key)
	}
	return keys
}

// description judges what a page says of itself to programs in the words of schema.org: its texts repeat what editors wrote,
// and its only numbers count the steps to the page. No other text stands in an element script.
func (p *page) description(s string) {
	d := json.NewDecoder(strings.NewReader(s))
	d.UseNumber()
	steps, name := 0, ""
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			p.found(p.line, "给程序读的说明读不懂，不能证明没有多说")
			return
		}
		switch token := token.(type) {
		case string:
			p.repeats(p.line, "给程序读的说明里", token)
			name = token
		case json.Number:
			steps++
			if name != "position" || token.String() != strconv.Itoa(steps) {
				p.found(p.line, "给程序读的说明里有不认识的数：%s", masked(name))
			}
		}
	}
}
