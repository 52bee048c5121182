package audit

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// proseFields are what templates may set into elements marked data-prose: what editors write. Numbers there are not
// compared with the cells, so that a field of figures among them would be a way around the audit: adding one is a decision.
var proseFields = strings.Fields(`Address Announcements ApplyEnd Ask Audience Basis Body Calls Channels Coming Contact Content Date Day Deadline
	Elements Empty External Facts Fee Fit Help Host Hours ID Indicator Items Kids Lead Lines Link List
	Method Mode Name Note Options Ours Path Phone Place Policies Provider Questions Quote Reason Region Rules Sample
	Services Sessions Silent Situations Source Start Stated Steps Summary Target Text Time Unit URL Weekday What
	Materials Offices Over Places Trainings Units Until Urgent Ways
	ICP IDCode Police Site State Held Usual Who Version`)

// templateField is a field that an action of a template prints or looks at.
var templateField = regexp.MustCompile(`\.([A-Z]\w*)`)

// proseOf lists the fields inside of the elements of a template that are marked data-prose.
func proseOf(data []byte) []string {
	var fields []string
	z := html.NewTokenizer(bytes.NewReader(data))
	depth := 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return fields
		}
		raw := string(z.Raw())
		name, more := z.TagName()
		if slices.Contains(void, string(name)) {
			kind = html.SelfClosingTagToken
		}
		if kind == html.StartTagToken && (depth > 0 || more && strings.Contains(raw, "data-prose")) {
			depth++
		}
		if depth > 0 {
			for _, m := range templateField.FindAllStringSubmatch(raw, -1) {
				fields = append(fields, m[1])
			}
		}
		if kind == html.EndTagToken && depth > 0 {
			depth--
		}
	}
}

// TestProseIsWhatEditorsWrite: no template sets a figure into an element marked data-prose.
func TestProseIsWhatEditorsWrite(t *testing.T) {
	files, err := filepath.Glob("../../templates/*.html")
	if err != nil || len(files) == 0 {
		t.Fatal("there are no templates", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, field := range proseOf(data) {
			if !slices.Contains(proseFields, field) {
				t.Errorf("%s sets .%s into what editors write", filepath.Base(file), field)
			}
		}
	}
}
