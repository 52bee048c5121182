package explain

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"gongkai/generator/derive"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/protect"
	"gongkai/generator/record"
)

var update = flag.Bool("update", false, "rewrite the expected output")

func text(s string) model.Text { return model.Text{Text: s} }

// sample is a city of two units in September and October; 乳山市 did not send its fairs, one group is small.
func sample() (record.Derived, *model.Release) {
	rel := model.Release{
		Site: model.Site{Threshold: 5},
		Regions: []model.Region{
			{ID: "weihai", Code: "371000", Name: text("威海市"), Short: text("全市")},
			{ID: "huancui", Code: "371002", Name: text("环翠区"), Short: text("环翠区"), Parent: "weihai", Leaf: true},
			{ID: "rushan", Code: "371083", Name: text("乳山市"), Short: text("乳山市"), Parent: "weihai", Leaf: true},
		},
		Dimensions: []model.Dimension{
			{ID: "area", Name: text("城乡"), Values: []model.DimensionValue{{ID: "urban", Name: text("城镇")}}},
			{ID: "sex", Name: text("性别"), Values: []model.DimensionValue{{ID: "female", Name: text("女")}}},
		},
		Measures: []model.Measure{
			{ID: "posts_created", Name: text("开发城乡公益性岗位"), Unit: "个", Additive: true},
			{ID: "posts_filled", Name: text("安置上岗"), Unit: "人", Persons: true, Additive: true, Groups: []string{"sex", "area"},
				Rhythms: []model.Rhythm{{Dimension: "area", Months: 3}}},
			{ID: "zero_households", Name: text("月末零就业家庭"), Unit: "户", Kind: model.Stock, Persons: true, Additive: true},
			{ID: "zero_found", Name: text("当月认定"), Unit: "户", Kind: model.Flow, Persons: true, Additive: true},
			{ID: "zero_helped", Name: text("当月帮扶"), Unit: "户", Kind: model.Flow, Persons: true, Additive: true},
			{ID: "job_fairs", Name: text("专场招聘会"), Unit: "场", Kind: model.Flow, Additive: true},
		},
		Indicators: []model.Indicator{
			{ID: "posts", Name: text("城乡公益性岗位开发"), Short: text("公益性岗位"), Direction: model.Up, Measure: "posts_created",
				Thresholds: model.Thresholds{Ahead: 10, Behind: -10, FarBehind: -100},
				Method:     text("完成率＝累计÷年度目标"), Basis: text("通知第三条"), Ours: text("快慢的划分由本站设定")},
			{ID: "zero_household", Name: text("零就业家庭动态清零"), Rule: model.Zero, Direction: model.Down,
				Measure: "zero_households", Found: "zero_found", Helped: "zero_helped"},
			{ID: "monthly_fair", Name: text("每月专场招聘会"), Rule: model.Monthly, Direction: model.Up, Measure: "job_fairs"},
		},
		Targets: []model.Target{{
			ID: "posts-2022", Indicator: "posts", Year: 2022, Due: model.Date{Year: 2022, Month: 12, Day: 31}, City: "weihai",
			Source:  model.Text{Pos: diag.Pos{File: "data/targets/2022.yaml", Line: 10, Col: 13}, Text: "通知第三条：1.4万个左右"},
			Amounts: map[string]model.Amount{"weihai": 4900, "huancui": 2600, "rushan": 2300},
		}},
		Periods: []model.Period{{Year: 2022, Month: 9}, {Year: 2022, Month: 10}},
	}
	var rep record.Report
	line := 1
	add := func(month int, region, measure, group string, amount model.Amount) record.Observation {
		line++
		o := record.Observation{
			Key:    model.Key{Measure: measure, Period: model.Period{Year: 2022, Month: month}, Region: region, Group: group},
			Amount: amount, Pos: diag.Pos{File: "data/observations/2022-10.csv", Line: line, Col: 31},
		}
		rep.Observations = append(rep.Observations, o)
		return o
	}
	add(9, "huancui", "posts_created", "", 2000)
	add(9, "rushan", "posts_created", "", 1400)
	old := add(10, "huancui", "posts_created", "", 2262)
	add(10, "rushan", "posts_created", "", 1564)
	add(10, "huancui", "posts_filled", "", 2190)
	add(10, "huancui", "posts_filled", "sex=female", 3)
	add(9, "rushan", "zero_households", "", 4)
	add(10, "rushan", "zero_households", "", 2)
	add(10, "rushan", "zero_found", "", 8)
	add(10, "rushan", "zero_helped", "", 10)
	add(10, "huancui", "job_fairs", "", 2)
	add(10, "huancui", "posts_filled", "area=urban", 370)
	was := old
	was.Amount = 2284
	rep.Corrections = []record.Correction{{Old: was, New: old, Reason: text("重复计入"), Date: model.Date{Year: 2022, Month: 11, Day: 8}}}
	rep.Observations[2].Revision = 1
	d := derive.Derive(&rel, rep)
	return d, protect.Protect(rel, d)
}

// TestExplain compares what is printed with testdata: the name of a case is period, region and figure.
func TestExplain(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	d, rel := sample()
	for _, name := range files {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for i, f := range archive.Files {
			q := strings.Fields(f.Name)
			if len(q) != 3 {
				t.Fatalf("%s: case %q is not period, region and figure", name, f.Name)
			}
			var out strings.Builder
			if err := Explain(&out, d, rel, Query{q[0], q[1], q[2]}); err != nil {
				var unknown *Unknown
				if !errors.As(err, &unknown) {
					t.Fatal(err)
				}
				out.WriteString(err.Error() + "\n")
			}
			if got := out.String(); got != string(f.Data) && !*update {
				t.Errorf("%s: %s\n--- got\n%s--- want\n%s", name, f.Name, got, f.Data)
			}
			archive.Files[i].Data = []byte(out.String())
		}
		if *update {
			if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestNamesOfRegionsAndFigures: a region by id, code, name or short name, a figure by id or by its Chinese name.
func TestNamesOfRegionsAndFigures(t *testing.T) {
	d, rel := sample()
	var want strings.Builder
	if err := Explain(&want, d, rel, Query{"2022-10", "huancui", "posts.rate"}); err != nil {
		t.Fatal(err)
	}
	for _, q := range []Query{
		{"2022-10", "371002", "posts.rate"}, {"2022-10", "环翠区", "公益性岗位.完成率"}, {"2022-10", "huancui", "城乡公益性岗位开发.rate"},
	} {
		var got strings.Builder
		if err := Explain(&got, d, rel, q); err != nil || got.String() != want.String() {
			t.Errorf("%v: %v\n%s", q, err, got.String())
		}
	}
	want.Reset()
	if err := Explain(&want, d, rel, Query{"2022-10", "huancui", "posts_filled/sex=female"}); err != nil {
		t.Fatal(err)
	}
	for _, q := range []Query{
		{"2022-10", "环翠区", "安置上岗/女"}, {"2022-10", "环翠区", "安置上岗 性别=女"}, {"2022年10月", "环翠区", "安置上岗（女）"}, {"2022-10", "环翠区", "posts_filled/性别=female"},
	} {
		var got strings.Builder
		if err := Explain(&got, d, rel, q); err != nil || got.String() != want.String() {
			t.Errorf("%v: %v\n%s", q, err, got.String())
		}
	}
	var out strings.Builder
	if err := Explain(&out, d, rel, Query{"2022-10", "", "posts.rate"}); err == nil {
		t.Error("an empty region is found: 南海新区 has no code")
	}
}

// TestNothingWithheldIsPrinted explains every figure of every region and month, and every indicator, and looks for the
// values that are withheld, in the places where a value can stand.
func TestNothingWithheldIsPrinted(t *testing.T) {
	d, rel := sample()
	explained := func(p model.Period, region, figure string) string {
		var out strings.Builder
		if err := Explain(&out, d, rel, Query{p.String(), region, figure}); err != nil {
			t.Fatalf("%v %s %s: %v", p, region, figure, err)
		}
		return out.String()
	}
	withheld := 0
	for _, f := range d.Figures {
		figure := f.Measure
		if f.Group != "" {
			figure += "/" + f.Group
		}
		texts := []string{explained(f.Period, f.Region, figure)}
		if prefix, of := model.SplitMeasure(f.Measure); of != "" {
			texts = append(texts, explained(f.Period, f.Region, prefix))
		}
		if c, _ := rel.Cell(f.Key); c.State == model.Withheld {
			withheld++
			if !strings.Contains(texts[0], "结果  不予公开\n") {
				t.Errorf("%v is explained as\n%s", f.Key, texts[0])
			}
		}
		// The small counts of the sample, as values and in the formula of 零就业家庭; 4 and 2 households, 3 women.
		for _, text := range texts {
			for _, leak := range []string{" 2户", " 4户", " 3人", "4 + 8", "= 4 +", "还有2户"} {
				if strings.Contains(text, leak) {
					t.Errorf("%v prints %q:\n%s", f.Key, leak, text)
				}
			}
		}
	}
	if withheld < 3 {
		t.Errorf("%d figures are withheld, the test proves nothing", withheld)
	}
}

// full is a writer on a full disk.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestWriteErrorIsReturned(t *testing.T) {
	d, rel := sample()
	err := Explain(full{}, d, rel, Query{"2022-10", "huancui", "posts.rate"})
	var unknown *Unknown
	if err == nil || errors.As(err, &unknown) {
		t.Errorf("a full disk gives %v", err)
	}
}
