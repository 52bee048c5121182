package load

import (
	"fmt"
	"regexp"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/model"
)

const synonymFile = "data/synonyms.yaml"

var (
	// synonymForm is a word that the search can look for; longer than 12 characters is a sentence that nobody types the same.
	synonymForm = regexp.MustCompile(`^(\d{1,2}月|[a-z\x{3400}-\x{9fff}]{2,12})$`)
	// counting is a number in words. The words are published, and no number may be that is not known to be no figure.
	counting = regexp.MustCompile(`[〇零一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟廿]+(个百分点|人次|人|户|场|元|成$|$)|分之`)
)

// synonyms reads the words that mean the same in a search. A locality may do without.
func (x *loader) synonyms() {
	if !x.tree.Has(synonymFile) {
		return
	}
	o, ok := x.document(synonymFile, "同义词表")
	if !ok {
		return
	}
	first := map[string]diag.Pos{}
	o.entries("groups", "同义词", func(e *object) {
		var s model.Synonyms
		if site, ok := e.synonym(first, e.field("site")); ok {
			s = append(s, site)
		}
		for _, c := range e.words("said") {
			if word, ok := e.synonym(first, model.Text{Pos: c.Pos, Text: c.Text}); ok {
				s = append(s, word)
			}
		}
		e.need("site", "said")
		if len(s) > 1 {
			x.rel.Synonyms = append(x.rel.Synonyms, s)
		}
	})
	o.need("groups")
	o.close()
}

// field reads a word with its place.
func (o *object) field(name string) model.Text {
	n, _ := o.scalar(name, "一个词")
	return model.Text{Pos: n.Pos, Text: n.Text}
}

// synonym reports a word that cannot be searched for, or that stands in the table already: it would mean two things.
func (o *object) synonym(first map[string]diag.Pos, word model.Text) (string, bool) {
	if word.Text == "" {
		return "", false
	}
	size := utf8.RuneCountInString(word.Text)
	if !synonymForm.MatchString(word.Text) || counting.MatchString(word.Text) {
		o.list.Errorf(word.Pos, size, "wrong-type", "只写2到12个汉字或者小写字母，中间不空格，不写标点，不写数（月份可以）", "同义词 %q 不能用来搜索", word.Text)
		return "", false
	}
	if at, ok := first[word.Text]; ok {
		o.list.Add(diag.Diag{Pos: word.Pos, Len: size, Rule: "duplicate-id", Text: fmt.Sprintf("同义词 %q 写了两次", word.Text),
			Hint: "一个词只写在一组里", Also: []diag.Note{{Pos: at, Text: "第一次写在这里"}}})
		return "", false
	}
	first[word.Text] = word.Pos
	return word.Text, true
}
