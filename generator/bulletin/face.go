package bulletin

import (
	"fmt"
	"html"
	"io/fs"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/prose"
)

// printable reports characters that no face has, rule glyph, at every place of the input that holds them. A text without
// a place is one that compose made of others. Without faces nothing can be printed, which readFaces has reported.
func (p press) printable(texts []model.Text, l *diag.List) bool {
	if p.faces == nil {
		return false
	}
	ok := true
	traced := map[rune]bool{}
	for _, t := range texts {
		for i, r := range t.Text {
			if r == '\n' || p.faces.pick(p.faces.Song, r) != nil {
				continue
			}
			ok = false
			switch {
			case !t.Pos.Known() && !traced[r]:
				traced[r] = true
				for _, at := range origins(r, p.rel, p.templates) {
					missing(r, at, l)
				}
			case t.Pos.Known() && strings.Contains(t.Text, "\n"):
				missing(r, origin{Pos: t.Pos, length: 1}, l) // YAML may have folded its lines
			case t.Pos.Known():
				missing(r, origin{Pos: within(t, i), length: 1}, l)
			}
		}
	}
	return ok
}

// printed are the texts of a bulletin.
func printed(b compose.Bulletin) []model.Text {
	var texts []model.Text
	walk(b, func(s string) { texts = append(texts, model.Text{Text: s}) })
	return texts
}

// walk calls do for every text that a bulletin prints.
func walk(b compose.Bulletin, do func(string)) {
	do(sampleMark + "：（续）．·–" + pageNumber(1234567890))
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

// origin is where a character stands: itself, or an entity that means it.
type origin struct {
	diag.Pos
	length int
	entity string // &#8203;
}

// entity is a character by name or number, which Markdown reads as the character (CommonMark 0.31, 2.5).
var entity = regexp.MustCompile(`&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);`)

// origins finds the texts of the input that bring a character into a print: the texts that compose reads, then its
// templates. What has no place of its own, a unit or a telephone number, has that of the name beside it.
func origins(r rune, rel *model.Release, templates fs.FS) []origin {
	s := rel.Site
	texts := []model.Text{s.Name, s.Host, s.Issuer, s.Recipient, s.Signature, s.Contact, s.CopyTo, s.PrintedBy}
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
	for _, x := range rel.Policies {
		texts = append(texts, x.Basis...)
	}
	for _, x := range rel.Publications {
		for _, paper := range x.Papers {
			texts = append(texts, paper.Number)
		}
	}
	var markdown []model.Text
	for _, a := range rel.Articles {
		if a.Kind == model.CommentaryArticle {
			markdown = append(markdown, a.Body)
			for _, x := range a.Attached {
				texts = append(texts, x.Title)
			}
		}
	}
	for _, name := range []string{"bulletin.md", "year.md"} {
		if data, err := fs.ReadFile(templates, name); err == nil {
			markdown = append(markdown, model.Text{Pos: diag.Pos{File: "templates/" + name, Line: 1, Col: 1}, Text: string(data)})
		}
	}
	var found []origin
	for _, t := range append(texts, markdown...) {
		for i, c := range t.Text {
			if c == r {
				found = append(found, origin{Pos: within(t, i), length: 1})
			}
		}
	}
	for _, t := range markdown {
		for _, m := range entity.FindAllStringIndex(t.Text, -1) {
			if name := t.Text[m[0]:m[1]]; strings.ContainsRune(html.UnescapeString(name), r) {
				found = append(found, origin{within(t, m[0]), len(name), name})
			}
		}
	}
	for _, m := range rel.Measures {
		if strings.ContainsRune(m.Unit, r) {
			found = append(found, origin{Pos: m.Name.Pos, length: 1})
		}
	}
	if strings.ContainsRune(s.Phone, r) {
		found = append(found, origin{Pos: s.Contact.Pos, length: 1})
	}
	if len(found) == 0 {
		found = append(found, origin{Pos: diag.Pos{File: "templates/bulletin.md", Line: 1}})
	}
	return found
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

// missing reports a character that no face has.
func missing(r rune, at origin, l *diag.List) {
	what, hint := fmt.Sprintf("字符 %q（%U）", r, r), "换一个通用规范汉字，或在 data/site.yaml 的 fonts 里写一种有这个字的字体"
	if at.entity != "" {
		what = at.entity + " 代表的" + what
	}
	if !unicode.IsPrint(r) {
		hint = "删去这个看不见的字符"
	}
	l.Errorf(at.Pos, at.length, "glyph", hint, "%s在通报的字体里都没有", what)
}
