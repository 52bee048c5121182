package audit

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"io/fs"
	"slices"
)

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
