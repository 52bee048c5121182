package bulletin

import (
	"io/fs"
	"strings"
	"unicode/utf8"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/prose"
)

// cover reports characters that no face has, rule glyph, at the text of the input that holds them.
func (f *Faces) cover(b compose.Bulletin, rel *model.Release, templates fs.FS, l *diag.List) bool {
	ok := true
	seen := map[rune]bool{}
	walk(b, func(s string) {
		for _, r := range s {
			if r == '\n' || seen[r] || f.pick(f.Song, r) != nil {
				continue
			}
			seen[r], ok = true, false
			missing(r, origin(r, rel, templates), l)
		}
	})
	return ok
}

// walk calls do for every text that a bulletin prints.
func walk(b compose.Bulletin, do func(string)) {
	do(sampleMark + "：（续）．·" + pageNumber(1234567890))
	do(b.Issuer)
	do(b.Number)
	do(b.Title)
	do(b.Recipient)
	walkBlocks(b.Blocks, do)
	for _, f := range b.Figures {
		for _, label := range f.Labels() {
			do(label)
		}
	}
	for _, a := range b.Attached {
		do(a.Mark + a.Title)
	}
	do(strings.Join(b.Imprint.Lines(), ""))
	do(b.Signature)
	do(b.Date.Words())
	for _, n := range b.Notes {
		do(n)
	}
}

func walkBlocks(blocks []prose.Block, do func(string)) {
	for _, b := range blocks {
		do(prose.Plain(b.Spans))
		for _, item := range b.Items {
			walkBlocks(item, do)
		}
		walkBlocks(b.Blocks, do)
		for _, row := range append([][][]prose.Span{b.Header}, b.Rows...) {
			for _, cell := range row {
				do(prose.Plain(cell))
			}
		}
	}
}

// origin finds the text of the input that brought a character into a bulletin: the texts that compose reads, then its
// template. What has no place of its own, a unit or a telephone number, has that of the name beside it.
func origin(r rune, rel *model.Release, templates fs.FS) diag.Pos {
	s := rel.Site
	texts := []model.Text{s.Name, s.Issuer, s.Recipient, s.Signature, s.Contact, s.CopyTo, s.PrintedBy}
	for _, x := range rel.Regions {
		texts = append(texts, x.Name, x.Short, x.Note)
	}
	for _, m := range rel.Measures {
		texts = append(texts, m.Name)
	}
	for _, i := range rel.Indicators {
		texts = append(texts, i.Name, i.Short, i.Method, i.Ours, i.RateName, i.FloorName)
	}
	for _, x := range rel.Targets {
		texts = append(texts, x.Level, x.Source)
	}
	for _, x := range rel.Corrections {
		texts = append(texts, x.Reason)
	}
	for _, a := range rel.Articles {
		if a.Kind == model.CommentaryArticle {
			texts = append(texts, a.Body)
			for _, x := range a.Attached {
				texts = append(texts, x.Title)
			}
		}
	}
	for _, x := range rel.Publications {
		for _, paper := range x.Papers {
			texts = append(texts, paper.Number)
		}
	}
	for _, name := range []string{"bulletin.md", "year.md"} {
		if data, err := fs.ReadFile(templates, name); err == nil {
			texts = append(texts, model.Text{Pos: diag.Pos{File: "templates/" + name, Line: 1, Col: 1}, Text: string(data)})
		}
	}
	for _, t := range texts {
		if i := strings.IndexRune(t.Text, r); i >= 0 {
			return within(t, i)
		}
	}
	for _, m := range rel.Measures {
		if strings.ContainsRune(m.Unit, r) {
			return m.Name.Pos
		}
	}
	if strings.ContainsRune(s.Phone, r) {
		return s.Contact.Pos
	}
	return diag.Pos{File: "templates/bulletin.md"}
}

// within returns the place of a byte of a text.
func within(t model.Text, i int) diag.Pos {
	before := t.Text[:i]
	line := strings.LastIndexByte(before, '\n')
	if line < 0 {
		return t.Pos.Right(utf8.RuneCountInString(before))
	}
	p := t.Pos
	p.Line += strings.Count(before, "\n")
	p.Col = utf8.RuneCountInString(before[line+1:]) + 1
	return p
}
