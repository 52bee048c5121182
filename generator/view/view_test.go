package view

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/model"
)

var october = model.Period{Year: 2022, Month: 10}

func text(s string) model.Text { return model.Text{Text: s} }

// release has units a to e in official order and the given cells.
func release(cells ...model.Cell) *model.Release {
	rel := &model.Release{
		Regions:    []model.Region{{ID: "city", Short: text("全市")}},
		Dimensions: []model.Dimension{{ID: "sex", Name: text("性别"), Values: []model.DimensionValue{{ID: "male", Name: text("男")}, {ID: "female", Name: text("女")}}}},
		Indicators: []model.Indicator{{ID: "posts", Rule: model.Reach}, {ID: "fair", Rule: model.Monthly}},
		Periods:    []model.Period{{Year: 2021, Month: 12}, {Year: 2022, Month: 9}, october},
	}
	for _, id := range strings.Split("abcde", "") {
		rel.Regions = append(rel.Regions, model.Region{ID: id, Short: text(id), Parent: "city", Leaf: true})
	}
	slices.SortFunc(cells, func(a, b model.Cell) int { return a.Key.Compare(b.Key) })
	rel.Cells = cells
	return rel
}

func cell(measure string, p model.Period, region, group string, v model.Value) model.Cell {
	return model.Cell{Key: model.Key{Measure: measure, Period: p, Region: region, Group: group}, Value: v}
}

// line prints a grid row as it would be read.
func line(row GridRow) string {
	words := []string{row.Region.ID}
	for _, c := range row.Cells {
		words = append(words, c.String())
	}
	return strings.Join(words, " ")
}

// TestRanking: by place, ties in official order, withheld and unranked units last in official order, the city apart.
func TestRanking(t *testing.T) {
	rel := release(
		cell("posts.rank", october, "e", "", model.RankOf(1, false)),
		cell("posts.rank", october, "c", "", model.RankOf(2, true)),
		cell("posts.rank", october, "d", "", model.RankOf(2, true)),
		model.Cell{Key: model.Key{Measure: "posts.rank", Period: october, Region: "b"}, State: model.Withheld},
		cell("posts.rate", october, "e", "", model.ShareOf(model.Rate{Num: 909, Den: 900})),
		cell("posts.rate", october, "city", "", model.ShareOf(model.Rate{Num: 83, Den: 100})),
		cell("posts.need", october, "d", "", model.CountOf(208, "个")),
	)
	rel.Judgements = []model.Judgement{{Indicator: "posts", Prefix: "posts", Period: october, Region: "e", Status: model.Done}}
	rows, city := Ranking(rel, "posts", october, rel.Root())
	var got []string
	for _, r := range rows {
		got = append(got, r.Region.ID+" "+r.Rank.String())
	}
	want := []string{"e 1", "c 并列2", "d 并列2", "a 不适用", "b 不予公开"}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if rows[0].Rate.String() != "101.0%" || rows[0].Judgement.Status != model.Done || rows[2].Need.Words() != "208个" {
		t.Error("the figures of a row are not its unit's")
	}
	if city.Region.ID != "city" || city.Rate.String() != "83.0%" || city.Rank.State != model.NotApplicable {
		t.Errorf("the city's row is %v %v", city.Rate, city.Rank)
	}
	if rows[3].Judgement.Label() != "不适用" || rows[3].Judgement.Indicator != "posts" {
		t.Errorf("a unit that is not judged is %q", rows[3].Judgement.Label())
	}
}

// TestRankingSortsAsNumbers: place 10 comes after place 9, not after 1.
func TestRankingSortsAsNumbers(t *testing.T) {
	random := rand.New(rand.NewPCG(2022, 10))
	rel := &model.Release{Regions: []model.Region{{ID: "city"}}}
	for i, place := range random.Perm(120) {
		id := fmt.Sprintf("u%03d", i)
		rel.Regions = append(rel.Regions, model.Region{ID: id, Parent: "city", Leaf: true})
		rel.Cells = append(rel.Cells, cell("posts.rank", october, id, "", model.RankOf(place+1, false)))
	}
	rows, _ := Ranking(rel, "posts", october, rel.Root())
	for i, r := range rows {
		if r.Rank.Value.Num != int64(i+1) {
			t.Fatalf("row %d has place %v", i+1, r.Rank)
		}
	}
}

func TestWide(t *testing.T) {
	rel := release(
		cell("posts.rate", october, "b", "", model.ShareOf(model.Rate{Num: 87, Den: 100})),
		cell("posts.rate", model.Period{Year: 2022, Month: 9}, "b", "", model.ShareOf(model.Rate{Num: 3, Den: 4})),
		cell("posts.rate", october, "city", "", model.ShareOf(model.Rate{Num: 83, Den: 100})),
		cell("posts.rate", october, "b", "sex=male", model.ShareOf(model.Rate{Num: 1, Den: 100})),
		cell("posts.rate", model.Period{Year: 2021, Month: 12}, "b", "", model.ShareOf(model.Rate{Num: 1, Den: 1})),
		cell("posts.rates", october, "b", "", model.ShareOf(model.Rate{Num: 2, Den: 100})),
		cell("posts", october, "b", "", model.ShareOf(model.Rate{Num: 2, Den: 100})),
		model.Cell{Key: model.Key{Measure: "posts.rate", Period: october, Region: "d"}, State: model.NotSubmitted, Why: "当月未报送"},
	)
	g := Wide(rel, "posts.rate", rel.Periods[1:])
	if !slices.Equal(g.Columns, []string{"9月", "10月"}) {
		t.Errorf("columns %v", g.Columns)
	}
	want := []string{"a 不适用 不适用", "b 75.0% 87.0%", "c 不适用 不适用", "d 不适用 未报送", "e 不适用 不适用"}
	for i, row := range g.Rows {
		if got := line(row); got != want[i] {
			t.Errorf("row %q, want %q", got, want[i])
		}
	}
	if got := line(g.City); got != "city 不适用 83.0%" {
		t.Errorf("city %q", got)
	}
	empty := model.Key{Measure: "posts.rate", Period: october, Region: "a"}
	if got := g.Rows[0].Cells[1].Key; got != empty {
		t.Errorf("an empty place has key %v", got)
	}
	both := Wide(rel, "posts.rate", rel.Periods)
	if !slices.Equal(both.Columns, []string{"2021年12月", "2022年9月", "2022年10月"}) || line(both.Rows[1]) != "b 100.0% 75.0% 87.0%" {
		t.Errorf("%v %s", both.Columns, line(both.Rows[1]))
	}
	if none := Wide(rel, "nothing", nil); len(none.Rows) != 5 || none.Rows[0].Cells != nil {
		t.Errorf("a grid of nothing is %v", none)
	}
}

func TestMonths(t *testing.T) {
	rel := release(cell("fair.months", october, "b", "", model.CountOf(1, "个月")))
	rel.Judgements = []model.Judgement{
		{Indicator: "fair", Prefix: "fair", Period: model.Period{Year: 2022, Month: 9}, Region: "b", Status: model.Met},
		{Indicator: "fair", Prefix: "fair", Period: october, Region: "b", Status: model.Unmet},
	}
	g := Months(rel, "fair", YearMonths(2022), rel.Root())
	if len(g.Periods) != 12 || len(g.Rows) != 5 {
		t.Fatalf("%d months, %d rows", len(g.Periods), len(g.Rows))
	}
	row := g.Rows[1]
	var got []string
	for _, j := range row.Judgements[7:] {
		got = append(got, j.Label())
	}
	if !slices.Equal(got, []string{"不适用", "达到", "未达到", "不适用", "不适用"}) || row.Months.Words() != "1个月" {
		t.Errorf("%v, %v", got, row.Months)
	}
}

func TestRows(t *testing.T) {
	rel := release()
	rel.Judgements = []model.Judgement{{Indicator: "fair", Prefix: "fair", Period: october, Region: "c", Status: model.Met}}
	units, city := Rows(rel, "fair", october, rel.Root())
	if len(units) != 5 || units[2].Judgement.Status != model.Met || units[0].Judgement.State != model.NotApplicable || city.Region.ID != "city" {
		t.Errorf("%v %v", units, city)
	}
}

// TestNoCellIsMadeUp: every published cell of a table is a cell of the release, each in its place.
func TestNoCellIsMadeUp(t *testing.T) {
	random := rand.New(rand.NewPCG(2022, 12))
	for range 20 {
		var cells []model.Cell
		for _, region := range []string{"a", "b", "c", "d", "e", "city"} {
			for m := 1; m <= 12; m++ {
				if random.IntN(3) > 0 {
					cells = append(cells, cell("filled", model.Period{Year: 2022, Month: m}, region, "", model.CountOf(model.Amount(random.IntN(9000)), "人")))
				}
			}
		}
		rel := release(cells...)
		g := Wide(rel, "filled", YearMonths(2022))
		found := 0
		for _, row := range append(g.Rows, g.City) {
			for m, c := range row.Cells {
				if c.Region != row.Region.ID || c.Period.Month != m+1 {
					t.Fatalf("%v stands in row %s, month %d", c.Key, row.Region.ID, m+1)
				}
				if c.State == model.Published {
					found++
					if want, ok := rel.Cell(c.Key); !ok || want.Value != c.Value {
						t.Fatalf("%v is made up", c)
					}
				}
			}
		}
		if found != len(cells) {
			t.Fatalf("%d of %d cells are in the grid", found, len(cells))
		}
	}
}

func BenchmarkRanking(b *testing.B) {
	rel := release()
	for b.Loop() {
		Ranking(rel, "posts", october, rel.Root())
	}
}

func BenchmarkWide(b *testing.B) {
	var cells []model.Cell
	for _, region := range []string{"a", "b", "c", "d", "e", "city"} {
		for m := 1; m <= 12; m++ {
			cells = append(cells, cell("filled", model.Period{Year: 2022, Month: m}, region, "", model.CountOf(1, "人")))
		}
	}
	rel := release(cells...)
	for b.Loop() {
		Wide(rel, "filled", YearMonths(2022))
	}
}
