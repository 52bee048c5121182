package build

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"gongkai/generator/audit"
	"gongkai/generator/diag"
	"gongkai/generator/model"
)

// audited looks at the finished site as the public will see it, beside everything the ledger has of earlier releases:
// what gives a withheld figure away is an error, and so is an audit that ctx ended before it was through.
func audited(ctx context.Context, o Options, site string, l *diag.List) (audit.Report, error) {
	var found diag.List
	ledger := filepath.Join(o.Root, filepath.FromSlash(model.LedgerDir))
	report, err := audit.Audit(ctx, os.DirFS(site), os.DirFS(ledger), &found)
	if err != nil {
		return report, err
	}
	if ctx.Err() != nil {
		found.Errorf(diag.Pos{}, 0, "disclosure", "再运行一次；还是算不完，就减少分组，或者分组改为按季、按年公布",
			"没有在限定时间内算完，不能证明不予公开的数没有泄露")
	}
	for _, d := range found.Sorted() {
		d.File = place(o, d.File)
		l.Add(d)
	}
	return report, nil
}

// place is where a file that the audit speaks of stands: in the published folder, or in the ledger, where the first
// folder is a version.
func place(o Options, file string) string {
	first, _, _ := strings.Cut(file, "/")
	if _, ok := model.ParseVersion(first); ok {
		return model.LedgerDir + "/" + file
	}
	return filepath.ToSlash(filepath.Join(filepath.Base(o.Out), filepath.FromSlash(file)))
}
