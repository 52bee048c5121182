package audit

import (
	"fmt"
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
