package model

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// Version names a release: the day on which it is published, and a number from 2 on for a further one of that day.
type Version struct {
	Date   Date
	Number int // 1 for the first of the day
}

// ParseVersion reads 2022-11-30 or 2022-11-30.2.
func ParseVersion(s string) (Version, bool) {
	day, number, further := strings.Cut(s, ".")
	d, ok := ParseDate(day)
	v := Version{d, 1}
	if further {
		n, err := strconv.Atoi(number)
		v.Number, ok = n, ok && err == nil && n >= 2
	}
	return v, ok && v.String() == s
}

// String prints the version as ParseVersion reads it.
func (v Version) String() string {
	if v.Number > 1 {
		return fmt.Sprintf("%v.%d", v.Date, v.Number)
	}
	return v.Date.String()
}

// Stated reports whether there is a version.
func (v Version) Stated() bool { return v != Version{} }

// Compare orders versions in time.
func (v Version) Compare(w Version) int {
	return cmp.Or(v.Date.Compare(w.Date), cmp.Compare(v.Number, w.Number))
}
