package opendata

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"strconv"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/output"
)

// LedgerColumns are those of the observations of a recorded release. A withheld figure has its key, its status and how
// often it was corrected, which the corrections tell anyway: releases that follow must know which number it was.
var LedgerColumns = []string{"period", "region", "measure", "group", "value", "status", "revision"}

// Entry is a release as it is to be recorded.
func Entry(rel *model.Release, version model.Version) model.Recorded {
	e := model.Recorded{Version: version, AsOf: rel.Site.AsOf, Structure: string(described(structureOf(rel)))}
	var b bytes.Buffer
	w := csv.NewWriter(&b) // lines end as in all text of a repository: what checks files out may change them
	w.Write(LedgerColumns) // a buffer never fails
	for _, c := range rel.Cells {
		r := model.RecordedCell{Key: c.Key, State: c.State, Number: c.Number(), Revision: revision(rel, c)}
		e.Cells = append(e.Cells, r)
		w.Write([]string{c.Period.String(), c.Region, c.Measure, c.Group, r.Number, c.State.Letter(), strconv.Itoa(r.Revision)})
	}
	w.Flush()
	e.Observations = b.String()
	return e
}

// LedgerFiles are the files of an entry in its folder of the ledger. The sums show whether somebody has changed them.
func LedgerFiles(e model.Recorded, previous string) []output.File {
	head := fmt.Sprintf("# 由 release 命令写出，不要改动。说明见 data/README.md。\nversion: %v\nas_of: %v\nprevious: %s\nobservations: %s\nstructure: %s\n",
		e.Version, e.AsOf, previous, sum(e.Observations), sum(e.Structure))
	return append(entryFiles("", e), output.File{Path: "release.yaml", Data: []byte(head)})
}

func sum(text string) string {
	s := sha256.Sum256([]byte(text))
	return hex.EncodeToString(s[:])
}

func entryFiles(dir string, e model.Recorded) []output.File {
	return []output.File{
		{Path: dir + "observations.csv", Data: []byte(e.Observations)},
		{Path: dir + structureName, Data: []byte(e.Structure)},
	}
}

// ReleasePath is the folder of the site in which a recorded release is served.
func ReleasePath(v model.Version) string { return "data/releases/" + v.String() + "/" }

// earlier serves the recorded releases as they were published.
func earlier(rel *model.Release) output.Job {
	return func(output.Manifest, *diag.List) []output.File {
		var files []output.File
		for _, e := range rel.Ledger {
			files = append(files, entryFiles(ReleasePath(e.Version), e)...)
		}
		return files
	}
}
