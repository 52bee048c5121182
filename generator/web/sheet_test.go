package web

import (
	"os"
	"testing"
)

func TestStripKeepsWhatCSSNeeds(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"/* a */ p  {\n  margin : 0 ;\n}\n", "p{margin :0}"},
		{"a :hover, a:hover > b { x: calc(1px + 2px); }", "a :hover,a:hover>b{x:calc(1px + 2px)}"},
		{`q::before { content: " ; "; font: "A B", sans }`, `q::before{content:" ; ";font:"A B",sans}`},
		{"@media (min-width: 48rem) and (x) { a { b: c } }", "@media (min-width:48rem) and (x){a{b:c}}"},
	} {
		if got := strip(c.in); got != c.want {
			t.Errorf("strip(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestStyleSheetIsSmall(t *testing.T) {
	data, err := os.ReadFile("../../templates/site.css")
	if err != nil {
		t.Fatal(err)
	}
	if n := len(strip(string(data))); n > MaxSheet {
		t.Errorf("site.css has %d bytes without white space, more than %d", n, MaxSheet)
	} else {
		t.Logf("site.css: %d bytes, %d stripped", len(data), n)
	}
}
