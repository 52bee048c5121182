package audit

import (
	"slices"
	"strconv"
	"strings"
)

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

// judgeCells compares the cells without a figure with what they stand for, and the order of the rows with what is public.
func (g *grid) judgeCells(names map[string]string, regions []area) {
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
		g.judgeCells(names, s.regions)
	}
}

func isMonth(name string) bool {
	month, ok := strings.CutSuffix(name, "月")
	_, err := strconv.Atoi(month)
	return ok && err == nil
}
