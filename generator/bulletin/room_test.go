package bulletin

import (
	"fmt"
	"strings"
	"testing"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/pdf"
)

// pageOf sets a bulletin and says on which page a text begins.
func pageOf(t *testing.T, b compose.Bulletin) (on func(text string) int) {
	t.Helper()
	pages := set(t, b)
	return func(text string) int {
		t.Helper()
		for i, marks := range pages {
			for _, m := range marks {
				if strings.HasPrefix(m.text, text) {
					return i + 1
				}
			}
		}
		t.Fatalf("there is no %q", text)
		return 0
	}
}

// TestTextBeginsOnFirstPage: however many issuers act together, the first page shows text (GB/T 9704—2012, 7.3.3), and
// nothing leaves the type area. What leaves no room at all is told.
func TestTextBeginsOnFirstPage(t *testing.T) {
	b := letter()
	b.TitleParts = []string{"关于2022年10月失业人员集中帮扶", "工作进展情况和下一步工作安排", "以及某某有关事项的通报"}
	b.Title = strings.Join(b.TitleParts, "")
	b.Number = "某人社字〔2022〕12号"
	b.Recipient = shipped(t).Site.Recipient.Text
	for n := 1; n <= 8; n++ {
		b.Issuer = strings.TrimSpace(strings.Repeat("某某市人力资源和社会保障局 ", n))
		if page := pageOf(t, b)("有缩进"); page != 1 {
			t.Errorf("with %d issuers the text begins on page %d", n, page)
		}
	}
	_, s, err := lay(b, faces(t), pdf.Info{Lang: "zh-CN"})
	if err != nil || s.late {
		t.Errorf("with 8 issuers the text is said to begin late: %v, %v", s.late, err)
	}
	b.Recipient = strings.Repeat("某局，", 60)
	if _, s, err = lay(b, faces(t), pdf.Info{Lang: "zh-CN"}); err != nil || !s.late {
		t.Errorf("that the text begins on page 2 is not told: %v", err)
	}
}

// TestSignatureStaysWhole: where 附件说明 and 署名 are longer than a page, the list is cut, and 署名 and 成文日期 stand
// below its last title.
func TestSignatureStaysWhole(t *testing.T) {
	for _, x := range []struct {
		attached, offices int
		title             string
	}{{17, 1, "清单"}, {15, 4, "清单"}, {40, 8, "清单"}, {9, 8, strings.Repeat("很长的清单", 20)}, {1, 8, strings.Repeat("很长的清单", 20)}} {
		b := letter()
		b.Attached = nil
		for i := range x.attached {
			b.Attached = append(b.Attached, compose.Attachment{Mark: fmt.Sprintf("%d.", i+1), Title: fmt.Sprintf("第%d号%s", i+1, x.title)})
		}
		var names []string
		for i := range x.offices {
			names = append(names, fmt.Sprintf("某某市第%d局", i+1))
		}
		b.Signature, b.Date = strings.Join(names, " "), model.Date{Year: 2022, Month: 11, Day: 10}
		on := pageOf(t, b)
		date := on("2022年11月10日")
		for _, text := range append(names, fmt.Sprintf("第%d号", x.attached)) {
			if on(text) != date {
				t.Errorf("%d attachments: %s stands on page %d, the date on %d", x.attached, text, on(text), date)
			}
		}
	}
}

// TestNoRoomForText: 红头 and 主送机关 that leave the first page no text are reported where they are written.
func TestNoRoomForText(t *testing.T) {
	at := func(line int) diag.Pos { return diag.Pos{File: "data/site.yaml", Line: line, Col: 9} }
	for issuer, want := range map[string]diag.Pos{"": at(2), strings.TrimSpace(strings.Repeat("某某局 ", 8)): at(1)} {
		rel := *shipped(t)
		rel.Site.Issuer = model.Text{Pos: at(1), Text: issuer}
		rel.Site.Recipient = model.Text{Pos: at(2), Text: strings.Repeat("某局，", 180)}
		var l diag.List
		p := press{&rel, compose.New(templates, &rel, &l), faces(t), templates}
		p.bulletin(p.composer.Bulletin(rel.Newest(), rel.Root(), &l), "x.pdf", &l)
		if d := l.Sorted(); len(d) != 1 || d[0].Pos != want || d[0].Rule != "too-long" {
			t.Errorf("issuer %q: reported is %v", issuer, d)
		}
	}
}
