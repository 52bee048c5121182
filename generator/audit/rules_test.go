package audit

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator/diag"
)

// three units hide one small count behind two others.
func three(lines ...string) site {
	return site{structure: Structure{Threshold: 5, Width: 5, Zeros: "published", Regions: city("a", "b", "c"),
		Dimensions: []Dimension{{"sex", []string{"female", "male"}}},
		Measures: []Measure{{ID: "m", Kind: "cumulative", Persons: true}, {ID: "part", Kind: "cumulative", Persons: true, PartOf: "m"},
			{ID: "money", Kind: "cumulative", With: "m"}, {ID: "stock", Kind: "stock", Persons: true},
			{ID: "people", Kind: "cumulative", Persons: true, Additive: new(bool)}, {ID: "found", Kind: "flow", Persons: true}, {ID: "helped", Kind: "flow", Persons: true}},
		Stocks: []Stock{{"stock", "found", "helped"}},
		Figures: []Figure{{ID: "f.value", Is: "m", Inputs: []string{"m"}}, {ID: "f.increment", IncrementOf: "m", Inputs: []string{"m"}},
			{ID: "f.mom", Inputs: []string{"m"}, Back: []int{1, 2}}, {ID: "f.months", Inputs: []string{"m"}, YearToDate: true},
			{ID: "f.covered", Inputs: []string{"m", "part"}, YearToDate: true},
			{ID: "z.opening", OpeningOf: "stock", Inputs: []string{"stock"}}}},
		lines: lines}
}

// TestWhatGivesAFigureAway: each table in words, and the words of the message; none for a table that is safe.
func TestWhatGivesAFigureAway(t *testing.T) {
	for _, test := range []struct {
		name  string
		lines []string
		words []string
	}{
		{"two units share what is withheld",
			[]string{"m 2022-01 a Q", "m 2022-01 b Q", "m 2022-01 c 50", "m 2022-01 city 90"}, nil},
		{"a total without all its parts but one",
			[]string{"m 2022-01 a Q", "m 2022-01 b 37", "m 2022-01 c 50", "m 2022-01 city 90"},
			[]string{"m/2022-01/a 不予公开，却能推算出来", "m/2022-01/city", "m/2022-01/b", "m/2022-01/c"}},
		{"a unit that did not submit is no part of the total",
			[]string{"m 2022-01 a Q", "m 2022-01 b Q", "m 2022-01 c L", "m 2022-01 city 40"}, nil},
		{"two groups of one total",
			[]string{"m 2022-01 a 40", "m 2022-01 a sex=female Q", "m 2022-01 a sex=male 38"},
			[]string{"m/2022-01/a/sex=female 不予公开，却能推算出来", "m/2022-01/a/sex=male"}},
		{"a later month bounds an earlier one",
			[]string{"m 2022-01 a Q", "m 2022-02 a 5"}, []string{"m/2022-01/a 不予公开", "m/2022-02/a", "5 种可能"}},
		{"a new year starts anew", []string{"m 2021-12 a 100", "m 2022-01 a Q", "m 2022-02 a 30"}, nil},
		{"what a whole has beyond its part",
			[]string{"m 2022-01 a 40", "part 2022-01 a 38"}, []string{"m/2022-01/a − part/2022-01/a 能推算出来"}},
		{"a part is bounded by its whole",
			[]string{"m 2022-01 a 5", "part 2022-01 a Q"}, []string{"part/2022-01/a 不予公开", "m/2022-01/a"}},
		{"a stock without one of its flows",
			[]string{"stock 2022-01 a 20", "stock 2022-02 a 28", "found 2022-02 a 10", "helped 2022-02 a Q"},
			[]string{"helped/2022-02/a 不予公开，却能推算出来", "stock/2022-01/a", "stock/2022-02/a", "found/2022-02/a"}},
		{"a stock after a gap", []string{"stock 2022-01 a 20", "stock 2022-03 a 28", "found 2022-03 a 10", "helped 2022-03 a Q"}, nil},
		{"an opening gives the month before away",
			[]string{"stock 2022-01 a Q", "z.opening 2022-02 a 3"}, []string{"z.opening/2022-02/a 是公开的", "stock/2022-01/a 却不予公开"}},
		{"money beside its withheld count",
			[]string{"m 2022-01 a Q", "money 2022-01 a 3000"}, []string{"money/2022-01/a 是公开的", "m 却没有公开"}},
		{"money whose count was not submitted by all",
			[]string{"m 2022-01 a Q", "m 2022-01 b 50", "m 2022-01 c Q", "m 2022-01 city 90", "money 2022-01 a Q", "money 2022-01 b 50000", "money 2022-01 c L", "money 2022-01 city 53000"},
			[]string{"money/2022-01/a 不予公开，却能推算出来"}},
		{"money without a count",
			[]string{"m 2022-01 a L", "m 2022-01 b 50", "m 2022-01 c 40", "m 2022-01 city 90", "money 2022-01 a Q", "money 2022-01 b 50000", "money 2022-01 c 40000", "money 2022-01 city 93000"},
			[]string{"money/2022-01/a 不予公开，却能推算出来"}},
		{"two units share money that is withheld",
			[]string{"m 2022-01 a Q", "m 2022-01 b Q", "m 2022-01 c 50", "m 2022-01 city 90", "money 2022-01 a Q", "money 2022-01 b Q", "money 2022-01 c 50000", "money 2022-01 city 90000"}, nil},
		{"they share less than five people get",
			[]string{"m 2022-01 a Q", "m 2022-01 b Q", "m 2022-01 c 50", "m 2022-01 city 90", "money 2022-01 a Q", "money 2022-01 b Q", "money 2022-01 c 50000", "money 2022-01 city 52000"},
			[]string{"money/2022-01/a 不予公开，却能推算出来"}},
		{"money of a month between two", []string{"m 2022-01 a 50", "m 2022-02 a Q", "m 2022-03 a 60", "money 2022-01 a 50000", "money 2022-02 a Q", "money 2022-03 a 54000"},
			[]string{"money/2022-02/a 不予公开，却能推算出来", "money/2022-01/a", "money/2022-03/a"}},
		{"a figure of two months before", []string{"m 2022-01 a Q", "f.mom 2022-03 a 40.0"}, []string{"f.mom/2022-03/a", "m/2022-01/a 却不予公开"}},
		{"a year so far takes both figures of a month", []string{"m 2022-02 a Q", "part 2022-02 a Q", "f.covered 2022-04 a 2"},
			[]string{"f.covered/2022-04/a", "m/2022-02/a、part/2022-02/a 却不予公开"}},
		{"or none, where one was not submitted", []string{"m 2022-02 a Q", "part 2022-02 a L", "f.covered 2022-04 a 2"}, nil},
		{"a figure of the year so far", []string{"m 2022-02 a Q", "f.months 2022-04 a 2"}, []string{"f.months/2022-04/a", "m/2022-02/a 却不予公开"}},
		{"one number under two names", []string{"m 2022-01 a 8", "f.value 2022-01 a Q"}, []string{"f.value/2022-01/a 不予公开，却能推算出来", "由公开的 m/2022-01/a"}},
		{"groups that overlap add up to nothing",
			[]string{"people 2022-01 a 40", "people 2022-01 a sex=female Q", "people 2022-01 a sex=male 38", "people 2022-01 b Q", "people 2022-01 c 8"}, nil},
		{"months of a measure that cannot be added up",
			[]string{"people 2022-01 a sex=male 38", "people 2022-02 a sex=male 40"}, []string{"people/2022-02/a/sex=male − people/2022-01/a/sex=male 能推算出来"}},
		{"a small count", []string{"m 2022-01 a 4"}, []string{"m/2022-01/a 太小"}},
		{"an unknown measure", []string{"n 2022-01 a 40"}, []string{"n/2022-01/a"}},
		{"an unknown group", []string{"m 2022-01 a age=old 40"}, []string{"age=old"}},
		{"a total that its parts exceed",
			[]string{"m 2022-01 a 40", "m 2022-01 b 40", "m 2022-01 c Q", "m 2022-01 city 70"}, []string{"互相矛盾"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, found := audited(t, three(test.lines...).folder(t), nil)
			verdict(t, found, test.words...)
		})
	}
}

// TestWhereZerosAreWithheld: that a count did not grow, or that a part is its whole, is a zero.
func TestWhereZerosAreWithheld(t *testing.T) {
	for _, test := range []struct {
		lines, words []string
	}{
		{[]string{"m 2022-01 a 40", "m 2022-02 a 40"}, []string{"m/2022-02/a − m/2022-01/a 能推算出来"}},
		{[]string{"m 2022-01 a 40", "part 2022-01 a 40"}, []string{"m/2022-01/a − part/2022-01/a 能推算出来"}},
		{[]string{"m 2022-01 a 40", "m 2022-02 a 45"}, nil},
	} {
		s := three(test.lines...)
		s.structure.Zeros = "protected"
		_, found := audited(t, s.folder(t), nil)
		verdict(t, found, test.words...)
		s.structure.Zeros = "published"
		_, found = audited(t, s.folder(t), nil)
		verdict(t, found)
	}
}

// TestOneFactIsReportedOnce: what a figure grew by in a month is a figure and a difference.
func TestOneFactIsReportedOnce(t *testing.T) {
	_, found := audited(t, three("m 2022-02 a 40", "m 2022-03 a 42", "f.increment 2022-03 a Q").folder(t), nil)
	if len(found) != 1 {
		t.Errorf("%v", found)
	}
}

// TestACorrectionStartsANewChain: across a break a cumulative figure says nothing of its months before.
func TestACorrectionStartsANewChain(t *testing.T) {
	s := three("m 2022-01 a 40", "m 2022-02 a Q", "m 2022-03 a 41")
	_, found := audited(t, s.folder(t), nil)
	verdict(t, found, "m/2022-03/a − m/2022-01/a 能推算出来")
	s.structure.Breaks = []Break{{"m", "a", "2022-03"}}
	_, found = audited(t, s.folder(t), nil)
	verdict(t, found)
}

// TestFilesThatDisagree: what the audit cannot read, or what the two files say in two ways, fails; no message holds the
// number.
func TestFilesThatDisagree(t *testing.T) {
	table, twin, structure := Folder+"observations.csv", Folder+"observations.json", Folder+"structure.json"
	for _, test := range []struct {
		name, file, old, new string
		words                []string
	}{
		{"a value beside Q in the CSV", table, "a,m,,,Q,0", "a,m,,4321,Q,0", []string{"没有公开，却写着数值"}},
		{"a value beside Q in the JSON", twin, `"value":null`, `"value":4321`, []string{"与 CSV 不一致", "value"}},
		{"a member that is hidden by another", twin, `"value":null`, `"value":4321,"value":null`, []string{"与 CSV 不一致"}},
		{"a member more", twin, `"revision":0}`, `"revision":0,"was":4321}`, []string{"与 CSV 不一致"}},
		{"a row more", twin, "]", `,{"value":4321}]`, []string{"与 CSV 不一致"}},
		{"text after the end", twin, "]", `] 4321`, []string{"与 CSV 不一致"}},
		{"a published figure without a value", table, "c,m,,50,A", "c,m,,,A", []string{"没有数值"}},
		{"an unknown status", table, "c,m,,50,A", "c,m,,50,X", []string{"不认识的状态"}},
		{"a figure twice", table, "2022-01,b,m,,,Q,0\n", "2022-01,b,m,,,Q,0\n2022-01,b,m,,,Q,0\n", []string{"写了两次"}},
		{"a month that is none", table, "2022-01,b", "2022-13,b", []string{"读不懂"}},
		{"a table without a column", table, "status", "state", []string{"缺少 status"}},
		{"a structure that is none", structure, "{", "[", []string{"读不懂"}},
		{"no CSV", table, "", "", []string{"没有这个文件"}},
		{"no JSON", twin, "", "", []string{"没有这个文件"}},
		{"no structure", structure, "", "", []string{"没有这个文件"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := three("m 2022-01 a Q", "m 2022-01 b Q", "m 2022-01 c 50", "m 2022-01 city 90").folder(t)
			_, found := audited(t, dir, nil)
			verdict(t, found)
			if test.old == "" {
				delete(dir, test.file)
			} else {
				data := bytes.Replace(dir[test.file].Data, []byte(test.old), []byte(test.new), 1)
				if bytes.Equal(data, dir[test.file].Data) {
					t.Fatal("nothing was changed")
				}
				dir[test.file] = &fstest.MapFile{Data: data}
			}
			_, found = audited(t, dir, nil)
			verdict(t, found, test.words...)
			if slices.ContainsFunc(found, func(d diag.Diag) bool { return strings.Contains(d.Text, "4321") }) {
				t.Errorf("a message holds the number: %v", found)
			}
		})
	}
}

// TestAnAuditThatIsNotFinishedFails: time is up before the first equation.
func TestAnAuditThatIsNotFinishedFails(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	var l diag.List
	if _, err := Audit(ctx, three("m 2022-01 a Q").folder(t), nil, &l); err != nil {
		t.Fatal(err)
	}
	verdict(t, l.Sorted(), "没有在限定时间内算完")
}
