package compose

import (
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/prose"
)

// mark begins a paragraph of the template that stands for a section of the editor; a private character, so that no
// text can be mistaken for it.
const mark = "\uE000"

// commentary returns the editor's text for a bulletin, content/commentary/<period>[-<region>].md; its headings are
// those of the bulletin without their number, such as 存在问题.
func (c *Composer) commentary(p model.Period, region model.Region) (model.Article, bool) {
	i := slices.IndexFunc(c.rel.Articles, func(a model.Article) bool {
		return a.Kind == model.CommentaryArticle && a.Period == p &&
			(a.Region == region.ID || a.Region == "" && region.Parent == "")
	})
	if i < 0 {
		return model.Article{}, false
	}
	return c.rel.Articles[i], true
}

// wrote reports whether the editor wrote a section.
func (c *Composer) wrote(p model.Period, region model.Region, heading string) bool {
	a, ok := c.commentary(p, region)
	var heard diag.List // insert reports
	return ok && len(section(prose.Blocks(a.Body, &heard), heading)) > 0
}

// section returns the blocks below a heading.
func section(blocks []prose.Block, heading string) []prose.Block {
	var found []prose.Block
	inside := false
	for _, b := range blocks {
		if b.Kind == prose.Title && b.Level == 1 {
			inside = strings.TrimSpace(prose.Plain(b.Spans)) == heading
			continue
		}
		if inside {
			found = append(found, b)
		}
	}
	return found
}

// insert puts the editor's sections in the places that the template marks.
func (c *Composer) insert(blocks []prose.Block, p model.Period, region model.Region, l *diag.List) []prose.Block {
	var written []prose.Block
	if a, ok := c.commentary(p, region); ok {
		written = prose.Blocks(a.Body, l)
	}
	var out []prose.Block
	for _, b := range blocks {
		heading, ok := strings.CutPrefix(prose.Plain(b.Spans), mark)
		if b.Kind != prose.Paragraph || !ok {
			out = append(out, b)
			continue
		}
		for _, theirs := range section(written, strings.TrimSpace(heading)) {
			theirs.Editor = true
			out = append(out, theirs)
		}
	}
	return out
}
