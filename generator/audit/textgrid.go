package audit

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
)

// gridCell is a cell of a table of a page.
type gridCell struct {
	line  int
	keys  []string // of the figures in it
	label string   // of its column
	words strings.Builder
}

// gridRow is a row of a table: what it is about and its cells.
type gridRow struct {
	name  string
	cells []*gridCell
}

// grid is a table of a page. What its columns and rows have in common tells which figure an empty cell stands for, so that
// one mark for another is found: 不予公开 is the only word for what is withheld.
type grid struct {
	text
	line int
	rows []*gridRow
	open *gridCell
}

func (p *page) gridStart(name string, label string) {
	switch g := p.grid; {
	case name == "table":
		p.grid = &grid{text: p.text, line: p.line}
	case g == nil:
	case name == "tr":
		g.rows = append(g.rows, &gridRow{})
		g.open = nil
	case (name == "td" || name == "th") && len(g.rows) > 0:
		g.open = &gridCell{line: p.line, label: label}
		row := g.rows[len(g.rows)-1]
		row.cells = append(row.cells, g.open)
	}
}

func (p *page) gridEnd(name string) {
	switch g := p.grid; {
	case g == nil:
	case name == "table":
		p.grids = append(p.grids, g)
		p.grid = nil
	case name == "th" && g.open != nil && g.rows[len(g.rows)-1].name == "":
		g.rows[len(g.rows)-1].name = strings.TrimSpace(g.open.words.String())
		g.open = nil
	case name == "td" || name == "th":
		g.open = nil
	}
}

// address4 are the parts of a key: measure, period, region, group.
type address4 [4]string

func partsOf(key string) address4 {
	var a address4
	copy(a[:], strings.SplitN(key, "/", 4))
	return a
}

// common is what keys agree on; "?" where they do not, or where there is none.
func common(keys []string) address4 {
	all := address4{"?", "?", "?", "?"}
	for i, k := range keys {
		for j, part := range partsOf(k) {
			switch {
			case i == 0:
				all[j] = part
			case all[j] != part:
				all[j] = "?"
			}
		}
	}
	return all
}

func (r *gridRow) keys() []string {
	var keys []string
	for _, c := range r.cells {
		keys = append(keys, c.keys...)
	}
	return keys
}

// column are the keys of a column whose cells hold one figure each.
func (g *grid) column(i int, label string) []string {
	var keys []string
	for _, r := range g.rows {
		if i >= len(r.cells) || r.cells[i].label != label {
			continue
		}
		if len(r.cells[i].keys) > 1 {
			return nil // more than one figure to a cell
		}
		keys = append(keys, r.cells[i].keys...)
	}
	if len(keys) < 2 {
		return nil // one figure does not tell what the column is about
	}
	return keys
}

// pick is the first part that is known.
func pick(parts ...string) string {
	for _, p := range parts {
		if p != "?" && p != "" {
			return p
		}
	}
	return "?"
}

// wants is the key that a cell without a figure stands for; false when nothing tells. What all figures of the table agree on
// holds for it, then what its row or column is called, then what its column or the other figures of its row agree on.
func (g *grid) wants(r *gridRow, i int, all address4, names map[string]string) (string, bool) {
	column, row := common(g.column(i, r.cells[i].label)), address4{"?", "?", "?", "?"}
	if keys := r.keys(); len(keys) > 1 {
		row = common(keys)
	}
	k := address4{
		pick(column[0], all[0]),
		pick(all[1], g.month(r.cells[i].label), g.month(r.name), column[1], row[1]),
		pick(all[2], names[r.name], row[2], column[2]),
		column[3],
	}
	if k[3] == "?" {
		k[3] = row[3]
	}
	if slices.Contains(k[:], "?") {
		return "", false
	}
	return address(k[1], k[2], k[0], k[3]), true
}

// month is the period that a name such as 10月 means in the year of the table.
func (g *grid) month(name string) string {
	number, ok := strings.CutSuffix(name, "月")
	n, err := strconv.Atoi(number)
	if !ok || err != nil || n < 1 || n > 12 {
		return "?"
	}
	year := "?"
	for _, r := range g.rows {
		for _, k := range r.keys() {
			switch own := partsOf(k)[1]; {
			case len(own) != 7 || year != "?" && own[:4] != year:
				return "?"
			default:
				year = own[:4]
			}
		}
	}
	if year == "?" {
		return "?"
	}
	return fmt.Sprintf("%s-%02d", year, n)
}

// byRate reports whether a row is about an indicator that is judged by a rate. One that is to be zero may say that it is not
// met: that there is at least one is what 不予公开 says as well where zeros are published.
func (s *folder) byRate(row string) bool {
	return slices.ContainsFunc(s.rated, func(name string) bool { return strings.HasPrefix(row, name) })
}

// ratedIndicators are the names of the indicators that are judged by a rate.
func ratedIndicators(rows [][]string) []string {
	measure, name := slices.Index(rows[0], "measure"), slices.Index(rows[0], "measure_name")
	var rated []string
	if measure < 0 || name < 0 {
		return nil
	}
	for _, row := range rows[1:] {
		words, _, _ := strings.Cut(row[name], "·")
		if strings.HasSuffix(row[measure], ".rate") && !slices.Contains(rated, words) {
			rated = append(rated, words)
		}
	}
	return rated
}

// neutral are what a table says of something that is not judged.
var neutral = []string{"", "—", "不予公开", "未报送", "不作评价", "不适用", "没有评价"}

// stateWords are the marks of the states of a cell without a figure. A sum that is public may be left out.
var stateWords = map[string][]string{"Q": {"不予公开"}, "L": {"未报送"}, "M": {"—", "不适用", "未报送"}, "A": {"—"}}

// judge compares the cells without a figure with what they stand for, and the order of the rows with what is public.
func (g *grid) judge(names map[string]string, regions []area) {
	var keys []string
	for _, r := range g.rows {
		keys = append(keys, r.keys()...)
	}
	all := common(keys)
	for _, r := range g.rows {
		rated := true
		for i, c := range r.cells {
			if c.label == "" || len(c.keys) > 0 {
				continue
			}
			said := once(c.words.String())
			rated = rated && (said != "不予公开" || !g.byRate(r.name))
			key, ok := g.wants(r, i, all, names)
			cell, known := g.cells[key]
			if !ok || !known {
				continue
			}
			if !slices.Contains(stateWords[cell.state], said) && !(cell.state == "A" && !slices.Contains(neutral, said)) {
				g.found(c.line, "%s 的位置没有写它应有的字样", key)
			}
			_, figure, _ := strings.Cut(partsOf(key)[0], ".")
			rated = rated && (cell.state != "Q" || figure != "rate" && figure != "lead" && figure != "margin")
		}
		if last := len(r.cells) - 1; !rated && len(r.cells[last].keys) == 0 && !slices.Contains(neutral, strings.TrimSpace(r.cells[last].words.String())) {
			g.found(r.cells[last].line, "%s 一行有不予公开的数，却写着评价", r.name)
		}
	}
	g.ordered(names, regions)
}

// once is what a cell says that may say it of a rate and of both its counts.
func once(words string) string {
	words = strings.TrimSpace(words)
	for _, word := range []string{"不予公开", "未报送"} {
		if strings.HasPrefix(words, word) && strings.Trim(strings.ReplaceAll(words, word, ""), "/ \n") == "" {
			return word
		}
	}
	return words
}

// ordered judges rows of units, without that of the area that they are parts of: in the order of the units, or by a published figure with those that have none after them in
// the order of the units.
func (g *grid) ordered(names map[string]string, regions []area) {
	var places []int
	var rows []*gridRow
	var whole []string
	region := func(r *gridRow) string { return pick(common(r.keys())[2], names[r.name]) }
	for _, r := range g.rows {
		if at := slices.IndexFunc(regions, func(a area) bool { return a.id == region(r) }); at >= 0 {
			whole = append(whole, regions[at].parent)
		}
	}
	for _, r := range g.rows {
		at := slices.IndexFunc(regions, func(a area) bool { return a.id == region(r) })
		if at <= 0 || slices.Contains(whole, regions[at].id) {
			continue
		}
		if slices.Contains(places, at) {
			return // more than one row of a unit
		}
		places, rows = append(places, at), append(rows, r)
	}
	if slices.IsSorted(places) {
		return
	}
	width := 0
	for _, r := range rows {
		width = max(width, len(r.cells))
	}
	for i := range width {
		if g.by(rows, places, i) {
			return
		}
	}
	g.found(g.line, "表中各单位的次序与公开的数无关")
}

// by reports whether rows are in the order of a column.
func (g *grid) by(rows []*gridRow, places []int, i int) bool {
	var values []int64
	for n, r := range rows {
		var value int64
		ok := i < len(r.cells) && len(r.cells[i].keys) == 1
		if ok {
			value, ok = fixed(g.cells[r.cells[i].keys[0]].value)
		}
		if !ok {
			return len(values) == n && n > 0 && monotone(values) && slices.IsSorted(places[n:]) && g.unranked(rows[n:], i)
		}
		values = append(values, value)
	}
	return monotone(values)
}

// unranked reports whether none of the rows has the figure of a column.
func (g *grid) unranked(rows []*gridRow, i int) bool {
	return !slices.ContainsFunc(rows, func(r *gridRow) bool { return i < len(r.cells) && len(r.cells[i].keys) > 0 })
}

func monotone(values []int64) bool {
	return slices.IsSorted(values) || slices.IsSortedFunc(values, func(a, b int64) int { return cmp.Compare(b, a) })
}

// judgeGrids judges the tables of all pages, once it is known which unit a name means.
func (s *folder) judgeGrids() {
	names := map[string]string{}
	for _, g := range s.grids {
		for _, r := range g.rows {
			if region := common(r.keys())[2]; region != "?" && r.name != "" && len([]rune(r.name)) < 12 && !isMonth(r.name) {
				if old, ok := names[r.name]; ok && old != region {
					region = "?" // 合计, a group
				}
				names[r.name] = region
			}
		}
	}
	for _, g := range s.grids {
		g.judge(names, s.regions)
	}
}

func isMonth(name string) bool {
	month, ok := strings.CutSuffix(name, "月")
	_, err := strconv.Atoi(month)
	return ok && err == nil
}

// area is a region and what it is a part of.
type area struct{ id, parent string }

// regionsOf are the regions in their order, the one that holds them all first.
func regionsOf(site fs.FS) []area {
	data, err := fs.ReadFile(site, Folder+"regions.csv")
	if err != nil {
		return nil // a folder of figures alone has no tables of units
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil // the table itself is reported
	}
	id, parent := slices.Index(rows[0], "region"), slices.Index(rows[0], "parent")
	if id < 0 || parent < 0 {
		return nil
	}
	var regions []area
	for _, row := range rows[1:] {
		regions = append(regions, area{row[id], row[parent]})
	}
	return regions
}
