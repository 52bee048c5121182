package load

import (
	"slices"

	"gongkai/generator/diag"
	"gongkai/generator/source"
)

// fewest is the number of rows from which a table can be a list of people: two units may well report 1 with a remark.
const fewest = 3

// register reports a table of unknown columns that is a list of people in disguise (disclosure.md, "Refusing personal
// data"): each row counts 1, and some column tells the rows apart.
func (x *loader) register(header []source.Cell, rows [][]source.Cell) {
	if len(rows) < fewest {
		return
	}
	ones, key := false, false
	for i := range header {
		one, seen := true, map[string]bool{}
		for _, r := range rows {
			text := ""
			if i < len(r) {
				text = plain(r[i].Text)
			}
			one = one && text == "1"
			if text != "" {
				seen[text] = true
			}
		}
		ones, key = ones || one, key || len(seen) == len(rows)
	}
	if ones && key {
		x.listOfPeople(rows)
	}
}

// oneRow is a row of figures with what tells it apart from others that count the same.
type oneRow struct {
	row
	key string
}

// peopleAmong reports rows of figures that are a list of people among others: they count one person each, and what is
// written beside the count differs in all of them.
func (x *loader) peopleAmong(rows []oneRow) {
	type list struct {
		measure string
		rows    [][]source.Cell
		keys    map[string]bool
	}
	var lists []*list
	for _, r := range rows {
		id, _ := r.resolve(measureKind, r.word("measure"))
		if m, ok := r.rel.Measure(id); plain(r.word("value")) != "1" || r.key == "" || ok && !m.Persons {
			continue
		}
		i := slices.IndexFunc(lists, func(l *list) bool { return l.measure == id })
		if i < 0 {
			i, lists = len(lists), append(lists, &list{id, nil, map[string]bool{}})
		}
		lists[i].rows = append(lists[i].rows, r.cells)
		lists[i].keys[r.key] = true
	}
	for _, l := range lists {
		if len(l.rows) >= fewest && len(l.keys) == len(l.rows) {
			x.listOfPeople(l.rows)
		}
	}
}

// listOfPeople reports rows of which each is a person, at the first of them.
func (x *loader) listOfPeople(rows [][]source.Cell) {
	for _, r := range rows {
		x.hide(r[0].File, r[0].Line, r[len(r)-1].Line-r[0].Line)
	}
	x.list.Add(diag.Diag{Pos: rows[0][0].Pos, Rule: "personal-data", Secret: true, Text: "这些行每行都是 1，又各有各的标识，像是逐人的名册（内容已隐去）",
		Hint: "这里只能写汇总数：合并成一行；备注只说明口径，各行相同"})
}

// hide marks a line, and some after it, as one that no message may quote.
func (x *loader) hide(file string, line, more int) {
	for i := range more + 1 {
		x.secret[secretLine{file, line + i}] = true
	}
}
