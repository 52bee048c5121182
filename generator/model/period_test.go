package model

import (
	"testing"
	"time"
)

func TestParsePeriod(t *testing.T) {
	for text, want := range map[string]Period{
		"2022-10": {2022, 10}, "2022-01": {2022, 1}, "2022": {2022, 0}, "2021-12": {2021, 12},
	} {
		got, ok := ParsePeriod(text)
		if !ok || got != want || got.String() != text {
			t.Errorf("ParsePeriod(%q) = %v %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "2022-13", "2022-00", "2022-1", "202210", "2022/10", "2022-10-01", "1899", "２０２２", "2022-+1", "-022-10"} {
		if got, ok := ParsePeriod(text); ok {
			t.Errorf("ParsePeriod(%q) = %v, want a refusal", text, got)
		}
	}
}

func TestPeriodMovesOverTheYear(t *testing.T) {
	for _, c := range []struct {
		from Period
		n    int
		want Period
	}{
		{Period{2022, 10}, -1, Period{2022, 9}},
		{Period{2022, 1}, -1, Period{2021, 12}},
		{Period{2022, 12}, 1, Period{2023, 1}},
		{Period{2022, 10}, 3, Period{2023, 1}},
		{Period{2022, 3}, -27, Period{2019, 12}},
		{Period{2022, 5}, 0, Period{2022, 5}},
	} {
		if got := c.from.Add(c.n); got != c.want {
			t.Errorf("%v + %d months = %v, want %v", c.from, c.n, got, c.want)
		}
	}
}

func TestLastDay(t *testing.T) {
	for p, want := range map[Period]string{
		{2022, 10}: "2022-10-31", {2022, 2}: "2022-02-28", {2024, 2}: "2024-02-29", {2022, 12}: "2022-12-31", {2022, 0}: "2022-12-31",
	} {
		if got := p.LastDay().String(); got != want {
			t.Errorf("last day of %v = %s, want %s", p, got, want)
		}
	}
}

func TestPeriodWords(t *testing.T) {
	if got := (Period{2022, 10}).Words(); got != "2022年10月" {
		t.Error(got)
	}
	if got := (Period{2022, 0}).Words(); got != "2022年" {
		t.Error(got)
	}
	if (Period{2022, 0}).Compare(Period{2022, 1}) >= 0 || (Period{2021, 12}).Compare(Period{2022, 0}) >= 0 {
		t.Error("a year stands before its months and after the year before")
	}
}

func TestParseDate(t *testing.T) {
	for _, text := range []string{"2022-12-31", "2024-02-29", "2022-01-01"} {
		if d, ok := ParseDate(text); !ok || d.String() != text {
			t.Errorf("ParseDate(%q) = %v %v", text, d, ok)
		}
	}
	for _, text := range []string{"", "2022-02-29", "2022-04-31", "2022-00-10", "2022-1-1", "2022-12-31 ", "2022年12月31日", "2022-12-00"} {
		if d, ok := ParseDate(text); ok {
			t.Errorf("ParseDate(%q) = %v, want a refusal", text, d)
		}
	}
}

func TestDate(t *testing.T) {
	d := Date{2022, 11, 30}
	if got := d.DaysUntil(Date{2022, 12, 31}); got != 31 {
		t.Errorf("from %v to the end of the year %d days, want 31", d, got)
	}
	if got := d.DaysUntil(Date{2022, 11, 1}); got != -29 {
		t.Errorf("back to the first %d days, want -29", got)
	}
	if d.Weekday() != time.Wednesday {
		t.Errorf("%v is a %v, want a Wednesday", d, d.Weekday())
	}
	if d.Words() != "2022年11月30日" || (Date{2022, 10, 9}).Words() != "2022年10月9日" || (Date{}).Words() != "" || (Date{}).String() != "" {
		t.Error("dates in prose have no leading zeros, an unknown one is empty")
	}
	if d.Period() != (Period{2022, 11}) {
		t.Error(d.Period())
	}
	late := time.Date(2022, 11, 30, 18, 0, 0, 0, time.UTC) // already the next day in China
	if got := DateOf(late); got != (Date{2022, 12, 1}) {
		t.Errorf("%v is %v in Beijing", late, got)
	}
}
