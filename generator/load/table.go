package load

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/model"
	"gongkai/generator/source"
)

// field is a column of a CSV file. Both names may stand in the header.
type field struct {
	id, name string
	use      use
}

// use says which rules about the text of a column hold.
type use uint8

const (
	coded   use = iota // an id, a date or a number: its own rules say more
	wording            // free text: no formulas
	contact            // an office's published telephone: mobile numbers allowed
)

// row is a row of a table; its cells are asked for by the id of their column.
type row struct {
	*loader
	cells []source.Cell
	at    map[string]int
	what  string
}

// cell returns a cell with the blanks around its text removed.
func (r row) cell(id string) source.Cell {
	c := r.cells[r.at[id]]
	text := strings.TrimLeft(c.Text, " \t\n\u3000")
	if cut := c.Text[:len(c.Text)-len(text)]; !strings.Contains(cut, "\n") {
		c.Pos = c.Right(len([]rune(cut)))
	}
	c.Text = strings.TrimRight(text, " \t\n\u3000")
	return c
}

func (r row) text(id string) model.Text {
	c := r.cell(id)
	if c.Text == "" {
		return model.Text{}
	}
	return model.Text{Pos: c.Pos, Text: c.Text}
}

func (r row) word(id string) string { return r.cell(id).Text }

// need reports empty cells that must be filled in.
func (r row) need(fields []field, ids ...string) {
	for _, f := range fields {
		if c := r.cell(f.id); slices.Contains(ids, f.id) && c.Text == "" {
			r.list.Errorf(c.Pos, 1, "missing-field", "补上"+f.name, "%s缺少%s", r.what, f.name)
		}
	}
}

// date reads a day; an empty cell is a day that is not stated.
func (r row) date(id string) model.Date {
	c := r.cell(id)
	if c.Text == "" {
		return model.Date{}
	}
	d, ok := model.ParseDate(c.Text)
	if !ok {
		r.list.Errorf(c.Pos, c.Len(), "bad-date", "日期写成 2022-12-31，并且这一天要存在", "%q 不是日期", c.Text)
	}
	return d
}

// phone reads a telephone number; an empty cell is a number that is not stated.
func (r row) phone(id string) string {
	c := r.cell(id)
	if c.Text == "" {
		return ""
	}
	number, ok := telephone(c.Text)
	if !ok {
		r.list.Errorf(c.Pos, c.Len(), "telephone", telephoneAs, "%q 不是电话号码", c.Text)
	}
	return number
}

// region reads a reporting unit by id, code or name; "" if there is none.
func (r row) region(id string) string {
	c := r.cell(id)
	if c.Text == "" {
		return ""
	}
	region, ok := r.resolve(regionKind, c.Text)
	if !ok && !r.broken[regionKind] {
		r.list.Errorf(c.Pos, c.Len(), "unknown-region", didYouMean(c.Text, r.regionWords()), "单位 %q 不在 data/regions.yaml 里", c.Text)
	}
	return region
}

func (x *loader) regionWords() []string {
	var words []string
	for _, r := range x.rel.Regions {
		words = append(words, r.ID)
		for _, w := range []string{r.Code, r.Name.Text, r.Short.Text} {
			if w != "" && !slices.Contains(words, w) {
				words = append(words, w)
			}
		}
	}
	return words
}

// table reads a CSV file with the columns given, in any order. It returns the rows that can be read; false if the
// file cannot be read at all or some row had to be left out.
func (x *loader) table(file, what string, fields []field, each func(row)) bool {
	f, ok := x.tree.Read(file, &x.list)
	if !ok {
		return false
	}
	x.controls(diag.Pos{File: f.Path, Line: 1, Col: 1}, f.Text)
	t, whole := source.CSV(f, &x.list)
	for _, cells := range t.Spoiled {
		x.scanRow(row{x, cells, nil, what}, nil)
	}
	if len(t.Header) == 0 {
		return false
	}
	at, ok := map[string]int{}, x.scanHeader(t.Header)
	if ok {
		at, ok = x.header(t.Header, fields)
	}
	if !ok {
		x.register(t.Header, t.Rows)
	}
	complete := ok && whole
	for _, cells := range t.Rows {
		r := row{x, cells, at, what}
		clean := x.scanRow(r, fields)
		if !ok || !clean {
			complete = false
			continue
		}
		if !r.ragged(len(fields), len(t.Header)) {
			complete = false
			continue
		}
		for _, f := range fields {
			if f.use == wording {
				x.formula(r.cell(f.id))
			}
		}
		each(r)
	}
	return complete
}

// header finds the columns. Empty cells at its end are left over from an office program.
func (x *loader) header(cells []source.Cell, fields []field) (map[string]int, bool) {
	var known []string
	for _, f := range fields {
		known = append(known, f.name, f.id)
	}
	if len(cells) == 1 && strings.ContainsAny(cells[0].Text, "\t;，；|") {
		x.list.Errorf(cells[0].Pos, cells[0].Len(), "csv-header", "列与列之间用半角逗号", "列名没有用逗号分开")
		return nil, false
	}
	at, ok := map[string]int{}, true
	for i, c := range cells {
		word := strings.TrimSpace(c.Text)
		j := slices.IndexFunc(fields, func(f field) bool { return f.name == word || f.id == word })
		switch {
		case word == "" && i >= len(fields):
		case j < 0:
			ok = false
			x.list.Errorf(c.Pos, c.Len(), "csv-header", didYouMean(word, known), "不认识的列名 %q", word)
		default:
			if first, twice := at[fields[j].id]; twice {
				ok = false
				x.list.Add(diag.Diag{Pos: c.Pos, Len: c.Len(), Rule: "csv-header", Text: fmt.Sprintf("列名 %q 出现了两次", word), Hint: "只保留一列",
					Also: []diag.Note{{Pos: cells[first].Pos, Text: "第一次在这里"}}})
				continue
			}
			at[fields[j].id] = i
		}
	}
	var missing []string
	for _, f := range fields {
		if _, there := at[f.id]; !there {
			missing = append(missing, f.name)
		}
	}
	// A wrong name is usually the missing one: the unknown column was reported, and that is the one mistake.
	if len(missing) > 0 && ok {
		var names []string
		for _, f := range fields {
			names = append(names, f.name)
		}
		x.list.Errorf(cells[0].Pos, 0, "csv-header", "第一行应当是 "+strings.Join(names, ","), "缺少列 %s", strings.Join(missing, "、"))
	}
	return at, ok && len(missing) == 0
}

// ragged reports a row with too few or too many cells; false if it did. Empty cells below empty cells of the header
// are left over from an office program.
func (r row) ragged(want, header int) bool {
	cells := r.cells
	for len(cells) > want && len(cells) <= header && strings.TrimSpace(cells[len(cells)-1].Text) == "" {
		cells = cells[:len(cells)-1]
	}
	switch {
	case len(cells) > want:
		c := cells[want]
		r.list.Errorf(c.Pos, c.Len(), "csv-ragged", "文字里有逗号时，整格放进引号，例如 \"甲,乙\"", "这一行有 %d 格，应当有 %d 格", len(cells), want)
		return false
	case len(cells) < want:
		last := cells[len(cells)-1]
		end := last.Right(len([]rune(last.Text)))
		r.list.Errorf(end, 1, "csv-ragged", "每行的逗号要和第一行一样多，空格子也要留逗号", "这一行有 %d 格，应当有 %d 格", len(cells), want)
		return false
	}
	return true
}

// formula reports text that an office program would run as a formula when a citizen opens the published file.
func (x *loader) formula(c source.Cell) {
	if first, _ := utf8.DecodeRuneInString(c.Text); c.Text != "" && strings.ContainsRune("=+-@", narrow(first)) {
		x.list.Errorf(c.Pos, c.Len(), "formula-text", "改写开头的字符，例如负号写成 −，空着的格子不填 -", "文字 %q 以 %c 开头，会被表格软件当作公式", c.Text, first)
	}
}
