package web

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/output"
)

// TestFilledFormsAreWhatTemplatesGive makes announcements of hostile texts, some of them empty: a page that a form gives is
// the page that its template gives, with the same links and anchors. All come from a form, and few forms are made.
func TestFilledFormsAreWhatTemplatesGive(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 0))
	pieces := []string{"", "甲", "2022年1人", "100%", "<b>", "</title>", `"`, "'", "&amp;", "+", "{{.}}", "\x00", "zqxbxqz", "%E4", " ", "不予公开"}
	some := func() model.Text {
		s := ""
		for range r.IntN(4) {
			s += pieces[r.IntN(len(pieces))]
		}
		return text(s)
	}
	rel := fullTown(t)
	rel.Articles = nil
	for i := range 400 {
		a := model.Article{Kind: model.AnnouncementArticle, ID: fmt.Sprintf("a%d", i), Title: text("题" + some().Text), Published: at(t, "2022-11-28 09:00"),
			Summary: some(), Issuer: some(), Keywords: []string{"词" + some().Text, "又"}[:1+r.IntN(2)], Sample: r.IntN(2) == 0,
			Body: text("## 节\n\n[清单](/policies/)，[上](#节)，12345")}
		rel.Articles = append(rel.Articles, a)
	}
	s := &site{Release: rel, templates: os.DirFS("../../templates")}
	s.plan = announcements(s)
	var l diag.List
	renderer, ok := newRenderer(s, &l)
	if !ok {
		t.Fatal(l.Sorted())
	}
	filled := 0
	forms := map[*form]bool{}
	for i := range s.plan {
		p := &s.plan[i]
		var own, whole slot
		got := renderer.page(p, &own, output.Manifest{}, &l)
		f := frame{Site: rel.Site, Page: p, View: p.View(&rendering{site: s, Problems: &l, slot: &slot{}})}
		f.Linked = described((&rendering{site: s}).linked(p))
		want := renderer.frame(f, &l)
		if string(got) != string(want) {
			t.Fatalf("%s\n got %s\nwant %s", p.Path, got, want)
		}
		if own.form == nil {
			continue
		}
		filled++
		forms[own.form] = true
		whole.read(string(want))
		for _, link := range whole.links {
			to := link.Value()
			known := slices.Contains(own.links, link) || slices.Contains(own.form.links, link) || to == s.absolute(p.Path) ||
				strings.HasPrefix(to, "#") && slices.Contains(own.form.ids, anchorOf(to[1:]))
			if !known {
				t.Errorf("%s: the link %s is not checked", p.Path, to)
			}
		}
		for _, id := range whole.ids {
			if !slices.Contains(own.ids, id) && !slices.Contains(own.form.ids, id) {
				t.Errorf("%s: an anchor is not known", p.Path)
			}
		}
	}
	if d := l.Sorted(); len(d) > 0 {
		t.Error(d[0])
	}
	if filled != 400 || len(forms) > 16 { // with or without a summary, an issuer, a mark of samples, on the first list or not
		t.Errorf("%d of %d pages come from %d forms", filled, len(s.plan), len(forms))
	}
}
