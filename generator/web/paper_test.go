package web

import (
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/output"
)

// TestTwinIsAPaper sees on the page of a bulletin what an office stated about it, in the order of the PDF; the bulletins
// of other units and months have no number, and an attachment is reported where the editor wrote its address.
func TestTwinIsAPaper(t *testing.T) {
	rel := countedTown(t)
	rel.Site.CopyTo, rel.Site.PrintedBy = text("市委办公室，市政府办公室"), text("某局办公室")
	rel.Publications[0].Papers = []model.Paper{{Region: "city", Number: text("某人社字〔2022〕3号"), Printed: day(t, "2022-02-11")}}
	written := diag.Pos{File: "content/commentary/2022-01.md", Line: 3, Col: 20}
	rel.Articles = append(rel.Articles, model.Article{Kind: model.CommentaryArticle, Period: rel.Periods[0], Attached: []model.Attachment{
		{Title: text("政策服务清单"), Address: model.Text{Pos: written, Text: "/policies/handbook.pdf"}},
		{Title: text("机构目录"), Address: text("/institutions/directory.pdf")},
	}})
	s, r, l := plan(t, rel, figural)
	pages, places := map[string]string{}, map[string]diag.Pos{}
	for i := range s.plan {
		var at slot
		pages[s.plan[i].Path] = string(r.page(&s.plan[i], &at, output.Manifest{}, l))
		if pos, ok := at.placeOf("/policies/handbook.pdf"); ok {
			places[s.plan[i].Path] = pos
		}
	}
	for path, want := range map[string][]string{
		"/bulletins/2022-01/city/": {
			`<meta name="Keywords" content="通报,全市,2022年1月,某人社字〔2022〕3号">`, `small">某人社字〔2022〕3号<`, "<h1",
			`附件：1.<a href="/policies/handbook.pdf">政策服务清单</a>`, `2.<a href="/institutions/directory.pdf">机构目录</a>`,
			"（此件主动公开）", "抄送：市委办公室，市政府办公室。", "某局办公室", "2022年2月11日印发",
		},
		"/bulletins/2022-01/east/": {"（此件主动公开）", "某局办公室"},
		"/bulletins/2022-02/city/": {"（此件主动公开）", "抄送：", "某局办公室"},
	} {
		rest := pages[path]
		for _, x := range want {
			_, after, ok := strings.Cut(rest, x)
			if !ok {
				t.Errorf("%s does not go on with %q", path, x)
				continue
			}
			rest = after
		}
	}
	for _, path := range []string{"/bulletins/2022-01/east/", "/bulletins/2022-02/city/", "/bulletins/2022/city/"} {
		for _, x := range []string{"〔2022〕", "附件：", "2022年2月11日印发"} {
			if strings.Contains(pages[path], x) {
				t.Errorf("%s says %q", path, x)
			}
		}
	}
	if places["/bulletins/2022-01/city/"] != written {
		t.Errorf("the address of the attachment is known to stand in %v", places)
	}
}
