package browser

import (
	"fmt"
	"strings"
	"testing"
)

// bare tells what a page lacks for a reader without scripts: its text, or a way on from "loading".
func bare(tab *Tab) (problems []string) {
	tab.t.Helper()
	var text string
	tab.eval(`(m => m.checkVisibility() ? m.innerText : "")(document.querySelector("main"))`, &text)
	if n := len([]rune(strings.Join(strings.Fields(text), ""))); n < 60 {
		problems = append(problems, "little text: "+text)
	}
	for _, waiting := range []string{"加载中", "正在加载", "请稍候", "请启用", "undefined", "NaN"} {
		if strings.Contains(text, waiting) {
			problems = append(problems, "says "+waiting)
		}
	}
	// A button that only a script could answer must not be there.
	var dead []string
	tab.eval(`[...document.querySelectorAll("button, input")].filter(e => e.checkVisibility() && (!e.form || !e.form.hasAttribute("action"))).map(e => e.outerHTML)`, &dead)
	return append(problems, dead...)
}

func TestWithoutScripts(t *testing.T) {
	share(t, View{Width: 360, NoScript: true}, classes(t), func(t *testing.T, tab *Tab, page string) {
		report(t, page, bare(tab))
		report(t, page, tab.Seen().Problems())
	})
}

// A task is done by following visible links by their words, as a reader would.
func TestTasksWithoutScripts(t *testing.T) {
	const most = 4
	for _, task := range []struct {
		name   string
		clicks []string // words that a link has
		at     string   // how the address ends
		there  string   // what was looked for
	}{
		{"a policy that fits", []string{"逐条对照"}, "/policies/check/",
			`document.querySelector("main table tbody th a[href^='/policies/P']") && document.querySelector("main table [aria-label]")`},
		{"what the policy asks for", []string{"政策清单", "谁能享受", "创业补贴"}, "/policies/P06/", `document.querySelector("main").innerText.includes("条件")`},
		{"the telephone of an institution", []string{"机构", "荣成"}, "/institutions/rongcheng/", `document.querySelector("main a[href^='tel:']")`},
		{"a bulletin", []string{"进展通报", "全市PDF"}, ".pdf", ``},
		{"why a figure is judged so", []string{"进展数据"}, "/progress/", `document.querySelector("main details summary")`},
	} {
		t.Run(task.name, func(t *testing.T) {
			if len(task.clicks) > most {
				t.Fatalf("%d clicks", len(task.clicks))
			}
			tab := open(t, View{Width: 360, NoScript: true})
			address := "/"
			tab.visit(address)
			for _, words := range task.clicks {
				// The first link in the text, then in the header, that has the words.
				tab.eval(fmt.Sprintf(`([...document.querySelectorAll("main a[href], header a[href]")].find(a =>
					a.checkVisibility() && a.innerText.includes(%q)) || document.body).getAttribute("href")`, words), &address)
				if address == "" || strings.HasPrefix(address, "#") {
					t.Fatalf("%s has no link %s", tab.at(), words)
				}
				if strings.HasSuffix(address, ".pdf") {
					break
				}
				tab.visit(address)
			}
			if !strings.HasSuffix(address, task.at) {
				t.Fatalf("ends at %s", address)
			}
			if strings.HasSuffix(address, ".pdf") {
				if !strings.HasPrefix(read(t, address), "%PDF-") {
					t.Errorf("%s is no PDF", address)
				}
				return
			}
			ok := false
			if tab.eval("!!("+task.there+")", &ok); !ok {
				t.Errorf("%s: not there: %s", address, task.there)
			}
		})
	}
}

// The reasons of a figure open with a key, without any script.
func TestReasonsOpenWithoutScripts(t *testing.T) {
	tab := open(t, View{NoScript: true})
	tab.visit("/progress/")
	tab.eval(`document.querySelector("main details summary").focus()`, nil)
	tab.press("Enter")
	tab.waitFor(`document.querySelector("main details").open`)
	var reasons string
	tab.eval(`document.querySelector("main details").innerText`, &reasons)
	for _, word := range []string{"÷", "依据"} {
		if !strings.Contains(reasons, word) {
			t.Errorf("no %s in %q", word, reasons)
		}
	}
}
