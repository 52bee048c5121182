package web

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"gongkai/generator/model"
)

// opening says whether an office is open on the day of publication. The page is not made every day, so the day is
// always named.
type opening struct {
	Text string
	Open bool
}

// opening returns the opening of an office on the day of publication, and when closed the next day that it opens.
func (s *site) opening(h model.Hours) opening {
	if len(h.Spans) == 0 {
		return opening{}
	}
	day := s.Site.AsOf
	spans, why := s.spansOn(h, day)
	if len(spans) > 0 {
		return opening{dayWords(day) + "办公：" + strings.Join(spans, "、"), true}
	}
	text := dayWords(day) + "不办公（" + why + "）"
	for range 15 { // the longest run of public holidays is eight days
		day = nextDay(day)
		if spans, _ := s.spansOn(h, day); len(spans) > 0 {
			return opening{text + "，下一个办公日" + dayWords(day), false}
		}
	}
	return opening{text, false}
}

// spansOn returns the opening times of a day, or why there are none. On a weekend that is worked in exchange for a
// holiday (调休) offices keep the hours of a Monday.
func (s *site) spansOn(h model.Hours, day model.Date) (spans []string, why string) {
	weekday := day.Weekday()
	for _, y := range s.Holidays {
		if slices.Contains(y.Closed, day) {
			return nil, "法定节假日"
		}
		if slices.Contains(y.Open, day) {
			weekday = time.Monday
		}
	}
	for _, span := range h.Spans {
		if within(weekday, span) {
			spans = append(spans, timeOfDay(span.Open)+"—"+timeOfDay(span.Close))
		}
	}
	return spans, "非工作日"
}

// within reports whether a weekday is in a span, which may run over the end of the week (周五至周日).
func within(d time.Weekday, span model.Span) bool {
	if span.From <= span.To {
		return span.From <= d && d <= span.To
	}
	return d >= span.From || d <= span.To
}

func timeOfDay(minutes int) string { return fmt.Sprintf("%d:%02d", minutes/60, minutes%60) }

func dayWords(d model.Date) string {
	return d.Words() + "（" + weekdayWords(d) + "）"
}

func weekdayWords(d model.Date) string {
	return [...]string{"星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"}[d.Weekday()]
}

func nextDay(d model.Date) model.Date {
	t := time.Date(d.Year, time.Month(d.Month), d.Day+1, 0, 0, 0, 0, time.UTC)
	return model.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
}
