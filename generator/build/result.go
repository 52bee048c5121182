package build

import (
	"os"
	"path/filepath"
	"strings"

	"gongkai/generator/audit"
	"gongkai/generator/diag"
	"gongkai/generator/opendata"
	"gongkai/generator/output"
	"gongkai/generator/protect"
	"gongkai/generator/source"
)

// Result is what came of a build. Published and Figures are empty when a problem stopped it; after Check, Published
// holds the entries only. Check and Preview have no Audit.
type Result struct {
	Problems  Problems
	Audit     audit.Report
	Tally     func() protect.Tally // after Check only; it takes as long as a part of it
	Published output.Result
	Figures   opendata.Changes
}

// Problems are what the stages found, in the order of the files, with the lines they speak of.
type Problems struct {
	Items []diag.Diag
	Lines diag.Lines
}

// Failed reports whether an error stopped the build.
func (p Problems) Failed() bool {
	for _, d := range p.Items {
		if !d.Warning {
			return true
		}
	}
	return false
}

// Pages returns those of the paths that are pages, as addresses.
func Pages(paths []string) []string {
	var pages []string
	for _, path := range paths {
		if folder, ok := strings.CutSuffix(path, "index.html"); ok {
			pages = append(pages, "/"+folder)
		} else if strings.HasSuffix(path, ".html") {
			pages = append(pages, "/"+path)
		}
	}
	return pages
}

// Paths returns the paths of the published files.
func (r Result) Paths() []string {
	var paths []string
	for _, e := range r.Published.Entries {
		paths = append(paths, e.Path)
	}
	return paths
}

// problems keeps the lines that are spoken of: a template was not read through the tree before.
func problems(l *diag.List, tree *source.Tree) Problems {
	items := l.Sorted()
	type place struct {
		file string
		line int
	}
	lines := map[place]string{}
	for _, d := range items {
		if d.Line == 0 || d.Secret {
			continue
		}
		if !tree.WasRead(d.File) && tree.Has(d.File) {
			tree.Read(d.File, &diag.List{}) // only for its lines
		}
		if text, ok := tree.Line(d.File, d.Line); ok {
			lines[place{d.File, d.Line}] = text
		}
	}
	return Problems{items, func(file string, line int) (string, bool) {
		text, ok := lines[place{file, line}]
		return text, ok
	}}
}

// readObservations returns the published figures of a site; none when there is no site.
func readObservations(dir string) []byte {
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(opendata.ObservationsPath)))
	if err != nil {
		return nil
	}
	return data
}
