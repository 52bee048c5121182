package audit

import (
	"regexp"
	"slices"
	"strings"
)

// printed is a published figure as texts may print it. A withheld one has no value here, whatever its row says.
type printed struct {
	value string // a decimal number, or a month 2022-12
	unit  string
	state string // A, Q, L or M, as in the table
}

// figures are the published cells of a folder by their address measure/period/region[/group].
type figures map[string]printed

// address is the key of a row as pages write it.
func address(period, region, measure, group string) string {
	s := measure + "/" + period + "/" + region
	if group != "" {
		s += "/" + group
	}
	return s
}

// figuresOf reads the rows of the table, the first of which names the columns, after readCells has found them whole.
func figuresOf(rows [][]string) figures {
	at := func(name string) int { return slices.Index(rows[0], name) }
	period, region, measure, group := at("period"), at("region"), at("measure"), at("group")
	value, unit, status := at("value"), at("unit"), at("status")
	cells := make(figures, len(rows))
	for _, row := range rows[1:] {
		c := printed{state: row[status]}
		if unit >= 0 {
			c.unit = row[unit]
		}
		if c.state == "A" {
			c.value = row[value]
		}
		if c.unit == "年月" && len(c.value) == 6 {
			c.value = c.value[:4] + "-" + c.value[4:]
		}
		cells[address(row[period], row[region], row[measure], row[group])] = c
	}
	return cells
}

// formerValue is what a note says of a figure that was corrected.
var formerValue = regexp.MustCompile(`原数(-?[\d.]+)`)

// former is a figure as it was published before it was corrected, with the name of its measure.
type former struct{ value, measure string }

// formerOf collects the former figures of each cell, from the notes of the table.
func formerOf(rows [][]string) map[string][]former {
	list := map[string][]former{}
	at := func(row []string, name string) string {
		if i := slices.Index(rows[0], name); i >= 0 {
			return row[i]
		}
		return ""
	}
	for _, row := range rows[1:] {
		for _, m := range formerValue.FindAllStringSubmatch(at(row, "note"), -1) {
			key := address(at(row, "period"), at(row, "region"), at(row, "measure"), at(row, "group"))
			list[key] = append(list[key], former{m[1], at(row, "measure_name")})
		}
	}
	return list
}

// wasOf reports whether a figure was published with a value before.
func (s *folder) wasOf(key, value string) bool {
	return slices.ContainsFunc(s.former[key], func(f former) bool { return f.value == value })
}

// wasSaid reports whether a sentence of a bulletin – 9月城镇新增就业累计数于…更正，原为 – names the month and the measure of a
// cell without a group that was published with a value before; the cell is of the page's year, and of its unit or a part.
func (t text) wasSaid(sentence, value string) bool {
	for key, list := range t.former { // any one will do: no order is seen
		cell := partsOf(key)
		if len(cell[1]) != len("2022-09") || cell[3] != "" || !strings.Contains(t.name, "/"+cell[1][:4]) {
			continue
		}
		month := strings.TrimPrefix(cell[1][5:], "0") + "月"
		own := strings.Contains(t.name, "/"+cell[2]+"/") || len(t.regions) > 0 && strings.Contains(t.name, "/"+t.regions[0].id+"/")
		for _, f := range list {
			if own && f.value == value && strings.Contains(sentence, month+f.measure) {
				return true
			}
		}
	}
	return false
}

// prints reports whether a text says a figure and nothing else: 11620, 11620个, +17.7个百分点, 并列第2, 2022年12月. A sign
// may be left to the words around it, as in 低于序时进度0.3个百分点.
func (c printed) prints(text string) bool {
	text = plainNumber(text)
	if c.unit == "年月" {
		year, month, _ := strings.Cut(c.value, "-")
		return text == year+"年"+strings.TrimPrefix(month, "0")+"月"
	}
	if c.unit == "" { // a rank
		text = strings.TrimPrefix(strings.TrimPrefix(text, "并列"), "第")
	}
	text = strings.TrimPrefix(strings.TrimSuffix(text, c.unit), "+")
	text = strings.TrimSuffix(text, "%")
	if text == c.value {
		return true
	}
	size := strings.TrimPrefix(c.value, "-")
	return (c.unit == "%" || c.unit == "个百分点") && strings.TrimPrefix(text, "-") == size && !strings.HasPrefix(text, "-")
}

// plainNumber writes the signs of people as those of machines.
func plainNumber(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(s, "−", "-"))
}
