package prose

import (
	"html"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// together is the rule of Text as one expression.
var together = regexp.MustCompile(`\d{1,2}:\d\d—\d{1,2}:\d\d|[+−]?\d[\d.]*(?:` + strings.Join(units, "|") + `)`)

// TestTextFollowsItsRule: texts of the pieces that the rule knows, whole and broken, in every order.
func TestTextFollowsItsRule(t *testing.T) {
	r := rand.New(rand.NewPCG(2025, 0))
	pieces := append([]string{"0", "7", "12", "345", ".", ":", ":05", "9:00—11:30", "8:00", "—", "+", minus, "\xE2", "甲", "个百", "万", "周", "&", "'", "<", " "}, units...)
	for range 50_000 {
		text := ""
		for range r.IntN(12) {
			text += pieces[r.IntN(len(pieces))]
		}
		want := together.ReplaceAllString(html.EscapeString(text), `<span class="nb">$0</span>`)
		if got := Text(text); got != want {
			t.Fatalf("seed 2025: %q: %s, want %s", text, got, want)
		}
	}
}
