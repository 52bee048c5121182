// Package audit proves a published folder safe, or says what gives a withheld figure away.
//
// It is the second of two implementations of one model (disclosure.md, "Model"): protect decides from what was reported,
// audit reads only what was published and the ledger of earlier releases. It rebuilds every equation from observations.csv,
// its JSON twin and structure.json, and holds the numbers of all other files against them (doc.go says how). The two share the interval solver alone, whose passes are two tables
// that plain addition has checked. Whatever is not understood, contradicts itself or does not come to an end fails.
package audit

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/simplex"
)

// rule is the rule of everything that the audit finds.
const rule = "disclosure"

// Folder is where the figures of a site are.
const Folder = "data/observations/"

// Report is what the audit has computed.
type Report struct {
	Withheld []Withheld // every withheld cell of the folder, by key
	Cells    int        // of all releases
	Unknowns int        // of all releases, each number once
	Releases int        // earlier ones, from the ledger
}

// Withheld is a withheld cell and what it can be. A cell that is computed from others has no interval of its own.
type Withheld struct {
	Key
	Lo, Hi   int64
	Open     bool // there is no largest value
	Exact    bool // otherwise the interval is at least this wide
	Computed bool
}

// Audit reads a published site and the ledger, which may be nil, and puts on l what gives withheld figures away. It
// fails closed: what is not finished when ctx ends is an error. The error is the machine's.
func Audit(ctx context.Context, site, ledger fs.FS, l *diag.List) (Report, error) {
	current, err := readSite(site, l)
	if err != nil {
		return Report{}, err
	}
	releases, err := readLedger(ledger, l)
	if err != nil || l.Failed() {
		return Report{}, err
	}
	report := Report{Releases: len(releases)}
	now := newBook(current)
	now.check(l)
	now.policy(l)
	for _, r := range releases {
		b := newBook(r)
		now.past = append(now.past, b)
		b.policy(l)
		for _, c := range b.Cells {
			b.understood(c, l)
			b.numbered(c, l)
			b.derived(c, l)
		}
	}
	texts(site, ledger, current.rows, l)
	if l.Failed() {
		return report, nil // every one of them is a leak, or makes the equations wrong
	}
	now.join()
	for _, b := range append([]*book{now}, now.past...) {
		report.Cells += len(b.Cells)
	}
	report.Unknowns = now.vars
	report.Withheld = now.withheld(now.judge(ctx, l))
	return report, nil
}

// most findings of a family are explained; each takes some hundred attempts, and a handful shows what is wrong.
const most = 5

// judge computes the interval of every goal and reports those that tell too much. It returns what is known of each form.
func (b *book) judge(ctx context.Context, l *diag.List) map[string]simplex.Interval {
	known := map[string]simplex.Interval{}
	for _, f := range b.families() {
		intervals, err := f.judge(ctx, f.facts, f.goals)
		if ctx.Err() != nil {
			l.Errorf(diag.Pos{File: b.file}, 0, rule, hintUnfinished, "没有在限定时间内算完（%s），不能证明没有泄露", f.name)
			return known
		}
		if simplex.None(err) {
			l.Errorf(diag.Pos{File: b.file}, 0, rule, "文件被改动过：重新生成，台账从版本库恢复", "%s 的数互相矛盾，不能证明没有泄露", f.name)
			continue
		}
		if err != nil {
			l.Errorf(diag.Pos{File: b.file}, 0, rule, hintUnfinished, "%s 的数没有在规定的步数内算完，不能证明没有泄露", f.name)
			continue
		}
		told := 0
		for i, g := range f.goals {
			known[g.sum] = intervals[i]
			if !g.tells(intervals[i]) {
				continue
			}
			told++
			var shown []fact
			if told <= most && ctx.Err() == nil {
				shown = f.reason(ctx, g)
			}
			g.home.report(g, intervals[i], shown, l)
		}
	}
	return known
}

// withheld lists the withheld cells. Cells of one form have one interval.
func (b *book) withheld(known map[string]simplex.Interval) []Withheld {
	of := map[Key]simplex.Interval{}
	for _, g := range b.hidden() {
		if i, ok := known[keyOf(g.form)]; ok {
			of[g.cell.Key] = i
		}
	}
	var list []Withheld
	for _, c := range b.Cells {
		if c.Status != "Q" {
			continue
		}
		w := Withheld{Key: c.Key, Computed: true}
		if i, ok := of[c.Key]; ok {
			w.Lo, w.Hi = i.Whole()
			w.Open, w.Exact, w.Computed = w.Hi == math.MaxInt64, i.Exact, false
		}
		list = append(list, w)
	}
	return list
}

// readSite reads the figures of a published site.
func readSite(site fs.FS, l *diag.List) (*Release, error) {
	r, err := readRelease(site, Folder+"observations.csv", Folder+"structure.json", l)
	if err != nil || r.rows == nil {
		return r, err
	}
	twin := Folder + "observations.json"
	data, err := read(site, twin, l)
	if err == nil && data != nil {
		compareJSON(twin, data, r.rows, l)
	}
	return r, err
}

// readLedger reads the earlier releases, in the order of their versions.
func readLedger(ledger fs.FS, l *diag.List) ([]*Release, error) {
	if ledger == nil {
		return nil, nil
	}
	entries, err := fs.ReadDir(ledger, ".")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("读发布台账：%w", err)
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return compareVersions(a.Name(), b.Name()) })
	var releases []*Release
	for _, e := range entries {
		if !e.IsDir() || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		r, err := readRelease(ledger, e.Name()+"/observations.csv", e.Name()+"/structure.json", l)
		if err != nil {
			return nil, err
		}
		r.Version = e.Name()
		releases = append(releases, r)
	}
	return releases, nil
}

// compareVersions orders releases in time: 2022-11-30 before 2022-11-30.2, that before 2022-11-30.10.
func compareVersions(a, b string) int {
	day, number, _ := strings.Cut(a, ".")
	otherDay, other, _ := strings.Cut(b, ".")
	return cmp.Or(strings.Compare(day, otherDay), cmp.Compare(len(number), len(other)), strings.Compare(number, other))
}

func readRelease(dir fs.FS, table, structure string, l *diag.List) (*Release, error) {
	r := &Release{file: table}
	data, err := read(dir, table, l)
	if err != nil || data == nil {
		return r, err
	}
	r.Cells, r.rows = readCells(table, data, l)
	r.sorted(l)
	data, err = read(dir, structure, l)
	if err != nil || data == nil {
		return r, err
	}
	r.Structure = readStructure(structure, data, l)
	return r, nil
}

// read reads a file; a missing one goes on the list.
func read(dir fs.FS, file string, l *diag.List) ([]byte, error) {
	data, err := fs.ReadFile(dir, file)
	if errors.Is(err, fs.ErrNotExist) {
		l.Errorf(diag.Pos{File: file}, 0, rule, "先运行一次生成", "没有这个文件，无法证明没有泄露")
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("读 %s：%w", file, err)
	}
	return slices.Clip(data), nil
}
