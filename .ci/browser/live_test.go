package browser

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"time"
)

const office = "/institutions/huancui/"

// switchState is what a reader sees and hears of a switch.
const switchState = `(() => { const a = document.querySelector('[data-switch=%s]'); return [a.textContent, a.getAttribute('role'), a.getAttribute('aria-pressed'), String(document.documentElement.classList.contains('%s'))].join(' ') })()`

func state(tab *Tab, name string) string {
	var got string
	tab.eval(strings.ReplaceAll(switchState, "%s", name), &got)
	return got
}

// A choice holds on the next page and after loading again, by pointer and by keyboard, until it is taken back.
func TestSwitchesAreRemembered(t *testing.T) {
	tab := open(t, View{})
	check := func(when, care, contrast string) {
		t.Helper()
		if got := state(tab, "care"); got != care {
			t.Errorf("%s: 关怀版 is %q, want %q", when, got, care)
		}
		if got := state(tab, "contrast"); got != contrast {
			t.Errorf("%s: 高对比 is %q, want %q", when, got, contrast)
		}
	}
	const careOff, careOn = "关怀版 button false false", "关怀版已开 button true true"
	const contrastOff, contrastOn = "高对比 button false false", "高对比已开 button true true"
	tab.visit("/")
	check("first", careOff, contrastOff)
	tab.eval(`document.querySelector('[data-switch=care]').click()`, nil)
	check("clicked", careOn, contrastOff)
	if at := tab.at(); at != "/" {
		t.Errorf("the switch leads to %s", at)
	}
	tab.visit("/policies/P01/")
	check("next page", careOn, contrastOff)
	tab.eval(`document.querySelector('[data-switch=contrast]').focus()`, nil)
	tab.press("Space")
	check("key", careOn, contrastOn)
	tab.visit("/policies/P01/")
	check("loaded again", careOn, contrastOn)
	tab.eval(`document.querySelector('[data-switch=care]').focus()`, nil)
	tab.press("Enter")
	check("taken back", careOff, contrastOn)
	tab.visit("/")
	check("another page", careOff, contrastOn)
	if p := tab.Seen().Problems(); p != nil {
		t.Error(p)
	}
}

// Private windows and some apps refuse storage: the switch works on the page, and nothing is said about it.
func TestSwitchesWorkWithoutStorage(t *testing.T) {
	for name, before := range map[string]string{
		"no storage":  `Object.defineProperty(window, "localStorage", { get() { throw new Error("denied"); } });`,
		"no writing":  `Storage.prototype.setItem = () => { throw new Error("full"); };`,
		"no property": `Object.defineProperty(window, "localStorage", { value: null });`,
	} {
		tab := open(t, View{Before: before})
		tab.visit("/")
		tab.eval(`document.querySelector('[data-switch=care]').click()`, nil)
		tab.eval(`window.dispatchEvent(new Event("pageshow"))`, nil)
		if got := state(tab, "care"); got != "关怀版已开 button true true" {
			t.Errorf("%s: %s", name, got)
		}
		if p := tab.Seen().Problems(); p != nil {
			t.Errorf("%s: %v", name, p)
		}
	}
}

// Without scripts the words lead to where it is told how to enlarge.
func TestSwitchesAreLinksWithoutScripts(t *testing.T) {
	tab := open(t, View{NoScript: true})
	tab.visit("/")
	var href string
	tab.eval(`document.querySelector('[data-switch=care]').getAttribute('href') + document.querySelector('[data-switch=care]').getAttribute('role')`, &href)
	if href != "/about/accessibility/#carenull" {
		t.Error(href)
	}
}

// The words are those of Beijing's clock, whatever the device's; offices keep Mo-Fr 8:30-12:00 and 13:30-17:30.
func TestOpeningIsSaidByBeijingTime(t *testing.T) {
	zones := map[string]string{
		"east": `Date.prototype.getTimezoneOffset = () => -840; for (const f of ["getHours", "getDate", "getDay", "getMinutes"]) Date.prototype[f] = () => 1;`,
		"own":  ``,
	}
	for _, c := range []struct{ at, want string }{
		{"2022-11-30 08:29", "今天8:30开门"},
		{"2022-11-30 08:30", "现在开门，到12:00"},
		{"2022-11-30 11:59", "现在开门，到12:00"},
		{"2022-11-30 12:00", "现在休息，今天13:30开门"},
		{"2022-11-30 13:30", "现在开门，到17:30"},
		{"2022-11-30 17:30", "今天已下班，下次12月1日（星期四）8:30开门"},
		{"2022-12-01 00:00", "今天8:30开门"},
		{"2022-12-02 18:00", "今天已下班，下次12月5日（星期一）8:30开门"},
		{"2022-12-03 10:00", "今天休息，下次12月5日（星期一）8:30开门"},  // Saturday
		{"2022-10-03 10:00", "今天休息，下次10月8日（星期六）8:30开门"},  // a holiday; the Saturday is worked
		{"2022-09-30 18:00", "今天已下班，下次10月8日（星期六）8:30开门"}, // before the holidays
		{"2022-10-08 10:00", "现在开门，到12:00"},
		{"2022-10-09 18:00", "今天已下班，下次10月10日（星期一）8:30开门"},
		{"2022-12-30 18:00", "今天已下班，下次开门的时间请打电话问"}, // Monday is in a year without a list
		{"2023-01-03 10:00", "本站没有2023年的放假安排，去之前先打电话确认"},
		{"2021-12-31 10:00", "本站没有2021年的放假安排，去之前先打电话确认"},
	} {
		now, err := time.ParseInLocation("2006-01-02 15:04", c.at, time.FixedZone("Beijing", 8*3600))
		if err != nil {
			t.Fatal(err)
		}
		for zone, before := range zones {
			tab := open(t, View{Now: now, Before: before})
			for _, page := range []string{office, "/institutions/", "/services/huancui/"} {
				tab.visit(page)
				var got []string
				tab.eval(`[...document.querySelectorAll("[data-hours='Mo-Fr 8:30-12:00;Mo-Fr 13:30-17:30']")].map(p => p.hidden + p.textContent)`, &got)
				want, once := "false"+c.want, "true"
				if strings.HasPrefix(c.want, "本站没有") {
					want, once = "true", "false"+c.want // said once for the page, not below each office
				}
				var said string
				if tab.eval(`document.getElementById("holidays").hidden + document.getElementById("holidays").textContent`, &said); said != once {
					t.Errorf("%s in zone %s, %s: the page says %q, want %q", c.at, zone, page, said, once)
				}
				if len(got) == 0 {
					t.Fatalf("%s has no such office", page)
				}
				for _, words := range got {
					if words != want {
						t.Errorf("%s in zone %s, %s: %q, want %q", c.at, zone, page, words, want)
					}
				}
			}
		}
	}
}

// A deadline is over the day after and not on the day; what follows from it changes with it, and nothing ever turns back.
func TestDeadlinesPass(t *testing.T) {
	const look = `(() => {
		const seen = e => !!e && e.offsetParent !== null, q = s => document.querySelector(s);
		const state = [...document.querySelectorAll(".title .st")].filter(seen).map(e => e.textContent).join();
		return [q(".facts time").textContent, state, seen(q("#try"))].join(" ");
	})()`
	for _, c := range []struct{ at, want string }{
		{"2022-12-31T23:59:00+08:00", "2022-12-31 有效，申请截至2022年12月31日 true"},
		{"2023-01-01T00:00:00+08:00", "2022-12-31（已过） 已到期：申请期限截至2022年12月31日 false"},
		{"2022-12-31T15:59:00Z", "2022-12-31 有效，申请截至2022年12月31日 true"},
	} {
		now, err := time.Parse(time.RFC3339, c.at)
		if err != nil {
			t.Fatal(err)
		}
		tab := open(t, View{Now: now})
		tab.visit("/policies/P01/")
		var got string
		if tab.eval(look, &got); got != c.want {
			t.Errorf("%s: %q, want %q", c.at, got, c.want)
		}
	}
	for _, c := range []struct {
		page, at string
		passed   bool
	}{
		{"/fairs/", "2022-12-03T23:59:00+08:00", false},
		{"/fairs/", "2022-12-04T00:00:00+08:00", true},
		{"/trainings/", "2022-12-01T12:00:00+08:00", false},
		{"/trainings/", "2022-12-02T12:00:00+08:00", true},
	} {
		now, err := time.Parse(time.RFC3339, c.at)
		if err != nil {
			t.Fatal(err)
		}
		tab := open(t, View{Now: now})
		tab.visit(c.page)
		day := map[string]string{"/fairs/": "2022-12-03", "/trainings/": "2022-12-01"}[c.page]
		var got []bool
		tab.eval(`[...document.querySelectorAll("li time[datetime='`+day+`']")].filter(e => !/^\d+日?$/.test(e.textContent) && !e.closest("a")).map(e => e.textContent.endsWith("（已过）"))`, &got)
		if len(got) == 0 {
			t.Fatalf("%s has no day %s", c.page, day)
		}
		for _, passed := range got {
			if passed != c.passed {
				t.Errorf("%s on %s: %s passed: %v", c.page, c.at, day, passed)
			}
		}
	}
}

var described = regexp.MustCompile(`<script type="application/ld\+json">(.*?)</script>`)

// required are the properties without which a description is of no use to programs (schema.org, Google's guides).
var required = map[string]string{
	"WebSite": "name url", "GovernmentOffice": "name url", "GovernmentService": "name description url", "Event": "name startDate location url",
	"Course": "name description provider", "Dataset": "name description url distribution", "NewsArticle": "headline author url",
	"Article": "headline url", "BreadcrumbList": "itemListElement",
}

func TestDescriptionsAreComplete(t *testing.T) {
	found := map[string]int{}
	for _, address := range pages(t) {
		blocks := described.FindAllStringSubmatch(read(t, address), -1)
		if len(blocks) != 1 {
			if address != "/404.html" {
				t.Errorf("%s has %d descriptions", address, len(blocks))
			}
			continue
		}
		var ld struct {
			Graph []map[string]any `json:"@graph"`
		}
		if err := json.Unmarshal([]byte(blocks[0][1]), &ld); err != nil {
			t.Errorf("%s: %v", address, err)
		}
		for _, thing := range ld.Graph {
			kind, _ := thing["@type"].(string)
			found[kind]++
			for _, name := range strings.Fields(required[kind]) {
				if thing[name] == nil {
					t.Errorf("%s: a %s without %s", address, kind, name)
				}
			}
		}
	}
	for kind := range required {
		if found[kind] == 0 {
			t.Errorf("no page describes a %s", kind)
		}
	}
}
