package load

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"gongkai/generator/source"
)

// creditCode is a unified social credit code (GB 32100): authority and kind, district, 9 characters of the
// organization, a check character. digits makes one without letters, as most of public bodies are.
func creditCode(r *rand.Rand, digits bool) string {
	const signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	n := len(signs)
	if digits {
		n = 10
	}
	for {
		code := pick(r, "11", "12", "13", "51", "52", "53", "91", "92", "93") + district(r)
		for range 9 {
			code += string(signs[r.IntN(n)])
		}
		sum, weight := 0, 1
		for i := range 17 {
			sum, weight = sum+weight*strings.IndexByte(signs, code[i]), weight*3%31
		}
		last := signs[(31-sum%31)%31]
		if !digits || last <= '9' || last == 'X' {
			return code + string(last)
		}
	}
}

func district(r *rand.Rand) string {
	return provinces[r.IntN(31)] + fmt.Sprintf("%02d%02d", r.IntN(30), pick2(r, 0, 1, 2, 3, 4, 22, 23, 24, 81, 82, 83))
}

func pick2(r *rand.Rand, n ...int) int { return n[r.IntN(len(n))] }

func someDay(r *rand.Rand) string {
	return fmt.Sprintf("%d%02d%02d", 2021+r.IntN(3), 1+r.IntN(12), 1+r.IntN(28))
}

// projectCode is a district, a day and a serial number. One in eleven ends with the check character of an identity
// number and is refused, as it may be a child's (data/README.md says so); one of those is not made. Nor is one with the
// digits of a card, which 18 digits do not have in most of the country.
func projectCode(r *rand.Rand) string {
	for {
		code := district(r) + someDay(r) + fmt.Sprintf("%04d", r.IntN(10000))
		if checkCharacter(code[:17]) != code[17] {
			return code
		}
	}
}

// columns are what tables of sums have beside counts.
var columns = []struct {
	name string
	cell func(*rand.Rand) string
}{
	{"统一社会信用代码", func(r *rand.Rand) string { return creditCode(r, false) }},
	{"单位代码", func(r *rand.Rand) string { return creditCode(r, true) }},
	{"项目编号", projectCode},
	{"备案号", func(r *rand.Rand) string { return "10" + someDay(r) + fmt.Sprintf("%08d", r.IntN(100_000_000)) }},
	{"文号", func(r *rand.Rand) string {
		return fmt.Sprintf("人社部发〔%d〕%d号", 2021+r.IntN(3), 1+r.IntN(200))
	}},
	{"投资项目代码", func(r *rand.Rand) string {
		return fmt.Sprintf("2022-%s-%02d-%02d-%06d", district(r), 1+r.IntN(9), 1+r.IntN(4), r.IntN(1_000_000))
	}},
	{"区划代码", district},
	{"村级代码", func(r *rand.Rand) string { return district(r) + fmt.Sprintf("%03d%03d", r.IntN(30), 200+r.IntN(100)) }},
	{"日期", func(r *rand.Rand) string { d := someDay(r); return d[:4] + "-" + d[4:6] + "-" + d[6:] }},
	{"人数", func(r *rand.Rand) string { return fmt.Sprint(r.IntN(20000)) }},
	{"户数", func(r *rand.Rand) string { return fmt.Sprint(r.IntN(3)) }},
	{"金额", func(r *rand.Rand) string {
		return fmt.Sprintf("%d.%02d", 1_000_000_000+r.Int64N(9_000_000_000), r.IntN(100))
	}},
	{"总额", func(r *rand.Rand) string { return fmt.Sprint(10_000_000_000+r.Int64N(9_000_000_000), "元") }},
	{"比例", func(r *rand.Rand) string { return fmt.Sprintf("%d.%02d%%", r.IntN(100), r.IntN(100)) }},
}

// TestNoAggregateTableIsRefused: tables of sums with long codes, as CSV cell by cell, in prose as one text.
func TestNoAggregateTableIsRefused(t *testing.T) {
	r := rand.New(rand.NewPCG(2022, 12))
	for i := range 100 {
		shown := columns
		if i%2 == 1 { // any part of them, in any order
			shown = nil
			for _, c := range r.Perm(len(columns))[:3+r.IntN(6)] {
				shown = append(shown, columns[c])
			}
		}
		var header []source.Cell
		var rows [][]source.Cell
		var text strings.Builder
		mark := []string{" | ", ",", "\t", "  "}[i/2%4]
		for _, c := range shown {
			header = append(header, source.Cell{Text: c.name})
		}
		for range 40 {
			var row []source.Cell
			var cells []string
			for _, c := range shown {
				cell := c.cell(r)
				if found := personal(cell); len(found) > 0 {
					t.Errorf("seed 2022, 12: %s %s is %s", c.name, cell, found[0].what)
				}
				row, cells = append(row, source.Cell{Text: cell}), append(cells, cell)
			}
			rows = append(rows, row)
			text.WriteString("| " + strings.Join(cells, mark) + " |\n")
		}
		x := &loader{secret: map[secretLine]bool{}}
		x.scanHeader(header)
		x.register(header, rows)
		if len(x.list.Sorted()) > 0 {
			t.Errorf("seed 2022, 12: table %d: %s", i, x.list.Sorted()[0].Text)
		}
		if i/2%4 == 1 {
			continue // commas make a table, which is read cell by cell
		}
		for _, f := range personal(text.String()) {
			t.Errorf("seed 2022, 12: %s: %q", f.what, text.String()[f.from:f.to])
		}
	}
}
