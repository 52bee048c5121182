package bulletin

import (
	"slices"
	"strings"
	"testing"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/typeset"
)

// TestNoLineIsLoose sets every paragraph of the bulletins that ship: no gap of a justified line is wider by more than
// three twentieths of an em.
func TestNoLineIsLoose(t *testing.T) {
	const widest = size3 * 3 / 20
	rel := shipped(t)
	var l diag.List
	c := compose.New(templates, rel, &l)
	s := &setter{faces: faces(t)}
	lines := 0
	check := func(b compose.Bulletin) {
		s.names = b.Names
		for i, x := range b.Blocks {
			if role := compose.RoleOf(b.Blocks, i); role != compose.Body && role != compose.Section {
				continue
			}
			r := s.spans(x.Spans, s.faces.Song, size3)
			for _, line := range typeset.Break(r.chars, text(2)) {
				lines++
				if most := slices.Max(append(line.Adjust, 0)); most > widest {
					var words strings.Builder
					for _, c := range r.chars[line.From:line.To] {
						words.WriteRune(c.Rune)
					}
					t.Errorf("%s %s: gaps of %d in %q", b.Period, b.Region.ID, most, words.String())
				}
			}
		}
	}
	for _, region := range append([]model.Region{rel.Root()}, rel.Below()...) {
		for _, p := range rel.Months() {
			check(c.Bulletin(p, region, &l))
		}
		for _, year := range compose.Years(rel) {
			check(c.Year(year, region, &l))
		}
	}
	if lines < 1000 {
		t.Errorf("only %d lines", lines)
	}
}
