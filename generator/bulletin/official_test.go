package bulletin

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/compose"
	"gongkai/generator/pdf"
	"gongkai/generator/prose"
)

// complete is a bulletin with everything that an office may state: 发文字号, four levels of headings, 附件, 版记.
func complete() compose.Bulletin {
	b := letter()
	b.Number = "某人社字〔2022〕12号"
	b.Blocks = b.Blocks[:1:1]
	for i, text := range levels {
		b.Blocks = append(b.Blocks, prose.Block{Kind: prose.Title, Level: i + 1, Spans: []prose.Span{{Text: text}}})
	}
	b.Blocks = append(b.Blocks, prose.Block{Spans: []prose.Span{{Text: strings.Repeat("正文文字", 28*5/4)}}})
	b.Attached = []compose.Attachment{
		{Mark: "附件：1.", Title: "政策服务清单", URL: "https://gongkai.example/policies/handbook.pdf"},
		{Mark: "2.", Title: "某某市失业人员集中帮扶工作各区市人力资源社会保障部门和经办机构目录"},
	}
	b.Imprint = compose.Imprint{
		CopyTo: "抄送：市委办公室，市人大常委会办公室，市政府办公室，市政协办公室，市纪委监委机关，市法院，市检察院。",
		Office: "某某市人力资源和社会保障局办公室", Printed: "2022年11月11日印发",
	}
	return b
}

var levels = []string{"一、总体情况", "（一）岗位开发", "1．岗位来源", "（1）镇街"}

// TestOfficialParts measures what stands on the pages of a bulletin besides its text, by GB/T 9704—2012: 发文机关标志 and
// 发文字号 (7.2.4, 7.2.5), the levels of headings (7.3.3), 附件说明 (7.3.4) and 版记 (7.4).
func TestOfficialParts(t *testing.T) {
	b := complete()
	pages, _ := measured(t, b)
	words := map[string]word{}
	for _, page := range pages {
		for _, w := range page {
			words[w.text] = w
		}
	}
	at := func(text string) word {
		w, ok := words[text]
		if !ok {
			t.Fatalf("there is no %q among %v", text, words)
		}
		return w
	}
	centred := func(w word) {
		if !near(w.x0+w.x1, areaLeft+areaRight, 0.1) {
			t.Errorf("%q stands from %.2f to %.2f", w.text, w.x0, w.x1)
		}
	}
	head := at(b.Issuer)
	centred(head)
	if above := head.baseline() - 0.88*head.size() - areaTop; !near(above, 35*mm, 0.1) {
		t.Errorf("发文机关标志 stands %.2f mm below the top of the type area", above/mm)
	}
	number := at(b.Number)
	centred(number)
	if free := (number.baseline() - 0.88*16 - head.baseline() - 0.12*head.size()) / linePitch; !near(number.row(), math.Round(number.row()), 0.002) || free < 2 || free > 3.3 {
		t.Errorf("发文字号 stands on line %.2f, %.2f lines below 发文机关标志", number.row(), free)
	}

	first := at("有缩进的第一段。").row()
	for i, text := range levels {
		w := at(text)
		if !near(w.x0, areaLeft+2*15.79, 0.1) {
			t.Errorf("%s begins at %.2f", text, w.x0-areaLeft)
		}
		// The boxes of the four faces are of different heights, but all hold the middle of the line.
		if middle := (w.y0+w.y1)/2 - areaTop; math.Floor(middle/linePitch) != math.Round(first)+float64(i)+1 {
			t.Errorf("%s stands on line %.2f, the text above on %.2f", text, middle/linePitch, first)
		}
	}

	title, second := at("政策服务清单"), at("2.")
	if w := at("附件：1."); !near(w.x0, areaLeft+2*15.79, 0.1) || !near(w.row()-at("文文字").row(), 2, 0.002) {
		t.Errorf("附件 begins at %.2f on line %.2f, the text ends on %.2f", w.x0-areaLeft, w.row(), at("文文字").row())
	} else if !near(second.x0, w.x0+3*16, 0.1) || !near(second.row(), title.row()+1, 0.002) {
		t.Errorf("the second attachment begins at %.2f on line %.2f", second.x0, second.row())
	}
	if w := at("会保障部门和经办机构目录"); !near(w.x0, title.x0, 0.1) || !near(w.row(), second.row()+1, 0.002) {
		t.Errorf("an attachment goes on at %.2f on line %.2f, the first begins at %.2f", w.x0, w.row(), title.x0)
	}

	office, printed, copied := at(b.Imprint.Office), at(b.Imprint.Printed), at("抄送：市委办公室，市人大常委会办公室，市政府办公室，市政协")
	for _, w := range []word{office, printed, copied} {
		if !near(w.size(), 14, 0.01) {
			t.Errorf("%q is of %.2f pt", w.text, w.size())
		}
	}
	if !near(office.x0, areaLeft+14, 0.1) || !near(printed.x1, areaRight-14, 0.1) || office.y0 != printed.y0 || !near(copied.x0, office.x0, 0.1) {
		t.Errorf("版记 stands from %.2f to %.2f, 抄送 from %.2f", office.x0-areaLeft, printed.x1-areaLeft, copied.x0-areaLeft)
	}
	if last := (office.y0+office.y1)/2 - areaTop; math.Floor(last/linePitch) != 21 {
		t.Errorf("印发机关 stands on line %.2f", last/linePitch)
	}
	if w := at("办公室，市纪委监委机关，市法院，市检察院。"); !near(w.x0, copied.x0+3*14, 0.1) {
		t.Errorf("抄送 goes on at %.2f", w.x0-copied.x0)
	}
}

// set sets a bulletin and reads back what its pages show.
func set(t *testing.T, b compose.Bulletin) [][]mark {
	t.Helper()
	data, err := Set(b, faces(t), pdf.Info{Title: b.Title, Lang: "zh-CN", Created: issued})
	if err != nil {
		t.Fatal(err)
	}
	return drawn(t, data)
}

// marked finds the first mark with a text on pages.
func marked(t *testing.T, pages [][]mark, text string) mark {
	t.Helper()
	for _, marks := range pages {
		for _, m := range marks {
			if m.text == text {
				return m
			}
		}
	}
	t.Fatalf("nothing says %q", text)
	return mark{}
}

// TestFacesOfLevels reads the faces of the four levels of headings (7.3.3): 黑体, 楷体, and twice that of the text.
func TestFacesOfLevels(t *testing.T) {
	f, pages := faces(t), set(t, complete())
	for i, face := range []*pdf.Font{f.Hei, f.Kai, f.Text, f.Text} {
		if m := marked(t, pages, levels[i]); m.face != face.Name || m.kind != fmt.Sprintf("H%d", i+2) {
			t.Errorf("%s is %s in %s, want %s", levels[i], m.kind, m.face, face.Name)
		}
	}
}

// TestFacesOfText: what is strong is set in 黑体 and a quotation in 楷体, amid text in its own face.
func TestFacesOfText(t *testing.T) {
	b := letter()
	b.Blocks = []prose.Block{
		{Spans: []prose.Span{{Text: "前文，"}, {Text: "要点", Strong: true}, {Text: "，后文。"}}},
		{Kind: prose.Quote, Blocks: []prose.Block{{Spans: []prose.Span{{Text: "引文。"}}}}},
		{Kind: prose.List, Items: [][]prose.Block{{{Spans: []prose.Span{{Text: "条目。"}}}}}},
	}
	f, pages := faces(t), set(t, b)
	for _, x := range []struct {
		text string
		face *pdf.Font
	}{{"前文，", f.Text}, {"要点", f.Hei}, {"，后文。", f.Text}, {"引文。", f.Kai}, {"条目。", f.Text}, {b.Signature, f.Text}, {b.Issuer, f.Biaosong}, {"— 1 —", f.Song}} {
		if m := marked(t, pages, x.text); m.face != x.face.Name {
			t.Errorf("%s is set in %s, want %s", x.text, m.face, x.face.Name)
		}
	}
}

// TestTitleStandsBelowTheRule: two lines are empty between the red rule and the title, with 发文字号 and without
// (7.3.1).
func TestTitleStandsBelowTheRule(t *testing.T) {
	for _, number := range []string{"", complete().Number} {
		b := complete()
		b.Number = number
		pages := set(t, b)
		title := marked(t, pages, b.Title)
		rule := slices.IndexFunc(pages[0], func(m mark) bool { return m.form == stroke && near(m.wide(), 156*mm, 0.1) })
		if rule < 0 || pages[0][rule].color != red {
			t.Fatal("there is no red rule")
		}
		if free := (title.middle().y - 0.88*title.size - pages[0][rule].middle().y) / linePitch; free < 2 || free > 2.4 {
			t.Errorf("with the number %q %.2f lines are empty between the red rule and the title", number, free)
		}
	}
}

// TestIndents measures where paragraphs begin and go on: 主送机关 a line below the title and flush left (7.3.2), the text
// and 附注 two characters in (7.3.3, 7.3.6), all with flush left lines below.
func TestIndents(t *testing.T) {
	b := letter()
	b.Recipient = strings.Repeat("各单位、", 12) + "各单位"
	b.Notes = []string{"此件主动公开。" + strings.Repeat("附注文字", 8)}
	var text []mark
	for _, marks := range set(t, b) {
		text = append(text, content(marks)...)
	}
	for _, x := range []struct {
		begins     string
		characters float64
		longer     bool
	}{{"各单位、", 0, true}, {"有缩进", 2, false}, {"正文文字", 2, true}, {"（此件", 2, true}} {
		i := slices.IndexFunc(text, func(m mark) bool { return strings.HasPrefix(m.text, x.begins) })
		if i < 0 {
			t.Fatalf("no line begins with %s", x.begins)
		}
		if in := text[i].left() - areaLeft; !near(in, x.characters*15.79, 0.1) {
			t.Errorf("%s begins %.2f pt from the edge", text[i].text, in)
		}
		if x.longer && !near(text[i+1].left(), areaLeft, 0.1) {
			t.Errorf("%s goes on %.2f pt from the edge", text[i].text, text[i+1].left()-areaLeft)
		}
		if above := text[max(0, i-1)]; above.kind == "H1" {
			if free := (text[i].middle().y - 0.88*16 - above.middle().y - 0.12*22) / linePitch; free < 1 || free > 2.5 { // one, and what the text needs to begin on a line of the grid
				t.Errorf("%.2f lines are empty between the title and 主送机关", free)
			}
		}
	}
}

// TestSampleMark: the mark of sample data stands in the upper margin of each page at the right, and no page has it that
// shows true figures.
func TestSampleMark(t *testing.T) {
	for _, sample := range []bool{true, false} {
		b := letter()
		b.Sample = sample
		pages := set(t, b)
		for i, marks := range pages {
			at := slices.IndexFunc(marks, func(m mark) bool { return m.text == sampleMark })
			if at < 0 {
				if sample {
					t.Errorf("page %d has no mark", i+1)
				}
				continue
			}
			m := marks[at]
			if !sample || !near(m.right(), areaRight, 0.1) || !near(m.middle().y, 27*mm, 0.1) || m.size != 10.5 || m.color != grey {
				t.Errorf("page %d has %s at %.2f", i+1, m.text, m.at)
			}
			if content := m.kind == "P"; content != (i == 0) {
				t.Errorf("the mark of page %d is read out: %v", i+1, content)
			}
		}
	}
}

// TestJointIssuers: offices that act together stand one below the other, in 红头 and in 署名 (GB/T 9704—2012, 7.2.4,
// 7.3.5.2), and however long a name is allowed to be, nothing leaves the type area.
func TestJointIssuers(t *testing.T) {
	b := complete()
	names := []string{"威海市人力资源和社会保障局", "威海市民政局", "威海市财政局", "中国人民银行威海市中心支行"}
	b.Issuer, b.Signature = strings.Join(names, " "), strings.Join(names, " ")
	b.Imprint.Office = strings.Repeat("印", 50)
	b.Imprint.CopyTo = "抄送：" + strings.Repeat("某局，", 133) + "。"
	check := func(b compose.Bulletin) {
		pages := set(t, b)
		for i, marks := range pages {
			for _, m := range marks {
				from, to := m.corners()
				if m.kind != "" && (from.x < areaLeft-0.1 || to.x > areaRight+8.1 || to.y > areaTop+22*linePitch+1) {
					t.Errorf("page %d: %q stands from %.1f to %.1f, down to %.1f", i+1, m.text, from.x, to.x, to.y)
				}
			}
		}
		for _, list := range [][]string{b.Issuers(), b.Signatures()} {
			for _, name := range list {
				marked(t, pages, name)
			}
		}
	}
	check(b)
	pages := set(t, b)
	var heads, ends []place
	for _, marks := range pages {
		for _, m := range marks {
			for _, name := range names {
				if at, _ := m.corners(); m.text == name && m.face == faces(t).Biaosong.Name {
					heads = append(heads, at)
				} else if m.text == name {
					ends = append(ends, at)
				}
			}
		}
	}
	if len(heads) != 4 || len(ends) != 4 {
		t.Fatalf("the offices stand at %v and %v", heads, ends)
	}
	for i := range heads[1:] {
		if heads[i+1].y < heads[i].y+22 || !near(ends[i+1].x, ends[i].x, 0.1) || !near(ends[i+1].y, ends[i].y+linePitch, 0.1) {
			t.Errorf("office %d stands at %v and %v, the one above at %v and %v", i+2, heads[i+1], ends[i+1], heads[i], ends[i])
		}
	}
	b.Issuer, b.Signature = strings.TrimSpace(strings.Repeat(strings.Repeat("关", 20)+" ", 8)), strings.TrimSpace(strings.Repeat(strings.Repeat("署", 24)+" ", 8))
	b.Number = strings.Repeat("号", 18) + "〔2022〕12345号"
	check(b)
}
