package browser

import (
	"strings"
	"testing"
)

const witness = `window.canary = () => { window.ran = true };`

// hostileSigns opens a page and tells what no text may bring about.
func hostileSigns(tab *Tab, address string) (found []string) {
	tab.visit(address)
	tab.eval(`(() => {
		const bad = window.ran ? ["a script ran"] : [];
		for (const s of document.querySelectorAll("script:not([src]):not([type='application/ld+json']), script[src]:not([src^='/']), script[src^='//'], iframe, object, embed, base, style, [style], meta[http-equiv=refresh]"))
			bad.push("element " + s.outerHTML.slice(0, 80));
		for (const e of document.querySelectorAll("*")) for (const a of e.attributes) {
			if (/^on/i.test(a.name)) bad.push("attribute " + a.name);
			if (/^(href|src|action|formaction)$/.test(a.name) && /^[\s\0-\x20]*(javascript|vbscript|data):/i.test(a.value)) bad.push("address " + a.value);
		}
		for (const s of document.querySelectorAll("script[type='application/ld+json']")) try { JSON.parse(s.textContent) } catch (e) { bad.push("JSON-LD " + e) }
		if (document.querySelectorAll("head > meta").length != document.querySelectorAll("meta").length || !document.title) bad.push("tags outside the head");
		if (document.querySelectorAll("main").length != 1 || document.querySelectorAll("h1").length != 1) bad.push("not one main and one h1");
		return bad;
	})()`, &found)
	return append(found, tab.Seen().Problems()...)
}

// Each thing that a text must not bring about is noticed.
func TestHostileSignsAreSeen(t *testing.T) {
	for _, c := range []struct{ name, html, want string }{
		{"inline script", "<script>canary()</script>", "element <script>"},
		{"handler", `<img src="x" onerror="canary()" alt="">`, "attribute onerror"},
		{"foreign image", `<img src="https://evil.invalid/x.png" alt="">`, "CSP"},
		{"link that is a script", `<a id="click" href=" java&#9;script:canary()">a</a><a href="javascript:canary()">a</a>`, "address javascript"},
		{"frame", `<iframe src="https://evil.invalid/"></iframe>`, "element <iframe"},
		{"refresh", `<meta http-equiv="refresh" content="99;url=//evil.invalid">`, "element <meta"},
		{"base", `<base href="https://evil.invalid/">`, "element <base"},
		{"style", `<p style="color:red">a</p>`, "element <p style"},
		{"foreign script", `<script src="//evil.invalid/x.js"></script>`, "element <script"},
		{"JSON-LD", `<script type="application/ld+json">{"a":"</script>`, "JSON-LD"},
		{"end of main", `</main><main>`, "not one main"},
		{"script of the site", `<script src="/damage.js"></script>`, "a script ran"},
		{"dialog", `<script src="/dialog.js"></script>`, "dialog"},
	} {
		html := strings.Replace(read(t, "/about/"), "</h1>", "</h1>"+c.html, 1)
		tab := openOn(t, serve(t, map[string]string{"/about/": html, "/damage.js": "canary()", "/dialog.js": "alert(1)"}), View{Before: witness})
		if found := strings.Join(hostileSigns(tab, "/about/"), "\n"); !strings.Contains(found, c.want) {
			t.Errorf("%s is not noticed: %q", c.name, found)
		}
	}
	// A link is clicked: the policy of the page stops it, and says so.
	html := strings.Replace(read(t, "/about/"), "</h1>", `</h1><a id="click" href="javascript:canary()">a</a>`, 1)
	tab := openOn(t, serve(t, map[string]string{"/about/": html}), View{Before: witness})
	tab.visit("/about/")
	tab.eval(`document.getElementById("click").click()`, nil)
	if found := strings.Join(tab.Seen().Problems(), "\n"); !strings.Contains(found, "CSP") {
		t.Errorf("a click is not noticed: %q", found)
	}
}
