package web

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/output"
)

// graphOf reads the description of a page.
func graphOf(t *testing.T, html string) []map[string]any {
	t.Helper()
	_, block, found := strings.Cut(html, `<script type="application/ld+json">`)
	block, _, closed := strings.Cut(block, "</script>")
	var ld struct {
		Context string           `json:"@context"`
		Graph   []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(block), &ld); err != nil || !found || !closed || ld.Context != "https://schema.org" {
		t.Fatalf("%v in %q", err, block)
	}
	return ld.Graph
}

func TestPagesAreDescribedToPrograms(t *testing.T) {
	rel := fullTown(t)
	rel.Site.Host = text("某局")
	pages := render(t, rel)
	for _, c := range []struct{ path, kind, want string }{
		{"/institutions/east/", "GovernmentOffice", `东区人社局（示例）|管就业|12333|map[@type:PostalAddress addressRegion:东区 streetAddress:示例路1号]`},
		{"/services/east/", "GovernmentService", `东区办事服务|东区失业人员和企业从自己的情况开始：先做什么、可能享受什么、打哪个电话、到哪里办。|<nil>|<nil>`},
		{"/policies/P1/", "GovernmentService", `吸纳补贴|1000元/人<一次性>。|<nil>|<nil>`},
		{"/fairs/", "Event", `十二月专场（示例）|零工` + "\n" + `和岗位|<nil>|<nil>`},
		{"/trainings/", "Course", `鲁菜（示例）|做菜|<nil>|<nil>`},
		{"/documents/notice/", "Article", `<nil>|关于帮扶的通知|<nil>|<nil>`},
		{"/announcements/service-east/", "NewsArticle", ``},
	} {
		var got []string
		kinds := 0
		for _, x := range graphOf(t, pages[c.path]) {
			if x["@type"] == c.kind {
				kinds++
				got = append(got, fmt.Sprintf("%v|%v|%v|%v", x["name"], x["description"], x["telephone"], x["address"]))
			}
		}
		if kinds != 1 || c.want != "" && !slices.Contains(got, c.want) {
			t.Errorf("%s: %d of %s: %q, want %q", c.path, kinds, c.kind, got, c.want)
		}
	}
	steps := graphOf(t, pages["/policies/P3/"])[1]["itemListElement"].([]any)
	var crumbs []string
	for _, s := range steps {
		s := s.(map[string]any)
		crumbs = append(crumbs, fmt.Sprintf("%v %v %v", s["position"], s["name"], s["item"]))
	}
	want := []string{"1 首页 https://gongkai.example/", "2 政策清单 https://gongkai.example/policies/", "3 历史政策 https://gongkai.example/policies/archive/", "4 旧政策 https://gongkai.example/policies/P3/"}
	if !slices.Equal(crumbs, want) {
		t.Errorf("the steps are %q, want %q", crumbs, want)
	}
}

// TestDescriptionsCannotEndTheirElement: no text of an editor closes the element or begins markup.
func TestDescriptionsCannotEndTheirElement(t *testing.T) {
	hostile := `</script><script>alert(1)</script><!--"'&` + "\u2028\x00\xff"
	rel := fullTown(t)
	for i := range rel.Policies {
		rel.Policies[i].Name, rel.Policies[i].Content = text(hostile), text(hostile)
	}
	html := render(t, rel)["/policies/P1/"]
	if n := strings.Count(html, "<script"); n != 2 {
		t.Errorf("the page has %d scripts, want its own and the description", n)
	}
	if got := graphOf(t, html)[0]["name"]; got != strings.ReplaceAll(hostile, "\xff", "\ufffd") {
		t.Errorf("the name reads back as %q", got)
	}
}

func TestFactsWithoutValuesAreLeftOut(t *testing.T) {
	got := string(thing{{"a", ""}, {"b", thing{}}, {"c", []string(nil)}, {"d", []thing(nil)}, {"e", 1}, {"f", []string{"x", "<"}}, {"g", thing{{"h", "i"}}}}.append(nil))
	if want := `{"e":1,"f":["x","\u003c"],"g":{"h":"i"}}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	s := &site{Release: emptyTown(t)}
	r := &rendering{site: s, Files: output.Manifest{}, Problems: &diag.List{}}
	if got := r.linked(&page{Path: "/fairs/", Template: "fairs"}); got != "" {
		t.Errorf("without a base address the page says %s", got)
	}
}

func TestDaysOfASpanMayRunOverTheWeek(t *testing.T) {
	got := strings.Join(weekdays(model.Span{From: 5, To: 1}), " ")
	if want := "https://schema.org/Friday https://schema.org/Saturday https://schema.org/Sunday https://schema.org/Monday"; got != want {
		t.Errorf("got %s", got)
	}
}

// FuzzTextsOfThings: a text is written as encoding/json writes it.
func FuzzTextsOfThings(f *testing.F) {
	for _, s := range []string{"", "甲<乙>&\"\\", "\x00\b\f\n\r\t\x1f\x7f", "\u2027\u2028\u2029\u202a", "\xff\xe4\xb8a\ufffd", "bfnrt"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want, err := json.Marshal(s)
		if got := appendString(nil, s); err != nil || string(got) != string(want) {
			t.Errorf("%q: %s, want %s %v", s, got, want, err)
		}
	})
}
