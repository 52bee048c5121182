package load

import (
	"encoding/json"
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/model"
)

const (
	keptHint    = "编号公布过，不能改名或者删去；恢复原来的编号"
	personsHint = "公布过的人数、户数要一直受保护；写回 persons: true"
	groupsHint  = "公布过的分组不能删去；写回 groups"
)

// kept refuses an input that no longer has what earlier releases told of people. Figures are known by their ids: of what
// was renamed, an old release would say nothing any more, and the new figures could be subtracted from it.
func (x *loader) kept(entries []model.Recorded) {
	said := map[string]bool{}
	for _, e := range entries {
		persons, ok := x.counted(e)
		for _, c := range e.Cells {
			if ok && persons[c.Measure] && (c.State == model.Published || c.State == model.Withheld) {
				x.keptCell(c.Key, e.Version, said)
			}
		}
	}
}

// counted are the measures that counted people when a release was published.
func (x *loader) counted(e model.Recorded) (map[string]bool, bool) {
	var s struct {
		Measures []struct {
			ID      string
			Persons bool
		}
	}
	if json.Unmarshal([]byte(e.Structure), &s) != nil {
		x.damaged(diag.Pos{File: model.LedgerDir + "/" + e.Version.String() + "/structure.json"}, 0, "文件读不出来")
		return nil, false
	}
	persons := map[string]bool{}
	for _, m := range s.Measures {
		persons[m.ID] = m.Persons
	}
	return persons, true
}

// keptCell reports each thing that is missing once, with the first release that told of it.
func (x *loader) keptCell(key model.Key, v model.Version, said map[string]bool) {
	once := func(what string, p diag.Pos, n int, hint, format string, args ...any) {
		if !said[what] {
			said[what] = true
			x.list.Errorf(p, n, "ledger", hint, format, args...)
		}
	}
	gone := func(k kind, id, file string) bool {
		if x.exists(k, id) {
			return false
		}
		once(string(k)+id, diag.Pos{File: file}, 0, keptHint, "%s %q 没有了，版本 %v 里有它", strings.TrimSpace(string(k)), id, v)
		return true
	}
	gone(regionKind, key.Region, "data/regions.yaml")
	lost := gone(measureKind, key.Measure, "data/measures.yaml")
	m, known := x.rel.Measure(key.Measure)
	e := x.measure[key.Measure]
	if known && !m.Persons && e.has("persons") && !e.bad["persons"] {
		p, n := e.at("persons")
		once("persons "+m.ID, p, n, personsHint, "指标 %q 不再是人数或户数，版本 %v 公布时是", m.ID, v)
	}
	if lost || key.Group == "" {
		return
	}
	for part := range strings.SplitSeq(key.Group, ";") {
		dimension, value, _ := strings.Cut(part, "=")
		if gone(dimensionKind, dimension, "data/measures.yaml") || gone(kind("分组 "+dimension+" "), value, "data/measures.yaml") {
			continue
		}
		if known && !slices.Contains(m.Groups, dimension) && !e.bad["groups"] {
			p, n := e.at("groups")
			once("groups "+m.ID+" "+dimension, p, n, groupsHint, "指标 %q 不再按 %q 分组，版本 %v 里有它的分组", m.ID, dimension, v)
		}
	}
}
