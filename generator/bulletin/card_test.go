package bulletin

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/model"
)

// TestCardWithoutAddress: a site without an address has no QR code, and nothing that speaks of one.
func TestCardWithoutAddress(t *testing.T) {
	for _, url := range []string{"", "https://gongkai.example/"} {
		rel := *shipped(t)
		rel.Site.BaseURL = url
		var l diag.List
		p := press{&rel, compose.New(templates, &rel, &l), faces(t), templates}
		files := p.card(p.composer.Card(rel.Root()), "card.pdf", &l)
		none(t, &l)
		file := filepath.Join(t.TempDir(), "card.pdf")
		if err := os.WriteFile(file, files[0].Data, 0o600); err != nil {
			t.Fatal(err)
		}
		tree := reader(t, "pdfinfo", "-struct-text", file)
		if got := strings.Contains(tree, "Figure") && strings.Contains(tree, compose.ScanTag); got != (url != "") {
			t.Errorf("with address %q the card has a code: %v\n%s", url, got, tree)
		}
	}
}

// TestPrintGlyph: a character of a policy that no face has is reported where it stands.
func TestPrintGlyph(t *testing.T) {
	rel := *shipped(t)
	rel.Policies = append([]model.Policy(nil), rel.Policies...)
	rel.Policies[0].Content = model.Text{Pos: diag.Pos{File: "data/policies/P01.yaml", Line: 8, Col: 10}, Text: "补贴ꀀ元"}
	var l diag.List
	p := press{&rel, compose.New(templates, &rel, &l), faces(t), templates}
	if f := p.sheet(p.composer.Handbook(), "x.pdf", &l); len(f) != 1 || f[0].Data != nil {
		t.Error("the handbook was made")
	}
	if d := l.Sorted(); len(d) != 1 || d[0].Pos.String() != "data/policies/P01.yaml:8:12" || d[0].Rule != "glyph" {
		t.Errorf("reported is %v", d)
	}
}

// TestWhatFillsACard: a card full of offices leads to their list, another one to its longest text.
func TestWhatFillsACard(t *testing.T) {
	at := func(file string) diag.Pos { return diag.Pos{File: file, Line: 2, Col: 1} }
	lead := model.Text{Pos: at("data/situations.yaml"), Text: strings.Repeat("先做什么", 10)}
	x := compose.Card{Title: "服务卡", Cases: []compose.Case{{Name: model.Text{Pos: at("data/situations.yaml"), Text: "失业"}, Lead: lead}}}
	if got, _ := fills(x, diag.Pos{}); got != lead.Pos {
		t.Errorf("without offices %v fills the card", got)
	}
	for range 60 {
		x.Offices = append(x.Offices, compose.OfficeLine{Name: model.Text{Pos: at("data/institutions.csv"), Text: "某区某街道便民服务中心"}})
	}
	if got, hint := fills(x, diag.Pos{}); got.File != "data/institutions.csv" || !strings.Contains(hint, "60 个机构") {
		t.Errorf("with 60 offices %v fills the card: %s", got, hint)
	}
}
