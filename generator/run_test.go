package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator/audit"
	"gongkai/generator/build"
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/opendata"
	"gongkai/generator/output"
)

// series releases month after month: what each release publishes is judged with all that the ones before it published.
type series struct {
	root     string
	ledger   fstest.MapFS
	previous string
}

// figuresOf takes the figures through protection, as of the month after.
func (r *series) figuresOf(t *testing.T, month int) (*model.Release, model.Version, *diag.List) {
	t.Helper()
	asOf := model.Date{Year: 2021 + month/12, Month: month%12 + 1, Day: 20}
	version, _ := model.ParseVersion(asOf.String())
	l := &diag.List{}
	f, err := build.Load(build.Options{Root: r.root, AsOf: asOf.String(), Today: asOf, Version: version}, l)
	if err != nil {
		t.Fatal(err)
	}
	return f.Release, version, l
}

// release audits the figures of a month and records them.
func (r *series) release(t *testing.T, month int) (withheld int) {
	t.Helper()
	rel, version, l := r.figuresOf(t, month)
	report := r.record(t, rel, version, l)
	if report.Releases != month-1 {
		t.Fatalf("month %d was judged with %d earlier releases", month, report.Releases)
	}
	return len(report.Withheld)
}

// record audits figures and records them.
func (r *series) record(t *testing.T, rel *model.Release, version model.Version, l *diag.List) audit.Report {
	t.Helper()
	if l.Failed() {
		t.Fatalf("%v: %s", version, errorsOf(l))
	}
	site := fstest.MapFS{}
	for _, job := range opendata.Jobs(rel) {
		for _, file := range job(output.Manifest{}, l) {
			switch strings.TrimPrefix(file.Path, audit.Folder) {
			case "observations.csv", "observations.json", "structure.json": // what others say stands on pages, which are not made here
				site[file.Path] = &fstest.MapFile{Data: file.Data}
			}
		}
	}
	report, err := audit.Audit(context.Background(), site, r.ledger, l)
	if err != nil {
		t.Fatal(err)
	}
	if l.Failed() {
		t.Fatalf("%v does not pass: %s", version, errorsOf(l))
	}
	dir := filepath.Join(r.root, "data", "ledger", version.String())
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, file := range opendata.LedgerFiles(rel.Ledger[len(rel.Ledger)-1], r.previous) {
		r.ledger[version.String()+"/"+file.Path] = &fstest.MapFile{Data: file.Data}
		if err := os.WriteFile(filepath.Join(dir, file.Path), file.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r.previous = version.String()
	return report
}

// errorsOf prints the errors, without the warnings.
func errorsOf(l *diag.List) string {
	var b strings.Builder
	for _, d := range l.Sorted() {
		if !d.Warning {
			fmt.Fprintf(&b, "%v: %s\n", d.Pos, d.Text)
		}
	}
	return b.String()
}

// TestTwelveReleases releases each month of a year after it, with corrections in the seventh and the eighth, one of
// which makes a published group small, and with another threshold from the ninth: a higher one is refused, because
// figures below it are public, and they are named; a lower one is not. Each step is audited together with all releases
// before it. What one of them withheld stays withheld.
func TestTwelveReleases(t *testing.T) {
	r := series{root: copyInput(t, "2021-01"), ledger: fstest.MapFS{}}
	if err := os.RemoveAll(filepath.Join(r.root, "content", "commentary")); err != nil { // it is of another year
		t.Fatal(err)
	}
	corrections := map[int]string{
		7: "2021-06,lingang,hardship_recognized,,134,更正：重复计入；2021-08-10\n" +
			"2021-06,lingang,hardship_recognized,就业困难人员类别=其他,9,更正：重复计入；2021-08-10\n",
		8: "2021-06,lingang,hardship_employed,,72,更正：重复计入；2021-09-10\n" +
			"2021-06,lingang,hardship_employed,就业困难人员类别=其他,4,更正：重复计入；2021-09-10\n" +
			"2021-07,wendeng,zero_households_found,,6,更正：漏报；2021-09-10\n" +
			"2021-07,wendeng,zero_households_helped,,6,更正：漏报；2021-09-10\n",
	}
	var withheld []int
	for month := 1; month <= 12; month++ {
		name := fmt.Sprintf("2021-%02d.csv", month)
		text, err := os.ReadFile(filepath.Join(shippedRoot, "data", "observations", name))
		if err != nil {
			t.Fatal(err)
		}
		text = append(text, corrections[month]...)
		if err := os.WriteFile(filepath.Join(r.root, "data", "observations", name), text, 0o644); err != nil {
			t.Fatal(err)
		}
		if month == 9 {
			edit(t, r.root, "data/site.yaml", "threshold: 5 ", "threshold: 8 ", 1)
			r.refuses(t, month, 5, 8)
			edit(t, r.root, "data/site.yaml", "threshold: 8 ", "threshold: 3 ", 1)
		}
		withheld = append(withheld, r.release(t, month))
	}
	t.Logf("withheld: %v", withheld)
}

// refuses expects that a raised threshold is refused, and that exactly the public counts below it are named, and the
// public figures whose difference is.
func (r *series) refuses(t *testing.T, month, from, to int) {
	t.Helper()
	rel, _, l := r.figuresOf(t, month)
	last := rel.Ledger[len(rel.Ledger)-2] // the last is this one
	named := map[string]bool{}
	for _, d := range l.Sorted() {
		if !d.Warning {
			named[d.Text] = d.Rule == "disclosure" && strings.Contains(d.Hint, "原来的界限")
		}
	}
	small, differences := 0, 0
	expect := func(text string) {
		if !named[text] {
			t.Errorf("%s is not named", text)
		}
		delete(named, text)
	}
	count := func(k model.Key) (int, bool) {
		c, _ := last.Cell(k)
		n, ok := c.Count()
		return int(n), ok
	}
	const told = "：已经公布的数使它能够推算出来"
	for _, c := range last.Cells {
		m, _ := rel.Measure(c.Measure)
		n, published := count(c.Key)
		if !m.Persons || !published {
			continue
		}
		region, _ := rel.Region(c.Region)
		name := c.Period.Words() + region.Short.Text + "的" + rel.Label(c.Measure)
		if c.Group != "" {
			name += "（" + rel.GroupLabel(c.Group) + "）"
		}
		if n >= from && n < to {
			small++
			expect(name + told)
		}
		before, part := c.Key, c.Key
		for before.Period.Month--; before.Period.Month > 0 && m.Kind == model.Cumulative; before.Period.Month-- {
			if n0, ok := count(before); ok && n-n0 >= from && n-n0 < to {
				differences++
				expect(fmt.Sprintf("%s减去%d月的%s", name, before.Period.Month, told))
			}
		}
		for _, other := range rel.Measures {
			part.Measure = other.ID
			if n0, ok := count(part); ok && other.PartOf == m.ID && n-n0 >= from && n-n0 < to {
				differences++
				expect(name + "减去" + rel.Label(other.ID) + told)
			}
		}
	}
	if small == 0 || differences == 0 {
		t.Errorf("%d counts and %d differences are below the threshold, the test proves nothing", small, differences)
	}
	for text := range named {
		t.Errorf("%s: nothing of it is public and below the threshold", text)
	}
}

// TestCheckSaysWhatIsWithheld: on the shipped data, and that whole series would be more (must-show 7 of disclosure control).
func TestCheckSaysWhatIsWithheld(t *testing.T) {
	code, stdout, stderr := gongkai("check", "--verbose", "-C", shippedRoot)
	if code != exitOK {
		t.Fatalf("exit %d\n%s%s", code, stdout, stderr)
	}
	at := strings.Index(stdout, "有数的数据项")
	if at < 0 {
		t.Fatalf("no word of what is withheld:\n%s", stdout)
	}
	var cells, withheld, small, secondary, computed, series int
	var percent, more float64
	lines := strings.NewReplacer("，", " ", "；", " ", "：", " ", "（", " ", "）", " ", "%", " ").Replace(stdout[at:])
	_, err := fmt.Sscanf(lines, `有数的数据项 %d 个 不予公开 %d 个 信息损失 %f  
  人数、户数本身太小 %d 个 为了不被推算 一同不予公开 %d 个 由它们算出或者与它们同行的 %d 个
如果整列不公开 有一个月太小 全年都不公开 能相减的再藏一列  至少 %d 个 信息损失 %f`, &cells, &withheld, &percent, &small, &secondary, &computed, &series, &more)
	if err != nil {
		t.Fatalf("%v in %s", err, lines)
	}
	if small+secondary+computed != withheld || small == 0 || secondary == 0 || computed == 0 || withheld >= series || series >= cells || percent >= more {
		t.Errorf("%s", stdout[at:])
	}
}

// TestStricterPolicies: the shipped site with zeros withheld like small counts, and with a threshold of 10, is built and
// passes the audit.
func TestStricterPolicies(t *testing.T) {
	for _, change := range [][2]string{
		{"zeros: published", "zeros: protected"},
		{"threshold: 5    # 人数、户数为1至4的不予公开\nwidth: 5 ", "threshold: 10    # 人数、户数为1至9的不予公开\nwidth: 10 "},
	} {
		root, out := copyInput(t), filepath.Join(t.TempDir(), "public")
		edit(t, root, "data/site.yaml", change[0], change[1], 1)
		for _, command := range [][]string{{"build"}, {"audit", out}} {
			code, stdout, stderr := gongkai(append(command, "-C", root, "-o", out)...)
			if code != exitOK {
				t.Errorf("%s: %s: exit %d\n%s%s", change[1], command[0], code, stdout, stderr)
			}
		}
	}
}
