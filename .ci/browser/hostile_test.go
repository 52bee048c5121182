package browser

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/build"
)

var long = strings.Repeat("W", 400)

// hostile are strings that must come out as the text they are, whatever of them a page, a feed, a calendar, a table or
// a script reads: the kinds of the OWASP cheat sheets on XSS, CSV and log injection. canary is what a script would call.
var hostile = []string{
	`<script>canary()</script>`,
	`</script><script>canary()</script>`,
	`"><img src=x onerror=canary()>`,
	`' onmouseover='canary()' x='`,
	`" autofocus onfocus="canary()`,
	`<svg/onload=canary()>`,
	`</title></textarea></style><script>canary()</script>`,
	`<a href="javascript:canary()">a</a>`,
	`[a](javascript:canary())`,
	`![a](https://evil.invalid/x.png)`,
	`<iframe src="data:text/html,<script>parent.canary()</script>">`,
	`<base href="https://evil.invalid/">`,
	`<meta http-equiv="refresh" content="//evil.invalid">`,
	`<link rel="stylesheet" href="//evil.invalid/x.css">`,
	`{{.Site}}{{template "base.html"}}${canary()}`,
	`]]><!--<![CDATA[-->`,
	`--><script>canary()</script><!--`,
	`&lt;script&gt;canary()&lt;/script&gt;`,
	`\u003cscript\u003ecanary()\x3c/script\x3e`,
	`\";canary();//`,
	"=cmd|'/C calc'!A",
	`+SUM(A:A)`,
	`../../../../etc/passwd`,
	`%3Cscript%3Ecanary()%3C/script%3E`,
	"甲\r\nATTACH:https://evil.invalid/\r\nEND:VEVENT",
	"甲\u202e乙\u2066丙",
	"甲%00乙",
	strings.Repeat("长", 400),
	long,
}

// Three sites, in which each text field has a string of its own, another in each. What an input rule refuses, it says
// where; that field gets its text back, and the rest is tried again.
func TestHostileStrings(t *testing.T) {
	program := filepath.Join(t.TempDir(), "gongkai")
	compile := exec.Command("go", "build", "-o", program, "./generator")
	compile.Dir = "../.."
	if out, err := compile.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for round := range 3 {
		t.Run(fmt.Sprint(round+1), func(t *testing.T) {
			root := t.TempDir()
			for _, folder := range []string{"content", "data", "templates"} {
				if err := os.CopyFS(filepath.Join(root, folder), os.DirFS("../../"+folder)); err != nil {
					t.Fatal(err)
				}
			}
			texts := hostileTexts(t, root)
			fields := 0
			for i := range texts {
				for j := range texts[i].values {
					if texts[i].open(j) {
						h := hostile[(fields+round*10)%len(hostile)]
						texts[i].values[j] += h
						if fields%3 == 2 {
							texts[i].values[j] = h + texts[i].original[j]
						}
						fields++
					}
				}
			}
			refused := settle(t, program, root, texts)
			out := filepath.Join(root, "site")
			// Without the audit, which knows none of these texts and would let none of them through: what is shown here
			// is that the pages hold without it.
			if _, err := build.Preview(build.Options{Root: root, Out: out}); err != nil {
				t.Fatal(err)
			}
			t.Logf("%d text fields, %d with their string refused at its place, %d built", fields, refused, fields-refused)
			if fields-refused < 400 {
				t.Error("too few to show anything")
			}
			lookHostile(t, out)
			parseHostile(t, out)
		})
	}
}

// settle takes back what the input rules refuse until nothing is refused; a program that panics, or an error without
// a place, fails the test.
func settle(t *testing.T, program, root string, texts []*text) (refused int) {
	t.Helper()
	for range 40 {
		for _, x := range texts {
			x.write(t)
		}
		said, code := run(program, "-C", root, "check", "--format=json")
		if code != 0 && code != 1 {
			t.Fatalf("check ends with %d:\n%s", code, said)
		}
		var problems []struct {
			File, Rule, Severity, Message string
			Line                          int
		}
		if err := json.Unmarshal([]byte(said), &problems); err != nil {
			t.Fatalf("%v:\n%s", err, said)
		}
		taken := 0
		for _, p := range problems {
			if p.Severity != "error" {
				continue
			}
			n := 0
			if i := slices.IndexFunc(texts, func(x *text) bool { return x.file == p.File }); i >= 0 && p.Line > 0 {
				n = texts[i].takeBack(p.Line)
			}
			if n == 0 && strings.HasPrefix(p.File, "templates/") {
				// The text of a bulletin is Markdown: its rules judge the names that it prints.
				for _, x := range texts {
					if strings.HasPrefix(x.file, "data/") && strings.Count(x.file, "/") == 1 {
						n += x.takeBackWith(p.Message)
						if p.Rule == "wide-table" {
							n += x.takeBackNames() // no paper is wide enough for them
						}
					}
				}
			}
			if n == 0 {
				// It is right, but a name that it uses has another text now.
				for _, name := range quoted.FindAllStringSubmatch(p.Message, -1) {
					for _, x := range texts {
						n += x.restore(name[1])
					}
				}
			}
			taken += n
		}
		if taken == 0 && code != 0 {
			// What a bulletin prints of them has no place in the input: their names get their text back.
			for _, x := range texts {
				if strings.HasPrefix(x.file, "data/") && strings.Count(x.file, "/") == 1 {
					taken += x.takeBackNames()
				}
			}
		}
		if refused += taken; code == 0 {
			return refused
		}
		if taken == 0 {
			t.Fatalf("refused without a place:\n%s", said)
		}
	}
	t.Fatal("never accepted")
	return 0
}

var quoted = regexp.MustCompile(`["“]([^"”]+)["”]`)

func run(program string, args ...string) (said string, code int) {
	out, err := exec.Command(program, args...).Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return string(out) + string(exit.Stderr), exit.ExitCode()
	}
	if err != nil {
		return err.Error(), -1
	}
	return string(out), 0
}

// lookHostile opens every page, and the search with each string in its address.
func lookHostile(t *testing.T, site string) {
	t.Helper()
	tab := openOn(t, serveFolder(t, site, nil), View{Before: witness})
	addresses := pagesOf(t, site)
	for _, h := range hostile {
		addresses = append(addresses, "/search/?q="+url.QueryEscape(h)+"#"+url.PathEscape(h))
	}
	for _, p := range addresses {
		report(t, p, hostileSigns(tab, p))
	}
}

// parseHostile reads every file for programs.
func parseHostile(t *testing.T, site string) {
	t.Helper()
	for kind, parse := range map[string]func(string) error{
		".xml": func(s string) error {
			d := xml.NewDecoder(strings.NewReader(s))
			for {
				if _, err := d.Token(); err == io.EOF {
					return nil
				} else if err != nil {
					return err
				}
			}
		},
		".json": func(s string) error { return json.Unmarshal([]byte(s), new(any)) },
		".csv": func(s string) error {
			_, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(s, "\ufeff"))).ReadAll()
			return err
		},
		".ics": calendarError,
	} {
		all := files(t, site, kind)
		if all == nil {
			t.Errorf("no file %s", kind)
		}
		for _, file := range all {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := parse(string(b)); err != nil {
				t.Errorf("%s: %v", file[len(site):], err)
			}
		}
	}
}

// calendarError looks for a line of RFC 5545 that the calendar would not write itself.
func calendarError(s string) error {
	depth := 0
	for _, line := range strings.Split(strings.TrimSuffix(strings.ReplaceAll(s, "\r\n ", ""), "\r\n"), "\r\n") {
		name, _, ok := strings.Cut(line, ":")
		name, _, _ = strings.Cut(name, ";")
		switch {
		case !ok || name == "ATTACH" || strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-") != "" || strings.ContainsAny(line, "\r\n"):
			return fmt.Errorf("line %q", line)
		case name == "BEGIN":
			depth++
		case name == "END":
			depth--
		}
	}
	if depth != 0 {
		return errors.New("BEGIN and END do not match")
	}
	return nil
}
