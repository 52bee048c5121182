package bulletin

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"testing"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/output"
	"gongkai/generator/pdf"
)

// TestOwnFaceSetsText sets bulletins with a 仿宋: all text of 3号 is set in it, while page numbers (GB/T 9704-2012,
// 7.5), tables with their notes and figures stay 宋体 or 黑体.
func TestOwnFaceSetsText(t *testing.T) {
	f := withOwnText(t)
	rel := shipped(t)
	var l diag.List
	c := compose.New(templates, rel, &l)
	found := map[string]int{}
	for _, b := range []compose.Bulletin{complete(), c.Bulletin(rel.Newest(), rel.Root(), &l), c.Year(rel.Newest().Year, rel.Root(), &l)} {
		data, err := Set(b, f, pdf.Info{Title: b.Title, Lang: "zh-CN", Created: issued})
		if err != nil {
			t.Fatal(err)
		}
		for i, marks := range drawn(t, data) {
			for _, m := range marks {
				if m.form != letters {
					continue
				}
				kind, size := m.kind, fmt.Sprint(m.size)
				want := []string{f.Song.Name}
				switch {
				case kind == "H1" || m.text == b.Issuer:
					want = []string{f.Biaosong.Name}
				case kind == "H2" || kind == "TH" || kind == "Caption" || m.text == sampleMark:
					want = []string{f.Hei.Name}
				case kind == "H3":
					want = []string{f.Kai.Name}
				case kind != "" && kind != "TD" && kind != "Figure" && m.size > size5/1000.0:
					want = []string{f.Text.Name, f.Hei.Name} // 黑体 where it is strong
				case kind == "" && m.size == size5/1000.0, kind == "TD", kind == "Figure":
					want = append(want, f.Hei.Name) // the head of a table again, 合计, the newest figure
				}
				found[kind+size+m.face]++
				if !slices.Contains(want, m.face) {
					t.Errorf("%s, page %d: %s of %s pt %q is set in %s, want %v", b.Title, i+1, kind, size, m.text, m.face, want)
				}
			}
		}
	}
	none(t, &l)
	for _, x := range []string{"P16" + f.Text.Name, "14" + f.Song.Name, "P14" + f.Text.Name, "P10.5" + f.Song.Name, "TD10.5" + f.Song.Name, "Figure10.5" + f.Song.Name} {
		if found[x] == 0 {
			t.Errorf("no bulletin has %s: %v", x, found)
		}
	}
}

// TestOwnFaceLeavesPrints: the handbook, the directory and the cards, which are printed small, are the same with a 仿宋 as
// without.
func TestOwnFaceLeavesPrints(t *testing.T) {
	rel := shipped(t)
	var l diag.List
	c := compose.New(templates, rel, &l)
	for name, set := range map[string]func(p press) []output.File{
		"handbook":  func(p press) []output.File { return p.sheet(c.Handbook(), "x.pdf", &l) },
		"directory": func(p press) []output.File { return p.sheet(c.Directory(), "x.pdf", &l) },
		"card":      func(p press) []output.File { return p.card(c.Card(rel.Root()), "x.pdf", &l) },
	} {
		own, open := set(press{rel, c, withOwnText(t), templates}), set(press{rel, c, faces(t), templates})
		if len(own) != 1 || len(open) != 1 || !bytes.Equal(own[0].Data, open[0].Data) {
			t.Errorf("the %s is set in another face when the owner names one for the text of bulletins", name)
		}
	}
	none(t, &l)
}

// withOwnText are the faces of an owner who names one for the text: that of the open titles, which it can be told by.
func withOwnText(t *testing.T) *Faces {
	t.Helper()
	data, err := fs.ReadFile(templates, "fonts/biaosong.ttf")
	if err != nil {
		t.Fatal(err)
	}
	var l diag.List
	f, err := readFaces(own(t, map[string][]byte{"own.ttf": data}), model.Fonts{Text: named("own.ttf", 1)}, &l)
	if err != nil {
		t.Fatal(err)
	}
	none(t, &l)
	return f
}
