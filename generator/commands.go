package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"gongkai/generator/audit"
	"gongkai/generator/build"
	"gongkai/generator/diag"
	"gongkai/generator/explain"
	"gongkai/generator/model"
	"gongkai/generator/output"
	"gongkai/generator/preview"
)

// options are those of a build; a relative -o is below -C, as if the program had been started there.
func (c *command) options() build.Options {
	return build.Options{Root: c.Root, Out: c.below(c.Out), AsOf: c.AsOf, Today: model.DateOf(c.now), Progress: c.progress()}
}

func (c *command) below(dir string) string {
	if filepath.IsAbs(dir) {
		return dir
	}
	return filepath.Join(c.Root, dir)
}

func (c *command) build() int {
	ctx, stop := auditing()
	defer stop()
	r, err := build.Run(ctx, c.options())
	return c.published(r, err)
}

func (c *command) release() int {
	o := c.options()
	o.Version = c.version
	ctx, stop := auditing()
	defer stop()
	r, err := build.Release(ctx, o)
	code := c.published(r, err)
	if code == exitOK {
		fmt.Fprintf(c.stdout, "已发布 %v，记在 %s/%v/，请提交到版本库。\n", c.version, model.LedgerDir, c.version)
	}
	return code
}

func (c *command) published(r build.Result, err error) int {
	if err != nil {
		return c.fail(err)
	}
	diag.Text(c.stderr, r.Problems.Items, r.Problems.Lines)
	if r.Problems.Failed() {
		fmt.Fprintf(c.stderr, "%s，没有写出任何文件。\n", diag.Tally(r.Problems.Items))
		return exitInput
	}
	c.summary(r)
	c.changes(r)
	return exitOK
}

func (c *command) check() int {
	r, err := build.Check(c.options())
	if err != nil {
		// A program that asked for a list gets one.
		machine := []diag.Diag{{Rule: "machine", Text: inWords(err), Hint: remedy(err)}}
		var listing error
		switch c.Check.Format {
		case "json":
			listing = diag.JSON(c.stdout, machine)
		case "github":
			listing = diag.GitHub(c.stdout, machine)
		}
		return c.fail(errors.Join(err, listing))
	}
	switch c.Check.Format {
	case "json":
		err = diag.JSON(c.stdout, r.Problems.Items)
	case "github":
		err = diag.GitHub(c.stdout, r.Problems.Items)
	default:
		diag.Text(c.stdout, r.Problems.Items, r.Problems.Lines)
		_, err = fmt.Fprintf(c.stdout, "%s。\n", diag.Tally(r.Problems.Items))
	}
	if err != nil {
		return c.fail(err)
	}
	if r.Problems.Failed() {
		return exitInput
	}
	if c.Check.Verbose && c.Check.Format == "text" {
		c.tally(r)
	}
	return exitOK
}

func (c *command) serve() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	o := c.options()
	o.Progress = nil
	ready := func(address string) {
		fmt.Fprintf(c.stdout, "在浏览器中打开 %s ，按 Ctrl+C 结束。预览不核对不予公开的数能不能推算，build 和 release 才核对。\n", address)
	}
	err := preview.Serve(ctx, o, c.Serve.Port, ready, func(r build.Result, err error) {
		switch {
		case err != nil:
			c.fail(err)
		case len(r.Problems.Items) > 0:
			diag.Text(c.stderr, r.Problems.Items, r.Problems.Lines)
			fallthrough
		default:
			fmt.Fprintf(c.stdout, "已检查：%s。\n", diag.Tally(r.Problems.Items))
		}
	})
	if err != nil {
		return c.fail(err)
	}
	return exitOK
}

func (c *command) verify() int {
	dir := c.Verify.Dir
	if dir == "" {
		dir = c.Out
	}
	var l diag.List
	n, err := output.Verify(c.below(dir), &l)
	if err != nil {
		return c.fail(err)
	}
	if l.Failed() {
		diag.Text(c.stderr, l.Sorted(), nil)
		fmt.Fprintf(c.stderr, "%s，与 SHA256SUMS 不一致。\n", diag.Tally(l.Sorted()))
		return exitInput
	}
	diag.Text(c.stderr, l.Sorted(), nil)
	fmt.Fprintf(c.stdout, "%d 个文件与 SHA256SUMS 一致。\n", n)
	return exitOK
}

// auditTime bounds an audit, with the build before it; what is not proved by then counts as told.
const auditTime = 10 * time.Minute

func auditing() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), auditTime)
}

func (c *command) audit() int {
	dir := c.Audit.Dir
	if dir == "" {
		dir = c.Out
	}
	ctx, stop := auditing()
	defer stop()
	var l diag.List
	r, err := audit.Audit(ctx, os.DirFS(c.below(dir)), os.DirFS(filepath.Join(c.Root, "data", "ledger")), &l)
	if err != nil {
		return c.fail(err)
	}
	diag.Text(c.stderr, l.Sorted(), nil)
	if l.Failed() {
		fmt.Fprintf(c.stderr, "%s，不予公开的数没有得到保护，不能发布。\n", diag.Tally(l.Sorted()))
		return exitInput
	}
	if err := r.Print(c.stdout); err != nil {
		return c.fail(err)
	}
	fmt.Fprintf(c.stdout, "核对了 %d 个数、%d 个以前的版本：%d 个数不予公开，都推算不出来。\n", r.Cells, r.Releases, len(r.Withheld))
	return exitOK
}

func (c *command) explain() int {
	var l diag.List
	f, err := build.Load(c.options(), &l)
	if err != nil {
		return c.fail(err)
	}
	defer f.Close()
	if l.Failed() {
		diag.Text(c.stderr, l.Sorted(), f.Line)
		fmt.Fprintf(c.stderr, "%s，先改正再查。\n", diag.Tally(l.Sorted()))
		return exitInput
	}
	query := explain.Query{Period: c.Explain.Period, Region: c.Explain.Region, Figure: strings.Join(c.Explain.Figure, " ")}
	err = explain.Explain(c.stdout, f.Derived, f.Release, query)
	var unknown *explain.Unknown
	switch {
	case errors.As(err, &unknown):
		fmt.Fprintln(c.stderr, unknown)
		return exitInput
	case err != nil:
		return c.fail(err)
	}
	return exitOK
}

// fail reports an error of the machine and what can be done about it.
func (c *command) fail(err error) int {
	fmt.Fprintf(c.stderr, "没有完成：%s\n", inWords(err))
	var refusal output.Refusal
	var changed output.Changed
	switch {
	case errors.As(err, &refusal): // says itself what to do
	case errors.As(err, &changed):
		fmt.Fprintf(c.stderr, "   %s %s\n", remedy(err), changed.Text)
	default:
		fmt.Fprintf(c.stderr, "   %s 已公布的网站没有改动。\n", remedy(err))
	}
	return exitMachine
}

func remedy(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return "磁盘满了，腾出空间后再运行一次。"
	case errors.Is(err, os.ErrPermission), errors.Is(err, syscall.EROFS):
		return "没有权限，检查文件夹的权限后再运行一次。"
	case errors.Is(err, os.ErrNotExist):
		return "检查 -C 和 -o 写得对不对。"
	}
	return "排除后再运行一次。"
}
