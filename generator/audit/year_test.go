package audit

import (
	"context"
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"gongkai/generator/diag"
)

// large is a year of a city of eight units whose women and men are withheld in every second unit.
func large(t testing.TB) site {
	s := three()
	s.structure.Regions = city("u1", "u2", "u3", "u4", "u5", "u6", "u7", "u8")
	for month := 1; month <= 12; month++ {
		sums := map[string]int{}
		for u := 1; u <= 8; u++ {
			both := 0
			for _, group := range []string{"sex=female", "sex=male"} {
				n := truth(fmt.Sprintf("2022-%02d", month), fmt.Sprint("u", u), group)
				both += n
				sums[group] += n
				value := fmt.Sprint(n)
				if u%2 == 0 {
					value = "Q"
				}
				s.lines = append(s.lines, fmt.Sprintf("m 2022-%02d u%d %s %s", month, u, group, value))
			}
			s.lines = append(s.lines, fmt.Sprintf("m 2022-%02d u%d %d", month, u, both))
		}
		for _, group := range []string{"sex=female", "sex=male"} {
			s.lines = append(s.lines, fmt.Sprintf("m 2022-%02d city %s %d", month, group, sums[group]))
		}
		s.lines = append(s.lines, fmt.Sprintf("m 2022-%02d city %d", month, sums["sex=female"]+sums["sex=male"]))
	}
	return s
}

// truth is a cumulative figure of the year.
func truth(period, unit, group string) int {
	var month, u int
	fmt.Sscanf(period, "2022-%d", &month)
	fmt.Sscanf(unit, "u%d", &u)
	sum := 0
	for m := 1; m <= month; m++ {
		sum += 10 + (7*u+len(group)*5+3*m)%9
	}
	return sum
}

// TestSameReportOnAnyProcessors: also for shuffled lines, which only change the numbers of the lines.
func TestSameReportOnAnyProcessors(t *testing.T) {
	s := large(t)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	first, found := audited(t, s.folder(t), nil)
	verdict(t, found)
	runtime.GOMAXPROCS(2)
	for i, j := 0, len(s.lines)-1; i < j; i, j = i+1, j-1 {
		s.lines[i], s.lines[j] = s.lines[j], s.lines[i]
	}
	second, found := audited(t, s.folder(t), nil)
	verdict(t, found)
	if !reflect.DeepEqual(first, second) || len(first.Withheld) != 96 {
		t.Errorf("%d and %d withheld cells differ", len(first.Withheld), len(second.Withheld))
	}
}

// TestPublishingOneMore: with a withheld cell published, true to the totals, the other cell of its sum is found. Cells of
// all units and groups take part, and of every month.
func TestPublishingOneMore(t *testing.T) {
	hidden, shown, tried := large(t), large(t), 0
	for i, line := range hidden.lines {
		if !strings.HasSuffix(line, " Q") {
			continue
		}
		if tried++; tried%5 != 0 {
			continue
		}
		fields := strings.Fields(line)
		shown.lines[i] = strings.TrimSuffix(line, "Q") + fmt.Sprint(truth(fields[1], fields[2], fields[3]))
		_, found := audited(t, shown.folder(t), nil)
		other := strings.NewReplacer("female", "male", "male", "female").Replace(fields[3])
		verdict(t, found, fmt.Sprintf("m/%s/%s/%s 不予公开，却能推算出来", fields[1], fields[2], other), "由公开的")
		shown.lines[i] = line
	}
}

// BenchmarkAudit audits the year; the shipped site has its benchmark with the command.
func BenchmarkAudit(b *testing.B) {
	dir := large(b).folder(b)
	var l diag.List
	r, err := Audit(context.Background(), dir, nil, &l)
	if err != nil || l.Failed() {
		b.Fatal(err, l.Sorted())
	}
	b.Run(fmt.Sprintf("%dcells_%dunknowns", r.Cells, r.Unknowns), func(b *testing.B) {
		for b.Loop() {
			var l diag.List
			if _, err := Audit(context.Background(), dir, nil, &l); err != nil {
				b.Fatal(err)
			}
		}
	})
}
