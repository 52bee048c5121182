package build

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/opendata"
	"gongkai/generator/output"
)

// Release publishes the site as Options.Version. The site passes the audit before ctx ends, what it publishes is recorded
// in the ledger, then the site is exchanged: after a kill in between, the ledger knows more than the public does, never less. The same version may then
// be released again, with the same content, to exchange the site; otherwise a version exists once.
func Release(ctx context.Context, o Options) (Result, error) {
	recorded := false
	r, err := publish(o, func(site string, f Figures, r *Result, l *diag.List) (err error) {
		entry, previous := f.entry()
		if f.unfinished != nil {
			if f.unfinished.Observations != entry.Observations || f.unfinished.Structure != entry.Structure || f.unfinished.AsOf != entry.AsOf {
				refuse(l, o.Version, "换一个更晚的版本号；或者恢复当时的输入，再运行一次", "这个版本已经记入台账，现在的内容与当时不同")
			} else if served(o.Out, entry) {
				refuse(l, o.Version, "换一个更晚的版本号，例如 "+next(o.Version), "这个版本已经发布")
			}
		}
		if l.Failed() {
			return nil
		}
		if r.Audit, err = audited(ctx, o, site, l); err != nil || l.Failed() || f.unfinished != nil {
			return err
		}
		dir := filepath.Join(o.Root, filepath.FromSlash(model.LedgerDir), o.Version.String())
		err = output.Record(dir, opendata.LedgerFiles(entry, previous))
		recorded = err == nil
		return err
	})
	var changed output.Changed
	if recorded && err != nil && !errors.As(err, &changed) {
		err = output.Changed{Text: fmt.Sprintf("版本 %v 已经记入台账，网站还是上一次的；排除后用同样的输入再运行一次 release %v。", o.Version, o.Version), Err: err}
	}
	return r, err
}

// begin takes the version to be released out of the ledger, if a release of it was not finished, or refuses it: one that
// is older than the last, or than the day of publication.
func (o Options) begin(rel *model.Release, l *diag.List) (unfinished *model.Recorded) {
	if !o.Version.Stated() {
		return nil
	}
	if asOf := rel.Site.AsOf; o.Version.Date.Compare(asOf) < 0 { // it would hold what was not yet known on its day
		refuse(l, o.Version, "版本号写公开日期或者以后的日期；或者改 data/site.yaml 的 as_of（--as-of）", "版本 %v 早于公开日期 %v", o.Version, asOf)
	}
	if len(rel.Ledger) == 0 {
		return nil
	}
	last := rel.Ledger[len(rel.Ledger)-1]
	switch order := o.Version.Compare(last.Version); {
	case order < 0:
		refuse(l, o.Version, "换一个更晚的版本号", "台账里最近的版本是 %v，版本号要晚于它", last.Version)
	case order == 0:
		rel.Ledger = rel.Ledger[:len(rel.Ledger)-1]
		return &last
	}
	return nil
}

func refuse(l *diag.List, v model.Version, hint, format string, args ...any) {
	l.Errorf(diag.Pos{File: model.LedgerDir + "/" + v.String()}, 0, "ledger", hint, format, args...)
}

// next is a further version of the same day.
func next(v model.Version) string {
	v.Number++
	return v.String()
}

// entry is what the release publishes, which stands last among what the site serves, and the version before it.
func (f Figures) entry() (entry model.Recorded, previous string) {
	list := f.Release.Ledger
	if n := len(list); n > 1 {
		previous = list[n-2].Version.String()
	}
	return list[len(list)-1], previous
}

// served reports whether a site has the release already.
func served(out string, e model.Recorded) bool {
	data, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(opendata.ReleasePath(e.Version)), "observations.csv"))
	return err == nil && string(data) == e.Observations
}
