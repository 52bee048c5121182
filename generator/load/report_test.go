package load

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/tools/txtar"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/source"
)

// read loads the base with the files given and fails on any error of the input.
func read(t *testing.T, asOf string, files ...txtar.File) Input {
	t.Helper()
	tree, err := source.Open(site(t, files...))
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	var l diag.List
	in := Load(tree, asOf, model.Date{Year: 2030, Month: 1, Day: 2}, &l)
	for _, d := range l.Sorted() {
		if !d.Warning {
			t.Fatal(d)
		}
	}
	return in
}

func csv(name, rows string) txtar.File {
	return txtar.File{Name: "data/observations/" + name, Data: []byte("期间,地区,指标,分组,数值,备注\n" + rows)}
}

func value(in Input, period, region, measure, group string) string {
	for _, o := range in.Report.Observations {
		if o.Period.String() == period && o.Region == region && o.Measure == measure && o.Group == group {
			return fmt.Sprintf("%d r%d %s:%d:%d", o.Amount, o.Revision, strings.TrimPrefix(o.Pos.File, "data/observations/"), o.Pos.Line, o.Pos.Col)
		}
	}
	return ""
}

func TestAllNamesOfAUnitMeasureAndGroupMeanTheSame(t *testing.T) {
	want := read(t, "", csv("2022-11.csv", "2022-11,huancui,posts_filled,area=urban;sex=male,7,\n"))
	for _, row := range []string{
		"2022-11,371002,安置上岗,城乡=城镇;性别=男,7,\n",
		"2022-11,环翠区,安置上岗,性别=男；城乡＝城镇,7,\n",
		"2022-11, 环翠区 ,posts_filled, sex = male ; 城乡=urban,7,\n",
	} {
		got := read(t, "", csv("2022-11.csv", row))
		if a, b := fmt.Sprint(keys(got)), fmt.Sprint(keys(want)); a != b {
			t.Errorf("%s%s\n%s", row, a, b)
		}
	}
	english := read(t, "", txtar.File{Name: "data/observations/2022-11.csv", Data: []byte("note,value,group,measure,region,period\n,7,area=urban;sex=male,posts_filled,huancui,2022-11\n")})
	if a, b := fmt.Sprint(keys(english)), fmt.Sprint(keys(want)); a != b {
		t.Errorf("English header: %s\n%s", a, b)
	}
}

func keys(in Input) []model.Key {
	var keys []model.Key
	for _, o := range in.Report.Observations {
		keys = append(keys, o.Key)
	}
	return keys
}

func TestTheNewestValueWinsAndEveryCorrectionIsListed(t *testing.T) {
	in := read(t, "2023-01-06",
		csv("2022-11.csv", "2022-11,nanhai,posts_created,,61,\n2022-09,nanhai,posts_created,,48,更正：重复计入；2022-12-05\n"),
		csv("2022-12-b.csv", "2022-12,nanhai,posts_created,,62,\n2022-09,nanhai,posts_created,,49,更正:又漏了；一个; 2023-01-06\n2022-08,nanhai,zero_found,,0,更正：补报；2023-01-06\n"))
	if got := value(in, "2022-09", "nanhai", "posts_created", ""); got != "49 r2 2022-12-b.csv:3:31" {
		t.Error(got)
	}
	if got := value(in, "2022-08", "nanhai", "zero_found", ""); got != "0 r1 2022-12-b.csv:4:28" {
		t.Errorf("a late report does not count: %s", got)
	}
	var got []string
	for _, c := range in.Report.Corrections {
		late := ""
		if c.Late {
			late = "late "
		}
		got = append(got, fmt.Sprintf("%s%d→%d %s %s r%d", late, c.Old.Amount, c.New.Amount, c.Reason, c.Date, c.New.Revision))
	}
	// The late report comes from nothing.
	if fmt.Sprint(got) != "[50→48 重复计入 2022-12-05 r1 48→49 又漏了；一个 2023-01-06 r2 late 0→0 补报 2023-01-06 r1]" {
		t.Error(got)
	}
	for i := 1; i < len(in.Report.Observations); i++ {
		if in.Report.Observations[i-1].Key.Compare(in.Report.Observations[i].Key) >= 0 {
			t.Fatal("observations are not sorted")
		}
	}
	if got := fmt.Sprint(in.Release.Periods); got != "[2022-09 2022-10 2022-11 2022-12]" {
		t.Error(got)
	}
}

func TestFilesInOtherEncodingsReadLikeTheRest(t *testing.T) {
	const rows = "2022-11,环翠区,安置上岗,性别=女,41,按月报送\n"
	plain := csv("2022-11.csv", rows)
	want := value(read(t, "", plain), "2022-11", "huancui", "posts_filled", "sex=female")
	gb, err := simplifiedchinese.GB18030.NewEncoder().Bytes(plain.Data)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"GB18030": gb, "BOM": append([]byte("\uFEFF"), plain.Data...)} {
		got := value(read(t, "", txtar.File{Name: plain.Name, Data: data}), "2022-11", "huancui", "posts_filled", "sex=female")
		if got != want || got != "41 r0 2022-11.csv:2:23" {
			t.Errorf("%s: %q, UTF-8 %q", name, got, want)
		}
	}
}

func TestTheDayOfPublicationIsStatedOrToday(t *testing.T) {
	for asOf, want := range map[string]string{"": "2022-11-30", "today": "2030-01-02", "2023-02-28": "2023-02-28"} {
		if got := read(t, asOf).Release.Site.AsOf.String(); got != want {
			t.Errorf("as of %q: %s", asOf, got)
		}
	}
	today := txtar.File{Name: "data/site.yaml", Data: []byte("name: 名\nhost: 主\nas_of: today\n")}
	if got := read(t, "", today).Release.Site.AsOf.String(); got != "2030-01-02" {
		t.Error(got)
	}
}

func TestConditionsAreTyped(t *testing.T) {
	tests := []struct{ yaml, want string }{
		{"{ask: identity, in: [firm, person]}", "in identity [firm person]"},
		{"{ask: unemployed_months, min: 6}", "≥ unemployed_months 6"},
		{"{ask: unemployed_months, max: 12}", "≤ unemployed_months 12"},
		{"{ask: loan_due, min: 2022-10-01, max: 2022-12-31}", "all(≥ loan_due 20221001, ≤ loan_due 20221231)"},
		{"{ask: insured, is: false}", "is insured false"},
		{"{not: {ask: insured, is: true}}", "not(is insured true)"},
		{"{any: [{ask: insured, is: true}, {verify: 按规定}]}", "any(is insured true, verify 按规定)"},
	}
	for _, test := range tests {
		policy := txtar.File{Name: "data/policies/P01.yaml", Data: []byte("id: P01\nname: 名\ncategory: subsidy\nwho: [firm]\ncontent: 内容\nsource: 通知\nconditions: " + test.yaml + "\n")}
		if got := words(read(t, "", policy).Release.Policies[0].Conditions); got != test.want {
			t.Errorf("%s: %s", test.yaml, got)
		}
	}
}

func words(c model.Condition) string {
	var kids []string
	for _, k := range c.Kids {
		kids = append(kids, words(k))
	}
	inner := "(" + strings.Join(kids, ", ") + ")"
	switch c.Kind {
	case model.All:
		return "all" + inner
	case model.Any:
		return "any" + inner
	case model.Not:
		return "not" + inner
	case model.In:
		return fmt.Sprint("in ", c.Question, " ", c.Values)
	case model.AtLeast:
		return fmt.Sprint("≥ ", c.Question, " ", c.Bound)
	case model.AtMost:
		return fmt.Sprint("≤ ", c.Question, " ", c.Bound)
	case model.Is:
		return fmt.Sprint("is ", c.Question, " ", c.Yes)
	}
	return "verify " + c.Text.Text
}

func TestOpeningHours(t *testing.T) {
	weekdays := []time.Weekday{time.Monday, time.Friday}
	tests := []struct {
		text string
		want []model.Span
	}{
		{"周一至周五 8:30—12:00、13:30—17:30", []model.Span{{From: weekdays[0], To: weekdays[1], Open: 510, Close: 720}, {From: weekdays[0], To: weekdays[1], Open: 810, Close: 1050}}},
		{"周一至周五8:30-12:00；周六 9:00～11:30", []model.Span{{From: weekdays[0], To: weekdays[1], Open: 510, Close: 720}, {From: time.Saturday, To: time.Saturday, Open: 540, Close: 690}}},
		{"星期日 00:00—24:00", []model.Span{{From: time.Sunday, To: time.Sunday, Open: 0, Close: 1440}}},
		{"周一至周五", nil}, {"8:30—12:00", nil}, {"周一 12:00—8:30", nil}, {"周一 8:70—9:00", nil}, {"周八 8:00—9:00", nil}, {"周一 8:00—25:00", nil}, {"周一 8:00—9:00左右", nil},
	}
	for _, test := range tests {
		got, ok := openingHours(test.text)
		if ok != (test.want != nil) || ok && fmt.Sprint(got) != fmt.Sprint(test.want) {
			t.Errorf("%s: %v %v", test.text, got, ok)
		}
	}
}

func TestPersonalNumbers(t *testing.T) {
	tests := []struct{ text, want string }{
		{"11010519491231002X", "身份证号"}, // the example of GB 11643
		{"110105194912310021", "身份证号，校验码不对也不能写"}, {"身份证370602199001011234", "身份证号，校验码不对也不能写"},
		{"身份证37060219900101123", "身份证号，少一位也不能写"}, {"37060219901301123", ""},
		{"990105194912310025", ""}, // no such province
		{"１１０１０５１９４９１２３１００２ｘ", "身份证号"},
		{"1101 0519 4912 3100 2X", "身份证号"},
		{"'11010519491231002X", "身份证号"},
		{"110105194913310023", ""}, // month 13
		{"110105491231002", "旧的 15 位身份证号"},
		{"110105491331002", ""},
		{"13900139000", "手机号码"}, {"+86-139-0013-9000", "手机号码"}, {"+8613900139000", "手机号码"}, {"8613900139000", "手机号码"}, {"008613900139000", "手机号码"}, {"00 86 139 0013 9000", "手机号码"},
		{"139.0013.9000", "手机号码"}, {"139,0013,9000", "手机号码"}, {"139，0013，9000", "手机号码"}, {"+86 139·0013·9000", "手机号码"}, {"86.139.0013.9000", "手机号码"},
		{"013900139000", "手机号码"}, {"tel:+8613900139000", "手机号码"}, {"(139)00139000", "手机号码"}, {"（139）0013-9000", "手机号码"}, {"1390013\n9000", "手机号码"}, {"+86(139)00139000", "手机号码"},
		{"110105.19491231.002X", "身份证号"}, {"110105·19491231·002X", "身份证号"}, {"110105/19491231/002X", "身份证号"}, {"110105_19491231_002X", "身份证号"},
		{"110105，19491231，002X", "身份证号"}, {"110105、19491231、002X", "身份证号"}, {"110105\u00AD19491231\u2061002\uFE0FX", "身份证号"},
		{"١١٠١٠٥١٩٤٩١٢٣١٠٠٢X", "身份证号"}, {"𝟏𝟏𝟎𝟏𝟎𝟓𝟏𝟗𝟒𝟗𝟏𝟐𝟑𝟏𝟎𝟎𝟐Ⅹ", "身份证号"}, {"①①⓪①⓪⑤①⑨④⑨①②③①⓪⓪②X", "身份证号"}, {"❶③⑨00139000", "手机号码"},
		{"110105\n  19491231002X", "身份证号"}, {"110105**19491231**002X", "身份证号"}, {"110105.19491231.0021", ""},
		{"6222.0212.3456.7890.128", "银行卡号"}, {"6222,02123,4567890128", ""},
		{"| 139 | 0013 | 9000 |", ""}, {"139、0013、9000", ""}, {"- 139\n- 0013\n- 9000", ""}, {"1. 139\n2. 0013", ""}, {"139/0013", ""},
		{"〔2022〕69号、2022年10月31日，完成 1390 人、0.13 亿元", ""}, {"2022/10/31 2022.11.30（14000）", ""},
		{"13,2022,10000", ""}, {"2022.11.13,2022.11", ""}, {"139.001,39000", ""}, {"1391,0013,9000", ""}, {"8712345678901", ""},
		{"12900139000", ""}, {"139001390001", ""}, {"0631-5190000", ""}, {"12333", ""},
		{"6222021234567890128", "银行卡号"}, {"6222021234567890127", ""}, {"1234567890123452", ""},
		{"3.71E+17", "被表格软件改成科学计数的长号码"}, {"3.71E+3", ""},
		{"2022-12-31 2023-06-30", ""}, {"371002,1280", ""}, {"人社部发〔2022〕69号", ""},
	}
	for _, test := range tests {
		got := ""
		if found := personal(test.text); len(found) > 0 {
			got = found[0].what
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.text, got, test.want)
		}
	}
}

func TestNoMessageQuotesPersonalData(t *testing.T) {
	const number = "11010519491231002X"
	root := site(t,
		csv("2022-11.csv", "2022-11,nanhai,posts_created,,"+number+",\n2022-11,"+number+",bad,bad,-1,\n"),
		txtar.File{Name: "data/categories.yaml", Data: []byte("categories:\n  - {id: subsidy, name: 名, " + number + ": 1}\n")},
		txtar.File{Name: "data/releases.yaml", Data: []byte("releases:\n  - {period: " + number + ", published: x} # " + number + ": y\n")},
		txtar.File{Name: "content/documents/" + number + ".md", Data: []byte("---\n" + number + ": 1\n---\n" + number + "<b>\n")})
	got := problems(t, root)
	for _, secret := range []string{number, number[:8], number[6:14], number[10:]} {
		if strings.Contains(got, secret) {
			t.Errorf("%s is quoted:\n%s", secret, got)
		}
	}
}

// FuzzObservations: no rows make load panic or lose the other files.
func FuzzObservations(f *testing.F) {
	f.Add("2022-10,huancui,posts_created,性别=男;城乡=城镇,5,更正：原因；2022-11-05\n")
	f.Add("\"2022-10\",,,;=;,−,\n,,,,,,,\n")
	root := site(f)
	f.Fuzz(func(t *testing.T, rows string) {
		file := csv("2022-11.csv", rows)
		if err := os.WriteFile(filepath.Join(root, filepath.FromSlash(file.Name)), file.Data, 0o644); err != nil {
			t.Fatal(err)
		}
		tree, err := source.Open(root)
		if err != nil {
			t.Fatal(err)
		}
		defer tree.Close()
		var l diag.List
		in := Load(tree, "", today, &l)
		if len(in.Report.Observations) < 30 {
			t.Fatal("a broken file must not take the others with it")
		}
	})
}
