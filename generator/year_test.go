package main

import (
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// sampleYear makes twelve months of small groups: posts filled by sex and by area, and households without work.
type sampleYear struct {
	root   string
	random *rand.Rand
	sex    map[string][2]int // of each unit, the cumulated women and men
	area   map[string][2]int
	stock  map[string]int
}

var sampleUnits = []string{"huancui", "wendeng", "rongcheng", "rushan"}

// month writes the file of a month.
func (y *sampleYear) month(t *testing.T, m int, corrections ...string) {
	t.Helper()
	var b strings.Builder
	b.WriteString("period,region,measure,group,value,note\n")
	row := func(unit, measure, group string, n int) {
		fmt.Fprintf(&b, "2022-%02d,%s,%s,%s,%d,\n", m, unit, measure, group, n)
	}
	for _, unit := range sampleUnits {
		sex, area := y.sex[unit], y.area[unit]
		women, men := 1+y.random.IntN(5), 1+y.random.IntN(9)
		rural := 1 + y.random.IntN(women+men-1)
		sex, area = [2]int{sex[0] + women, sex[1] + men}, [2]int{area[0] + women + men - rural, area[1] + rural}
		y.sex[unit], y.area[unit] = sex, area
		row(unit, "posts_created", "", 40*m)
		row(unit, "posts_filled", "", sex[0]+sex[1])
		row(unit, "posts_filled", "sex=female", sex[0])
		row(unit, "posts_filled", "sex=male", sex[1])
		row(unit, "posts_filled", "area=urban", area[0])
		row(unit, "posts_filled", "area=rural", area[1])
		found := y.random.IntN(3)
		helped := y.random.IntN(y.stock[unit] + found + 1)
		y.stock[unit] += found - helped
		row(unit, "zero_households", "", y.stock[unit])
		row(unit, "zero_households_found", "", found)
		row(unit, "zero_households_helped", "", helped)
	}
	for _, line := range corrections {
		b.WriteString(line + "\n")
	}
	file := filepath.Join(y.root, "data", "observations", fmt.Sprintf("2022-%02d.csv", m))
	if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// correct takes one man in a town away from what a unit has cumulated up to the month.
func (y *sampleYear) correct(m int, unit string, sex, area [2]int) []string {
	var lines []string
	for _, c := range []struct {
		group string
		n     int
	}{{"", sex[0] + sex[1] - 1}, {"sex=male", sex[1] - 1}, {"area=urban", area[0] - 1}} {
		lines = append(lines, fmt.Sprintf("2022-%02d,%s,posts_filled,%s,%d,更正：重复计入；2022-12-01", m, unit, c.group, c.n))
	}
	return lines
}

// withoutMonths takes what speaks of a certain month out of the shipped texts.
func withoutMonths(t *testing.T, root string) {
	t.Helper()
	if err := os.RemoveAll(filepath.Join(root, "content", "commentary")); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(root, "content", "*", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	link := regexp.MustCompile(`/progress/2022-\d\d/(?:[a-z]+/)?`)
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err == nil {
			err = os.WriteFile(file, link.ReplaceAll(data, []byte("/progress/")), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// refusal is what a release says that cannot be made safe: the rule, and a figure by name.
var refusal = regexp.MustCompile(`(posts_filled|zero_household)\S*[ /]\S*2022-\d\d[\s\S]*\[disclosure\]|\[disclosure\]`)

// TestAYearOfReleases releases every month, with corrections of one month by two units in July and August and a lower
// threshold from September on. Each step succeeds, or refuses naming figures and leaves ledger and site alone. What
// releases say of one key and one revision is one number.
func TestAYearOfReleases(t *testing.T) {
	root, out := copyInput(t, "none"), filepath.Join(t.TempDir(), "public")
	withoutMonths(t, root)
	y := &sampleYear{root, rand.New(rand.NewPCG(2022, 12)), map[string][2]int{}, map[string][2]int{}, map[string]int{}}
	type may struct{ sex, area [2]int }
	fifth := map[string]may{}
	said := map[string]string{}
	released := 0
	for m := 1; m <= 12; m++ {
		var corrections []string
		switch m {
		case 7:
			corrections = y.correct(5, "wendeng", fifth["wendeng"].sex, fifth["wendeng"].area)
		case 8:
			corrections = y.correct(5, "rongcheng", fifth["rongcheng"].sex, fifth["rongcheng"].area)
		case 9:
			edit(t, root, "data/site.yaml", "threshold: 5 ", "threshold: 4 ", 1)
		}
		y.month(t, m, corrections...)
		if m == 5 {
			for _, unit := range sampleUnits {
				fifth[unit] = may{y.sex[unit], y.area[unit]}
			}
		}
		version := fmt.Sprintf("2023-%02d-28", m)
		code, _, stderr := gongkai("release", version, "-C", root, "-o", out, "--as-of=2023-01-10")
		entry := filepath.Join(root, "data", "ledger", version, "observations.csv")
		data, err := os.ReadFile(entry)
		switch {
		case code == exitOK && err == nil:
			released++
			oneNumber(t, version, string(data), said)
			whole(t, out)
		case code == exitInput && err != nil && refusal.MatchString(stderr):
			t.Logf("release %s refused:\n%s", version, stderr)
		default:
			t.Fatalf("release %s: exit %d, ledger %v\n%s", version, code, err, stderr)
		}
	}
	if served, _ := filepath.Glob(filepath.Join(out, "data", "releases", "*", "observations.csv")); released == 0 || len(served) != released {
		t.Errorf("%d releases, %d served", released, len(served))
	}
	t.Logf("%d of 12 months released", released)
}

// oneNumber remembers what a release says, and reports a number that an earlier one stated otherwise.
func oneNumber(t *testing.T, version, observations string, said map[string]string) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(observations)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		if row[5] != "A" || strings.Contains(row[2], ".rank") {
			continue // the place of a unit may change with another's
		}
		key := strings.Join(append(row[:4:4], row[6]), " ")
		if old, ok := said[key]; ok && old != row[4] {
			t.Errorf("release %s: %s is %s, and was %s", version, key, row[4], old)
		}
		said[key] = row[4]
	}
}
