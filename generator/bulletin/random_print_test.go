package bulletin

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/pdf"
)

// words makes a text of up to so many characters.
func words(r *rand.Rand, most int) model.Text {
	pieces := []string{"就业，", "帮扶人员", "完成率83.0%。", "岗位11620个、", "（一）", "办理“一件事”", "https://gongkai.example/x/", "环翠区", "2022年12月31日"}
	var s strings.Builder
	for n := 1 + r.IntN(most); s.Len() < 3*n; {
		s.WriteString(pieces[r.IntN(len(pieces))])
	}
	return model.Text{Pos: diag.Pos{File: "data/x.yaml", Line: 1}, Text: s.String()}
}

// amount is mostly little and now and then much.
func amount(r *rand.Rand, little, much int) int {
	if r.IntN(8) == 0 {
		return much
	}
	return little
}

// randomSheet is a handbook with contents, or a directory.
func randomSheet(seed uint64) compose.Sheet {
	r := rand.New(rand.NewPCG(seed, 20))
	x := compose.Sheet{Title: "清单", Lead: []string{"数据截至2022年11月30日"}, Contents: seed%2 == 0, Sample: seed%3 == 0}
	if x.Contents {
		x.Notes = []string{words(r, 200).Text}
	}
	for range 1 + r.IntN(amount(r, 8, 30)) {
		c := compose.Chapter{Name: words(r, amount(r, 8, 60))}
		if !x.Contents {
			for range 5 {
				c.Columns = append(c.Columns, compose.Column{Name: words(r, amount(r, 6, 30)).Text, Share: 5 + r.IntN(12)})
			}
			for range 1 + r.IntN(amount(r, 8, 60)) {
				var row []compose.Lines
				for range c.Columns {
					cell := compose.Lines{words(r, amount(r, 40, 600))}
					if r.IntN(4) == 0 {
						cell = append(cell, model.Text{Text: "待补"})
					}
					row = append(row, cell)
				}
				c.Rows = append(c.Rows, row)
			}
		}
		for range r.IntN(amount(r, 4, 20)) * (1 - int(seed%2)) {
			e := compose.Entry{Name: words(r, amount(r, 15, 60)), State: words(r, 30).Text}
			for range 1 + r.IntN(15) {
				y := compose.Element{Name: "办理渠道"}
				for range 1 + r.IntN(amount(r, 3, 30)) {
					y.Lines = append(y.Lines, words(r, amount(r, 60, 900)))
				}
				if r.IntN(3) == 0 {
					y.URL = "https://gongkai.example/policies/x/"
				}
				e.Elements = append(e.Elements, y)
			}
			c.Entries = append(c.Entries, e)
		}
		if x.Contents && len(c.Entries) == 0 {
			continue
		}
		x.Chapters = append(x.Chapters, c)
	}
	return x
}

// TestRandomSheets lays out handbooks and directories of any length: no page ends with a heading, and nothing stands
// below the type area.
func TestRandomSheets(t *testing.T) {
	f, most := faces(t), 0
	for seed := range uint64(40) {
		data, err := SetSheet(randomSheet(seed), f, pdf.Info{Title: "清单", Lang: "zh-CN", Created: issued})
		if err != nil {
			t.Fatal(err)
		}
		pages := drawn(t, data)
		most = max(most, len(pages))
		for _, problem := range strandedHeadings(pages) {
			t.Errorf("seed %d: %s", seed, problem)
		}
		for i, marks := range pages {
			if _, foot := lowestLine(marks); foot > areaBottom {
				t.Errorf("seed %d: page %d goes down to %.1f, the type area to %.1f", seed, i+1, foot, areaBottom)
			}
			has := func(kind string) bool { return slices.ContainsFunc(marks, func(m mark) bool { return m.kind == kind }) }
			if seed%2 == 1 && !has("TD") && has("H2") {
				t.Errorf("seed %d: on page %d a unit has a heading and no row", seed, i+1)
			}
		}
	}
	if most < 30 {
		t.Errorf("the longest has only %d pages", most)
	}
}

// TestRandomCards: a card has one page and stays on it, whatever it has to say.
func TestRandomCards(t *testing.T) {
	f := faces(t)
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 21))
		x := compose.Card{Title: words(r, amount(r, 12, 60)).Text, Sample: seed%2 == 0, Foot: []string{words(r, 20).Text, words(r, amount(r, 20, 200)).Text}}
		if seed%3 > 0 {
			x.URL = "https://gongkai.example/" + strings.Repeat("services/", r.IntN(10))
		}
		for range r.IntN(amount(r, 4, 20)) {
			x.Calls = append(x.Calls, compose.Call{Phone: strings.Repeat("12345-", 1+r.IntN(4)), Name: words(r, 20), What: words(r, amount(r, 40, 300))})
		}
		for range r.IntN(amount(r, 8, 40)) {
			x.Cases = append(x.Cases, compose.Case{Name: words(r, amount(r, 5, 40)), Lead: words(r, amount(r, 60, 600))})
		}
		for range r.IntN(amount(r, 5, 60)) {
			o := compose.OfficeLine{Name: words(r, amount(r, 20, 90))}
			for range r.IntN(4) {
				o.Way = append(o.Way, words(r, amount(r, 20, 200)))
			}
			x.Offices = append(x.Offices, o)
		}
		data, _, err := SetCard(x, f, pdf.Info{Title: "服务卡", Lang: "zh-CN", Created: issued})
		if err != nil {
			t.Fatal(err)
		}
		pages := drawn(t, data)
		if len(pages) != 1 || len(strandedHeadings(pages)) > 0 {
			t.Errorf("seed %d: %d pages, %v", seed, len(pages), strandedHeadings(pages))
		}
		if _, foot := lowestLine(pages[0]); foot > (297-11)*mm+1 {
			t.Errorf("seed %d: it goes down to %.1f, its foot is at %.1f", seed, foot, (297-11)*mm)
		}
	}
}
