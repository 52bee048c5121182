package browser

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// vnu is the W3C's HTML checker, the Nu one: it judges HTML, the CSS and the SVG of the files.
func vnu(t *testing.T, files ...string) (errors, warnings []string) {
	t.Helper()
	run := exec.Command("java", append([]string{"-Xmx512m", "-jar", "node_modules/vnu-jar/build/dist/vnu.jar",
		"--format", "json", "--exit-zero-always", "--also-check-css", "--also-check-svg"}, files...)...)
	var said strings.Builder
	run.Stderr = &said
	if out, err := run.Output(); err != nil {
		t.Fatalf("%v\n%s%s", err, out, said.String())
	}
	var found struct {
		Messages []struct {
			Type, SubType, URL, Message string
			LastLine                    int
		}
	}
	if err := json.Unmarshal([]byte(said.String()), &found); err != nil {
		t.Fatalf("%v: %s", err, said.String())
	}
	for _, m := range found.Messages {
		line := fmt.Sprintf("%s:%d: %s", m.URL, m.LastLine, m.Message)
		switch {
		case m.Type != "info":
			errors = append(errors, line)
		case m.SubType == "warning":
			warnings = append(warnings, line)
		}
	}
	return errors, warnings
}

// What vnu says although it is right so. Its checker of CSS does not know two properties of SVG 2
// (https://www.w3.org/TR/SVG2/propidx.html), and a file has no origin that 'self' could be.
var known = []string{
	"CSS: “paint-order”: Property “paint-order” doesn't exist.",
	"CSS: “vector-effect”: Property “vector-effect” doesn't exist.",
	": Resource violates Content Security Policy (meta tag): external ",
	// JSON-LD is data, which no browser runs (https://html.spec.whatwg.org/#data-block); TestEveryPage sees what is blocked.
	": Inline script violates Content Security Policy (meta tag): blocked by “script-src”",
}

func TestValidMarkup(t *testing.T) {
	var all []string
	for _, kind := range []string{".html", ".css", ".svg"} {
		all = append(all, files(t, *site, kind)...)
	}
	errors, warnings := vnu(t, all...)
	expected := func(line string) bool {
		return slices.ContainsFunc(known, func(k string) bool { return strings.Contains(line, k) })
	}
	errors, warnings = slices.DeleteFunc(errors, expected), slices.DeleteFunc(warnings, expected)
	report(t, "vnu", errors)
	t.Logf("vnu: %d files, %d errors, %d warnings\n%s", len(all), len(errors), len(warnings), strings.Join(warnings, "\n"))
}

// Without these the silence of vnu would prove nothing.
func TestDamagedMarkupIsCaught(t *testing.T) {
	home, css := read(t, "/"), read(t, "/site.css")
	for _, c := range []struct{ name, file, body, want string }{
		{"duplicate id", "page.html", strings.Replace(home, "</main>", `<p id="main"></p></main>`, 1), "Duplicate ID"},
		{"no alt", "page.html", strings.Replace(home, "</main>", `<img src="x.png"></main>`, 1), "alt"},
		{"unknown attribute", "page.html", strings.Replace(home, "<main", `<main wide="yes"`, 1), "wide"},
		{"not closed", "page.html", strings.Replace(home, "</main>", "", 1), "main"},
		{"unknown property", "site.css", css + "p{colour:red}", "colour"},
	} {
		file := filepath.Join(t.TempDir(), c.file)
		if err := os.WriteFile(file, []byte(c.body), 0o644); err != nil {
			t.Fatal(err)
		}
		errors, _ := vnu(t, file)
		if !strings.Contains(strings.Join(errors, "\n"), c.want) {
			t.Errorf("%s: vnu says %q", c.name, errors)
		}
	}
}
