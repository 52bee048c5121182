package compose

import (
	"slices"
	"strings"
	"testing"

	"gongkai/generator/model"
)

// told executes one definition of the templates.
func told(t *testing.T, name string, view any) string {
	t.Helper()
	text, err := composer(t, &model.Release{}).text.Clone()
	if err != nil {
		t.Fatal(err)
	}
	var used figures
	var b strings.Builder
	if err := text.Funcs(used.functions()).ExecuteTemplate(&b, name, view); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func amount(n int64, unit string) model.Cell {
	return model.Cell{Value: model.CountOf(model.Amount(n), unit)}
}

func without(s model.State) model.Cell { return model.Cell{State: s} }

// TestZeroSentence tells of each state of the families left, recognised and helped, and nothing of what is withheld.
func TestZeroSentence(t *testing.T) {
	hidden, absent := without(model.Withheld), without(model.NotSubmitted)
	n := func(n int64) model.Cell { return amount(n, "户") }
	for _, row := range []struct {
		stock, found, helped model.Cell
		status               model.Status
		excluded             string
		want                 string
	}{
		{n(0), n(0), n(0), model.Met, "", "零就业家庭0户；当月认定0户，帮扶0户。达到动态清零要求。"},
		{n(6), n(10), n(9), model.Unmet, "", "零就业家庭尚有6户；当月认定10户，帮扶9户。未达到动态清零要求。"},
		{n(11), n(16), n(5), model.Unmet, "", "零就业家庭尚有11户；当月认定16户，帮扶5户。未达到动态清零要求。"},
		{n(6), hidden, hidden, model.Unmet, "", "零就业家庭尚有6户；当月认定、帮扶户数不予公开。未达到动态清零要求。"},
		{n(0), hidden, hidden, model.Met, "", "零就业家庭0户；当月认定、帮扶户数不予公开。达到动态清零要求。"},
		{hidden, n(5), hidden, model.Unmet, "", "零就业家庭尚未清零（户数不予公开）；当月认定5户，帮扶户数不予公开。未达到动态清零要求。"},
		{hidden, hidden, n(7), model.Unmet, "", "零就业家庭尚未清零（户数不予公开）；当月帮扶7户，认定户数不予公开。未达到动态清零要求。"},
		{hidden, hidden, hidden, model.Unmet, "", "零就业家庭尚未清零（户数不予公开）；当月认定、帮扶户数也不予公开。未达到动态清零要求。"},
		{hidden, n(5), n(7), model.NoStatus, "", "零就业家庭户数不予公开；当月认定5户，帮扶7户。"},
		{hidden, hidden, hidden, model.NoStatus, "", "零就业家庭户数不予公开；当月认定、帮扶户数也不予公开。"},
		{n(6), hidden, absent, model.Unmet, "", "零就业家庭尚有6户；当月认定户数不予公开，帮扶户数未报送。未达到动态清零要求。"},
		{n(6), absent, absent, model.Unmet, "", "零就业家庭尚有6户；当月认定、帮扶户数未报送。未达到动态清零要求。"},
		{n(6), absent, n(5), model.Unmet, "", "零就业家庭尚有6户；当月帮扶5户，认定户数未报送。未达到动态清零要求。"},
		{n(6), n(10), n(9), model.NoStatus, "高区", "零就业家庭6户；当月认定10户，帮扶9户；因高区未报送，全市不作评价。"},
	} {
		v := indicatorView{Held: "零就业家庭", Unit: "户", bulletinHead: bulletinHead{Who: "全市", Short: "10月"}}
		v.F = map[string]model.Cell{"stock": row.stock, "found": row.found, "helped": row.helped}
		v.Judged, v.Good, v.Label, v.Excluded = row.status != model.NoStatus, row.status.Good(), row.status.String(), row.excluded
		want := "10月末，全市" + row.want
		if row.excluded != "" {
			want = "10月末，全市（不含" + row.excluded + "）" + row.want
		}
		if got := told(t, "zero", v); got != want {
			t.Errorf("%v %v %v\nis told as %s\nwant       %s", row.stock, row.found, row.helped, got, want)
		}
	}
}

// TestVerdict says each status of a target in words.
func TestVerdict(t *testing.T) {
	for status, want := range map[model.Status]string{
		model.Done: "。已完成年度目标", model.Missed: "。未完成年度目标", model.Ahead: "。按评价标准，快于序时进度",
		model.OnPace: "。按评价标准，与序时进度基本一致", model.Behind: "。按评价标准，慢于序时进度",
		model.FarBehind: "。按评价标准，明显滞后于序时进度", model.NoStatus: "",
	} {
		v := indicatorView{}
		v.Status, v.Judged = status.ID(), status != model.NoStatus
		v.F = map[string]model.Cell{"over": without(model.NotApplicable)}
		if got := told(t, "reached", v); got != want {
			t.Errorf("%v is told as %q, want %q", status, got, want)
		}
	}
	v := indicatorView{}
	v.Status, v.Judged, v.F = model.Done.ID(), true, map[string]model.Cell{"over": amount(9, "个")}
	if got, want := told(t, "reached", v), "。已超过年度目标9个"; got != want {
		t.Errorf("more than the target is told as %q, want %q", got, want)
	}
}

// TestKept tells in how many months the places did what is asked of them each month. A letter is a month: y done,
// n not, - not submitted, w withheld.
func TestKept(t *testing.T) {
	one, three := []string{"y", "n", "-"}, []string{"yyy", "yny", "y-y", "yyy", "nnn"}
	for _, row := range []struct {
		rule   model.Rule
		months []string // by unit
		want   string
	}{
		{model.Monthly, three, "甲、丁每月举办招聘会；乙、丙有2个月举办，戊没有举办；丙2月未报送"},
		{model.Coverage, three, "甲、丁每月回访全部应回访人员；乙、丙有2个月全部回访，戊没有全部回访；丙2月未报送"},
		{model.Monthly, one, "甲举办招聘会；乙没有举办；丙1月未报送"},
		{model.Monthly, []string{"yyn", "ynn"}, "甲有2个月举办招聘会，乙有1个月举办"},
		{model.Monthly, []string{"yyy", "wwy"}, "甲每月举办招聘会；乙举办招聘会的月数不予公开"},
		{model.Monthly, []string{"yyy"}, "甲每月举办招聘会"},
		{model.Monthly, []string{"nyn-"}, "甲有1个月举办招聘会，1月、3月没有举办；4月未报送"},
		{model.Coverage, []string{"nyn"}, "甲有1个月回访全部应回访人员，1月、3月没有全部回访"},
		{model.Monthly, []string{"nn"}, "甲没有举办招聘会"},
		{model.Coverage, []string{"nn-"}, "甲应回访人员均没有全部回访；3月未报送"},
		{model.Monthly, []string{"nwy"}, "甲举办招聘会的月数不予公开"},
	} {
		rel := &model.Release{}
		var places []model.Region
		var reported []model.Period
		for i, all := range row.months {
			r := model.Region{ID: string(rune('a' + i)), Short: model.Text{Text: string([]rune("甲乙丙丁戊")[i])}, Leaf: true}
			places = append(places, r)
			done, hidden := 0, false
			for m, letter := range all {
				p := model.Period{Year: 2022, Month: m + 1}
				if i == 0 {
					reported = append(reported, p)
				}
				j := model.Judgement{Indicator: "x", Prefix: "x", Period: p, Region: r.ID}
				switch letter {
				case 'y':
					j.Status = model.Met
					done++
				case 'n':
					j.Status = model.Unmet
				case '-':
					j.State = model.NotSubmitted
				case 'w':
					j.State, hidden = model.Withheld, true
				}
				rel.Judgements = append(rel.Judgements, j)
			}
			c := amount(int64(done), "个月")
			if hidden {
				c = without(model.Withheld)
			}
			c.Key = model.Key{Measure: "x.months", Period: reported[len(reported)-1], Region: r.ID}
			rel.Cells = append(rel.Cells, c)
		}
		slices.SortFunc(rel.Judgements, model.Judgement.Compare)
		var x yearIndicator
		x.ByUnit = indicatorView{Rule: row.rule.ID(), Measure: "招聘会", Whole: "应回访人员"}
		(&Composer{rel: rel}).kept(&x, "x", reported, places)
		if got := told(t, "year-kept", x); got != row.want {
			t.Errorf("%v\nis told as %s\nwant       %s", row.months, got, row.want)
		}
	}
}
