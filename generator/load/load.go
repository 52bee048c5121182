// Package load turns the input files into the published vocabulary and the reported figures, and applies every rule
// about the input. There is one file per kind of input.
//
// Rules never stop each other: all problems of all files are collected. One mistake gives one message: what could
// not be read is left out of the rules that compare.
package load

import (
	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/record"
	"gongkai/generator/source"
)

// Input is everything that was read. The release has no cells, judgements and corrections yet: they are made from
// the report by derive and protect.
type Input struct {
	Release model.Release
	Report  record.Report
}

// Load reads the tree. asOf overrides the day of publication of data/site.yaml; both may be a date or "today".
func Load(t *source.Tree, asOf string, today model.Date, l *diag.List) Input {
	x := &loader{tree: t, names: map[kind]*names{}, broken: map[kind]bool{}, secret: map[secretLine]bool{}, masked: map[string]bool{}, words: map[string]string{},
		aliases: map[kind]map[string]string{}, doubtful: map[string]bool{}, vague: map[string]bool{},
		measure: map[string]*object{}, incomplete: map[model.Period]bool{}, later: map[string]bool{}, numbers: map[string]diag.Pos{}}
	x.fileNames()

	x.site(asOf, today)
	x.regions()
	x.measures()
	x.indicators()
	x.targets()
	x.releases()

	x.questions()
	x.categories()
	x.situations()
	x.synonyms()
	x.channels()
	x.policies()
	x.institutions()
	x.trainings()
	x.fairs()
	x.holidays()
	x.catalogue()
	x.articles()

	x.observations()
	x.commentaries()
	x.fresh()
	x.references()
	x.policyExamples()
	x.ledger()
	x.units()
	x.unnumbered()
	x.unread()
	x.release(l)
	x.rel.Reread = x.reread
	return Input{x.rel, x.report}
}

// loader is the state of one run: what was read so far, and what later rules need to know about it.
type loader struct {
	tree   *source.Tree
	list   diag.List
	rel    model.Release
	report record.Report

	names      map[kind]*names            // what references may name
	aliases    map[kind]map[string]string // other words for an id in tables: codes, names
	refs       []reference                // checked when everything was read
	broken     map[kind]bool              // kinds of which an entry could not be read: references to them are not checked
	tangled    bool                       // the regions are no tree: what follows from it is not reported again
	secret     map[secretLine]bool
	masked     map[string]bool       // files with personal data in their names: reported and not read
	words      map[string]string     // of names of fields, what they tell of persons
	measure    map[string]*object    // the fields of each measure
	vague      map[string]bool       // measures whose kind could not be read
	incomplete map[model.Period]bool // months of which a row could not be read: what is missing may be that row
	later      map[string]bool       // units with an announcement that is dated after the day of publication
	terms      []term
	doubt      bool            // the conditions or examples of the policy being read are not what was meant
	doubtful   map[string]bool // policies of which that was so
	newest     map[model.Key]reported
	numbers    map[string]diag.Pos // 发文字号 of bulletins
}

// files lists the input files below a folder, without those whose names may not be printed.
func (x *loader) files(dir, ext string) []string {
	var files []string
	for _, file := range x.tree.Files(dir, ext) {
		if !x.masked[file] {
			files = append(files, file)
		}
	}
	return files
}
