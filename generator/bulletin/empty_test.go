package bulletin

import (
	"testing"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/pdf"
)

// TestPagesAreFull sets every bulletin that ships: of the pages that are not the last of theirs, at most one in twenty has
// five or more of its 22 lines empty at the foot. With charts of one height it was one in six.
func TestPagesAreFull(t *testing.T) {
	rel := shipped(t)
	var l diag.List
	c := compose.New(templates, rel, &l)
	f := faces(t)
	pages, inner, hollow := 0, 0, 0
	set := func(b compose.Bulletin) {
		s := &setter{faces: f, canvas: pdf.New(pdf.Info{Lang: "zh-CN"}), names: b.Names}
		s.compose(b)
		var foot []pdf.Pt // of what is drawn, page by page
		for i := range s.boxes {
			x := &s.boxes[i]
			if draw := x.draw; draw != nil {
				x.draw = func(y pdf.Pt) {
					for len(foot) < s.canvas.PageCount() {
						foot = append(foot, 0)
					}
					foot[len(foot)-1] = y + x.tall() - top
					draw(y)
				}
			}
		}
		s.paginate(b.Sample)
		pages += len(foot)
		for n, y := range foot[:len(foot)-1] {
			inner++
			if depth-y >= pitch(5)-rows {
				hollow++
				t.Logf("%s %s: page %d of %d ends with %.1f lines", b.Period, b.Region.ID, n+1, len(foot), float64(depth-y)/float64(pitch(1)))
			}
		}
	}
	for _, region := range append([]model.Region{rel.Root()}, rel.Below()...) {
		for _, p := range rel.Months() {
			set(c.Bulletin(p, region, &l))
		}
		for _, year := range compose.Years(rel) {
			set(c.Year(year, region, &l))
		}
	}
	t.Logf("%d of %d pages are the last of theirs, %d of the others have five empty lines", pages-inner, pages, hollow)
	if hollow*20 > inner || inner < 200 {
		t.Errorf("%d of %d pages have five empty lines", hollow, inner)
	}
}
