package prose

import (
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/model"
)

func TestHotlinesOfPagesCanBeDialled(t *testing.T) {
	const link = `<a href="tel:12333">12333</a>`
	for _, c := range []struct{ in, want string }{
		{"打12333问。", "<p>打" + link + "问。</p>"},
		{"**12333**：都可以问。", `<p><a href="tel:12333"><strong>12333</strong></a>：都可以问。</p>`},
		{"12333、12345", "<p>" + link + `、<a href="tel:12345">12345</a></p>`},
		{"- 甲\n\n  > 12333", "<ul>\n<li>甲<blockquote>\n<p>" + link + "</p>\n</blockquote>\n</li>\n</ul>"},
		{"[12333](/channels/)", `<p><a href="/channels/">12333</a></p>`},
		{"编号9123334、`12333`", "<p>编号9123334、<code>12333</code></p>"},
		{"# 12333", `<h2 id="12333">12333</h2>`},
	} {
		var l diag.List
		if got := strings.TrimSpace(HTML(model.Text{Text: c.in}, &l, "12345", "12333").HTML); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.in, got, c.want)
		}
	}
}

func TestTextKeepsNumbersWithTheirUnits(t *testing.T) {
	for in, want := range map[string]string{
		"12月9日9:00—11:30": `<span class="nb">12月</span><span class="nb">9日</span><span class="nb">9:00—11:30</span>`,
		"低−0.3个百分点<":      `低<span class="nb">−0.3个百分点</span>&lt;`,
		"第5条":             "第5条",
	} {
		if got := Text(in); got != want {
			t.Errorf("%s: got %s", in, got)
		}
	}
}

func TestTablesOfBulletinsTakeTheirCaptionAndNote(t *testing.T) {
	var l diag.List
	blocks := Blocks(model.Text{Text: "进展如下。\n\n表1　排名\n\n| 序号 | 单位 | 数 |\n| --: | :-- | --: |\n| 1 | 甲区 | 3 |\n|  | 合计 | 3 |\n\n注：甲。\n\n注：不是表注。"}, &l)
	want := `<p>进展如下。</p>
<div class="scroll" role="region" aria-label="第1张表" tabindex="0"><table class="stack">
<caption>表1　排名</caption>
<thead><tr><th scope="col">序号</th><th scope="col">单位</th><th scope="col" class="n">数</th></tr></thead>
<tbody>
<tr><td class="rank">1</td><th scope="row" class="t">甲区</th><td class="n" data-l="数">3</td></tr>
<tr class="sum"><td class="rank"></td><th scope="row" class="t">合计</th><td class="n" data-l="数">3</td></tr>
</tbody></table></div>
<p class="tnote">注：甲。</p>
<p>注：不是表注。</p>
`
	if got := Write(blocks).HTML; got != want {
		t.Errorf("got\n%s", got)
	}
	if !strings.Contains(write(blocks, false, 0).HTML, "<p>表1　排名</p>") {
		t.Error("prose of pages has no captions")
	}
}

// TestNumberOfACaptionDoesNotCount: a paragraph that is a caption stays one when compose has numbered it.
func TestNumberOfACaptionDoesNotCount(t *testing.T) {
	for length, want := range map[int]bool{70: true, 72: true, 73: false} {
		title := strings.Repeat("题", length)
		for _, text := range []string{title, "表8　" + title, "表12　" + title} {
			if got := Captions(Block{Spans: []Span{{Text: text}}}); got != want {
				t.Errorf("%d characters, %.10s…: caption %v", length, text, got)
			}
		}
	}
}
