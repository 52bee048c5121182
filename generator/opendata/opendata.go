// Package opendata writes the datasets of the open-data catalogue, one file per format.
//
// A dataset is one main table and the code lists its columns refer to. The columns of a published table are a promise:
// new ones are added at the end, none is renamed or removed.
package opendata

import (
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/output"
)

// datasets lists what is published below /data/.
var datasets = []func(*model.Release) dataset{
	observations,
	institutions,
	policies,
}

// formats are the ways in which a main table is written; code lists are CSV only.
var formats = []struct {
	ext, media string
	write      func(table) []byte
}{
	{"csv", "text/csv", csvFile},
	{"json", "application/json", jsonFile},
}

type dataset struct {
	id          string
	title       string
	description string
	keywords    []string
	main        table
	codes       []table // the name of a code list is that of its file
	structure   []byte  // structure.json; may be nil
}

// table is the row struct of every format: columns with a meaning, rows of finished text.
type table struct {
	name    string
	title   string
	columns []column
	key     []string // columns that are unique together
	rows    [][]model.Text
}

type column struct {
	name        string
	title       string
	kind        kind
	required    bool
	description string
	codes       []code // the only values
	list        string // the code list whose first column holds the values
}

// kind is a type of Table Schema.
type kind string

const (
	text   kind = "string"
	number kind = "number"
	whole  kind = "integer"
	month  kind = "yearmonth"
	day    kind = "date"
)

type code struct{ value, label string }

// sampleColumn says in every row what the site says on every page: a file travels alone.
var sampleColumn = column{name: "sample", title: "示例标记", kind: text, description: "写有“示例数据”的，属于为演示而建的网站，不能作为依据"}

func sampleMark(sample bool) model.Text {
	if sample {
		return plain("示例数据")
	}
	return model.Text{}
}

// Jobs returns one job for each dataset, and one for the earlier releases.
func Jobs(rel *model.Release) []output.Job {
	var jobs []output.Job
	for _, of := range datasets {
		jobs = append(jobs, func(_ output.Manifest, l *diag.List) []output.File {
			d := of(rel)
			d.check(l)
			return d.files(rel.Site)
		})
	}
	return append(jobs, earlier(rel))
}

func (d dataset) files(site model.Site) []output.File {
	dir := "data/" + d.id + "/"
	p := descriptor(d, site)
	var files []output.File
	add := func(t table, ext, media string, data []byte) {
		f := output.File{Path: dir + t.name + "." + ext, Data: data}
		p.Resources = append(p.Resources, describe(t, ext, media, data))
		files = append(files, f)
	}
	for _, f := range formats {
		add(d.main, f.ext, f.media, f.write(d.main))
	}
	for _, t := range d.codes {
		add(t, "csv", "text/csv", csvFile(t))
	}
	if d.structure != nil {
		p.Resources = append(p.Resources, describeStructure(d.structure))
		files = append(files, output.File{Path: dir + structureName, Data: d.structure})
	}
	return append(files, output.File{Path: dir + "datapackage.json", Data: described(p)})
}

// check refuses text that a spreadsheet would run as a formula: the canonical file never holds any. Telephone columns
// are exempt, as they are in the input.
func (d dataset) check(l *diag.List) {
	for _, t := range append([]table{d.main}, d.codes...) {
		for _, row := range t.rows {
			for i, c := range t.columns {
				if c.kind == text && c.name != "phone" && formula(row[i].Text) {
					l.Errorf(row[i].Pos, 1, "formula-text", "在前面加一个字，或换一种写法",
						"%s %q 会被表格软件当作公式", c.title, row[i].Text)
				}
			}
		}
	}
}

func formula(s string) bool { return s != "" && strings.Contains("=+-@", s[:1]) }

// plain is text that stands nowhere in the input.
func plain(s string) model.Text { return model.Text{Text: s} }

// line puts prose into one line: a cell holds no line end.
func line(t model.Text) model.Text {
	t.Text = strings.Join(strings.Fields(t.Text), " ")
	return t
}

// lines joins a list into one cell; the place is that of its first item.
func lines(items []model.Text) model.Text {
	var words []string
	for _, t := range items {
		words = append(words, line(t).Text)
	}
	if len(items) == 0 {
		return model.Text{}
	}
	return model.Text{Pos: items[0].Pos, Text: strings.Join(words, "；")}
}
