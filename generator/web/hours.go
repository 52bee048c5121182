package web

import (
	"fmt"
	"strings"

	"gongkai/generator/model"
)

// sessions writes the hours of an office for the script that says whether it is open now: Mo-Fr 8:30-12:00;Mo-Fr
// 13:30-17:30. A page is not made every day, so that it says nothing about today itself.
func sessions(h model.Hours) string {
	var list []string
	for _, span := range h.Spans {
		list = append(list, fmt.Sprintf("%s-%s %s-%s", dayNames[span.From], dayNames[span.To], timeOfDay(span.Open), timeOfDay(span.Close)))
	}
	return strings.Join(list, ";")
}

// dayNames are those of schema.org's openingHours, from Sunday on.
var dayNames = [...]string{"Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"}

// holidays are the days on which offices do not follow the week, for the same script. Of years that are over nobody asks.
type holidays struct{ Years, Closed, Open string }

func (s *site) holidays() holidays {
	var years, closed, open []string
	for _, y := range s.Holidays {
		if y.Year < s.Site.AsOf.Year {
			continue
		}
		years = append(years, fmt.Sprint(y.Year))
		closed = append(closed, days(y.Closed)...)
		open = append(open, days(y.Open)...)
	}
	return holidays{strings.Join(years, " "), strings.Join(closed, " "), strings.Join(open, " ")}
}

func days(dates []model.Date) []string {
	var list []string
	for _, d := range dates {
		list = append(list, d.String())
	}
	return list
}

func timeOfDay(minutes int) string { return fmt.Sprintf("%d:%02d", minutes/60, minutes%60) }

func weekdayWords(d model.Date) string {
	return [...]string{"星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"}[d.Weekday()]
}
