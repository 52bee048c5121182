package chart

import (
	"slices"
	"strings"
	"testing"

	"gongkai/generator/model"
)

var (
	hidden = model.Cell{State: model.Withheld}
	unsent = model.Cell{State: model.NotSubmitted}
)

func twelfths(month int) model.Rate { return model.Rate{Num: int64(month), Den: 12} }

// TestFiguresInWords: the alternative text says every value that is drawn and names what is not; the labels are the
// strings of the cells, in the order of the drawing.
func TestFiguresInWords(t *testing.T) {
	pace := share(10, 12)
	bars, _ := Ranking("", []Row{
		NewRow("高区", share(909, 900), pace), NewRow("乳山市", share(1564, 2300), pace),
		NewRow("南海新区", unsent, pace), NewRow("临港区", hidden, pace),
	}, pace)
	line, _ := Course("", "全市", NewLine([12]model.Cell{count(100), hidden, count(300), 3: {State: model.NotApplicable}}, count(1200), twelfths, count(1000)))
	pairs, _ := Comparison("", "甲", "乙", []PairRow{
		{Name: "乳山市", Rate: share(348, 580), Floor: share(1736, 2800)},
		{Name: "经区", Rate: share(203, 290), Floor: share(1218, 1740)},
		{Name: "高区", Rate: share(216, 300), Floor: share(1288, 1840)},
		{Name: "南海新区", Rate: unsent, Floor: unsent},
		{Name: "临港区", Rate: share(1, 2), Floor: hidden},
	})
	met, unmet, lost := model.Judgement{Status: model.Met}, model.Judgement{Status: model.Unmet}, model.Judgement{State: model.NotSubmitted}
	grid, _ := Calendar("", []GridRow{
		NewGridRow("环翠区", []model.Judgement{met, met, unmet, met}),
		NewGridRow("高区", []model.Judgement{met, met, lost, unmet}),
		NewGridRow("经区", []model.Judgement{met, met, unmet, met}),
	})
	small, _ := Courses("", []Rates{
		{"高区", []model.Cell{share(1, 10), share(1, 5)}, model.Cell{Value: model.PointsOf(model.Rate{Num: 1, Den: 30})}},
		{"经区", []model.Cell{share(1, 20), hidden, share(115, 100)}, hidden},
	}, twelfths)
	for _, c := range []struct {
		figure Figure
		alt    string
		labels []string
	}{
		{bars,
			"条形图，各单位完成率：高区101.0%、乳山市68.0%（低于序时进度）；序时进度83.3%；没有画出：南海新区（未报送）、临港区（不予公开）。",
			[]string{"完成率", "序时进度83.3%", "落后部分", "年度目标", "高区", "101.0%", "乳山市", "68.0%", "南海新区", "未报送", "临港区", "不予公开"}},
		{line,
			"折线图，全市各月累计：1月100、3月300；没有画出：2月（不予公开）；虚线是序时计划，年末为1200个；按近三个月平均进度推算，年末为1000个。",
			[]string{"实际累计", "序时计划", "推算（近三月平均），年末1000个", "0", "1200个", "300", "3月", "3月", "6月", "9月", "12月"}},
		{pairs,
			"点图，横轴60%～75%，各单位甲、乙：乳山市60.0%、62.0%（前者较低）；经区70.0%、70.0%（相等）；高区72.0%、70.0%；没有画出：南海新区（未报送）、临港区（甲50.0%，乙不予公开）。",
			[]string{"甲", "乙", "前者较低", "横轴60%～75%", "乳山市", "60.0%", "62.0%", "经区", "70.0%", "70.0%", "高区", "72.0%", "70.0%", "南海新区", "未报送", "未报送", "临港区", "50.0%", "不予公开"}},
		{grid,
			"月历图，各月评价：环翠区、经区1—2月、4月达到，3月未达到，5—12月未到；高区1—2月达到，4月未达到，3月未报送，5—12月未到。",
			[]string{"达到", "未达到", "未报送", "未到", "各列是1—12月", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "环翠区", "高区", "经区"}},
		{small,
			"小折线图，每个单位一幅，纵轴0～120%，各单位各月完成率：高区1月10.0%、2月20.0%，较序时+3.3个百分点；经区1月5.0%、2月不予公开、3月115.0%，较序时不予公开；虚线是序时进度：" +
				"1月8.3%、2月16.7%、3月25.0%、4月33.3%、5月41.7%、6月50.0%、7月58.3%、8月66.7%、9月75.0%、10月83.3%、11月91.7%、12月100.0%。",
			[]string{"完成率", "序时进度", "横轴1—12月，纵轴0～120%", "右上：完成率、较序时", "高区", "20.0%", "+3.3个百分点", "100%", "经区", "115.0%", "不予公开"}},
	} {
		if c.figure.Alt != c.alt {
			t.Errorf("in words\n%s\nwant\n%s", c.figure.Alt, c.alt)
		}
		if got := c.figure.Labels(); !slices.Equal(got, c.labels) {
			t.Errorf("labels\n%q\nwant\n%q", got, c.labels)
		}
	}
}

// TestFiguresNeedSomethingToCompare: one value is a number, not a chart.
func TestFiguresNeedSomethingToCompare(t *testing.T) {
	pace := share(1, 12)
	figures := map[string]func() (Figure, bool){
		"bars": func() (Figure, bool) {
			return Ranking("", []Row{NewRow("甲", pace, pace), NewRow("乙", hidden, pace)}, pace)
		},
		"line": func() (Figure, bool) {
			return Course("", "", NewLine([12]model.Cell{count(1)}, count(12), twelfths, hidden))
		},
		"pairs": func() (Figure, bool) {
			return Comparison("", "", "", []PairRow{{"甲", pace, pace, Pair{}}, {"乙", pace, hidden, Pair{}}})
		},
		"grid": func() (Figure, bool) { return Calendar("", nil) },
		"small": func() (Figure, bool) {
			return Courses("", []Rates{{"甲", []model.Cell{pace, pace}, pace}, {"乙", []model.Cell{pace, hidden}, hidden}}, twelfths)
		},
	}
	for name, figure := range figures {
		if f, ok := figure(); ok || f.Alt != "" {
			t.Errorf("%s: %q", name, f.Alt)
		}
	}
}

// TestPairsShareOneScale: 60% to 75%, so 60% stands at 0/15, 62% at 2/15, 70% at 10/15 and 72% at 12/15. A rate whose
// partner is withheld is not drawn and does not stretch the axis.
func TestPairsShareOneScale(t *testing.T) {
	f, ok := Comparison("", "", "", []PairRow{
		{Name: "乳山市", Rate: share(348, 580), Floor: share(1736, 2800)},
		{Name: "高区", Rate: share(216, 300), Floor: share(203, 290)},
		{Name: "临港区", Rate: share(1, 2), Floor: hidden},
	})
	want := []Pair{{Drawn: true, Rate: 0, Floor: 13_33, Short: true}, {Drawn: true, Rate: 80_00, Floor: 66_66}, {}}
	for i, r := range f.Pairs.List {
		if !ok || r.Pair != want[i] {
			t.Errorf("%s: %+v, want %+v", r.Name, r.Pair, want[i])
		}
	}
}

// TestPairsInWords says of a pair that is not drawn what is published of it.
func TestPairsInWords(t *testing.T) {
	half := share(1, 2)
	for _, c := range []struct {
		rate, floor model.Cell
		want        string
	}{
		{hidden, hidden, "丙（不予公开）"},
		{unsent, unsent, "丙（未报送）"},
		{half, hidden, "丙（甲50.0%，乙不予公开）"},
		{hidden, half, "丙（甲不予公开，乙50.0%）"},
		{hidden, unsent, "丙（甲不予公开，乙未报送）"},
	} {
		whole := PairRow{Name: "一", Rate: half, Floor: half}
		f, _ := Comparison("", "甲", "乙", []PairRow{whole, whole, {Name: "丙", Rate: c.rate, Floor: c.floor}})
		if want := "；没有画出：" + c.want + "。"; !strings.HasSuffix(f.Alt, want) {
			t.Errorf("%v, %v: %s, want %s", c.rate, c.floor, f.Alt, want)
		}
	}
}

// TestMonthsStandInTheirColumns: twelve columns of 8.33%, each sign in the middle of its own.
func TestMonthsStandInTheirColumns(t *testing.T) {
	f, _ := Calendar("", []GridRow{NewGridRow("甲", nil)})
	for month, want := range map[int]string{1: "4.16%", 2: "12.50%", 7: "54.16%", 12: "95.83%"} {
		if got := f.Grid.Months[month-1].At.String(); got != want {
			t.Errorf("month %d at %s, want %s", month, got, want)
		}
	}
}

// TestSmallLinesShareOneScale: 115% asks for a scale up to 120%. Months are 8% apart from 1% to 97%; 0 lies at 95% and
// 120% at 5% of the height, so 100% lies 90% × 100/120 = 75% above 0.
func TestSmallLinesShareOneScale(t *testing.T) {
	f, ok := Courses("", []Rates{
		{"甲", []model.Cell{share(1, 10), share(1, 5)}, hidden},
		{"乙", []model.Cell{share(1, 20), hidden, share(115, 100)}, hidden},
	}, func(month int) model.Rate { return model.Rate{Num: 6, Den: 5} })
	m := f.Small
	if !ok || m.Top != 120 || m.Zero != 95_00 || m.Full != 20_01 {
		t.Fatalf("scale %d, 0 at %s, 100%% at %s", m.Top, m.Zero, m.Full)
	}
	for i, want := range []string{"M100 9500L900 8751L1700 8001", "M100 9500L900 9126M2500 876"} {
		if m.List[i].Actual != want {
			t.Errorf("%s: %s, want %s", m.List[i].Name, m.List[i].Actual, want)
		}
	}
	if want := "M100 9500L900 500L1700 500L2500 500L3300 500L4100 500L4900 500L5700 500L6500 500L7300 500L8100 500L8900 500L9700 500"; m.List[0].Plan != want {
		t.Errorf("plan %s, want %s", m.List[0].Plan, want)
	}
	for i, want := range [][]Place{{{17_00, 80_01}}, {{25_00, 8_76}}} {
		if !slices.Equal(m.List[i].Dots, want) {
			t.Errorf("%s: dots %v, want %v", m.List[i].Name, m.List[i].Dots, want)
		}
	}
}
