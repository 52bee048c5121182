package compose

import (
	"fmt"

	"gongkai/generator/model"
)

// Span names the months that the summary of a year covers: 2022年1—10月, or 2022年 when all of them are reported.
func Span(rel *model.Release, year int) string {
	return fmt.Sprintf("%d年", year) + part(rel.MonthsOf(year))
}

// part is what follows the number of the year in Span.
func part(reported []model.Period) string {
	first, last := reported[0], reported[len(reported)-1]
	switch {
	case len(reported) == 12:
		return ""
	case first == last:
		return months[last.Month]
	}
	return fmt.Sprintf("%d—%s", first.Month, months[last.Month])
}
