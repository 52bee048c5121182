package model

import (
	"cmp"
	"fmt"
	"strconv"
	"time"
)

// Period is a month, or with Month 0 a whole year.
type Period struct{ Year, Month int }

// ParsePeriod reads 2022-10 or 2022.
func ParsePeriod(s string) (Period, bool) {
	switch len(s) {
	case 4:
		y, ok := digits(s)
		return Period{y, 0}, ok && y >= 1900
	case 7:
		y, ok1 := digits(s[:4])
		m, ok2 := digits(s[5:])
		return Period{y, m}, ok1 && ok2 && s[4] == '-' && y >= 1900 && m >= 1 && m <= 12
	}
	return Period{}, false
}

// String is the form of addresses and data: 2022-10, or 2022 for a year.
func (p Period) String() string {
	if p.Month == 0 {
		return fmt.Sprintf("%04d", p.Year)
	}
	return fmt.Sprintf("%04d-%02d", p.Year, p.Month)
}

// Words is the form of prose: 2022年10月.
func (p Period) Words() string {
	if p.Month == 0 {
		return fmt.Sprintf("%d年", p.Year)
	}
	return fmt.Sprintf("%d年%d月", p.Year, p.Month)
}

// Compare orders periods in time; a year stands before its months.
func (p Period) Compare(q Period) int {
	return cmp.Or(cmp.Compare(p.Year, q.Year), cmp.Compare(p.Month, q.Month))
}

// Add returns the month n months later (earlier when n is negative).
func (p Period) Add(n int) Period {
	k := p.Year*12 + p.Month - 1 + n
	return Period{k / 12, k%12 + 1}
}

// LastDay returns the last day of the period.
func (p Period) LastDay() Date {
	month := p.Month
	if month == 0 {
		month = 12
	}
	t := time.Date(p.Year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC)
	return Date{t.Year(), int(t.Month()), t.Day()}
}

// Date is a calendar day. The zero Date means "not stated".
type Date struct{ Year, Month, Day int }

// ParseDate reads 2022-12-31 and refuses days that do not exist.
func ParseDate(s string) (Date, bool) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return Date{}, false
	}
	y, ok1 := digits(s[:4])
	m, ok2 := digits(s[5:7])
	d, ok3 := digits(s[8:])
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	ok := ok1 && ok2 && ok3 && y >= 1900 && int(t.Month()) == m && t.Day() == d
	if !ok {
		return Date{}, false
	}
	return Date{y, m, d}, true
}

// Stated reports whether the date is known.
func (d Date) Stated() bool { return d != Date{} }

// String is the form of tables and data: 2022-12-31.
func (d Date) String() string {
	if !d.Stated() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Words is the form of prose: 2022年12月31日.
func (d Date) Words() string {
	if !d.Stated() {
		return ""
	}
	return fmt.Sprintf("%d年%d月%d日", d.Year, d.Month, d.Day)
}

// Compare orders dates in time.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Period returns the month of the date.
func (d Date) Period() Period { return Period{d.Year, d.Month} }

// DaysUntil returns the number of days from d to e; negative when e is earlier.
func (d Date) DaysUntil(e Date) int {
	return int(e.utc().Sub(d.utc()) / (24 * time.Hour))
}

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// DateOf returns the day of an instant in Chinese standard time.
func DateOf(t time.Time) Date {
	t = t.In(Beijing)
	return Date{t.Year(), int(t.Month()), t.Day()}
}

// Beijing is Chinese standard time, the only zone of published times (GB/T 7408).
var Beijing = time.FixedZone("+08:00", 8*60*60)

// Next is the day after.
func (d Date) Next() Date { return DateOf(d.utc().In(Beijing).AddDate(0, 0, 1)) }

func (d Date) utc() time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
}

// digits reads a number written in ASCII digits only.
func digits(s string) (int, bool) {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return 0, false
		}
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}
