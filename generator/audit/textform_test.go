package audit

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/diag"
)

// stripped is strip as it is meant: all forms as one pattern, over the whole text.
func stripped(s string, all *regexp.Regexp) string {
	var b strings.Builder
	last := 0
	for _, at := range all.FindAllStringIndex(s, -1) {
		if end := s[at[1]-1]; end >= '0' && end <= '9' && unitNext.MatchString(s[at[1]:]) {
			continue
		}
		b.WriteString(s[last:at[0]])
		b.WriteByte(0)
		last = at[1]
	}
	return b.String() + s[last:]
}

// pieces are what the texts of the properties are made of: parts of forms, of numbers and of words.
var pieces = strings.Fields(`〔2022〕 5号 2022-11-30 09:30 2022年 11月 30日 1至3月 data/targets/2022.yaml 第3至4行 第 期 0631-5230000 电话： 12345 热线 16-24周岁
	55周岁及以上 utf-8 GB/T 37668—2019 SHA-256 12KB A4 — 3 － 图1　 附件：1. 不予公开：1至5户（人） 横轴 45%～55% 3个单位 /3 路3号 1．城镇 （3） 2.机构 表1 P12
	共3项 距申请截止还有3天 如 000000 3户 5人次 12 0.5 -3 + − 、 ， 。 （ ） 就业 零就业家庭 三户 二十三 百分之三十 之 一次 五 公示 社会保障 失业人员集中帮扶信息公开
	按月公布各区市开发区的进展和完成情况说明以及其他有关事项的安排 ３ ③ 壹 \u200b a b0 x9 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef`)

func randomText(r *rand.Rand) string {
	var b strings.Builder
	for range 1 + r.IntN(12) {
		b.WriteString(pieces[r.IntN(len(pieces))])
		if r.IntN(6) == 0 {
			b.WriteString([]string{" ", "\n", string(figureSign)}[r.IntN(3)])
		}
	}
	return strings.ReplaceAll(b.String(), `\u200b`, "\u200b")
}

// TestFormsInParts: the forms that a text may have, in the neighbourhoods of its numbers, find what all of them find in all
// of it.
func TestFormsInParts(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 1))
	for _, f := range []*forms{everyForm, editorsForms, localForms[0].forms, localForms[1].forms} {
		all := regexp.MustCompile(strings.Join(f.patterns, "|"))
		for range 10_000 {
			words := readable(randomText(r))
			want, got := stripped(words, all), strip(words, f)
			if digitsOf(want) != digitsOf(got) {
				t.Fatalf("%q: %q, want %q", words, got, want)
			}
		}
	}
}

// digitsOf is a text without what is no number.
func digitsOf(s string) string {
	return strings.Join(regexp.MustCompile(`[+−-]?\d+(\.\d+)?`).FindAllString(s, -1), " ")
}

// TestNoNumberIsOverlooked: what is told without a pattern is told with one.
func TestNoNumberIsOverlooked(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 2))
	number := regexp.MustCompile(`[+−-]?\d+(\.\d+)?`)
	counted := 0
	for range 50_000 {
		words := randomText(r)
		plain := readable(words)
		found := spelled.MatchString(phrases.Replace(plain)) || number.MatchString(plain)
		dense := blank.ReplaceAllString(plain, "")
		found = found || spelled.MatchString(dense)
		if found && !mayCount(words) || found && !number.MatchString(plain) && !maySpell(plain) {
			t.Fatalf("%q: its number is overlooked", words)
		}
		if found {
			counted++
		}
		var places [][2]int
		for _, at := range number.FindAllStringIndex(plain, -1) {
			places = append(places, [2]int(at))
		}
		if got := numbersIn(plain); !slices.Equal(got, places) {
			t.Fatalf("%q: numbers at %v, want %v", plain, got, places)
		}
	}
	if counted == 0 || counted == 50_000 {
		t.Errorf("%d texts have a number", counted)
	}
}

// TestStatementsByHash: a text has those statements that stand in it.
func TestStatementsByHash(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 3))
	for range 300 {
		s := &statements{}
		var kept []string
		for range 1 + r.IntN(8) {
			if words := statementOf(randomText(r)); words != "" {
				kept = append(kept, words)
				s.add(words)
			}
		}
		words := withoutBlanks(readable(randomText(r) + strings.Join(kept[:len(kept)/2], "，") + randomText(r)))
		var want []string
		for _, k := range kept {
			if strings.Contains(words, k) && !slices.Contains(want, k) {
				want = append(want, k)
			}
		}
		got := s.within(words)
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Fatalf("%q has %q, want %q", words, got, want)
		}
	}
}

// TestQuickReading: pages are read as the tokenizer of HTML reads them, also where they are written in another way.
func TestQuickReading(t *testing.T) {
	site, base := shipped(t), judged()
	r := rand.New(rand.NewPCG(5, 4))
	odd := []string{"<", ">", `"`, "'", "/", "=", "&", "&amp;", "&lt", "\n", "\r\n", "\x00", " ", "<b", "</b>", "<!-- 3 -->", "<br/>", "<P>", "<p a=3>", `<p a="1" a="2">`,
		"<title>3</title>", "<script>3</script>", "<style>3</style>", "<textarea>3", "</ b>", "<?3?>", "</>", `<a href="/?a=1&b=2">`, "３户", "<template>", "<a\nhref='x'>", `<i class="a"title="3">`}
	read := func(data string, quick bool, size int) string {
		var l diag.List
		s := *base
		s.l, s.doubts, s.tags, s.texts, s.grids = &l, nil, recent[string, *startTag]{}, recent[knownText, bool]{}, nil
		s.phones, s.stated, s.theirs = map[string]bool{}, &statements{}, hashes{}
		s.buffer = make([]byte, size)
		p := page{text: text{folder: &s, name: unitPage, forms: formsOf(unitPage)}}
		if err := p.read(strings.NewReader(data), quick); err != nil {
			t.Fatal(err)
		}
		out := fmt.Sprint(l.Sorted(), p.stated, p.own, string(p.theirs), p.said.String(), p.ids, p.line, len(s.grids), p.twin)
		for _, d := range s.doubts {
			out += fmt.Sprint("\n", d.line, d.where, d.words, d.whole)
		}
		return out
	}
	for _, name := range []string{unitPage, "policies/P01/index.html", "index.html", "announcements/index.html", "search/index.html", "policies/check/index.html"} {
		for n := range 60 {
			page := string(site[name].Data)
			for range min(n, 3) {
				at := r.IntN(len(page))
				page = page[:at] + odd[r.IntN(len(odd))] + page[at:]
			}
			if want, got := read(page, false, partSize), read(page, true, []int{200, 2000, partSize}[n%3]); got != want {
				at := 0
				for at < min(len(got), len(want)) && got[at] == want[at] {
					at++
				}
				t.Fatalf("%s is read in two ways: …%.80q, …%.80q", name, got[max(0, at-20):], want[max(0, at-20):])
			}
		}
	}
}
