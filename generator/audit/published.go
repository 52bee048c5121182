package audit

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/diag"
)

// Period is a month, counted as year·12 + month − 1.
type Period int

// String prints 2022-10.
func (p Period) String() string { return fmt.Sprintf("%04d-%02d", int(p)/12, int(p)%12+1) }

func (p Period) year() int { return int(p) / 12 }

func parsePeriod(s string) (Period, bool) {
	year, err := strconv.Atoi(s[:min(4, len(s))])
	month, ok := 0, len(s) == 7 && s[4] == '-'
	if ok {
		month, _ = strconv.Atoi(s[5:]) // 0 is no month
	}
	return Period(year*12 + month - 1), ok && err == nil && month >= 1 && month <= 12
}

// Key names one published figure.
type Key struct {
	Measure string
	Period  Period
	Region  string
	Group   string // "" = total
}

// Compare orders keys by measure, period, region and group.
func (k Key) Compare(l Key) int {
	return cmp.Or(strings.Compare(k.Measure, l.Measure), cmp.Compare(k.Period, l.Period),
		strings.Compare(k.Region, l.Region), strings.Compare(k.Group, l.Group))
}

// String prints posts_filled/2022-10/huancui/sex=female.
func (k Key) String() string {
	s := k.Measure + "/" + k.Period.String() + "/" + k.Region
	if k.Group != "" {
		s += "/" + k.Group
	}
	return s
}

// Cell is one line of observations.csv.
type Cell struct {
	Key
	Value    string // as it is written; empty unless Status is A
	Status   string // A published, Q withheld, L not submitted, M cannot exist
	Revision int    // -1 = not stated
	Line     int
}

// there reports whether something was submitted.
func (c Cell) there() bool { return c.Status == "A" || c.Status == "Q" }

// count is the value of a published count.
func (c Cell) count() (int64, bool) {
	n, err := strconv.ParseInt(c.Value, 10, 64)
	return n, err == nil && c.Status == "A"
}

// Release is one set of published figures with what describes them.
type Release struct {
	Version   string // "" = the folder that is audited
	Cells     []Cell // by key
	Structure Structure
	file      string
	rows      [][]string  // as they are written, the names of the columns first
	index     map[Key]int // place in Cells; only looked up, never walked
}

func (r *Release) at(k Key) (Cell, bool) {
	i, ok := r.index[k]
	if !ok {
		return Cell{}, false
	}
	return r.Cells[i], true
}

// columns are those of observations.csv that the audit reads.
var columns = []string{"period", "region", "measure", "group", "value", "status", "revision"}

// readCells reads a table of figures. Whatever it does not understand is an error: it could hold anything.
func readCells(file string, data []byte, l *diag.List) (cells []Cell, rows [][]string) {
	r := csv.NewReader(bytes.NewReader(data))
	rows, err := r.ReadAll()
	if err != nil || len(rows) == 0 {
		l.Errorf(diag.Pos{File: file}, 0, rule, "重新生成一次", "读不出来，不能证明其中没有泄露")
		return nil, nil
	}
	var at []int
	for _, name := range columns {
		i := slices.Index(rows[0], name)
		if i < 0 {
			l.Errorf(diag.Pos{File: file, Line: 1}, 0, rule, "重新生成一次", "缺少 %s 一列", name)
			return nil, nil
		}
		at = append(at, i)
	}
	for n, row := range rows[1:] {
		c := Cell{Key: Key{Measure: row[at[2]], Region: row[at[1]], Group: row[at[3]]}, Value: row[at[4]], Status: row[at[5]], Line: n + 2}
		p, ok := parsePeriod(row[at[0]])
		c.Period = p
		c.Revision = -1
		if text := row[at[6]]; text != "" {
			c.Revision, err = strconv.Atoi(text)
			ok = ok && err == nil && c.Revision >= 0
		}
		switch {
		case !ok:
			l.Errorf(c.pos(file), 0, rule, "重新生成一次", "期间或更正次数读不懂")
		case !slices.Contains([]string{"A", "Q", "L", "M"}, c.Status):
			l.Errorf(c.pos(file), 0, rule, "重新生成一次", "不认识的状态“%s”", c.Status)
		case c.Status != "A" && c.Value != "":
			l.Errorf(c.pos(file), 0, rule, "删去这个数", "%v 没有公开，却写着数值", c.Key)
		case c.Status == "A" && c.Value == "":
			l.Errorf(c.pos(file), 0, rule, "重新生成一次", "%v 是公开的，却没有数值", c.Key)
		default:
			cells = append(cells, c)
		}
	}
	return cells, rows
}

func (c Cell) pos(file string) diag.Pos { return diag.Pos{File: file, Line: c.Line} }

// sorted brings the cells in the order of their keys; a key that occurs twice is an error.
func (r *Release) sorted(l *diag.List) {
	slices.SortStableFunc(r.Cells, func(a, b Cell) int { return a.Key.Compare(b.Key) })
	r.index = make(map[Key]int, len(r.Cells))
	for i, c := range r.Cells {
		if _, twice := r.index[c.Key]; twice {
			l.Errorf(c.pos(r.file), 0, rule, "重新生成一次", "%v 写了两次", c.Key)
		}
		r.index[c.Key] = i
	}
}

// compareJSON holds the JSON twin against the rows of the CSV: the same members in the order of the columns, nothing
// more. Members are read one by one: an object that names one twice would hide the first.
func compareJSON(file string, data []byte, rows [][]string, l *diag.List) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := sameRows(d, rows); err != nil {
		l.Errorf(diag.Pos{File: file}, 0, rule, "重新生成一次", "与 CSV 不一致：%v", err)
	}
}

func sameRows(d *json.Decoder, rows [][]string) error {
	if err := expect(d, json.Delim('[')); err != nil {
		return err
	}
	for n, row := range rows[1:] {
		if err := sameRow(d, rows[0], row); err != nil {
			return fmt.Errorf("CSV 第%d行（%s）：%w", n+2, nameOf(rows[0], row), err)
		}
	}
	if err := expect(d, json.Delim(']')); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("末尾还有内容")
	}
	return nil
}

// nameOf names the figure of a row.
func nameOf(header, row []string) string {
	field := func(name string) string {
		if i := slices.Index(header, name); i >= 0 {
			return row[i]
		}
		return ""
	}
	return address(field("period"), field("region"), field("measure"), field("group"))
}

func sameRow(d *json.Decoder, header, row []string) error {
	if err := expect(d, json.Delim('{')); err != nil {
		return err
	}
	for i, name := range header {
		if err := expect(d, json.Token(name)); err != nil {
			return err
		}
		t, err := d.Token()
		if err != nil {
			return errors.New("读不出来")
		}
		text, known := "", t == nil
		switch t := t.(type) {
		case string:
			text, known = t, true
		case json.Number:
			text, known = t.String(), true
		}
		if !known || text != row[i] {
			return fmt.Errorf("%s 不同", name) // never the values: one of them may be withheld
		}
	}
	return expect(d, json.Delim('}'))
}

func expect(d *json.Decoder, want json.Token) error {
	t, err := d.Token()
	if err != nil || t != want {
		return errors.New("内容不是应有的样子")
	}
	return nil
}
