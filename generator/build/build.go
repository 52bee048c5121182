// Package build is the pipeline as a table of contents: every stage in its order, and nothing else.
package build

import (
	"context"
	"io/fs"
	"slices"

	"gongkai/generator/bulletin"
	"gongkai/generator/compose"
	"gongkai/generator/derive"
	"gongkai/generator/diag"
	"gongkai/generator/load"
	"gongkai/generator/model"
	"gongkai/generator/opendata"
	"gongkai/generator/output"
	"gongkai/generator/protect"
	"gongkai/generator/record"
	"gongkai/generator/source"
	"gongkai/generator/web"
)

// Options say what to build. Nothing below main reads the clock: Today comes from there.
type Options struct {
	Root     string // the folder with content/, data/ and templates/
	Out      string // the folder to publish to
	AsOf     string // overrides as_of of data/site.yaml
	Today    model.Date
	Progress func(done, total int) // may be nil
	Version  model.Version         // of a release; else none
}

// Figures is everything known about the figures of one input, before and after protection. Only explain may look at
// what stands before it.
type Figures struct {
	Report  record.Report
	Derived record.Derived
	Release *model.Release
	fonts   *model.Fonts // as far as they could be read; there may be no release
	tree    *source.Tree

	unfinished *model.Recorded // what the ledger has of the version that is being released
}

// Close gives the input folder back.
func (f Figures) Close() { f.tree.Close() }

// Line returns a line of an input file.
func (f Figures) Line(file string, line int) (string, bool) { return f.tree.Line(file, line) }

// Run publishes the site, if no stage finds an error and the audit is through before ctx ends and finds nothing.
func Run(ctx context.Context, o Options) (Result, error) {
	return publish(o, func(site string, _ Figures, r *Result, l *diag.List) (err error) {
		r.Audit, err = audited(ctx, o, site, l)
		return err
	})
}

// Preview publishes the site without the audit, which takes longer than all the rest: what it publishes is nobody's
// site, and it is built after every change.
func Preview(o Options) (Result, error) {
	return publish(o, func(string, Figures, *Result, *diag.List) error { return nil })
}

// publish exchanges the site, if no stage finds an error and last, which runs when the site is finished and not yet
// seen, neither.
func publish(o Options, last func(site string, f Figures, r *Result, l *diag.List) error) (Result, error) {
	if err := apart(o.Root, o.Out); err != nil {
		return Result{}, err
	}
	old := readObservations(o.Out)
	return run(o, func(f Figures, waves [][]output.Job, r *Result, l *diag.List) error {
		ready := func(site string) error { return last(site, f, r, l) }
		published, err := output.PublishWhen(o.Out, waves, ready, o.Progress, l)
		if err != nil || l.Failed() {
			return err
		}
		r.Published = published
		r.Figures = opendata.Compare(old, readObservations(o.Out))
		return nil
	})
}

// Check does everything but writing.
func Check(o Options) (Result, error) {
	return run(o, func(f Figures, waves [][]output.Job, r *Result, l *diag.List) error {
		r.Published.Entries = output.Check(waves, o.Progress, l)
		r.Tally = func() protect.Tally { return protect.Count(f.Release, f.Derived) }
		return nil
	})
}

func run(o Options, finish func(Figures, [][]output.Job, *Result, *diag.List) error) (Result, error) {
	var r Result
	var l diag.List
	f, err := Load(o, &l)
	if err != nil {
		return r, err
	}
	defer f.Close()
	if f.fonts != nil {
		templates := f.tree.Templates("templates")
		if err := f.tree.Err(); err != nil {
			return r, err
		}
		if f.Release == nil {
			if err := bulletin.CheckFaces(templates, *f.fonts, &l); err != nil {
				return r, err
			}
			r.Problems = problems(&l, f.tree)
			return r, nil
		}
		waves, err := plan(f.Release, templates, &l)
		if err != nil {
			return r, err
		}
		if err := finish(f, waves, &r, &l); err != nil {
			return r, err
		}
	}
	r.Problems = problems(&l, f.tree)
	return r, nil
}

// Load reads the input and takes its figures through protection: what explain looks at, and the first half of a build.
// With errors on l there is no release.
func Load(o Options, l *diag.List) (Figures, error) {
	tree, err := source.Open(o.Root)
	if err != nil {
		return Figures{}, err
	}
	if !complete(tree, l) {
		return Figures{tree: tree}, nil
	}
	input := load.Load(tree, o.AsOf, o.Today, l)
	if err := tree.Err(); err != nil {
		tree.Close()
		return Figures{}, err
	}
	rel := input.Release
	unfinished := o.begin(&rel, l)
	once(&rel, input.Report, l)
	if l.Failed() {
		return Figures{fonts: &rel.Site.Fonts, tree: tree}, nil
	}
	rel.Policies = derive.Policies(rel.Policies, rel.Site.AsOf)
	rel.Breaks = derive.Breaks(&rel, input.Report)
	derived := derive.Derive(&rel, input.Report)
	f := Figures{input.Report, derived, protect.Protect(rel, derived), &rel.Site.Fonts, tree, unfinished}
	for _, refusal := range f.Release.Refusals {
		l.Add(refusal)
	}
	if o.Version.Stated() {
		f.Release.Ledger = append(slices.Clip(f.Release.Ledger), opendata.Entry(f.Release, o.Version))
	}
	return f, nil
}

// complete reports a folder that is missing: everything that should be in it would be one more mistake.
func complete(tree *source.Tree, l *diag.List) bool {
	for _, dir := range []string{"content", "data", "templates"} {
		if !tree.Has(dir) {
			l.Errorf(diag.Pos{File: dir}, 0, "missing-file", "用 -C 写明 content、data、templates 所在的文件夹", "没有 %s 文件夹", dir)
		}
	}
	return !l.Failed()
}

// plan lists the jobs in waves: a page shows sizes and hashes of files, a check looks at pages.
func plan(rel *model.Release, templates fs.FS, l *diag.List) ([][]output.Job, error) {
	composer := compose.New(templates, rel, l)
	bulletins, err := bulletin.Jobs(rel, composer, templates, l)
	if err != nil {
		return nil, err
	}
	pages, checks := web.Jobs(rel, composer, templates, l)
	return [][]output.Job{append(opendata.Jobs(rel), bulletins...), pages, checks}, nil
}
