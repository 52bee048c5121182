package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"

	"gongkai/generator/build"
	"gongkai/generator/model"
)

// progress draws a bar on a terminal; elsewhere there is none, so that a log stays readable.
func (c *command) progress() func(done, total int) {
	f, ok := c.stderr.(*os.File)
	if !ok {
		return nil
	}
	if info, err := f.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return nil
	}
	var bar *progressbar.ProgressBar
	return func(done, total int) {
		if bar == nil {
			bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(f), progressbar.OptionSetWidth(30),
				progressbar.OptionSetDescription("生成"), progressbar.OptionThrottle(100*time.Millisecond),
				progressbar.OptionClearOnFinish(), progressbar.OptionSetPredictTime(false))
		}
		bar.Set(done) // a bar that cannot be drawn does no harm
	}
}

// summary is the two lines that every successful build ends its work with.
func (c *command) summary(r build.Result) {
	paths := r.Paths()
	bulletins := 0
	for _, path := range paths {
		if strings.HasPrefix(path, "bulletins/") && strings.HasSuffix(path, ".pdf") {
			bulletins++
		}
	}
	fmt.Fprintf(c.stdout, "完成：页面 %d 个、文件 %d 个、通报 %d 份、警告 %d 处、用时 %.1f 秒。\n",
		len(build.Pages(paths)), len(paths), bulletins, len(r.Problems.Items), time.Since(c.began).Seconds())
	fmt.Fprintf(c.stdout, "核对 %d 个数，%d 个不予公开，无一能够推算。\n", r.Audit.Cells, len(r.Audit.Withheld))
}

// named is how many pages or figures of one kind are named; of the others only the number is told.
const named = 5

// changes tells what is different from the site that stood there before.
func (c *command) changes(r build.Result) {
	p := r.Published
	if len(p.Added) == len(p.Entries) {
		return // the first site: everything is new
	}
	if len(p.Added)+len(p.Changed)+len(p.Removed) == 0 {
		fmt.Fprintln(c.stdout, "与上次相比没有变化。")
		return
	}
	fmt.Fprintln(c.stdout, "与上次相比：")
	listed(c.stdout, "页面新增", build.Pages(p.Added))
	listed(c.stdout, "页面改动", build.Pages(p.Changed))
	listed(c.stdout, "页面撤下", build.Pages(p.Removed))
	listed(c.stdout, "数新增", r.Figures.Added)
	listed(c.stdout, "数改动", r.Figures.Changed)
	listed(c.stdout, "数撤下", r.Figures.Withdrawn)
}

func listed(w io.Writer, what string, items []string) {
	if len(items) == 0 {
		return
	}
	fmt.Fprintf(w, "  %s %d 个：%s", what, len(items), strings.Join(items[:min(named, len(items))], "、"))
	if len(items) > named {
		fmt.Fprint(w, " …")
	}
	fmt.Fprintln(w)
}

// tally tells what the protection of small counts costs, and what hiding whole series would.
func (c *command) tally(r build.Result) {
	t := r.Tally()
	share := func(n int) string {
		return model.ShareOf(model.Rate{Num: int64(n), Den: int64(max(t.Cells, 1))}).String()
	}
	fmt.Fprintf(c.stdout, "有数的数据项 %d 个，不予公开 %d 个，信息损失 %s：\n", t.Cells, t.Withheld(), share(t.Withheld()))
	fmt.Fprintf(c.stdout, "  人数、户数本身太小 %d 个；为了不被推算，一同不予公开 %d 个；由它们算出或者与它们同行的 %d 个\n", t.Small, t.Secondary, t.Computed)
	fmt.Fprintf(c.stdout, "如果整列不公开（有一个月太小，全年都不公开；能相减的再藏一列），至少 %d 个，信息损失 %s。\n", t.Series, share(t.Series))
}
